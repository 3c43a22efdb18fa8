//! Structures that are read where there is more than they describe: branches of `anyOf` that hold at once, and parents.
//!
//! In: finished types, and which unions come of `anyOf`. Out: structures that keep members without a field.
//! Must never know: schemas.

use std::collections::BTreeSet;

use crate::diag::code_table::lower as codes;
use crate::diag::{Diagnostic, Diagnostics, Pointer};
use crate::ir::{Definition, Rest, Structure, Type, TypeId, Types, Union, structure_of};

use super::hidden::Overlap;

/// Pairs of branches that are compared in one union.
const MOST_PAIRS: usize = 2_000;

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
        let pairs = self
            .open
            .iter()
            .enumerate()
            .flat_map(|(later, branch)| self.open[..later].iter().map(move |earlier| (earlier, branch)));
        for ((first_place, first, one), (second_place, second, other)) in pairs.take(MOST_PAIRS) {
            // Where one has all members of the other, it is the one that is taken.
            let loses = one.rest == Rest::Ignored || other.rest == Rest::Ignored;
            if loses && lacks(one, other) && lacks(other, one) && overlap.hold_at_once(one, other) {
                losing.extend([*first, *second]);
                example = example.or(Some((*first_place, *second_place)));
            }
        }
        (losing, example)
    }
}

fn is_of_any_of(branch: &Pointer) -> bool {
    branch.tokens().collect::<Vec<_>>().iter().rev().nth(1).is_some_and(|keyword| keyword == "anyOf")
}

/// Whether the other has a member that this one does not describe.
fn lacks(structure: &Structure, other: &Structure) -> bool {
    let names: BTreeSet<&str> = structure.fields.iter().map(|field| field.wire.as_str()).collect();
    other.fields.iter().any(|field| !names.contains(field.wire.as_str()))
}

fn report(first: &Pointer, second: &Pointer, diagnostics: &mut Diagnostics) {
    let message = "an object can be this branch and an earlier one at once; it is read as the one that describes most of \
                   its members, and keeps the others without a type";
    diagnostics
        .push(Diagnostic::new(&codes::W544, second, message).with_related(first, "the earlier branch"));
}
