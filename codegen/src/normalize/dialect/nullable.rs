//! The null of OpenAPI 3.0.

use crate::diag::Pointer;
use crate::load::{Map, Node};
use crate::normalize::positions::Trail;

/// Takes `nullable` and `x-nullable` out; whether one of them was true.
pub(super) fn take_nullable(schema: &mut Map) -> bool {
    let mut is_nullable = false;
    for key in ["nullable", "x-nullable"] {
        // In the properties of a model, `nullable` may be the name of a property; here it is a keyword.
        if let Some(Node::Bool(value)) = schema.get(key) {
            is_nullable |= *value;
            schema.shift_remove(key);
        }
    }
    is_nullable
}

/// Lets null in by the means of JSON Schema 2020-12.
pub(super) fn add_null(schema: &mut Map, trail: &Trail<'_>, moved: &mut Vec<(Pointer, Pointer)>) {
    // 3.0 has no schema of null alone; `nullable: true` and nothing else is how some write it among alternatives.
    if schema.is_empty() {
        let list = trail.pointer().parent().and_then(|list| list.tokens().last());
        if matches!(list.as_deref(), Some("oneOf" | "anyOf")) {
            *schema = Map::from([("type".to_owned(), "null".into())]);
        }
        return;
    }
    // Both demand something of every value, so null needs an alternative beside them.
    if schema.contains_key("$ref") || schema.contains_key("allOf") {
        wrap(schema, trail, moved);
        return;
    }
    let mut added = false;
    for keyword in ["oneOf", "anyOf"] {
        if let Some(Node::List(alternatives)) = schema.get_mut(keyword) {
            if !alternatives.iter().any(is_null) {
                alternatives.push(null_schema());
            }
            added = true;
        }
    }
    let implied =
        ["properties", "additionalProperties", "items"].into_iter().find(|key| schema.contains_key(*key));
    match schema.get_mut("type") {
        Some(Node::String(kind)) if kind != "null" => {
            let kind = std::mem::take(kind);
            schema.insert("type".to_owned(), Node::List(vec![kind.into(), "null".into()]));
        }
        Some(Node::List(kinds)) if !kinds.iter().any(|kind| kind.as_str() == Some("null")) => {
            kinds.push("null".into());
        }
        None if !added => {
            if let Some(key) = implied {
                let kind = if key == "items" { "array" } else { "object" };
                schema.insert("type".to_owned(), Node::List(vec![kind.into(), "null".into()]));
            }
        }
        _ => {}
    }
    if let Some(Node::List(members)) = schema.get_mut("enum")
        && !members.contains(&Node::Null)
    {
        members.push(Node::Null);
    }
}

/// `anyOf: [schema, null]`; what only describes the schema stays outside, where readers of the property look for it.
fn wrap(schema: &mut Map, trail: &Trail<'_>, moved: &mut Vec<(Pointer, Pointer)>) {
    let mut outer = Map::new();
    let mut inner = Map::new();
    for (key, value) in std::mem::take(schema) {
        let describes = matches!(
            key.as_str(),
            "title"
                | "description"
                | "default"
                | "deprecated"
                | "readOnly"
                | "writeOnly"
                | "example"
                | "examples"
                | "externalDocs"
                | "xml"
        ) || key.starts_with("x-");
        if describes { &mut outer } else { &mut inner }.insert(key, value);
    }
    outer.insert("anyOf".to_owned(), Node::List(vec![Node::Map(inner), null_schema()]));
    *schema = outer;
    let here = trail.pointer();
    moved.push((here.clone(), here.key("anyOf").index(0)));
}

fn null_schema() -> Node {
    Node::Map(Map::from([("type".to_owned(), "null".into())]))
}

fn is_null(schema: &Node) -> bool {
    schema.get("type").and_then(Node::as_str) == Some("null")
        || schema.get("enum").and_then(Node::as_list).is_some_and(|members| members == [Node::Null])
}
