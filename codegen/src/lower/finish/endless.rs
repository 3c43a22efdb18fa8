//! Structures that need themselves: no value of them would ever end.
//!
//! In: types after presence is settled. Out: types of which each has a finite value.
//! Must never know: schemas.

use std::collections::BTreeSet;

use crate::diag::code_table::lower as codes;
use crate::diag::{Diagnostic, Diagnostics};

use crate::ir::{Definition, Presence, Type, TypeId, Types};

/// Lets the member be absent that closes a circle of required members.
///
/// Every type must have a value to begin with: builders and decoders fill a blank one.
pub(in crate::lower) fn open_infinite_types(types: &mut Types, diagnostics: &mut Diagnostics) {
    let mut needs: Vec<BTreeSet<usize>> = (0..types.len()).map(|at| needed_by(types, at)).collect();
    let mut endless = settle(&mut needs, (0..types.len()).collect());
    while let Some(&start) = endless.first() {
        let circle = circle_from(&needs, start);
        let member = circle
            .iter()
            .zip(circle.iter().cycle().skip(1))
            .find_map(|(&at, &next)| Some((at, open_member(types, at, next)?)));
        let at = match member {
            Some((at, diagnostic)) => {
                diagnostics.push(diagnostic);
                at
            }
            None => fall_back_to_any(types, start, &circle, diagnostics),
        };
        needs[at] = needed_by(types, at);
        endless = settle(&mut needs, endless);
    }
}

/// Strikes out what has a finite value, and gives the rest.
fn settle(needs: &mut [BTreeSet<usize>], candidates: BTreeSet<usize>) -> BTreeSet<usize> {
    let mut needed_for: Vec<Vec<usize>> = vec![Vec::new(); needs.len()];
    for &at in &candidates {
        for &target in &needs[at] {
            needed_for[target].push(at);
        }
    }
    let mut left = candidates;
    let mut finite: Vec<usize> =
        (0..needs.len()).filter(|at| !left.contains(at) || needs[*at].is_empty()).collect();
    while let Some(done) = finite.pop() {
        left.remove(&done);
        for &at in &needed_for[done] {
            if needs[at].remove(&done) && needs[at].is_empty() {
                finite.push(at);
            }
        }
    }
    left
}

/// The definitions without which there is no value of this one.
fn needed_by(types: &Types, at: usize) -> BTreeSet<usize> {
    let mut needed = BTreeSet::new();
    match &types[at].definition {
        Definition::Structure(structure) => {
            for field in structure.fields.iter().filter(|field| field.presence == Presence::Required) {
                needed_in(&field.value, &mut needed);
            }
        }
        Definition::Alias(value) | Definition::Newtype(value) => needed_in(value, &mut needed),
        // There is always a value that the description does not list.
        Definition::Enumeration(_) | Definition::Union(_) => {}
    }
    needed
}

fn needed_in(value: &Type, needed: &mut BTreeSet<usize>) {
    match value {
        Type::Named(TypeId(id)) | Type::Boxed(TypeId(id)) | Type::Far(TypeId(id)) => {
            needed.insert(*id);
        }
        Type::Tuple(members) => members.iter().for_each(|member| needed_in(member, needed)),
        _ => {}
    }
}

/// Follows what is needed until it comes round: the circle, beginning with what closes it.
fn circle_from(needs: &[BTreeSet<usize>], start: usize) -> Vec<usize> {
    let mut way = Vec::new();
    let mut seen = BTreeSet::new();
    let mut at = start;
    while seen.insert(at) {
        way.push(at);
        match needs[at].first() {
            Some(&next) => at = next,
            None => return way,
        }
    }
    let mut circle = way.split_off(way.iter().position(|&visited| visited == at).unwrap_or_default());
    circle.rotate_right(1);
    circle
}

/// Opens the member that leads to the next definition, where this one is a structure.
fn open_member(types: &mut Types, at: usize, target: usize) -> Option<Diagnostic> {
    let Definition::Structure(structure) = &mut types[at].definition else { return None };
    let field = structure.fields.iter_mut().find(|field| {
        let mut needed = BTreeSet::new();
        needed_in(&field.value, &mut needed);
        field.presence == Presence::Required && needed.contains(&target)
    })?;
    field.presence = Presence::Optional;
    let message = format!(
        "`{}` requires a value of the schema that contains it, so no finite value exists; it is made optional",
        field.wire
    );
    Some(Diagnostic::new(&codes::W513, &field.pointer, message))
}

/// No member is on the circle, only lists of fixed length: any JSON value is accepted.
fn fall_back_to_any(
    types: &mut Types,
    start: usize,
    circle: &[usize],
    diagnostics: &mut Diagnostics,
) -> usize {
    let at = circle.first().copied().unwrap_or(start);
    let message = "this schema requires itself, so no finite value exists; accepting any JSON value";
    diagnostics.push(Diagnostic::new(&codes::W513, &types[at].pointer, message));
    types[at].definition = Definition::Newtype(Type::Any);
    at
}
