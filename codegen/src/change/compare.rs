//! Two states → a report.

use std::collections::BTreeMap;

use crate::diag::{Pointer, Spot};
use crate::surface::{ItemKind, PublicItem};

use super::access::compare_access;
use super::changes::{Change, Use};
use super::items::{ItemChange, changed_items};
use super::join::join;
use super::operations::{compare_about, compare_operations};
use super::report::{Finding, ItemCounts, ItemShown, Report, Site};
use super::rules::items as rules;
use super::schema::Comparison;
use super::state::State;
use super::verdict::{Direction, Severity, Source, Wire};

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
    findings.extend(of_items(&joined.left, &items, same(base, head)));
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

/// The item that tells most: the worst, then what people name first.
fn rank<'a>(item: &ItemChange<'a>) -> (std::cmp::Reverse<Source>, u8, &'a str) {
    let kind = item.new.or(item.old).map_or(u8::MAX, kind_rank);
    (std::cmp::Reverse(item.source), kind, item.path())
}

fn kind_rank(item: &PublicItem) -> u8 {
    // What begins a call names another item of the client; what leads to a resource does so, too, and stands on the client
    // or on a resource with the same place.
    match item.kind {
        ItemKind::Function if item.signature.contains("(&self") && item.path.starts_with("resources::") => 0,
        ItemKind::Field | ItemKind::Variant => 1,
        ItemKind::Function => 2,
        ItemKind::Struct | ItemKind::Enum | ItemKind::Alias => 3,
        ItemKind::Implementation => 4,
        ItemKind::Module | ItemKind::Reexport => 5,
    }
}

fn shown(item: &ItemChange<'_>) -> ItemShown {
    let text = |item: &PublicItem| {
        let signature = if item.signature.is_empty() { item.kind.word() } else { item.signature.as_str() };
        let needed = match item.needed {
            crate::surface::Needed::No => String::new(),
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

/// The item that comes from the place, where none changed.
fn nearest(change: &Change, (base, head): &(Known<'_>, Known<'_>)) -> Option<ItemShown> {
    let find = |known: &Known<'_>, at: &Option<Pointer>| {
        let item = known.get(at.as_ref()?)?;
        Some(ItemShown { path: item.path.clone(), old: None, new: None })
    };
    find(head, &change.head).or_else(|| find(base, &change.base))
}

/// Items that no change of the description explains, one finding for each thing that they belong to.
fn of_items(left: &[usize], items: &[ItemChange<'_>], is_same: bool) -> Vec<Finding> {
    let mut groups: BTreeMap<String, Vec<&ItemChange<'_>>> = BTreeMap::new();
    for index in left {
        let item = &items[*index];
        groups.entry(owner_of(item)).or_default().push(item);
    }
    let mut findings = Vec::new();
    for (owner, group) in groups {
        let source = group.iter().map(|item| item.source).max().unwrap_or_default();
        let Some(best) = group.iter().min_by_key(|item| rank(item)) else { continue };
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
        findings.push(Finding {
            rule,
            severity: Severity::of(source, Wire::Safe),
            source,
            wire: Wire::Safe,
            direction: Direction::UNUSED,
            subject: owner,
            base: site(best.old),
            head: site(best.new),
            old: String::new(),
            new: String::new(),
            item: Some(shown(best)),
            items: group.len(),
        });
    }
    findings
}

fn owner_of(item: &ItemChange<'_>) -> String {
    let path = item.path();
    match item.kind() {
        ItemKind::Field | ItemKind::Variant | ItemKind::Function => {
            path.rsplit_once("::").map_or(path, |(owner, _)| owner).to_owned()
        }
        _ => path.to_owned(),
    }
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
