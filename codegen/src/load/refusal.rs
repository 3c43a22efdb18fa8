//! Why a text is not read, whichever of both languages it is in.
//!
//! In: what was exceeded, or a text with keys that stand twice. Out: diagnostics.
//! Must never know: how a text is read.

use crate::diag::code_table::load as codes;
use crate::diag::{Diagnostic, Diagnostics, FileId, Place, Pointer};

use super::budget::Budgets;
use super::outline::Outline;
use super::visitor::Exceeded;

/// What to do about too many values, and about a text that is too long.
pub(super) const RAISE_NODES: &str =
    "split the description, or raise the limit with `--budget nodes=NUMBER` if it is yours";
pub(super) const RAISE_SCALAR: &str =
    "link to long examples, or raise the limit with `--budget scalar=NUMBER` if the file is yours";
/// What to do about a key that is too long, and about a list or a map that is too wide.
const RAISE_KEY: &str =
    "shorten the path or the name, or raise the limit with `--budget key=NUMBER` if the description is yours";
const RAISE_WIDTH: &str = "link to a list of that length instead, or raise the limit with `--budget width=NUMBER` if the description is yours";

/// The diagnostic for a description that is too deep or too large.
pub(super) fn over_budget(exceeded: Exceeded, place: Place, budgets: &Budgets) -> Diagnostic {
    match exceeded {
        Exceeded::Depth => Diagnostic::in_file(
            &codes::E108,
            place,
            format!("maps and lists are nested more than {} deep here", budgets.depth()),
        )
        .with_help("no API needs that; if an example does, move it out of the description"),
        Exceeded::Nodes => Diagnostic::in_file(
            &codes::E109,
            place,
            format!("the description contains more than {} values", budgets.nodes),
        )
        .with_help(RAISE_NODES),
        Exceeded::Width => Diagnostic::in_file(
            &codes::E115,
            place,
            format!("a list or a map contains more than {} values", budgets.width),
        )
        .with_help(RAISE_WIDTH),
        Exceeded::Scalar(length) => Diagnostic::in_file(
            &codes::E111,
            place,
            format!("a string of {length} bytes; the limit is {}", budgets.scalar),
        )
        .with_help(RAISE_SCALAR),
        Exceeded::Key(length) => Diagnostic::in_file(
            &codes::E116,
            place,
            format!("a key of {length} bytes; the limit is {}", budgets.key),
        )
        .with_help(RAISE_KEY),
    }
}

/// The diagnostic for more documentation pages, or files, than a list may have entries: each of them is a description.
pub(super) fn too_many_descriptions(file: FileId, budgets: &Budgets) -> Diagnostic {
    let place = Place::new(file, Pointer::root()).with_range(0..0);
    let message = format!("the sources up to this one contain more than {} descriptions", budgets.width);
    Diagnostic::in_file(&codes::E115, place, message).with_help(
        "pass the pages of one API only, or raise the limit with `--budget width=NUMBER` if the pages are yours",
    )
}

/// Reports every key that appears twice, with both places.
pub(super) fn report_duplicates(text: &str, file: FileId, diagnostics: &mut Diagnostics) {
    const MOST: usize = 50;
    let duplicates = Outline::of(text).duplicates();
    if duplicates.is_empty() {
        let place = Place::new(file, Pointer::root());
        diagnostics.push(Diagnostic::in_file(
            &codes::E101,
            place,
            "a map in this file has the same key twice",
        ));
    }
    for duplicate in duplicates.into_iter().take(MOST) {
        let at = Place::new(file, duplicate.pointer.clone()).with_range(duplicate.second);
        let first = Place::new(file, duplicate.pointer).with_range(duplicate.first);
        let message = format!("the key `{}` appears twice in one map", duplicate.key);
        diagnostics.push(
            Diagnostic::in_file(&codes::E101, at, message)
                .with_related_place(first, "first defined here")
                .with_help("keep one of them; most parsers silently keep the last one, some the first"),
        );
    }
}
