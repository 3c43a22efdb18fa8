//! Two states → a report.

use std::collections::BTreeMap;

use crate::diag::{Pointer, Spot};
use crate::surface::PublicItem;

use super::access::compare_access;
use super::changes::{Change, Use};
use super::items::{ItemChange, changed_items};
use super::join::join;
use super::operations::{compare_about, compare_operations};
use super::report::{Finding, ItemCounts, ItemShown, Report, Site};
use super::schema::Comparison;
use super::shown::{kind_rank, rank, shown};
use super::state::State;
use super::unexplained::{Owners, unexplained};
use super::verdict::{Severity, Source};

/// Compares two states: the public items of both, and what both descriptions say of the wire.
#[must_use]
pub fn compare_states(base: &State, head: &State) -> Report {
    let changes = match (&base.described, &head.described) {
        (Some(old), Some(new)) if old.digest == new.digest => Vec::new(),
        (Some(old), Some(new)) => {
            let mut comparison = Comparison::new(old, new);
            compare_about(&mut comparison);
            compare_access(&mut comparison);
            compare_operations(&mut comparison);
            compare_components(&mut comparison);
            comparison.changes.into_vec()
        }
        _ => Vec::new(),
    };
    let items = changed_items(&base.items, &head.items);
    let joined = join(&changes, &items);
    let known = (known_by_place(&base.items), known_by_place(&head.items));
    let mut findings: Vec<Finding> = changes
        .iter()
        .zip(&joined.items)
        .map(|(change, own)| of_change(change, own, &items, &known))
        .collect();
    let same = |old: &State, new: &State| {
        let digest = |state: &State| state.described.as_ref().map(|described| described.digest.clone());
        digest(old).is_some() && digest(old) == digest(new)
    };
    let owners = Owners::of(base.items.iter().chain(&head.items));
    findings.extend(unexplained(&joined.left, &items, &owners, same(base, head)));
    place(&mut findings, base, head);
    sort(&mut findings);
    let count = |fits: &dyn Fn(&ItemChange<'_>) -> bool| items.iter().filter(|item| fits(item)).count();
    Report {
        findings,
        accepted: Vec::new(),
        items: ItemCounts {
            added: count(&|item| item.old.is_none()),
            changed: count(&|item| item.old.is_some() && item.new.is_some()),
            removed: count(&|item| item.new.is_none()),
        },
        knows_wire: base.described.is_some() && head.described.is_some(),
    }
}

/// Components that no operation uses: what changes in them changes the client all the same.
fn compare_components(comparison: &mut Comparison<'_>) {
    let (base, head) = (comparison.base, comparison.head);
    for (name, at) in &base.document.schemas {
        if let Some(other) = head.document.schemas.get(name)
            && !comparison.has_compared(at, other)
        {
            comparison.places(at, other, Use::Unused);
        }
    }
}

/// The item that people name a place by.
type Known<'a> = BTreeMap<&'a Pointer, &'a PublicItem>;

fn known_by_place(items: &[PublicItem]) -> Known<'_> {
    let mut known = Known::new();
    for item in items.iter().filter(|item| !item.pointer.as_str().is_empty()) {
        let best = known.entry(&item.pointer).or_insert(item);
        if kind_rank(item) < kind_rank(best) {
            *best = item;
        }
    }
    known
}

fn of_change(
    change: &Change,
    own: &[usize],
    items: &[ItemChange<'_>],
    known: &(Known<'_>, Known<'_>),
) -> Finding {
    let source = own.iter().map(|index| items[*index].source).max().unwrap_or_default().max(Source::Patch);
    let wire = change.wire();
    let shown = own.iter().map(|index| &items[*index]).min_by_key(|item| rank(item)).map(shown);
    let site = |at: &Option<Pointer>| at.clone().map(|pointer| Site { pointer, spot: None });
    Finding {
        rule: change.rule,
        severity: Severity::of(source, wire),
        source,
        wire,
        direction: change.direction,
        subject: change.subject.clone(),
        base: site(&change.base),
        head: site(&change.head),
        old: change.old.clone(),
        new: change.new.clone(),
        item: shown.or_else(|| nearest(change, known)),
        items: own.len(),
    }
}

/// The item that comes from the place, where none changed.
fn nearest(change: &Change, (base, head): &(Known<'_>, Known<'_>)) -> Option<ItemShown> {
    let find = |known: &Known<'_>, at: &Option<Pointer>| {
        let item = known.get(at.as_ref()?)?;
        Some(ItemShown { path: item.path.clone(), old: None, new: None })
    };
    find(head, &change.head).or_else(|| find(base, &change.base))
}

fn place(findings: &mut [Finding], base: &State, head: &State) {
    let pointers = |side: fn(&Finding) -> Option<&Site>| -> Vec<Pointer> {
        findings.iter().filter_map(side).map(|site| site.pointer.clone()).collect()
    };
    let old = base.spots(&pointers(|finding| finding.base.as_ref()));
    let new = head.spots(&pointers(|finding| finding.head.as_ref()));
    let fill = |site: &mut Option<Site>, spots: &BTreeMap<Pointer, Spot>| {
        if let Some(site) = site {
            site.spot = spots.get(&site.pointer).cloned();
        }
    };
    for finding in findings {
        fill(&mut finding.base, &old);
        fill(&mut finding.head, &new);
    }
}

/// Worst first; then by place, so that two runs and two machines say the same.
fn sort(findings: &mut [Finding]) {
    findings.sort_by(|one, other| {
        let key = |finding: &Finding| {
            (
                finding.severity,
                std::cmp::Reverse(finding.wire),
                std::cmp::Reverse(finding.source),
                finding.rule.area,
                finding.site().map(|site| site.pointer.clone()),
                finding.rule.id,
                finding.subject.clone(),
            )
        };
        key(one).cmp(&key(other))
    });
}
