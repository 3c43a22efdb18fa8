//! Operations: which one is which, and what changed about each.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{OperationSpec, ParameterPlace};

use super::access;
use super::changes::{Side, Use};
use super::rules::operations as rules;
use super::schema::Comparison;
use super::{bodies, parameters, responses};

/// Compares all operations.
pub(super) fn compare_operations(comparison: &mut Comparison<'_>) {
    let (base, head) = (comparison.base, comparison.head);
    let (old, new) = (&base.document.operations, &head.document.operations);
    let pairs = matched(old, new);
    let kept: BTreeSet<usize> = pairs.iter().map(|(_, head)| *head).collect();
    let left: BTreeSet<usize> = pairs.iter().map(|(base, _)| *base).collect();
    for operation in not_in(old, &left) {
        let side = Side::with(&operation.pointer, called(operation));
        comparison.changes.note(&rules::REMOVED, Use::Sent, &subject(operation), side, Side::nothing());
    }
    for operation in not_in(new, &kept) {
        let side = Side::with(&operation.pointer, called(operation));
        comparison.changes.note(&rules::ADDED, Use::Sent, &subject(operation), Side::nothing(), side);
    }
    for (from, to) in pairs {
        operation(comparison, &old[from], &new[to]);
    }
}

fn not_in<'a>(all: &'a [OperationSpec], known: &BTreeSet<usize>) -> Vec<&'a OperationSpec> {
    all.iter()
        .enumerate()
        .filter(|(index, _)| !known.contains(index))
        .map(|(_, operation)| operation)
        .collect()
}

/// Which operation is which: by method and path, else by id.
fn matched(old: &[OperationSpec], new: &[OperationSpec]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut free: BTreeSet<usize> = (0..new.len()).collect();
    let mut waiting = Vec::new();
    let exact = index_by(new, |operation| Some((operation.method.clone(), operation.path.clone())));
    let shaped = index_by(new, |operation| Some((operation.method.clone(), shape_of(&operation.path))));
    for (index, operation) in old.iter().enumerate() {
        let is_free = |found: &&usize| free.contains(found);
        let same = exact.get(&(operation.method.clone(), operation.path.clone())).filter(is_free);
        match same.copied() {
            Some(found) => {
                free.remove(&found);
                pairs.push((index, found));
            }
            None => waiting.push(index),
        }
    }
    let ids = index_by(new, |operation| operation.operation_id.clone());
    for index in waiting {
        let operation = &old[index];
        let is_free = |found: &&usize| free.contains(found);
        let same = shaped.get(&(operation.method.clone(), shape_of(&operation.path))).filter(is_free);
        let named = || ids.get(operation.operation_id.as_ref()?).filter(is_free);
        if let Some(found) = same.or_else(named).copied() {
            free.remove(&found);
            pairs.push((index, found));
        }
    }
    pairs
}

/// What each is known by; the first of several.
fn index_by<K: Ord>(
    operations: &[OperationSpec],
    key: impl Fn(&OperationSpec) -> Option<K>,
) -> BTreeMap<K, usize> {
    let mut known = BTreeMap::new();
    for (index, operation) in operations.iter().enumerate() {
        if let Some(key) = key(operation) {
            known.entry(key).or_insert(index);
        }
    }
    known
}

/// A path whose variables have no names.
pub(super) fn shape_of(path: &str) -> String {
    let mut shape = String::with_capacity(path.len());
    let mut is_inside = false;
    for character in path.chars() {
        match character {
            '{' => is_inside = true,
            '}' => {
                is_inside = false;
                shape.push_str("{}");
            }
            _ if is_inside => {}
            other => shape.push(other),
        }
    }
    shape
}

fn subject(operation: &OperationSpec) -> String {
    format!("{} {}", operation.method, operation.path)
}

fn called(operation: &OperationSpec) -> String {
    operation.operation_id.clone().unwrap_or_else(|| subject(operation))
}

fn operation(comparison: &mut Comparison<'_>, old: &OperationSpec, new: &OperationSpec) {
    let what = subject(old);
    let mut note = |rule, base: &str, head: &str| {
        let (base, head) = (Side::with(&old.pointer, base), Side::with(&new.pointer, head));
        comparison.changes.note(rule, Use::Sent, &what, base, head);
    };
    if old.method != new.method {
        note(&rules::METHOD_CHANGED, &old.method, &new.method);
    }
    if shape_of(&old.path) != shape_of(&new.path) {
        note(&rules::PATH_CHANGED, &old.path, &new.path);
    } else if old.path != new.path {
        let is_path = |place| place == ParameterPlace::Path;
        let at = |operation: &OperationSpec| {
            let found = operation.parameters.iter().find(|parameter| is_path(parameter.place));
            found.map_or_else(|| operation.pointer.clone(), |parameter| parameter.pointer.clone())
        };
        let (base, head) = (Side::with(&at(old), &old.path), Side::with(&at(new), &new.path));
        comparison.changes.note(&super::rules::parameters::RENAMED, Use::Sent, &what, base, head);
    }
    let mut note = |rule, base: &str, head: &str| {
        let (base, head) = (Side::with(&old.pointer, base), Side::with(&new.pointer, head));
        comparison.changes.note(rule, Use::Sent, &what, base, head);
    };
    if old.operation_id != new.operation_id {
        let id =
            |operation: &OperationSpec| operation.operation_id.clone().unwrap_or_else(|| "none".to_owned());
        note(&rules::ID_CHANGED, &id(old), &id(new));
    }
    if old.tags.first() != new.tags.first() {
        let tag =
            |operation: &OperationSpec| operation.tags.first().cloned().unwrap_or_else(|| "none".to_owned());
        note(&rules::TAG_CHANGED, &tag(old), &tag(new));
    }
    match (old.deprecated, new.deprecated) {
        (false, true) => note(&rules::DEPRECATED, "not deprecated", "deprecated"),
        (true, false) => note(&rules::RESTORED, "deprecated", "not deprecated"),
        _ => {}
    }
    let docs = |operation: &OperationSpec| {
        (operation.summary.clone(), operation.description.clone(), operation.external_docs.clone())
    };
    if docs(old) != docs(new) {
        note(&rules::DOCUMENTATION, "", "");
    }
    access::compare_servers(comparison, (&old.servers, &old.pointer), (&new.servers, &new.pointer), &what);
    access::compare_requirements(comparison, old, new);
    parameters::compare_parameters(comparison, old, new);
    bodies::compare_bodies(comparison, old, new);
    responses::compare_responses(comparison, old, new);
}

/// Compares what is said of the description as a whole.
pub(super) fn compare_about(comparison: &mut Comparison<'_>) {
    let (old, new) = (&comparison.base.document, &comparison.head.document);
    let about = |document: &crate::document::Document| {
        let mut tags: Vec<(String, Option<String>)> =
            document.tags.iter().map(|(name, docs)| (name.clone(), docs.clone())).collect();
        tags.sort();
        (document.title.clone(), document.description.clone(), document.external_docs.clone(), tags)
    };
    if about(old) != about(new) || old.version != new.version {
        let at = crate::diag::Pointer::root().key("info");
        let text = |document: &crate::document::Document| format!("{} {}", document.title, document.version);
        let (base, head) = (Side::with(&at, text(old)), Side::with(&at, text(new)));
        comparison.changes.note(&rules::ABOUT, Use::Unused, "the description", base, head);
    }
}
