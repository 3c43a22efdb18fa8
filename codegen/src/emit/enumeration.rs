//! Enumerations.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::ir::{Docs, Enumeration, Literal, Member, TypeId};

use super::context::Context;
use super::docs::{Doc, comment, deprecated};
use super::harmless::code;
use super::literal::json_text;
use super::structure::type_docs;

/// An enum of the listed values that is open to others.
pub(super) fn emit_enumeration(context: &Context<'_>, id: TypeId, enumeration: &Enumeration) -> TokenStream {
    let definition = context.definition(id);
    let names = context.type_names(id);
    let ident = &names.ident;
    let docs = type_docs(definition).tokens(context);
    let deprecation = deprecated(&definition.docs);
    let variants = enumeration.members.iter().zip(&names.members).map(|(member, variant)| {
        let docs = member_docs(member).tokens(context);
        let deprecation = deprecated(&member.docs);
        quote!(#docs #deprecation #variant,)
    });
    // Each asks all members.
    let (is_text, is_integer) = (enumeration.is_text(), enumeration.is_integer());
    let values = enumeration.members.iter().zip(&names.members).map(|(member, variant)| {
        if matches!(&member.wire, Literal::String(text) if is_text && variant.is_exactly(text)) {
            return quote!(#variant);
        }
        let value = wire_tokens(&member.wire, is_text, is_integer);
        quote!(#variant: #value)
    });
    let (derives, unknown, name) = if is_text {
        (quote!(), quote!(String), quote!(text_enum))
    } else if is_integer {
        (quote!(#[derive(Clone, Debug, PartialEq, Eq, Hash)]), quote!(i64), quote!(integer_enum))
    } else {
        (quote!(#[derive(Clone, Debug, PartialEq)]), quote!(runtime::Value), quote!(value_enum))
    };
    let unknown_docs = comment(context, "A value that the API description does not list.");
    quote! {
        #docs
        #deprecation
        #derives
        #[non_exhaustive]
        pub enum #ident {
            #(#variants)*
            #unknown_docs
            Unknown(#unknown),
        }
        runtime::#name! { #ident { #(#values),* } }
    }
}

fn member_docs(member: &Member) -> Doc {
    let value = match &member.wire {
        Literal::String(text) => code(text),
        other => code(&json_text(other)),
    };
    let mut doc = Doc::default();
    doc.own(&value);
    let said = Docs { deprecated: false, ..member.docs.clone() };
    if said != Docs::default() {
        for text in [&said.summary, &said.description].into_iter().flatten() {
            doc.foreign(text);
        }
    }
    doc
}

/// The value as its macro wants it: text, a number, or JSON text.
fn wire_tokens(wire: &Literal, is_text: bool, is_integer: bool) -> TokenStream {
    match wire {
        Literal::String(text) if is_text => quote!(#text),
        Literal::Integer(number) if is_integer => {
            let number = Token::i128_unsuffixed(*number);
            quote!(#number)
        }
        other => {
            let text = json_text(other);
            quote!(#text)
        }
    }
}
