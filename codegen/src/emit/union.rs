//! Unions: one of several types.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Case, Scalar, Shape, ShapeKinds, Type, TypeId, Types, Union};
use crate::names::RustIdent;

use super::context::{Context, Site};
use super::docs::{Doc, deprecated};
use super::literal::json_text;
use super::structure::type_docs;

/// An enum with a variant a case, and how a value finds its case.
pub(super) fn emit_union(context: &Context<'_>, id: TypeId, union: &Union) -> TokenStream {
    let definition = context.definition(id);
    let names = context.type_names(id);
    let site = Site::Types(context.home(id));
    let ident = &names.ident;
    let docs = type_docs(definition).tokens();
    let deprecation = deprecated(&definition.docs);
    let variants = union.cases.iter().zip(&names.members).map(|(case, variant)| {
        let otherwise = format!("The case `{}`.", variant.as_str());
        let docs = Doc::brief(&case.docs, &otherwise).tokens();
        let deprecation = deprecated(&case.docs);
        let value = context.type_tokens(&case.value, site);
        quote!(#docs #deprecation #variant(#value),)
    });
    let conversions = emit_conversions(context, id, union, &names.members, site);
    let from = if conversions.is_empty() { TokenStream::new() } else { quote!(from { #(#conversions)* }) };
    let tagged = union.tag.as_ref().filter(|_| union.cases.iter().all(|case| !case.tags.is_empty()));
    let reading = if let Some(tag) = tagged {
        let cases = union.cases.iter().zip(&names.members).map(|(case, variant)| {
            let tags = &case.tags;
            quote!(#variant #(#tags)|*)
        });
        quote!(runtime::tagged! { #ident #tag { #(#cases),* } #from })
    } else {
        let cases = union.cases.iter().zip(&names.members).map(|(case, variant)| {
            let shape = emit_shape(&case.shape);
            quote!(#variant: #shape)
        });
        quote!(runtime::union! { #ident { #(#cases,)* } #from })
    };
    quote! {
        #docs
        #deprecation
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants)*
            /// A value that fits no case that the description lists.
            Unknown(runtime::Value),
        }
        #reading
    }
}

fn emit_shape(shape: &Shape) -> TokenStream {
    let kinds = kind_words(shape.kinds);
    let list = |name: TokenStream, texts: &[String]| {
        if texts.is_empty() { TokenStream::new() } else { quote!(#name [#(#texts)*]) }
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
        quote!(constants [#(#constants)*])
    };
    let closed = if shape.kinds.object && !shape.open { quote!(closed) } else { TokenStream::new() };
    let texts = list(quote!(texts), &shape.texts);
    let items = shape.items.as_deref().filter(|_| shape.kinds.array).map(|items| {
        let items = emit_shape(items);
        quote!(items (#items))
    });
    quote!([#(#kinds)*] #required #known #constants #closed #texts #items)
}

fn kind_words(kinds: ShapeKinds) -> Vec<TokenStream> {
    [
        (kinds.null, quote!(null)),
        (kinds.boolean, quote!(boolean)),
        (kinds.integer, quote!(integer)),
        (kinds.fraction, quote!(fraction)),
        (kinds.string, quote!(string)),
        (kinds.array, quote!(array)),
        (kinds.object, quote!(object)),
    ]
    .into_iter()
    .filter_map(|(there, word)| there.then_some(word))
    .collect()
}

/// What converts into the union where a request can hold it: every payload that only one case has, and what literals of it
/// are written as.
fn emit_conversions(
    context: &Context<'_>,
    id: TypeId,
    union: &Union,
    variants: &[RustIdent],
    site: Site,
) -> Vec<TokenStream> {
    if !context.definition(id).usage.request {
        return Vec::new();
    }
    let payloads: Vec<Type> =
        union.cases.iter().map(|case: &Case| payload(&case.value, context.types())).collect();
    let only = |value: &Type| payloads.iter().filter(|payload| *payload == value).count() == 1;
    let free = |scalar: Scalar| !payloads.contains(&Type::Scalar(scalar));
    let mut conversions = Vec::new();
    for ((case, payload), variant) in union.cases.iter().zip(&payloads).zip(variants) {
        if !only(payload) || *payload == Type::Named(id) {
            continue;
        }
        let given = match case.value.resolved(context.types()) {
            Type::Boxed(inner) => context.type_tokens(&Type::Named(*inner), site),
            _ => context.type_tokens(&case.value, site),
        };
        conversions.push(quote!(#variant(#given)));
        match payload {
            Type::Scalar(Scalar::String) => conversions.push(quote!(#variant(&str))),
            // A whole number in the source is an `i32` unless something says otherwise.
            Type::Scalar(Scalar::I64) if free(Scalar::I32) => conversions.push(quote!(#variant(i32))),
            _ => {}
        }
    }
    conversions
}

/// The type as the compiler sees it: without aliases, without a box around the whole.
fn payload(value: &Type, types: &Types) -> Type {
    match value.resolved(types) {
        Type::Boxed(id) => Type::Named(*id).resolved(types).clone(),
        other => bare(other, types, 0),
    }
}

fn bare(value: &Type, types: &Types, depth: usize) -> Type {
    let value = value.resolved(types);
    if depth > 64 {
        return value.clone();
    }
    let inner = |value: &Type| Box::new(bare(value, types, depth + 1));
    match value {
        Type::List(items) => Type::List(inner(items)),
        Type::Map(values) => Type::Map(inner(values)),
        Type::Nullable(value) => Type::Nullable(inner(value)),
        Type::Tuple(places) => Type::Tuple(places.iter().map(|place| *inner(place)).collect()),
        other => other.clone(),
    }
}
