//! The vocabulary: each field of a description, in which versions it is one, and what becomes of it.
//!
//! In: nothing. Out: the table by which misspelled fields are found, and which `docs/keywords.md` shows.
//! Must never know: how a field is read; what is said here is held by tests of those who read it.

mod field;
mod openapi;
mod page;
mod schema;

pub use page::render_keywords;

pub(super) use self::field::Object;
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

#[cfg(test)]
mod tests;
