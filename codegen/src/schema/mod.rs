//! JSON Schema 2020-12 as OpenAPI 3.1 uses it, in our own model.
//!
//! In: a schema's place in the normalised [`Node`](crate::load::Node) tree. Out: a [`Schema`].
//! Must never know: operations, Rust types.

mod discriminator;
mod enumeration;
mod event;
mod family;
mod kinds;
mod leftover;
mod model;
mod query;
mod read;
mod reader;
mod reference;
#[cfg(test)]
pub(crate) mod testing;
pub mod validate;
mod value;

pub use event::{EVENT_DATA, EventShape, event_shape};
pub use family::{Descent, MOST_CHILDREN, discriminator_of_children, own_parts};
pub use model::{Discriminator, JsonKind, KindList, Limits, Schema, SchemaObject};
pub use query::{
    has_object_keywords, has_text_keywords, has_union, has_value_keywords, is_bare_reference, is_only_null,
    is_silent, is_silent_object, kinds_of, listed_values, requires_only,
};
pub use read::read_schema;
pub use reference::{
    ReferenceError, reference_of, reference_tokens, resolve_or_report, resolve_reference, resolve_step,
};
