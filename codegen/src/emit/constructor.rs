//! Functions of tagged unions that make a case of the one value that it needs: `Message::user("hi")`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Case, Definition, Type, TypeId, Union};
use crate::names::RustIdent;

use super::argument::{Argument, argument};
use super::context::{Context, Site};
use super::docs::comment;
use super::harmless::code;

/// One function for each case that needs nothing, or one value, beside its tag.
pub(super) fn emit_constructors(context: &Context<'_>, id: TypeId, union: &Union) -> TokenStream {
    let names = context.type_names(id);
    let functions: Vec<TokenStream> = union
        .cases
        .iter()
        .zip(&names.members)
        .zip(&names.constructors)
        .filter_map(|((case, variant), name)| {
            let name = name.as_ref()?;
            emit_constructor(context, union, (case, variant, name), Site::Types(id))
        })
        .collect();
    if functions.is_empty() {
        return TokenStream::new();
    }
    let ident = &names.ident;
    quote!(impl #ident { #(#functions)* })
}

/// `<M>(value: impl Into<String>)`: what the function of a case takes, for those who only tell of it.
pub(super) fn constructor_signature(
    context: &Context<'_>,
    union: &Union,
    case: &Case,
) -> Option<TokenStream> {
    let needs = union.needs_of(case, context.types())?;
    let Definition::Structure(structure) = &context.definition(needs.structure).definition else {
        return None;
    };
    let builder = context.type_names(needs.structure).builder.as_ref()?;
    let Some(index) = needs.given else { return Some(quote!(())) };
    let (field, setter) = (structure.fields.get(index)?, builder.setters.get(index)?);
    let Argument { generics, accepts, .. } = argument(context, &field.value, field.presence, Site::Resource);
    Some(quote!(#generics (#setter: #accepts)))
}

fn emit_constructor(
    context: &Context<'_>,
    union: &Union,
    (case, variant, name): (&Case, &RustIdent, &RustIdent),
    site: Site,
) -> Option<TokenStream> {
    let needs = union.needs_of(case, context.types())?;
    let Definition::Structure(structure) = &context.definition(needs.structure).definition else {
        return None;
    };
    let builder = context.type_names(needs.structure).builder.as_ref()?;
    let path = context.type_tokens(&Type::Named(needs.structure), site);
    let tag = needs.tag.and_then(|index| {
        let (setter, value) = (builder.setters.get(index)?, case.tags.first()?);
        Some(quote!(.#setter(#value)))
    });
    let shown = format!("`{}`", variant.as_str());
    let Some(index) = needs.given else {
        let docs = format!("Creates the {shown} variant with its required fields only.");
        let docs = comment(context, docs);
        return Some(quote! {
            #docs
            #[must_use]
            #[inline]
            pub fn #name() -> Self {
                Self::#variant(#path::builder() #tag .build().into())
            }
        });
    };
    let (field, setter) = (structure.fields.get(index)?, builder.setters.get(index)?);
    let Argument { generics, accepts, .. } = argument(context, &field.value, field.presence, site);
    let docs = format!("Creates the {shown} variant from its only required field, {}.", code(&field.wire));
    let docs = comment(context, docs);
    Some(quote! {
        #docs
        #[must_use]
        #[inline]
        pub fn #name #generics(#setter: #accepts) -> Self {
            Self::#variant(#path::builder() #tag .#setter(#setter).build().into())
        }
    })
}
