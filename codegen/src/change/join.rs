//! Changes on the wire and changes of public items: which of the second come from which of the first.
//!
//! What a public item does to source is certain; which change of the description it comes from is told by places: the same
//! one, one around it, one in it; then by what it belongs to, and by what its signature names. What no change of the
//! description explains is a finding of its own.

use std::collections::{BTreeMap, BTreeSet};

use crate::surface::{ItemKind, PublicItem};

use super::changes::Change;
use super::items::ItemChange;
use super::renamed::is_other_name;
use super::verdict::Source;

/// Which items belong to which change, by index; and which to none.
pub(super) struct Joined {
    pub(super) items: Vec<Vec<usize>>,
    pub(super) left: Vec<usize>,
}

struct Places<'a> {
    changes: &'a [Change],
    base: BTreeMap<&'a str, Vec<usize>>,
    head: BTreeMap<&'a str, Vec<usize>>,
}

/// Gives each item to a change that can cause it.
pub(super) fn join(changes: &[Change], items: &[ItemChange<'_>]) -> Joined {
    let places = Places::of(changes);
    let mut owners: Vec<Option<usize>> = items.iter().map(|item| places.owner(item)).collect();
    by_belonging(changes, items, &mut owners);
    by_naming(changes, items, &mut owners);
    by_belonging(changes, items, &mut owners);
    let mut joined = Joined { items: vec![Vec::new(); changes.len()], left: Vec::new() };
    for (item, owner) in owners.into_iter().enumerate() {
        match owner {
            Some(change) => joined.items[change].push(item),
            None => joined.left.push(item),
        }
    }
    joined
}

fn can_cause(change: &Change, source: Source) -> bool {
    change.rule.source >= source
}

impl<'a> Places<'a> {
    fn of(changes: &'a [Change]) -> Self {
        let (mut base, mut head) = (BTreeMap::<&str, Vec<usize>>::new(), BTreeMap::<&str, Vec<usize>>::new());
        for (index, change) in changes.iter().enumerate() {
            if let Some(at) = &change.base {
                base.entry(at.as_str()).or_default().push(index);
            }
            if let Some(at) = &change.head {
                head.entry(at.as_str()).or_default().push(index);
            }
        }
        Self { changes, base, head }
    }

    fn owner(&self, item: &ItemChange<'_>) -> Option<usize> {
        let side = |known: Option<&PublicItem>, places: &BTreeMap<&str, Vec<usize>>| {
            let pointer = known?.pointer.as_str();
            if pointer.is_empty() { None } else { self.near(pointer, places, item.source) }
        };
        side(item.new, &self.head).or_else(|| side(item.old, &self.base))
    }

    /// The change at a place, else in it, else around it.
    fn near(&self, pointer: &str, places: &BTreeMap<&str, Vec<usize>>, source: Source) -> Option<usize> {
        let fit = |found: &Vec<usize>| {
            let mut able = found.iter().copied().filter(|index| can_cause(&self.changes[*index], source));
            let first = able.next()?;
            // The one that weighs most on the wire tells best.
            Some(able.fold(first, |best, other| {
                if self.changes[other].wire() > self.changes[best].wire() { other } else { best }
            }))
        };
        if let Some(found) = places.get(pointer).and_then(fit) {
            return Some(found);
        }
        let inside = format!("{pointer}/");
        let below = places.range(inside.as_str()..).take_while(|(at, _)| at.starts_with(&inside));
        if let Some(found) = below.map(|(_, found)| found).find_map(fit) {
            return Some(found);
        }
        let mut around = pointer;
        while let Some((outer, _)) = around.rsplit_once('/') {
            // A whole section explains nothing.
            if matches!(outer, "" | "/paths" | "/components" | "/components/schemas") {
                break;
            }
            if let Some(found) = places.get(outer).and_then(fit) {
                return Some(found);
            }
            around = outer;
        }
        None
    }
}

/// What belongs to an item, or what it belongs to, has a cause: that is its own, too.
fn by_belonging(changes: &[Change], items: &[ItemChange<'_>], owners: &mut [Option<usize>]) {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (item, owner) in items.iter().zip(owners.iter()) {
        if let Some(owner) = owner {
            known.entry(item.path().to_owned()).or_insert(*owner);
        }
    }
    for (item, owner) in items.iter().zip(owners.iter_mut()).filter(|(_, owner)| owner.is_none()) {
        let path = item.path();
        let inside = format!("{path}::");
        let below = known.range(inside.clone()..).take_while(|(other, _)| other.starts_with(&inside));
        let same = known.get(path).into_iter();
        let outer = path.rsplit_once("::").and_then(|(outer, _)| known.get(outer));
        let mut candidates = same.chain(below.map(|(_, owner)| owner)).chain(outer);
        *owner = candidates.find(|found| can_cause(&changes[**found], item.source)).copied();
    }
}

/// The signature names an item that has a cause.
fn by_naming(changes: &[Change], items: &[ItemChange<'_>], owners: &mut [Option<usize>]) {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (item, owner) in items.iter().zip(owners.iter()) {
        let is_named = matches!(item.kind(), ItemKind::Struct | ItemKind::Enum | ItemKind::Alias)
            || item.new.or(item.old).is_some_and(is_other_name);
        if let Some(owner) = owner.filter(|_| is_named) {
            known.entry(item.path()).or_insert(owner);
        }
    }
    for (item, owner) in items.iter().zip(owners.iter_mut()).filter(|(_, owner)| owner.is_none()) {
        let signatures = [item.old, item.new].into_iter().flatten().map(|item| item.signature.as_str());
        let named: BTreeSet<&str> = signatures.flat_map(paths_in).collect();
        let mut candidates = named.iter().filter_map(|path| known.get(path));
        *owner = candidates.find(|found| can_cause(&changes[**found], item.source)).copied();
    }
}

/// The paths that a signature names.
fn paths_in(signature: &str) -> impl Iterator<Item = &str> {
    signature
        .split(|character: char| !(character.is_alphanumeric() || character == '_' || character == ':'))
        .map(|path| path.trim_matches(':'))
        .filter(|path| path.starts_with("types::") || path.starts_with("resources::"))
}
