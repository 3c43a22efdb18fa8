//! Names and descriptions of enum members, in the spellings that generators and gateways have agreed on.
//!
//! In: the extensions of a schema that has been read. Out: one text for each member of `enum`, by position.
//! Must never know: how a member is named in Rust.

use crate::diag::code_table::schema as codes;
use crate::load::Node;

use super::kinds::with_article;
use super::model::SchemaObject;
use super::reader::Reader;
use super::value::scalar_text;

/// Extensions that name the members, the most specific first.
const NAMES: [&str; 5] = ["x-enum-varnames", "x-enumNames", "x-enum-names", "x-ms-enum", "x-fern-enum"];

/// Extensions that describe the members.
const DESCRIPTIONS: [&str; 4] = ["x-enum-descriptions", "x-enumDescriptions", "x-ms-enum", "x-fern-enum"];

/// Moves names and descriptions from the extensions to where they belong.
pub(super) fn settle_enumeration(reader: &mut Reader<'_>, object: &mut SchemaObject) {
    if object.extensions.is_empty() {
        return;
    }
    object.enum_names = texts(reader, object, &NAMES, "name");
    object.enum_descriptions = texts(reader, object, &DESCRIPTIONS, "description");
    for key in NAMES.iter().chain(&DESCRIPTIONS) {
        object.extensions.shift_remove(*key);
    }
}

/// The texts of the first extension of `keys` that has any. `member` is what a member's own object calls them.
fn texts(reader: &mut Reader<'_>, object: &SchemaObject, keys: &[&str], member: &str) -> Vec<String> {
    let members = object.enumeration.as_deref().unwrap_or_default();
    for key in keys {
        let Some(node) = object.extensions.get(*key) else { continue };
        let texts = match *key {
            // Without `values` it names the type, which is another matter.
            "x-ms-enum" => {
                node.get("values").and_then(|values| by_value(values, members, member)).unwrap_or_default()
            }
            "x-fern-enum" => by_key(node, members, member),
            _ => by_position(node, members).unwrap_or_else(|| {
                let message =
                    format!("expected an array of strings under `{key}`, found {}", with_article(node));
                reader.diagnostics.report(&codes::W413, &object.pointer.key(key), message);
                Vec::new()
            }),
        };
        if texts.iter().any(|text| !text.is_empty()) {
            return texts;
        }
    }
    Vec::new()
}

/// A list of texts by position, or a map from member to text.
fn by_position(node: &Node, members: &[Node]) -> Option<Vec<String>> {
    match node {
        Node::List(list) => {
            let text = |node: &Node| match node {
                Node::Null => Some(String::new()),
                other => scalar_text(other),
            };
            list.iter().map(text).collect()
        }
        Node::Map(map) => {
            let of = |member: &Node| {
                let text = scalar_text(member).and_then(|key| map.get(&key)).and_then(scalar_text);
                text.unwrap_or_default()
            };
            Some(members.iter().map(of).collect())
        }
        _ => None,
    }
}

/// `values: [{ value, name, description }]` in any order.
fn by_value(values: &Node, members: &[Node], text: &str) -> Option<Vec<String>> {
    let values = values.as_list()?;
    let of = |member: &Node| {
        let entry = values.iter().find(|entry| entry.get("value") == Some(member));
        entry.and_then(|entry| entry.get(text)).and_then(scalar_text).unwrap_or_default()
    };
    Some(members.iter().map(of).collect())
}

/// `member: { name, description }`.
fn by_key(named: &Node, members: &[Node], text: &str) -> Vec<String> {
    let of = |member: &Node| {
        let entry = scalar_text(member).and_then(|member| named.get(&member));
        entry.and_then(|entry| entry.get(text)).and_then(scalar_text).unwrap_or_default()
    };
    members.iter().map(of).collect()
}
