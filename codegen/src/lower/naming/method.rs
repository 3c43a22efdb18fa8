//! What methods are called: from extensions, operation ids, or path and HTTP method.
//!
//! In: operations with their resources. Out: words that differ within each resource.
//! Must never know: Rust identifiers; what still collides after spelling is told apart by `names`.

use crate::document::{Document, OperationSpec};
use crate::ir::{ResourceId, Words};
use crate::load::Node;
use crate::threads::at_once;

use super::candidate::Naming;
use super::made_id::framework_action;
use super::operation_id::OperationIds;
use super::path::{literal_segments, lower_path};
use super::path_method::PathNames;
use super::shorten::shorten;
use super::split::{beginning, ending, same_thing, split_words, stems};
use super::tell_apart::tell_apart;
use super::verb::{is_plain_verb, leads_on, verb_behind};

/// Words for each operation's method, in the order of the document.
pub(in crate::lower) fn method_words(
    document: &Document,
    groups: &[Vec<String>],
    homes: &[ResourceId],
) -> Vec<Words> {
    let (ids, paths) = (OperationIds::of(document), PathNames::of(document));
    let name = |from: usize, to: usize| -> Vec<Naming<'_>> {
        let operations = document.operations[from..to].iter().zip(&groups[from..to]).zip(&homes[from..to]);
        operations
            .map(|((operation, group), home)| {
                let given = given_method(operation);
                let words = match given {
                    Some(given) => vec![given.to_owned()],
                    None => first_choice(operation, group, &ids, &paths),
                };
                let id = verb_first(ids.words(operation), operation, &paths);
                Naming { operation, group, home: *home, words, id, is_given: given.is_some() }
            })
            .collect()
    };
    // What is wanted for one operation does not ask the others.
    let (half, end) = (document.operations.len() / 2, document.operations.len());
    let (others, mut namings) = at_once(|| name(half, end), || name(0, half));
    namings.extend(others);
    tell_apart(&mut namings, &paths);
    shorten(&mut namings);
    namings.into_iter().map(|naming| Words::many(naming.words)).collect()
}

fn first_choice(
    operation: &OperationSpec,
    group: &[String],
    ids: &OperationIds,
    paths: &PathNames,
) -> Vec<String> {
    let stripped = without_resource(&ids.telling_words(operation, group), group);
    if !stripped.is_empty() {
        return verb_first(stripped, operation, paths);
    }
    let mut words = paths.method(operation, group);
    // A framework knows better than a path whether there is one thing or many.
    if let (Some(first), Some(action)) = (words.first_mut(), framework_action(operation))
        && (first == "get" || first == "list")
    {
        action.clone_into(first);
    }
    // `/album.tracks.get`
    if words.len() > 1
        && words.last().is_some_and(|last| last.eq_ignore_ascii_case(&operation.method))
        && let Some(behind) = verb_behind(&words, &operation.method)
    {
        return behind.verb.into_iter().chain(behind.rest).collect();
    }
    words
}

/// The words with their verb at the beginning, where the id has it at its end: `delete_member`, not `member_delete`. So
/// no name ends with the method of HTTP, which tells least and is wanted least there.
fn verb_first(words: Vec<String>, operation: &OperationSpec, paths: &PathNames) -> Vec<String> {
    let Some(behind) = verb_behind(&words, &operation.method) else { return words };
    // What the path names last is what something is done to.
    let thing =
        last_word(operation).filter(|thing| behind.rest.last().is_some_and(|last| same_thing(last, thing)));
    if behind.is_doubtful && thing.is_none() {
        return words;
    }
    if !behind.is_mere_http {
        let mut rest = behind.rest;
        // What is listed is called as the path has it: `members`, where the id says `member_list`.
        if let (true, Some(last), Some(thing)) = (behind.verb == ["list"], rest.last_mut(), thing) {
            *last = thing;
        }
        return behind.verb.into_iter().chain(rest).collect();
    }
    if behind.rest.iter().any(|word| is_plain_verb(word)) {
        // `get_get`: the verb that is left may stand at the end as well.
        return verb_first(behind.rest, operation, paths);
    }
    paths.with_verb_if_needed(operation, behind.rest)
}

/// The last word that the path writes.
fn last_word(operation: &OperationSpec) -> Option<String> {
    literal_segments(&lower_path(&operation.path).parts).last().and_then(|segment| split_words(segment).pop())
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
        if let Some(count) = beginning(&stem, &name) {
            return if count == id.len() {
                Vec::new()
            } else {
                without_resource_once_more(&id[count..], group)
            };
        }
        if let Some(rest) = without_end(id, &stem, &name) {
            return rest;
        }
    }
    id.to_vec()
}

/// The words without those at their end; not where something would be left that leads to them: `add_pet_to`.
fn without_end(id: &[String], stem: &[String], end: &[String]) -> Option<Vec<String>> {
    let left = &id[..id.len() - ending(stem, end)?];
    (!left.last().is_some_and(|word| leads_on(word))).then(|| left.to_vec())
}

/// `pets/list-pets` and `pets.listPets` name the resource twice.
fn without_resource_once_more(id: &[String], group: &[String]) -> Vec<String> {
    let last = group.last().map(|name| stems(&split_words(name))).unwrap_or_default();
    let stem = stems(id);
    let rest = without_end(id, &stem, &last).filter(|rest| !rest.is_empty());
    rest.unwrap_or_else(|| id.to_vec())
}
