//! Members of members whose listed values tell the cases of a union apart.
//!
//! In: the cases of a union, and finished types. Out: for each case the ways to such members, and the values listed there.
//! Must never know: schemas.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::ir::{Definition, Field, Literal, Presence, Structure, Type, TypeId, Types, Union, structure_of};

/// Members of members are looked at to this depth, a list on the way counting as one.
const MOST_NESTED: usize = 12;
/// Enumerations are looked at to this depth and in no list: wherever they are, reading notes what they do not list. Of a
/// fixed value it does not, as the field that holds it takes others, too.
const MOST_NESTED_ENUMERATION: usize = 3;
/// Members of one case that are looked at, those near the top first.
const MOST_LOOKS: usize = 1_000;
/// Members of all cases of one union that are looked at.
const MOST_LOOKS_OF_UNION: usize = 100_000;
/// Members of one case that are told apart by when a value is read.
const MOST_TELLING: usize = 16;
/// A member with more values than this says little about its object.
const MOST_VALUES: usize = 16;
/// Members that are looked up in the other cases of one union.
const MOST_LOOK_UPS: usize = 100_000;
/// The step from a list to each of its items. A list has no members, so no name can be meant.
const EACH_ITEM: &str = "[]";

/// The names on the way to a member; `[]` leads from a list to its items.
pub(in crate::lower) type MemberPath = Vec<String>;

/// A member of a case that lists its values.
struct Member {
    listed: Vec<Literal>,
    /// Whether every value of the case has it.
    required: bool,
}

/// The listed values of the cases of one union.
pub(in crate::lower) struct Telling<'t> {
    cases: Vec<Case<'t>>,
    types: &'t Types,
}

struct Case<'t> {
    structure: Option<&'t Structure>,
    members: BTreeMap<MemberPath, Member>,
}

impl<'t> Telling<'t> {
    /// Looks at the cases of a union.
    pub(in crate::lower) fn of(union: &Union, types: &'t Types) -> Self {
        let mut looks = MOST_LOOKS_OF_UNION;
        let cases = union.cases.iter().map(|case| {
            let found = structure_of(&case.value, types);
            let members = found.map(|found| listed_members(found, types, &mut looks));
            Case { structure: found.map(|(_, structure)| structure), members: members.unwrap_or_default() }
        });
        Self { cases: cases.collect(), types }
    }

    /// The listed values of each case that another case with such a member does not list in the same way.
    pub(in crate::lower) fn ways(&self) -> Vec<Vec<(MemberPath, Vec<Literal>)>> {
        let differing = self.differing();
        let telling = |case: &Case<'_>| {
            let listed = case.members.iter().filter(|(way, _)| differing.contains(way));
            listed.take(MOST_TELLING).map(|(way, member)| (way.clone(), member.listed.clone())).collect()
        };
        self.cases.iter().map(telling).collect()
    }

    fn differing(&self) -> BTreeSet<&MemberPath> {
        let mut first: BTreeMap<&MemberPath, &Vec<Literal>> = BTreeMap::new();
        let mut differing = BTreeSet::new();
        for (way, member) in self.cases.iter().flat_map(|case| &case.members) {
            if **first.entry(way).or_insert(&member.listed) != member.listed {
                differing.insert(way);
            }
        }
        let mut look_ups = 0;
        for way in first.into_keys().filter(|way| !differing.contains(way)).collect::<Vec<_>>() {
            let is_unlisted = |case: &Case<'_>| {
                look_ups += 1;
                look_ups <= MOST_LOOK_UPS
                    && !case.members.contains_key(way)
                    && case.structure.is_some_and(|structure| has_member(structure, way, self.types))
            };
            if self.cases.iter().any(is_unlisted) {
                differing.insert(way);
            }
            if look_ups > MOST_LOOK_UPS {
                break;
            }
        }
        differing
    }

    /// Whether a member that values of both cases always have lists no value for one that it lists for the other.
    pub(in crate::lower) fn excludes(&self, one: usize, other: usize) -> bool {
        let (Some(one), Some(other)) = (self.cases.get(one), self.cases.get(other)) else { return false };
        one.members.iter().filter(|(_, member)| member.required).any(|(way, member)| {
            let twin = other.members.get(way).filter(|twin| twin.required);
            twin.is_some_and(|twin| !member.listed.iter().any(|literal| twin.listed.contains(literal)))
        })
    }
}

/// An object on the way, and how it was reached.
struct Reached<'t> {
    structure: (TypeId, &'t Structure),
    way: MemberPath,
    /// The objects around it, with itself: none is entered again below itself.
    within: Vec<TypeId>,
    required: bool,
    is_in_list: bool,
}

/// The members that list values. `left` says how many members may still be looked at for the union.
fn listed_members(
    (id, structure): (TypeId, &Structure),
    types: &Types,
    left: &mut usize,
) -> BTreeMap<MemberPath, Member> {
    let mut members = BTreeMap::new();
    let whole = Reached {
        structure: (id, structure),
        way: Vec::new(),
        within: vec![id],
        required: true,
        is_in_list: false,
    };
    let mut waiting = VecDeque::from([whole]);
    let mut looks = 0;
    while let Some(reached) = waiting.pop_front() {
        for field in &reached.structure.1.fields {
            if looks == MOST_LOOKS || *left == 0 {
                return members;
            }
            looks += 1;
            *left -= 1;
            let (value, steps) = behind(field, types);
            let depth = reached.way.len() + 1 + steps;
            let is_in_list = steps > 0 || reached.is_in_list;
            let required = reached.required
                && !is_in_list
                && matches!(field.presence, Presence::Required | Presence::RequiredNullable);
            let listed = match &field.constant {
                Some(constant) => Some(vec![constant.clone()]),
                None if depth > MOST_NESTED_ENUMERATION || is_in_list => None,
                None => listed_values(value, types),
            };
            let way = || {
                let items = (0..steps).map(|_| EACH_ITEM.to_owned());
                reached.way.iter().cloned().chain([field.wire.clone()]).chain(items).collect()
            };
            if let Some(listed) = listed {
                members.insert(way(), Member { listed, required });
            } else if let Some(structure) = structure_of(value, types)
                && depth < MOST_NESTED
                && !reached.within.contains(&structure.0)
            {
                let within = reached.within.iter().copied().chain([structure.0]).collect();
                waiting.push_back(Reached { structure, way: way(), within, required, is_in_list });
            }
        }
    }
    members
}

/// What a member holds where it is neither null nor a list, and how many lists are around that.
fn behind<'t>(field: &'t Field, types: &'t Types) -> (&'t Type, usize) {
    let mut value = &field.value;
    let mut lists = 0;
    for _ in 0..MOST_NESTED {
        match value.resolved(types) {
            Type::Nullable(inner) => value = inner,
            Type::List(item) => {
                lists += 1;
                value = item;
            }
            _ => break,
        }
    }
    (value, lists)
}

fn has_member(structure: &Structure, way: &[String], types: &Types) -> bool {
    let Some((name, rest)) = way.split_first() else { return true };
    let Some(field) = structure.fields.iter().find(|field| field.wire == *name) else { return false };
    let (value, lists) = behind(field, types);
    let steps = rest.iter().take_while(|step| *step == EACH_ITEM).count();
    match rest.get(steps..) {
        _ if steps != lists => false,
        None | Some([]) => true,
        Some(further) => {
            structure_of(value, types).is_some_and(|(_, inner)| has_member(inner, further, types))
        }
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
