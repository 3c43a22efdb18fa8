//! What operation ids say: words of their authors, or no more than path and method.
//!
//! In: the operations of a description. Out: the words of each id that somebody thought of.
//! Must never know: resources.

use std::collections::BTreeSet;

use crate::document::{Document, OperationSpec};
use crate::ir::PathPart;

use super::path::lower_path;
use super::resource::{is_version, same_thing};
use super::split::split_words;

/// Segments that ids leave out at the beginning of paths: `/api/v1`.
const MOST_LEFT_OUT: usize = 2;

/// How ids of a description are to be read.
pub(super) struct OperationIds {
    /// Whether a tool made them of path and method: `GetAccountsAccountPersons`.
    are_made: bool,
}

impl OperationIds {
    /// Looks at all operations with variables in their paths, because nobody who writes an id by hand spells those out. A
    /// few ids that do so by chance (`getPetId`) are those of their authors.
    pub(super) fn of(document: &Document) -> Self {
        let with_id = document.operations.iter().filter(|operation| operation.operation_id.is_some());
        let with_variables: Vec<_> = with_id.filter(|operation| operation.path.contains('{')).collect();
        let made = with_variables.iter().filter(|operation| repeats_path(operation)).count();
        Self { are_made: made >= 2 && made * 4 >= with_variables.len() * 3 }
    }

    /// The words of an operation's id without the tail of path and method that a framework adds; none where there is
    /// nothing else.
    pub(super) fn words(&self, operation: &OperationSpec) -> Vec<String> {
        let Some(id) = operation.operation_id.as_deref() else { return Vec::new() };
        if self.are_made && repeats_path(operation) {
            return Vec::new();
        }
        split_words(without_tail(id, operation))
    }

    /// The same without what only says where in the server it is, where among the resources, or how it is asked for:
    /// `v1.users.list`, `ml.projects.locations.list` in `projects`, `UsersController_list`, `listUsingGET_1`.
    pub(super) fn telling_words(&self, operation: &OperationSpec, group: &[String]) -> Vec<String> {
        let mut words = self.words(operation);
        if let Some(below) = below_resource(operation, group).filter(|_| !words.is_empty()) {
            return below;
        }
        if let Some(controller) = words.iter().position(|word| word == "controller")
            && controller + 1 < words.len()
        {
            words.drain(..=controller);
        }
        if words.len() > 1 && is_version(&words[0]) {
            words.remove(0);
        }
        let method = operation.method.to_ascii_lowercase();
        let using = words.windows(2).rposition(|pair| pair[0] == "using" && pair[1] == method);
        if let Some(using) =
            using.filter(|using| *using > 0 && words[using + 2..].iter().all(|word| is_number(word)))
        {
            words.truncate(using);
        }
        words
    }
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The words behind the resource in an id with dots.
fn below_resource(operation: &OperationSpec, group: &[String]) -> Option<Vec<String>> {
    let parts: Vec<&str> = operation.operation_id.as_deref()?.split('.').collect();
    let at = parts.iter().position(|part| group.last().is_some_and(|name| same_thing(part, name)))?;
    let words: Vec<String> = parts[at + 1..].iter().flat_map(|part| split_words(part)).collect();
    (!words.is_empty()).then_some(words)
}

fn without_tail<'id>(id: &'id str, operation: &OperationSpec) -> &'id str {
    let flattened: String = operation
        .path
        .chars()
        .map(|character| if character.is_alphanumeric() || character == '_' { character } else { '_' })
        .collect();
    let tail = format!("{flattened}_{}", operation.method.to_ascii_lowercase());
    id.strip_suffix(tail.as_str()).filter(|rest| !rest.is_empty()).unwrap_or(id)
}

/// Whether the id is the method and the path, variables included, one behind the other.
fn repeats_path(operation: &OperationSpec) -> bool {
    let id = split_words(operation.operation_id.as_deref().unwrap_or_default()).concat();
    let method = operation.method.to_ascii_lowercase();
    let Some(path) = id.strip_prefix(&method).or_else(|| id.strip_suffix(&method)) else { return false };
    let pieces: Vec<Vec<String>> = lower_path(&operation.path).parts.iter().flat_map(spellings).collect();
    (0..=MOST_LEFT_OUT.min(pieces.len().saturating_sub(1)))
        .any(|left_out| !path.is_empty() && is_spelt(path, &pieces[left_out..]))
}

/// How an id can spell a part of a path: each segment of a literal as it is, a variable also as `id` or with `by`.
fn spellings(part: &PathPart) -> Vec<Vec<String>> {
    match part {
        PathPart::Literal(text) => {
            let segments = text.split('/').map(|segment| split_words(segment).concat());
            segments.filter(|words| !words.is_empty()).map(|words| vec![words]).collect()
        }
        PathPart::Parameter(name) => {
            let name = split_words(name).concat();
            vec![vec![format!("by{name}"), name, "id".to_owned()]]
        }
    }
}

/// Whether the text is one spelling of each piece. All that can be left of it is looked at together, because variables
/// with the same name multiply the ways to get there.
fn is_spelt(text: &str, pieces: &[Vec<String>]) -> bool {
    let mut left = BTreeSet::from([text]);
    for piece in pieces {
        let spelt =
            |text| piece.iter().filter_map(move |spelling| str::strip_prefix(text, spelling.as_str()));
        left = left.into_iter().flat_map(spelt).collect();
    }
    left.contains("")
}
