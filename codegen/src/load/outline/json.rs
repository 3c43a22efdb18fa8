//! The outline of JSON text.

use std::borrow::Cow;
use std::ops::Range;

use super::entry::{Builder, Entry, Kind};

struct Scan<'text> {
    text: &'text str,
    at: usize,
}

/// The entries of a JSON text, and whether it was read to its end.
pub(super) fn outline(text: &str) -> (Vec<Entry<'_>>, bool) {
    let mut scan = Scan { text, at: 0 };
    let mut builder = Builder::default();
    let is_complete = scan.value_and_all_it_holds(&mut builder).is_some();
    builder.finish(scan.at.min(text.len()));
    (builder.entries, is_complete)
}

impl<'text> Scan<'text> {
    fn value_and_all_it_holds(&mut self, builder: &mut Builder<'text>) -> Option<()> {
        self.value(builder, None)?;
        while let Some(innermost) = builder.open.last().copied() {
            let is_map = builder.entries.get(innermost)?.kind == Kind::Map;
            let is_empty = innermost + 1 == builder.entries.len();
            self.space();
            let byte = self.peek()?;
            if byte == if is_map { b'}' } else { b']' } {
                self.at += 1;
                builder.end(self.at);
                continue;
            }
            if !is_empty {
                self.expect(b',')?;
                self.space();
            }
            let key = if is_map { Some(self.key()?) } else { None };
            self.value(builder, key)?;
        }
        Some(())
    }

    fn key(&mut self) -> Option<(Cow<'text, str>, Range<usize>)> {
        let range = self.string()?;
        let quoted = self.text.get(range.clone())?;
        let inner = quoted.get(1..quoted.len() - 1)?;
        let key = if inner.contains('\\') {
            serde_json::from_str::<String>(quoted).ok()?.into()
        } else {
            inner.into()
        };
        self.space();
        self.expect(b':')?;
        Some((key, range))
    }

    fn value(
        &mut self,
        builder: &mut Builder<'text>,
        key: Option<(Cow<'text, str>, Range<usize>)>,
    ) -> Option<()> {
        self.space();
        let start = self.at;
        match self.peek()? {
            b'{' | b'[' => {
                let kind = if self.peek()? == b'{' { Kind::Map } else { Kind::List };
                self.at += 1;
                builder.start(kind, key, start..self.at);
            }
            b'"' => {
                let range = self.string()?;
                builder.start(Kind::Scalar, key, range);
            }
            _ => {
                let rest = self.text.as_bytes().get(start..)?;
                let length = rest
                    .iter()
                    .take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte))
                    .count();
                if length == 0 {
                    return None;
                }
                self.at += length;
                builder.start(Kind::Scalar, key, start..self.at);
            }
        }
        Some(())
    }

    fn string(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        self.expect(b'"')?;
        let bytes = self.text.as_bytes();
        loop {
            let rest = bytes.get(self.at..)?;
            let step = rest.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
            self.at += step + 1;
            if rest.get(step) == Some(&b'"') {
                return Some(start..self.at);
            }
            self.at += 1;
        }
    }

    fn space(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}
