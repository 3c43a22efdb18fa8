//! Items of a stream that are errors: what a server says when something goes wrong after it has answered with success.
//!
//! In: the text of an item. Out: whether it is an error, and the error.

use std::fmt::Write as _;

use bytes::Bytes;
use serde_json::Value;

use crate::{
    Object,
    error::{Error, Failure},
    json::{self, DecodeError, Json, Names, Reading},
    request::ErrorShape,
    response::Reply,
};

/// What takes more memory than this is not an error.
const MOST_MEMORY: u64 = 16 * 1024 * 1024;

/// What is read of an item, unless it is an error: the server's words then. `is_named` is whether the server calls it one.
pub(super) fn item_or_error<T: Json>(
    reply: &Reply,
    data: &Bytes,
    read_by: &dyn Fn(Reading) -> Result<T, DecodeError>,
    is_named: bool,
) -> Result<T, Error> {
    let read = read_by(reply.reading);
    let errors = reply.errors;
    let is_error = match &read {
        _ if is_named => true,
        Ok(value) => {
            json::names_of(value)
                .is_some_and(|names| names.iter().next().is_some() && !mentions_any(data, names))
                && is_error(data, errors)
        }
        Err(_) => is_error(data, errors),
    };
    match read {
        Ok(value) if !is_error => Ok(value),
        Err(error) if !is_error => {
            let leniently = reply.reading.leniently(&error);
            let helps = leniently.is_some_and(|reading| read_by(reading).is_ok());
            Err(reply.failed(Failure::decode_json(reply.answer(data), &error, helps, &reply.redact)))
        }
        _ => Err(reply.failed(Failure::answered(reply.answer(data), None, &reply.redact))),
    }
}

/// Whether an item is an object with a field `error` that says something, or one of the errors that are declared.
pub(crate) fn is_error(data: &[u8], errors: &[ErrorShape]) -> bool {
    let Ok(members) = json::from_slice_within::<Object>(data, MOST_MEMORY) else { return false };
    let says = |value: &Value| !matches!(value, Value::Null | Value::Bool(false)) && *value != "";
    members.get("error").is_some_and(says) || errors.iter().any(|shape| shape.fits(&members))
}

/// Whether the text of an item may have a field of these names: a look at the text that costs little, as every item gets
/// it. Where it finds none, all of a type's members are absent, and the type fits anything.
fn mentions_any(data: &[u8], names: Names) -> bool {
    let Ok(text) = std::str::from_utf8(data) else { return true };
    let mut quoted = String::new();
    names.iter().any(|name| {
        quoted.clear();
        let _ = write!(quoted, "\"{name}\"");
        text.contains(&quoted)
    })
}
