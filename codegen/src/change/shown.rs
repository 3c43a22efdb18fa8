//! Which of several items tells most, and how an item is shown.

use crate::surface::{ItemKind, Needed, PublicItem};

use super::items::ItemChange;
use super::renamed::is_other_name;
use super::report::ItemShown;
use super::verdict::Source;

/// The item that tells most: the worst, then what people name first.
pub(super) fn rank<'a>(item: &ItemChange<'a>) -> (std::cmp::Reverse<Source>, u8, &'a str) {
    let kind = item.new.or(item.old).map_or(u8::MAX, kind_rank);
    (std::cmp::Reverse(item.source), kind, item.path())
}

/// What people name first.
pub(super) fn kind_rank(item: &PublicItem) -> u8 {
    // What begins a call names another item of the client; what leads to a resource does so, too, and stands on the client
    // or on a resource with the same place.
    match item.kind {
        ItemKind::Function if item.signature.contains("(&self") && item.path.starts_with("resources::") => 0,
        ItemKind::Field | ItemKind::Variant | ItemKind::Constant => 1,
        ItemKind::Function => 2,
        ItemKind::Struct | ItemKind::Enum | ItemKind::Alias => 3,
        ItemKind::Reexport if is_other_name(item) => 3,
        ItemKind::Implementation => 4,
        ItemKind::Module | ItemKind::Reexport => 5,
    }
}

/// The item before and after, for a finding.
pub(super) fn shown(item: &ItemChange<'_>) -> ItemShown {
    let text = |item: &PublicItem| {
        let signature = if item.signature.is_empty() { item.kind.word() } else { item.signature.as_str() };
        let needed = match item.needed {
            Needed::No => String::new(),
            other => format!(", {}", other.word()),
        };
        let deprecated = if item.deprecated { ", deprecated" } else { "" };
        let feature = if item.feature.is_empty() { String::new() } else { format!(" [{}]", item.feature) };
        (format!("{signature}{needed}{deprecated}"), feature)
    };
    let (old, new) = (item.old.map(text), item.new.map(text));
    // The feature is worth its place only where it is what differs.
    let both = |told: (String, String)| if item.only_feature { told.0 + &told.1 } else { told.0 };
    ItemShown { path: item.path().to_owned(), old: old.map(both), new: new.map(both) }
}
