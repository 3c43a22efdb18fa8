//! Which name of before is whose.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Pointer;
use crate::ir::{Api, TypeDefinition};

use super::hoisted::{Hoisted, find_hoisted};
use super::memory::{KnownOperation, Memory};
use super::moves::{Path, move_operations};
use super::pins::{FormerPin, Fresh, NewNames, OperationPin, Pins, TypePin, is_within};
use super::table::Names;

/// Finds out what keeps its name, and hangs operations where they were. `fresh` is what everything would be called without
/// the memory. Earlier names that are other names already stay so, unless they are dropped.
#[must_use]
pub fn recall_names(
    api: &mut Api,
    fresh: &Names,
    memory: &Memory,
    new: &NewNames,
    drops_former: bool,
) -> Pins {
    let paths = resource_paths(api, fresh, memory);
    let owners: Vec<String> = paths.iter().enumerate().map(|(at, path)| owner(fresh, at, path)).collect();
    let mut pins = Pins { credentials: memory.credentials.clone(), ..Pins::default() };
    pins.fresh = fresh_paths(api, fresh, &owners);
    let mut offers: Vec<String> = Vec::new();
    recall_types(api, memory, new, &mut pins, &mut offers);
    let targets = recall_operations(api, memory, new, (&paths, fresh), &mut pins, &mut offers);
    if !drops_former {
        remember_former(api, memory, &mut pins);
    }
    let idle = new.named().iter().filter(|path| !offers.iter().any(|offer| is_within(offer, path)));
    pins.idle = idle.cloned().collect();
    // In one order, whether they were names a moment ago or are aliases for long.
    pins.former.sort();
    pins.former.dedup_by(|one, other| one.is_same(other));
    let held = pins.former.iter().filter_map(|former| match former {
        FormerPin::Method { module, .. } => Some(module.clone()),
        FormerPin::Type { .. } => None,
    });
    let held: Vec<Path> = held.collect();
    pins.modules = move_operations(api, paths, &targets, held.into_iter());
    pins.resources = pins.modules.iter().map(|path| memory.resources.get(path).cloned()).collect();
    pins
}

/// The modules that lead to each resource. One whose name somebody has chosen is known by that name, or by the one it had before.
fn resource_paths(api: &Api, names: &Names, memory: &Memory) -> Vec<Path> {
    let mut paths: Vec<Path> = Vec::with_capacity(api.resources.len());
    for (resource, named) in api.resources.iter().zip(&names.resources) {
        let above = resource.parent.and_then(|parent| paths.get(parent.0)).cloned();
        let own = above.map(|above| {
            let below = |module: &str| above.iter().cloned().chain([module.to_owned()]).collect::<Path>();
            let chosen = resource.words.chosen().map(below);
            let known = chosen.filter(|path| memory.resources.contains_key(path));
            known.unwrap_or_else(|| below(named.module.as_str()))
        });
        paths.push(own.unwrap_or_default());
    }
    paths
}

/// The path of the struct that the methods of a resource are on.
fn owner(names: &Names, resource: usize, path: &Path) -> String {
    match names.resources.get(resource) {
        Some(found) if !path.is_empty() => {
            format!("resources::{}::{}", path.join("::"), found.ident.as_str())
        }
        _ => "Client".to_owned(),
    }
}

/// Where everything stands that has names, by its index.
pub(super) fn paths_of(api: &Api, names: &Names) -> (Vec<String>, Vec<String>) {
    let paths = resource_paths(api, names, &Memory::default());
    let owners: Vec<String> = paths.iter().enumerate().map(|(at, path)| owner(names, at, path)).collect();
    let found = fresh_paths(api, names, &owners);
    (found.operations, found.types)
}

fn fresh_paths(api: &Api, names: &Names, owners: &[String]) -> Fresh {
    let operations = api.operations.iter().zip(&names.operations).map(|(operation, named)| {
        let owner = owners.get(operation.resource.0).map_or("Client", String::as_str);
        format!("{owner}::{}", named.method.as_str())
    });
    let types = names.types.iter().map(|named| format!("types::{}", named.ident.as_str()));
    Fresh { operations: operations.collect(), types: types.collect() }
}

fn recall_types(api: &Api, memory: &Memory, new: &NewNames, pins: &mut Pins, offers: &mut Vec<String>) {
    let mut found: Vec<Option<&TypePin>> = vec![None; api.types.len()];
    for (pointer, here) in by_pointer(&api.types) {
        let known = memory.types.get(pointer).map(Vec::as_slice).unwrap_or_default();
        if let ([index], [only]) = (here.as_slice(), known) {
            found[*index] = Some(only);
            continue;
        }
        for index in here {
            let fresh = pins.fresh.types[index].strip_prefix("types::");
            found[index] = known.iter().find(|known| Some(known.ident.as_str()) == fresh);
        }
    }
    let Hoisted { heirs, others } = find_hoisted(api, memory, &found);
    for (index, pin) in heirs {
        found[index] = Some(pin);
    }
    for (index, pin) in others {
        let (ident, builder) = (pin.ident.clone(), pin.builder.clone());
        pins.former.push(FormerPin::Type { ident, builder, target: index });
    }
    pins.types = found
        .into_iter()
        .enumerate()
        .map(|(index, pin)| {
            let pin = pin?;
            let old = format!("types::{}", pin.ident);
            let members = pin.members.without(&old, new);
            if old == pins.fresh.types[index] {
                return Some(TypePin { members, ..pin.clone() });
            }
            offers.push(old.clone());
            if !new.takes(&old) {
                return Some(TypePin { members, ..pin.clone() });
            }
            let (ident, builder) = (pin.ident.clone(), pin.builder.clone());
            pins.former.push(FormerPin::Type { ident, builder, target: index });
            Some(TypePin { members, ..TypePin::default() })
        })
        .collect();
}

fn by_pointer(types: &[TypeDefinition]) -> BTreeMap<&Pointer, Vec<usize>> {
    let mut places: BTreeMap<&Pointer, Vec<usize>> = BTreeMap::new();
    for (index, definition) in types.iter().enumerate() {
        places.entry(&definition.pointer).or_default().push(index);
    }
    places
}

/// The modules that each operation is to stand in.
fn recall_operations(
    api: &Api,
    memory: &Memory,
    new: &NewNames,
    (paths, fresh): (&[Path], &Names),
    pins: &mut Pins,
    offers: &mut Vec<String>,
) -> Vec<Path> {
    let known = known_operations(api, memory, &pins.fresh.operations);
    let mut targets = Vec::with_capacity(api.operations.len());
    pins.operations = Vec::with_capacity(api.operations.len());
    for (index, operation) in api.operations.iter().enumerate() {
        let own = paths.get(operation.resource.0).cloned().unwrap_or_default();
        let Some(known) = known[index] else {
            targets.push(own);
            pins.operations.push(None);
            continue;
        };
        let old = &known.pin.path;
        let differs = *old != pins.fresh.operations[index];
        if differs {
            offers.push(old.clone());
        }
        let mut pin = known.pin.clone();
        let call = format!("resources::{}::{}", module_text(&known.module), pin.call);
        pin.setters = pin.setters.without(&call, new);
        if differs && new.takes(old) {
            let (method, call) = (pin.method.clone(), pin.call.clone());
            let fresh = fresh.operations.get(index);
            let is_same = known.module == own && fresh.is_some_and(|fresh| fresh.call.as_str() == call);
            let module = known.module.clone();
            let call = Some(call).filter(|_| !is_same);
            pins.former.push(FormerPin::Method { module, method, call, operation: index });
            pin = OperationPin { setters: pin.setters, ..OperationPin::default() };
            targets.push(own);
        } else {
            targets.push(known.module.clone());
        }
        pins.operations.push(Some(pin));
    }
    targets
}

fn module_text(module: &[String]) -> String {
    if module.is_empty() { "root".to_owned() } else { module.join("::") }
}

/// Which operation is which: by method and path, else by a path whose variables are called otherwise.
fn known_operations<'m>(api: &Api, memory: &'m Memory, fresh: &[String]) -> Vec<Option<&'m KnownOperation>> {
    let mut here: BTreeMap<&Pointer, Vec<usize>> = BTreeMap::new();
    for (index, operation) in api.operations.iter().enumerate() {
        here.entry(&operation.pointer).or_default().push(index);
    }
    let mut shapes: BTreeMap<String, Option<&Pointer>> = BTreeMap::new();
    for pointer in memory.operations.keys().filter(|pointer| !here.contains_key(pointer)) {
        shapes.entry(shape_of(pointer)).and_modify(|known| *known = None).or_insert(Some(pointer));
    }
    let mut taken: BTreeSet<&Pointer> = BTreeSet::new();
    let mut found = vec![None; api.operations.len()];
    for (pointer, indices) in here {
        let mut by_shape = || shapes.get(&shape_of(pointer)).copied().flatten().filter(|at| taken.insert(at));
        let known = memory.operations.get(pointer).or_else(|| memory.operations.get(by_shape()?));
        let known = known.map(Vec::as_slice).unwrap_or_default();
        if let ([index], [only]) = (indices.as_slice(), known) {
            found[*index] = Some(only);
            continue;
        }
        for index in indices {
            found[index] = known.iter().find(|known| known.pin.path == fresh[index]);
        }
    }
    found
}

/// A place whose variables have no names.
fn shape_of(pointer: &Pointer) -> String {
    let mut shape = String::with_capacity(pointer.as_str().len());
    let mut is_inside = false;
    for character in pointer.as_str().chars() {
        match character {
            '{' => is_inside = true,
            '}' => {
                is_inside = false;
                shape.push_str("{}");
            }
            _ if is_inside => {}
            other => shape.push(other),
        }
    }
    shape
}

/// What was another name already.
fn remember_former(api: &Api, memory: &Memory, pins: &mut Pins) {
    let mut operations: BTreeMap<&Pointer, usize> = BTreeMap::new();
    for (index, operation) in api.operations.iter().enumerate() {
        operations.entry(&operation.pointer).or_insert(index);
    }
    for known in &memory.former_methods {
        if let Some(operation) = operations.get(&known.pointer).copied() {
            let (module, method, call) = (known.module.clone(), known.method.clone(), known.call.clone());
            pins.former.push(FormerPin::Method { module, method, call, operation });
        }
    }
    let mut types: BTreeMap<&Pointer, usize> = BTreeMap::new();
    for (index, definition) in api.types.iter().enumerate() {
        types.entry(&definition.pointer).or_insert(index);
    }
    for known in &memory.former_types {
        if let Some(target) = types.get(&known.pointer).copied() {
            let (ident, builder) = (known.ident.clone(), known.builder.clone());
            pins.former.push(FormerPin::Type { ident, builder, target });
        }
    }
}
