//! Paths, parameters, bodies, responses, security and servers, read through `openapiv3`; its only importer.
//!
//! In: the normalised [`Node`](crate::load::Node) tree. Out: a [`Document`] in which every schema is a place to read.
//! Must never know: Rust types, names of the client.

mod advice;
mod info;
mod keys;
mod media;
mod model;
mod operation;
mod own_header;
mod parameter;
mod parameters;
mod path;
mod read;
mod reader;
mod response;
mod security;
mod shared;
mod skeleton;
mod tags;
mod template;
mod validity;
mod vocabulary;
mod whole;

pub use advice::advise;
pub use model::*;
pub use own_header::is_own_header;
pub use parameter::{COOKIE_STYLE, WHOLE_QUERY};
pub use read::read_document;
pub use template::{PathTemplate, QueryValue, TemplatePart};
pub use vocabulary::render_keywords;
pub use whole::check_whole;

#[cfg(test)]
mod tests;
