//! Responses that are read while they arrive.
//!
//! In: a reply whose body is arriving. Out: streams of bytes, events, lines. A body that breaks off is an error, never
//! a short success.
//! Must never know: how the request was made.

mod bytes;
mod collect;
mod cutter;
mod events;
mod lines;
mod reader;
mod records;
mod told;

pub use bytes::ByteStream;
pub use events::{Event, EventStream};
pub use lines::LineStream;
pub use reader::ByteReader;
pub(crate) use told::is_error;

use crate::{error::Error, json::ReadJson, platform::MaybeSend, response::Reply};

/// The response as bytes.
#[expect(clippy::unnecessary_wraps, reason = "every reader of responses has this signature")]
pub(crate) fn bytes(reply: Reply) -> Result<ByteStream, Error> {
    Ok(ByteStream::new(reply))
}

/// The response as events.
pub(crate) fn events<T: ReadJson + MaybeSend + 'static>(reply: Reply) -> Result<EventStream<T>, Error> {
    bytes(reply).map(EventStream::new)
}

/// The response as lines.
pub(crate) fn lines<T: ReadJson + MaybeSend + 'static>(reply: Reply) -> Result<LineStream<T>, Error> {
    bytes(reply).map(LineStream::new)
}
