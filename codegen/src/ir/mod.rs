//! What the client is: resources, operations, types. The language between `lower` and `emit`.
//!
//! In: what `lower` found out. Out: the same, with invariants that hold.
//! Must never know: a schema keyword, a Rust identifier, a token.
//!
//! Everything that will be named carries *words* ([`Words`]) and the pointer it came from; `names` turns those into
//! identifiers. Wire names stay as they are, always, in fields called `wire`.

mod aliases;
mod api;
mod boxing;
mod builder;
mod check;
mod dump;
mod endless;
mod far;
mod graph;
mod large;
mod operation;
mod sharing;
mod size;
mod types;
mod usage;
mod walk;
mod words;

pub use aliases::break_alias_cycles;
pub use boxing::box_types;
pub use builder::CaseNeeds;
pub use check::broken_invariants;
pub use dump::{dump, dump_type};
pub use endless::break_endless;
pub use far::longest_way;
pub use large::{most_of, sizes};
pub use sharing::{Marks, forget_usage, share_equal};
pub use usage::{adjust_presence, assign_resources, mark_usage};
pub use walk::{named_by, named_in, types_in, types_of_operation};

pub use api::{
    Api, Credential, CredentialKind, Docs, Example, KeyPlace, Requirement, Resource, ResourceId, Server,
    ServerVariable,
};
pub use operation::{
    Body, BodyContent, FormField, FormFieldKind, Media, Operation, OperationId, Page, PageEnd, PageKind,
    PageParameter, Parameter, ParameterStyle, PartHeader, PathPart, Place, Response, ResponseHeader, Setter,
    SetterSource, StatusMatch, StreamItem, StreamKind, Success, Switch,
};
pub use types::{
    Case, Definition, Enumeration, Field, Literal, Member, Presence, Rest, Scalar, Shape, ShapeKinds,
    Structure, Type, TypeDefinition, TypeId, Types, Union, Usage,
};
pub use words::Words;
