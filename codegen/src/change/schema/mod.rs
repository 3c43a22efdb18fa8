//! Schemas of both descriptions, compared by what they allow, however that is written.

mod kinds;
mod limits;
mod members;
mod unions;
mod values;
mod view;

use std::collections::BTreeSet;

use crate::diag::Pointer;
use crate::schema::Schema;

use super::changes::{Changes, Side, Use};
use super::rules::members as rules;
use super::state::Described;
pub(super) use view::View;

/// Places nest no deeper than this.
const DEEPEST: usize = 64;

/// What is compared, and what was compared already.
pub(super) struct Comparison<'a> {
    pub(super) base: &'a Described,
    pub(super) head: &'a Described,
    pub(super) changes: Changes,
    seen: BTreeSet<(Vec<Pointer>, Vec<Pointer>, Use)>,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(base: &'a Described, head: &'a Described) -> Self {
        Self { base, head, changes: Changes::default(), seen: BTreeSet::new() }
    }

    /// Compares what stands at two places of schemas.
    pub(super) fn places(&mut self, base: &Pointer, head: &Pointer, used: Use) {
        let (base, head) = (self.base.schema(base), self.head.schema(head));
        self.schemas(&[base], &[head], used, "the value", 0);
    }

    /// Whether two places were compared, whatever they are used for.
    pub(super) fn has_compared(&self, base: &Pointer, head: &Pointer) -> bool {
        let key = |used| (vec![base.clone()], vec![head.clone()], used);
        [Use::Sent, Use::Read, Use::Error].into_iter().any(|used| self.seen.contains(&key(used)))
    }

    /// Compares two values, each of which must be all of some schemas.
    pub(super) fn schemas(&mut self, base: &[Schema], head: &[Schema], used: Use, what: &str, depth: usize) {
        let pointers = |all: &[Schema]| all.iter().map(|one| one.pointer().clone()).collect::<Vec<_>>();
        if depth > DEEPEST || !self.seen.insert((pointers(base), pointers(head), used)) {
            return;
        }
        let (old, new) = (View::of(self.base, base), View::of(self.head, head));
        self.views(&old, &new, used, what, depth);
    }

    fn views(&mut self, old: &View, new: &View, used: Use, what: &str, depth: usize) {
        self.annotations(old, new, used, what);
        self.nullability(old, new, used, what);
        if old.is_union() || new.is_union() {
            self.unions(old, new, used, what, depth);
            return;
        }
        if !self.kinds(old, new, used, what) {
            return;
        }
        self.values(old, new, used, what);
        self.limits(old, new, used, what);
        self.members(old, new, used, depth);
        self.items(old, new, used, what, depth);
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
