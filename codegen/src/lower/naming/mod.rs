//! Names in words: resources, methods, and what schemas are called after.
//!
//! In: tags, paths, operation ids, titles and keys of a description. Out: words, in an order that people would say.
//! Must never know: types, and the identifiers that a name becomes.

pub(super) mod candidate;
pub(super) mod made_id;
pub(super) mod method;
pub(super) mod operation_id;
pub(super) mod path;
pub(super) mod path_method;
pub(super) mod resource;
pub(super) mod shorten;
pub(super) mod split;
pub(super) mod tell_apart;
pub(super) mod title;
pub(super) mod verb;
pub(super) mod words;
