//! What methods are called: from extensions, operation ids, or path and HTTP method.
//!
//! In: operations with their resources. Out: words that differ within each resource.
//! Must never know: Rust identifiers; what still collides after spelling is told apart by `names`.

use std::collections::BTreeMap;

use crate::document::{Document, OperationSpec};
use crate::ir::{PathPart, ResourceId, Words};
use crate::load::Node;

use super::naming::singular;
use super::operation_id::OperationIds;
use super::path::{Path, lower_path};
use super::resource::{is_prefix, literal_segments, same_thing};
use super::split::{split_words, stems};

/// What segments of paths begin with that name an action; not what can be a noun as well (`test_clocks`, `list_items`).
const VERBS: &str = "accept activate add apply approve assign attach authorize calculate cancel clear close complete \
    confirm convert create delete detach disable enable execute fetch find generate get invite move notify publish \
    refresh reject release remove rename replace reset resolve restore resume revoke send set start stop submit \
    suggest toggle validate verify";

/// Words for each operation's method, in the order of the document.
pub(super) fn method_words(document: &Document, groups: &[Vec<String>], homes: &[ResourceId]) -> Vec<Words> {
    let operations = &document.operations;
    let ids = OperationIds::of(document);
    let choose = |(operation, group): (_, &Vec<String>)| first_choice(operation, group, &ids);
    let mut chosen: Vec<Vec<String>> = operations.iter().zip(groups).map(choose).collect();
    // Each round tells apart what the round before left the same, by more and more of what differs.
    for round in 0..4 {
        let mut same: BTreeMap<(ResourceId, String), Vec<usize>> = BTreeMap::new();
        for (index, words) in chosen.iter().enumerate() {
            same.entry((homes[index], words.concat())).or_default().push(index);
        }
        for group in same.into_values().filter(|group| group.len() > 1) {
            let given: Vec<usize> =
                group.iter().copied().filter(|index| given_method(&operations[*index]).is_some()).collect();
            for index in &group {
                // A name that the description gives outright stays, if it is the only one.
                if given.as_slice() == [*index] {
                    continue;
                }
                let operation = &operations[*index];
                let id = ids.words(operation);
                chosen[*index] = match round {
                    0 if !id.is_empty() => id,
                    _ => longer_choice(operation, &groups[*index], &chosen[*index], round),
                };
            }
        }
    }
    chosen.into_iter().map(Words::many).collect()
}

fn first_choice(operation: &OperationSpec, group: &[String], ids: &OperationIds) -> Vec<String> {
    if let Some(given) = given_method(operation) {
        return vec![given.to_owned()];
    }
    let stripped = without_resource(&ids.words(operation), group);
    if stripped.is_empty() { from_path(operation, group) } else { stripped }
}

fn longer_choice(
    operation: &OperationSpec,
    group: &[String],
    before: &[String],
    round: usize,
) -> Vec<String> {
    let path = lower_path(&operation.path);
    let mut words = before.to_vec();
    match round {
        0 => {
            let verb = usual_verb(operation, &path, words.last());
            if words.first() == Some(&verb) {
                words[0] = operation.method.to_ascii_lowercase();
            } else {
                words = with_verb(verb, words, is_item(&path));
            }
        }
        1 => {
            let last = group.last().map(String::as_str).unwrap_or_default();
            let segments = literal_segments(&path.parts);
            let new = segments.iter().filter(|segment| !is_prefix(segment) && !same_thing(segment, last));
            words.extend(new.flat_map(|segment| split_words(segment)));
        }
        2 => {
            words.push("by".to_owned());
            words.extend(variables(&path).flat_map(|name| split_words(&name)));
        }
        _ => {
            words.push("via".to_owned());
            words.push(operation.method.to_ascii_lowercase());
            words.extend(path.query.iter().flat_map(|(name, value)| [name.clone(), value.clone()]));
            words.extend(literal_segments(&path.parts).iter().filter(|segment| is_prefix(segment)).cloned());
        }
    }
    words
}

fn given_method(operation: &OperationSpec) -> Option<&str> {
    operation.extensions.get("x-fern-sdk-method-name").and_then(Node::as_str).filter(|name| !name.is_empty())
}

/// The words without those of the resource at their start or end.
fn without_resource(id: &[String], group: &[String]) -> Vec<String> {
    let stem = stems(id);
    let mut names: Vec<Vec<String>> = Vec::new();
    names.push(group.iter().flat_map(|name| split_words(name)).collect());
    names.extend(group.iter().rev().map(|name| split_words(name)));
    for name in &names {
        let name = stems(name);
        if name.is_empty() || name.len() > stem.len() {
            continue;
        }
        if name.len() == stem.len() && name == stem {
            return Vec::new();
        }
        if stem.starts_with(&name) {
            return without_resource_once_more(&id[name.len()..], group);
        }
        if stem.ends_with(&name) {
            return id[..id.len() - name.len()].to_vec();
        }
    }
    id.to_vec()
}

/// `pets/list-pets` and `pets.listPets` name the resource twice.
fn without_resource_once_more(id: &[String], group: &[String]) -> Vec<String> {
    let last = group.last().map(|name| stems(&split_words(name))).unwrap_or_default();
    let stem = stems(id);
    if !last.is_empty() && stem.len() > last.len() && stem.ends_with(&last) {
        return id[..id.len() - last.len()].to_vec();
    }
    id.to_vec()
}

/// A name from path and method alone, by the usual meaning of collections and items.
fn from_path(operation: &OperationSpec, group: &[String]) -> Vec<String> {
    let path = lower_path(&operation.path);
    if let Some(fragment) = &path.fragment {
        let words = split_words(fragment);
        if !words.is_empty() {
            return words;
        }
    }
    let segments = literal_segments(&path.parts);
    let resource =
        group.last().and_then(|name| segments.iter().rposition(|segment| same_thing(segment, name)));
    let after = resource.map_or(0, |index| index + 1);
    let tail: Vec<String> = segments[after..]
        .iter()
        .filter(|segment| !is_prefix(segment))
        .flat_map(|segment| split_words(segment))
        .collect();
    let Some(last) = tail.last() else {
        return vec![usual_verb(operation, &path, resource.map(|index| &segments[index]))];
    };
    // `charges().search()`, `orders().cancel()`: what is neither many things nor one of them is mostly a verb already, and
    // a noun that is only read needs none. What changes or removes something always says so.
    let says_verb = segments[after..].last().is_some_and(|segment| begins_with_verb(segment));
    let is_open = matches!(operation.method.as_str(), "GET" | "POST") && !is_item(&path);
    if is_open && (says_verb || singular(last).is_none()) {
        return tail;
    }
    let verb = usual_verb(operation, &path, Some(last));
    with_verb(verb, tail, is_item(&path))
}

/// The verb with what it is done to; one thing is made, or is what the path leads to.
fn with_verb(verb: String, mut words: Vec<String>, is_item: bool) -> Vec<String> {
    if (is_item || verb == "create")
        && let Some(last) = words.last_mut()
        && let Some(one) = singular(last)
    {
        *last = one;
    }
    words.insert(0, verb);
    words
}

/// What a method does by the usual meaning of collections and items. `last` is what the path names last.
fn usual_verb(operation: &OperationSpec, path: &Path, last: Option<&String>) -> String {
    let word = match (operation.method.as_str(), is_item(path)) {
        ("GET", false) if last.is_some_and(|name| singular(name).is_some()) => "list",
        ("GET", _) => "get",
        ("POST", false) => "create",
        ("POST", true) | ("PUT" | "PATCH", _) => "update",
        ("DELETE", _) => "delete",
        (other, _) => return other.to_ascii_lowercase(),
    };
    word.to_owned()
}

/// Whether a segment of several words begins with what is done: `verify_microdeposits`.
fn begins_with_verb(segment: &str) -> bool {
    let words = split_words(segment);
    words.len() > 1 && VERBS.split(' ').any(|verb| verb == words[0])
}

fn is_item(path: &Path) -> bool {
    matches!(path.parts.last(), Some(PathPart::Parameter(_)))
}

fn variables(path: &Path) -> impl Iterator<Item = String> + '_ {
    path.parts.iter().filter_map(|part| match part {
        PathPart::Parameter(name) => Some(name.clone()),
        PathPart::Literal(_) => None,
    })
}
