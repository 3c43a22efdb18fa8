//! Reading the bytes of a description into one tree.
//!
//! In: YAML, JSON or a Markdown page. Out: a [`Node`] tree, or diagnostics.
//! Must never know: what OpenAPI is, beyond finding its block on a documentation page.

mod node;

pub use node::{Map, Node, Number};
