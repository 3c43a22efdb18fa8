//! Whether two schemas say the same about values, wherever they stand and however they are annotated.
//!
//! In: two schemas. Out: yes or no.
//! Must never know: what the schemas mean.

use crate::schema::{Schema, SchemaObject};

/// Whether the two allow the same values for reasons that can be seen without following references.
pub(in crate::lower) fn same_schema(first: &Schema, second: &Schema) -> bool {
    match (first, second) {
        (Schema::Bool(first, _), Schema::Bool(second, _)) => first == second,
        (Schema::Object(first), Schema::Object(second)) => same_object(first, second),
        _ => false,
    }
}

/// Like [`same_schema`], for schemas that are objects.
pub(in crate::lower) fn same_object(first: &SchemaObject, second: &SchemaObject) -> bool {
    first.reference == second.reference
        && first.kinds == second.kinds
        && first.nullable == second.nullable
        && first.format == second.format
        && first.enumeration == second.enumeration
        && first.constant == second.constant
        && first.content_encoding == second.content_encoding
        && same_required(first, second)
        && same_list(&first.prefix_items, &second.prefix_items)
        && same_list(&first.all_of, &second.all_of)
        && same_list(&first.one_of, &second.one_of)
        && same_list(&first.any_of, &second.any_of)
        && same_option(first.items.as_ref(), second.items.as_ref())
        && same_option(first.additional_properties.as_ref(), second.additional_properties.as_ref())
        && same_properties(first, second)
        && first.pattern_properties.len() == second.pattern_properties.len()
        && first.pattern_properties.iter().all(|(pattern, schema)| {
            second.pattern_properties.get(pattern).is_some_and(|other| same_schema(schema, other))
        })
}

fn same_required(first: &SchemaObject, second: &SchemaObject) -> bool {
    first.required.iter().all(|name| second.required.contains(name))
        && second.required.iter().all(|name| first.required.contains(name))
}

fn same_properties(first: &SchemaObject, second: &SchemaObject) -> bool {
    match (&first.properties, &second.properties) {
        (None, None) => true,
        (Some(first), Some(second)) => {
            first.len() == second.len()
                && first
                    .iter()
                    .all(|(name, schema)| second.get(name).is_some_and(|other| same_schema(schema, other)))
        }
        _ => false,
    }
}

fn same_list(first: &[Schema], second: &[Schema]) -> bool {
    first.len() == second.len() && first.iter().zip(second).all(|(first, second)| same_schema(first, second))
}

fn same_option(first: Option<&Schema>, second: Option<&Schema>) -> bool {
    match (first, second) {
        (None, None) => true,
        (Some(first), Some(second)) => same_schema(first, second),
        _ => false,
    }
}
