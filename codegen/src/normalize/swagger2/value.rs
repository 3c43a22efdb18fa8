//! The value of a parameter, a header or a member of a form.

use crate::load::{Map, Node};

/// A schema with at most so many values is copied to where a shared parameter is used; a larger one is referred to.
pub(super) const SMALL: usize = 64;
/// What is said of a parameter, and not of its value.
pub(super) const OF_PARAMETER: [&str; 14] = [
    "name",
    "in",
    "description",
    "required",
    "deprecated",
    "allowEmptyValue",
    "allowReserved",
    "style",
    "explode",
    "collectionFormat",
    "schema",
    "content",
    "example",
    "examples",
];

/// The style that OpenAPI 3 has for a format.
pub(super) fn query_style(format: &str) -> Option<&'static str> {
    match format {
        "ssv" => Some("spaceDelimited"),
        "pipes" => Some("pipeDelimited"),
        _ => None,
    }
}

/// Whether the value is an array.
pub(super) fn is_array(members: &Map) -> bool {
    let of_schema = members.get("schema").and_then(|schema| schema.get("type"));
    let kind = members.get("type").or(of_schema).and_then(Node::as_str);
    kind == Some("array") || (kind.is_none() && members.contains_key("items"))
}

/// The keywords of the value of a parameter or header.
pub(super) fn value_schema(members: &Map) -> Node {
    let is_keyword = |key: &str| {
        !OF_PARAMETER.contains(&key) && !key.starts_with("x-")
            || key.starts_with("x-enum")
            || key == "x-nullable"
    };
    let keywords = members.iter().filter(|(key, _)| is_keyword(key));
    Node::Map(keywords.map(|(key, value)| (key.clone(), value.clone())).collect())
}
