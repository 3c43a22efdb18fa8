//! Values that are large get a box where others hold them.
//!
//! In: types of finite size. Out: the same, none of them larger than [`MOST_OF_TYPE`] bytes, or [`LEAST_OF_PLACE`] for each
//! of its members. Must never know: schemas.
//!
//! Values that hold one another multiply: seven schemas of four members each make a value of a megabyte, which no stack
//! has room for. What a place may hold depends on the value in it and, by powers of two, on how many members stand beside
//! it, and on nothing else: an optional member that an API adds seldom moves another one into a box.

use super::size::Size;
use super::walk::inline_in;
use super::{Api, Definition, Media, Presence, Success, Type, TypeDefinition, TypeId, Types};

/// What a member or case holds by itself at most.
pub(super) const MOST_OF_PLACE: usize = 512;

/// What a member may hold whatever stands beside it. No text, list, map, number or box needs more.
pub(super) const LEAST_OF_PLACE: usize = 40;

/// What a type takes at most, unless it has so many members that each of them has [`LEAST_OF_PLACE`].
pub(super) const MOST_OF_TYPE: usize = 4096;

/// Boxes what is too large for its place. What holds comes after what it holds, so that a size is known when it is asked for.
pub fn box_large(api: &mut Api) {
    let sizes = box_in_types(&mut api.types);
    for operation in &mut api.operations {
        let Success::ByStatus { responses, .. } = &mut operation.success else { continue };
        for response in responses {
            if let Media::Json(value) = &mut response.media
                && Size::of(value, &sizes).bytes > MOST_OF_PLACE
            {
                box_parts(value, MOST_OF_PLACE, &sizes, &api.types);
            }
        }
    }
}

fn box_in_types(types: &mut Types) -> Vec<Size> {
    let mut sizes = vec![Size::NOTHING; types.len()];
    for at in held_first(types) {
        let mut definition = std::mem::replace(&mut types[at].definition, Definition::Newtype(Type::Any));
        for (value, presence, most) in places(&mut definition) {
            if Size::of(value, &sizes).with(presence).bytes > most {
                box_parts(value, most, &sizes, types);
            }
        }
        sizes[at] = Size::of_definition(&definition, &sizes);
        types[at].definition = definition;
    }
    sizes
}

/// How many bytes a value of each definition takes at most on a target of 64 bits.
#[must_use]
pub fn sizes(types: &Types) -> Vec<usize> {
    let mut sizes = vec![Size::NOTHING; types.len()];
    for at in held_first(types) {
        sizes[at] = Size::of_definition(&types[at].definition, &sizes);
    }
    sizes.into_iter().map(|size| size.bytes).collect()
}

/// What a definition may take: what the boxes see to.
#[must_use]
pub fn most_of(definition: &TypeDefinition) -> usize {
    let members = match &definition.definition {
        Definition::Structure(structure) => structure.places(),
        _ => 1,
    };
    MOST_OF_TYPE.max(members.saturating_mul(LEAST_OF_PLACE))
}

/// Each place that may get a box, with its presence, and how many bytes it may take.
fn places(definition: &mut Definition) -> Vec<(&mut Type, Presence, usize)> {
    match definition {
        Definition::Structure(structure) => {
            let most =
                (MOST_OF_TYPE / structure.places().next_power_of_two()).clamp(LEAST_OF_PLACE, MOST_OF_PLACE);
            let fields = structure.fields.iter_mut();
            fields.map(|field| (&mut field.value, field.presence, most)).collect()
        }
        Definition::Union(union) => {
            let cases = union.cases.iter_mut();
            cases.map(|case| (&mut case.value, Presence::Required, MOST_OF_PLACE)).collect()
        }
        Definition::Newtype(value) => vec![(value, Presence::Required, MOST_OF_PLACE)],
        // Places look through aliases.
        Definition::Alias(_) | Definition::Enumeration(_) => Vec::new(),
    }
}

/// Boxes the names in a value; those in a list of fixed length only where they are too large for a part of it.
fn box_parts(value: &mut Type, most: usize, sizes: &[Size], types: &Types) {
    match value {
        Type::Named(id) if can_be_boxed(*id, types) => *value = Type::Boxed(*id),
        Type::Nullable(inner) => box_parts(inner, most, sizes, types),
        Type::Tuple(parts) => {
            let most = (most / parts.len().max(1)).max(LEAST_OF_PLACE);
            for part in parts.iter_mut().filter(|part| Size::of(part, sizes).bytes > most) {
                box_parts(part, most, sizes, types);
            }
        }
        _ => {}
    }
}

/// An alias of a text, a list or a box already is no larger than a box is worth.
fn can_be_boxed(id: TypeId, types: &Types) -> bool {
    matches!(Type::Named(id).resolved(types), Type::Named(_) | Type::Tuple(_) | Type::Nullable(_))
}

/// The definitions, each behind those that it holds by itself.
fn held_first(types: &Types) -> Vec<usize> {
    let mut order = Vec::with_capacity(types.len());
    let mut seen = vec![false; types.len()];
    for start in 0..types.len() {
        let mut stack = vec![(start, false)];
        while let Some((at, done)) = stack.pop() {
            if done {
                order.push(at);
            } else if !std::mem::replace(&mut seen[at], true) {
                stack.push((at, true));
                let held = inline_in(&types[at].definition);
                stack.extend(held.into_iter().filter(|held| !seen[held.0]).map(|held| (held.0, false)));
            }
        }
    }
    order
}
