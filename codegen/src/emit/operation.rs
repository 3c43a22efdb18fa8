//! Operations: the call with its setters and what sends it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{
    BodyContent, FormField, FormFieldKind, Media, Operation, OperationId, Parameter, ParameterStyle, Place,
    Presence, Setter, SetterSource, StreamKind, Success, Type,
};
use crate::names::OperationNames;

use super::argument::{Argument, Way, argument, named_argument};
use super::context::{Context, Site};
use super::docs::{Doc, deprecated};
use super::flags::Flags;
use super::harmless::code;
use super::literal::json_literal;

/// Everything of one operation but the method that starts it.
pub(super) fn emit_operation(context: &Context<'_>, id: OperationId) -> TokenStream {
    let call = Call::new(context, id);
    let endpoint = super::endpoint::emit_endpoint(context, id);
    let by_status = super::by_status::emit_by_status(context, id);
    let item = call.emit();
    quote!(#endpoint #item #by_status)
}

/// The method of the resource that starts the call; `client` is the expression that holds the client.
pub(super) fn emit_method(context: &Context<'_>, id: OperationId, client: &TokenStream) -> TokenStream {
    let operation = &context.api.operations[id.0];
    let names = context.operation_names(id);
    let (method, call, endpoint) = (&names.method, &names.call, &names.endpoint);
    let docs = super::operation_docs::operation_docs(context, id).tokens();
    let deprecation = deprecated(&operation.docs);
    let mut arguments = Vec::new();
    let mut prepare = Vec::new();
    let mut steps = Vec::new();
    for (parameter, name) in operation.parameters.iter().zip(&names.arguments) {
        if parameter.place != Place::Path {
            continue;
        }
        let wire = &parameter.wire;
        let Argument { accepts, converted, becomes, way, .. } =
            named_argument(context, &parameter.value, Site::Resource, name);
        arguments.push(quote!(#name: #accepts));
        if way != Way::Plain {
            prepare.push(quote!(let #name: #becomes = #converted;));
        }
        if parameter.style == ParameterStyle::Simple && !parameter.explode {
            steps.push(quote!(.path(#wire, &#name)));
        } else {
            let style =
                style_tokens(parameter.style, parameter.explode, parameter.allow_reserved, Place::Path);
            steps.push(quote!(.path_styled(#wire, &#name, #style)));
        }
    }
    let own = own_values(context, operation);
    quote! {
        #docs
        #deprecation
        pub fn #method(&self #(, #arguments)*) -> #call {
            #(#prepare)*
            #call { request: runtime::Request::new(#client, &#endpoint) #(#steps)* #(#own)* }
        }
    }
}

/// What the call sets by itself.
fn own_values(context: &Context<'_>, operation: &Operation) -> Vec<TokenStream> {
    operation
        .setters
        .iter()
        .filter_map(|setter| {
            let literal = json_literal(operation.own_value(setter, context.types())?);
            Target::of(context, operation, setter).map(|target| target.set(&quote!(&#literal)))
        })
        .collect()
}

struct Call<'a> {
    context: &'a Context<'a>,
    id: OperationId,
    operation: &'a Operation,
    names: &'a OperationNames,
    flags: Flags<'a>,
}

impl<'a> Call<'a> {
    fn new(context: &'a Context<'a>, id: OperationId) -> Self {
        let names = context.operation_names(id);
        let flags = Flags::new(context, &names.setters, &names.flags);
        Self { context, id, operation: &context.api.operations[id.0], names, flags }
    }

    fn emit(&self) -> TokenStream {
        let call = &self.names.call;
        let docs = format!(
            " A call of `{}`; nothing is sent before what `send` gives is awaited.",
            self.names.method.as_str()
        );
        let (declared, used, defaulted) = (self.flags.declared(), self.flags.used(), self.flags.defaulted());
        let setters =
            self.operation.setters.iter().enumerate().map(|(index, setter)| self.emit_setter(index, setter));
        let senders = self.emit_senders();
        quote! {
            #[doc = #docs]
            #[derive(Debug)]
            #[must_use = "nothing is sent before `send` is called and awaited"]
            pub struct #call #defaulted {
                request: runtime::Request,
            }
            impl #declared #call #used {
                #(#setters)*
                #senders
            }
        }
    }

    fn emit_setter(&self, index: usize, setter: &Setter) -> TokenStream {
        let types = self.context.types();
        if !self.operation.has_setter(setter, types) {
            return TokenStream::new();
        }
        let Some(target) = Target::of(self.context, self.operation, setter) else {
            return TokenStream::new();
        };
        let call = &self.names.call;
        let name = &self.names.setters[index];
        let docs = target.docs().tokens();
        let deprecation = target.deprecation();
        let next = self.next(index, setter);
        let (output, literal) = match &next {
            Some(next) => (quote!(#call #next), quote!(#call)),
            None => (quote!(Self), quote!(Self)),
        };
        let Taken { generics, accepts, prepare, request } = target.taken(self.context);
        quote! {
            #docs
            #deprecation
            pub fn #name #generics(self, value: #accepts) -> #output {
                #prepare
                #literal { request: #request }
            }
        }
    }

    /// The flags after this setter, where it changes any. A whole body brings every field with it.
    fn next(&self, index: usize, setter: &Setter) -> Option<TokenStream> {
        if setter.source == SetterSource::Body && self.operation.body_structure().is_some() {
            let flags: Vec<TokenStream> = self
                .operation
                .setters
                .iter()
                .zip(&self.names.flags)
                .filter_map(|(other, flag)| {
                    let flag = flag.as_ref()?;
                    let field = matches!(other.source, SetterSource::BodyField(_));
                    Some(if field { quote!(true) } else { quote!(#flag) })
                })
                .collect();
            return (!flags.is_empty()).then(|| quote!(<#(#flags),*>));
        }
        self.flags.is_asked(index).then(|| self.flags.with(index))
    }

    fn emit_senders(&self) -> TokenStream {
        let bounds = self.flags.bounds();
        let gate = match &self.operation.success {
            Success::Stream | Success::One(Media::Stream) | Success::Optional(Media::Stream) => {
                quote!(#[cfg(feature = "stream")])
            }
            _ => TokenStream::new(),
        };
        let (result, finish) = self.result();
        let stream = self.emit_stream();
        let value = self.switch_off();
        let pages = super::page::emit_pages(self.context, self.id, &bounds, &value);
        quote! {
            /// Sends the call when awaited; gives the value.
            #gate
            pub fn send(self) -> runtime::Call<#result> #bounds {
                self.request #value #finish
            }
            /// Sends the call when awaited; gives the value with status, headers and request id.
            #gate
            pub fn send_with_response(self) -> runtime::Call<runtime::Response<#result>> #bounds {
                self.send().with_response()
            }
            #stream
            #pages
        }
    }

    /// The type of the value and how the request is finished to give it.
    fn result(&self) -> (TokenStream, TokenStream) {
        let plain = |media: &Media| match media {
            Media::Empty => (quote!(()), quote!(.unit())),
            Media::Json(value) => (self.context.type_tokens(value, Site::Resource), quote!(.json())),
            Media::Text => (quote!(String), quote!(.text())),
            Media::Bytes => (quote!(runtime::Bytes), quote!(.bytes())),
            Media::Stream => self.streamed(),
        };
        match &self.operation.success {
            Success::Empty => (quote!(()), quote!(.unit())),
            Success::One(media) => plain(media),
            Success::Optional(media) => match media {
                Media::Empty | Media::Stream => plain(media),
                Media::Json(value) => {
                    let value = self.context.type_tokens(value, Site::Resource);
                    (quote!(Option<#value>), quote!(.json_or_none()))
                }
                Media::Text => (quote!(Option<String>), quote!(.text_or_none())),
                Media::Bytes => (quote!(Option<runtime::Bytes>), quote!(.bytes_or_none())),
            },
            Success::ByStatus { .. } => match &self.names.by_status {
                Some((ident, _)) => (quote!(#ident), quote!(.by_status())),
                None => (quote!(()), quote!(.unit())),
            },
            Success::Stream => self.streamed(),
        }
    }

    fn streamed(&self) -> (TokenStream, TokenStream) {
        let Some(stream) = &self.operation.stream else {
            return (quote!(runtime::ByteStream), quote!(.byte_stream()));
        };
        let item = self.context.type_tokens(&stream.item, Site::Resource);
        match stream.kind {
            StreamKind::Events => (quote!(runtime::EventStream<#item>), quote!(.events())),
            StreamKind::Lines => (quote!(runtime::LineStream<#item>), quote!(.lines())),
        }
    }

    /// `stream`, where the same call can give what it has bit by bit.
    fn emit_stream(&self) -> TokenStream {
        let bytes = matches!(
            self.operation.success,
            Success::One(Media::Bytes | Media::Text) | Success::Optional(Media::Bytes | Media::Text)
        );
        let only = matches!(
            self.operation.success,
            Success::Stream | Success::One(Media::Stream) | Success::Optional(Media::Stream)
        );
        if only || (self.operation.stream.is_none() && !bytes) {
            return TokenStream::new();
        }
        let bounds = self.flags.bounds();
        let (result, finish) = self.streamed();
        let switch = self.operation.stream.as_ref().and_then(|stream| stream.switch.as_ref());
        let switch = switch.map(|switch| quote!(.field(#switch, &true)));
        quote! {
            /// Sends the call when awaited; gives what comes back bit by bit.
            #[cfg(feature = "stream")]
            pub fn stream(self) -> runtime::Call<#result> #bounds {
                self.request #switch #finish
            }
        }
    }

    /// A required switch is set either way.
    fn switch_off(&self) -> TokenStream {
        let types = self.context.types();
        let only = matches!(
            self.operation.success,
            Success::Stream | Success::One(Media::Stream) | Success::Optional(Media::Stream)
        );
        let Some(setter) =
            self.operation.setters.iter().find(|setter| self.operation.is_switch(setter, types))
        else {
            return TokenStream::new();
        };
        let switch = self.operation.stream.as_ref().and_then(|stream| stream.switch.as_ref());
        match switch {
            Some(switch) if only => quote!(.field(#switch, &true)),
            Some(switch) if setter.required => quote!(.field(#switch, &false)),
            _ => TokenStream::new(),
        }
    }
}

/// What a setter sets.
enum Target<'a> {
    Parameter(&'a Parameter),
    Field(&'a crate::ir::Field),
    Form(&'a FormField, bool),
    Body(&'a crate::ir::Body),
}

/// How a setter takes its value and what it does with it.
struct Taken {
    generics: TokenStream,
    accepts: TokenStream,
    prepare: TokenStream,
    request: TokenStream,
}

impl<'a> Target<'a> {
    fn of(context: &Context<'a>, operation: &'a Operation, setter: &Setter) -> Option<Self> {
        let body = operation.body.as_ref();
        match setter.source {
            SetterSource::Parameter(index) => operation.parameters.get(index).map(Self::Parameter),
            SetterSource::BodyField(index) => {
                operation.body_field(index, &context.api.types).map(Self::Field)
            }
            SetterSource::FormField(index) => match &body?.content {
                BodyContent::Form(fields) => fields.get(index).map(|field| Self::Form(field, false)),
                BodyContent::Multipart(fields) => fields.get(index).map(|field| Self::Form(field, true)),
                _ => None,
            },
            SetterSource::Body => body.map(Self::Body),
        }
    }

    fn docs(&self) -> Doc {
        match self {
            Self::Parameter(parameter) => {
                Doc::of(&parameter.docs, &format!("The parameter {}.", code(&parameter.wire)))
            }
            Self::Field(field) => super::structure::field_docs(field),
            Self::Form(field, _) => Doc::of(&field.docs, &format!("The member {}.", code(&field.wire))),
            Self::Body(body) => {
                let mut doc = Doc::of(&body.docs, "The whole body.");
                if !body.alternatives.is_empty() {
                    let others: Vec<String> = body.alternatives.iter().map(|other| code(other)).collect();
                    doc.own(&format!(
                        "Sent as {}; the API takes {} too.",
                        code(&body.media_type),
                        others.join(", ")
                    ));
                }
                doc
            }
        }
    }

    fn deprecation(&self) -> TokenStream {
        match self {
            Self::Parameter(parameter) => deprecated(&parameter.docs),
            Self::Field(field) => deprecated(&field.docs),
            Self::Form(field, _) => deprecated(&field.docs),
            Self::Body(_) => TokenStream::new(),
        }
    }

    fn taken(&self, context: &Context<'_>) -> Taken {
        match self {
            Self::Parameter(parameter) => self.value(context, &parameter.value, Presence::Required),
            Self::Field(field) => self.value(context, &field.value, field.presence),
            Self::Form(field, _) => match &field.kind {
                FormFieldKind::Value(value) => match value {
                    Type::Nullable(inner) => self.value(context, inner, Presence::OptionalNullable),
                    other => self.value(context, other, Presence::Required),
                },
                FormFieldKind::File => {
                    let wire = &field.wire;
                    taken(quote!(impl Into<runtime::Part>), &quote!(.part(#wire, value)))
                }
                FormFieldKind::Files => {
                    let wire = &field.wire;
                    Taken {
                        generics: TokenStream::new(),
                        accepts: quote!(impl IntoIterator<Item = impl Into<runtime::Part>>),
                        prepare: TokenStream::new(),
                        request: quote! {
                            value.into_iter().fold(self.request, |request, part| request.part(#wire, part))
                        },
                    }
                }
            },
            Self::Body(body) => match &body.content {
                BodyContent::Json { value, .. } => match value {
                    Type::Nullable(inner) => self.value(context, inner, Presence::OptionalNullable),
                    other => self.value(context, other, Presence::Required),
                },
                BodyContent::Text => taken(quote!(impl Into<String>), &quote!(.body_text(value.into()))),
                _ => taken(quote!(impl Into<runtime::Payload>), &quote!(.body_bytes(value))),
            },
        }
    }

    fn value(&self, context: &Context<'_>, value: &Type, presence: Presence) -> Taken {
        let Argument { generics, accepts, converted, becomes, way } =
            argument(context, value, presence, Site::Resource);
        if let (Self::Field(field), Way::Into) = (self, way) {
            let wire = &field.wire;
            return Taken { generics, ..taken(accepts, &quote!(.field_of::<#becomes>(#wire, value))) };
        }
        let set = self.set(&quote!(&value));
        let prepare =
            if way == Way::Plain { TokenStream::new() } else { quote!(let value: #becomes = #converted;) };
        Taken { generics, accepts, prepare, request: quote!(self.request #set) }
    }

    /// The step that puts the value into the request.
    fn set(&self, value: &TokenStream) -> TokenStream {
        match self {
            Self::Parameter(parameter) => {
                let wire = &parameter.wire;
                let style = style_tokens(
                    parameter.style,
                    parameter.explode,
                    parameter.allow_reserved,
                    parameter.place,
                );
                let method = match parameter.place {
                    Place::Path => quote!(path_styled),
                    Place::Query => quote!(query),
                    Place::Header => quote!(header),
                    Place::Cookie => quote!(cookie),
                };
                quote!(.#method(#wire, #value, #style))
            }
            Self::Field(field) => {
                let wire = &field.wire;
                quote!(.field(#wire, #value))
            }
            Self::Form(field, multipart) => {
                let wire = &field.wire;
                match &field.content_type {
                    Some(content_type) if *multipart => quote!(.part_typed(#wire, #value, #content_type)),
                    _ if *multipart || (field.style == ParameterStyle::Form && field.explode) => {
                        quote!(.field(#wire, #value))
                    }
                    _ => {
                        let style = style_tokens(field.style, field.explode, false, Place::Query);
                        quote!(.field_styled(#wire, #value, #style))
                    }
                }
            }
            Self::Body(_) => quote!(.body(#value)),
        }
    }
}

fn taken(accepts: TokenStream, set: &TokenStream) -> Taken {
    Taken {
        generics: TokenStream::new(),
        accepts,
        prepare: TokenStream::new(),
        request: quote!(self.request #set),
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
        (ParameterStyle::DeepObject, _) => quote!(DEEP_OBJECT),
        (ParameterStyle::Json, _) => quote!(JSON),
    };
    if allow_reserved && place == Place::Query {
        quote!(runtime::Style::#name.allow_reserved())
    } else {
        quote!(runtime::Style::#name)
    }
}
