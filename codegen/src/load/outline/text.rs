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

/// The lines of a text.
#[derive(Clone, Debug)]
pub struct Lines<'text> {
    text: &'text str,
    starts: Vec<usize>,
}

impl<'text> Lines<'text> {
    /// Looks for the ends of the lines.
    #[must_use]
    pub fn of(text: &'text str) -> Self {
        let breaks =
            text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(offset, _)| offset + 1);
        Self { text, starts: std::iter::once(0).chain(breaks).collect() }
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
        (line, self.text.get(start..offset).map_or(0, |before| before.chars().count()) + 1)
    }
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
