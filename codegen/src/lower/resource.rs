//! Where methods hang: resources, from extensions, tags or paths.
//!
//! In: operations of the document. Out: the tree of resources and the place of each operation.
//! Must never know: types.

use std::collections::BTreeMap;

use crate::document::{Document, OperationSpec};
use crate::ir::{Docs, Resource, ResourceId, Words};
use crate::load::Node;

use super::method::method_words;
use super::path::lower_path;
use super::split::{split_words, stems};

/// The place of one operation.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    /// Where the method hangs.
    pub(super) resource: ResourceId,
    /// What the method is called.
    pub(super) method: Words,
    /// Words for types that only this operation has.
    pub(super) types: Words,
}

/// The tree of resources, and the place of each operation in the order of the document.
pub(super) fn lower_resources(document: &Document) -> (Vec<Resource>, Vec<Place>) {
    let mut tree = Tree::new(document);
    let groups: Vec<Vec<String>> = document.operations.iter().map(group_of).collect();
    let homes: Vec<ResourceId> = groups.iter().map(|group| tree.place(group)).collect();
    let methods = method_words(document, &groups, &homes);
    let places = homes.iter().zip(methods).map(|(resource, method)| Place {
        resource: *resource,
        types: tree.resources[resource.0].words.join(&method),
        method,
    });
    let places = places.collect();
    (tree.resources, places)
}

struct Tree<'a> {
    resources: Vec<Resource>,
    ids: BTreeMap<(ResourceId, Vec<String>), ResourceId>,
    tags: &'a indexmap::IndexMap<String, Option<String>>,
}

impl<'a> Tree<'a> {
    fn new(document: &'a Document) -> Self {
        let client =
            Resource { words: Words::default(), parent: None, docs: Docs::default(), operations: Vec::new() };
        Self { resources: vec![client], ids: BTreeMap::new(), tags: &document.tags }
    }

    /// The resource at the end of the path, made if need be; names that differ in case or spelling only are one.
    fn place(&mut self, group: &[String]) -> ResourceId {
        let mut parent = ResourceId(0);
        for (depth, name) in group.iter().enumerate() {
            let key = (parent, split_words(name));
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

    fn docs(&self, path: &[String]) -> Docs {
        let joined = path.join("/");
        let described = self.tags.get(&joined).or_else(|| path.last().and_then(|name| self.tags.get(name)));
        Docs { description: described.cloned().flatten(), ..Docs::default() }
    }
}

/// The path of resources of an operation: what the description says outright, its first tag, or its path.
fn group_of(operation: &OperationSpec) -> Vec<String> {
    let named = |names: Vec<&str>| -> Vec<String> {
        names.into_iter().map(str::trim).filter(|name| has_words(name)).map(str::to_owned).collect()
    };
    match operation.extensions.get("x-fern-sdk-group-name") {
        Some(Node::String(name)) => return named(name.split(['.', '/']).collect()),
        Some(Node::List(list)) => return named(list.iter().filter_map(Node::as_str).collect()),
        _ => {}
    }
    let tag = operation.tags.first().map(|tag| named(tag.split('/').collect()));
    if let Some(group) = tag.filter(|group| !group.is_empty()) {
        return group;
    }
    let path = lower_path(&operation.path);
    literal_segments(&path.parts).into_iter().find(|segment| !is_prefix(segment)).into_iter().collect()
}

/// The literal segments of a path, in order.
pub(super) fn literal_segments(parts: &[crate::ir::PathPart]) -> Vec<String> {
    let mut text = String::new();
    for part in parts {
        match part {
            // Braces that are text are no words.
            crate::ir::PathPart::Literal(literal) => {
                text.push_str(&literal.replace("%7B", "-").replace("%7D", "-"));
            }
            // A variable makes its whole segment one that is not literal.
            crate::ir::PathPart::Parameter(_) => text.push('{'),
        }
    }
    text.split('/')
        .filter(|segment| !segment.contains('{') && has_words(segment))
        .map(str::to_owned)
        .collect()
}

/// Whether a segment says nothing about the resource: `api`, `v1`, `2.0`, a date.
pub(super) fn is_prefix(segment: &str) -> bool {
    let lower = segment.to_ascii_lowercase();
    let digits = lower.trim_start_matches('v');
    matches!(lower.as_str(), "api" | "rest" | "apis" | "latest" | "beta" | "alpha" | "openapi")
        || (!digits.is_empty()
            && digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '_')))
        || (lower.starts_with('v') && lower.len() > 1 && lower[1..].starts_with(|c: char| c.is_ascii_digit()))
}

fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Whether two texts name the same thing, once or many times.
pub(super) fn same_thing(first: &str, second: &str) -> bool {
    stems(&split_words(first)) == stems(&split_words(second))
}
