//! Structures that are read where there is more than they describe: branches of `anyOf` that hold at once, and parents.
//!
//! In: finished types, and which unions come of `anyOf`. Out: structures that keep members without a field.
//! Must never know: schemas.

use std::collections::BTreeSet;

use crate::diag::code_table::lower as codes;
use crate::diag::{Diagnostic, Diagnostics, Pointer};
use crate::ir::{Definition, Rest, Structure, Type, TypeId, Types, Union, structure_of};

use super::hidden::{Found, Overlap, fields_by_name, objects_of};

/// Pairs of branches that are compared in one union.
const MOST_PAIRS: usize = 2_000;

/// Members of members that are compared in one union.
const MOST_INNER: usize = 100_000;

/// Lets the structures of such branches keep what they do not name, and says so.
pub(in crate::lower) fn keep_members(
    types: &mut Types,
    at_once: &BTreeSet<TypeId>,
    closed: &BTreeSet<TypeId>,
    diagnostics: &mut Diagnostics,
) {
    let mut keeping = parents(types);
    for id in at_once {
        let Some(Definition::Union(union)) = types.get(id.0).map(|found| &found.definition) else { continue };
        if union.tag.is_some() {
            continue;
        }
        let branches = Branches::of(union, types, closed);
        let (ids, example) = branches.losing(types);
        if let Some((first, second)) = example {
            report(first, second, diagnostics);
        }
        keeping.extend(ids);
    }
    for id in keeping {
        if let Some(Definition::Structure(structure)) = types.get_mut(id.0).map(|found| &mut found.definition)
            && structure.rest == Rest::Ignored
        {
            structure.rest = Rest::Kept(Type::Any);
        }
    }
}

/// The structures of parents, which stand for children that nobody knows yet.
fn parents(types: &Types) -> BTreeSet<TypeId> {
    let unions = types.iter().filter_map(|found| match &found.definition {
        Definition::Union(union) if union.tag.is_some() => Some(union),
        _ => None,
    });
    let bases = unions.flat_map(|union| union.cases.iter().filter(|case| case.tags.is_empty()));
    bases.filter_map(|case| structure_of(&case.value, types).map(|(id, _)| id)).collect()
}

/// The branches that are open objects.
struct Branches<'t> {
    open: Vec<(&'t Pointer, TypeId, &'t Structure)>,
}

impl<'t> Branches<'t> {
    fn of(union: &'t Union, types: &'t Types, closed: &BTreeSet<TypeId>) -> Self {
        // Branches of a `oneOf` inside exclude one another, and unions that lowering makes itself are not a promise.
        let written = union.cases.iter().filter(|case| is_of_any_of(&case.pointer));
        let open = written.filter_map(|case| {
            let (id, structure) = structure_of(&case.value, types)?;
            (!closed.contains(&id)).then_some((&case.pointer, id, structure))
        });
        Self { open: open.collect() }
    }

    /// The structures that would lose members of another branch, and two branches of which that is so.
    fn losing(&self, types: &Types) -> (BTreeSet<TypeId>, Option<(&'t Pointer, &'t Pointer)>) {
        let mut overlap = Overlap::new(types);
        let mut losing = BTreeSet::new();
        let mut example = None;
        let mut left = MOST_INNER;
        let pairs = self
            .open
            .iter()
            .enumerate()
            .flat_map(|(later, branch)| self.open[..later].iter().map(move |earlier| (earlier, branch)));
        for ((first_place, first, one), (second_place, second, other)) in pairs.take(MOST_PAIRS) {
            let of_first = lacking((*first, one), (*second, other), types, &mut left);
            let of_second = lacking((*second, other), (*first, one), types, &mut left);
            // Where one has all members of the other, it is the one that is taken.
            if of_first.is_empty() || of_second.is_empty() || !overlap.hold_at_once(one, other) {
                continue;
            }
            let loses = |id: &TypeId| !keeps_more(*id, types);
            if of_first.iter().chain(&of_second).any(loses) {
                losing.extend(of_first.into_iter().chain(of_second));
                example = example.or(Some((*first_place, *second_place)));
            }
        }
        (losing, example)
    }
}

fn is_of_any_of(branch: &Pointer) -> bool {
    branch.tokens().collect::<Vec<_>>().iter().rev().nth(1).is_some_and(|keyword| keyword == "anyOf")
}

/// The structure, and those of its members, as far as they do not describe a member that the other branch has there.
/// `left` says how many members may still be looked at for the union.
fn lacking<'t>(branch: Found<'t>, other: Found<'t>, types: &'t Types, left: &mut usize) -> BTreeSet<TypeId> {
    let mut lacking = BTreeSet::new();
    let mut met = BTreeSet::from([(branch.0, other.0)]);
    let mut waiting = vec![(branch, other)];
    while let Some(((id, structure), (_, other))) = waiting.pop() {
        let own = fields_by_name(structure);
        for field in &other.fields {
            let Some(own) = own.get(field.wire.as_str()) else {
                lacking.insert(id);
                continue;
            };
            if let Some((inner, twin)) = objects_of(&own.value, &field.value, types)
                && inner.0 != twin.0
                && *left > inner.1.fields.len()
                && met.insert((inner.0, twin.0))
            {
                *left -= inner.1.fields.len();
                waiting.push((inner, twin));
            }
        }
    }
    lacking
}

fn keeps_more(id: TypeId, types: &Types) -> bool {
    match types.get(id.0).map(|found| &found.definition) {
        Some(Definition::Structure(structure)) => structure.rest != Rest::Ignored,
        _ => false,
    }
}

fn report(first: &Pointer, second: &Pointer, diagnostics: &mut Diagnostics) {
    let message = "an object can be this branch and an earlier one at once; it is read as the one that describes most of \
                   its members, and keeps the others without a type";
    diagnostics
        .push(Diagnostic::new(&codes::W544, second, message).with_related(first, "the earlier branch"));
}
