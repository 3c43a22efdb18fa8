//! How much memory values may take, counted while they are read.
//!
//! Two bytes of text can be a value of hundreds of bytes: an empty object in a list, a member of an untyped object. So what
//! is read is counted as what it takes: pieces of the heap with what an allocator adds, lists by their room, maps by their
//! nodes. It is an estimate, to be right within a few parts of a hundred where it matters, and costs an addition for each
//! piece.

use std::{borrow::Cow, mem};

use serde_json::{Number, Value};

use super::{DecodeError, Reader};

/// What an allocator adds to a piece, and loses to rounding.
const PIECE: usize = 24;
/// A node of a map has room for so many members.
const NODE: usize = 11;
/// Of these, so many are taken in a node that is not alone, at least.
const TAKEN: usize = 6;
/// Lists beyond this many bytes grow by a half, others double.
const LARGE: usize = 1 << 20;

impl Reader<'_> {
    /// Counts memory that is about to be taken.
    #[inline]
    pub(crate) fn take(&mut self, bytes: usize) -> Result<(), DecodeError> {
        match self.room.checked_sub(bytes) {
            Some(room) => {
                self.room = room;
                Ok(())
            }
            None => Err(self.out_of_room()),
        }
    }

    /// Counts a piece of the heap.
    #[inline]
    pub(crate) fn take_piece(&mut self, bytes: usize) -> Result<(), DecodeError> {
        // The smallest piece that allocators give has room for more than a byte.
        self.take(if bytes == 0 { 0 } else { bytes.max(8) + PIECE })
    }

    /// Counts a text and makes it last.
    #[inline]
    pub(super) fn owned(&mut self, text: Cow<'_, str>) -> Result<String, DecodeError> {
        let bytes = match &text {
            Cow::Borrowed(text) => text.len(),
            Cow::Owned(text) => text.capacity(),
        };
        self.take_piece(bytes)?;
        Ok(text.into_owned())
    }

    /// Counts the room of a list that is full, and gives for how many more items of this size it is.
    #[cold]
    pub(super) fn more_room(&mut self, length: usize, size: usize) -> Result<usize, DecodeError> {
        let more = match length {
            0 => (512 / size.max(1)).clamp(1, 4),
            _ if length.saturating_mul(size) < LARGE => length,
            _ => length / 2,
        };
        self.take(if length == 0 { PIECE } else { 0 } + more.saturating_mul(size))?;
        Ok(more)
    }

    /// Counts what another member of a map takes, whose values have this size.
    #[inline]
    pub(super) fn take_member(&mut self, length: usize, size: usize) -> Result<(), DecodeError> {
        if length == 0 || (length >= NODE && (length - NODE).is_multiple_of(TAKEN)) {
            let node = NODE * (mem::size_of::<String>() + size) + PIECE;
            self.take(match length {
                0 => node,
                // A node above these two, with places for others beside its members.
                NODE => node * 2 + node / 5,
                // Of those above there are a sixth as many.
                _ => node + node / 5,
            })?;
        }
        Ok(())
    }

    /// Counts what a number of any size takes besides its place.
    #[inline]
    pub(super) fn take_number(&mut self, text: &str, value: &Value) -> Result<(), DecodeError> {
        // With `serde_json`'s feature `arbitrary_precision` on, each number is a text.
        const IS_TEXT: bool = mem::size_of::<Number>() > 16;
        match value {
            Value::Number(_) if !IS_TEXT => Ok(()),
            Value::Number(_) => self.take_piece(text.len()),
            _ => {
                self.take_member(0, mem::size_of::<Value>())?;
                self.take_piece(super::exact::MARK.len())?;
                self.take_piece(text.len())
            }
        }
    }

    #[cold]
    fn out_of_room(&self) -> DecodeError {
        DecodeError::too_large(self.at)
    }
}
