//! Responses that are read while they arrive.
//!
//! In: a reply whose body is arriving. Out: streams of bytes, events, lines, parts. A body that breaks off is an error, never
//! a short success.
//! Must never know: how the request was made.

mod bytes;
mod collect;
mod cutter;
mod divided;
mod events;
mod lines;
mod parts;
mod reader;
mod records;
mod told;

pub use bytes::ByteStream;
pub use events::{Event, EventStream};
pub use lines::LineStream;
pub use parts::{PartStream, ReceivedPart};
pub use reader::ByteReader;
pub(crate) use told::is_error;

use crate::{error::Error, json::Json, platform::MaybeSend, response::Reply};

/// The response as bytes.
#[expect(clippy::unnecessary_wraps, reason = "every reader of responses has this signature")]
pub(crate) fn bytes(reply: Reply) -> Result<ByteStream, Error> {
    Ok(ByteStream::new(reply))
}

/// The response as events.
pub(crate) fn events<T: Json + MaybeSend + 'static>(reply: Reply) -> Result<EventStream<T>, Error> {
    bytes(reply).map(EventStream::new)
}

/// The response as lines.
pub(crate) fn lines<T: Json + MaybeSend + 'static>(reply: Reply) -> Result<LineStream<T>, Error> {
    bytes(reply).map(LineStream::new)
}

/// The response as parts, each read as JSON.
pub(crate) fn parts<T: Json>(reply: Reply) -> Result<PartStream<T>, Error> {
    bytes(reply).and_then(PartStream::of_json)
}

/// The response as parts, each as bytes.
pub(crate) fn byte_parts(reply: Reply) -> Result<PartStream<::bytes::Bytes>, Error> {
    bytes(reply).and_then(PartStream::of_bytes)
}
