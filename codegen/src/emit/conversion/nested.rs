//! What unions that are cases of another take, as that one takes it too.
//!
//! In: a union's cases. Out: the values, each with the one way that leads to it.
//! Must never know: how a conversion is written.

use std::collections::BTreeMap;

use crate::ir::{Definition, Scalar, Type, TypeId, Types};

use super::payload::{is_text, payload};

/// A union with more cases than this, those of unions that its cases hold among them, takes none of theirs: each is an item.
const MOST_NESTED: usize = 64;

/// A value that a union takes as a case of a union that is a case of it.
pub(super) struct Nested {
    /// The case on the way.
    pub(super) index: usize,
    /// The unions on the way, the one that the case holds first.
    pub(super) unions: Vec<Type>,
    pub(super) value: Type,
    /// Whether an integer in the source, which is an `i32` unless something says otherwise, is given as such a value.
    pub(super) has_literal: bool,
}

/// What unions that are cases of the union `id` take as one of theirs, where there is one way to it. Each union on that way
/// takes the one behind it, as that is the only such case: with another there would be another way.
pub(super) fn nested_values(id: TypeId, payloads: &[Type], types: &Types) -> Vec<Nested> {
    let mut ways: BTreeMap<String, Vec<Nested>> = BTreeMap::new();
    let whole = |(index, payload): (usize, &Type)| (index, vec![Type::Named(id)], payload.clone());
    let mut waiting: Vec<_> = payloads.iter().enumerate().map(whole).collect();
    let mut looks = 0;
    while let Some((index, way, value)) = waiting.pop() {
        looks += 1;
        if looks > MOST_NESTED {
            return Vec::new();
        }
        let inner = cases_of(&value, types);
        if !inner.is_empty() {
            if !way.contains(&value) {
                let way: Vec<Type> = way.into_iter().chain([value]).collect();
                waiting.extend(inner.into_iter().map(|value| (index, way.clone(), value)));
            }
        } else if way.len() > 1 && is_told_by_type(&value) {
            let nested = Nested { index, unions: way[1..].to_vec(), value, has_literal: false };
            ways.entry(format!("{:?}", nested.value)).or_default().push(nested);
        }
    }
    let small = Type::Scalar(Scalar::I32);
    let has_small = ways.contains_key(&format!("{small:?}")) || payloads.contains(&small);
    let has_literal = |value: &Type| *value == Type::Scalar(Scalar::I64) && !has_small;
    let only = ways.into_values().filter_map(|mut ways| ways.pop().filter(|_| ways.is_empty()));
    only.filter(|nested| !payloads.contains(&nested.value))
        .map(|nested| Nested { has_literal: has_literal(&nested.value), ..nested })
        .collect()
}

/// What the cases of a union hold; nothing where it is not a union.
fn cases_of(value: &Type, types: &Types) -> Vec<Type> {
    let Type::Named(id) = value else { return Vec::new() };
    match types.get(id.0).map(|found| &found.definition) {
        Some(Definition::Union(union)) => {
            union.cases.iter().map(|case| payload(&case.value, types)).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a value of the type is given as just that: texts, lists and maps are given in more ways than one.
fn is_told_by_type(value: &Type) -> bool {
    match value {
        Type::Named(_) => true,
        Type::Scalar(_) => !is_text(value),
        _ => false,
    }
}
