//! Types, null and lists.

use std::collections::BTreeSet;

use crate::schema::JsonKind;

use super::super::changes::{Side, Use};
use super::super::rules::values as rules;
use super::{Comparison, View};

impl Comparison<'_> {
    /// Null, where no member says whether it may be missing: see `members` for those.
    pub(super) fn nullability(&mut self, old: &View, new: &View, used: Use, what: &str) {
        if old.nullable == new.nullable || what.starts_with("the field") {
            return;
        }
        let rule = if new.nullable { &rules::NULLABLE } else { &rules::NO_LONGER_NULLABLE };
        self.changes.note(rule, used, what, Side::at(&old.at), Side::at(&new.at));
    }

    /// Whether both are of the same types, so that the rest can be compared.
    pub(super) fn kinds(&mut self, old: &View, new: &View, used: Use, what: &str) -> bool {
        if old.never != new.never {
            let rule = if new.never { &rules::TYPE_NARROWED } else { &rules::TYPE_WIDENED };
            self.changes.note(rule, used, what, side(old), side(new));
            return false;
        }
        if old.kinds == new.kinds {
            return true;
        }
        let rule = match (covers(&new.kinds, &old.kinds), covers(&old.kinds, &new.kinds)) {
            (true, true) => return true,
            (true, false) => &rules::TYPE_WIDENED,
            (false, true) => &rules::TYPE_NARROWED,
            (false, false) => &rules::TYPE_CHANGED,
        };
        self.changes.note(rule, used, what, side(old), side(new));
        false
    }

    /// The items of lists, and their places where each has its own.
    pub(super) fn items(&mut self, old: &View, new: &View, used: Use, what: &str) {
        if old.places.len() != new.places.len() {
            let count = |view: &View| format!("{} places", view.places.len());
            let (base, head) = (Side::with(&old.at, count(old)), Side::with(&new.at, count(new)));
            let is_extended = !old.places.is_empty() && old.places.len() < new.places.len();
            let rule = if is_extended { &rules::PLACES_ADDED } else { &rules::PLACES };
            self.changes.note(rule, used, what, base, head);
        }
        for (base, head) in old.places.iter().zip(&new.places) {
            self.schemas(std::slice::from_ref(base), std::slice::from_ref(head), used, "the place");
        }
        match (old.items.is_empty(), new.items.is_empty()) {
            (false, false) => self.schemas(&old.items, &new.items, used, "the item"),
            (true, false) if old.places.is_empty() => {
                self.changes.note(&rules::TYPE_NARROWED, used, "the item", side(old), side(new));
            }
            (false, true) if new.places.is_empty() => {
                self.changes.note(&rules::TYPE_WIDENED, used, "the item", side(old), side(new));
            }
            _ => {}
        }
    }
}

/// Whether every value of the other types is one of these.
pub(super) fn covers(these: &BTreeSet<JsonKind>, others: &BTreeSet<JsonKind>) -> bool {
    let has = |kind: &JsonKind| {
        these.contains(kind) || (*kind == JsonKind::Integer && these.contains(&JsonKind::Number))
    };
    these.is_empty() || (!others.is_empty() && others.iter().all(has))
}

pub(super) fn side(view: &View) -> Side {
    Side::with(&view.at, described(view))
}

/// The types in words.
pub(super) fn described(view: &View) -> String {
    let word = |kind: &JsonKind| match kind {
        JsonKind::Null => "null",
        JsonKind::Boolean => "boolean",
        JsonKind::Integer => "integer",
        JsonKind::Number => "number",
        JsonKind::String => "string",
        JsonKind::Array => "array",
        JsonKind::Object => "object",
    };
    let words: Vec<&str> = view.kinds.iter().map(word).collect();
    match (view.is_union(), words.is_empty()) {
        (true, _) => format!("one of {}", view.cases.len()),
        (false, true) => "any value".to_owned(),
        (false, false) => words.join(" or "),
    }
}
