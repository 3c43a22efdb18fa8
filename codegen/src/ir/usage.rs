//! Who reaches which definition: requests, responses, and which resource alone.
//!
//! In: operations and types. Out: [`Usage`](super::Usage) and the resource of each definition; presence adjusted.
//! Must never know: schemas.

use std::collections::BTreeSet;

use super::walk::{named_by, named_in, types_of_operation};
use super::{Api, Definition, Presence, Resource, ResourceId, Type, TypeId};

/// Marks what requests and what responses reach.
pub fn mark_usage(api: &mut Api) {
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
pub fn adjust_presence(api: &mut Api, write_only: &BTreeSet<(TypeId, usize)>) {
    for (index, found) in api.types.iter_mut().enumerate() {
        let usage = found.usage;
        let Definition::Structure(structure) = &mut found.definition else { continue };
        for (position, field) in structure.fields.iter_mut().enumerate() {
            let is_written = write_only.contains(&(TypeId(index), position));
            if (field.read_only && usage.request) || (is_written && usage.response) {
                field.presence = match field.presence {
                    Presence::Required => Presence::Optional,
                    Presence::RequiredNullable => Presence::OptionalNullable,
                    other => other,
                };
            }
        }
    }
}

/// Gives each definition the top-level resource that alone reaches it.
///
/// What no operation reaches is shared, and so is all that it names: its feature must not depend on another's.
pub fn assign_resources(api: &mut Api) {
    let mut owners: Vec<Owner> = vec![Owner::Nobody; api.types.len()];
    let mut todo: Vec<(TypeId, Owner)> = Vec::new();
    for operation in &api.operations {
        let owner = match top_of(&api.resources, operation.resource) {
            Some(resource) => Owner::One(resource),
            None => Owner::Many,
        };
        let (sent, received) = types_of_operation(operation);
        let mut named = Vec::new();
        sent.into_iter().chain(received).for_each(|value: &Type| named_in(value, &mut named));
        todo.extend(named.into_iter().map(|id| (id, owner)));
    }
    spread(api, &mut owners, todo);
    let unused = owners.iter().enumerate().filter(|(_, owner)| **owner == Owner::Nobody);
    let unused = unused.map(|(index, _)| (TypeId(index), Owner::Many)).collect();
    spread(api, &mut owners, unused);
    for (found, owner) in api.types.iter_mut().zip(owners) {
        found.resource = match owner {
            Owner::One(resource) => Some(resource),
            Owner::Nobody | Owner::Many => None,
        };
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    Nobody,
    One(ResourceId),
    Many,
}

fn spread(api: &Api, owners: &mut [Owner], mut todo: Vec<(TypeId, Owner)>) {
    while let Some((id, owner)) = todo.pop() {
        let joined = match (owners[id.0], owner) {
            (Owner::Nobody, owner) => owner,
            (before, owner) if before == owner => before,
            _ => Owner::Many,
        };
        if joined != owners[id.0] {
            owners[id.0] = joined;
            todo.extend(named_by(&api.types[id.0].definition).into_iter().map(|inner| (inner, joined)));
        }
    }
}

fn top_of(resources: &[Resource], resource: ResourceId) -> Option<ResourceId> {
    let mut at = resource;
    loop {
        match resources.get(at.0)?.parent? {
            ResourceId(0) => return Some(at),
            // Parents stand before their children, so this ends.
            parent if parent < at => at = parent,
            _ => return None,
        }
    }
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
