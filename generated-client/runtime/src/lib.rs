//! What every generated client stands on: calls that go out once, answers that are read within limits, errors that say
//! what happened.
//!
//! Generated crates depend on this crate and re-export what their users need; nothing in here knows a particular API.

mod auth;
mod call;
mod client;
mod error;
mod macros;
#[cfg(feature = "stream")]
mod pages;
mod platform;
mod request;
mod response;
#[doc(hidden)]
pub mod setter;
#[cfg(feature = "stream")]
mod stream;
mod transport;

#[cfg(all(feature = "blocking", feature = "stream", feature = "test-util"))]
#[doc = include_str!("guide.md")]
pub mod guide {}
pub mod json;
pub mod value;

/// The `bytes` crate's buffer.
pub use bytes::Bytes;
/// Statuses, methods and headers.
pub use http;
/// The HTTP client underneath, for those who configure it.
pub use reqwest;
/// Any JSON object.
pub type Object = serde_json::Map<String, serde_json::Value>;
/// Any JSON value.
pub use serde_json::Value;

pub use auth::{Credential, Token, TokenProvider};
pub use call::Call;
pub use client::{Api, Client, ClientBuilder, Server, ServerVariable};
pub use error::{ApiError, Error, ErrorKind};
pub use json::{DecodeError, EncodeError, Json, ReadJson, WriteJson};
#[doc(hidden)]
pub use json::{Example, blank};
#[doc(hidden)]
pub use macros::private::{self, *};
#[cfg(feature = "stream")]
pub use pages::{Cursor, Items, Pages, Paging};
pub use platform::{BoxError, BoxFuture, BoxStream, MaybeSend};
pub use request::{Endpoint, ErrorShape, Part, Payload, Provided, RawRequest, Request, Style, path_segment};
pub use response::{ByStatus, RawBody, Response};
#[cfg(feature = "stream")]
pub use stream::{ByteReader, ByteStream, Event, EventStream, LineStream, PartStream, ReceivedPart};
pub use transport::{
    Body, Transport, TransportError, TransportRequest, TransportResponse, http_client_builder,
};
#[cfg(feature = "test-util")]
pub use transport::{Recorded, Script, ScriptedReply};
pub use value::{
    Base64, Date, DateTime, Far, Given, GivenOrNull, IntoNullable, InvalidBase64, Members, MembersOrNull,
    Null, Nullable, Secret, Time, Uri, Uuid, form,
};
