//! Gathering the candidates of a scope and telling what became of them.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Diagnostics, Pointer, code_table};
use crate::ir::Words;

use super::candidate::{Candidate, Choices, Scope};
use super::case::Case;
use super::ident::RustIdent;
use super::scope::{Moved, allocate};

/// The candidates of one scope, and where their names are to be distinct.
pub(super) struct Gathering<'a> {
    case: Case,
    what: &'static str,
    suffix: &'static str,
    taken: BTreeSet<String>,
    outer: Option<&'a BTreeSet<String>>,
    candidates: Vec<Candidate<'a>>,
    /// Where each candidate is written, for the reader.
    places: Vec<&'a Pointer>,
    quiet: bool,
}

impl<'a> Gathering<'a> {
    /// An empty scope for `what` (a plural, for the reader).
    pub(super) fn new(case: Case, what: &'static str, suffix: &'static str) -> Self {
        Self {
            case,
            what,
            suffix,
            taken: BTreeSet::new(),
            outer: None,
            candidates: Vec::new(),
            places: Vec::new(),
            quiet: false,
        }
    }

    /// Names that nobody gets.
    #[must_use]
    pub(super) fn taking<'n>(mut self, names: impl IntoIterator<Item = &'n str>) -> Self {
        self.taken.extend(names.into_iter().map(str::to_owned));
        self
    }

    /// Names that nobody gets, kept elsewhere.
    #[must_use]
    pub(super) fn beside(mut self, names: &'a BTreeSet<String>) -> Self {
        self.outer = Some(names);
        self
    }

    /// Says nothing about names that nobody writes.
    #[must_use]
    pub(super) fn quietly(mut self) -> Self {
        self.quiet = true;
        self
    }

    /// Adds a candidate.
    pub(super) fn add(
        &mut self,
        words: &'a Words,
        wire: Option<&'a str>,
        pointer: &'a Pointer,
        pinned: bool,
    ) {
        self.add_written_at(
            pointer,
            Candidate { words, wire, place: None, pointer, pinned, choices: Choices::Spelling },
        );
    }

    /// Adds a candidate that others of its name are told from by the word for its place.
    pub(super) fn add_placed(
        &mut self,
        words: &'a Words,
        (place, wire): (&'a str, &'a str),
        pointer: &'a Pointer,
        pinned: bool,
    ) {
        self.add_written_at(
            pointer,
            Candidate {
                words,
                wire: Some(wire),
                place: Some(place),
                pointer,
                pinned,
                choices: Choices::Spelling,
            },
        );
    }

    /// Adds a candidate that is called by where it stands.
    pub(super) fn add_standing(&mut self, words: &'a Words, pointer: &'a Pointer) {
        let choices = Choices::Place;
        self.add_written_at(
            pointer,
            Candidate { words, wire: None, place: None, pointer, pinned: false, choices },
        );
    }

    /// Adds a candidate that is named by one place and written at another, as a value in a list.
    pub(super) fn add_written_at(&mut self, place: &'a Pointer, candidate: Candidate<'a>) {
        self.candidates.push(candidate);
        self.places.push(place);
    }

    /// Names all candidates, in their order.
    pub(super) fn name(self, diagnostics: &mut Diagnostics) -> Vec<RustIdent> {
        let scope = Scope { case: self.case, taken: &self.taken, outer: self.outer, suffix: self.suffix };
        let (names, moved) = allocate(&scope, &self.candidates);
        if !self.quiet {
            for moved in &moved {
                self.report(moved, &names, diagnostics);
            }
        }
        names
    }

    fn report(&self, moved: &Moved, names: &[RustIdent], diagnostics: &mut Diagnostics) {
        let place = self.places[moved.candidate];
        let name = names[moved.candidate].as_str();
        let (code, message) = if moved.reserved {
            (
                &code_table::names::N601,
                format!("`{}` is taken among {}; this is called `{name}`", moved.wanted, self.what),
            )
        } else {
            (
                &code_table::names::N602,
                format!("several {} would be called `{}`; this one is `{name}`", self.what, moved.wanted),
            )
        };
        diagnostics.push(Diagnostic::new(code, place, message).at_key());
    }
}
