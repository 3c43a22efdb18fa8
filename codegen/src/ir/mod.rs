//! What the client is: resources, operations, types. The language between `lower` and `emit`.
//!
//! In: what `lower` found out. Out: the same, with invariants that hold.
//! Must never know: a schema keyword, a Rust identifier, a token.
//!
//! Everything that will be named carries *words* ([`Words`]) and the pointer it came from; `names` turns those into
//! identifiers. Wire names stay as they are, always, in fields called `wire`.

mod api;
mod operation;
mod types;
mod words;

pub use api::{Api, Credential, CredentialKind, Docs, KeyPlace, Requirement, Resource, ResourceId, Server, ServerVariable};
pub use operation::{
    Body, BodyContent, FormField, FormFieldKind, Media, Operation, OperationId, Page, PageKind, Parameter,
    ParameterStyle, PathPart, Place, Response, ResponseHeader, Setter, SetterSource, StatusMatch, StreamItem,
    StreamKind, Success,
};
pub use types::{
    Case, Definition, Enumeration, Field, Literal, Member, Presence, Rest, Scalar, Shape, ShapeKinds, Structure, Type,
    TypeDefinition, TypeId, Types, Union, Usage,
};
pub use words::Words;
