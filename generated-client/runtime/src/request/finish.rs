//! From a request to a call: what becomes of the response.

use bytes::Bytes;

use super::Request;
use crate::{
    call::{Call, ResponseHandler},
    json::Json,
    response::{self, ByStatus, RawBody},
};
#[cfg(feature = "stream")]
use crate::{platform::MaybeSend, response::Expected};

impl Request {
    fn call<T>(self, finish: fn(response::Reply) -> Result<T, crate::Error>) -> Call<T> {
        Call::new(self.draft, ResponseHandler::Plain(finish))
    }

    /// The response is JSON.
    pub fn json<T: Json + 'static>(self) -> Call<T> {
        self.call(response::json)
    }

    /// The response is JSON, or there is none.
    pub fn json_or_none<T: Json + 'static>(self) -> Call<Option<T>> {
        self.call(response::json_or_none)
    }

    /// The response is text.
    pub fn text(self) -> Call<String> {
        self.call(response::text)
    }

    /// The response is text, or there is none.
    pub fn text_or_none(self) -> Call<Option<String>> {
        self.call(response::text_or_none)
    }

    /// The response is bytes.
    pub fn bytes(self) -> Call<Bytes> {
        self.call(response::bytes)
    }

    /// The response is bytes, or there is none.
    pub fn bytes_or_none(self) -> Call<Option<Bytes>> {
        self.call(response::bytes_or_none)
    }

    /// The response does not matter.
    pub fn unit(self) -> Call<()> {
        self.call(response::unit)
    }

    /// The response as it came, whatever it is.
    pub fn raw(self) -> Call<RawBody> {
        self.accept("*/*").call(response::raw)
    }

    /// Asks for these media types, in place of those that the description gives.
    pub fn accept(mut self, accept: &'static str) -> Self {
        self.draft.accept = Some(accept);
        self
    }

    /// The response depends on the status.
    pub fn by_status<T: ByStatus + 'static>(self) -> Call<T> {
        self.call(response::by_status).accepting(T::is_value)
    }

    /// The response arrives piece by piece.
    #[cfg(feature = "stream")]
    pub fn byte_stream(self) -> Call<crate::ByteStream> {
        self.call(crate::stream::bytes).streaming(Expected::Bytes)
    }

    /// The response is a stream of server-sent events.
    #[cfg(feature = "stream")]
    pub fn events<T: Json + MaybeSend + 'static>(self) -> Call<crate::EventStream<T>> {
        let call = self.accepting_stream("text/event-stream").call(crate::stream::events);
        call.streaming(Expected::Events)
    }

    /// The response is a stream of JSON values, one a line.
    #[cfg(feature = "stream")]
    pub fn lines<T: Json + MaybeSend + 'static>(self) -> Call<crate::LineStream<T>> {
        let call = self.accepting_stream("application/x-ndjson").call(crate::stream::lines);
        call.streaming(Expected::Lines)
    }

    /// The response is a stream of parts, each of them JSON.
    #[cfg(feature = "stream")]
    pub fn parts<T: Json + MaybeSend + 'static>(self) -> Call<crate::PartStream<T>> {
        let call = self.accepting_stream("multipart/mixed").call(crate::stream::parts);
        call.streaming(Expected::Parts)
    }

    /// The response is a stream of parts, each of them bytes.
    #[cfg(feature = "stream")]
    pub fn byte_parts(self) -> Call<crate::PartStream<Bytes>> {
        let call = self.accepting_stream("multipart/mixed").call(crate::stream::byte_parts);
        call.streaming(Expected::Parts)
    }

    /// Asks for the stream: by the media type that the description gives it, else by the usual one.
    #[cfg(feature = "stream")]
    fn accepting_stream(mut self, usual: &'static str) -> Self {
        let endpoint = self.draft.target.endpoint();
        let accept = match (endpoint.stream_accept, endpoint.accept) {
            ("", "*/*") => usual,
            ("", accept) | (accept, _) => accept,
        };
        self.draft.accept = Some(accept);
        self
    }
}
