//! Unions that are one of their own cases.
//!
//! In: types as lowered, no alias part of a cycle of aliases. Out: unions of which no case leads back to the union without a
//! list, a map or a member on the way.
//! Must never know: schemas.
//!
//! Such a case adds no value to the union, and whoever reads one would ask the union again, endlessly.

use crate::diag::code_table::lower as codes;
use crate::diag::{Diagnostic, Diagnostics};

use crate::ir::{Definition, Type, TypeId, Types, Union};

use super::aliases::Mark;

/// Takes the cases out that lead back to their own union; a union of nothing else can hold any value.
pub(in crate::lower) fn leave_out_circular_cases(types: &mut Types, diagnostics: &mut Diagnostics) {
    let mut marks = vec![Mark::New; types.len()];
    for start in 0..types.len() {
        if marks[start] != Mark::New || !is_union(types, start) {
            continue;
        }
        // What is left to be looked at stands behind each definition on the way, last first.
        marks[start] = Mark::Open;
        let mut way = vec![(start, held_by(types, start))];
        while let Some((at, held)) = way.last_mut() {
            let at = *at;
            let Some(next) = held.pop() else {
                marks[at] = Mark::Done;
                way.pop();
                continue;
            };
            match marks[next] {
                Mark::New => {
                    marks[next] = Mark::Open;
                    way.push((next, held_by(types, next)));
                }
                Mark::Open => {
                    let circle: Vec<usize> =
                        way.iter().map(|(at, _)| *at).skip_while(|at| *at != next).collect();
                    let Some((at, added)) = break_circle(types, &circle, diagnostics) else { continue };
                    way.iter_mut().filter(|(open, _)| *open == at).for_each(|(_, held)| held.extend(&added));
                }
                Mark::Done => {}
            }
        }
    }
}

fn is_union(types: &Types, at: usize) -> bool {
    matches!(types[at].definition, Definition::Union(_))
}

/// The definitions whose values are, as they are, values of this one; the first is the last.
fn held_by(types: &Types, at: usize) -> Vec<usize> {
    match &types[at].definition {
        Definition::Union(union) => union.cases.iter().rev().filter_map(|case| named(&case.value)).collect(),
        Definition::Alias(value) | Definition::Newtype(value) => named(value).into_iter().collect(),
        Definition::Structure(_) | Definition::Enumeration(_) => Vec::new(),
    }
}

fn named(value: &Type) -> Option<usize> {
    match value {
        Type::Named(TypeId(id)) | Type::Boxed(TypeId(id)) => Some(*id),
        Type::Nullable(inner) => named(inner),
        _ => None,
    }
}

/// Takes the case out that closes the circle. What the other unions of it hold, the last one holds too: gives that one, and
/// what it leads to by that.
fn break_circle(
    types: &mut Types,
    circle: &[usize],
    diagnostics: &mut Diagnostics,
) -> Option<(usize, Vec<usize>)> {
    // Aliases and structs around a value have no choice.
    let place = circle.iter().rposition(|at| is_union(types, *at))?;
    let (at, through) = (circle[place], circle[(place + 1) % circle.len()]);
    let others: Vec<Union> =
        circle.iter().filter(|other| **other != at).filter_map(|other| union_at(types, *other)).collect();
    let mut union = union_at(types, at)?;
    let place = union.cases.iter().position(|case| named(&case.value) == Some(through))?;
    let left_out = union.cases.remove(place);
    let moved = |case: usize| case - usize::from(case > place);
    union.otherwise = union.otherwise.filter(|case| *case != place).map(moved);
    let mut added = Vec::new();
    for case in others.into_iter().filter(|other| other.tag == union.tag).flat_map(|other| other.cases) {
        let target = named(&case.value);
        let is_known = union.cases.iter().any(|known| known.value == case.value);
        if !is_known && target.is_none_or(|target| !circle.contains(&target)) {
            added.extend(target);
            union.cases.push(case);
        }
    }
    let message = "this branch leads back to the schema that it is a branch of; it is left out";
    let help = "remove the branch: it allows nothing that the other branches do not";
    diagnostics.push(Diagnostic::new(&codes::W507, &left_out.pointer, message).with_help(help));
    types[at].definition =
        if union.cases.is_empty() { Definition::Newtype(Type::Any) } else { Definition::Union(union) };
    Some((at, added))
}

fn union_at(types: &Types, at: usize) -> Option<Union> {
    match &types[at].definition {
        Definition::Union(union) => Some(union.clone()),
        _ => None,
    }
}
