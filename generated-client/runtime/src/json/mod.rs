//! JSON that is read and written without serde's derive: types list their members in a table, and the code that walks
//! the table is in here, compiled once.
//!
//! In: bytes of a response, values of a request. Out: values, or an error with the place; bytes, or an error. Must never
//! know: HTTP, a particular API.
//!
//! # What is promised
//!
//! - Nothing that arrives can crash the program: text is checked once, numbers are checked against their type, and
//!   nesting ends at [`MAX_DEPTH`] levels.
//! - A list or a map that is null or missing where one must be is an empty one; see [`Lenience`] for more of that kind.
//! - Values take no more memory than they may, however little text they are: [`MAX_VALUE_SIZE`] bytes, or what
//!   [`from_slice_within`] says.
//! - Where a member comes twice, the last one counts, as in JavaScript, Python and `serde_json::Value`.
//! - Numbers stay what they are: whole numbers are read exactly (also when they are spelled `1.0` or `1e3`), floats
//!   that are whole are written as floats (`2.0`), and a float that JSON has no word for is an error.
//! - A [`Value`](serde_json::Value) keeps the digits of every whole number and of numbers that no float can hold: see
//!   [`number_text`].
//!
//! # Differences from `serde_json`
//!
//! - A byte order mark at the beginning is skipped.
//! - Nesting may be 128 levels deep instead of 127.
//! - Whole numbers may be spelled as floats, and members may come twice.

mod choice;
mod error;
mod escape;
mod exact;
mod example;
mod impls;
mod memory;
mod number;
mod object;
mod packed;
mod place;
mod pointer;
mod read;
mod reader;
mod scan;
mod serde_text;
mod shape;
mod stand_in;
mod text;
mod transcode;
mod tuple;
mod union;
mod write;
mod writer;

#[cfg(test)]
mod tests;

use choice::Choice;
pub use error::{DecodeError, EncodeError};
pub use exact::{number_of, number_text};
#[doc(hidden)]
pub use example::Example;
pub use memory::MAX_VALUE_SIZE;
pub use number::Number;
pub use object::{Change, Member, Members, Table, Visit, copy, is_same, show};
use object::{fill_blank, members_of, read_object};
#[doc(hidden)]
pub use read::blank;
pub use read::{Read, ReadJson};
pub use reader::{Kind, Reader};
pub(crate) use serde_text::of_serde;
pub use shape::{Shape, kind};
pub use stand_in::{Empty, Lenience};
pub use text::{read_text, show_text, text_enum};
pub use transcode::{deserialize, serialize};
use union::same_number;
pub use union::{
    Case, is_object, is_same_case, is_text_case, read_case, read_union, read_unknown, same_value, show_case,
};
pub use write::{RawJson, WriteJson};
pub use writer::Writer;

/// How deep lists and objects may be nested, when read and when written.
pub const MAX_DEPTH: usize = 128;

/// Reads a document: one value and nothing behind it.
///
/// ```
/// use callwright_runtime::json;
///
/// assert_eq!(json::from_slice::<Vec<i64>>(b"[1, 2.0, 3e2]").unwrap(), [1, 2, 300]);
/// let error = json::from_slice::<Vec<i64>>(b"[1, true]").unwrap_err();
/// assert_eq!((error.offset(), error.pointer()), (4, "/1"));
/// ```
///
/// # Errors
///
/// The text is not JSON, or not of this type; the error knows the place.
pub fn from_slice<T: ReadJson>(json: &[u8]) -> Result<T, DecodeError> {
    from_slice_with(json, Lenience::default())
}

/// Reads a document; `lenience` says what may stand in for what is null or missing.
///
/// # Errors
///
/// As [`from_slice`].
pub fn from_slice_with<T: ReadJson>(json: &[u8], lenience: Lenience) -> Result<T, DecodeError> {
    read_slice(json, Reading { lenience, ..Reading::default() })
}

/// Reads a document whose values may take so many bytes of memory; [`from_slice`] allows [`MAX_VALUE_SIZE`].
///
/// # Errors
///
/// As [`from_slice`], and when they would take more; see [`DecodeError::is_too_large`].
pub fn from_slice_within<T: ReadJson>(json: &[u8], max_value_size: u64) -> Result<T, DecodeError> {
    read_slice(json, Reading { max_value_size, ..Reading::default() })
}

/// How a document is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// What may stand in for what is null or missing.
    pub(crate) lenience: Lenience,
    /// How many bytes of memory the values may take.
    pub(crate) max_value_size: u64,
}

impl Default for Reading {
    fn default() -> Self {
        Self { lenience: Lenience::default(), max_value_size: MAX_VALUE_SIZE }
    }
}

/// Reads a document as it is said.
pub(crate) fn read_slice<T: ReadJson>(json: &[u8], reading: Reading) -> Result<T, DecodeError> {
    read_slice_by(json, reading, &T::read)
}

/// Reads the data of a server-sent event of this name.
#[cfg(feature = "stream")]
pub(crate) fn read_event<T: ReadJson>(
    json: &[u8],
    reading: Reading,
    event: Option<&str>,
) -> Result<T, DecodeError> {
    read_slice_by(json, reading, &|reader| T::read_event(reader, event))
}

fn read_slice_by<T: ReadJson>(
    json: &[u8],
    reading: Reading,
    read: &dyn Fn(&mut Reader<'_>) -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    let Reading { lenience, max_value_size } = reading;
    let found = Reader::new(json).and_then(|mut reader| {
        reader.lenience = lenience;
        reader.room = usize::try_from(max_value_size).unwrap_or(usize::MAX);
        let value = read(&mut reader)?;
        reader.finish()?;
        Ok(value)
    });
    found.or_else(|error| match lenience.text(T::EMPTY) {
        Some(text) if json.trim_ascii() == b"null" => read_slice_by(text.as_bytes(), reading, read),
        _ => {
            // Only errors pay for the question.
            let leniently = Reading { lenience: Lenience::All, ..reading };
            let helps = lenience == Lenience::Containers
                && !error.is_too_large()
                && read_slice_by(json, leniently, read).is_ok();
            Err(error.located_in(json).helped_by_lenience(helps))
        }
    })
}

/// Writes a document.
///
/// # Errors
///
/// A float is not finite, or the value is nested deeper than [`MAX_DEPTH`].
pub fn to_vec(value: &dyn WriteJson) -> Result<Vec<u8>, EncodeError> {
    let mut out = Vec::with_capacity(128);
    write_into(value, &mut out)?;
    Ok(out)
}

/// Writes a value behind what is in the buffer; after an error, the buffer is as it was.
///
/// # Errors
///
/// As [`to_vec`].
pub fn write_into(value: &dyn WriteJson, out: &mut Vec<u8>) -> Result<(), EncodeError> {
    let start = out.len();
    let mut writer = Writer::over(std::mem::take(out));
    value.write(&mut writer);
    let (buffer, error) = writer.into_parts();
    *out = buffer;
    match error {
        None => Ok(()),
        Some(error) => {
            out.truncate(start);
            Err(error)
        }
    }
}
