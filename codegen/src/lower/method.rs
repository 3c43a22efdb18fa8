//! What methods are called: from extensions, operation ids, or path and HTTP method.
//!
//! In: operations with their resources. Out: words that differ within each resource.
//! Must never know: Rust identifiers; what still collides after spelling is told apart by `names`.

use std::collections::BTreeMap;

use crate::document::{Document, OperationSpec};
use crate::ir::{PathPart, ResourceId, Words};
use crate::load::Node;

use super::operation_id::OperationIds;
use super::path::{Path, lower_path};
use super::path_method::PathNames;
use super::resource::{is_prefix, literal_segments, same_thing};
use super::split::{split_words, stems};

/// Words that another one has to follow.
const LEADING_ON: &[&str] =
    &["a", "an", "and", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with"];

/// Words for each operation's method, in the order of the document.
pub(super) fn method_words(document: &Document, groups: &[Vec<String>], homes: &[ResourceId]) -> Vec<Words> {
    let operations = &document.operations;
    let (ids, paths) = (OperationIds::of(document), PathNames::of(document));
    let choose = |(operation, group): (_, &Vec<String>)| first_choice(operation, group, &ids, &paths);
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
                let before = std::mem::take(&mut chosen[*index]);
                chosen[*index] = if round > 0 {
                    longer_choice(operation, &groups[*index], before, round)
                } else {
                    let id = ids.words(operation);
                    if id.is_empty() { paths.with_verb(operation, before) } else { id }
                };
            }
        }
    }
    chosen.into_iter().map(Words::many).collect()
}

fn first_choice(
    operation: &OperationSpec,
    group: &[String],
    ids: &OperationIds,
    paths: &PathNames,
) -> Vec<String> {
    if let Some(given) = given_method(operation) {
        return vec![given.to_owned()];
    }
    let stripped = without_resource(&ids.telling_words(operation, group), group);
    if stripped.is_empty() { paths.method(operation, group) } else { stripped }
}

/// The words with more of what tells operations apart.
fn longer_choice(
    operation: &OperationSpec,
    group: &[String],
    before: Vec<String>,
    round: usize,
) -> Vec<String> {
    let path = lower_path(&operation.path);
    let mut words = before;
    match round {
        1 => {
            let last = group.last().map(String::as_str).unwrap_or_default();
            let said = stems(&words);
            let is_new = |segment: &String| {
                let segment = stems(&split_words(segment));
                !said.windows(segment.len()).any(|words| words == segment)
            };
            let segments = literal_segments(&path.parts);
            let new = segments.iter().filter(|segment| !is_prefix(segment) && !same_thing(segment, last));
            words.extend(new.filter(|segment| is_new(segment)).flat_map(|segment| split_words(segment)));
        }
        2 => {
            let names: Vec<String> = variables(&path).flat_map(|name| split_words(&name)).collect();
            if !names.is_empty() {
                words.push("by".to_owned());
                words.extend(names);
            }
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
        if let Some(rest) = without_end(id, &stem, &name) {
            return rest;
        }
    }
    id.to_vec()
}

/// The words without those at their end; not where something would be left that leads to them: `add_pet_to`.
fn without_end(id: &[String], stem: &[String], end: &[String]) -> Option<Vec<String>> {
    let left = &id[..id.len() - stem.strip_suffix(end).map_or(0, |_| end.len())];
    let leads_on = left.last().is_some_and(|word| LEADING_ON.contains(&word.as_str()));
    (left.len() < id.len() && !leads_on).then(|| left.to_vec())
}

/// `pets/list-pets` and `pets.listPets` name the resource twice.
fn without_resource_once_more(id: &[String], group: &[String]) -> Vec<String> {
    let last = group.last().map(|name| stems(&split_words(name))).unwrap_or_default();
    let stem = stems(id);
    let is_longer = !last.is_empty() && stem.len() > last.len();
    without_end(id, &stem, &last).filter(|_| is_longer).unwrap_or_else(|| id.to_vec())
}

fn variables(path: &Path) -> impl Iterator<Item = String> + '_ {
    path.parts.iter().filter_map(|part| match part {
        PathPart::Parameter(name) => Some(name.clone()),
        PathPart::Literal(_) => None,
    })
}
