//! Enumeration members that documentation pages write as objects.

use crate::diag::code_table::normalize as codes;
use crate::diag::{Diagnostic, Pointer};
use crate::load::{Map, Node};
use crate::normalize::positions::Trail;

const NAMES: &str = "x-enum-varnames";
const DESCRIPTIONS: &str = "x-enum-descriptions";

/// `{value: x}` and `{type: stringLiteral, value: x}` become `x`; names and descriptions go to their extensions.
pub(super) fn normalize_members(schema: &mut Map, trail: &Trail<'_>, found: &mut Vec<Diagnostic>) {
    let takes_objects = match schema.get("type") {
        Some(Node::String(kind)) => kind == "object" || kind == "array",
        Some(Node::List(kinds)) => kinds.iter().any(|kind| kind.as_str() == Some("object")),
        _ => false,
    };
    if takes_objects {
        return;
    }
    for key in ["const", "default"] {
        if let Some(value) = schema.get(key).and_then(literal).filter(|_| schema.get("type").is_some()) {
            schema.insert(key.to_owned(), value);
        }
    }
    let schema_has_type = schema.contains_key("type");
    let Some(Node::List(members)) = schema.get_mut("enum") else { return };
    if !members.iter().any(|member| member.as_map().is_some()) {
        return;
    }
    // Without a type, objects may be meant as what they are.
    let means_values = schema_has_type || members.iter().any(|member| literal(member).is_some());
    if !means_values {
        return;
    }
    let place = || trail.pointer().key("enum");
    let mut names = Vec::with_capacity(members.len());
    let mut descriptions = Vec::with_capacity(members.len());
    for (index, member) in members.iter_mut().enumerate() {
        let value = literal(member);
        let text = |key: &str| member.get(key).and_then(Node::as_str).map(str::to_owned);
        names.push(text("name"));
        descriptions.push(text("description"));
        match value {
            Some(value) => *member = value,
            None if member.as_map().is_some() => found.push(not_understood(&place().index(index))),
            None => {}
        }
    }
    keep(schema, NAMES, &names);
    keep(schema, DESCRIPTIONS, &descriptions);
}

/// The plain value of a member that is an object around it.
fn literal(member: &Node) -> Option<Node> {
    let map = member.as_map()?;
    let value = map.get("value").filter(|value| !matches!(value, Node::Map(_) | Node::List(_)))?;
    let known = |key: &String| {
        matches!(key.as_str(), "value" | "type" | "name" | "description") || key.starts_with("x-")
    };
    map.keys().all(known).then(|| value.clone())
}

fn not_understood(pointer: &Pointer) -> Diagnostic {
    Diagnostic::new(&codes::W214, pointer, "this enum value is an object whose value is not clear")
        .with_help("write the plain value, or `{value: …}`")
}

/// Keeps what is said about each member, in the extension that other tools know, unless the author has filled it.
fn keep(schema: &mut Map, extension: &str, texts: &[Option<String>]) {
    if texts.iter().all(Option::is_none) || schema.contains_key(extension) {
        return;
    }
    // A member without a name of its own is an empty text: the lists are read by position.
    let texts = texts.iter().map(|text| Node::String(text.clone().unwrap_or_default())).collect();
    schema.insert(extension.to_owned(), Node::List(texts));
}
