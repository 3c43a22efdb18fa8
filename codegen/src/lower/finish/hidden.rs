//! Branches of a union that an earlier one can hide: some values are both, and nothing in them says which is meant.
//!
//! In: the cases of a union, and finished types. Out: the first pair of cases that is so.
//! Must never know: schemas.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{
    Case, Definition, Enumeration, Field, Literal, Presence, Scalar, Structure, Type, TypeId, Types, Union,
    structure_of,
};

use super::telling::Telling;

/// Pairs of cases that are compared in one union.
const MOST_PAIRS: usize = 2_000;
/// Types that are looked at for one union; what is beyond is taken as told apart.
const MOST_STEPS: usize = 20_000;
/// Types inside types are looked into to this depth.
const MOST_NESTED: usize = 8;

/// An earlier case, and one that it can hide.
pub(in crate::lower) fn hidden_case<'u>(
    union: &'u Union,
    telling: &Telling<'_>,
    types: &Types,
) -> Option<(&'u Case, &'u Case)> {
    let mut overlap = Overlap::new(types);
    let pairs = union.cases.iter().enumerate().flat_map(|(later, case)| {
        union.cases[..later].iter().enumerate().map(move |(earlier, first)| ((earlier, first), (later, case)))
    });
    pairs
        .take(MOST_PAIRS)
        .find(|((earlier, first), (later, case))| {
            !telling.excludes(*earlier, *later) && overlap.hides(&first.value, &case.value, 0)
        })
        .map(|((_, first), (_, case))| (first, case))
}

/// Finds values that are of two types.
pub(in crate::lower) struct Overlap<'t> {
    types: &'t Types,
    steps: usize,
}

impl<'t> Overlap<'t> {
    pub(in crate::lower) fn new(types: &'t Types) -> Self {
        Self { types, steps: MOST_STEPS }
    }

    /// Whether there is an object that is complete for both. Members that list different values are how authors tell
    /// objects apart, whether they require them or not.
    pub(in crate::lower) fn hold_at_once(&mut self, one: &Structure, other: &Structure) -> bool {
        self.hold_to_depth(one, other, 1)
    }

    fn hold_to_depth(&mut self, one: &Structure, other: &Structure, depth: usize) -> bool {
        let twins = fields_by_name(other);
        one.fields.iter().all(|field| {
            let Some(twin) = twins.get(field.wire.as_str()) else { return true };
            let tells = |field: &Field| {
                field.constant.is_some() || self.enumeration(&field.value).is_some() || is_required(field)
            };
            if let Some(((id, inner), (twin_id, twin))) = objects_of(&field.value, &twin.value, self.types) {
                self.steps = self.steps.saturating_sub(1);
                // Members of members tell objects apart in the same way.
                return id == twin_id
                    || depth == MOST_NESTED
                    || self.steps == 0
                    || self.hold_to_depth(inner, twin, depth + 1);
            }
            !(tells(field) && tells(twin)) || self.fields_overlap(field, twin, depth)
        })
    }

    /// Whether a value of the later type can be taken for one of the earlier, which is another.
    fn hides(&mut self, earlier: &Type, later: &Type, depth: usize) -> bool {
        let (earlier, later) = (earlier.resolved(self.types), later.resolved(self.types));
        if self.are_same(earlier, later, &mut BTreeSet::new()) {
            return false;
        }
        match (earlier, later) {
            (Type::List(earlier), Type::List(later)) => {
                depth < MOST_NESTED && self.hides(earlier, later, depth + 1)
            }
            (Type::Tuple(places), Type::Tuple(others)) => {
                places.len() == others.len()
                    && places.iter().zip(others).all(|(place, other)| self.overlap(place, other, depth + 1))
            }
            // Any object is one of them, and the members say no more.
            (Type::Map(_) | Type::OpenObject, Type::Map(_) | Type::OpenObject) => true,
            (Type::Scalar(earlier), Type::Scalar(later)) => is_text(*earlier) && is_text(*later),
            _ => match (structure_of(earlier, self.types), structure_of(later, self.types)) {
                (Some((_, earlier)), Some((_, later))) => self.objects_overlap(earlier, later, depth),
                _ => false,
            },
        }
    }

    /// Whether there is an object that is complete for both, and has members of both alone.
    fn objects_overlap(&mut self, one: &Structure, other: &Structure, depth: usize) -> bool {
        let mut shared = 0;
        for (fields, others) in [(one, other), (other, one)] {
            for field in &fields.fields {
                let twin = others.fields.iter().find(|twin| twin.wire == field.wire);
                let overlaps = twin.is_some_and(|twin| self.fields_overlap(field, twin, depth + 1));
                if !overlaps && is_required(field) {
                    return false;
                }
                shared += usize::from(overlaps);
            }
        }
        shared > 0
    }

    fn fields_overlap(&mut self, one: &Field, other: &Field, depth: usize) -> bool {
        match (&one.constant, &other.constant) {
            (Some(constant), Some(twin)) => constant == twin,
            (Some(constant), None) => self.may_be(constant, &other.value),
            (None, Some(constant)) => self.may_be(constant, &one.value),
            (None, None) => self.overlap(&one.value, &other.value, depth),
        }
    }

    fn may_be(&self, constant: &Literal, value: &Type) -> bool {
        match self.enumeration(value) {
            Some(enumeration) => enumeration.members.iter().any(|member| member.wire == *constant),
            None => constant.fits(value, self.types) || matches!(constant, Literal::Json(_)),
        }
    }

    /// Whether there is a value of both types.
    fn overlap(&mut self, one: &Type, other: &Type, depth: usize) -> bool {
        if self.steps == 0 || depth > MOST_NESTED {
            return false;
        }
        self.steps -= 1;
        let types = self.types;
        let (one, other) = (one.resolved(types), other.resolved(types));
        match (one, other) {
            (Type::Any, _)
            | (_, Type::Any)
            | (Type::Nullable(_) | Type::Null, Type::Nullable(_) | Type::Null)
            | (Type::List(_) | Type::Tuple(_), Type::List(_) | Type::Tuple(_)) => true,
            (Type::Nullable(inner), other) | (other, Type::Nullable(inner)) => {
                self.overlap(inner, other, depth + 1)
            }
            (Type::Scalar(one), Type::Scalar(other)) => class_of(*one) == class_of(*other),
            (Type::Map(_) | Type::OpenObject, other) | (other, Type::Map(_) | Type::OpenObject) => {
                matches!(other, Type::Map(_) | Type::OpenObject) || structure_of(other, types).is_some()
            }
            _ => self.definitions_overlap(one, other, depth),
        }
    }

    fn definitions_overlap(&mut self, one: &Type, other: &Type, depth: usize) -> bool {
        let types = self.types;
        if let (Some((id, one)), Some((twin, other))) = (structure_of(one, types), structure_of(other, types))
        {
            return id == twin || self.objects_overlap(one, other, depth + 1);
        }
        for (one, other) in [(one, other), (other, one)] {
            if let Some(enumeration) = self.enumeration(one) {
                return enumeration.members.iter().any(|member| match other {
                    Type::Scalar(scalar) => is_of_class(&member.wire, class_of(*scalar)),
                    _ => self.may_be(&member.wire, other),
                });
            }
            if let Some(union) = self.union(one) {
                return union.cases.iter().any(|case| self.overlap(&case.value, other, depth + 1));
            }
        }
        false
    }

    /// Whether two types read the same values in the same way, so that either will do.
    fn are_same(&mut self, one: &Type, other: &Type, met: &mut BTreeSet<(TypeId, TypeId)>) -> bool {
        let types = self.types;
        let (one, other) = (one.resolved(types), other.resolved(types));
        if one == other {
            return true;
        }
        if self.steps == 0 {
            return false;
        }
        self.steps -= 1;
        match (one, other) {
            (Type::List(one), Type::List(other))
            | (Type::Map(one), Type::Map(other))
            | (Type::Nullable(one), Type::Nullable(other)) => self.are_same(one, other, met),
            (Type::Named(id), Type::Named(twin)) => {
                !met.insert((*id, *twin)) || self.are_same_definitions(*id, *twin, met)
            }
            _ => false,
        }
    }

    fn are_same_definitions(
        &mut self,
        one: TypeId,
        other: TypeId,
        met: &mut BTreeSet<(TypeId, TypeId)>,
    ) -> bool {
        let types = self.types;
        match (&types[one.0].definition, &types[other.0].definition) {
            (Definition::Structure(one), Definition::Structure(other)) => {
                let twin = |field: &Field| other.fields.iter().find(|twin| twin.wire == field.wire);
                one.fields.len() == other.fields.len()
                    && one.fields.iter().all(|field| {
                        twin(field).is_some_and(|twin| {
                            field.presence == twin.presence
                                && field.constant == twin.constant
                                && self.are_same(&field.value, &twin.value, met)
                        })
                    })
            }
            (Definition::Enumeration(one), Definition::Enumeration(other)) => {
                let values = |all: &Enumeration| {
                    all.members.iter().map(|member| format!("{:?}", member.wire)).collect::<BTreeSet<_>>()
                };
                values(one) == values(other)
            }
            (Definition::Union(one), Definition::Union(other)) => {
                one.tag == other.tag
                    && one.cases.len() == other.cases.len()
                    && one.cases.iter().zip(&other.cases).all(|(one, other)| {
                        one.tags == other.tags && self.are_same(&one.value, &other.value, met)
                    })
            }
            _ => false,
        }
    }

    fn enumeration(&self, value: &Type) -> Option<&'t Enumeration> {
        let types = self.types;
        let Type::Named(id) = value.resolved(types) else { return None };
        match &types.get(id.0)?.definition {
            Definition::Enumeration(enumeration) => Some(enumeration),
            _ => None,
        }
    }

    fn union(&self, value: &Type) -> Option<&'t Union> {
        let Type::Named(id) = value else { return None };
        let types = self.types;
        match &types.get(id.0)?.definition {
            Definition::Union(union) => Some(union),
            _ => None,
        }
    }
}

/// A structure, and its place.
pub(in crate::lower) type Found<'t> = (TypeId, &'t Structure);

/// The fields of a structure by their wire names.
pub(in crate::lower) fn fields_by_name(structure: &Structure) -> BTreeMap<&str, &Field> {
    structure.fields.iter().map(|field| (field.wire.as_str(), field)).collect()
}

/// The objects that two types hold in the same place: as they are, or as items of lists, values of maps, or what is there
/// unless it is null.
pub(in crate::lower) fn objects_of<'t>(
    one: &'t Type,
    other: &'t Type,
    types: &'t Types,
) -> Option<(Found<'t>, Found<'t>)> {
    let (mut one, mut other) = (one, other);
    for _ in 0..MOST_NESTED {
        (one, other) = match (one.resolved(types), other.resolved(types)) {
            (Type::List(one), Type::List(other)) | (Type::Map(one), Type::Map(other)) => (&**one, &**other),
            (Type::Nullable(inner), twin) | (twin, Type::Nullable(inner)) => (&**inner, twin),
            (one, other) => return Some((structure_of(one, types)?, structure_of(other, types)?)),
        };
    }
    None
}

fn is_required(field: &Field) -> bool {
    matches!(field.presence, Presence::Required | Presence::RequiredNullable)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Boolean,
    Number,
    Text,
}

fn class_of(scalar: Scalar) -> Class {
    match scalar {
        Scalar::Bool => Class::Boolean,
        Scalar::I32 | Scalar::I64 | Scalar::U32 | Scalar::U64 | Scalar::I128 | Scalar::F32 | Scalar::F64 => {
            Class::Number
        }
        _ => Class::Text,
    }
}

fn is_text(scalar: Scalar) -> bool {
    class_of(scalar) == Class::Text
}

fn is_of_class(literal: &Literal, class: Class) -> bool {
    match literal {
        Literal::String(_) => class == Class::Text,
        Literal::Integer(_) | Literal::Json(_) => class == Class::Number,
        Literal::Bool(_) => class == Class::Boolean,
    }
}
