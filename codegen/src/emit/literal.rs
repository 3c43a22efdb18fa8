//! Values of the description as expressions.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::ir::{Definition, Literal, Scalar, Type};

use super::context::{Context, Site};

/// The literal as an expression of this type; it was found to fit ([`Literal::fits`]).
pub(super) fn typed_literal(
    context: &Context<'_>,
    literal: &Literal,
    value: &Type,
    site: Site,
) -> TokenStream {
    let resolved = value.resolved(context.types());
    match (resolved, literal) {
        (Type::Named(id), literal) => {
            let ty = context.type_tokens(resolved, site);
            let position = match &context.definition(*id).definition {
                Definition::Enumeration(enumeration) => {
                    enumeration.members.iter().position(|member| member.wire == *literal)
                }
                _ => None,
            };
            match position.and_then(|position| context.type_names(*id).members.get(position)) {
                Some(variant) => quote!(#ty::#variant),
                None => json_literal(literal),
            }
        }
        (Type::Any, literal) => {
            let literal = json_literal(literal);
            quote!(runtime::Value::from(#literal))
        }
        (Type::Scalar(Scalar::Bool), Literal::Bool(true)) => quote!(true),
        (Type::Scalar(Scalar::Bool), _) => quote!(false),
        (Type::Scalar(Scalar::F32 | Scalar::F64), Literal::Integer(number)) => {
            let number = Token::i128_unsuffixed(*number);
            let ty = context.type_tokens(resolved, site);
            quote!(#number as #ty)
        }
        (Type::Scalar(Scalar::F32), literal) => {
            // What is too great for the type is infinite there; written as a literal of it, it would not compile.
            let literal = json_literal(literal);
            quote!(#literal as f32)
        }
        (Type::Scalar(Scalar::F64), literal) => json_literal(literal),
        (Type::Scalar(_), Literal::Integer(number)) => {
            let number = Token::i128_unsuffixed(*number);
            quote!(#number)
        }
        (_, literal) => {
            let ty = context.type_tokens(resolved, site);
            let literal = json_literal(literal);
            quote!(#ty::from(#literal))
        }
    }
}

/// The literal as an expression of its own type, which can be written as JSON.
pub(super) fn json_literal(literal: &Literal) -> TokenStream {
    if let Some(number) = literal.fraction() {
        let number = Token::f64_suffixed(number);
        return quote!(#number);
    }
    match literal {
        Literal::String(text) | Literal::Json(text) => quote!(#text),
        Literal::Bool(value) => quote!(#value),
        Literal::Integer(number) => {
            let number =
                i64::try_from(*number).map_or_else(|_| Token::i128_suffixed(*number), Token::i64_suffixed);
            quote!(#number)
        }
    }
}

/// The literal as JSON text.
pub(super) fn json_text(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => serde_json::Value::from(text.as_str()).to_string(),
        Literal::Integer(number) => number.to_string(),
        Literal::Bool(value) => value.to_string(),
        Literal::Json(text) => text.clone(),
    }
}
