//! Gathering the candidates of a scope and telling what became of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Diagnostics, Pointer, code_table};
use crate::ir::Words;

use super::candidate::{Candidate, Choices, Scope};
use super::case::Case;
use super::ident::RustIdent;
use super::scope::{Moved, allocate};

/// No name of ours is longer.
const LONGEST_KNOWN: usize = 200;

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
    /// The name that each candidate had before, where it had one.
    known: Vec<Option<RustIdent>>,
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
            known: Vec::new(),
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
        self.known.push(None);
    }

    /// The name that the last candidate had before and keeps, unless it is not one, is taken, or another had it, too.
    pub(super) fn keep(&mut self, name: Option<&str>) {
        if let Some(last) = self.known.last_mut() {
            *last = name.and_then(|name| known_name(name, self.case));
        }
    }

    /// Names all candidates, in their order.
    pub(super) fn name(mut self, diagnostics: &mut Diagnostics) -> Vec<RustIdent> {
        if self.known.iter().any(Option::is_some) {
            let mut names = self.name_beside_known(diagnostics);
            let scope = Scope { case: self.case, taken: &self.taken, outer: self.outer, suffix: self.suffix };
            self.choose(&scope, &mut names);
            return names;
        }
        let scope = Scope { case: self.case, taken: &self.taken, outer: self.outer, suffix: self.suffix };
        let (mut names, moved) = allocate(&scope, &self.candidates);
        self.choose(&scope, &mut names);
        if !self.quiet {
            for moved in &moved {
                self.report(moved, &names, diagnostics);
            }
        }
        names
    }

    /// Who had a name keeps it; the others are named as if nobody else were there and those names were taken.
    fn name_beside_known(&mut self, diagnostics: &mut Diagnostics) -> Vec<RustIdent> {
        let mut wanted: BTreeMap<&str, usize> = BTreeMap::new();
        for known in self.known.iter().flatten() {
            *wanted.entry(known.as_str()).or_default() += 1;
        }
        let is_taken =
            |name: &str| self.taken.contains(name) || self.outer.is_some_and(|outer| outer.contains(name));
        let kept: Vec<Option<RustIdent>> = self
            .known
            .iter()
            .map(|known| {
                known.clone().filter(|name| wanted.get(name.as_str()) == Some(&1) && !is_taken(name.as_str()))
            })
            .collect();
        let names = kept.iter().flatten().map(|name| name.as_str().to_owned());
        let mut others = Self::new(self.case, self.what, self.suffix);
        others.taken = self.taken.iter().cloned().chain(names).collect();
        others.outer = self.outer;
        others.quiet = self.quiet;
        for ((candidate, place), _) in
            self.candidates.iter().zip(&self.places).zip(&kept).filter(|(_, kept)| kept.is_none())
        {
            others.add_written_at(place, *candidate);
        }
        let mut others = others.name(diagnostics).into_iter();
        kept.into_iter().filter_map(|kept| kept.or_else(|| others.next())).collect()
    }

    /// Puts identifiers that somebody has chosen in the place of others, wherever they are free. Nothing else gets another name
    /// by that: what was called so before stays so.
    fn choose(&self, scope: &Scope<'_>, names: &mut [RustIdent]) {
        let chosen = |candidate: &Candidate<'_>| candidate.words.chosen().and_then(RustIdent::new);
        let chosen: Vec<Option<RustIdent>> = self.candidates.iter().map(chosen).collect();
        if chosen.iter().all(Option::is_none) {
            return;
        }
        let mut holders: BTreeMap<&str, usize> = BTreeMap::new();
        for (chosen, name) in chosen.iter().zip(&*names) {
            *holders.entry(chosen.as_ref().unwrap_or(name).as_str()).or_default() += 1;
        }
        let is_free =
            |name: &RustIdent| !scope.is_taken(name.as_str()) && holders.get(name.as_str()) == Some(&1);
        let chosen: Vec<Option<RustIdent>> = chosen.iter().map(|name| name.clone().filter(is_free)).collect();
        for (name, chosen) in names.iter_mut().zip(chosen) {
            if let Some(chosen) = chosen {
                *name = chosen;
            }
        }
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

/// A name of before that may be one now: a list of items is as little to be trusted as a description.
fn known_name(text: &str, case: Case) -> Option<RustIdent> {
    let is_short = text.chars().count() <= LONGEST_KNOWN;
    // Files are told apart by their letters on some systems and not on others, and have names in ASCII.
    let is_cased = case != Case::File || (text.is_ascii() && text.to_lowercase() == text);
    RustIdent::new(text).filter(|ident| is_short && is_cased && ident.as_str() == text)
}
