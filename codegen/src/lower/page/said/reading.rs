//! The keys of the extension, and what is wrong with them.
//!
//! In: what the extension holds. Out: the text of a key, whichever way it is spelt; findings, at their places.
//! Must never know: what a key means.

use crate::diag::code_table::lower as codes;
use crate::diag::{Diagnostic, Pointer, closest};
use crate::document::OperationSpec;
use crate::ir::{Operation, Types};
use crate::load::Node;

/// Keys of the other spelling, each behind what it is called here.
const OTHERS: [(&str, &str); 6] = [
    ("cursor", "cursorParam"),
    ("next_cursor", "cursorPath"),
    ("offset", "pageOffsetParam"),
    ("offset", "pageParam"),
    ("step", "limitParam"),
    ("results", "resultsPath"),
];
/// Where pages of the other spelling begin.
pub(super) const START: &str = "pageStart";
/// The keys that are known.
pub(super) const KEYS: [&str; 10] = [
    "cursor",
    "next_cursor",
    "offset",
    "step",
    "results",
    "has_more",
    "has-next-page",
    "next_url",
    "next_uri",
    "next_path",
];

/// What is read of one extension.
pub(super) struct Reading<'a> {
    pub(super) root: &'a Node,
    pub(super) spec: &'a OperationSpec,
    pub(super) operation: &'a Operation,
    pub(super) types: &'a Types,
    pub(super) extension: &'a Node,
    pub(super) pointer: Pointer,
    pub(super) found: Vec<Diagnostic>,
}

impl<'a> Reading<'a> {
    /// Whether the key belongs to the other spelling.
    pub(super) fn is_other(key: &str) -> bool {
        key == START || OTHERS.iter().any(|(_, other)| *other == key)
    }

    /// What stands behind `prefix` in the value of a key.
    pub(super) fn expression(&mut self, key: &str, prefix: &str) -> Option<&'a str> {
        let extension: &'a Node = self.extension;
        let spelt = self.spelt(key).unwrap_or_default();
        let text = extension.get(spelt).and_then(Node::as_str);
        if let (true, Some(text)) = (spelt != key, text) {
            return Some(text);
        }
        // The whole response is `$response`, without a dot.
        let rest = text.and_then(|text| text.strip_prefix(prefix));
        let rest = rest.filter(|rest| prefix.ends_with('.') || rest.is_empty() || rest.starts_with('.'));
        if let Some(rest) = rest {
            return Some(rest.strip_prefix('.').unwrap_or(rest));
        }
        let message = format!("`{key}` is not an expression that begins with `{prefix}`");
        self.refuse(Some(key), &message, None)
    }

    /// The key that is there for a key.
    pub(super) fn spelt(&self, key: &str) -> Option<&'static str> {
        let own = KEYS.into_iter().filter(|known| *known == key);
        let others = OTHERS.iter().filter(|(known, _)| *known == key).map(|(_, other)| *other);
        own.chain(others).find(|known| self.extension.get(known).is_some())
    }

    /// Reports what cannot be used.
    pub(super) fn refuse<T>(&mut self, key: Option<&str>, message: &str, help: Option<String>) -> Option<T> {
        let name = self.pointer.tokens().last().unwrap_or_default();
        let place = match key {
            Some(key) => self.pointer.key(self.spelt(key).unwrap_or(key)),
            None => self.pointer.clone(),
        };
        let found = Diagnostic::new(&codes::W591, &place, format!("`{name}`: {message}"));
        self.found.push(match help {
            Some(help) => found.with_help(help),
            None => found,
        });
        None
    }
}

/// What to write instead: the nearest name, or all of them.
pub(super) fn help_of(text: &str, names: &[&str], what: &str) -> Option<String> {
    if let Some(meant) = closest(text, names.iter().copied()) {
        return Some(format!("did you mean `{meant}`?"));
    }
    (!names.is_empty()).then(|| format!("the {what} are {}", listed(names)))
}

/// The first names of a list.
pub(super) fn listed(names: &[&str]) -> String {
    let shown: Vec<String> = names.iter().take(12).map(|name| format!("`{name}`")).collect();
    let rest = if names.len() > shown.len() { " …" } else { "" };
    format!("{}{rest}", shown.join(", "))
}
