//! What the generator has to say about a description.
//!
//! In: findings of any room. Out: diagnostics with a code, a place and a remedy, rendered for people or tools.
//! Must never know: what a schema or an operation is.

use std::collections::BTreeMap;

mod closest;
mod code;
mod codes;
mod located;
mod place;
mod pointer;
mod render;
mod visible;

pub use closest::closest;
pub use code::{Code, Fault, Severity};
pub use codes::{RETIRED, RetiredCode, all_codes, find_code, find_retired};
pub use located::{Excerpt, Located, Spot, sort_located};
pub use place::{FileId, Place};
pub use pointer::Pointer;
pub(crate) use pointer::unescaped;
pub use render::{
    Style, github_message, github_property, render_github, render_json, render_sarif, render_text, sarif_log,
    uri,
};
pub(crate) use visible::{has_hidden, is_plain};
pub use visible::{is_hidden, visible_json, visible_line, visible_lines};

pub mod code_table {
    //! The codes of each room, by room.
    pub use super::codes::{document, load, lower, memory, names, normalize, output, schema, select};
}

/// One finding about the description.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Which rule was broken; decides the severity unless the configuration says otherwise.
    pub code: &'static Code,
    /// What is the matter with this very place, in the reader's words.
    pub message: String,
    /// Where: a JSON pointer into the normalised description.
    pub pointer: Pointer,
    /// What to do about it, where there is something better to say than the code's remedy.
    pub help: Option<String>,
    /// Other places that belong to the finding, each with what it is.
    pub related: Vec<(Pointer, String)>,
    /// Where in an input file, for findings that are made before the description is one; wins over `pointer`.
    pub place: Option<Place>,
    /// Other places in input files.
    pub related_places: Vec<(Place, String)>,
    /// Whether the finding is about the key under which the value stands, where there is one.
    pub about_key: bool,
}

impl Diagnostic {
    /// A finding at `pointer`.
    #[must_use]
    pub fn new(code: &'static Code, pointer: &Pointer, message: impl Into<String>) -> Self {
        Self {
            code,
            message: bounded(message.into()),
            pointer: pointer.clone(),
            help: None,
            related: Vec::new(),
            place: None,
            related_places: Vec::new(),
            about_key: false,
        }
    }

    /// A finding at a place of an input file.
    #[must_use]
    pub fn in_file(code: &'static Code, place: Place, message: impl Into<String>) -> Self {
        let mut found = Self::new(code, &place.pointer, message);
        found.place = Some(place);
        found
    }

    /// Says that the finding is about the key: a name that is unknown, misspelled or had to be changed.
    #[must_use]
    pub fn at_key(mut self) -> Self {
        self.about_key = true;
        self
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(bounded(help.into()));
        self
    }

    /// Adds another place that belongs to the finding.
    #[must_use]
    pub fn with_related(mut self, pointer: &Pointer, what: impl Into<String>) -> Self {
        self.related.push((pointer.clone(), bounded(what.into())));
        self
    }

    /// Adds another place of an input file that belongs to the finding.
    #[must_use]
    pub fn with_related_place(mut self, place: Place, what: impl Into<String>) -> Self {
        self.related_places.push((place, bounded(what.into())));
        self
    }
}

/// A text that people can still read: messages quote what a description says, which may be megabytes, for each finding.
fn bounded(text: String) -> String {
    const MOST: usize = 2000;
    const LAST: usize = 300;
    if text.len() <= MOST {
        return text;
    }
    let border = |from: usize| (from..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let (first, last) = (border(MOST - LAST), border(text.len() - LAST));
    format!("{} … ({} bytes left out) … {}", &text[..first], last - first, &text[last..])
}

/// Collects the findings of a run; every room writes here and none reads.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    /// Which of them are about a place, so that looking for a repetition stays cheap with thousands of findings.
    by_pointer: BTreeMap<Pointer, Vec<usize>>,
}

impl Diagnostics {
    /// An empty collection.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding; the same code at the same pointer with the same message is kept once.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let same_place = self.by_pointer.entry(diagnostic.pointer.clone()).or_default();
        if !same_place.iter().any(|known| self.found[*known] == diagnostic) {
            same_place.push(self.found.len());
            self.found.push(diagnostic);
        }
    }

    /// Adds the findings of another collection behind its own.
    pub fn append(&mut self, other: Self) {
        other.found.into_iter().for_each(|found| self.push(found));
    }

    /// Adds a finding that needs neither help nor related places.
    pub fn report(&mut self, code: &'static Code, pointer: &Pointer, message: impl Into<String>) {
        self.push(Diagnostic::new(code, pointer, message));
    }

    /// Forgets everything but errors that stands at one of these places, or below it.
    pub fn forget_below(&mut self, is_gone: impl Fn(&Pointer) -> bool) {
        let gone = |found: &Diagnostic| {
            let mut places = std::iter::successors(Some(found.pointer.clone()), Pointer::parent);
            found.code.severity != Severity::Error
                && found.place.is_none()
                && places.any(|place| is_gone(&place))
        };
        let found = std::mem::take(self).found;
        found.into_iter().filter(|found| !gone(found)).for_each(|found| self.push(found));
    }

    /// Whether a finding refuses the input as a whole.
    #[must_use]
    pub fn refused(&self) -> bool {
        self.found.iter().any(|found| found.code.severity == Severity::Error)
    }

    /// The findings in the order in which they were made.
    #[must_use]
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.found
    }

    /// Takes the findings out.
    #[must_use]
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.found
    }
}
