//! What operation ids say: words of their authors, or no more than path and method.
//!
//! In: the operations of a description. Out: the words of each id that somebody thought of.
//! Must never know: how operations are told apart.

use crate::diag::{Diagnostic, Diagnostics, code_table};
use crate::document::{Document, OperationSpec};

use super::made_id::{ends_in_digest, is_hash, repeats_literals, repeats_path, words_within};
use super::path::is_version;
use super::split::{same_thing, split_words};
use super::verb::{is_plain_verb, is_verb, without_asking};

/// How ids of a description are to be read.
pub(in crate::lower) struct OperationIds {
    /// Whether a tool made them of path and method: `GetAccountsAccountPersons`.
    are_made: bool,
}

impl OperationIds {
    /// Looks at all operations with variables in their paths, because nobody who writes an id by hand spells those out. A
    /// few ids that do so by chance (`getPetId`) are those of their authors.
    pub(in crate::lower) fn of(document: &Document) -> Self {
        let with_id = document.operations.iter().filter(|operation| operation.operation_id.is_some());
        let with_variables: Vec<_> = with_id.filter(|operation| operation.path.contains('{')).collect();
        let made = with_variables.iter().filter(|operation| repeats_path(operation)).count();
        Self { are_made: made >= 2 && made * 4 >= with_variables.len() * 3 }
    }

    /// The words of an operation's id without the path and the method that a framework adds; none where there is nothing
    /// else.
    pub(in crate::lower) fn words(&self, operation: &OperationSpec) -> Vec<String> {
        let Some(id) = operation.operation_id.as_deref() else { return Vec::new() };
        if is_hash(id) || self.are_made && repeats_path(operation) || repeats_literals(operation) {
            return Vec::new();
        }
        let mut words = words_within(operation);
        without_asking(&mut words, &operation.method);
        words
    }

    /// The same without what only says where in the server it is, or where among the resources: `v1.users.list`,
    /// `ml.projects.locations.list` in `projects`, `UsersController_list`, `salesUserRepositoryV1Save`.
    pub(in crate::lower) fn telling_words(&self, operation: &OperationSpec, group: &[String]) -> Vec<String> {
        let mut words = self.words(operation);
        if let Some(below) = below_resource(operation, group).filter(|_| !words.is_empty()) {
            return below;
        }
        if let Some(controller) = words.iter().position(|word| word == "controller")
            && controller + 1 < words.len()
        {
            words.drain(..=controller);
        }
        // `files_api_routes_list_files`
        if let Some(routes) = words.windows(2).position(|pair| pair[0] == "api" && pair[1] == "routes")
            && routes + 2 < words.len()
        {
            words.drain(..routes + 2);
        }
        // What begins with a verb is one phrase: `listCoreV1Pods`.
        if let Some(version) = words.iter().rposition(|word| is_version(word))
            && version + 1 < words.len()
            && !is_verb(&words[0])
        {
            words.drain(..=version);
        }
        if words.len() > 1 && operation.operation_id.as_deref().is_some_and(ends_in_digest) {
            words.pop();
        }
        if words.len() > 2 && is_asked_for_first(operation, &words) {
            words.remove(0);
        }
        words
    }
}

/// Whether the id begins with the method of HTTP and then says what is done: `GET_ListUsers`, `post-getAccount`.
fn is_asked_for_first(operation: &OperationSpec, words: &[String]) -> bool {
    let id = operation.operation_id.as_deref().unwrap_or_default();
    let (method, lower) = (operation.method.as_str(), operation.method.to_ascii_lowercase());
    let shouted = id.strip_prefix(method).is_some_and(|rest| rest.starts_with(['_', '-']));
    let spoken = id.strip_prefix(lower.as_str()).is_some_and(|rest| rest.starts_with(['_', '-']));
    shouted && is_verb(&words[1]) || spoken && is_plain_verb(&words[1])
}

/// Says which ids are not names, so that path and method name the call.
pub(in crate::lower) fn note_hashes(document: &Document, diagnostics: &mut Diagnostics) {
    for operation in &document.operations {
        if let Some(id) = operation.operation_id.as_deref().filter(|id| is_hash(id)) {
            let message = format!(
                "the `operationId` `{id}` is a hash or a number; the call is named after path and method"
            );
            diagnostics.push(Diagnostic::new(&code_table::lower::N570, &operation.pointer, message).at_key());
        }
    }
}

/// The words behind the resource in an id with dots.
fn below_resource(operation: &OperationSpec, group: &[String]) -> Option<Vec<String>> {
    let parts: Vec<&str> = operation.operation_id.as_deref()?.split('.').collect();
    let at = parts.iter().position(|part| group.last().is_some_and(|name| same_thing(part, name)))?;
    let words: Vec<String> = parts[at + 1..].iter().flat_map(|part| split_words(part)).collect();
    (!words.is_empty()).then_some(words)
}
