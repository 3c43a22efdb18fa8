//! The rules: what can change, and what that does.

use super::verdict::{Source, Wire};

/// A kind of change.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name: stable, in words.
    pub id: &'static str,
    /// What changes.
    pub area: Area,
    /// The change in a line.
    pub title: &'static str,
    /// What becomes of published clients that send it.
    pub sent: Wire,
    /// What becomes of published clients that read it.
    pub read: Wire,
    /// What it does to source at the worst. What it does here, the public items of both clients say.
    pub source: Source,
    /// The reason, in a sentence.
    pub why: &'static str,
    /// What a user of the client does about it.
    pub remedy: &'static str,
    /// A change of the kind.
    pub example: Example,
}

/// A change of the description that all examples share (`docs/changes.md`): what stands at a place before and after.
#[derive(Debug, PartialEq, Eq)]
pub struct Example {
    /// The JSON pointer of the place.
    pub at: &'static str,
    /// What stands there before, as YAML of one line; empty for nothing.
    pub old: &'static str,
    /// What stands there afterwards.
    pub new: &'static str,
}

/// What changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// Operations.
    Operations,
    /// Parameters.
    Parameters,
    /// Request bodies.
    Bodies,
    /// Responses.
    Responses,
    /// Security and servers.
    Access,
    /// Members of objects.
    Members,
    /// Types, formats, lists of values, limits.
    Values,
    /// Unions.
    Unions,
    /// Public items of the client.
    Items,
}

impl Area {
    /// All areas, in the order of the documentation.
    pub const ALL: [Self; 9] = [
        Self::Operations,
        Self::Parameters,
        Self::Bodies,
        Self::Responses,
        Self::Access,
        Self::Members,
        Self::Values,
        Self::Unions,
        Self::Items,
    ];

    /// Its heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Operations => "Operations",
            Self::Parameters => "Parameters",
            Self::Bodies => "Request bodies",
            Self::Responses => "Responses",
            Self::Access => "Security and servers",
            Self::Members => "Members of objects",
            Self::Values => "Types and values",
            Self::Unions => "Unions",
            Self::Items => "Public items",
        }
    }
}

/// Declares the rules of an area, and a table of them.
macro_rules! rules {
    ($area:ident; $($(#[$docs:meta])* $name:ident: $id:literal, $title:literal, sent $sent:ident, read $read:ident, source $source:ident,
        why $why:literal, remedy $remedy:literal, at $at:literal, old $old:literal, new $new:literal;)+) => {
        $(
            pub(in crate::change) static $name: crate::change::rule::Rule = crate::change::rule::Rule {
                id: $id,
                area: crate::change::rule::Area::$area,
                title: $title,
                sent: crate::change::verdict::Wire::$sent,
                read: crate::change::verdict::Wire::$read,
                source: crate::change::verdict::Source::$source,
                why: $why,
                remedy: $remedy,
                example: crate::change::rule::Example { at: $at, old: $old, new: $new },
            };
        )+

        pub(super) static TABLE: &[&crate::change::rule::Rule] = &[$(&$name),+];
    };
}
pub(super) use rules;
