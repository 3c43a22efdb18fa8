//! Bytes into lines.

use crate::response::LARGE;

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
        self.after_return = self.buffer[end] == b'\r';
        if self.start == 0 && end >= LARGE {
            // A large line is taken as it is; what stands behind it came with its last piece.
            let rest = self.buffer.split_off(end + 1);
            let mut line = std::mem::replace(&mut self.buffer, rest);
            line.truncate(end);
            self.seen = 0;
            return Some(line);
        }
        let line = self.buffer[self.start..end].to_vec();
        self.start = end + 1;
        self.seen = self.start;
        Some(line)
    }

    /// What stands behind the last line end.
    pub(crate) fn rest(&mut self) -> Vec<u8> {
        let Self { mut buffer, start, .. } = std::mem::take(self);
        // A line that is all that came is not copied.
        buffer.drain(..start.min(buffer.len()));
        buffer
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
