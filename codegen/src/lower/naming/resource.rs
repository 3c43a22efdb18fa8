//! Where methods hang: resources, from extensions, tags or paths.
//!
//! In: operations of the document. Out: the tree of resources and the place of each operation.
//! Must never know: types.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Document, OperationSpec};
use crate::ir::{Docs, PathPart, Resource, ResourceId, Words};
use crate::load::Node;

use super::method::method_words;
use super::path::{has_words, is_prefix, is_version, literal_segments, lower_path};
use super::path_method::begins_with_verb;
use super::split::split_words;

/// The place of one operation.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::lower) struct Place {
    /// Where the method hangs.
    pub(in crate::lower) resource: ResourceId,
    /// What the method is called.
    pub(in crate::lower) method: Words,
    /// Words for types that only this operation has.
    pub(in crate::lower) types: Words,
}

/// The tree of resources, and the place of each operation in the order of the document.
pub(in crate::lower) fn lower_resources(document: &Document) -> (Vec<Resource>, Vec<Place>) {
    let tags = Tags::of(&document.operations);
    let mut tree = Tree::new(document, &tags);
    let groups = groups_of(&document.operations, &tags);
    let homes: Vec<ResourceId> = groups.iter().map(|group| tree.place(group)).collect();
    let methods = method_words(document, &groups, &homes);
    let places = homes.iter().zip(methods).map(|(resource, method)| Place {
        resource: *resource,
        types: tree.resources[resource.0].words.join(&method).below(tree.above(*resource)),
        method,
    });
    let places = places.collect();
    (tree.resources, places)
}

struct Tree {
    resources: Vec<Resource>,
    ids: BTreeMap<(ResourceId, String), ResourceId>,
    /// The names of tags, and what is said about them.
    tags: BTreeMap<String, Option<String>>,
}

impl Tree {
    fn new(document: &Document, tags: &Tags) -> Self {
        let client =
            Resource { words: Words::default(), parent: None, docs: Docs::default(), operations: Vec::new() };
        let tags = document.tags.iter().map(|(tag, docs)| (tags.name(tag), docs.clone())).collect();
        Self { resources: vec![client], ids: BTreeMap::new(), tags }
    }

    /// The resource at the end of the path, made if need be; names that differ in case or spelling only are one.
    fn place(&mut self, group: &[String]) -> ResourceId {
        let mut parent = ResourceId(0);
        for (depth, name) in group.iter().enumerate() {
            let key = (parent, split_words(name).concat());
            parent = if let Some(id) = self.ids.get(&key) {
                *id
            } else {
                let id = ResourceId(self.resources.len());
                self.resources.push(Resource {
                    words: Words::one(name),
                    parent: Some(parent),
                    docs: self.docs(&group[..=depth]),
                    operations: Vec::new(),
                });
                self.ids.insert(key, id);
                id
            };
        }
        parent
    }

    /// The names of the resources above one, outermost first.
    fn above(&self, resource: ResourceId) -> Vec<String> {
        let mut names = Vec::new();
        let mut at = self.resources[resource.0].parent;
        while let Some(above) = at {
            names.splice(0..0, self.resources[above.0].words.parts().iter().cloned());
            at = self.resources[above.0].parent;
        }
        names
    }

    fn docs(&self, path: &[String]) -> Docs {
        let joined = path.join("/");
        let described = self.tags.get(&joined).or_else(|| path.last().and_then(|name| self.tags.get(name)));
        Docs { description: described.cloned().flatten(), ..Docs::default() }
    }
}

/// The path of resources of each operation.
fn groups_of(operations: &[OperationSpec], tags: &Tags) -> Vec<Vec<String>> {
    let said: Vec<Option<Vec<String>>> =
        operations.iter().map(|operation| said_group(operation, tags)).collect();
    if said.iter().all(Option::is_none) && are_calls(operations) {
        return vec![Vec::new(); operations.len()];
    }
    let groups = operations.iter().zip(said);
    groups.map(|(operation, said)| said.unwrap_or_else(|| path_group(operation))).collect()
}

/// Whether paths name calls and no things, as those of remote procedures do: `/sendMessage`, `/getUpdates`.
fn are_calls(operations: &[OperationSpec]) -> bool {
    let single = |operation: &OperationSpec| {
        let parts = lower_path(&operation.path).parts;
        let is_written = parts.iter().all(|part| matches!(part, PathPart::Literal(_)));
        let mut segments = literal_segments(&parts).into_iter().filter(|segment| !is_prefix(segment));
        segments.next().filter(|_| is_written && segments.next().is_none())
    };
    let names: Option<BTreeSet<String>> = operations.iter().map(single).collect();
    names.is_some_and(|names| {
        let verbs = names.iter().filter(|name| begins_with_verb(name)).count();
        names.len() == operations.len() && verbs * 2 > names.len()
    })
}

/// What tags are called: without what tools put around them, such as a version that all of them begin with.
struct Tags {
    version: Option<String>,
}

impl Tags {
    fn of(operations: &[OperationSpec]) -> Self {
        let mut versions = operations.iter().filter_map(|operation| operation.tags.first()).map(|tag| {
            let words = split_words(tag);
            words.first().filter(|word| words.len() > 1 && is_version(word)).cloned()
        });
        let first = versions.next().flatten();
        Self { version: first.filter(|first| versions.all(|other| other.as_ref() == Some(first))) }
    }

    /// The tag as a path of resources. Some tags are paths of the API, whose variables are not resources.
    fn name(&self, tag: &str) -> String {
        let is_path = tag.contains('/');
        let is_variable = |part: &&str| is_path && part.starts_with('{') && part.ends_with('}');
        let names = tag.split('/').filter(|part| !is_variable(part)).map(|name| self.segment(name));
        names.collect::<Vec<String>>().join("/")
    }

    fn segment(&self, name: &str) -> String {
        let words = split_words(name);
        let mut left = words.as_slice();
        if let [first, rest @ ..] = left
            && Some(first) == self.version.as_ref()
            && !rest.is_empty()
        {
            left = rest;
        }
        // What serves a resource is not the resource: `pet-controller`.
        if let [rest @ .., last] = left
            && last == "controller"
            && !rest.is_empty()
        {
            left = rest;
        }
        if left.len() == words.len() { name.to_owned() } else { left.join(" ") }
    }
}

/// What the description says of an operation's resources: outright, or by its first tag.
fn said_group(operation: &OperationSpec, tags: &Tags) -> Option<Vec<String>> {
    let named = |names: Vec<&str>| -> Vec<String> {
        names.into_iter().map(str::trim).filter(|name| has_words(name)).map(str::to_owned).collect()
    };
    match operation.extensions.get("x-fern-sdk-group-name") {
        Some(Node::String(name)) => Some(named(name.split(['.', '/']).collect())),
        Some(Node::List(list)) => Some(named(list.iter().filter_map(Node::as_str).collect())),
        _ => {
            // Tools write this one where nobody wrote any.
            let tag = operation.tags.first().filter(|tag| !tag.eq_ignore_ascii_case("default"));
            let group = tag.map(|tag| named(tags.name(tag).split('/').collect()));
            group.filter(|group| !group.is_empty())
        }
    }
}

fn path_group(operation: &OperationSpec) -> Vec<String> {
    let path = lower_path(&operation.path);
    literal_segments(&path.parts).into_iter().find(|segment| !is_prefix(segment)).into_iter().collect()
}
