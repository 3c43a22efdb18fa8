//! Calls that the description does not have.

use std::fmt;

use bytes::Bytes;
use serde::Serialize;

use super::{Draft, Endpoint, Part, Payload, Request, Target, endpoint::BodyKind, multipart::FieldPart};
use crate::{
    call::Call,
    client::Client,
    error::Failure,
    json::ReadJson,
    response::{self, RawBody, Response},
};

/// A call that the description does not have, with the client's credentials, retries and errors.
///
/// The path is appended to the base URL; it must be percent-encoded where it needs to be and cannot leave the host.
#[must_use]
pub struct RawRequest {
    draft: Box<Draft>,
}

impl RawRequest {
    pub(crate) fn new(client: &Client, method: &str, path: &str) -> Self {
        let endpoint = Endpoint::new("", "", "");
        let target = Target::Written { endpoint, method: method.to_ascii_uppercase(), path: path.to_owned() };
        Self { draft: Box::new(Draft::new(client, target)) }
    }

    /// Adds a query parameter.
    pub fn query(mut self, name: &str, value: &str) -> Self {
        self.draft.add_query(name, value);
        self
    }

    /// Sets a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.draft.add_header(name, value);
        self
    }

    /// Sends this value as JSON.
    pub fn json(mut self, value: &impl Serialize) -> Self {
        match serde_json::to_vec(value) {
            Ok(text) => {
                self.kind(BodyKind::Json("application/json"));
                self.draft.body.set_payload(Payload::bytes(text));
            }
            Err(error) => {
                let failure = Failure::invalid(format!("the body cannot be written as JSON: {error}"));
                self.draft.keep(Err(failure.because(error.into())));
            }
        }
        self
    }

    /// Adds a field to a form body.
    pub fn form_field(mut self, name: &str, value: &str) -> Self {
        self.kind(BodyKind::Form);
        self.draft.body.add_pair(name, value);
        self
    }

    /// Adds a part to a multipart body.
    pub fn part(mut self, name: &str, part: impl Into<Part>) -> Self {
        self.kind(BodyKind::Multipart("multipart/form-data"));
        self.draft.body.add_part(FieldPart::of_file(name, part.into()));
        self
    }

    /// Sends these bytes; say what they are by the header `content-type`.
    pub fn body(mut self, payload: impl Into<Payload>) -> Self {
        self.kind(BodyKind::Raw("application/octet-stream"));
        self.draft.body.set_payload(payload.into());
        self
    }

    fn kind(&mut self, kind: BodyKind) {
        if let Target::Written { endpoint, .. } = &mut self.draft.target {
            endpoint.body = kind;
        }
    }

    /// The call; it gives the answer as it came.
    pub fn send(self) -> Call<Response<RawBody>> {
        Request { draft: self.draft }.call_raw()
    }

    /// The call; it reads the answer as JSON of a type of the client, or as any JSON by [`Value`](crate::Value).
    pub fn send_json<T: ReadJson + 'static>(self) -> Call<T> {
        Request { draft: self.draft }.json()
    }

    /// The call; it gives the bytes of the answer.
    pub fn send_bytes(self) -> Call<Bytes> {
        Request { draft: self.draft }.bytes()
    }

    /// The call; it gives the answer piece by piece.
    #[cfg(feature = "stream")]
    pub fn stream(self) -> Call<crate::ByteStream> {
        Request { draft: self.draft }.byte_stream()
    }
}

impl Request {
    fn call_raw(self) -> Call<Response<RawBody>> {
        Call::new(self.draft, crate::call::Finish::Plain(response::raw)).with_response()
    }
}

impl fmt::Debug for RawRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RawRequest")
            .field("operation", &self.draft.target.operation())
            .finish_non_exhaustive()
    }
}
