//! Members of members whose listed values tell the cases of a union apart.
//!
//! In: the cases of a union, and finished types. Out: for each case the ways to such members, and the values listed there.
//! Must never know: schemas.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Definition, Literal, Presence, Structure, Type, Types, Union, structure_of};

/// Members of members are looked at to this depth.
const MOST_NESTED: usize = 3;
/// Members of one case that are looked at.
const MOST_WAYS: usize = 256;
/// Members of one case that are told apart by when a value is read.
const MOST_TELLING: usize = 16;
/// A member with more values than this says little about its object.
const MOST_VALUES: usize = 16;

/// The names on the way to a member.
pub(in crate::lower) type MemberPath = Vec<String>;

/// What a case says about a member.
struct Member {
    /// The values that it lists, if it does.
    listed: Option<Vec<Literal>>,
    /// Whether every value of the case has it.
    required: bool,
}

/// The listed values of the cases of one union.
pub(in crate::lower) struct Telling {
    cases: Vec<BTreeMap<MemberPath, Member>>,
}

impl Telling {
    /// Looks at the cases of a union.
    pub(in crate::lower) fn of(union: &Union, types: &Types) -> Self {
        let cases = union.cases.iter().map(|case| {
            let mut members = BTreeMap::new();
            if let Some((_, structure)) = structure_of(&case.value, types) {
                gather(structure, types, &mut Vec::new(), true, &mut members);
            }
            members
        });
        Self { cases: cases.collect() }
    }

    /// The listed values of each case that another case does not list in the same way.
    pub(in crate::lower) fn ways(&self) -> Vec<Vec<(MemberPath, Vec<Literal>)>> {
        let mut differing: BTreeSet<&MemberPath> = BTreeSet::new();
        let mut first: BTreeMap<&MemberPath, &Option<Vec<Literal>>> = BTreeMap::new();
        for (way, member) in self.cases.iter().flatten() {
            if **first.entry(way).or_insert(&member.listed) != member.listed {
                differing.insert(way);
            }
        }
        let telling = |members: &BTreeMap<MemberPath, Member>| {
            let listed = members.iter().filter(|(way, _)| differing.contains(way));
            let listed = listed.filter_map(|(way, member)| Some((way.clone(), member.listed.clone()?)));
            listed.take(MOST_TELLING).collect()
        };
        self.cases.iter().map(telling).collect()
    }

    /// Whether a member that values of both cases always have lists no value for one that it lists for the other.
    pub(in crate::lower) fn excludes(&self, one: usize, other: usize) -> bool {
        let (Some(one), Some(other)) = (self.cases.get(one), self.cases.get(other)) else { return false };
        one.iter().filter(|(_, member)| member.required).any(|(way, member)| {
            let (Some(listed), Some(others)) = (
                &member.listed,
                other.get(way).filter(|other| other.required).and_then(|other| other.listed.as_ref()),
            ) else {
                return false;
            };
            !listed.iter().any(|literal| others.contains(literal))
        })
    }
}

fn gather(
    structure: &Structure,
    types: &Types,
    way: &mut MemberPath,
    required: bool,
    members: &mut BTreeMap<MemberPath, Member>,
) {
    for field in &structure.fields {
        if members.len() >= MOST_WAYS {
            return;
        }
        way.push(field.wire.clone());
        let required = required && matches!(field.presence, Presence::Required | Presence::RequiredNullable);
        let listed = match &field.constant {
            Some(constant) => Some(vec![constant.clone()]),
            None => listed_values(&field.value, types),
        };
        let inner = structure_of(&field.value, types).filter(|_| way.len() < MOST_NESTED);
        members.insert(way.clone(), Member { listed, required });
        if let Some((_, inner)) = inner {
            gather(inner, types, way, required, members);
        }
        way.pop();
    }
}

/// The few values that a type lists.
pub(in crate::lower) fn listed_values(value: &Type, types: &Types) -> Option<Vec<Literal>> {
    let Type::Named(id) = value.resolved(types) else { return None };
    match &types.get(id.0)?.definition {
        Definition::Enumeration(enumeration) if enumeration.members.len() <= MOST_VALUES => {
            Some(enumeration.members.iter().map(|member| member.wire.clone()).collect())
        }
        _ => None,
    }
}
