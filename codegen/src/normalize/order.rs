//! The order of maps, which means nothing in JSON, made the same for every order in which they were written.
//!
//! In: the merged tree. Out: the same with sorted maps. Lists keep their order, and so do the members of an object
//! (`properties`): there the author's order is what readers of the documentation expect. Examples, defaults and other
//! values stay as they were written.
//! Must never know: what is generated from it.

use crate::load::Node;

/// Maps whose keys are names that the description makes up: one may be called like a keyword.
const NAMED: [&str; 19] = [
    "$defs",
    "callbacks",
    "content",
    "definitions",
    "dependentSchemas",
    "encoding",
    "headers",
    "links",
    "parameters",
    "pathItems",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
    "variables",
    "webhooks",
];

/// The one of them that keeps the author's order.
const AUTHORED: &str = "properties";

/// Keys of values that belong to the API's data.
const DATA: [&str; 6] = ["example", "examples", "default", "const", "enum", "value"];

/// Sorts the maps of a description.
pub(super) fn normalize_order(root: &mut Node) {
    sort(root, None);
}

/// `named_by`: the keyword whose map of names this is.
fn sort(node: &mut Node, named_by: Option<&str>) {
    match node {
        Node::Map(members) => {
            if named_by != Some(AUTHORED) {
                members.sort_unstable_keys();
            }
            for (key, member) in members {
                let key = key.as_str();
                if named_by.is_some() {
                    sort(member, None);
                } else if !DATA.contains(&key) && !key.starts_with("x-") {
                    sort(member, NAMED.iter().copied().find(|name| *name == key));
                }
            }
        }
        Node::List(list) => list.iter_mut().for_each(|member| sort(member, None)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::testing::node;

    #[test]
    fn only_what_means_nothing_is_sorted() {
        let mut responses = node("{ responses: { default: { b: 1, a: 2 }, '200': {} } }");
        normalize_order(&mut responses);
        assert_eq!(
            serde_json::to_string(&responses).unwrap(),
            r#"{"responses":{"200":{},"default":{"a":2,"b":1}}}"#
        );
        let mut tree =
            node("{ b: 1, a: { properties: { z: { b: 1, a: 2 }, y: 1 }, example: { d: 1, c: 2 } } }");
        normalize_order(&mut tree);
        assert_eq!(
            serde_json::to_string(&tree).unwrap(),
            r#"{"a":{"example":{"d":1,"c":2},"properties":{"z":{"a":2,"b":1},"y":1}},"b":1}"#
        );
    }
}
