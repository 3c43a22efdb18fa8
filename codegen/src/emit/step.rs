//! The step of a request that puts a value into it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use crate::ir::{Parameter, ParameterStyle, Place};

use super::argument::{Argument, Conversion};

/// A method of the request under construction, and what it takes besides the value.
pub(super) struct Step<'a> {
    pub(super) method: &'static str,
    /// The name on the wire; the entire body has none.
    pub(super) name: Option<&'a str>,
    /// What stands behind the value.
    pub(super) more: TokenStream,
}

/// The methods that come in a second form, `…_of`, which converts the value too. Written out, conversion and end of a value
/// cost a compiler more than the call, a thousand times.
const CONVERTING: [&str; 4] = ["path", "query", "field", "body"];

impl<'a> Step<'a> {
    /// A step that takes a name and a value.
    pub(super) fn new(method: &'static str, name: &'a str) -> Self {
        Self { method, name: Some(name), more: TokenStream::new() }
    }

    /// The same with one thing more.
    pub(super) fn and(self, more: TokenStream) -> Self {
        Self { more, ..self }
    }

    /// The step for a parameter.
    pub(super) fn parameter(parameter: &'a Parameter) -> Self {
        let place = parameter.place;
        let style = style_tokens(parameter.style, parameter.explode, parameter.allow_reserved, place);
        let step = |method| Self::new(method, &parameter.wire);
        match place {
            Place::Path
                if parameter.style == ParameterStyle::Simple
                    && !parameter.explode
                    && !parameter.allow_reserved =>
            {
                step("path")
            }
            Place::Path => step("path_styled").and(style),
            Place::Query => step("query").and(style),
            Place::Header => step("header").and(style),
            Place::Cookie => step("cookie").and(style),
        }
    }

    /// The step with its value, which stands in the variable `given`: the statement before it, if it needs one, and the
    /// call.
    pub(super) fn given(&self, argument: &Argument, given: &TokenStream) -> (TokenStream, TokenStream) {
        let Argument { converted, becomes, way, .. } = argument;
        if *way == Conversion::Into && CONVERTING.contains(&self.method) {
            let method = format_ident!("{}_of", self.method);
            return (TokenStream::new(), self.call(&quote!(#method::<#becomes>), given));
        }
        let prepare = if *way == Conversion::Plain {
            TokenStream::new()
        } else {
            quote!(let #given: #becomes = #converted;)
        };
        (prepare, self.with(&quote!(&#given)))
    }

    /// The call with this value.
    pub(super) fn with(&self, value: &TokenStream) -> TokenStream {
        let method = Ident::new(self.method, Span::call_site());
        self.call(&quote!(#method), value)
    }

    fn call(&self, method: &TokenStream, value: &TokenStream) -> TokenStream {
        let name = self.name.map(|name| quote!(#name,));
        let more = Some(&self.more).filter(|more| !more.is_empty()).map(|more| quote!(, #more));
        quote!(.#method(#name #value #more))
    }
}

/// The constant of the runtime for a style.
pub(super) fn style_tokens(
    style: ParameterStyle,
    explode: bool,
    allow_reserved: bool,
    place: Place,
) -> TokenStream {
    let name = match (style, explode) {
        (ParameterStyle::Simple, false) => quote!(SIMPLE),
        (ParameterStyle::Simple, true) => quote!(SIMPLE_EXPLODED),
        (ParameterStyle::Matrix, false) => quote!(MATRIX),
        (ParameterStyle::Matrix, true) => quote!(MATRIX_EXPLODED),
        (ParameterStyle::Label, false) => quote!(LABEL),
        (ParameterStyle::Label, true) => quote!(LABEL_EXPLODED),
        (ParameterStyle::Form, true) => quote!(FORM),
        (ParameterStyle::Form, false) => quote!(FORM_JOINED),
        (ParameterStyle::SpaceDelimited, false) => quote!(SPACE),
        (ParameterStyle::SpaceDelimited, true) => quote!(SPACE_EXPLODED),
        (ParameterStyle::PipeDelimited, false) => quote!(PIPE),
        (ParameterStyle::PipeDelimited, true) => quote!(PIPE_EXPLODED),
        (ParameterStyle::TabDelimited, _) => quote!(TAB),
        (ParameterStyle::DeepObject, _) => quote!(DEEP_OBJECT),
        (ParameterStyle::Json, _) => quote!(JSON),
        (ParameterStyle::Query, _) => quote!(QUERY),
        (ParameterStyle::QueryJson, _) => quote!(QUERY_JSON),
        (ParameterStyle::Cookie, true) => quote!(COOKIE),
        (ParameterStyle::Cookie, false) => quote!(COOKIE_JOINED),
        (ParameterStyle::Plain, _) => quote!(PLAIN),
    };
    if allow_reserved && matches!(place, Place::Query | Place::Path) {
        quote!(runtime::Style::#name.allow_reserved())
    } else {
        quote!(runtime::Style::#name)
    }
}
