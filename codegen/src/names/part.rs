//! The names of a part of a client.
//!
//! In: the names of the whole, and what stays of it. Out: the same names, for what stays alone.
//! Must never know: why something stays.

use std::collections::BTreeSet;

use crate::ir::{Api, Kept, OperationId, ResourceId, TypeId};

use super::ident::RustIdent;
use super::required::required_setters;
use super::resources::resources_below;
use super::table::{Former, FormerMethod, FormerType, Names};

impl Names {
    /// Leaves out the names of all that did not stay in the client.
    #[must_use]
    pub fn of_part(self, api: &Api, kept: &Kept) -> Self {
        let Self { types, resources, operations, credentials, servers, mut required, former, below: _ } =
            self;
        let types = pick(types, kept.types.iter().map(|id| id.0));
        let resources = pick(resources, kept.resources.iter().map(|id| id.0));
        let operations = pick(operations, kept.operations.iter().map(|id| id.0));
        let setters: BTreeSet<&RustIdent> = required_setters(&types, &operations);
        required.retain(|setter, names| {
            names.above.retain(|below| setters.contains(below));
            setters.contains(setter)
        });
        let (below, former) = (resources_below(api), former_of_part(former, kept));
        Self { types, resources, below, operations, credentials, servers, required, former }
    }
}

/// Other names for what stays, by the numbers that it has now.
fn former_of_part(former: Former, kept: &Kept) -> Former {
    let Former { methods, types } = former;
    let methods = methods.into_iter().filter_map(|(resource, methods)| {
        let resource = kept.resources.binary_search(&resource).ok()?;
        let stays = methods.into_iter().filter_map(|method| {
            let operation = OperationId(kept.operations.binary_search(&method.operation).ok()?);
            Some(FormerMethod { operation, ..method })
        });
        Some((ResourceId(resource), stays.collect()))
    });
    let types = types.into_iter().filter_map(|found| {
        let target = TypeId(kept.types.binary_search(&found.target).ok()?);
        Some(FormerType { target, ..found })
    });
    Former { methods: methods.collect(), types: types.collect() }
}

/// The members with these numbers, which are in order.
fn pick<T>(list: Vec<T>, numbers: impl Iterator<Item = usize>) -> Vec<T> {
    let mut numbers = numbers.peekable();
    let stays = |(index, _): &(usize, T)| numbers.next_if_eq(index).is_some();
    list.into_iter().enumerate().filter(stays).map(|(_, member)| member).collect()
}
