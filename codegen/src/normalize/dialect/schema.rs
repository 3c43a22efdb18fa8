//! One schema in one spelling.

use super::{enumeration, nullable};
use crate::diag::{Diagnostic, Pointer};
use crate::load::{Map, Node, Number};
use crate::normalize::positions::Trail;

/// Rewrites a schema but not the schemas in it. Places that move are noted as from → to.
pub(super) fn normalize_schema(
    node: &mut Node,
    trail: &Trail<'_>,
    moved: &mut Vec<(Pointer, Pointer)>,
    found: &mut Vec<Diagnostic>,
) {
    let Node::Map(schema) = node else { return };
    normalize_bound(schema, "minimum", "exclusiveMinimum");
    normalize_bound(schema, "maximum", "exclusiveMaximum");
    enumeration::normalize_members(schema, trail, found);
    loosen_numbers(schema, trail, moved);
    if nullable::take_nullable(schema) {
        nullable::add_null(schema, trail, moved);
    }
}

/// `oneOf: [{type: number}, {type: integer}]` admits no whole number, since each is both; authors mean either.
fn loosen_numbers(schema: &mut Map, trail: &Trail<'_>, moved: &mut Vec<(Pointer, Pointer)>) {
    if schema.contains_key("anyOf") {
        return;
    }
    let Some(branches) = schema.get("oneOf").and_then(Node::as_list) else { return };
    let any_of_type = |kind: &str| {
        branches.iter().any(|branch| {
            branch.get("type").and_then(Node::as_str) == Some(kind)
                && branch.get("enum").is_none()
                && branch.get("const").is_none()
        })
    };
    if !(any_of_type("number") && any_of_type("integer")) {
        return;
    }
    // The keyword keeps its place among its neighbours, so that the tree reads as it was written.
    *schema = std::mem::take(schema)
        .into_iter()
        .map(|(key, value)| if key == "oneOf" { ("anyOf".to_owned(), value) } else { (key, value) })
        .collect();
    moved.push((trail.pointer().key("oneOf"), trail.pointer().key("anyOf")));
}

/// `exclusiveMinimum: true` of 3.0 makes the minimum itself exclusive.
fn normalize_bound(schema: &mut Map, inclusive: &str, exclusive: &str) {
    let Some(Node::Bool(is_exclusive)) = schema.get(exclusive) else { return };
    let is_exclusive = *is_exclusive;
    let bound = schema
        .get(inclusive)
        .filter(|bound| matches!(bound, Node::Number(Number::Integer(_) | Number::Float(_))));
    match bound.cloned() {
        Some(bound) if is_exclusive => {
            schema.insert(exclusive.to_owned(), bound);
            schema.shift_remove(inclusive);
        }
        _ => {
            schema.shift_remove(exclusive);
        }
    }
}
