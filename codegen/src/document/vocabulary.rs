//! The vocabulary: each field of a description, in which versions it is one, and what becomes of it.
//!
//! In: nothing. Out: the table by which misspelled fields are found, and objects in the place of others, and which
//! `docs/keywords.md` shows.
//! Must never know: how a field is read; what is said here is held by tests of those who read it.

mod field;
mod openapi;
mod page;
mod schema;

pub use page::render_keywords;

use self::field::Field;
pub(super) use self::field::Object;
use crate::load::Node;
use crate::normalize::positions::Part;

/// The objects whose fields are compared with what is written.
pub(super) fn compared() -> impl Iterator<Item = &'static Object> {
    openapi::OBJECTS.iter().filter(|object| object.part.is_some() || matches!(object.title, "Info" | "Tag"))
}

/// The object that a part is.
pub(super) fn object_of(part: Part) -> Option<&'static Object> {
    openapi::OBJECTS.iter().find(|object| object.part == Some(part))
}

/// The object of this name.
pub(super) fn named(title: &str) -> Option<&'static Object> {
    openapi::OBJECTS.iter().find(|object| object.title == title)
}

/// What an object is that has fields of another kind, and none but of that: `a schema` in the place of an operation.
pub(super) fn mistaken_for(part: Part, node: &Node) -> Option<&'static str> {
    let own = object_of(part)?;
    let keys: Vec<&str> =
        node.as_map()?.iter().map(|(key, _)| key.as_str()).filter(|key| !key.starts_with("x-")).collect();
    let are_of = |fields: &[Field]| keys.iter().all(|key| fields.iter().any(|field| field.name == *key));
    if are_of(own.fields) {
        return None;
    }
    if are_of(schema::KEYWORDS) {
        return Some("a schema");
    }
    let fitting = openapi::OBJECTS.iter().filter(|object| are_of(object.fields));
    fitting.min_by_key(|object| object.fields.len()).map(|object| object.name)
}

#[cfg(test)]
mod tests;
