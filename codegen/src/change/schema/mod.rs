//! Schemas of both descriptions, compared by what they allow, however that is written.

mod kinds;
mod limits;
mod members;
mod unions;
mod values;
mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::Pointer;
use crate::schema::Schema;

use super::changes::{Changes, Side, Use};
use super::rules::members as rules;
use super::state::Described;
pub(super) use view::View;

/// So often a case of a union is looked at as the value of the other description.
const MOST_CASES_DEEP: usize = 4;

/// What is compared, and what was compared already.
pub(super) struct Comparison<'a> {
    pub(super) base: &'a Described,
    pub(super) head: &'a Described,
    pub(super) changes: Changes,
    seen: BTreeSet<(Vec<Pointer>, Vec<Pointer>, Use)>,
    /// What is compared next: a list in place of calls, however deep schemas nest.
    todo: Vec<Pair>,
    /// How many unions are around the case at hand.
    cases_deep: usize,
    /// Views of both sides: a schema is looked at wherever it is used, and as a member before it is as itself.
    views: (Views, Views),
}

/// Views by the places of what they are of.
type Views = BTreeMap<Vec<Pointer>, Arc<View>>;

/// Two values, each of which must be all of some schemas.
struct Pair {
    base: Vec<Schema>,
    head: Vec<Schema>,
    used: Use,
    what: String,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(base: &'a Described, head: &'a Described) -> Self {
        let (changes, seen) = (Changes::default(), BTreeSet::new());
        Self { base, head, changes, seen, todo: Vec::new(), cases_deep: 0, views: Default::default() }
    }

    /// Compares what stands at two places of schemas, and everything in it.
    pub(super) fn places(&mut self, base: &Pointer, head: &Pointer, used: Use) {
        let (base, head) = (self.base.schema(base), self.head.schema(head));
        self.schemas(&[base], &[head], used, "the value");
        while let Some(pair) = self.todo.pop() {
            let (old, new) = (self.base_view(&pair.base), self.head_view(&pair.head));
            self.views(&old, &new, pair.used, &pair.what);
        }
    }

    /// The view of a value of the old description that must be all of these.
    fn base_view(&mut self, schemas: &[Schema]) -> Arc<View> {
        view_of(self.base, &mut self.views.0, schemas)
    }

    /// The same of the new one.
    fn head_view(&mut self, schemas: &[Schema]) -> Arc<View> {
        view_of(self.head, &mut self.views.1, schemas)
    }

    /// Whether two places were compared, whatever they are used for.
    pub(super) fn has_compared(&self, base: &Pointer, head: &Pointer) -> bool {
        let key = |used| (vec![base.clone()], vec![head.clone()], used);
        [Use::Sent, Use::Read, Use::Error].into_iter().any(|used| self.seen.contains(&key(used)))
    }

    /// Has two values compared, unless they were already.
    fn schemas(&mut self, base: &[Schema], head: &[Schema], used: Use, what: &str) {
        let pointers = |all: &[Schema]| all.iter().map(|one| one.pointer().clone()).collect::<Vec<_>>();
        if self.seen.insert((pointers(base), pointers(head), used)) {
            self.todo.push(Pair { base: base.to_vec(), head: head.to_vec(), used, what: what.to_owned() });
        }
    }

    fn views(&mut self, old: &View, new: &View, used: Use, what: &str) {
        self.annotations(old, new, used, what);
        self.nullability(old, new, used, what);
        if old.is_union() || new.is_union() {
            self.unions(old, new, used, what);
            return;
        }
        if !self.kinds(old, new, used, what) {
            return;
        }
        self.values(old, new, used, what);
        self.limits(old, new, used, what);
        self.members(old, new, used);
        self.items(old, new, used, what);
    }

    /// What only people read, and compilers warn of.
    fn annotations(&mut self, old: &View, new: &View, used: Use, what: &str) {
        if old.docs != new.docs {
            let (base, head) = (Side::at(&old.at), Side::at(&new.at));
            self.changes.note(&rules::DOCUMENTATION, used, what, base, head);
        }
        if old.deprecated != new.deprecated {
            let word = |deprecated: bool| if deprecated { "deprecated" } else { "not deprecated" };
            let base = Side::with(&old.at, word(old.deprecated));
            let head = Side::with(&new.at, word(new.deprecated));
            self.changes.note(&rules::DEPRECATED, used, what, base, head);
        }
    }
}

fn view_of(described: &Described, views: &mut Views, schemas: &[Schema]) -> Arc<View> {
    let places: Vec<Pointer> = schemas.iter().map(|schema| schema.pointer().clone()).collect();
    Arc::clone(views.entry(places).or_insert_with(|| Arc::new(View::of(described, schemas))))
}
