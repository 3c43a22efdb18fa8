//! The `discriminator` keyword.
//!
//! In: its value. Out: the property and what its values stand for, as references.
//! Must never know: the branches of the union.

use indexmap::IndexMap;

use crate::diag::code_table::schema as codes;
use crate::diag::{Diagnostic, Pointer};
use crate::load::Node;

use super::kinds::with_article;
use super::model::Discriminator;
use super::reader::Reader;
use super::value::Value;

/// Reads a discriminator; parts that cannot be used are reported and left out.
pub(super) fn read_discriminator(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<Discriminator> {
    let at = value.place();
    if let Node::String(property) = value.node {
        // The form of Swagger 2; what it means is beyond doubt.
        let help = format!("write `discriminator: {{ propertyName: {property} }}`");
        let message = "`discriminator` is a string; it is read as the name of the property";
        reader.diagnostics.push(Diagnostic::new(&codes::W412, &at, message).with_help(help));
        return Some(Discriminator {
            property: property.clone(),
            mapping: IndexMap::new(),
            default_mapping: None,
        });
    }
    let Some(property) = value.node.get("propertyName").and_then(Node::as_str) else {
        let found = Diagnostic::new(&codes::W412, &at, "the discriminator names no property");
        let help = "name the property that tells the branches apart: `propertyName: kind`";
        reader.diagnostics.push(found.with_help(help));
        return None;
    };
    let mapping = match value.node.get("mapping") {
        None | Some(Node::Null) => IndexMap::new(),
        Some(mapping) => read_mapping(reader, mapping, &at.key("mapping")),
    };
    let default_mapping = match value.node.get("defaultMapping") {
        None | Some(Node::Null) => None,
        Some(Node::String(target)) => Some(complete(reader.root, target)),
        Some(other) => {
            let message =
                format!("expected a reference under `defaultMapping`, found {}", with_article(other));
            reader.diagnostics.report(&codes::W412, &at.key("defaultMapping"), message);
            None
        }
    };
    Some(Discriminator { property: property.to_owned(), mapping, default_mapping })
}

fn read_mapping(reader: &mut Reader<'_>, mapping: &Node, at: &Pointer) -> IndexMap<String, String> {
    let Some(mapping) = mapping.as_map() else {
        let message = format!("expected a map under `mapping`, found {}", with_article(mapping));
        reader.diagnostics.report(&codes::W412, at, message);
        return IndexMap::new();
    };
    let mut read = IndexMap::with_capacity(mapping.len());
    for (tag, target) in mapping {
        if let Some(target) = target.as_str() {
            read.insert(tag.clone(), complete(reader.root, target));
        } else {
            let message = format!("expected a reference for `{tag}`, found {}", with_article(target));
            reader.diagnostics.report(&codes::W412, &at.key(tag), message);
        }
    }
    read
}

/// A reference as it is; a bare name as the reference to the schema of that name.
fn complete(root: &Node, target: &str) -> String {
    let named =
        root.get("components").and_then(|components| components.get("schemas")).and_then(Node::as_map);
    let is_name = named.is_some_and(|named| named.contains_key(target)) || !target.contains(['#', '/']);
    if is_name {
        format!("#{}", Pointer::from_escaped("/components/schemas").key(target))
    } else {
        target.to_owned()
    }
}
