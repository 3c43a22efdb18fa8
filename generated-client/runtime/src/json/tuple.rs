//! Lists of fixed length.

use super::{DecodeError, Kind, Reader};

impl Reader<'_> {
    /// Opens a list that is read place by place.
    pub(super) fn begin_tuple(&mut self) -> Result<(), DecodeError> {
        match self.peek()? {
            Kind::Array => self.open(),
            found => Err(self.wrong("an array", found)),
        }
    }

    /// Goes to a place of the list.
    pub(super) fn tuple_item(&mut self, place: usize, length: usize) -> Result<(), DecodeError> {
        let there = if place == 0 { self.first(b']') } else { self.more(b']')? };
        if there {
            Ok(())
        } else {
            Err(self.error(format!("expected an array of {length} items, found {place}")))
        }
    }

    /// Closes the list; items that the description does not have are ignored, as members are.
    pub(super) fn end_tuple(&mut self) -> Result<(), DecodeError> {
        while self.more(b']')? {
            self.skip()?;
            self.left_over += 1;
        }
        self.depth -= 1;
        Ok(())
    }
}
