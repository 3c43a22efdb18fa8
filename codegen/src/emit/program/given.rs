//! A value of a type, out of a JSON text.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::emit::context::{Context, Site};
use crate::ir::{Scalar, Type};

/// What stands for the content of files and for bytes.
pub(super) const CONTENT: &[u8] = b"every call";

/// An expression of the type, as a setter takes it that takes no null; without a JSON text, one that says so.
pub(super) fn given(context: &Context<'_>, value: &Type, name: &str, json: Option<&str>) -> TokenStream {
    // A setter boxes by itself.
    read(context, &value.unboxed(), name, json)
}

/// The same for a setter that takes null, too.
pub(super) fn given_or_null(
    context: &Context<'_>,
    value: &Type,
    name: &str,
    json: Option<&str>,
) -> TokenStream {
    let value = &value.unboxed();
    if json == Some("null") {
        let value = context.type_tokens(value, Site::Resource);
        return quote!(runtime::Nullable::<#value>::Null);
    }
    read(context, value, name, json)
}

/// Bytes that mean nothing.
pub(super) fn content() -> TokenStream {
    let content = Token::byte_string(CONTENT);
    quote!(runtime::Bytes::from_static(#content))
}

fn read(context: &Context<'_>, value: &Type, name: &str, json: Option<&str>) -> TokenStream {
    if *value.resolved(context.types()) == Type::Scalar(Scalar::Bytes) {
        return content();
    }
    let value = context.type_tokens(value, Site::Resource);
    if let Some(json) = json {
        quote!(every_call::value::<#value>(#name, #json)?)
    } else {
        quote!(every_call::absent::<#value>(#name)?)
    }
}
