//! Paths: literal parts, variables, and the query and fragment that some path keys carry.
//!
//! In: a key under `paths`. Out: its parts.
//! Must never know: parameters.

use crate::document::{PathTemplate, QueryValue, TemplatePart};
use crate::ir::{PathPart, is_word_character};

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

/// The literal segments of a path, in order.
pub(in crate::lower) fn literal_segments(parts: &[PathPart]) -> Vec<String> {
    let mut text = String::new();
    for part in parts {
        match part {
            // Braces that are text are not words.
            PathPart::Literal(literal) => {
                text.push_str(&literal.replace("%7B", "-").replace("%7D", "-"));
            }
            // A variable makes its whole segment one that is not literal.
            PathPart::Parameter(_) => text.push('{'),
        }
    }
    text.split('/')
        .filter(|segment| !segment.contains('{') && has_words(segment))
        .map(str::to_owned)
        .collect()
}

/// Whether a segment says nothing about the resource: `api`, `v1`, `2.0`, a date.
pub(in crate::lower) fn is_prefix(segment: &str) -> bool {
    let lower = segment.to_ascii_lowercase();
    let digits = lower.trim_start_matches('v');
    matches!(lower.as_str(), "api" | "rest" | "apis" | "latest" | "beta" | "alpha" | "openapi")
        || (!digits.is_empty()
            && digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '_')))
        || (lower.starts_with('v') && lower.len() > 1 && lower[1..].starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a word is a version, with `api` before it or not: `v1`, `api20100401`.
pub(in crate::lower) fn is_version(word: &str) -> bool {
    let digits = word.trim_start_matches("api").trim_start_matches('v');
    digits.len() < word.len() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text has anything to be called by.
pub(in crate::lower) fn has_words(text: &str) -> bool {
    text.chars().any(|character| character != '_' && is_word_character(character))
}
