//! What a call gives: one type, several by status, a stream.

use crate::diag::Pointer;

use super::{Docs, Type, Words};

/// What an HTTP message holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Media {
    /// Nothing, or nothing that the description tells of.
    Empty,
    /// JSON.
    Json(Type),
    /// Text as it is.
    Text,
    /// Bytes as they are.
    Bytes,
    /// A stream of JSON values: see [`Operation::stream`](super::Operation::stream).
    Stream,
}

/// What a successful call gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Success {
    /// `()`
    Empty,
    /// One type, whatever the status.
    One(Media),
    /// One type or nothing (`200` with a body, `204` without): `Option<T>`.
    Optional(Media),
    /// Different types by status: an enum of the operation's own, with these words.
    ByStatus {
        /// What the enum is called.
        words: Words,
        /// Its variants, by status.
        responses: Vec<Response>,
    },
    /// Only a stream: `send` itself gives it.
    Stream,
}

/// A declared response.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// The place in the description.
    pub pointer: Pointer,
    /// Which statuses.
    pub status: StatusMatch,
    /// What the body holds.
    pub media: Media,
    /// Headers that the description tells of.
    pub headers: Vec<ResponseHeader>,
    /// Documentation.
    pub docs: Docs,
}

/// A response header that the description tells of; documentation.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseHeader {
    /// The name on the wire.
    pub wire: String,
    /// Documentation.
    pub docs: Docs,
}

/// Which statuses a response is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusMatch {
    /// One status.
    Code(u16),
    /// A hundred, by its first digit (`4XX`).
    Range(u8),
    /// All that nothing else matches.
    Default,
}

/// What an operation streams.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamItem {
    /// How items are told apart.
    pub kind: StreamKind,
    /// The media type that the description gives it.
    pub media_type: String,
    /// What each item holds; [`Type::Any`] where the description does not say.
    pub item: Type,
    /// The boolean that must be true for the call to stream (`stream`).
    pub switch: Option<Switch>,
}

/// What a request says of whether it wants a stream, by its wire name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Switch {
    /// A member of the body, be it JSON or a form.
    Body(String),
    /// A query parameter.
    Query(String),
}

/// How items of a stream are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamKind {
    /// `text/event-stream`
    Events,
    /// NDJSON and relatives: a JSON value a line.
    Lines,
    /// `multipart/mixed` and relatives: JSON, text or bytes ([`Scalar::Bytes`](super::Scalar::Bytes)) between boundaries.
    Parts,
}
