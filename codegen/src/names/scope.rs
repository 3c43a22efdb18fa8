//! One scope: candidates in, distinct identifiers out.
//!
//! All candidates are known before the first is named. Where several want one name, the strongest keeps it and the
//! others take the next of their own names, again and again until nobody meets. The order of the candidates plays no
//! part in it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::candidate::{Candidate, Choices, Scope};
use super::fallback_names::{fallback_names, first_name};
use super::ident::RustIdent;

/// A name that is not the first choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moved {
    /// Which candidate.
    pub(super) candidate: usize,
    /// The name that it would have had.
    pub(super) wanted: String,
    /// Whether the name was taken by ourselves rather than wanted by another candidate.
    pub(super) reserved: bool,
}

/// The names of all candidates, in their order, and which of them are not the first choice.
pub(super) fn allocate(scope: &Scope<'_>, candidates: &[Candidate<'_>]) -> (Vec<RustIdent>, Vec<Moved>) {
    let mut allocations: Vec<NameAllocation<'_>> =
        candidates.iter().map(|candidate| NameAllocation::new(candidate, scope)).collect();
    let mut reserved = vec![false; candidates.len()];
    // Every round moves at least one allocation up a ladder of at most a dozen names, so that this comes to an end.
    loop {
        let mut rising: Vec<usize> = Vec::new();
        let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, allocation) in allocations.iter().enumerate() {
            groups.entry(allocation.name()).or_default().push(index);
        }
        for (name, group) in &groups {
            if scope.is_taken(name) {
                for &index in group {
                    reserved[index] |= allocations[index].rung == 0;
                }
                rising.extend(group);
            } else if group.len() > 1 {
                rising.extend(losers(group, &allocations));
            }
        }
        let mut moved = false;
        for index in rising {
            moved |= allocations[index].rise(&candidates[index], scope);
        }
        if !moved {
            break;
        }
    }
    let moved = allocations
        .iter()
        .enumerate()
        .filter(|(_, allocation)| allocation.current != allocation.first)
        .map(|(index, allocation)| Moved {
            candidate: index,
            wanted: allocation.first.as_str().to_owned(),
            reserved: reserved[index],
        })
        .collect();
    (finished(allocations), moved)
}

/// Candidates that are alike in everything still get distinct names; which of them gets which is not observable.
fn finished(allocations: Vec<NameAllocation<'_>>) -> Vec<RustIdent> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    allocations
        .into_iter()
        .map(|allocation| {
            let mut ident = allocation.current;
            while !seen.insert(ident.as_str().to_owned()) {
                let longer = format!("{}_", ident.as_str());
                match RustIdent::new(&longer) {
                    Some(next) => ident = next,
                    None => break,
                }
            }
            ident
        })
        .collect()
}

/// Who of a group does not keep the name: all but the one that is stronger than every other.
fn losers(group: &[usize], allocations: &[NameAllocation<'_>]) -> Vec<usize> {
    let strength = |index: usize| {
        let allocation = &allocations[index];
        (
            allocation.pinned,
            Reverse(allocation.rung + allocation.short_by),
            allocation.exact,
            Reverse(allocation.standing),
        )
    };
    let strongest = group.iter().map(|&index| strength(index)).max();
    let winners: Vec<usize> =
        group.iter().copied().filter(|&index| Some(strength(index)) == strongest).collect();
    match winners.as_slice() {
        [winner] => group.iter().copied().filter(|index| index != winner).collect(),
        _ => group.to_vec(),
    }
}

/// A candidate on its way up its ladder. The ladder is built when it is first needed.
struct NameAllocation<'a> {
    first: RustIdent,
    current: RustIdent,
    ladder: Option<Vec<RustIdent>>,
    rung: usize,
    /// A name that lost words gives way to one that did not.
    short_by: usize,
    pinned: bool,
    exact: bool,
    /// Of two that are called by where they stand, the one that stands higher up keeps its name. What is added to a
    /// description mostly stands deeper, or behind a longer path.
    standing: Option<(usize, usize, &'a str)>,
}

impl<'a> NameAllocation<'a> {
    fn new(candidate: &Candidate<'a>, scope: &Scope<'_>) -> Self {
        let first = first_name(candidate, scope);
        let (first, ladder) = if let Some(first) = first {
            (first, None)
        } else {
            let ladder = fallback_names(candidate, scope);
            (ladder[0].clone(), Some(ladder))
        };
        let exact = candidate.words.parts().concat() == first.as_str();
        let by_place = matches!(candidate.choices, Choices::Place);
        let pointer = candidate.pointer.as_str();
        let standing = by_place.then_some((candidate.words.parts().len(), pointer.len(), pointer));
        Self {
            short_by: usize::from(by_place && ladder.is_some()),
            current: first.clone(),
            first,
            ladder,
            rung: 0,
            pinned: candidate.pinned,
            exact,
            standing,
        }
    }

    fn name(&self) -> &str {
        self.current.as_str()
    }

    /// Takes the next name; false at the top.
    fn rise(&mut self, candidate: &Candidate<'_>, scope: &Scope<'_>) -> bool {
        let ladder = self.ladder.get_or_insert_with(|| fallback_names(candidate, scope));
        let next = self.rung + 1;
        match ladder.get(next) {
            Some(name) => {
                self.current = name.clone();
                self.rung = next;
                true
            }
            None => false,
        }
    }
}
