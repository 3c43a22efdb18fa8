//! Values that are read into what they give away: their fields, or the place of their text.
//!
//! In: a reader, a place that is blank. Out: the place with what was read.

use std::borrow::Cow;

use super::{Access, Change, DecodeError, Json, Member, Members, Reader, Table};

/// Reads a value: a blank one, which is filled.
///
/// # Errors
///
/// It is not of this type.
pub(super) fn read_blank<T: Json>(reader: &mut Reader<'_>) -> Result<T, DecodeError> {
    let mut value = T::blank();
    fill(&mut value, reader).unwrap_or_else(|| Err(reader.error("nothing can be read into this type")))?;
    Ok(value)
}

/// Reads a value into a place that is blank.
///
/// Each way is a function of its own: without optimisation, a function has room for all that any of its ways needs.
pub(super) fn fill_blank<T: Json>(place: &mut T, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    let filled = if T::IS_SMALL { None } else { fill(place, reader) };
    filled.unwrap_or_else(|| replace(place, reader))
}

fn replace<T: Json>(place: &mut T, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    *place = T::read(reader)?;
    Ok(())
}

/// Reads into what a value gives away; `None` where it gives away nothing.
fn fill<T: Json>(place: &mut T, reader: &mut Reader<'_>) -> Option<Result<(), DecodeError>> {
    let mut filling = Filling { reader, result: None };
    T::access(Access::Change(place, &mut filling));
    filling.result
}

/// The reading of one value.
struct Filling<'reader, 'json> {
    reader: &'reader mut Reader<'json>,
    result: Option<Result<(), DecodeError>>,
}

impl Change for Filling<'_, '_> {
    fn fields(&mut self, table: Table, fields: &mut [&mut dyn Member], rest: Option<&mut dyn Members>) {
        self.result = Some(self.reader.object(table, fields, rest));
    }

    fn text(&mut self, values: &[&str]) -> Option<Cow<'_, str>> {
        match self.reader.listed_text(values) {
            Ok(text) => {
                self.result = Some(Ok(()));
                Some(text)
            }
            Err(error) => {
                self.result = Some(Err(error));
                None
            }
        }
    }
}
