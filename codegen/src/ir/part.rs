//! A part of a client: some of its operations, and what they need.
//!
//! In: a whole client, and which operations are wanted. Out: the same with everything else left out. What stays is as it
//! was: nothing is decided anew, so that its code is that of the whole client.
//! Must never know: why an operation is wanted, Rust identifiers.

use crate::diag::Pointer;

use super::{
    Api, Example, OperationId, ResourceId, TypeDefinition, TypeId, each_name_mut, each_type_mut,
    each_type_of_operation_mut, named_by, named_in, types_of_operation,
};

/// What stayed, by the numbers that it had in the whole client, each list in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Operations, with the other ways to call them.
    pub operations: Vec<OperationId>,
    /// Types.
    pub types: Vec<TypeId>,
    /// Resources; the client itself is always among them.
    pub resources: Vec<ResourceId>,
}

/// Leaves out every operation that is not wanted, the resources that are empty then, and the types that nothing uses any
/// more. Types that nothing used before stay where `unused` says so.
pub fn keep_part(api: &mut Api, wanted: &[bool], unused: bool) -> Kept {
    let is_wanted = |id: OperationId| {
        let described = api.operations[id.0].variant_of.unwrap_or(id);
        wanted.get(described.0).copied().unwrap_or_default()
    };
    let operations: Vec<bool> =
        (0..api.operations.len()).map(|index| is_wanted(OperationId(index))).collect();
    let mut types = used(api, &operations);
    if unused {
        let in_all = used(api, &vec![true; api.operations.len()]);
        let of_none = in_all.iter().enumerate().filter(|(_, used)| !**used).map(|(index, _)| TypeId(index));
        spread(api, of_none.collect(), &mut types);
    }
    let resources = resources_of(api, &operations);
    let mut places = api.resource_places();
    keep(&mut places, &resources);
    api.left_out.places = places;
    note_left_out(api, &operations, &types);
    keep_examples(api, &types);
    renumber(api, &numbers(&operations), &numbers(&types), &numbers(&resources));
    keep(&mut api.operations, &operations);
    keep(&mut api.types, &types);
    keep(&mut api.resources, &resources);
    Kept {
        operations: kept(&operations).map(OperationId).collect(),
        types: kept(&types).map(TypeId).collect(),
        resources: kept(&resources).map(ResourceId).collect(),
    }
}

/// The types that these operations reach.
fn used(api: &Api, operations: &[bool]) -> Vec<bool> {
    let mut todo = Vec::new();
    for (operation, _) in api.operations.iter().zip(operations).filter(|(_, kept)| **kept) {
        let (sent, received) = types_of_operation(operation);
        sent.into_iter().chain(received).for_each(|value| named_in(value, &mut todo));
    }
    let mut used = vec![false; api.types.len()];
    spread(api, todo, &mut used);
    used
}

/// Adds these types, and all that they name.
fn spread(api: &Api, mut todo: Vec<TypeId>, used: &mut [bool]) {
    while let Some(id) = todo.pop() {
        if !std::mem::replace(&mut used[id.0], true) {
            todo.extend(named_by(&api.types[id.0].definition));
        }
    }
}

/// The client itself, and the resources on the way to an operation that stays.
fn resources_of(api: &Api, operations: &[bool]) -> Vec<bool> {
    let mut stays: Vec<bool> = api
        .resources
        .iter()
        .map(|resource| resource.operations.iter().any(|id| operations.get(id.0) == Some(&true)))
        .collect();
    // Parents stand before their children.
    for index in (1..stays.len()).rev() {
        if let Some(parent) = api.resources[index].parent.filter(|_| stays[index]) {
            stays[parent.0] = true;
        }
    }
    if let Some(client) = stays.first_mut() {
        *client = true;
    }
    stays
}

fn note_left_out(api: &mut Api, operations: &[bool], types: &[bool]) {
    // Another body of an operation may stand where others have it, too.
    let gone = api.operations.iter().zip(operations);
    let gone = gone.filter(|(operation, kept)| !**kept && operation.variant_of.is_none());
    api.left_out.operations = gone.map(|(operation, _)| operation.pointer.clone()).collect();
    let gone = api.types.iter().zip(types).filter(|(_, kept)| !**kept);
    api.left_out.types = gone.map(|(found, _): (&TypeDefinition, _)| found.pointer.clone()).collect();
}

/// Keeps the examples of what stays: those of its types, and those that stand below no operation that is gone.
fn keep_examples(api: &mut Api, types: &[bool]) {
    let gone = &api.left_out.operations;
    let stays = |example: &Example| {
        let mut named = Vec::new();
        named_in(&example.value, &mut named);
        let above = std::iter::successors(example.pointer.parent(), Pointer::parent);
        named.iter().all(|id| types[id.0]) && !above.into_iter().any(|above| gone.contains(&above))
    };
    api.examples.retain(stays);
}

/// Writes the new numbers wherever something is named.
fn renumber(api: &mut Api, operations: &[usize], types: &[usize], resources: &[usize]) {
    let mut change = |id: &mut TypeId| id.0 = types[id.0];
    for found in &mut api.types {
        each_type_mut(&mut found.definition, &mut change);
        found.resource = found.resource.map(|id| ResourceId(resources[id.0]));
    }
    for operation in &mut api.operations {
        each_type_of_operation_mut(operation, &mut change);
        operation.resource = ResourceId(resources[operation.resource.0]);
        operation.variant_of = operation.variant_of.map(|id| OperationId(operations[id.0]));
        operation.variants.iter_mut().for_each(|id| id.0 = operations[id.0]);
    }
    for resource in &mut api.resources {
        resource.operations.retain(|id| operations.get(id.0).is_some_and(|number| *number != GONE));
        resource.operations.iter_mut().for_each(|id| id.0 = operations[id.0]);
        resource.parent = resource.parent.map(|id| ResourceId(resources[id.0]));
    }
    for example in &mut api.examples {
        each_name_mut(&mut example.value, &mut change);
    }
    let far = std::mem::take(&mut api.far).into_iter().map(|(id, place)| (TypeId(types[id.0]), place));
    api.far = far.filter(|(id, _)| id.0 != GONE).collect();
}

/// The number of what does not stay; nothing that stays names it.
const GONE: usize = usize::MAX;

fn numbers(stays: &[bool]) -> Vec<usize> {
    let mut next = 0..;
    stays.iter().map(|stays| if *stays { next.next().unwrap_or(GONE) } else { GONE }).collect()
}

fn kept(stays: &[bool]) -> impl Iterator<Item = usize> {
    stays.iter().enumerate().filter(|(_, stays)| **stays).map(|(index, _)| index)
}

fn keep<T>(list: &mut Vec<T>, stays: &[bool]) {
    let mut stays = stays.iter();
    list.retain(|_| stays.next().copied().unwrap_or_default());
}
