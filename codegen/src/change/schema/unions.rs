//! Unions: which case of one description is which of the other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::Pointer;
use crate::schema::Schema;

use super::super::changes::{Side, Use};
use super::super::rules::unions as rules;
use super::super::state::Described;
use super::kinds::{covers, side};
use super::{Comparison, MOST_CASES_DEEP, View};

/// Unions with more cases are told apart by their names alone.
const MOST_COMPARED: usize = 64;

/// A case on one side.
struct Case {
    schema: Schema,
    view: Arc<View>,
    /// What it is called: the component that it refers to, or its title.
    name: Option<String>,
}

impl Comparison<'_> {
    pub(super) fn unions(&mut self, old: &View, new: &View, used: Use, what: &str) {
        let base = self.cases(old, self.base, Self::base_view);
        let head = self.cases(new, self.head, Self::head_view);
        let pairs = matched(&base, &head);
        let (was, is) = (old.is_union(), new.is_union());
        let kept: BTreeSet<usize> = pairs.iter().map(|(_, head)| *head).collect();
        let left: BTreeSet<usize> = pairs.iter().map(|(base, _)| *base).collect();
        match (was, is) {
            (false, true) => self.changes.note(&rules::BEGAN, used, what, side(old), side(new)),
            (true, false) => self.changes.note(&rules::ENDED, used, what, side(old), side(new)),
            _ => {
                for (index, case) in base.iter().enumerate().filter(|(index, _)| !left.contains(index)) {
                    let subject = shown(case, index);
                    let (from, to) = (Side::at(case.schema.pointer()), Side::at(&new.at));
                    self.changes.note(&rules::CASE_REMOVED, used, &subject, from, to);
                }
                for (index, case) in head.iter().enumerate().filter(|(index, _)| !kept.contains(index)) {
                    let subject = shown(case, index);
                    let (from, to) = (Side::at(&old.at), Side::at(case.schema.pointer()));
                    self.changes.note(&rules::CASE_ADDED, used, &subject, from, to);
                }
            }
        }
        let mut named = BTreeMap::new();
        for (from, to) in pairs {
            let (from, to) = (&base[from], &head[to]);
            if let (Some(from), Some(to)) = (&from.name, &to.name) {
                named.insert(from.clone(), to.clone());
            }
            if was && is {
                let (from, to) = (from.schema.clone(), to.schema.clone());
                self.schemas(&[from], &[to], used, "the case");
            } else if self.cases_deep < MOST_CASES_DEEP {
                self.cases_deep += 1;
                self.views(&from.view, &to.view, used, "the case");
                self.cases_deep -= 1;
            }
        }
        if was && is {
            // Members that all cases have.
            self.members(old, new, used);
            self.tags((old, new), &named, used, what);
        }
    }

    /// The cases; a value that is not a union has one.
    fn cases(
        &mut self,
        view: &View,
        described: &Described,
        view_of: fn(&mut Self, &[Schema]) -> Arc<View>,
    ) -> Vec<Case> {
        if !view.is_union() {
            let schema = described.schema(&view.at);
            let view = Arc::new(View { nullable: false, ..view.clone() });
            return vec![Case { schema, view, name: None }];
        }
        let cases = view.cases.iter();
        cases
            .map(|schema| Case {
                schema: schema.clone(),
                view: view_of(self, std::slice::from_ref(schema)),
                name: name_of(schema),
            })
            .collect()
    }

    /// The values of the discriminator; `named` says what cases are called now.
    fn tags(&mut self, (old, new): (&View, &View), named: &BTreeMap<String, String>, used: Use, what: &str) {
        let (Some(before), Some(after)) = (&old.discriminator, &new.discriminator) else {
            if old.discriminator.is_some() != new.discriminator.is_some() {
                let text = |view: &View| {
                    view.discriminator.as_ref().map_or("none", |found| found.property.as_str()).to_owned()
                };
                let (base, head) = (Side::with(&old.at, text(old)), Side::with(&new.at, text(new)));
                self.changes.note(&rules::DISCRIMINATOR, used, what, base, head);
            }
            return;
        };
        let place = |view: &View| view.at.key("discriminator");
        if before.property != after.property {
            let base = Side::with(&place(old), &before.property);
            self.changes.note(
                &rules::DISCRIMINATOR,
                used,
                what,
                base,
                Side::with(&place(new), &after.property),
            );
        }
        if before.mapping.is_empty() != after.mapping.is_empty() {
            // The names of components are the values then.
            return;
        }
        let at = |view: &View| place(view).key("mapping");
        for tag in before.mapping.keys().filter(|tag| !after.mapping.contains_key(*tag)) {
            let (base, head) = (Side::with(&at(old).key(tag), tag), Side::at(&at(new)));
            self.changes.note(&rules::TAG_REMOVED, used, tag, base, head);
        }
        for (tag, target) in &before.mapping {
            let Some(now) = after.mapping.get(tag) else { continue };
            let case = |target: &String| last_of(&Pointer::from_escaped(target));
            let (from, to) = (case(target), case(now));
            if named.get(&from).is_some_and(|kept| *kept != to) {
                let base = Side::with(&at(old).key(tag), from);
                self.changes.note(&rules::TAG_MOVED, used, tag, base, Side::with(&at(new).key(tag), to));
            }
        }
        for tag in after.mapping.keys().filter(|tag| !before.mapping.contains_key(*tag)) {
            let (base, head) = (Side::at(&at(old)), Side::with(&at(new).key(tag), tag));
            self.changes.note(&rules::TAG_ADDED, used, tag, base, head);
        }
    }
}

fn shown(case: &Case, index: usize) -> String {
    case.name.as_ref().map_or_else(|| format!("case {}", index + 1), |name| format!("the case `{name}`"))
}

fn name_of(schema: &Schema) -> Option<String> {
    let object = schema.as_object()?;
    let referred = object.reference.as_ref().map(|reference| last_of(&Pointer::from_escaped(reference)));
    referred.or_else(|| object.title.clone())
}

fn last_of(pointer: &Pointer) -> String {
    pointer.tokens().last().unwrap_or_default()
}

/// Which case is which: by name, then by what it allows, each once.
fn matched(base: &[Case], head: &[Case]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut free: BTreeSet<usize> = (0..head.len()).collect();
    let mut waiting: Vec<usize> = Vec::new();
    let mut named: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, case) in head.iter().enumerate().rev() {
        if let Some(name) = &case.name {
            named.entry(name).or_default().push(index);
        }
    }
    for (index, case) in base.iter().enumerate() {
        let same = case.name.as_ref().and_then(|name| named.get_mut(name.as_str())?.pop());
        match same.filter(|found| free.remove(found)) {
            Some(found) => pairs.push((index, found)),
            None => waiting.push(index),
        }
    }
    if waiting.len() > MOST_COMPARED || free.len() > MOST_COMPARED {
        return pairs;
    }
    // The most alike first; what is not of one type is not the same case.
    let mut likely: Vec<(usize, usize, usize)> = Vec::new();
    for &from in &waiting {
        for &to in &free {
            if let Some(likeness) = likeness(&base[from].view, &head[to].view) {
                likely.push((usize::MAX - likeness, from, to));
            }
        }
    }
    likely.sort_unstable();
    let mut left: BTreeSet<usize> = waiting.into_iter().collect();
    for (_, from, to) in likely {
        if left.contains(&from) && free.contains(&to) {
            left.remove(&from);
            free.remove(&to);
            pairs.push((from, to));
        }
    }
    pairs
}

/// How much two cases have in common; `None` where they are different things.
fn likeness(old: &View, new: &View) -> Option<usize> {
    if !(covers(&old.kinds, &new.kinds) || covers(&new.kinds, &old.kinds)) {
        return None;
    }
    let common = old.members.keys().filter(|name| new.members.contains_key(*name)).count();
    let has_members = !old.members.is_empty() && !new.members.is_empty();
    if has_members && common == 0 {
        return None;
    }
    let values = match (&old.values, &new.values) {
        (Some(before), Some(after)) => before.keys().filter(|value| after.contains_key(*value)).count(),
        _ => 0,
    };
    let same = usize::from(old.kinds == new.kinds) + usize::from(old.format == new.format);
    Some(common * 4 + values * 4 + same)
}
