//! What a call gives whose successes differ by status.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::ir::{Media, OperationId, Response, StatusMatch, Success};
use crate::names::RustIdent;

use super::context::{Context, Site};
use super::docs::{Doc, comment};

/// The enum of an operation, nothing where it has none.
pub(super) fn emit_by_status(context: &Context<'_>, id: OperationId) -> TokenStream {
    let operation = &context.api.operations[id.0];
    let names = context.operation_names(id);
    let (Success::ByStatus { responses, .. }, Some((ident, variants))) =
        (&operation.success, &names.by_status)
    else {
        return TokenStream::new();
    };
    let docs = comment(context, format!("Response body of `{}`, by status code.", names.method.as_str()));
    let items =
        responses.iter().zip(variants).map(|(response, variant)| emit_variant(context, response, variant));
    let cases = responses.iter().zip(variants).map(|(response, variant)| {
        let status = match response.status {
            StatusMatch::Code(code) => {
                let code = Token::u16_unsuffixed(code);
                quote!(#code)
            }
            StatusMatch::Range(digit) => {
                let digit = Token::u8_unsuffixed(digit);
                quote!(#digit)
            }
            StatusMatch::Default => quote!(_),
        };
        let media = match &response.media {
            Media::Empty => quote!(empty),
            Media::Json(_) => quote!(json),
            Media::Text => quote!(text),
            Media::Bytes | Media::Stream => quote!(bytes),
        };
        quote!(#status => #variant(#media))
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #ident {
            #(#items)*
        }
        runtime::by_status! { #ident = match status { #(#cases,)* } }
    }
}

fn emit_variant(context: &Context<'_>, response: &Response, variant: &RustIdent) -> TokenStream {
    let status = match response.status {
        StatusMatch::Code(code) => format!("Status {code}."),
        StatusMatch::Range(digit) => format!("Status {digit}XX."),
        StatusMatch::Default => "Any other successful status.".to_owned(),
    };
    let mut docs = Doc::of(&response.docs, &status);
    docs.own(&status);
    let docs = docs.tokens(context);
    match &response.media {
        Media::Empty => quote!(#docs #variant,),
        Media::Json(value) => {
            let value = context.type_tokens(value, Site::Resource);
            quote!(#docs #variant(#value),)
        }
        Media::Text => quote!(#docs #variant(String),),
        Media::Bytes | Media::Stream => quote!(#docs #variant(runtime::Bytes),),
    }
}
