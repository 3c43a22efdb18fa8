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

mod access;
mod any;
mod choice;
mod containers;
mod document;
mod error;
mod escape;
mod exact;
mod example;
mod fill;
mod listed;
mod members;
mod memory;
mod names;
mod number;
mod number_text;
mod object;
mod packed;
mod place;
mod pointer;
mod reader;
mod reading;
mod scalars;
mod scan;
mod serde_text;
mod shape;
mod stand_in;
mod text;
mod transcode;
mod tuple;
mod union;
mod value;
mod value_kind;
mod write;
mod writer;

#[cfg(test)]
mod tests;

#[cfg(feature = "stream")]
pub(crate) use access::names_of;
pub use access::{Access, Change, Visit};
#[cfg(feature = "stream")]
pub(crate) use document::read_event;
pub(crate) use document::read_slice;
pub use document::{from_slice, from_slice_with, from_slice_within, to_vec, write_into};
pub use error::{DecodeError, EncodeError};
#[doc(hidden)]
pub use example::Example;
pub use members::{Handed, Shown, change, look};
pub use names::Names;
pub use number::Number;
pub use number_text::{number_of, number_text};
pub use object::{Member, Members, Table, copy, is_same, show};
pub use reader::Reader;
pub(crate) use reading::Reading;
pub use reading::{Empty, Lenience, MAX_DEPTH, MAX_VALUE_SIZE};
pub(crate) use serde_text::of_serde;
pub use shape::{Shape, kind};
pub use text::{EnumText, show_text, text_enum};
pub use transcode::{deserialize, serialize};
pub use union::{
    Case, is_object, is_same_case, is_text_case, read_case, read_union, read_unknown, same_value, show_case,
};
#[doc(hidden)]
pub use value::blank;
pub use value::{Json, Read, ReadJson};
pub use value_kind::Kind;
pub use write::{RawJson, WriteJson};
pub use writer::Writer;
