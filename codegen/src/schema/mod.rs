//! JSON Schema 2020-12 as OpenAPI 3.1 uses it, in our own model.
//!
//! In: a schema's place in the normalised [`Node`](crate::load::Node) tree. Out: a [`Schema`].
//! Must never know: operations, Rust types.

mod model;

pub use model::{Discriminator, JsonKind, Kinds, Limits, Schema, SchemaObject};
