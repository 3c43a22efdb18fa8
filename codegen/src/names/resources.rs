//! Names of resources, credentials and servers.

use std::collections::BTreeSet;

use crate::diag::{Diagnostics, Pointer};
use crate::ir::{Api, ResourceId, Words};

use super::case::Case;
use super::gather::Gathering;
use super::ident::RustIdent;
use super::pins::{Pins, ResourcePin};
use super::reserved::{CLIENT_BUILDER_METHODS, CLIENT_METHODS, FEATURES, MODULES, PRELUDE};
use super::table::{CredentialNames, ResourceNames};

/// Names of resources, and of the methods of operations, which share a scope with those that lead to resources.
pub(super) struct ResourceTable {
    pub(super) names: Vec<ResourceNames>,
    /// By operation.
    pub(super) methods: Vec<Option<RustIdent>>,
}

/// Names all resources from the client down.
pub(super) fn allocate_resources(api: &Api, pins: &Pins, diagnostics: &mut Diagnostics) -> ResourceTable {
    let pointers = resource_pointers(api);
    let empty = Words::default();
    let root = ResourceNames {
        method: fallback(&empty, Case::Snake),
        module: fallback(&Words::one("root"), Case::File),
        ident: fallback(&Words::one("client"), Case::Pascal),
        feature: String::new(),
    };
    let mut table =
        ResourceTable { names: vec![root; api.resources.len()], methods: vec![None; api.operations.len()] };
    // Parents stand before their children, so that a child's scope knows its parent's name.
    for (parent, children) in resources_below(api).into_iter().enumerate() {
        let children: Vec<usize> = children.into_iter().map(|child| child.0).collect();
        name_methods((api, pins), parent, &children, &pointers, &mut table, diagnostics);
        name_children((api, pins), parent, &children, &pointers, &mut table, diagnostics);
    }
    table
}

/// The resources right below each one, in their order.
pub(super) fn resources_below(api: &Api) -> Vec<Vec<ResourceId>> {
    let mut below = vec![Vec::new(); api.resources.len()];
    for (child, resource) in api.resources.iter().enumerate() {
        if let Some(of_parent) = resource.parent.and_then(|parent| below.get_mut(parent.0)) {
            of_parent.push(ResourceId(child));
        }
    }
    below
}

fn name_methods(
    (api, pins): (&Api, &Pins),
    parent: usize,
    children: &[usize],
    pointers: &[Pointer],
    table: &mut ResourceTable,
    diagnostics: &mut Diagnostics,
) {
    let mut scope = Gathering::new(Case::Snake, "methods of a resource", "api");
    if parent == 0 {
        scope = scope.taking(CLIENT_METHODS.iter().copied());
    }
    for &child in children {
        scope.add(&api.resources[child].words, None, &pointers[child], true);
        scope.keep(pins.of_resource(child).and_then(|pin| pin.method.as_deref()));
    }
    let operations: Vec<usize> = api.resources[parent]
        .operations
        .iter()
        .map(|id| id.0)
        .filter(|&id| id < api.operations.len())
        .collect();
    for &index in &operations {
        let operation = &api.operations[index];
        scope.add(&operation.words, operation.wire_id.as_deref(), &operation.pointer, false);
        scope.keep(pins.of_operation(index).map(|pin| pin.method.as_str()));
    }
    let names = scope.name(diagnostics);
    for (&child, name) in children.iter().zip(&names) {
        table.names[child].method = name.clone();
    }
    for (&operation, name) in operations.iter().zip(names.into_iter().skip(children.len())) {
        table.methods[operation] = Some(name);
    }
}

fn name_children(
    (api, pins): (&Api, &Pins),
    parent: usize,
    children: &[usize],
    pointers: &[Pointer],
    table: &mut ResourceTable,
    diagnostics: &mut Diagnostics,
) {
    let own = table.names[parent].ident.as_str().to_owned();
    let gather = |case, suffix, taken: &[&str], known: fn(&ResourcePin) -> &str| {
        let mut scope = Gathering::new(case, "resources", suffix).taking(taken.iter().copied()).quietly();
        for &child in children {
            scope.add(&api.resources[child].words, None, &pointers[child], false);
            scope.keep(pins.of_resource(child).map(known));
        }
        scope
    };
    let modules = gather(Case::File, "api", MODULES, |pin| &pin.module).name(diagnostics);
    let words: Vec<Words> = children.iter().map(|&child| chosen_or(&api.resources[child].words)).collect();
    let mut idents =
        Gathering::new(Case::Pascal, "resources", "Resource").taking(PRELUDE.iter().copied()).quietly();
    for (words, &child) in words.iter().zip(children) {
        idents.add(words, None, &pointers[child], false);
        // A type is called after its resource, whatever that was called before.
        let stays = api.resources[child].words.chosen().is_none();
        idents.keep(pins.of_resource(child).filter(|_| stays).map(|pin| pin.ident.as_str()));
    }
    if parent != 0 {
        idents = idents.taking([own.as_str()]);
    }
    let idents = idents.name(diagnostics);
    let features = gather(Case::File, "api", FEATURES, |pin| &pin.feature).name(diagnostics);
    for (index, &child) in children.iter().enumerate() {
        let feature = if parent == 0 {
            features[index].as_str().to_owned()
        } else {
            table.names[parent].feature.clone()
        };
        let names = &mut table.names[child];
        names.module = modules[index].clone();
        names.ident = idents[index].clone();
        names.feature = feature;
    }
}

/// What the type of a resource is called after.
fn chosen_or(words: &Words) -> Words {
    words.chosen().map_or_else(|| words.clone(), Words::one)
}

/// A place for each resource that tells it from every other: the words on the way to it.
fn resource_pointers(api: &Api) -> Vec<Pointer> {
    let mut pointers: Vec<Pointer> = Vec::with_capacity(api.resources.len());
    for resource in &api.resources {
        let parent = resource.parent.and_then(|parent| pointers.get(parent.0)).cloned().unwrap_or_default();
        pointers.push(resource.words.parts().iter().fold(parent, |pointer, part| pointer.key(part)));
    }
    pointers
}

/// The one name in a scope of its own.
fn fallback(words: &Words, case: Case) -> RustIdent {
    let pointer = Pointer::root();
    let mut scope = Gathering::new(case, "resources", "api").quietly();
    scope.add(words, None, &pointer, false);
    scope.name(&mut Diagnostics::new()).swap_remove(0)
}

/// Names the credential setters of the client's builder.
pub(super) fn allocate_credentials(
    api: &Api,
    pins: &Pins,
    diagnostics: &mut Diagnostics,
) -> Vec<CredentialNames> {
    let mut scope = Gathering::new(Case::Snake, "credentials", "credential")
        .taking(CLIENT_BUILDER_METHODS.iter().copied());
    for credential in &api.credentials {
        scope.add(&credential.words, Some(&credential.wire), &credential.pointer, false);
        scope.keep(pins.credential(&credential.pointer));
    }
    let setters = scope.name(diagnostics);
    let taken: BTreeSet<&str> =
        setters.iter().map(RustIdent::as_str).chain(CLIENT_BUILDER_METHODS.iter().copied()).collect();
    let words: Vec<Words> = setters.iter().map(|setter| Words::many([setter.as_str(), "provider"])).collect();
    let mut scope = Gathering::new(Case::Snake, "credentials", "callback").taking(taken).quietly();
    for (words, credential) in words.iter().zip(&api.credentials) {
        scope.add(words, None, &credential.pointer, false);
    }
    let providers = scope.name(diagnostics);
    setters
        .into_iter()
        .zip(providers)
        .map(|(setter, provider)| CredentialNames { setter, provider })
        .collect()
}

/// Names the constants by which servers are chosen, where the description names servers.
pub(super) fn allocate_servers(api: &Api, diagnostics: &mut Diagnostics) -> Vec<(usize, RustIdent)> {
    let mut seen = BTreeSet::new();
    let mut named: Vec<(usize, &str)> = Vec::new();
    for (index, server) in api.servers.iter().enumerate() {
        if let Some(name) = &server.name
            && seen.insert(name.as_str())
        {
            named.push((index, name));
        }
    }
    let words: Vec<Words> = named.iter().map(|(_, name)| Words::many(["server", *name])).collect();
    let mut scope = Gathering::new(Case::Screaming, "servers", "server");
    for ((index, name), words) in named.iter().zip(&words) {
        scope.add(words, Some(*name), &api.servers[*index].pointer, false);
    }
    named.iter().map(|(index, _)| *index).zip(scope.name(diagnostics)).collect()
}
