//! Paths, parameters, bodies, responses, security and servers, read through `openapiv3`; its only importer.
//!
//! In: the normalised [`Node`](crate::load::Node) tree. Out: a [`Document`] in which every schema is a place to read.
//! Must never know: Rust types, names of the client.

mod model;

pub use model::*;
