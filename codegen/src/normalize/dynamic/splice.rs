//! A schema that only refers to another one and gives names becomes that schema.
//!
//! In: the schema, and a copy of the other one. Out: one schema. What it says itself stays; what the copy says is added.

use crate::diag::Pointer;
use crate::load::{Map, Node};

/// What gives a schema a name; a copy of it has another one, or none.
const NAMES: [&str; 6] = ["$id", "$anchor", "$dynamicAnchor", "$schema", "$defs", "definitions"];

/// What says nothing about values.
const WORDS: [&str; 8] =
    ["$ref", "$comment", "title", "description", "summary", "deprecated", "externalDocs", "examples"];

/// Whether a schema says nothing about values but for what it refers to.
pub(super) fn says_nothing_else(map: &Map) -> bool {
    map.keys()
        .all(|key| NAMES.contains(&key.as_str()) || WORDS.contains(&key.as_str()) || key.starts_with("x-"))
}

/// Takes what gives a schema names from its copy.
pub(super) fn forget_names(map: &mut Map) {
    map.retain(|key, _| !NAMES.contains(&key.as_str()));
}

/// Adds what the copy says, and returns the keys of that.
pub(super) fn splice(root: &mut Node, to: &Pointer, copy: Node) -> Vec<String> {
    let (Some(site), Node::Map(copy)) = (root.at_mut(to).and_then(Node::as_map_mut), copy) else {
        return Vec::new();
    };
    let mut added = Vec::new();
    for (key, value) in copy {
        if !site.contains_key(&key) {
            added.push(key.clone());
            site.insert(key, value);
        }
    }
    added
}
