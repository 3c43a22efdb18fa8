//! From a request to a call: what becomes of the answer.

use bytes::Bytes;

use super::Request;
use crate::{
    call::{Call, Finish},
    json::ReadJson,
    response::{self, ByStatus},
};

impl Request {
    fn call<T>(self, finish: fn(response::Reply) -> Result<T, crate::Error>) -> Call<T> {
        Call::new(self.draft, Finish::Plain(finish))
    }

    /// The answer is JSON.
    pub fn json<T: ReadJson + 'static>(self) -> Call<T> {
        self.call(response::json)
    }

    /// The answer is JSON, or there is none.
    pub fn json_or_none<T: ReadJson + 'static>(self) -> Call<Option<T>> {
        self.call(response::json_or_none)
    }

    /// The answer is text.
    pub fn text(self) -> Call<String> {
        self.call(response::text)
    }

    /// The answer is text, or there is none.
    pub fn text_or_none(self) -> Call<Option<String>> {
        self.call(response::text_or_none)
    }

    /// The answer is bytes.
    pub fn bytes(self) -> Call<Bytes> {
        self.call(response::bytes)
    }

    /// The answer is bytes, or there is none.
    pub fn bytes_or_none(self) -> Call<Option<Bytes>> {
        self.call(response::bytes_or_none)
    }

    /// The answer does not matter.
    pub fn unit(self) -> Call<()> {
        self.call(response::unit)
    }

    /// The answer depends on the status.
    pub fn by_status<T: ByStatus + 'static>(self) -> Call<T> {
        self.call(response::by_status).accepting(T::is_value)
    }

    /// The answer arrives piece by piece.
    #[cfg(feature = "stream")]
    pub fn byte_stream(self) -> Call<crate::ByteStream> {
        self.call(crate::stream::bytes).streaming()
    }

    /// The answer is a stream of server-sent events.
    #[cfg(feature = "stream")]
    pub fn events<T: ReadJson + 'static>(self) -> Call<crate::EventStream<T>> {
        self.call(crate::stream::events).streaming()
    }

    /// The answer is a stream of JSON values, one a line.
    #[cfg(feature = "stream")]
    pub fn lines<T: ReadJson + 'static>(self) -> Call<crate::LineStream<T>> {
        self.call(crate::stream::lines).streaming()
    }
}
