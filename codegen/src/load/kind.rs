//! What kind of document a tree is, by its first keyword.

use super::{Loaded, Node, Number};

/// What a document is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// An OpenAPI description (`openapi: 3…`).
    OpenApi,
    /// A Swagger description (`swagger: 2.0`).
    Swagger,
    /// An overlay over a description (`overlay: 1…`).
    Overlay,
    /// Anything else: a file that a description refers to, or no description at all.
    Other,
}

/// What kind of document this is.
#[must_use]
pub fn document_kind(root: &Node) -> DocumentKind {
    let Some(map) = root.as_map() else { return DocumentKind::Other };
    if map.contains_key("openapi") {
        DocumentKind::OpenApi
    } else if map.contains_key("swagger") {
        DocumentKind::Swagger
    } else if map.contains_key("overlay") {
        DocumentKind::Overlay
    } else {
        DocumentKind::Other
    }
}

/// The version of OpenAPI that the document says it is of, as text; empty where it says none.
#[must_use]
pub fn openapi_version(root: &Node) -> String {
    version_under(root, "openapi")
}

/// The version under a key, as text; empty where there is none.
#[must_use]
pub(crate) fn version_under(root: &Node, key: &str) -> String {
    match root.get(key) {
        Some(Node::String(version)) => version.trim().to_owned(),
        // An unquoted `3.1` is a number to YAML.
        Some(Node::Number(Number::Float(version))) => format!("{version:?}"),
        Some(Node::Number(Number::Integer(version))) => format!("{version}.0"),
        _ => String::new(),
    }
}

/// Leaves out files that are only parts of the descriptions beside them: those that say neither a version nor anything
/// else that makes a description. Where there is no description, nothing is left out, so that each is told why not.
#[must_use]
pub fn without_parts(loaded: Vec<Loaded>) -> Vec<Loaded> {
    let is_part = |loaded: &Loaded| {
        document_kind(&loaded.root) == DocumentKind::Other
            && ["info", "paths"].iter().all(|key| loaded.root.get(key).is_none())
    };
    let described = |loaded: &Loaded| {
        matches!(document_kind(&loaded.root), DocumentKind::OpenApi | DocumentKind::Swagger)
    };
    if !loaded.iter().any(described) {
        return loaded;
    }
    loaded.into_iter().filter(|loaded| !is_part(loaded)).collect()
}
