//! The public items that a client had → what its operations, types and members were called, by what tells them apart
//! whatever they are called: places of operations and types, wire names of members and parameters.

use std::collections::BTreeMap;

use crate::diag::Pointer;
use crate::surface::{ItemKind, Needed, PublicItem};

use super::pins::{OperationPin, ResourcePin, TypePin};

/// Resources further down were never ours.
const DEEPEST: usize = 16;

/// What a client called things.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    pub(super) resources: BTreeMap<Vec<String>, ResourcePin>,
    pub(super) operations: BTreeMap<Pointer, Vec<KnownOperation>>,
    pub(super) types: BTreeMap<Pointer, Vec<TypePin>>,
    pub(super) credentials: BTreeMap<Pointer, String>,
    pub(super) former_methods: Vec<FormerMethodItem>,
    pub(super) former_types: Vec<FormerTypeItem>,
}

/// An operation and where it hung.
#[derive(Clone, Debug)]
pub(super) struct KnownOperation {
    pub(super) module: Vec<String>,
    pub(super) pin: OperationPin,
}

/// A method that was an earlier name already.
#[derive(Clone, Debug)]
pub(super) struct FormerMethodItem {
    pub(super) module: Vec<String>,
    pub(super) method: String,
    pub(super) call: Option<String>,
    pub(super) pointer: Pointer,
}

/// A type that was an earlier name already.
#[derive(Clone, Debug)]
pub(super) struct FormerTypeItem {
    pub(super) ident: String,
    pub(super) builder: Option<String>,
    pub(super) pointer: Pointer,
}

impl Memory {
    /// What these items say.
    #[must_use]
    pub fn of(items: &[PublicItem]) -> Self {
        let mut reading = Reading::default();
        for item in items {
            reading.owner(item);
        }
        for item in items {
            reading.item(item);
        }
        for item in items {
            reading.member(item);
        }
        reading.finish()
    }
}

#[derive(Default)]
struct Reading<'a> {
    memory: Memory,
    /// The structs of resources by their path, each with the modules that lead to it.
    owners: BTreeMap<&'a str, Vec<String>>,
    /// The types of builders by the path of the builder.
    builders: BTreeMap<&'a str, &'a str>,
    operations: Vec<(&'a Pointer, KnownOperation)>,
    /// Calls by their path.
    calls: BTreeMap<&'a str, usize>,
    /// The same by the place of their operation.
    by_place: BTreeMap<&'a Pointer, usize>,
    types: Vec<(&'a Pointer, TypePin)>,
    /// Types by their path.
    by_path: BTreeMap<&'a str, usize>,
    /// Earlier names of calls and builders: their path and their place.
    aliases: Vec<(&'a str, &'a Pointer)>,
}

impl<'a> Reading<'a> {
    /// What other items belong to.
    fn owner(&mut self, item: &'a PublicItem) {
        self.owners.entry("Client").or_default();
        let signature = item.signature.as_str();
        if item.kind == ItemKind::Reexport
            && let Some(path) = signature.strip_prefix("resources::")
        {
            let mut module: Vec<String> = path.split("::").map(str::to_owned).collect();
            let Some(ident) = module.pop() else { return };
            let Some(last) = module.last().cloned().filter(|_| module.len() <= DEEPEST) else { return };
            let pin = ResourcePin { module: last, ident, feature: item.feature.clone(), method: None };
            self.memory.resources.insert(module.clone(), pin);
            self.owners.insert(signature, module);
        }
        if item.kind == ItemKind::Function
            && let Some(owner) = item.path.strip_suffix("::builder")
            && let Some(builder) = signature.strip_prefix("fn() -> ")
        {
            self.builders.insert(builder, owner);
        }
    }

    /// What has a name of its own.
    fn item(&mut self, item: &'a PublicItem) {
        let is_type =
            matches!(item.kind, ItemKind::Struct | ItemKind::Enum | ItemKind::Alias | ItemKind::Reexport);
        if item.needed == Needed::Former {
            return self.former(item);
        }
        if let Some(ident) = item.path.strip_prefix("types::").filter(|_| is_type)
            && !self.builders.contains_key(item.path.as_str())
        {
            self.by_path.insert(&item.path, self.types.len());
            self.types.push((&item.pointer, TypePin { ident: ident.to_owned(), ..TypePin::default() }));
        } else if item.kind == ItemKind::Function {
            self.function(item);
        }
    }

    fn function(&mut self, item: &'a PublicItem) {
        let Some((owner, name)) = item.path.rsplit_once("::") else { return };
        if owner == "ClientBuilder" {
            if !item.pointer.as_str().is_empty() && !item.signature.contains("TokenProvider") {
                self.memory.credentials.insert(item.pointer.clone(), name.to_owned());
            }
            return;
        }
        let Some(module) = self.owners.get(owner) else { return };
        let Some(given) = given_by(item) else { return };
        if let Some(led_to) = self.owners.get(given) {
            if let Some(pin) = self.memory.resources.get_mut(led_to) {
                pin.method = Some(name.to_owned());
            }
            return;
        }
        let Some((_, call)) = given.rsplit_once("::") else { return };
        let pin = OperationPin {
            path: item.path.clone(),
            method: name.to_owned(),
            call: call.to_owned(),
            ..OperationPin::default()
        };
        self.calls.insert(given, self.operations.len());
        self.by_place.insert(&item.pointer, self.operations.len());
        self.operations.push((&item.pointer, KnownOperation { module: module.clone(), pin }));
    }

    fn former(&mut self, item: &'a PublicItem) {
        let Some((owner, name)) = item.path.rsplit_once("::") else { return };
        match item.kind {
            ItemKind::Function => {
                let Some(module) = self.owners.get(owner).cloned() else { return };
                let (method, pointer) = (name.to_owned(), item.pointer.clone());
                self.memory.former_methods.push(FormerMethodItem { module, method, call: None, pointer });
            }
            ItemKind::Alias if owner == "types" && item.signature.starts_with("types::") => {
                if self.builders.contains_key(item.signature.as_str()) {
                    self.aliases.push((&item.path, &item.pointer));
                } else {
                    let (ident, pointer) = (name.to_owned(), item.pointer.clone());
                    self.memory.former_types.push(FormerTypeItem { ident, builder: None, pointer });
                }
            }
            ItemKind::Alias => self.aliases.push((&item.path, &item.pointer)),
            _ => {}
        }
    }

    /// What belongs to another item.
    fn member(&mut self, item: &'a PublicItem) {
        let Some((owner, name)) = item.path.rsplit_once("::") else { return };
        match item.kind {
            ItemKind::Field | ItemKind::Variant => {
                let Some(index) = self.by_path.get(owner) else { return };
                let (pointer, pin) = &mut self.types[*index];
                // What the generator adds has the place of the whole.
                if item.pointer != **pointer {
                    pin.members.insert(item.called(), name);
                }
            }
            ItemKind::Function if item.signature.contains("(self, ") => {
                let Some(index) = self.calls.get(owner) else { return };
                self.operations[*index].1.pin.setters.insert(item.called(), name);
            }
            ItemKind::Enum if owner.starts_with("resources") => {
                let place = item.pointer.parent().unwrap_or_default();
                if let Some(index) = self.by_place.get(&place) {
                    self.operations[*index].1.pin.by_status = Some(name.to_owned());
                }
            }
            _ => {}
        }
    }

    fn finish(mut self) -> Memory {
        for (builder, owner) in &self.builders {
            if let (Some(index), Some(name)) = (self.by_path.get(owner), builder.strip_prefix("types::")) {
                self.types[*index].1.builder = Some(name.to_owned());
            }
        }
        let mut memory = self.memory;
        let mut aliases: BTreeMap<(&Pointer, Vec<String>), Vec<&str>> = BTreeMap::new();
        for (path, pointer) in self.aliases {
            let Some((owner, name)) = path.rsplit_once("::") else { continue };
            aliases.entry((pointer, module_of(owner))).or_default().push(name);
        }
        // They are listed in one order, that of their names, as what they belong to is.
        for known in memory.former_methods.iter_mut().rev() {
            let names = aliases.get_mut(&(&known.pointer, known.module.clone()));
            known.call = names.and_then(Vec::pop).map(str::to_owned);
        }
        for known in memory.former_types.iter_mut().rev() {
            let names = aliases.get_mut(&(&known.pointer, vec!["types".to_owned()]));
            known.builder = names.and_then(Vec::pop).map(str::to_owned);
        }
        for (pointer, known) in self.operations {
            memory.operations.entry(pointer.clone()).or_default().push(known);
        }
        for (pointer, pin) in self.types {
            memory.types.entry(pointer.clone()).or_default().push(pin);
        }
        memory
    }
}

/// What the method of a resource gives: another resource or a call.
fn given_by(item: &PublicItem) -> Option<&str> {
    let given = item.signature.rsplit_once(" -> ").map(|(_, given)| given)?;
    (item.signature.contains("(&self") && given.starts_with("resources::")).then_some(given)
}

/// The modules below `resources` that a path begins with; those of the client itself are none.
fn module_of(path: &str) -> Vec<String> {
    let module = path.strip_prefix("resources::").unwrap_or(path).split("::");
    module.filter(|name| *name != "root").map(str::to_owned).collect()
}
