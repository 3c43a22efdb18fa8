//! Paths: literal parts, variables, and the query and fragment that some path keys carry.
//!
//! In: a key under `paths`. Out: its parts.
//! Must never know: parameters.

use crate::document::{PathTemplate, QueryValue, TemplatePart};
use crate::ir::PathPart;

/// A key under `paths`, taken apart.
pub(in crate::lower) struct Path {
    /// The path itself.
    pub(in crate::lower) parts: Vec<PathPart>,
    /// Pairs of the query that is part of the key, decoded, with values that are always the same.
    pub(in crate::lower) query: Vec<(String, String)>,
    /// What stands after `#`; it never goes on the wire.
    pub(in crate::lower) fragment: Option<String>,
}

/// Takes a key under `paths` apart.
pub(in crate::lower) fn lower_path(key: &str) -> Path {
    let template = PathTemplate::of(key);
    let mut parts: Vec<PathPart> = template.parts.into_iter().map(lower_part).collect();
    let starts_with_slash = matches!(parts.first(), Some(PathPart::Literal(text)) if text.starts_with('/'));
    if !starts_with_slash {
        parts.insert(0, PathPart::Literal("/".to_owned()));
    }
    // A pair whose value is given is a parameter; `document` sees to that.
    let query = template.query.into_iter().filter_map(|(name, value)| match value {
        QueryValue::Fixed(value) => Some((name, value)),
        QueryValue::Given(_) => None,
    });
    Path { parts, query: query.collect(), fragment: template.fragment }
}

/// Braces that are text have no place in a URL, and would be taken for a variable further on.
fn lower_part(part: TemplatePart) -> PathPart {
    match part {
        TemplatePart::Literal(text) => PathPart::Literal(text.replace('{', "%7B").replace('}', "%7D")),
        TemplatePart::Variable(name) => PathPart::Parameter(name),
    }
}
