//! JSON values, one a line.

use std::{
    fmt,
    future::poll_fn,
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_core::Stream;

use super::ByteStream;
use crate::{
    error::{Error, Failure},
    json::{self, ReadJson},
};

/// An answer as JSON values that arrive one a line (NDJSON, JSON Lines; the separator of RFC 7464 is understood, too).
///
/// Errors end it. A last line without a line break counts when it is a whole value.
pub struct LineStream<T> {
    stream: ByteStream,
    lines: Lines,
    over: bool,
    item: PhantomData<fn() -> T>,
}

impl<T: ReadJson> LineStream<T> {
    pub(crate) fn new(stream: ByteStream) -> Self {
        Self { stream, lines: Lines::default(), over: false, item: PhantomData }
    }

    /// The next value; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The next value, blocking this thread until it is there.
    #[cfg(feature = "blocking")]
    pub fn wait_next(&mut self) -> Option<Result<T, Error>> {
        crate::call::block_on(self.next()).unwrap_or_else(|error| Some(Err(error)))
    }

    fn read(&mut self, line: &[u8]) -> Result<T, Error> {
        json::from_slice(line).map_err(|error| {
            self.over = true;
            let failure = Failure::decode_json(self.stream.answer(line), &error, &self.stream.reply().redact);
            self.stream.fail(failure)
        })
    }
}

impl<T: ReadJson> Stream for LineStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        while !this.over {
            while let Some(line) = this.lines.next() {
                let line = line.strip_prefix(b"\x1e").unwrap_or(&line).trim_ascii();
                if !line.is_empty() {
                    let line = line.to_vec();
                    return Poll::Ready(Some(this.read(&line)));
                }
            }
            match ready!(Pin::new(&mut this.stream).poll_next(context)) {
                Some(Ok(piece)) => {
                    if !this.lines.push(&piece, this.stream.max_item()) {
                        this.over = true;
                        let limit = this.stream.max_item() as u64;
                        let failure = Failure::too_large(this.stream.answer(&[]), limit);
                        return Poll::Ready(Some(Err(this.stream.fail(failure))));
                    }
                }
                Some(Err(error)) => {
                    this.over = true;
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    let rest = this.lines.rest();
                    let line = rest.strip_prefix(b"\x1e").unwrap_or(&rest).trim_ascii();
                    this.over = true;
                    return Poll::Ready((!line.is_empty()).then(|| this.read(line)));
                }
            }
        }
        Poll::Ready(None)
    }
}

impl<T> fmt::Debug for LineStream<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("LineStream").field("stream", &self.stream).finish_non_exhaustive()
    }
}

/// Cuts what arrives into lines. Every byte is looked at once, however small the pieces are.
#[derive(Default)]
pub(crate) struct Lines {
    buffer: Vec<u8>,
    /// Where the current line begins.
    start: usize,
    /// Up to where no line break was found.
    seen: usize,
    /// A carriage return was the last byte of a line: a line feed right behind it belongs to it.
    after_return: bool,
}

impl Lines {
    /// Adds a piece; `false` when the current line is too long.
    pub(crate) fn push(&mut self, piece: &[u8], limit: usize) -> bool {
        if self.start > 0 {
            self.buffer.drain(..self.start);
            self.seen -= self.start;
            self.start = 0;
        }
        self.buffer.extend_from_slice(piece);
        self.buffer.len() <= limit.saturating_add(piece.len())
    }

    /// The next whole line, without its end: `\n`, `\r` or both.
    pub(crate) fn next(&mut self) -> Option<Vec<u8>> {
        if self.after_return && self.start < self.buffer.len() {
            self.after_return = false;
            if self.buffer[self.start] == b'\n' {
                self.start += 1;
                self.seen = self.seen.max(self.start);
            }
        }
        let found = self.buffer[self.seen..].iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let Some(found) = found else {
            self.seen = self.buffer.len();
            return None;
        };
        let end = self.seen + found;
        let line = self.buffer[self.start..end].to_vec();
        self.after_return = self.buffer[end] == b'\r';
        self.start = end + 1;
        self.seen = self.start;
        Some(line)
    }

    /// What stands behind the last line end.
    pub(crate) fn rest(&mut self) -> Vec<u8> {
        let rest = self.buffer.split_off(self.start.min(self.buffer.len()));
        *self = Self::default();
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn lines_do_not_depend_on_the_pieces() {
        let text = b"one\r\ntwo\rthree\n\nfour";
        for size in 1..=text.len() {
            let mut lines = Lines::default();
            let mut found = Vec::new();
            for piece in text.chunks(size) {
                assert!(lines.push(piece, 100));
                while let Some(line) = lines.next() {
                    found.push(String::from_utf8(line).unwrap());
                }
            }
            assert_eq!(found, ["one", "two", "three", ""], "pieces of {size}");
            assert_eq!(lines.rest(), b"four");
        }
    }
}
