//! What is visited, and what is not.

use super::*;
use crate::diag::Pointer;
use crate::normalize::testing::node;

#[track_caller]
fn check(yaml: &str, part: Part, expect: &[&str]) {
    let root = node(yaml);
    let mut visited = Vec::new();
    walk(&root, part, &Pointer::root(), &mut |part, trail, _| {
        visited.push(format!("{part:?} {}", trail.pointer()));
        Step::Into
    });
    assert_eq!(visited, expect);
    let mut copy = root.clone();
    let mut again = Vec::new();
    walk_mut(&mut copy, part, &Pointer::root(), &mut |part, trail, _| {
        again.push(format!("{part:?} {}", trail.pointer()));
        Step::Into
    });
    assert_eq!(again, visited);
    assert_eq!(copy, root);
}

#[test]
fn examples_and_extensions_hold_no_schemas() {
    check(
        "paths:\n  x-y: {get: {}}\n  /a:\n    parameters: [{$ref: '#/p'}]\n    get:\n      x-schema: {schema: {}}\n      responses:\n        \
         200:\n          content:\n            a/b:\n              example: {schema: {}}\n              schema: {type: object}\n",
        Part::Document,
        &[
            "Document ",
            "Paths /paths",
            "PathItem /paths/~1a",
            "Parameter /paths/~1a/parameters/0",
            "Operation /paths/~1a/get",
            "Responses /paths/~1a/get/responses",
            "Response /paths/~1a/get/responses/200",
            "MediaType /paths/~1a/get/responses/200/content/a~1b",
            "Schema /paths/~1a/get/responses/200/content/a~1b/schema",
        ],
    );
}

#[test]
fn schemas_hold_schemas_under_any_name() {
    check(
        "$ref: '#/x'\nproperties:\n  properties: {items: [true, {}]}\n  x-a: {not: {}}\n  enum: {enum: [{properties: {}}]}\nadditionalProperties: false\ndependencies: {a: [b]}\n",
        Part::Schema,
        &[
            "Schema ",
            "Schema /properties/properties",
            "Schema /properties/properties/items/0",
            "Schema /properties/properties/items/1",
            "Schema /properties/x-a",
            "Schema /properties/x-a/not",
            "Schema /properties/enum",
            "Schema /additionalProperties",
        ],
    );
}

#[test]
fn broken_shapes_are_walked_as_far_as_they_go() {
    check(
        "paths: [1]\ncomponents: x\n",
        Part::Document,
        &["Document ", "Paths /paths", "Components /components"],
    );
    check("oneOf: {a: {}}\nproperties: [x]\nitems: 3\n", Part::Schema, &["Schema ", "Schema /items"]);
}
