//! Questions that a schema answers by itself.
//!
//! In: a schema. Out: what it says, and whether it says anything.
//! Must never know: what stands behind references, what becomes of a schema.

use crate::load::Node;

use super::model::{JsonKind, Schema, SchemaObject};

/// The kinds that a schema allows but for null; inferred from other keywords where `type` is missing.
#[must_use]
pub fn kinds_of(object: &SchemaObject) -> Vec<JsonKind> {
    let mut kinds: Vec<JsonKind> = Vec::new();
    for kind in &object.kinds {
        if *kind != JsonKind::Null && !kinds.contains(kind) {
            kinds.push(*kind);
        }
    }
    if object.kinds.is_empty() { inferred_kind(object).into_iter().collect() } else { kinds }
}

fn inferred_kind(object: &SchemaObject) -> Option<JsonKind> {
    let limits = &object.limits;
    let format = object.format.as_deref().unwrap_or_default();
    // That other members may be there says nothing of what else a value may be.
    if object.properties.is_some()
        || object.additional_properties.as_ref().is_some_and(|schema| !is_silent(schema))
        || !object.pattern_properties.is_empty()
        || object.property_names.is_some()
        || !object.required.is_empty()
        || limits.min_properties.is_some()
        || limits.max_properties.is_some()
    {
        Some(JsonKind::Object)
    } else if object.items.is_some()
        || !object.prefix_items.is_empty()
        || limits.min_items.is_some()
        || limits.max_items.is_some()
        || limits.unique_items
    {
        Some(JsonKind::Array)
    } else if matches!(format, "int32" | "int64" | "uint32" | "uint64" | "uint" | "int") {
        Some(JsonKind::Integer)
    } else if limits.minimum.is_some()
        || limits.maximum.is_some()
        || limits.multiple_of.is_some()
        || limits.exclusive_minimum.is_some()
        || limits.exclusive_maximum.is_some()
        || matches!(format, "float" | "double")
    {
        Some(JsonKind::Number)
    } else if limits.pattern.is_some()
        || limits.min_length.is_some()
        || limits.max_length.is_some()
        || object.content_encoding.is_some()
        || object.content_media_type.is_some()
        || !format.is_empty()
    {
        Some(JsonKind::String)
    } else {
        None
    }
}

/// Whether nothing but null fits.
#[must_use]
pub fn is_only_null(object: &SchemaObject) -> bool {
    let only_kind = object.kinds.as_slice() == [JsonKind::Null];
    let only_member = object.enumeration.as_deref() == Some(&[Node::Null]);
    only_kind || only_member || object.constant == Some(Node::Null)
}

/// Whether the schema says nothing about values: annotations at most.
#[must_use]
pub fn is_silent(schema: &Schema) -> bool {
    match schema {
        Schema::Bool(truth, _) => *truth,
        Schema::Object(object) => is_silent_object(object),
    }
}

/// Like [`is_silent`], for a schema that is written as an object.
#[must_use]
pub fn is_silent_object(object: &SchemaObject) -> bool {
    object.reference.is_none() && !has_shaping_keywords(object) && !has_text_keywords(object)
}

/// Whether a choice of schemas is among what it says.
#[must_use]
pub fn has_union(object: &SchemaObject) -> bool {
    !object.one_of.is_empty() || !object.any_of.is_empty()
}

/// Whether keywords say how a text is to be read.
#[must_use]
pub fn has_text_keywords(object: &SchemaObject) -> bool {
    object.format.is_some() || object.content_encoding.is_some() || object.content_media_type.is_some()
}

/// Whether keywords say by themselves which values fit, kinds and other schemas aside.
#[must_use]
pub fn has_value_keywords(object: &SchemaObject) -> bool {
    object.enumeration.is_some()
        || object.constant.is_some()
        || has_object_keywords(object)
        || object.items.is_some()
        || !object.prefix_items.is_empty()
}

/// Whether keywords speak about members of an object.
#[must_use]
pub fn has_object_keywords(object: &SchemaObject) -> bool {
    object.properties.as_ref().is_some_and(|properties| !properties.is_empty())
        || object.additional_properties.is_some()
        || !object.pattern_properties.is_empty()
        || !object.required.is_empty()
}

/// Whether `$ref` stands beside annotations at most.
#[must_use]
pub fn is_bare_reference(object: &SchemaObject) -> bool {
    object.reference.is_some() && !object.nullable && !has_shaping_keywords(object)
}

/// Whether a keyword besides `$ref` says which values fit; annotations and formats do not.
fn has_shaping_keywords(object: &SchemaObject) -> bool {
    !object.kinds.is_empty() || !object.all_of.is_empty() || has_union(object) || has_value_keywords(object)
}

/// Whether all branches only name members that must be there together; such branches make no union.
#[must_use]
pub fn requires_only(object: &SchemaObject) -> bool {
    let mut branches = object.one_of.iter().chain(&object.any_of).peekable();
    branches.peek().is_some()
        && branches.all(|branch| {
            branch.as_object().is_some_and(|branch| {
                let demands = !branch.required.is_empty() || !branch.unmodelled.is_empty();
                let rest = SchemaObject {
                    required: Vec::new(),
                    kinds: branch.kinds.iter().copied().filter(|kind| *kind != JsonKind::Object).collect(),
                    ..branch.clone()
                };
                demands && is_silent_object(&rest)
            })
        })
}

/// The values of `const` or `enum`.
#[must_use]
pub fn listed_values(object: &SchemaObject) -> Option<Vec<Node>> {
    match (&object.constant, &object.enumeration) {
        (Some(constant), _) => Some(vec![constant.clone()]),
        (None, Some(members)) => Some(members.clone()),
        (None, None) => None,
    }
}
