//! Resources: structs that lead to calls.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::ResourceId;

use super::context::Context;
use super::docs::{Doc, comment};
use super::former::{emit_former_calls, emit_former_methods};
use super::harmless::code;
use super::operation::emit_method;
use super::paths::children;

/// The struct of a resource with its methods, and the modules below it. For the client, its own operations only.
pub(super) fn emit_resource(context: &Context<'_>, id: ResourceId) -> TokenStream {
    let resource = &context.api.resources[id.0];
    let names = context.resource_names(id);
    if id.0 == 0 {
        let methods = resource
            .operations
            .iter()
            .map(|operation| emit_method(context, *operation, &quote!(self.inner())));
        let former = emit_former_methods(context, id, &quote!(self.inner().clone()));
        let calls = emit_former_calls(context, id);
        return quote! {
            impl crate::Client {
                #(#methods)*
                #(#former)*
            }
            #calls
        };
    }
    let ident = &names.ident;
    let docs = Doc::of(
        &resource.docs,
        &format!("Operations of the {} resource.", code(&resource.words.parts().join(" "))),
    )
    .tokens(context);
    let children: Vec<ResourceId> = children(context, id);
    let modules = children.iter().map(|child| emit_module(context, *child));
    let getters =
        children.iter().map(|child| emit_getter(context, *child, &quote!(self.client.clone()), &quote!()));
    let methods =
        resource.operations.iter().map(|operation| emit_method(context, *operation, &quote!(&self.client)));
    let former = emit_former_methods(context, id, &quote!(self.client.clone()));
    let calls = emit_former_calls(context, id);
    quote! {
        #(#modules)*
        #docs
        #[derive(Clone, Debug)]
        pub struct #ident {
            pub(crate) client: runtime::Client,
        }
        impl #ident {
            #(#getters)*
            #(#methods)*
            #(#former)*
        }
        #calls
    }
}

/// The module of a resource and what stands for it one level up.
pub(super) fn emit_module(context: &Context<'_>, id: ResourceId) -> TokenStream {
    let names = context.resource_names(id);
    let (module, ident) = (&names.module, &names.ident);
    let docs = format!("The [`{}`] resource and its operations.", ident.as_str());
    let docs = if ident.as_str().is_ascii() { docs } else { "A resource and its operations.".to_owned() };
    let docs = comment(context, docs);
    let gate = gate(context, id);
    quote! {
        #docs
        #gate
        pub mod #module;
        #gate
        pub use #module::#ident;
    }
}

/// The method that leads to a resource.
pub(super) fn emit_getter(
    context: &Context<'_>,
    id: ResourceId,
    client: &TokenStream,
    prefix: &TokenStream,
) -> TokenStream {
    let names = context.resource_names(id);
    let (method, ident) = (&names.method, &names.ident);
    let resource = &context.api.resources[id.0];
    let docs = Doc::brief(
        &resource.docs,
        &format!("Returns the {} resource.", code(&resource.words.parts().join(" "))),
    )
    .tokens(context);
    let gate = gate(context, id);
    quote! {
        #docs
        #gate
        #[must_use]
        pub fn #method(&self) -> #prefix #ident {
            #prefix #ident { client: #client }
        }
    }
}

/// The feature of a resource right below the client; those further down are inside of it.
fn gate(context: &Context<'_>, id: ResourceId) -> TokenStream {
    if context.api.resources[id.0].parent != Some(ResourceId(0)) {
        return TokenStream::new();
    }
    let feature = &context.resource_names(id).feature;
    quote!(#[cfg(feature = #feature)])
}
