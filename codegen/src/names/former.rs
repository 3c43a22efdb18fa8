//! Earlier names that stay as other names: a method that calls another one, a type that is another one.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, OperationId, ResourceId, TypeId};

use super::ident::RustIdent;
use super::pins::{FormerPin, Pins};
use super::reserved::{CLIENT_METHODS, PRELUDE};
use super::table::{Former, FormerMethod, FormerType, Names};

/// Those of the earlier names that nothing else has.
pub(super) fn allocate_former(api: &Api, pins: &Pins, names: &Names) -> Former {
    let mut former = Former::default();
    if pins.former.is_empty() {
        return former;
    }
    let mut taken = TakenNames::of(api, names);
    let places: BTreeMap<&[String], ResourceId> =
        pins.modules.iter().enumerate().map(|(index, path)| (path.as_slice(), ResourceId(index))).collect();
    for pin in &pins.former {
        match pin {
            FormerPin::Method { module, method, call, operation } => {
                let (Some(place), Some(target)) =
                    (places.get(module.as_slice()), api.operations.get(*operation))
                else {
                    continue;
                };
                // What is the client's own cannot be called from a resource.
                let is_apart = target.resource.0 == 0 && place.0 != 0;
                // Where nothing else hangs on the client, it has no module of calls.
                let is_bare = place.0 == 0 && api.resources.first().is_none_or(|it| it.operations.is_empty());
                if is_apart || is_bare {
                    continue;
                }
                let Some(method) = taken.method(*place, method) else { continue };
                let call = call.as_deref().and_then(|call| taken.call(*place, call));
                let operation = OperationId(*operation);
                former.methods.entry(*place).or_default().push(FormerMethod { method, call, operation });
            }
            FormerPin::Type { ident, builder, target } => {
                let Some(ident) = taken.type_name(ident) else { continue };
                let has_builder = names.types.get(*target).is_some_and(|names| names.builder.is_some());
                let builder =
                    builder.as_deref().filter(|_| has_builder).and_then(|name| taken.type_name(name));
                former.types.push(FormerType { ident, builder, target: TypeId(*target) });
            }
        }
    }
    former
}

/// Names that are in use.
struct TakenNames {
    methods: Vec<BTreeSet<String>>,
    /// Calls and whatever else stands in the module of a resource.
    calls: Vec<BTreeSet<String>>,
    types: BTreeSet<String>,
}

impl TakenNames {
    fn of(api: &Api, names: &Names) -> Self {
        let count = api.resources.len();
        let own = |ident: &RustIdent| ident.as_str().to_owned();
        let prelude = || PRELUDE.iter().map(|name| (*name).to_owned());
        let mut methods = vec![BTreeSet::new(); count];
        let mut calls: Vec<BTreeSet<String>> = vec![prelude().collect(); count];
        if let Some(client) = methods.first_mut() {
            client.extend(CLIENT_METHODS.iter().map(|name| (*name).to_owned()));
        }
        for (index, (resource, named)) in api.resources.iter().zip(&names.resources).enumerate() {
            calls[index].insert(own(&named.ident));
            if let Some(parent) = resource.parent {
                methods[parent.0].insert(own(&named.method));
                calls[parent.0].insert(own(&named.ident));
            }
        }
        for (operation, named) in api.operations.iter().zip(&names.operations) {
            methods[operation.resource.0].insert(own(&named.method));
            calls[operation.resource.0].insert(own(&named.call));
            calls[operation.resource.0].extend(named.by_status.iter().map(|(ident, _)| own(ident)));
        }
        let mut types: BTreeSet<String> = prelude().collect();
        for named in &names.types {
            types.insert(own(&named.ident));
            types.extend(named.builder.iter().map(|builder| own(&builder.ident)));
        }
        Self { methods, calls, types }
    }

    fn method(&mut self, place: ResourceId, name: &str) -> Option<RustIdent> {
        free(self.methods.get_mut(place.0)?, name)
    }

    fn call(&mut self, place: ResourceId, name: &str) -> Option<RustIdent> {
        free(self.calls.get_mut(place.0)?, name)
    }

    fn type_name(&mut self, name: &str) -> Option<RustIdent> {
        free(&mut self.types, name)
    }
}

/// The name as an identifier, where it can be one and nobody has it.
fn free(taken: &mut BTreeSet<String>, name: &str) -> Option<RustIdent> {
    const LONGEST: usize = 200;
    let ident = RustIdent::new(name).filter(|ident| ident.as_str() == name && name.len() <= LONGEST)?;
    taken.insert(name.to_owned()).then_some(ident)
}
