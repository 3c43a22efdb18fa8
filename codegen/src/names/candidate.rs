//! What wants a name, and where names must be distinct.

use std::collections::BTreeSet;

use crate::diag::Pointer;
use crate::ir::Words;

use super::case::Case;

/// Something that wants a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'a> {
    /// What it is called.
    pub(super) words: &'a Words,
    /// What it is called on the wire, where that is another text.
    pub(super) wire: Option<&'a str>,
    /// A word that tells it from others of its name: `query`.
    pub(super) place: Option<&'a str>,
    /// Where it stands.
    pub(super) pointer: &'a Pointer,
    /// Whether it wins against what is not pinned.
    pub(super) pinned: bool,
    /// What else it can be called, better first, and whether the words themselves are such a choice.
    pub(super) choices: Choices<'a>,
}

/// What a candidate can be called beside its words.
#[derive(Clone, Copy, Debug)]
pub(super) enum Choices<'a> {
    /// What its words, its wire text and its place give.
    Spelling,
    /// These words, before spellings of its own.
    First(&'a Words),
    /// Nothing gave it a name: it is called by where it stands, by as few words as tell it from others.
    Place,
}

/// Where names must be distinct, and how they are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope<'a> {
    /// How names are written.
    pub(super) case: Case,
    /// Names that are taken already.
    pub(super) taken: &'a BTreeSet<String>,
    /// More of them, shared with other scopes.
    pub(super) outer: Option<&'a BTreeSet<String>>,
    /// What a name gets that is taken: `Option` becomes `OptionValue`.
    pub(super) suffix: &'static str,
}

impl Scope<'_> {
    /// Whether nobody gets this name.
    pub(super) fn is_taken(&self, name: &str) -> bool {
        self.taken.contains(name) || self.outer.is_some_and(|outer| outer.contains(name))
    }
}
