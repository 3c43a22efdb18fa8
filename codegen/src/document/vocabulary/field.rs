//! What is said of a field.

use crate::normalize::positions::Part;

/// The versions that have a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) struct Versions(u8);

pub(super) const V20: Versions = Versions(1);
pub(super) const V30: Versions = Versions(2);
pub(super) const V31: Versions = Versions(4);
pub(super) const V32: Versions = Versions(8);
/// All that are called OpenAPI.
pub(super) const OPENAPI: Versions = V30.and(V31).and(V32);
pub(super) const ALL: Versions = OPENAPI.and(V20);
pub(super) const SINCE_31: Versions = V31.and(V32);

impl Versions {
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether one of the other versions is among them.
    pub(in crate::document) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// What becomes of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) enum Fate {
    /// The client is made by it: its code, or its documentation.
    Used,
    /// It is known and changes nothing; where that may matter, a note says so.
    Noted,
    /// What it describes is left out or loses something, which a warning says.
    Refused,
}

/// A field of an object.
pub(in crate::document) struct Field {
    pub(super) name: &'static str,
    pub(super) versions: Versions,
    pub(super) fate: Fate,
    /// What there is to add; empty where the fate says it all.
    pub(super) remark: &'static str,
}

pub(super) const fn used(name: &'static str, versions: Versions) -> Field {
    Field { name, versions, fate: Fate::Used, remark: "" }
}

pub(super) const fn noted(name: &'static str, versions: Versions, remark: &'static str) -> Field {
    Field { name, versions, fate: Fate::Noted, remark }
}

pub(super) const fn refused(name: &'static str, versions: Versions, remark: &'static str) -> Field {
    Field { name, versions, fate: Fate::Refused, remark }
}

impl Field {
    pub(super) const fn with(mut self, remark: &'static str) -> Self {
        self.remark = remark;
        self
    }
}

/// An object of a description.
pub(in crate::document) struct Object {
    /// What it is called in a sentence.
    pub(in crate::document) name: &'static str,
    /// What it is called where the specification has a name for it.
    pub(super) title: &'static str,
    /// Where it stands, if that is a place that descriptions are walked by.
    pub(in crate::document) part: Option<Part>,
    pub(super) fields: &'static [Field],
}

impl Object {
    /// The names of the fields that OpenAPI has; those of Swagger 2.0 alone have other names by the time they are looked at.
    pub(in crate::document) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.fields.iter().filter(|field| field.versions.has(OPENAPI)).map(|field| field.name)
    }

    /// Whether a field is one of them.
    pub(in crate::document) fn has(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }
}
