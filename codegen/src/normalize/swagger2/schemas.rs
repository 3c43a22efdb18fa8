//! Schemas of 2.0, where they differ from those of 3.0.

use std::collections::BTreeMap;

use crate::diag::Pointer;
use crate::load::{Map, Node};
use crate::normalize::positions::{Part, Step, walk_mut};

/// What vendors write into a child for the value of its parent's discriminator.
const VALUES: [&str; 3] = ["x-discriminator-value", "x-ms-discriminator-value", "x-class"];

/// What may stand beside a reference and says something; 2.0 has everything else there ignored.
const BESIDE: [&str; 8] =
    ["$ref", "title", "description", "default", "example", "readOnly", "externalDocs", "xml"];

/// Rewrites every schema of a document that has its new shape.
pub(super) fn normalize_schemas(root: &mut Node) {
    let mut mappings = mappings_of(root);
    walk_mut(root, Part::Document, &Pointer::root(), &mut |part, trail, node| {
        if part == Part::Schema
            && let Node::Map(schema) = node
        {
            normalize_schema(schema);
            // Only what stands under `definitions` has children that name it.
            if !mappings.is_empty()
                && let Some(Node::Map(discriminator)) = schema.get_mut("discriminator")
                && !discriminator.contains_key("mapping")
                && let Some(mapping) = mappings.remove(trail.pointer().as_str())
            {
                discriminator.insert("mapping".to_owned(), Node::Map(mapping));
            }
        }
        Step::Into
    });
}

fn normalize_schema(schema: &mut Map) {
    if schema.get("$ref").is_some_and(|reference| reference.as_str().is_some()) {
        schema.retain(|key, _| BESIDE.contains(&key.as_str()) || key.starts_with("x-"));
        return;
    }
    if let Some(Node::String(property)) = schema.get("discriminator") {
        let named = Map::from([("propertyName".to_owned(), Node::from(property.as_str()))]);
        schema.insert("discriminator".to_owned(), Node::Map(named));
    }
    let has_file = match schema.get_mut("type") {
        Some(kind) if is_file(kind) => {
            *kind = "string".into();
            true
        }
        // Some write null as a type, which is one of a later dialect.
        Some(Node::List(kinds)) => {
            let has_file = kinds.iter().any(is_file);
            kinds.iter_mut().filter(|kind| is_file(kind)).for_each(|kind| *kind = "string".into());
            has_file
        }
        _ => false,
    };
    if has_file {
        schema.insert("format".to_owned(), "binary".into());
    }
    // How items stand beside one another is said of parameters; in bodies it means nothing.
    schema.shift_remove("collectionFormat");
    schema.shift_remove("allowEmptyValue");
}

fn is_file(kind: &Node) -> bool {
    kind.as_str() == Some("file")
}

/// For the places of parents, what the values of their discriminators stand for.
fn mappings_of(root: &Node) -> BTreeMap<String, Map> {
    let mut mappings: BTreeMap<String, Map> = BTreeMap::new();
    let schemas = Pointer::root().key("components").key("schemas");
    let named = root.at(&schemas).and_then(Node::as_map);
    for (name, schema) in named.into_iter().flatten() {
        let value = VALUES.into_iter().find_map(|key| schema.get(key)).and_then(Node::as_str);
        let Some(value) = value else { continue };
        let parts = schema.get("allOf").and_then(Node::as_list).unwrap_or_default();
        for reference in parts.iter().filter_map(|part| part.get("$ref")).filter_map(Node::as_str) {
            let parent = reference.strip_prefix('#').unwrap_or_default();
            let parent = super::sections::settled(root, &Pointer::from_escaped(parent));
            let child = Node::String(format!("#{}", schemas.key(name)));
            mappings.entry(parent.as_str().to_owned()).or_default().insert(value.to_owned(), child);
        }
    }
    mappings
}
