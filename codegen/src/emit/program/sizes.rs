//! The sizes of everything that the client calls a type.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::emit::context::Context;
use crate::ir::{Definition, ResourceId, Success, Type, TypeId};

/// `sizes.rs`. Builders are left out: each holds its type and nothing else.
pub(in crate::emit) fn emit_sizes(context: &Context<'_>) -> TokenStream {
    let types = (0..context.api.types.len()).map(|index| {
        let ident = &context.type_names(TypeId(index)).ident;
        let members = members(&context.api.types[index].definition);
        emit_size(&format!("types::{}", ident.as_str()), &quote!(client::types::#ident), members)
    });
    let by_status =
        context.api.operations.iter().zip(&context.names.operations).filter_map(|(operation, names)| {
            let (Success::ByStatus { responses, .. }, Some((ident, _))) =
                (&operation.success, &names.by_status)
            else {
                return None;
            };
            let modules = modules(context, operation.resource);
            let path = quote!(client::resources #(::#modules)* :: #ident);
            Some(emit_size(&format!("resources::…::{}", ident.as_str()), &path, responses.len()))
        });
    quote! {
        pub(crate) static SIZES: &[every_call::Size] = &[#(#types,)* #(#by_status,)*];
    }
}

fn emit_size(name: &str, path: &TokenStream, members: usize) -> TokenStream {
    let members = Token::usize_unsuffixed(members);
    quote!(every_call::Size::of::<#path>(#name, #members))
}

/// How many members a type has of its own.
fn members(definition: &Definition) -> usize {
    match definition {
        Definition::Structure(structure) => structure.fields.len(),
        Definition::Union(union) => union.cases.len(),
        Definition::Alias(Type::Tuple(places)) | Definition::Newtype(Type::Tuple(places)) => places.len(),
        Definition::Enumeration(_) | Definition::Alias(_) | Definition::Newtype(_) => 1,
    }
}

/// The modules that lead to the calls of a resource.
fn modules(context: &Context<'_>, id: ResourceId) -> Vec<TokenStream> {
    if id.0 == 0 {
        return vec![quote!(root)];
    }
    let mut found = Vec::new();
    let mut current = id;
    while current.0 != 0 {
        let module = &context.resource_names(current).module;
        found.push(quote!(#module));
        match context.api.resources[current.0].parent {
            Some(parent) if parent < current => current = parent,
            _ => break,
        }
    }
    found.reverse();
    found
}
