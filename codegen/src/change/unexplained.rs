//! Items that no change of the description explains, one finding for each thing that people would look for.

use std::collections::BTreeMap;

use crate::surface::{ItemKind, PublicItem};

use super::items::ItemChange;
use super::report::{Finding, Site};
use super::rules::items as rules;
use super::shown::{rank, shown};
use super::verdict::{Direction, Severity, Source, Wire};

/// What an item belongs to: a builder to its type, the method that begins a call to the call, a re-export to what it shows.
pub(super) struct Owners<'a> {
    by_path: BTreeMap<&'a str, &'a str>,
}

impl<'a> Owners<'a> {
    pub(super) fn of(items: impl Iterator<Item = &'a PublicItem>) -> Self {
        let mut by_path = BTreeMap::new();
        for item in items {
            let path = item.path.as_str();
            let begun = path.strip_suffix("::builder").zip(item.signature.strip_prefix("fn() -> "));
            if item.kind == ItemKind::Function
                && let Some((owner, builder)) = begun
            {
                by_path.insert(builder, owner);
            } else if let Some(given) = given_by(item) {
                by_path.insert(path, given);
            }
        }
        Self { by_path }
    }

    fn of_item(&self, item: &ItemChange<'a>) -> &'a str {
        let path = item.path();
        if let Some(owner) = self.by_path.get(path) {
            return owner;
        }
        let owner = match item.kind() {
            ItemKind::Field | ItemKind::Variant | ItemKind::Constant | ItemKind::Function => {
                path.rsplit_once("::").map_or(path, |(owner, _)| owner)
            }
            _ => path,
        };
        self.by_path.get(owner).copied().unwrap_or(owner)
    }
}

/// The call or the resource that a method of a resource gives, or what a re-export shows.
fn given_by(item: &PublicItem) -> Option<&str> {
    let given = match item.kind {
        ItemKind::Reexport => item.signature.as_str(),
        ItemKind::Function if item.signature.contains("(&self") => item.signature.rsplit_once(" -> ")?.1,
        _ => return None,
    };
    given.starts_with("resources::").then_some(given)
}

/// One finding for each owner of items that are left.
pub(super) fn unexplained(
    left: &[usize],
    items: &[ItemChange<'_>],
    owners: &Owners<'_>,
    is_same: bool,
) -> Vec<Finding> {
    let mut groups: BTreeMap<&str, Vec<&ItemChange<'_>>> = BTreeMap::new();
    for index in left {
        let item = &items[*index];
        groups.entry(owners.of_item(item)).or_default().push(item);
    }
    groups.into_iter().filter_map(|(owner, group)| finding(owner, &group, is_same)).collect()
}

fn finding(owner: &str, group: &[&ItemChange<'_>], is_same: bool) -> Option<Finding> {
    let source = group.iter().map(|item| item.source).max().unwrap_or_default();
    let best = group.iter().min_by_key(|item| rank(item))?;
    let itself = group.iter().find(|item| item.path() == owner).unwrap_or(best);
    let best = if itself.old.is_none() || itself.new.is_none() { itself } else { best };
    let rule = match () {
        () if is_same => &rules::GENERATOR,
        () if best.only_feature => &rules::MOVED,
        () if best.new.is_none() => &rules::REMOVED,
        () if best.old.is_none() && source < Source::Major => &rules::ADDED,
        () => &rules::CHANGED,
    };
    let site = |item: Option<&PublicItem>| {
        let pointer = item.map(|item| item.pointer.clone()).filter(|at| !at.as_str().is_empty());
        pointer.map(|pointer| Site { pointer, spot: None })
    };
    Some(Finding {
        rule,
        severity: Severity::of(source, Wire::Safe),
        source,
        wire: Wire::Safe,
        direction: Direction::UNUSED,
        subject: owner.to_owned(),
        base: site(best.old),
        head: site(best.new),
        old: String::new(),
        new: String::new(),
        item: Some(shown(best)),
        items: group.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::items::changed_items;
    use super::*;
    use crate::diag::Pointer;
    use crate::surface::Needed;

    fn item(path: &str, kind: ItemKind, signature: &str) -> PublicItem {
        PublicItem {
            path: path.to_owned(),
            kind,
            signature: signature.to_owned(),
            needed: Needed::No,
            deprecated: false,
            feature: String::new(),
            pointer: Pointer::root(),
            wire: String::new(),
        }
    }

    #[test]
    fn what_belongs_together_is_one_finding() {
        let base = [
            item("types::Pet", ItemKind::Struct, ""),
            item("types::Pet::name", ItemKind::Field, "String"),
            item("types::Pet::builder", ItemKind::Function, "fn() -> types::PetBuilder"),
            item("types::PetBuilder", ItemKind::Struct, ""),
            item("types::PetBuilder::build", ItemKind::Function, "fn(self) -> types::Pet"),
            item("resources::Pets", ItemKind::Reexport, "resources::pets::Pets"),
            item("resources::pets::Pets", ItemKind::Struct, ""),
            item("resources::pets::Pets::list", ItemKind::Function, "fn(&self) -> resources::pets::List"),
            item("resources::pets::List", ItemKind::Struct, ""),
            item("resources::pets::List::send", ItemKind::Function, "fn(self) -> runtime::Call<()>"),
        ];
        let items = changed_items(&base, &[]);
        let all: Vec<usize> = (0..items.len()).collect();
        let found = unexplained(&all, &items, &Owners::of(base.iter()), false);
        let told: Vec<(&str, usize)> =
            found.iter().map(|finding| (finding.subject.as_str(), finding.items)).collect();
        assert_eq!(told, [("resources::pets::List", 3), ("resources::pets::Pets", 2), ("types::Pet", 5)]);
        assert!(found.iter().all(|finding| finding.rule == &rules::REMOVED));
    }
}
