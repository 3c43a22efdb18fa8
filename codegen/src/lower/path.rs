//! Paths: literal parts, variables, and the query and fragment that some path keys carry.
//!
//! In: a key under `paths`. Out: its parts.
//! Must never know: parameters.

use crate::ir::PathPart;

/// A key under `paths`, taken apart.
pub(super) struct Path {
    /// The path itself.
    pub(super) parts: Vec<PathPart>,
    /// Pairs of the query that is part of the key.
    pub(super) query: Vec<(String, String)>,
    /// What stands after `#`; it never goes on the wire.
    pub(super) fragment: Option<String>,
}

/// Takes a key under `paths` apart.
pub(super) fn lower_path(key: &str) -> Path {
    let (rest, fragment) = match key.split_once('#') {
        Some((rest, fragment)) => (rest, Some(fragment.to_owned())),
        None => (key, None),
    };
    let (template, query) = rest.split_once('?').unwrap_or((rest, ""));
    let query = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (name.to_owned(), value.to_owned())
    });
    Path { parts: parts_of(template), query: query.collect(), fragment }
}

fn parts_of(template: &str) -> Vec<PathPart> {
    let mut parts = Vec::new();
    let mut rest = template;
    if !rest.starts_with('/') {
        parts.push(PathPart::Literal("/".to_owned()));
    }
    while let Some((before, variable, after)) = next_variable(rest) {
        if !before.is_empty() {
            parts.push(PathPart::Literal(before.to_owned()));
        }
        parts.push(PathPart::Parameter(variable.to_owned()));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(PathPart::Literal(rest.to_owned()));
    }
    parts
}

fn next_variable(text: &str) -> Option<(&str, &str, &str)> {
    let open = text.find('{')?;
    let close = open + text[open..].find('}')?;
    let variable = &text[open + 1..close];
    (!variable.is_empty()).then(|| (&text[..open], variable, &text[close + 1..]))
}
