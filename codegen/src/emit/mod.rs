//! IR and names → tokens, one construct a file.
//!
//! In: [`ir::Api`](crate::ir::Api) and [`Names`](crate::names::Names). Out: which files there are, each in pieces that
//! can be emitted apart from each other, and the tokens of a piece. Must never know: a schema, a file system.
//!
//! Text of the description becomes a token only as a literal or a `RustIdent`; documentation of items stands beside the
//! tokens.

mod alias;
mod argument;
mod builder;
mod by_status;
mod client;
mod comments;
mod constructor;
mod context;
mod conversion;
mod docs;
mod endpoint;
mod enumeration;
mod example;
mod far;
mod flags;
mod former;
mod front;
mod harmless;
mod library;
mod literal;
mod manifest;
mod once;
mod operation;
mod operation_docs;
mod origin;
mod page;
mod paths;
mod plan;
mod program;
mod readme;
mod resource;
mod snippet;
mod step;
mod structure;
mod surface;
mod target;
mod type_module;
mod union;

#[cfg(test)]
mod tests;

pub use context::Context;
pub use manifest::{
    BLOCK_BEGIN, BLOCK_END, Manifest, RuntimeSource, library_name, render_features, render_manifest,
};
pub use paths::{rust_path_of_operation, rust_path_of_type};
pub use plan::{Emitted, FilePlan, Piece, emit_piece, plan_files, plan_program};
pub use program::{GivenBody, GivenRequest, GivenRequests};
pub use readme::render_readme;
pub use surface::emit_surface;
