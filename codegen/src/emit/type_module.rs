//! The modules of types. Each holds a few types that are read together; everything in them is seen as `types::…`.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::TypeId;
use crate::names::RustIdent;

use super::context::Context;
use super::docs::Doc;

/// Which types stand in which module, in their order.
pub(super) fn type_modules<'a>(context: &Context<'a>) -> BTreeMap<&'a RustIdent, Vec<TypeId>> {
    let mut modules: BTreeMap<&RustIdent, Vec<TypeId>> = BTreeMap::new();
    for index in 0..context.api.types.len() {
        let id = TypeId(index);
        modules.entry(&context.type_names(id).module).or_default().push(id);
    }
    modules
}

/// `types/mod.rs`: the modules, those of each feature together.
pub(super) fn emit_types_root(context: &Context<'_>) -> TokenStream {
    let mut docs = Doc::default();
    docs.own(
        "A type is in the file named after it, and so is every type that is written inside of its schema and has no \
         name of its own.",
    );
    let docs = docs.inner_tokens();
    let mut by_feature: BTreeMap<Option<&str>, Vec<&RustIdent>> = BTreeMap::new();
    for (module, types) in type_modules(context) {
        // One feature carries all types of a module.
        let feature = types.first().and_then(|id| context.gate(*id));
        by_feature.entry(feature).or_default().push(module);
    }
    let lists = by_feature.iter().map(|(feature, modules)| {
        let gate = feature.map(|feature| quote!(#[cfg(any(feature = #feature, feature = "types"))]));
        quote!(#gate runtime::modules! { #(#modules;)* })
    });
    let far = super::far::emit_table(context);
    let former = super::former::emit_former_types(context);
    quote!(#docs #(#lists)* #former #far)
}
