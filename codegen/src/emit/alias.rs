//! Other names for types, and types around one value.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Type, TypeId};

use super::context::{Context, Site};
use super::docs::deprecated;
use super::structure::type_docs;

/// `pub type`
pub(super) fn emit_alias(context: &Context<'_>, id: TypeId, value: &Type) -> TokenStream {
    let definition = context.definition(id);
    let ident = &context.type_names(id).ident;
    let docs = type_docs(definition).tokens(context);
    let deprecation = deprecated(&definition.docs);
    let value = context.type_tokens(value, Site::Types(id));
    quote! {
        #docs
        #deprecation
        pub type #ident = #value;
    }
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
