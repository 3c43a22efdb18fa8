//! Resources: structs that lead to calls.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{OperationId, ResourceId};

use super::context::Context;
use super::docs::Doc;
use super::harmless::code;
use super::operation::emit_method;

/// The struct of a resource with its methods, and the modules below it. For the client, its own operations only.
pub(super) fn emit_resource(context: &Context<'_>, id: ResourceId) -> TokenStream {
    let resource = &context.api.resources[id.0];
    let names = context.resource_names(id);
    if id.0 == 0 {
        let methods = resource
            .operations
            .iter()
            .map(|operation| emit_method(context, *operation, &quote!(self.inner())));
        return quote! {
            impl crate::Client {
                #(#methods)*
            }
        };
    }
    let ident = &names.ident;
    let docs =
        Doc::of(&resource.docs, &format!("Calls of {}.", code(&resource.words.parts().join(" ")))).tokens();
    let children: Vec<ResourceId> = children(context, id);
    let modules = children.iter().map(|child| emit_module(context, *child));
    let getters =
        children.iter().map(|child| emit_getter(context, *child, &quote!(self.client.clone()), &quote!()));
    let methods =
        resource.operations.iter().map(|operation| emit_method(context, *operation, &quote!(&self.client)));
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
        }
    }
}

/// The module of a resource and what stands for it one level up.
pub(super) fn emit_module(context: &Context<'_>, id: ResourceId) -> TokenStream {
    let names = context.resource_names(id);
    let (module, ident) = (&names.module, &names.ident);
    let docs = format!(" Calls of [`{}`].", ident.as_str());
    let docs = if ident.as_str().is_ascii() { docs } else { " Calls of a resource.".to_owned() };
    let gate = gate(context, id);
    quote! {
        #[doc = #docs]
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
    let docs = Doc::brief(&resource.docs, &format!("Calls of {}.", code(&resource.words.parts().join(" "))))
        .tokens();
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

/// The resources right below one, in their order.
pub(super) fn children(context: &Context<'_>, id: ResourceId) -> Vec<ResourceId> {
    context.names.below.get(id.0).cloned().unwrap_or_default()
}

/// The feature of a resource right below the client; those further down are inside of it.
fn gate(context: &Context<'_>, id: ResourceId) -> TokenStream {
    if context.api.resources[id.0].parent != Some(ResourceId(0)) {
        return TokenStream::new();
    }
    let feature = &context.resource_names(id).feature;
    quote!(#[cfg(feature = #feature)])
}

/// The operations of a resource that take part in the client.
pub(super) fn operations(context: &Context<'_>, id: ResourceId) -> Vec<OperationId> {
    let count = context.api.operations.len();
    context.api.resources[id.0].operations.iter().copied().filter(|operation| operation.0 < count).collect()
}
