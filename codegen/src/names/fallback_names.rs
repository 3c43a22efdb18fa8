//! The names that one thing can have, best first.
//!
//! Each is made from the thing's own words, wire text and pointer and from nothing else, so that what a thing is
//! called never depends on the order of the description. The last ones carry a digest and are its own alone.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};
use unicode_ident::is_xid_start;

use crate::ir::{Detail, split_text};

use super::candidate::{Candidate, Choices, Scope};
use super::case::{Case, join};
use super::ident::{LONGEST, RustIdent};
use super::reserved::is_unrawable;
use super::shorten::{LONGEST_STANDING, choices, shortest};

const KEPT: usize = 80;

/// All names of a candidate, best first; never empty.
pub(super) fn fallback_names(candidate: &Candidate<'_>, scope: &Scope<'_>) -> Vec<RustIdent> {
    let case = scope.case;
    if matches!(candidate.choices, Choices::Place) {
        return standing_names(candidate, scope);
    }
    let letters = words_of(candidate.words.parts(), Detail::Letters);
    let mut names = Rungs { candidate, case, done: Vec::with_capacity(8) };
    let plain = join(&prefixed(&letters, "N"), case);
    names.push(&plain);
    if case == Case::Snake && is_unrawable(&plain) {
        // The same wherever a value is called so: `self_` is the member, its setter and the parameter.
        names.push(&suffixed(&plain, "", case));
    } else if names.done.is_empty() || scope.is_taken(&plain) {
        names.push(&suffixed(&plain, scope.suffix, case));
    } else {
        names.again();
    }
    if let Choices::First(words) = candidate.choices {
        names.push(&join(&prefixed(&words_of(words.parts(), Detail::Letters), "N"), case));
    }
    if letters.first().is_some_and(|word| !word.starts_with(is_xid_start)) {
        let mut spelled = vec!["Number".to_owned()];
        spelled.extend(letters.iter().cloned());
        names.push(&join(&spelled, case));
    } else {
        names.again();
    }
    if let Some(place) = candidate.place {
        let mut placed = letters.clone();
        placed.push(place.to_owned());
        names.push(&join(&prefixed(&placed, "N"), case));
    } else {
        names.again();
    }
    let symbols = words_of(candidate.words.parts(), Detail::Symbols);
    names.push(&join(&prefixed(&symbols, "N"), case));
    if let Some(mark) = case_mark(candidate.words.parts()) {
        let mut marked = symbols;
        marked.push(mark.to_owned());
        names.push(&join(&prefixed(&marked, "N"), case));
    } else {
        names.again();
    }
    if case == Case::Pascal {
        names.push(&as_written(candidate.words.parts()));
    }
    if let Some(text) = candidate.wire {
        names.push(&join(&prefixed(&split_or_empty(text, Detail::Letters), "N"), case));
        names.push(&join(&prefixed(&split_or_empty(text, Detail::Symbols), "N"), case));
    } else {
        names.again();
        names.again();
    }
    let context: Vec<String> = candidate.pointer.tokens().filter(|token| !is_structure(token)).collect();
    names.push(&join(&prefixed(&words_of(&context, Detail::Letters), "N"), case));
    names.push_digests(&letters);
    names.done
}

/// Names of what is called by where it stands: by its own words, by fewer where they are many, by more where others want
/// the same name. Signs have no names here, and neither has how a description is built.
fn standing_names(candidate: &Candidate<'_>, scope: &Scope<'_>) -> Vec<RustIdent> {
    let case = scope.case;
    let mut names = Rungs { candidate, case, done: Vec::with_capacity(16) };
    let spelled = |parts: &[String]| join(&prefixed(&words_of(parts, Detail::Letters), "N"), case);
    let whole = spelled(&candidate.words.whole());
    let with_suffix = suffixed(&whole, scope.suffix, case);
    for choice in choices(candidate.words, |parts| spelled(parts).chars().count()) {
        let name = spelled(&choice);
        if !scope.is_taken(&name) {
            names.push(&name);
        }
        if name == whole || scope.is_taken(&name) {
            names.push(&suffixed(&name, scope.suffix, case));
        }
    }
    names.push(&with_suffix);
    names.push(&spelled(candidate.words.parts()));
    let digest = candidate.digest();
    for length in [8, 64] {
        let mut marked = words_of(&shortest(candidate.words), Detail::Letters);
        marked.push(format!("x{}", digest.get(..length).unwrap_or(&digest)));
        names.push_cut(&join(&prefixed(&marked, "N"), case), length + 1);
    }
    names.done
}

/// The best name alone, which is all that most things need.
pub(super) fn first_name(candidate: &Candidate<'_>, scope: &Scope<'_>) -> Option<RustIdent> {
    if let [text] = candidate.words.parts()
        && text.len() <= LONGEST
        && is_snake(text)
    {
        // Most names of members are spelled so already; splitting and joining them would give the same.
        match scope.case {
            Case::Snake | Case::File => return RustIdent::new(text),
            Case::Screaming => return RustIdent::new(&text.to_ascii_uppercase()),
            Case::Pascal => {}
        }
    }
    let letters = words_of(candidate.words.parts(), Detail::Letters);
    let name = join(&prefixed(&letters, "N"), scope.case);
    let by_place = matches!(candidate.choices, Choices::Place);
    if by_place && scope.is_taken(&name) {
        return None;
    }
    let longest = if by_place { LONGEST_STANDING } else { LONGEST };
    (name.chars().count() <= longest).then(|| RustIdent::new(&name)).flatten()
}

/// Whether the text is words of small letters and digits with one `_` between them.
fn is_snake(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && !text.ends_with('_')
        && !text.contains("__")
        && text.bytes().all(|byte| byte == b'_' || byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

struct Rungs<'a> {
    candidate: &'a Candidate<'a>,
    case: Case,
    done: Vec<RustIdent>,
}

impl Rungs<'_> {
    /// What is left where nothing that people wrote tells a name apart.
    fn push_digests(&mut self, letters: &[String]) {
        for length in [8, 32, 64] {
            let digest = self.candidate.digest();
            let mut marked = letters.to_vec();
            marked.push(format!("x{}", digest.get(..length).unwrap_or(&digest)));
            let name = join(&prefixed(&marked, "N"), self.case);
            self.push_cut(&name, length + 1);
        }
    }

    fn push(&mut self, name: &str) {
        self.push_cut(name, 0);
    }

    /// Adds a name; one that is too long keeps its beginning and its last `tail` characters.
    fn push_cut(&mut self, name: &str, tail: usize) {
        let length = name.chars().count();
        let name = if length > LONGEST + tail {
            let start: String = name.chars().take(KEPT).collect();
            let digest = self.candidate.digest();
            let mark = if tail == 0 {
                digest[..8].to_owned()
            } else {
                name.chars().skip(length - tail + 1).collect()
            };
            match self.case {
                Case::Pascal => format!("{start}X{mark}"),
                Case::Snake | Case::File => format!("{}_x{mark}", start.trim_end_matches('_')),
                Case::Screaming => format!("{}_X{}", start.trim_end_matches('_'), mark.to_uppercase()),
            }
        } else {
            name.to_owned()
        };
        match RustIdent::new(&name) {
            Some(ident) => self.done.push(ident),
            None => self.again(),
        }
    }

    /// Stays on the name: a rung that says nothing about this candidate. Rungs of two candidates thus correspond.
    fn again(&mut self) {
        self.done.extend(self.done.last().cloned());
    }
}

impl Candidate<'_> {
    /// What no other candidate has: a digest of all that the name can come from.
    fn digest(&self) -> String {
        let mut hasher = Sha256::new();
        for part in self.words.parts() {
            hasher.update(part.as_bytes());
            hasher.update([0]);
        }
        hasher.update([1]);
        hasher.update(self.wire.unwrap_or_default().as_bytes());
        hasher.update([2]);
        hasher.update(self.pointer.as_str().as_bytes());
        let mut digest = String::with_capacity(64);
        for byte in hasher.finalize() {
            let _ = write!(digest, "{byte:02x}");
        }
        digest
    }
}

/// The words of all parts; a name of symbols alone shows its symbols, and an empty one says so.
fn words_of(parts: &[String], detail: Detail) -> Vec<String> {
    let words: Vec<String> = parts.iter().flat_map(|part| split_text(part, detail)).collect();
    if !words.is_empty() {
        return words;
    }
    let symbols: Vec<String> = parts.iter().flat_map(|part| split_text(part, Detail::Symbols)).collect();
    if symbols.is_empty() { vec!["Empty".to_owned()] } else { symbols }
}

fn split_or_empty(text: &str, detail: Detail) -> Vec<String> {
    words_of(std::slice::from_ref(&text.to_owned()), detail)
}

/// The words, the first one preceded by `prefix` where an identifier cannot start with it.
fn prefixed(words: &[String], prefix: &str) -> Vec<String> {
    let mut words = words.to_vec();
    if let Some(first) = words.first_mut()
        && !first.starts_with(is_xid_start)
    {
        first.insert_str(0, prefix);
    }
    words
}

fn suffixed(plain: &str, suffix: &str, case: Case) -> String {
    match case {
        Case::Pascal => format!("{plain}{suffix}"),
        Case::Snake | Case::File => format!("{plain}_{}", suffix.to_lowercase()),
        Case::Screaming => format!("{plain}_{}", suffix.to_uppercase()),
    }
}

/// The words with their capitals: `BCCArchive` beside `bccArchive`.
fn as_written(parts: &[String]) -> String {
    let mut name = String::new();
    for word in words_of(parts, Detail::Letters) {
        let mut characters = word.chars();
        name.extend(characters.next().into_iter().flat_map(char::to_uppercase));
        name.push_str(characters.as_str());
    }
    if name.starts_with(is_xid_start) { name } else { format!("N{name}") }
}

/// How the letters are written, where that is all that tells two texts apart.
fn case_mark(parts: &[String]) -> Option<&'static str> {
    let mut cases =
        parts.iter().flat_map(|part| part.chars()).filter(|c| c.is_uppercase() || c.is_lowercase());
    let first = cases.next()?.is_uppercase();
    let mixed = cases.any(|character| character.is_uppercase() != first);
    Some(if mixed {
        "MixedCase"
    } else if first {
        "Uppercase"
    } else {
        "Lowercase"
    })
}

/// Members of a description that say how it is built and nothing about what it describes.
fn is_structure(token: &str) -> bool {
    matches!(
        token,
        "paths"
            | "components"
            | "schemas"
            | "schema"
            | "properties"
            | "content"
            | "application/json"
            | "definitions"
            | "$defs"
            | "parameters"
            | "responses"
            | "requestBodies"
    )
}
