//! Equal definitions become one.
//!
//! In: types of which some may be shared, and within what. Out: fewer types, where everything that named one of the others
//! names the one that is left; or as many, where the others are other names for it.
//! Must never know: schemas.
//!
//! Equal are definitions that read and write the same JSON with the same names: members with their types, presence, fixed
//! values and marks, listed values, cases, tags; documentation plays no part. What they name has to be equal in turn. Members
//! that only one direction has make the direction a part of it. What is deprecated in one of them and not in another is not
//! deprecated, so that a word about one place does not give the types of others another name.

use std::collections::{BTreeMap, BTreeSet};

use super::walk::{each_type_mut, each_type_of_operation_mut};
use super::{
    Api, Case, Definition, Docs, Literal, Presence, Rest, Structure, Type, TypeDefinition, TypeId, Types,
    Usage, Words, named_by, named_in, types_of_operation,
};

/// What is known of types beside their definitions.
#[derive(Debug, Default)]
pub struct Marks {
    /// Structures that say that they have no other members.
    pub closed: BTreeSet<TypeId>,
    /// Fields that only requests hold: structure and index.
    pub write_only: BTreeSet<(TypeId, usize)>,
    /// Unions whose branches may hold at once (`anyOf`).
    pub at_once: BTreeSet<TypeId>,
}

/// Shares equal definitions. `within` has, for each type that may be shared, what it may be shared within: equal ones that
/// have one of these in common become one. Types are numbered anew; `values` are types kept elsewhere.
///
/// The one that is left is the one with the fewest words, then the shortest, then the first by its place, so that one which
/// is added deeper in the description, or changes later, leaves the name of the others alone.
pub fn share_equal(api: &mut Api, within: &[Vec<String>], marks: &mut Marks, values: Vec<&mut Type>) {
    let classes = classes(&api.types, within, marks, |_| &[]);
    let kept = keepers(&api.types, within, &classes);
    if kept.iter().enumerate().all(|(index, kept)| *kept == index) {
        return;
    }
    join_deprecation(&mut api.types, &kept);
    let was_named: BTreeSet<TypeId> =
        api.types.iter().flat_map(|found| named_by(&found.definition)).collect();
    for found in &mut api.types {
        each_type_mut(&mut found.definition, &mut |id| *id = TypeId(kept[id.0]));
    }
    for operation in &mut api.operations {
        each_type_of_operation_mut(operation, &mut |id| *id = TypeId(kept[id.0]));
    }
    let stays = reached(api, within, &kept, &was_named);
    // What hung below one that is gone is what hangs at the same place of the one that is left.
    let mut of_class: BTreeMap<usize, usize> = BTreeMap::new();
    for index in (0..kept.len()).filter(|index| stays[*index]) {
        let best = of_class.entry(classes[index]).or_insert(index);
        if rank(&api.types[index]) < rank(&api.types[*best]) {
            *best = index;
        }
    }
    let number: Vec<usize> = stays
        .iter()
        .scan(0, |next, stays| {
            let number = *next;
            *next += usize::from(*stays);
            Some(number)
        })
        .collect();
    let renumbered = |id: TypeId| {
        let index = if stays[kept[id.0]] {
            kept[id.0]
        } else {
            of_class.get(&classes[id.0]).copied().unwrap_or(id.0)
        };
        TypeId(number[index])
    };
    let mut index = 0;
    api.types.retain(|_| {
        index += 1;
        stays[index - 1]
    });
    for found in &mut api.types {
        each_type_mut(&mut found.definition, &mut |id| *id = renumbered(*id));
    }
    for operation in &mut api.operations {
        each_type_of_operation_mut(operation, &mut |id| *id = renumbered(*id));
    }
    for value in values {
        super::walk::each_name_mut(value, &mut |id| *id = renumbered(*id));
    }
    marks.closed = marks.closed.iter().filter(|id| stays[id.0]).map(|id| renumbered(*id)).collect();
    marks.at_once = marks.at_once.iter().map(|id| renumbered(*id)).collect();
    marks.write_only = marks
        .write_only
        .iter()
        .filter(|(id, _)| stays[id.0])
        .map(|(id, at)| (renumbered(*id), *at))
        .collect();
}

/// Makes equal definitions other names for one of them: `within` has, for each type that may become one, what equal ones
/// must have in common. All names stay, and so does what everything refers to.
///
/// The definition is kept by the same one as in [`share_equal`]; which one that is makes no difference to anybody, as the
/// others can do all that it can.
pub fn alias_equal(types: &mut Types, within: &[Vec<String>], marks: &mut Marks) {
    // What they name has to be one type as well, so those that have nothing in common are as good as different.
    let kept = keepers(types, within, &classes(types, within, marks, |index| &within[index]));
    join_deprecation(types, &kept);
    for (index, kept) in kept.into_iter().enumerate() {
        if kept != index {
            types[index].docs.deprecated = types[kept].docs.deprecated;
            types[index].definition = Definition::Alias(Type::Named(TypeId(kept)));
            if marks.at_once.remove(&TypeId(index)) {
                marks.at_once.insert(TypeId(kept));
            }
        }
    }
}

/// Leaves deprecated what is so in all definitions that become one.
fn join_deprecation(types: &mut Types, kept: &[usize]) {
    for (index, kept) in kept.iter().enumerate().filter(|(index, kept)| index != *kept) {
        let is_deprecated = types[index].docs.deprecated;
        let parts: BTreeSet<String> =
            deprecated_parts(&mut types[index].definition).into_iter().map(|(name, _)| name).collect();
        types[*kept].docs.deprecated &= is_deprecated;
        for (name, docs) in deprecated_parts(&mut types[*kept].definition) {
            docs.deprecated = parts.contains(&name);
        }
    }
}

/// The fields and values that are deprecated, by what they are called on the wire.
fn deprecated_parts(definition: &mut Definition) -> Vec<(String, &mut Docs)> {
    let mut parts: Vec<(String, &mut Docs)> = match definition {
        Definition::Structure(structure) => {
            structure.fields.iter_mut().map(|field| (field.wire.clone(), &mut field.docs)).collect()
        }
        Definition::Enumeration(enumeration) => {
            enumeration.members.iter_mut().map(|member| (member.wire.text(), &mut member.docs)).collect()
        }
        Definition::Union(_) | Definition::Alias(_) | Definition::Newtype(_) => Vec::new(),
    };
    parts.retain(|(_, docs)| docs.deprecated);
    parts
}

/// A number for each type; equal ones have the same. What may not be shared is equal to itself alone, and so is what refers
/// to itself. `beside` gives what else has to be equal.
fn classes<'a>(
    types: &'a Types,
    within: &[Vec<String>],
    marks: &Marks,
    beside: impl Fn(usize) -> &'a [String],
) -> Vec<usize> {
    let mut classes: Vec<usize> = (0..types.len()).collect();
    let is_open = |id: &TypeId| !within[id.0].is_empty();
    let mut above: Vec<Vec<usize>> = vec![Vec::new(); types.len()];
    let mut waits_for: Vec<usize> = vec![0; types.len()];
    for (index, found) in types.iter().enumerate().filter(|(index, _)| is_open(&TypeId(*index))) {
        let below: BTreeSet<TypeId> = named_by(&found.definition).into_iter().filter(is_open).collect();
        waits_for[index] = below.len();
        for id in below {
            above[id.0].push(index);
        }
    }
    let mut ready: Vec<usize> =
        (0..types.len()).filter(|index| waits_for[*index] == 0 && is_open(&TypeId(*index))).collect();
    let mut known: BTreeMap<(Key<'_>, &[String]), usize> = BTreeMap::new();
    while let Some(index) = ready.pop() {
        let key = (Key::of(types, index, &classes, marks), beside(index));
        classes[index] = *known.entry(key).or_insert(index);
        for at in std::mem::take(&mut above[index]) {
            waits_for[at] -= 1;
            if waits_for[at] == 0 {
                ready.push(at);
            }
        }
    }
    classes
}

/// For each type the one that stays in its place.
fn keepers(types: &Types, within: &[Vec<String>], classes: &[usize]) -> Vec<usize> {
    let mut leader: Vec<usize> = (0..types.len()).collect();
    let mut first: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for (index, scopes) in within.iter().enumerate() {
        for scope in scopes {
            let other = *first.entry((classes[index], scope)).or_insert(index);
            let (one, other) = (find(&mut leader, index), find(&mut leader, other));
            let (low, high) =
                if rank(&types[one]) <= rank(&types[other]) { (one, other) } else { (other, one) };
            leader[high] = low;
        }
    }
    (0..types.len()).map(|index| find(&mut leader, index)).collect()
}

fn find(leader: &mut [usize], mut index: usize) -> usize {
    while leader[index] != index {
        leader[index] = leader[leader[index]];
        index = leader[index];
    }
    index
}

/// Who is left of several: the lowest.
fn rank(found: &TypeDefinition) -> (usize, usize, &str) {
    let words = found.words.parts();
    let length = words.iter().map(String::len).sum();
    (words.len(), length, found.pointer.as_str())
}

/// Which types something still names. What was named by none before stays without.
fn reached(api: &Api, within: &[Vec<String>], kept: &[usize], was_named: &BTreeSet<TypeId>) -> Vec<bool> {
    let mut todo: Vec<TypeId> = Vec::new();
    for operation in &api.operations {
        let (sent, received) = types_of_operation(operation);
        sent.into_iter().chain(received).for_each(|value| named_in(value, &mut todo));
    }
    todo.extend(
        (0..api.types.len())
            .filter(|index| kept[*index] == *index)
            .map(TypeId)
            .filter(|id| within[id.0].is_empty() || !was_named.contains(id)),
    );
    let mut reached = vec![false; api.types.len()];
    while let Some(id) = todo.pop() {
        if !std::mem::replace(&mut reached[id.0], true) {
            todo.extend(named_by(&api.types[id.0].definition));
        }
    }
    reached
}

/// Everything by which definitions are equal, with types by their class.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    content: Content<'a>,
    closed: bool,
    /// Only where a member belongs to one direction.
    usage: Option<(bool, bool)>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Content<'a> {
    /// Members and the rest.
    Structure(Vec<Member<'a>>, Option<Type>),
    /// Values with what they are called.
    Enumeration(Vec<(&'a Literal, &'a Words)>),
    /// Cases and the tag.
    Union(Vec<(&'a Words, Type, &'a [String])>, Option<&'a str>),
    Alias(Type),
    Newtype(Type),
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Member<'a> {
    wire: &'a str,
    words: &'a Words,
    value: Type,
    presence: Presence,
    constant: Option<&'a Literal>,
    read_only: bool,
    write_only: bool,
}

impl<'a> Key<'a> {
    fn of(types: &'a Types, index: usize, classes: &[usize], marks: &Marks) -> Self {
        let found = &types[index];
        let id = TypeId(index);
        let class_of = |value: &Type| {
            let mut value = value.clone();
            super::walk::each_name_mut(&mut value, &mut |id| *id = TypeId(classes[id.0]));
            value
        };
        let mut usage = None;
        let content = match &found.definition {
            Definition::Structure(structure) => {
                let (members, is_directed) = members(structure, id, marks, &class_of);
                usage = is_directed.then_some((found.usage.request, found.usage.response));
                let rest = match &structure.rest {
                    Rest::Ignored => None,
                    Rest::Kept(value) => Some(class_of(value)),
                };
                Content::Structure(members, rest)
            }
            Definition::Enumeration(enumeration) => {
                let mut values: Vec<(&Literal, &Words)> =
                    enumeration.members.iter().map(|member| (&member.wire, &member.words)).collect();
                values.sort();
                Content::Enumeration(values)
            }
            Definition::Union(union) => {
                let case = |case: &'a Case| (&case.words, class_of(&case.value), case.tags.as_slice());
                Content::Union(union.cases.iter().map(case).collect(), union.tag.as_deref())
            }
            Definition::Alias(value) => Content::Alias(class_of(value)),
            Definition::Newtype(value) => Content::Newtype(class_of(value)),
        };
        Self { content, closed: marks.closed.contains(&id), usage }
    }
}

/// The members in the order of their names, and whether one of them belongs to one direction.
fn members<'a>(
    structure: &'a Structure,
    id: TypeId,
    marks: &Marks,
    class_of: &dyn Fn(&Type) -> Type,
) -> (Vec<Member<'a>>, bool) {
    let mut members: Vec<Member<'a>> = structure
        .fields
        .iter()
        .enumerate()
        .map(|(at, field)| Member {
            wire: &field.wire,
            words: &field.words,
            value: class_of(&field.value),
            presence: field.presence,
            constant: field.constant.as_ref(),
            read_only: field.read_only,
            write_only: marks.write_only.contains(&(id, at)),
        })
        .collect();
    members.sort();
    let is_directed = members.iter().any(|member| member.read_only || member.write_only);
    (members, is_directed)
}

/// Forgets who reaches what, so that it can be found out anew.
pub fn forget_usage(types: &mut Types) {
    for found in types {
        found.usage = Usage::default();
    }
}
