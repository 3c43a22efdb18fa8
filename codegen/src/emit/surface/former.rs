//! Earlier names that stay.

use crate::ir::ResourceId;
use crate::surface::{ItemKind, Needed, PublicItem};

use super::super::former::{foreign_feature, former_methods};
use super::resources::{feature, resource_module};
use super::{Surface, both, item};

impl Surface<'_> {
    /// Methods that call others, and what their calls were called.
    pub(super) fn former_methods(&mut self, id: ResourceId, owner: &str, module: &str) {
        let context = self.context;
        for known in former_methods(context, id) {
            let operation = &context.api.operations[known.operation.0];
            let names = context.operation_names(known.operation);
            let foreign = foreign_feature(context, known.operation, id).unwrap_or_default();
            let feature = both(&feature(context, id), foreign);
            let call = format!("{}::{}", resource_module(context, operation.resource), names.call.as_str());
            let path = format!("{owner}::{}", known.method.as_str());
            let signature = format!("{} -> {call}", self.method_arguments(operation, names));
            let found = item(path, ItemKind::Function, &feature, &operation.pointer);
            self.push_former(found, signature);
            if let Some(former) = &known.call {
                let path = format!("{module}::{}", former.as_str());
                let found = item(path, ItemKind::Alias, &feature, &operation.pointer);
                self.push_former(found, call);
            }
        }
    }

    /// Types that are others.
    pub(super) fn former_types(&mut self) {
        let context = self.context;
        for known in &context.names.former.types {
            let names = context.type_names(known.target);
            let pointer = &context.definition(known.target).pointer;
            let feature = context.gate(known.target).map(|gate| format!("{gate}/types")).unwrap_or_default();
            let builder = known.builder.as_ref().zip(names.builder.as_ref().map(|builder| &builder.ident));
            for (former, ident) in std::iter::once((&known.ident, &names.ident)).chain(builder) {
                let path = format!("types::{}", former.as_str());
                let found = item(path, ItemKind::Alias, &feature, pointer);
                self.push_former(found, format!("types::{}", ident.as_str()));
            }
        }
    }

    fn push_former(&mut self, found: PublicItem, signature: String) {
        self.items.push(PublicItem { signature, needed: Needed::Former, deprecated: true, ..found });
    }
}
