//! Names of methods from path and HTTP method, by the usual meaning of collections and items.
//!
//! In: operations that nobody gave a name. Out: words such as `list`, `create toy`, `cancel`.
//! Must never know: operation ids.

use std::collections::BTreeSet;

use crate::document::{Document, OperationSpec};
use crate::ir::PathPart;

use super::path::{Path, is_prefix, literal_segments, lower_path};
use super::split::{same_thing, singular, split_words};
use super::verb::is_action;

/// What is known of the paths of a description.
pub(in crate::lower) struct PathNames {
    /// Paths that lead to items: `/people` where there is `/people/{id}`.
    collections: BTreeSet<String>,
}

impl PathNames {
    pub(in crate::lower) fn of(document: &Document) -> Self {
        let paths = document.operations.iter().map(|operation| lower_path(&operation.path));
        let above = paths.filter(is_item).filter_map(|path| {
            let text = without_names(&path);
            text.rsplit_once('/').map(|(above, _)| above.to_owned())
        });
        Self { collections: above.collect() }
    }

    /// A name for an operation in the resource at the end of `group`. It does not depend on what other methods are called,
    /// so one that is added renames none; but the first item of a collection whose name is not a plural tells what it is.
    pub(in crate::lower) fn method(&self, operation: &OperationSpec, group: &[String]) -> Vec<String> {
        let path = lower_path(&operation.path);
        if let Some(fragment) = &path.fragment {
            let words = split_words(fragment);
            if !words.is_empty() {
                return words;
            }
        }
        let segments = literal_segments(&path.parts);
        let resource = group.last().and_then(|name| {
            let at =
                |is_it: fn(&str, &str) -> bool| segments.iter().rposition(|segment| is_it(segment, name));
            at(same_thing).or_else(|| at(is_short_for))
        });
        let below: Vec<&String> = segments[resource.map_or(0, |index| index + 1)..]
            .iter()
            .filter(|segment| !is_prefix(segment))
            .collect();
        let Some(last) = below.last() else {
            return vec![self.verb(operation, &path, resource.map(|index| segments[index].as_str()))];
        };
        let words: Vec<String> = below.iter().flat_map(|segment| split_words(segment)).collect();
        self.doing(operation, &path, last, words)
    }

    /// The words with what is done to them, where that has to be said; `last` is the last thing that they name.
    fn doing(&self, operation: &OperationSpec, path: &Path, last: &str, words: Vec<String>) -> Vec<String> {
        // `charges().search()`, `orders().cancel()`: what is neither many things nor one of them is mostly a verb already,
        // and a noun that is only read needs none. What changes or removes something always says so.
        let is_open = matches!(operation.method.as_str(), "GET" | "POST") && !is_item(path);
        if is_open && (begins_with_verb(last) || !self.is_many(path, last)) {
            return words;
        }
        self.with_verb(operation, words)
    }

    /// A name for an operation that an id calls so, without saying what is done.
    pub(in crate::lower) fn with_verb_if_needed(
        &self,
        operation: &OperationSpec,
        words: Vec<String>,
    ) -> Vec<String> {
        let path = lower_path(&operation.path);
        let last = words.last().cloned().unwrap_or_default();
        self.doing(operation, &path, &last, words)
    }

    /// The words with what is done, which they may say already.
    pub(in crate::lower) fn with_verb(
        &self,
        operation: &OperationSpec,
        mut words: Vec<String>,
    ) -> Vec<String> {
        let path = lower_path(&operation.path);
        let verb = self.verb(operation, &path, words.last().map(String::as_str));
        let is_said = |word: Option<&String>| {
            word.is_some_and(|word| *word == verb || word.eq_ignore_ascii_case(&operation.method))
        };
        if is_said(words.first()) || is_said(words.last()) {
            return words;
        }
        // One thing is made, or is what the path leads to.
        if (is_item(&path) || verb == "create")
            && let Some(last) = words.last_mut()
            && let Some(one) = singular(last)
        {
            *last = one;
        }
        words.insert(0, verb);
        words
    }

    /// What the HTTP method does; `last` is what the path names last.
    fn verb(&self, operation: &OperationSpec, path: &Path, last: Option<&str>) -> String {
        let verb = match (operation.method.as_str(), is_item(path)) {
            ("GET", false) if last.is_some_and(|name| self.is_many(path, name)) => "list",
            ("GET", _) => "get",
            ("POST", false) => "create",
            ("POST", true) | ("PUT" | "PATCH", _) => "update",
            ("DELETE", _) => "delete",
            ("QUERY", false) => "search",
            (other, _) => return other.to_ascii_lowercase(),
        };
        verb.to_owned()
    }

    fn is_many(&self, path: &Path, last: &str) -> bool {
        singular(last).is_some() || self.collections.contains(without_names(path).trim_end_matches('/'))
    }
}

/// Whether a segment of several words begins with what is done: `verify_microdeposits`.
pub(in crate::lower) fn begins_with_verb(segment: &str) -> bool {
    let words = split_words(segment);
    words.len() > 1 && is_action(&words[0])
}

/// Whether a segment is the beginning of the resource's name: `/auth` of `authentication`, `/org` of `Organizations`.
fn is_short_for(segment: &str, name: &str) -> bool {
    let (short, long) = (split_words(segment), split_words(name));
    matches!((&short[..], &long[..]), ([short], [long]) if short.len() >= 3 && long.starts_with(short.as_str()))
}

fn is_item(path: &Path) -> bool {
    matches!(path.parts.as_slice(), [.., PathPart::Literal(above), PathPart::Parameter(_)] if above.ends_with('/'))
}

/// The path with all variables alike.
fn without_names(path: &Path) -> String {
    let text = path.parts.iter().map(|part| match part {
        PathPart::Literal(text) => text.as_str(),
        PathPart::Parameter(_) => "{}",
    });
    text.collect()
}
