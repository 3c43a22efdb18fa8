//! Telling apart methods that would have the same name, by what differs: other words of their ids, segments of their paths,
//! what is done, variables.
//!
//! In: names as they would be alone. Out: names that differ within each resource as far as words can do that.
//! Must never know: identifiers; what is still the same is told apart by `names`.
//!
//! First each gets all the words of its id. Each further step is taken only where it sets some of a group apart from others.
//! Who has nothing to add keeps the short name: of `/files` and `/v1/files` one is `list_files`, the other `list_files_v1`.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{PathPart, ResourceId};

use super::candidate::Naming;
use super::path::{is_prefix, literal_segments, lower_path};
use super::path_method::PathNames;
use super::split::{beginning, same_thing, split_words, stems};
use super::verb::{is_verb, suits};

/// What can tell a method from others of its name.
type Step = fn(&Naming<'_>, &Common, &PathNames) -> Vec<String>;

/// In the order in which they are tried. The first that are enough decide, so what reads best comes first.
const STEPS: &[Step] = &[by_id, by_segments, by_prefix, by_query, by_verb, by_variables, by_everything];

/// What the paths of a group have in common, which tells none of them apart.
struct Common {
    segments: BTreeSet<String>,
    variables: BTreeSet<String>,
}

/// Gives other names to operations of one resource that have the same.
pub(in crate::lower) fn tell_apart(namings: &mut [Naming<'_>], paths: &PathNames) {
    for group in groups(namings) {
        take_step(by_id, namings, &group, paths, false);
    }
    // A longer name can be that of another operation; twice is enough but for names that want to collide.
    for step in STEPS.iter().chain(STEPS) {
        for group in groups(namings) {
            take_step(*step, namings, &group, paths, true);
        }
    }
}

/// Operations of one resource with one name.
fn groups(namings: &[Naming<'_>]) -> Vec<Vec<usize>> {
    let mut same: BTreeMap<(ResourceId, String), Vec<usize>> = BTreeMap::new();
    for (index, naming) in namings.iter().enumerate() {
        same.entry((naming.home, naming.words.concat())).or_default().push(index);
    }
    same.into_values().filter(|group| group.len() > 1).collect()
}

/// Names the operations of a group anew; where that must set some apart, only if it does.
fn take_step(
    step: Step,
    namings: &mut [Naming<'_>],
    group: &[usize],
    paths: &PathNames,
    must_set_apart: bool,
) {
    let given: Vec<usize> = group.iter().copied().filter(|index| namings[*index].is_given).collect();
    let common = Common::of(group.iter().map(|index| &namings[*index]));
    let name = |index: &usize| {
        let naming = &namings[*index];
        // A name that the description gives outright stays, if it is the only one.
        if given.as_slice() == [*index] { naming.words.clone() } else { step(naming, &common, paths) }
    };
    let names: Vec<Vec<String>> = group.iter().map(name).collect();
    let distinct: BTreeSet<String> = names.iter().map(|words| words.concat()).collect();
    if distinct.len() > 1 || !must_set_apart {
        for (index, words) in group.iter().zip(names) {
            namings[*index].words = words;
        }
    }
}

impl Common {
    fn of<'a>(namings: impl Iterator<Item = &'a Naming<'a>>) -> Self {
        let mut common: Option<Self> = None;
        for naming in namings {
            let path = lower_path(&naming.operation.path);
            let own = Self {
                segments: literal_segments(&path.parts).into_iter().collect(),
                variables: variables(naming).into_iter().collect(),
            };
            common = Some(match common {
                None => own,
                Some(common) => Self {
                    segments: common.segments.intersection(&own.segments).cloned().collect(),
                    variables: common.variables.intersection(&own.variables).cloned().collect(),
                },
            });
        }
        common.unwrap_or(Self { segments: BTreeSet::new(), variables: BTreeSet::new() })
    }
}

/// All that the id says, or for want of one the verb.
fn by_id(naming: &Naming<'_>, _: &Common, paths: &PathNames) -> Vec<String> {
    let says_nothing = naming.id.is_empty() && !naming.words.first().is_some_and(|first| is_verb(first));
    if says_nothing {
        paths.with_verb(naming.operation, naming.words.clone())
    } else if naming.id.is_empty() {
        naming.words.clone()
    } else {
        naming.id.clone()
    }
}

/// Segments of the path that others do not have and the name does not say yet.
fn by_segments(naming: &Naming<'_>, common: &Common, _: &PathNames) -> Vec<String> {
    let last = naming.group.last().map(String::as_str).unwrap_or_default();
    with_segments(naming, common, |segment| !is_prefix(segment) && !same_thing(segment, last))
}

/// What stands before all paths of a part of the API: `v1`, `beta`.
fn by_prefix(naming: &Naming<'_>, common: &Common, _: &PathNames) -> Vec<String> {
    with_segments(naming, common, is_prefix)
}

fn with_segments(naming: &Naming<'_>, common: &Common, is_meant: impl Fn(&str) -> bool) -> Vec<String> {
    let said = stems(&naming.words);
    let path = lower_path(&naming.operation.path);
    let new = literal_segments(&path.parts).into_iter().filter(|segment| {
        let words = stems(&split_words(segment));
        let is_said = (0..said.len()).any(|at| beginning(&said[at..], &words).is_some());
        is_meant(segment) && !common.segments.contains(segment) && !is_said
    });
    let mut words = naming.words.clone();
    words.extend(new.flat_map(|segment| split_words(&segment)));
    words
}

/// The query that is a part of some paths: `/messages?beta=true`.
fn by_query(naming: &Naming<'_>, _: &Common, _: &PathNames) -> Vec<String> {
    let mut words = naming.words.clone();
    for (name, value) in lower_path(&naming.operation.path).query {
        words.extend(split_words(&name));
        if value != "true" {
            words.extend(split_words(&value));
        }
    }
    words
}

/// What is done, in front of the name, where the name says something else or nothing of it.
fn by_verb(naming: &Naming<'_>, _: &Common, paths: &PathNames) -> Vec<String> {
    let method = naming.operation.method.as_str();
    let Some(first) = naming.words.first().filter(|first| is_verb(first)) else {
        return paths.with_verb(naming.operation, naming.words.clone());
    };
    if suits(method, first) && !(method == "POST" && first == "update") {
        return naming.words.clone();
    }
    // One thing is written in several ways: whole, in part, or as the server likes it.
    let verb = match (method, first.as_str()) {
        ("PUT", "update" | "edit" | "modify" | "patch") => "replace",
        ("POST", "update") => "create",
        ("HEAD", "get" | "list") => "head",
        _ => {
            let mut words = naming.words.clone();
            words.insert(0, method.to_ascii_lowercase());
            return words;
        }
    };
    let mut words = naming.words.clone();
    verb.clone_into(&mut words[0]);
    words
}

/// The variables that others do not have: `get_by_slug`.
fn by_variables(naming: &Naming<'_>, common: &Common, _: &PathNames) -> Vec<String> {
    let mut words = naming.words.clone();
    let own = variables(naming).into_iter().filter(|name| !common.variables.contains(name));
    let names: Vec<String> = own.flat_map(|name| split_words(&name)).collect();
    if !names.is_empty() {
        words.push("by".to_owned());
        words.extend(names);
    }
    words
}

/// Method and path as a whole.
fn by_everything(naming: &Naming<'_>, _: &Common, _: &PathNames) -> Vec<String> {
    let mut words = vec![naming.operation.method.to_ascii_lowercase()];
    for part in lower_path(&naming.operation.path).parts {
        match part {
            PathPart::Literal(text) | PathPart::Parameter(text) => words.extend(split_words(&text)),
        }
    }
    words
}

fn variables(naming: &Naming<'_>) -> Vec<String> {
    let parts = lower_path(&naming.operation.path).parts.into_iter();
    let name = |part| match part {
        PathPart::Parameter(name) => Some(name),
        PathPart::Literal(_) => None,
    };
    parts.filter_map(name).collect()
}
