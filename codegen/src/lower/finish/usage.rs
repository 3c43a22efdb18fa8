//! Who reaches which definition: requests, responses, and which resource alone.
//!
//! In: operations and types. Out: [`Usage`](crate::ir::Usage) and the resource of each definition; presence adjusted.
//! Must never know: schemas.

use std::collections::BTreeSet;

use crate::ir::{
    Api, Definition, Presence, Resource, ResourceId, Type, TypeDefinition, TypeId, named_by, named_in,
    types_of_operation,
};

/// Marks what requests and what responses reach.
pub(in crate::lower) fn mark_usage(api: &mut Api) {
    let mut sent = Vec::new();
    let mut received = Vec::new();
    for operation in &api.operations {
        let (to_send, to_receive) = types_of_operation(operation);
        for value in to_send {
            named_in(value, &mut sent);
        }
        for value in to_receive {
            named_in(value, &mut received);
        }
    }
    for id in reached_from(api, sent) {
        api.types[id.0].usage.request = true;
    }
    for id in reached_from(api, received) {
        api.types[id.0].usage.response = true;
    }
}

/// A member that only responses hold is not required where requests reach, and the other way round.
///
/// `write_only` lists fields by structure and index.
pub(in crate::lower) fn adjust_presence(api: &mut Api, write_only: &BTreeSet<(TypeId, usize)>) {
    for (index, found) in api.types.iter_mut().enumerate() {
        let usage = found.usage;
        let Definition::Structure(structure) = &mut found.definition else { continue };
        for (position, field) in structure.fields.iter_mut().enumerate() {
            let is_written = write_only.contains(&(TypeId(index), position));
            if (field.read_only && usage.request) || (is_written && usage.response) {
                let required = matches!(field.presence, Presence::Required | Presence::RequiredNullable);
                field.demanded = required && is_written && !field.read_only && usage.request;
                field.presence = match field.presence {
                    Presence::Required => Presence::Optional,
                    Presence::RequiredNullable => Presence::OptionalNullable,
                    other => other,
                };
            }
        }
    }
}

/// Gives each definition the innermost resource that holds all operations that reach it.
///
/// What no operation reaches is shared, and so is all that it names: its feature must not depend on another's. Another name
/// for an inline definition has the feature of that one, whoever reaches it.
pub fn assign_resources(api: &mut Api) {
    let mut owners: Vec<Option<ResourceId>> = vec![None; api.types.len()];
    let mut todo: Vec<(TypeId, ResourceId)> = Vec::new();
    for operation in &api.operations {
        let (sent, received) = types_of_operation(operation);
        let mut named = Vec::new();
        sent.into_iter().chain(received).for_each(|value: &Type| named_in(value, &mut named));
        todo.extend(named.into_iter().map(|id| (id, operation.resource)));
    }
    spread(api, &mut owners, todo);
    let unused = owners.iter().enumerate().filter(|(_, owner)| owner.is_none()).map(|(index, _)| index);
    let (aliases, unused): (Vec<usize>, Vec<usize>) =
        unused.partition(|index| named_inline(&api.types[*index]).is_some());
    spread(api, &mut owners, unused.into_iter().map(|index| (TypeId(index), CLIENT)).collect());
    for index in aliases {
        // One that names another one has the owner of the first that has one; aliases never lead in a circle.
        let mut named = Some(index);
        owners[index] = loop {
            let Some(at) = named else { break None };
            if let Some(owner) = owners[at] {
                break Some(owner);
            }
            named = named_inline(&api.types[at]).map(|named| named.0);
        };
    }
    for (found, owner) in api.types.iter_mut().zip(owners) {
        found.resource = owner.filter(|owner| *owner != CLIENT);
    }
}

/// The definition that an inline one is another name for.
fn named_inline(found: &TypeDefinition) -> Option<TypeId> {
    match found.definition {
        Definition::Alias(Type::Named(named)) if !found.pinned => Some(named),
        _ => None,
    }
}

/// The client itself, the resource that holds all others.
const CLIENT: ResourceId = ResourceId(0);

/// Owners only ever move towards the client, so this ends.
fn spread(api: &Api, owners: &mut [Option<ResourceId>], mut todo: Vec<(TypeId, ResourceId)>) {
    while let Some((id, owner)) = todo.pop() {
        let joined = owners[id.0].map_or(owner, |before| common(&api.resources, before, owner));
        if owners[id.0] != Some(joined) {
            owners[id.0] = Some(joined);
            todo.extend(named_by(&api.types[id.0].definition).into_iter().map(|inner| (inner, joined)));
        }
    }
}

/// The innermost resource that holds both, or is one of them.
fn common(resources: &[Resource], mut first: ResourceId, mut second: ResourceId) -> ResourceId {
    // Parents stand before their children, so the later one of two that differ cannot hold the other.
    while first != second {
        let later = if first > second { &mut first } else { &mut second };
        let parent = resources.get(later.0).and_then(|resource| resource.parent);
        *later = parent.filter(|parent| *parent < *later).unwrap_or(CLIENT);
    }
    first
}

fn reached_from(api: &Api, mut todo: Vec<TypeId>) -> BTreeSet<TypeId> {
    let mut reached = BTreeSet::new();
    while let Some(id) = todo.pop() {
        if reached.insert(id) {
            todo.extend(named_by(&api.types[id.0].definition));
        }
    }
    reached
}
