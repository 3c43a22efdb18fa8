//! Unions: one of several types.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Shape, TypeId, Union};
use crate::kinds::JsonKinds;
use crate::names::RustIdent;

use super::constructor::emit_constructors;
use super::context::{Context, Site};
use super::conversion::Conversions;
use super::docs::{Doc, comment, deprecated};
use super::literal::json_text;
use super::structure::type_docs;

/// An enum with a variant a case, and how a value finds its case.
pub(super) fn emit_union(context: &Context<'_>, id: TypeId, union: &Union) -> TokenStream {
    let definition = context.definition(id);
    let names = context.type_names(id);
    let site = Site::Types(id);
    let ident = &names.ident;
    let docs = type_docs(definition).tokens(context);
    let deprecation = deprecated(&definition.docs);
    let variants = union.cases.iter().zip(&names.members).map(|(case, variant)| {
        let otherwise = format!("The `{}` variant.", variant.as_str());
        let docs = Doc::brief(&case.docs, &otherwise).tokens(context);
        let deprecation = deprecated(&case.docs);
        let value = context.type_tokens(&case.value, site);
        quote!(#docs #deprecation #variant(#value),)
    });
    let conversions = Conversions::of(context, id, union, &names.members);
    let conversions = conversions.as_ref().map(Conversions::emit);
    let constructors = emit_constructors(context, id, union);
    let events = emit_events(union, &names.members);
    let reading = if let Some(tag) = &union.tag {
        let (cases, rest): (Vec<_>, Vec<_>) =
            union.cases.iter().zip(&names.members).partition(|(case, _)| !case.tags.is_empty());
        let cases = cases.into_iter().map(|(case, variant)| {
            let tags = &case.tags;
            quote!(#variant: #(#tags)|*,)
        });
        let rest = match union.otherwise.map(|index| (&union.cases[index], &names.members[index])) {
            Some((case, variant)) if !case.tags.is_empty() => Some(quote!(_ => #variant)),
            _ => rest.first().map(|(_, variant)| quote!(..#variant)),
        };
        quote!(runtime::tagged! { #[tag(#tag)] #ident { #(#cases)* #rest } #events })
    } else {
        let cases = union.cases.iter().zip(&names.members).map(|(case, variant)| {
            let shape = emit_shape(&case.shape);
            quote!(#variant: [#shape])
        });
        quote!(runtime::union! { #ident { #(#cases,)* } #events })
    };
    let unknown_docs = comment(context, "A value that matches none of the other variants.");
    quote! {
        #docs
        #deprecation
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants)*
            #unknown_docs
            Unknown(runtime::Value),
        }
        #reading
        #conversions
        #constructors
    }
}

/// Which case the data of an event is, by the name of the event. Events of other names are the one case without a name; of
/// several, their data tells which; and where each case has names, they are none of them.
fn emit_events(union: &Union, members: &[RustIdent]) -> TokenStream {
    let named: Vec<_> = union.cases.iter().zip(members).filter(|(case, _)| !case.events.is_empty()).collect();
    if named.is_empty() {
        return TokenStream::new();
    }
    let nameless: Vec<_> =
        union.cases.iter().zip(members).filter(|(case, _)| case.events.is_empty()).collect();
    let other = match nameless.as_slice() {
        [] => TokenStream::new(),
        [(_, only)] => quote!(_ => #only,),
        _ => quote!(..),
    };
    let named = named.into_iter().map(|(case, variant)| {
        let events = &case.events;
        quote!(#variant: #(#events)|*)
    });
    quote!(events { #other #(#named),* })
}

fn emit_shape(shape: &Shape) -> TokenStream {
    let kinds = kind_words(shape.kinds);
    let list = |name: TokenStream, texts: &[String]| {
        if texts.is_empty() { TokenStream::new() } else { quote!(, #name(#(#texts),*)) }
    };
    let required = list(quote!(required), &shape.required);
    let known = list(quote!(known), &shape.known);
    let constants = if shape.constants.is_empty() {
        TokenStream::new()
    } else {
        let constants = shape.constants.iter().map(|(name, values)| {
            let values = values.iter().map(json_text);
            quote!(#name = #(#values)|*)
        });
        quote!(, constants(#(#constants),*))
    };
    let within = if shape.within.is_empty() {
        TokenStream::new()
    } else {
        let within = shape.within.iter().map(|(way, values)| {
            let values = values.iter().map(json_text);
            quote!([#(#way),*] = #(#values)|*)
        });
        quote!(, within(#(#within),*))
    };
    let closed =
        if shape.kinds.has(JsonKinds::OBJECT) && !shape.open { quote!(, closed) } else { TokenStream::new() };
    let texts = list(quote!(texts), &shape.texts);
    let items = shape.items.as_deref().filter(|_| shape.kinds.has(JsonKinds::ARRAY)).map(|items| {
        let items = emit_shape(items);
        quote!(, items([#items]))
    });
    quote!(#(#kinds)|* #required #known #constants #within #closed #texts #items)
}

fn kind_words(kinds: JsonKinds) -> Vec<TokenStream> {
    let words: Vec<TokenStream> = [
        (JsonKinds::NULL, quote!(null)),
        (JsonKinds::BOOLEAN, quote!(boolean)),
        (JsonKinds::INTEGER, quote!(integer)),
        (JsonKinds::FRACTION, quote!(fraction)),
        (JsonKinds::STRING, quote!(string)),
        (JsonKinds::ARRAY, quote!(array)),
        (JsonKinds::OBJECT, quote!(object)),
    ]
    .into_iter()
    .filter_map(|(kind, word)| kinds.has(kind).then_some(word))
    .collect();
    if words.is_empty() { vec![quote!(nothing)] } else { words }
}
