//! The public items of a client as data: what people who depend on it can name, one line an item.
//!
//! In: items, or the text of an `api.txt`. Out: the text, or the items. Must never know: how items are made, a schema.

mod read;
mod render;

#[cfg(test)]
mod tests;

pub use read::{Malformed, read_surface};
pub use render::render_surface;

use std::fmt;

use crate::diag::Pointer;

/// The file of a client that lists its public items, below `src`.
pub const SURFACE: &str = "api.txt";

/// A public item of a client.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PublicItem {
    /// Its path from the root of the crate, as its documentation shows it: `types::Pet::name`. Items that have no name of
    /// their own (`impl`) have the path of what they belong to.
    pub path: String,
    /// What kind of item it is.
    pub kind: ItemKind,
    /// Its type, its arguments, what it is the same as, or the trait.
    pub signature: String,
    /// Whether a request needs it.
    pub needed: Needed,
    /// Whether the compiler warns of its use.
    pub deprecated: bool,
    /// The features of Cargo without which it is not there: `+` between all that must be on, `/` between those of which one
    /// suffices. Empty where it is always there.
    pub feature: String,
    /// The place of the description that it comes from; the root where it is the generator's own.
    pub pointer: Pointer,
    /// What it is called on the wire, where the last piece of the pointer does not say it; else empty.
    pub wire: String,
}

impl PublicItem {
    /// What it is called on the wire, as far as the description names it.
    #[must_use]
    pub fn called(&self) -> String {
        if self.wire.is_empty() {
            self.pointer.tokens().last().unwrap_or_default()
        } else {
            self.wire.clone()
        }
    }

    /// The same item with what it is called on the wire.
    #[must_use]
    pub(crate) fn on_wire(mut self, wire: &str) -> Self {
        let is_said = self.pointer.tokens().last().is_some_and(|last| last == wire);
        self.wire = if is_said { String::new() } else { wire.to_owned() };
        self
    }
}

/// What kind of item it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKind {
    /// A module.
    Module,
    /// Another name for an item, that of a re-export.
    Reexport,
    /// A struct.
    Struct,
    /// An enum.
    Enum,
    /// Another name for a type.
    Alias,
    /// A public field.
    Field,
    /// A variant of an enum.
    Variant,
    /// A constant.
    Constant,
    /// A function or method.
    Function,
    /// The implementation of a trait that people use: `Default`, `From`.
    Implementation,
}

/// Whether a request needs what an item gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Needed {
    /// The item gives a request nothing, or nothing of its own.
    No,
    /// A request without it does not compile, or an answer always has it.
    Required,
    /// It may be missing.
    Optional,
    /// It gives all that is required at once.
    Whole,
    /// The item is an earlier name of another one.
    Former,
}

impl ItemKind {
    /// All kinds.
    pub const ALL: [Self; 10] = [
        Self::Module,
        Self::Reexport,
        Self::Struct,
        Self::Enum,
        Self::Alias,
        Self::Field,
        Self::Variant,
        Self::Constant,
        Self::Function,
        Self::Implementation,
    ];

    /// The word for it: Rust's own.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Module => "mod",
            Self::Reexport => "use",
            Self::Struct => "struct",
            Self::Enum => "enum",
            Self::Alias => "type",
            Self::Field => "field",
            Self::Variant => "variant",
            Self::Constant => "const",
            Self::Function => "fn",
            Self::Implementation => "impl",
        }
    }
}

impl Needed {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::No, Self::Required, Self::Optional, Self::Whole, Self::Former];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::No => "-",
            Self::Required => "required",
            Self::Optional => "optional",
            Self::Whole => "whole",
            Self::Former => "former",
        }
    }
}

impl fmt::Display for ItemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
