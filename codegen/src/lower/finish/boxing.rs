//! Which types get a box where others hold them; here those that contain themselves, where the cycle closes.
//!
//! In: types without cycles of aliases. Out: the same, each of finite size.
//! Must never know: schemas.

use crate::ir::{Api, Definition, Type, TypeId, Types, box_large, cut_long_chains, held_by};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

/// One place of a definition, and what it holds by itself.
struct Held {
    place: usize,
    target: TypeId,
}

/// Boxes what has no end, then what is large, then what is far away: each pass counts on those before it.
pub(in crate::lower) fn box_types(api: &mut Api) {
    box_cycles(&mut api.types);
    box_large(api);
    cut_long_chains(api);
}

/// Boxes every place that leads back to a definition on the way from the first one.
///
/// Depth first in the order of ids, so the same input is boxed in the same places; lists and maps are boxes already.
fn box_cycles(types: &mut Types) {
    let mut marks = vec![Mark::New; types.len()];
    for start in 0..types.len() {
        if marks[start] != Mark::New {
            continue;
        }
        marks[start] = Mark::Open;
        let mut stack = vec![(start, held_in(types, start))];
        while let Some((at, next)) = stack.last_mut() {
            let at = *at;
            let Some(Held { place, target }) = next.pop() else {
                marks[at] = Mark::Done;
                stack.pop();
                continue;
            };
            match marks[target.0] {
                Mark::New => {
                    marks[target.0] = Mark::Open;
                    let further = held_in(types, target.0);
                    stack.push((target.0, further));
                }
                Mark::Open => box_place(types, at, place, target),
                Mark::Done => {}
            }
        }
    }
}

/// What each place of the definition holds, the first place last.
fn held_in(types: &Types, at: usize) -> Vec<Held> {
    let places: Vec<&Type> = match &types[at].definition {
        Definition::Structure(structure) => structure.fields.iter().map(|field| &field.value).collect(),
        Definition::Union(union) => union.cases.iter().map(|case| &case.value).collect(),
        Definition::Newtype(value) => vec![value],
        // Aliases have no size of their own: places look through them.
        Definition::Alias(_) | Definition::Enumeration(_) => Vec::new(),
    };
    let mut held: Vec<Held> = places
        .into_iter()
        .enumerate()
        .flat_map(|(place, value)| {
            held_by(value, types).into_iter().map(move |target| Held { place, target })
        })
        .collect();
    held.reverse();
    held
}

fn box_place(types: &mut Types, at: usize, place: usize, target: TypeId) {
    // What stands in meanwhile must have a size of its own: an alias of this definition still leads to it.
    let mut definition = std::mem::replace(&mut types[at].definition, Definition::Newtype(Type::Any));
    let value = match &mut definition {
        Definition::Structure(structure) => structure.fields.get_mut(place).map(|field| &mut field.value),
        Definition::Union(union) => union.cases.get_mut(place).map(|case| &mut case.value),
        Definition::Newtype(value) => Some(value),
        Definition::Alias(_) | Definition::Enumeration(_) => None,
    };
    if let Some(value) = value {
        box_value(value, target, types);
    }
    types[at].definition = definition;
}

/// Boxes the names in the value that hold `target`.
fn box_value(value: &mut Type, target: TypeId, types: &Types) {
    match value {
        Type::Named(id) if *id == target || held_by(&Type::Named(*id), types).contains(&target) => {
            *value = Type::Boxed(*id);
        }
        Type::Nullable(inner) => box_value(inner, target, types),
        Type::Tuple(members) => members.iter_mut().for_each(|member| box_value(member, target, types)),
        _ => {}
    }
}
