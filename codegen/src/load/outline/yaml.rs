//! The outline of YAML text.

use std::borrow::Cow;
use std::ops::Range;

use saphyr_parser::{Event, Span};

use super::entry::{Builder, Entry, Kind};
use crate::load::yaml::{Receiver, Text, read};

/// What the next node is, seen from the list or map around it.
#[derive(Clone)]
enum Next {
    Member,
    Key,
    Value(String, Range<usize>),
}

#[derive(Default)]
struct Walk<'text> {
    text: &'text str,
    builder: Builder<'text>,
    /// By the number of the anchor: its entry.
    anchors: Vec<u32>,
    next: Vec<Next>,
    /// How many lists and maps are open inside a key.
    inside_key: usize,
}

/// The entries of the first document.
pub(super) fn outline(text: &str) -> Vec<Entry<'_>> {
    let (mut walk, _) = read(text, || Walk { text, ..Walk::default() });
    walk.builder.finish(text.len());
    walk.builder.entries
}

/// Everything that was asked for was read.
struct Enough;

impl Receiver for Walk<'_> {
    type Stop = Enough;

    fn take(&mut self, event: Event<'_>, span: &Span, text: &Text<'_>) -> Result<(), Enough> {
        let range = text.range(span);
        match event {
            Event::DocumentEnd => return Err(Enough),
            Event::Scalar(text, _, anchor, _) => self.scalar(&text, anchor, range),
            Event::Alias(anchor) if self.inside_key == 0 => {
                if let Some(Next::Key) = self.next.last() {
                    // A key that repeats an anchor's text.
                    self.key("*".into(), range);
                    return Ok(());
                }
                let target = self.anchors.get(anchor).copied().unwrap_or(0);
                let key = self.take_key();
                self.builder.start(Kind::Alias(target), key, range);
            }
            Event::SequenceStart(anchor, _) => self.open(Kind::List, anchor, range),
            Event::MappingStart(anchor, _) => self.open(Kind::Map, anchor, range),
            Event::SequenceEnd | Event::MappingEnd => self.close(range.end),
            _ => {}
        }
        Ok(())
    }
}

impl Walk<'_> {
    fn scalar(&mut self, text: &str, anchor: usize, range: Range<usize>) {
        if self.inside_key > 0 {
            return;
        }
        if let Some(Next::Key) = self.next.last() {
            self.key(text.into(), range);
            return;
        }
        let key = self.take_key();
        let index = self.builder.start(Kind::Scalar, key, range);
        self.name(anchor, index);
    }

    fn open(&mut self, kind: Kind, anchor: usize, range: Range<usize>) {
        if self.inside_key > 0 || matches!(self.next.last(), Some(Next::Key)) {
            if self.inside_key == 0 {
                self.key("?".into(), range);
            }
            self.inside_key += 1;
            return;
        }
        let key = self.take_key();
        let index = self.builder.start(kind, key, range);
        self.name(anchor, index);
        self.next.push(if kind == Kind::Map { Next::Key } else { Next::Member });
    }

    fn close(&mut self, offset: usize) {
        if self.inside_key > 0 {
            self.inside_key -= 1;
            return;
        }
        self.next.pop();
        let end = self.text.get(..offset).map_or(offset, |before| before.trim_end().len());
        self.builder.end(end);
    }

    fn key(&mut self, text: String, range: Range<usize>) {
        if let Some(next) = self.next.last_mut() {
            *next = Next::Value(text, range);
        }
    }

    fn take_key<'key>(&mut self) -> Option<(Cow<'key, str>, Range<usize>)> {
        let next = self.next.last_mut()?;
        if !matches!(next, Next::Value(..)) {
            return None;
        }
        match std::mem::replace(next, Next::Key) {
            Next::Value(text, range) => Some((text.into(), range)),
            _ => None,
        }
    }

    fn name(&mut self, anchor: usize, index: usize) {
        if anchor > 0 {
            if self.anchors.len() <= anchor {
                self.anchors.resize(anchor + 1, 0);
            }
            self.anchors[anchor] = u32::try_from(index).unwrap_or(0);
        }
    }
}
