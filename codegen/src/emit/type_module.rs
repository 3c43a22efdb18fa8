//! The modules of types. They are nested as those of resources are, and everything in them is seen as `types::…`.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{ResourceId, TypeId};

use super::context::Context;
use super::resource::children;

/// Which types stand in which module, in their order; the shared ones first. A module that only holds others has none.
pub(super) type TypeModules = BTreeMap<Option<ResourceId>, Vec<TypeId>>;

pub(super) fn type_modules(context: &Context<'_>) -> TypeModules {
    let mut modules = TypeModules::new();
    for index in 0..context.api.types.len() {
        let id = TypeId(index);
        let mut home = context.home(id);
        modules.entry(home).or_default().push(id);
        while let Some(resource) = home {
            home =
                context.api.resources[resource.0].parent.filter(|parent| parent.0 != 0 && *parent < resource);
            if home.is_some() {
                modules.entry(home).or_default();
            }
        }
    }
    modules
}

/// The modules right inside that of a resource.
pub(super) fn modules_inside(
    context: &Context<'_>,
    modules: &TypeModules,
    resource: ResourceId,
) -> Vec<ResourceId> {
    children(context, resource).into_iter().filter(|child| modules.contains_key(&Some(*child))).collect()
}

/// `types/mod.rs`
pub(super) fn emit_types_root(context: &Context<'_>) -> TokenStream {
    let modules = type_modules(context);
    let shared = modules.contains_key(&None).then(|| {
        quote! {
            mod shared;
            pub use shared::*;
        }
    });
    let client = ResourceId(0);
    let inner =
        modules_inside(context, &modules, client).into_iter().map(|child| emit_types_module(context, child));
    let far = super::far::emit_table(context);
    quote!(#shared #(#inner)* #far)
}

/// The module of a resource's types, and what is in it. The feature of a resource right below the client gates it; those
/// further down are inside of it.
pub(super) fn emit_types_module(context: &Context<'_>, id: ResourceId) -> TokenStream {
    let names = context.resource_names(id);
    let (module, feature) = (&names.module, &names.feature);
    let is_top = context.api.resources[id.0].parent == Some(ResourceId(0));
    let gate = is_top.then(|| quote!(#[cfg(any(feature = #feature, feature = "types"))]));
    quote! {
        #gate
        mod #module;
        #gate
        pub use #module::*;
    }
}
