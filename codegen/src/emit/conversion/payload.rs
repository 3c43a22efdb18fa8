//! What a case holds, as the compiler sees it.
//!
//! In: types of the IR. Out: the same without names for other types, and whether a text could be such a value.
//! Must never know: what converts into it.

use std::collections::BTreeSet;

use crate::ir::{Definition, Scalar, Type, TypeId, Types};

/// So many types below a union are asked whether a text could be one of them.
const MOST_ASKED: usize = 64;

/// The type as the compiler sees it: without aliases, without a box around the whole.
pub(super) fn payload(value: &Type, types: &Types) -> Type {
    match value.resolved(types) {
        Type::Boxed(id) | Type::Far(id) => Type::Named(*id).resolved(types).clone(),
        other => bare(other, types, 0),
    }
}

/// Whether a text could be such a value. Bytes in Base64 are given as bytes.
pub(super) fn takes_text(value: &Type, types: &Types, seen: &mut BTreeSet<TypeId>) -> bool {
    match value.resolved(types) {
        Type::Nullable(inner) => takes_text(inner, types, seen),
        Type::Named(id) | Type::Boxed(id) | Type::Far(id) => {
            if seen.len() > MOST_ASKED || !seen.insert(*id) {
                return false;
            }
            match types.get(id.0).map(|definition| &definition.definition) {
                Some(Definition::Enumeration(enumeration)) => enumeration.is_text(),
                Some(Definition::Union(union)) => {
                    union.cases.iter().any(|case| takes_text(&case.value, types, seen))
                }
                Some(Definition::Newtype(inner)) => takes_text(inner, types, seen),
                _ => false,
            }
        }
        other => is_text(other),
    }
}

pub(super) fn is_text(value: &Type) -> bool {
    let Type::Scalar(scalar) = value else { return false };
    matches!(
        scalar,
        Scalar::String
            | Scalar::DateTime
            | Scalar::Date
            | Scalar::Time
            | Scalar::Uuid
            | Scalar::Uri
            | Scalar::Secret
    )
}

fn bare(value: &Type, types: &Types, depth: usize) -> Type {
    let value = value.resolved(types);
    if depth > 64 {
        return value.clone();
    }
    let inner = |value: &Type| Box::new(bare(value, types, depth + 1));
    match value {
        Type::List(items) => Type::List(inner(items)),
        Type::Map(values) => Type::Map(inner(values)),
        Type::Nullable(value) => Type::Nullable(inner(value)),
        Type::Tuple(places) => Type::Tuple(places.iter().map(|place| *inner(place)).collect()),
        other => other.clone(),
    }
}
