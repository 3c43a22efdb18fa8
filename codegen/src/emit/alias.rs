//! Other names for types, and types around one value.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Definition, Type, TypeId};

use super::context::{Context, Site};
use super::docs::deprecated;
use super::structure::type_docs;

/// `pub use` where that says the same and more, else `pub type`.
pub(super) fn emit_alias(context: &Context<'_>, id: TypeId, value: &Type) -> TokenStream {
    let definition = context.definition(id);
    let ident = &context.type_names(id).ident;
    let docs = type_docs(definition).tokens(context);
    let deprecation = deprecated(&definition.docs);
    let is_reexport = is_reexport(context, id, value);
    let value = context.type_tokens(value, Site::Types(id));
    if is_reexport {
        return quote! {
            #docs
            #[doc(inline)]
            pub use #value as #ident;
        };
    }
    quote! {
        #docs
        #deprecation
        pub type #ident = #value;
    }
}

/// Whether the alias is another name for an enum: variants are named by the re-export of one, but not by `pub type`
/// (`use types::Status::*`), so that nobody can tell an enum from another name for one. What is deprecated alone needs an
/// item of its own.
pub(super) fn is_reexport(context: &Context<'_>, id: TypeId, value: &Type) -> bool {
    let (Type::Named(target), Type::Named(end)) = (value, value.resolved(context.types())) else {
        return false;
    };
    let is_enum =
        matches!(context.definition(*end).definition, Definition::Enumeration(_) | Definition::Union(_));
    is_enum && context.definition(id).docs.deprecated == context.definition(*target).docs.deprecated
}

/// A struct around one value.
pub(super) fn emit_newtype(context: &Context<'_>, id: TypeId, value: &Type) -> TokenStream {
    let definition = context.definition(id);
    let ident = &context.type_names(id).ident;
    let docs = type_docs(definition).tokens(context);
    let deprecation = deprecated(&definition.docs);
    let value = context.type_tokens(value, Site::Types(id));
    quote! {
        #docs
        #deprecation
        #[derive(Clone, Debug, PartialEq)]
        pub struct #ident(pub #value);
        runtime::newtype! { #ident(#value) }
    }
}
