//! The invariants of the language between `lower` and `emit`.
//!
//! In: an [`Api`]. Out: what does not hold; always nothing, or `lower` is wrong.
//! Must never know: descriptions.

use std::collections::BTreeSet;

use super::walk::{held_by, types_in, types_of_operation};
use super::{
    Api, BodyContent, Definition, Operation, PathPart, Place, ResourceId, SetterSource, Type, TypeDefinition,
    TypeId,
};

/// Stops a debug build whose client breaks an invariant: `lower` is wrong then, not the description.
///
/// # Panics
///
/// Where an invariant does not hold, with the place where.
pub fn check_invariants(api: &Api) {
    if cfg!(debug_assertions) {
        let broken = broken_invariants(api);
        assert!(broken.is_empty(), "invariants of the client do not hold: {broken:#?}");
    }
}

/// Every invariant that does not hold, with the place where.
#[must_use]
pub fn broken_invariants(api: &Api) -> Vec<String> {
    let mut broken = Vec::new();
    if api.resources.first().is_none_or(|client| client.parent.is_some()) {
        broken.push("the first resource is not the client itself".to_owned());
    }
    for (index, resource) in api.resources.iter().enumerate().skip(1) {
        if resource.parent.is_none_or(|ResourceId(parent)| parent >= index) {
            broken.push(format!("resource {index} has no parent before it"));
        }
    }
    let hung: usize = api.resources.iter().map(|resource| resource.operations.len()).sum();
    if hung != api.operations.len() {
        broken.push("not every operation hangs on one resource".to_owned());
    }
    for found in &api.types {
        check_definition(api, found, &mut broken);
    }
    for operation in &api.operations {
        check_operation(api, operation, &mut broken);
    }
    check_sizes(api, &mut broken);
    broken
}

fn check_definition(api: &Api, found: &TypeDefinition, broken: &mut Vec<String>) {
    let at = &found.pointer;
    for value in types_in(&found.definition) {
        check_type(api, value, &format!("{at:?}"), broken);
    }
    match &found.definition {
        Definition::Structure(structure) => {
            let mut wires = BTreeSet::new();
            for field in &structure.fields {
                if !wires.insert(&field.wire) {
                    broken.push(format!("{at:?} has `{}` twice", field.wire));
                }
                if matches!(field.value, Type::Nullable(_)) {
                    broken.push(format!("{at:?}: `{}` is nullable beside its presence", field.wire));
                }
            }
        }
        Definition::Enumeration(enumeration) => {
            if enumeration.members.is_empty() {
                broken.push(format!("{at:?} has no members"));
            }
            let mut wires = BTreeSet::new();
            for member in &enumeration.members {
                if !wires.insert(format!("{:?}", member.wire)) {
                    broken.push(format!("{at:?} lists {:?} twice", member.wire));
                }
            }
        }
        Definition::Union(union) => {
            if union.cases.is_empty() {
                broken.push(format!("{at:?} has no cases"));
            }
            let mut tags = BTreeSet::new();
            let untagged = union.cases.iter().filter(|case| case.tags.is_empty()).count();
            if union.tag.is_some() && untagged > 1 {
                broken.push(format!("{at:?} has two cases for values with other tags"));
            }
            for case in &union.cases {
                if union.tag.is_none() && !case.tags.is_empty() {
                    broken.push(format!("{at:?} has a tag without a member"));
                }
                if case.tags.iter().any(|tag| !tags.insert(tag)) {
                    broken.push(format!("{at:?} has two cases for one tag"));
                }
            }
        }
        Definition::Alias(_) | Definition::Newtype(_) => {}
    }
}

fn check_operation(api: &Api, operation: &Operation, broken: &mut Vec<String>) {
    let at = &operation.pointer;
    let (sent, received) = types_of_operation(operation);
    for value in sent.into_iter().chain(received) {
        check_type(api, value, &format!("{at:?}"), broken);
    }
    for part in &operation.path {
        if let PathPart::Parameter(name) = part {
            let is_named = |p: &super::Parameter| p.place == Place::Path && p.wire == *name;
            if !operation.parameters.iter().any(is_named) {
                broken.push(format!("{at:?} has no parameter `{name}` for its path"));
            }
        }
    }
    let mut sources = BTreeSet::new();
    for setter in &operation.setters {
        let exists = match (setter.source, operation.body.as_ref().map(|body| &body.content)) {
            (SetterSource::Parameter(index), _) => index < operation.parameters.len(),
            (SetterSource::BodyField(index), Some(BodyContent::Json { fields_of: Some(id), .. })) => {
                matches!(&api.types[id.0].definition, Definition::Structure(s) if index < s.fields.len())
            }
            (
                SetterSource::FormField(index),
                Some(BodyContent::Form(fields) | BodyContent::Multipart(fields)),
            ) => index < fields.len(),
            (SetterSource::PartHeader(index, header), Some(BodyContent::Multipart(fields))) => {
                fields.get(index).is_some_and(|field| header < field.headers.len())
            }
            (SetterSource::OpenMember, Some(BodyContent::Form(_) | BodyContent::Multipart(_))) => true,
            (SetterSource::Body, body) => body.is_some(),
            _ => false,
        };
        if !exists || !sources.insert(setter.source) {
            broken.push(format!("{at:?} has a setter of nothing, or two of one thing"));
        }
    }
}

fn check_type(api: &Api, value: &Type, at: &str, broken: &mut Vec<String>) {
    match value {
        Type::Named(id) | Type::Boxed(id) | Type::Far(id) if id.0 >= api.types.len() => {
            broken.push(format!("{at} names a definition that is not there"));
        }
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => check_type(api, inner, at, broken),
        Type::Tuple(members) => {
            if members.is_empty() || members.len() > 12 {
                broken.push(format!("{at} has a tuple of {} places", members.len()));
            }
            for member in members {
                check_type(api, member, at, broken);
            }
        }
        _ => {}
    }
}

/// Every definition has a finite size, and no alias refers to itself.
fn check_sizes(api: &Api, broken: &mut Vec<String>) {
    let mut degrees = vec![0_usize; api.types.len()];
    let holds: Vec<BTreeSet<TypeId>> =
        api.types.iter().map(|found| held_directly(api, &found.definition)).collect();
    holds.iter().flatten().for_each(|inner| degrees[inner.0] += 1);
    let mut todo: Vec<usize> = (0..degrees.len()).filter(|index| degrees[*index] == 0).collect();
    let mut done = 0;
    while let Some(index) = todo.pop() {
        done += 1;
        for inner in &holds[index] {
            degrees[inner.0] -= 1;
            if degrees[inner.0] == 0 {
                todo.push(inner.0);
            }
        }
    }
    if done != api.types.len() {
        broken.push(format!("{} definitions hold themselves without a box", api.types.len() - done));
    }
}

fn held_directly(api: &Api, definition: &Definition) -> BTreeSet<TypeId> {
    if matches!(definition, Definition::Alias(_)) {
        return BTreeSet::new();
    }
    // What is kept beside fields is kept in a map, which is a box.
    let fields = match definition {
        Definition::Structure(structure) => structure.fields.len(),
        _ => usize::MAX,
    };
    types_in(definition).into_iter().take(fields).flat_map(|value| held_by(value, &api.types)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic(expected = "the first resource is not the client itself")]
    fn a_broken_client_stops_a_debug_build() {
        check_invariants(&Api::default());
    }
}
