//! Calls that the description does not have.

use std::{borrow::Cow, fmt};

use bytes::Bytes;
use serde::Serialize;

use super::{
    Endpoint, Part, Payload, Request, RequestDraft, Target, Written, endpoint::BodyKind, multipart::FieldPart,
};
use crate::{
    call::Call,
    client::Client,
    error::Failure,
    json::{self, Json},
    response::{self, RawBody, Response},
};

/// A call that the description does not have, with the client's credentials, retries and errors.
///
/// The path is appended to the base URL; it must be percent-encoded where it needs to be (see
/// [`path_segment`](crate::path_segment)) and cannot leave the host. Messages and traces show the method, and not the
/// path, which holds arguments; [`named`](Self::named) gives the call a name there.
///
/// A call has one body: JSON, a form, parts or bytes. Anything else in it is an error of the call.
///
/// ```no_run
/// # async fn example(client: callwright_runtime::Client) -> Result<(), callwright_runtime::Error> {
/// use callwright_runtime::{Value, path_segment};
///
/// let path = format!("/v1/agents/{}/rename", path_segment("agent 42")?);
/// let request = client.request("POST", &path).named("rename an agent").header("x-trace", "7");
/// let agent: Value = request.json(&serde_json::json!({ "name": "Ada" })).send_json().await?;
/// println!("{}", agent["name"]);
/// # Ok(())
/// # }
/// ```
#[must_use]
pub struct RawRequest {
    draft: Box<RequestDraft>,
}

impl Client {
    /// Begins a call that the description does not have.
    pub fn request(&self, method: &str, path: &str) -> RawRequest {
        let endpoint = Endpoint::new("", "", "");
        let (method, path) = (method.to_ascii_uppercase(), path.to_owned());
        let target = Target::Written(Box::new(Written { endpoint, method, path, name: None }));
        RawRequest { draft: Box::new(RequestDraft::new(self, target)) }
    }
}

impl RawRequest {
    /// What the call is called in messages and traces; without a name, it is its method.
    pub fn named(mut self, operation: impl Into<Cow<'static, str>>) -> Self {
        if let Target::Written(written) = &mut self.draft.target {
            written.name = Some(operation.into());
        }
        self
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

    /// Sends this value as JSON. [`Call::extra_body`] adds fields to an object.
    pub fn json(mut self, value: &impl Serialize) -> Self {
        match json::of_serde(value) {
            Ok(text) => {
                self.kind(BodyKind::Json("application/json"));
                self.draft.body.set_json(text);
            }
            Err(error) => {
                let failure =
                    Failure::invalid(format!("the request body cannot be written as JSON: {error}"));
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

    /// Adds a file to a multipart body.
    pub fn part(mut self, name: &str, part: impl Into<Part>) -> Self {
        self.kind(BodyKind::Multipart("multipart/form-data"));
        self.draft.body.add_part(FieldPart::of_file(name, part.into(), ""));
        self
    }

    /// Adds a field of text to a multipart body.
    pub fn part_text(mut self, name: &str, value: &str) -> Self {
        self.kind(BodyKind::Multipart("multipart/form-data"));
        self.draft.body.add_part(FieldPart::of_text(name, value));
        self
    }

    /// Sends these bytes; say what they are by the header `content-type`.
    pub fn body(mut self, payload: impl Into<Payload>) -> Self {
        self.kind(BodyKind::Raw("application/octet-stream"));
        self.draft.body.set_payload(payload.into());
        self
    }

    /// Says what the body is, which is said once: what was given before would be lost otherwise.
    fn kind(&mut self, kind: BodyKind) {
        let Target::Written(written) = &mut self.draft.target else { return };
        let before = std::mem::replace(&mut written.endpoint.body, kind);
        if before != BodyKind::None && before != kind {
            let (before, now) = (shown(before), shown(kind));
            let message = format!("the request body is already {before} and cannot also be {now}");
            self.draft.keep(Err(Failure::invalid(message)));
        }
    }

    /// The call; it gives the response as it came.
    pub fn send(self) -> Call<Response<RawBody>> {
        Request { draft: self.draft }.call_raw()
    }

    /// The call; it reads the response as JSON of a type of the client, or as any JSON by [`Value`](crate::Value).
    pub fn send_json<T: Json + 'static>(self) -> Call<T> {
        Request { draft: self.draft }.json()
    }

    /// The call; it gives the bytes of the response.
    pub fn send_bytes(self) -> Call<Bytes> {
        Request { draft: self.draft }.bytes()
    }

    /// The call; it gives the response piece by piece.
    #[cfg(feature = "stream")]
    pub fn stream(self) -> Call<crate::ByteStream> {
        Request { draft: self.draft }.byte_stream()
    }
}

/// What a body is, in words.
fn shown(kind: BodyKind) -> &'static str {
    match kind {
        BodyKind::None => "empty",
        BodyKind::Json(_) => "JSON",
        BodyKind::Form => "a form",
        BodyKind::Multipart(_) | BodyKind::Parts(_) => "multipart",
        BodyKind::Raw(_) => "bytes",
    }
}

impl Request {
    fn call_raw(self) -> Call<Response<RawBody>> {
        Call::new(self.draft, crate::call::ResponseHandler::Plain(response::raw)).with_response()
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
