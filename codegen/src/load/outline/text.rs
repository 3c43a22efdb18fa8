//! Bytes, characters, lines and columns of a text.

use std::ops::Range;

/// A stretch of a text. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line of the first character.
    pub line: usize,
    /// The column of the first character.
    pub column: usize,
    /// The line of the end.
    pub end_line: usize,
    /// The column after the last character.
    pub end_column: usize,
    /// The bytes.
    pub range: Range<usize>,
}

/// The lines of a text. A whole description may stand in one line, with thousands of findings in it, so nothing is
/// looked for or counted from the start of a line.
#[derive(Clone, Debug)]
pub struct Lines<'text> {
    text: &'text str,
    starts: Vec<usize>,
    /// How many characters begin before each [`Lines::STEP`]th byte.
    characters: Vec<usize>,
}

impl<'text> Lines<'text> {
    const STEP: usize = 1024;

    /// Looks for the ends of the lines.
    #[must_use]
    pub fn of(text: &'text str) -> Self {
        let breaks = text.match_indices('\n').map(|(offset, _)| offset + 1);
        let mut sum = 0;
        let sums = text.as_bytes().chunks(Self::STEP).map(|chunk| {
            sum += beginnings(chunk);
            sum
        });
        Self {
            text,
            starts: std::iter::once(0).chain(breaks).collect(),
            characters: std::iter::once(0).chain(sums).collect(),
        }
    }

    /// The bytes of the line that holds this one, without its end.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> Range<usize> {
        let next = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(next.saturating_sub(1)).copied().unwrap_or(0);
        start..self.starts.get(next).map_or(self.text.len(), |next| next - 1)
    }

    /// The lines and columns of some bytes of the text.
    #[must_use]
    pub fn position(&self, range: Range<usize>) -> Position {
        let start = self.boundary(range.start);
        let end = self.boundary(range.end.max(range.start));
        let (line, column) = self.line_and_column(start);
        let (end_line, end_column) = self.line_and_column(end);
        Position { line, column, end_line, end_column, range: start..end }
    }

    fn boundary(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    fn line_and_column(&self, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        (line, self.characters_before(offset) - self.characters_before(start) + 1)
    }

    fn characters_before(&self, offset: usize) -> usize {
        let step = offset / Self::STEP;
        let rest = self.text.as_bytes().get(step * Self::STEP..offset).unwrap_or_default();
        self.characters.get(step).copied().unwrap_or(0) + beginnings(rest)
    }
}

/// How many characters begin in these bytes.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xc0) != 0x80).count()
}

/// The byte at which each character starts, for parsers that count characters.
pub(in crate::load) struct CharOffsets {
    /// Every [`CharOffsets::STEP`]th character; empty where bytes are characters.
    checkpoints: Vec<usize>,
    ascii: bool,
}

impl CharOffsets {
    const STEP: usize = 64;

    pub(in crate::load) fn of(text: &str) -> Self {
        let ascii = text.is_ascii();
        let checkpoints = if ascii {
            Vec::new()
        } else {
            text.char_indices().step_by(Self::STEP).map(|(offset, _)| offset).collect()
        };
        Self { checkpoints, ascii }
    }

    /// The byte at which the character with this number starts; the end of the text for numbers beyond it.
    pub(in crate::load) fn byte(&self, text: &str, character: usize) -> usize {
        if self.ascii {
            return character.min(text.len());
        }
        let Some(start) = self.checkpoints.get(character / Self::STEP) else { return text.len() };
        let mut rest = text.get(*start..).unwrap_or_default().char_indices();
        rest.nth(character % Self::STEP).map_or(text.len(), |(offset, _)| start + offset)
    }
}
