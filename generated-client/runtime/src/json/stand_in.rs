//! What stands in for a value that a server left out, or sent as null, where the description promises one.
//!
//! A list or a map that is null or missing is an empty one: nothing else can be meant, and nothing is made up that could be
//! mistaken for data. That is how answers are read unless somebody says otherwise. A text, a number or a boolean is made up
//! only by a lenient reading, because nobody can tell it from one that was sent. What Rust cannot make up (a value of an
//! enum, a date, a case of a union) is an error in either reading.

use super::{DecodeError, Kind, Member, Reader};

impl Reader<'_> {
    /// A member that could not be read: where it is null and something can stand in for it, that does.
    #[cold]
    pub(super) fn stand_in_for_null(
        &mut self,
        field: &mut dyn Member,
        before: (usize, usize),
        error: DecodeError,
    ) -> Result<(), DecodeError> {
        let failed_at = (self.at, self.depth);
        (self.at, self.depth) = before;
        if self.peek() == Ok(Kind::Null) && self.stand_in(field) {
            return self.null();
        }
        (self.at, self.depth) = failed_at;
        Err(error)
    }

    /// Fills a field with what stands in for it; `false` where nothing does.
    #[cold]
    pub(super) fn stand_in(&mut self, field: &mut dyn Member) -> bool {
        let Some(text) = self.lenience.text(field.empty()) else { return false };
        Reader::new(text.as_bytes()).is_ok_and(|mut reader| {
            (reader.lenience, reader.depth, reader.room) = (self.lenience, self.depth, self.room);
            let is_filled = field.fill(&mut reader).is_ok();
            self.room = reader.room;
            is_filled
        })
    }
}
