//! Structures.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Field, Literal, Presence, Rest, Structure, Type, TypeDefinition, TypeId};
use crate::names::RustIdent;

use super::context::{Context, Site};
use super::docs::{Doc, comment, deprecated};
use super::harmless::code;
use super::once::Once;
use super::origin::origin;

/// More fields than that do not fit into the tuple that `object!` makes of them.
const MOST_FIELDS: usize = 32;

/// The struct, and how it is read and written.
pub(super) fn emit_structure(context: &Context<'_>, id: TypeId, structure: &Structure) -> TokenStream {
    let definition = context.definition(id);
    let names = context.type_names(id);
    let site = Site::Types(id);
    let ident = &names.ident;
    let docs = type_docs(definition).tokens(context);
    let deprecation = deprecated(&definition.docs);
    let default = emit_default(ident, structure);
    let fields = structure.fields.iter().zip(&names.members);
    let fields = Once::new(fields.map(|(field, name)| emit_field(context, field, name, site)));
    let members = structure.fields.iter().zip(&names.members).map(|(field, name)| {
        let wire = &field.wire;
        if name.is_exactly(wire) { quote!(#name) } else { quote!(#name: #wire) }
    });
    let large = (structure.fields.len() > MOST_FIELDS).then(|| quote!(#[large]));
    let mut nulls = structure.fields.iter().filter(|field| field.presence == Presence::RequiredNullable);
    let nulls = nulls.next().map(|first| {
        let names = std::iter::once(first).chain(nulls).map(|field| &field.wire);
        quote!(#[null(#(#names),*)])
    });
    let (rest_field, rest_member) = match (&structure.rest, &names.rest) {
        (Rest::Kept(values), Some(rest)) => {
            let values = context.type_tokens(values, site);
            let docs = comment(context, "Fields that the API description does not define.");
            (
                quote! {
                    #docs
                    pub #rest: std::collections::BTreeMap<String, #values>,
                },
                quote!(..#rest),
            )
        }
        _ => (TokenStream::new(), TokenStream::new()),
    };
    quote! {
        #docs
        #deprecation
        #[non_exhaustive]
        pub struct #ident {
            #fields
            #rest_field
        }
        runtime::object! { #large #nulls #ident { #(#members,)* #rest_member } }
        #default
    }
}

/// `Default`, where every member can be left out: a blank value is that already.
fn emit_default(ident: &RustIdent, structure: &Structure) -> TokenStream {
    if !structure.has_default() {
        return TokenStream::new();
    }
    quote! {
        impl Default for #ident {
            fn default() -> Self {
                runtime::blank()
            }
        }
    }
}

/// The documentation of a type; without any, where the description has it.
pub(super) fn type_docs(definition: &TypeDefinition) -> Doc {
    Doc::of(&definition.docs, &origin(definition))
}

fn emit_field(context: &Context<'_>, field: &Field, name: &RustIdent, site: Site) -> TokenStream {
    let docs = field_docs(field, &format!("The {} field.", code(&field.wire))).tokens(context);
    let deprecation = deprecated(&field.docs);
    let ty = field_type(context, field, site);
    quote! {
        #docs
        #deprecation
        pub #name: #ty,
    }
}

/// The documentation of a field, `otherwise` where the description has none. The type does not show a constant string.
pub(super) fn field_docs(field: &Field, otherwise: &str) -> Doc {
    let mut docs = Doc::of(&field.docs, otherwise);
    if let (Some(Literal::String(text)), Type::Scalar(_)) = (&field.constant, &field.value) {
        docs.own(&format!("Always {}.", code(text)));
    }
    docs
}

/// The type of a field with its presence.
pub(super) fn field_type(context: &Context<'_>, field: &Field, site: Site) -> TokenStream {
    let value = context.type_tokens(&field.value, site);
    match field.presence {
        Presence::Required => value,
        Presence::RequiredNullable | Presence::Optional => quote!(Option<#value>),
        Presence::OptionalNullable => quote!(runtime::Nullable<#value>),
    }
}
