//! What the client is: resources, operations, types. The language between `lower` and `emit`.
//!
//! In: what `lower` found out. Out: the same, with invariants that hold.
//! Must never know: a schema keyword, a Rust identifier, a token.
//!
//! Everything that will be named carries *words* ([`Words`]) and the pointer it came from; `names` turns those into
//! identifiers. Wire names stay as they are, always, in fields called `wire`.

mod api;
mod builder;
mod check;
mod credential;
mod docs;
mod dump;
mod far;
mod graph;
mod ids;
mod large;
mod operation;
mod page;
mod part;
mod request;
mod response;
mod server;
mod sharing;
mod short_cases;
mod size;
mod types;
mod walk;
mod words;

pub use builder::CaseNeeds;
pub use check::{broken_invariants, check_invariants};
pub use dump::{dump, dump_type};
pub use far::{cut_long_chains, longest_way};
pub use large::{box_large, most_of, sizes};
pub use part::{Kept, keep_part};
pub use sharing::{Marks, alias_equal, forget_usage, share_equal};
pub use short_cases::short_cases;
pub use walk::{
    each_name_mut, each_type_mut, each_type_of_operation_mut, held_by, named_by, named_in, structure_of,
    types_in, types_of_operation,
};

pub use api::{Api, Example, LeftOut, Resource};
pub use credential::{Credential, CredentialKind, KeyPlace, Requirement};
pub use docs::Docs;
pub use ids::{OperationId, ResourceId, TypeId};
pub use operation::{Operation, PathPart};
pub use page::{Page, PageEnd, PageKind, PageParameter};
pub use request::{
    Body, BodyContent, FormField, FormFieldKind, Parameter, ParameterStyle, PartHeader, Place, Setter,
    SetterSource,
};
pub use response::{Media, Response, ResponseHeader, StatusMatch, StreamItem, StreamKind, Success, Switch};
pub use server::{Server, ServerVariable};
pub use types::{
    Case, Definition, Enumeration, Field, Literal, Member, Presence, Rest, Scalar, Shape, Structure, Type,
    TypeDefinition, Types, Union, Usage,
};
pub use words::{Detail, Words, is_word_character, split_text};
