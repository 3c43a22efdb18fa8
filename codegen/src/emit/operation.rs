//! Operations: the call with its setters and what sends it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{
    Media, Operation, OperationId, Parameter, Place, Scalar, Setter, SetterSource, StreamKind, Success,
    Switch, Type,
};
use crate::names::OperationNames;

use super::argument::{generics, named_argument};
use super::context::{Context, Site};
use super::docs::{comment, deprecated};
use super::flags::Flags;
use super::literal::json_literal;
use super::once::Once;
use super::step::{Step, style_tokens};
use super::target::{SetterParts, Target};

/// Everything of one operation but the method that starts it: its endpoint, its call and the type of its response, where
/// that depends on the status code.
pub(super) fn emit_operation(context: &Context<'_>, id: OperationId) -> [TokenStream; 3] {
    let endpoint = super::endpoint::emit_endpoint(context, id);
    let call = Call::new(context, id).emit();
    [endpoint, call, super::by_status::emit_by_status(context, id)]
}

/// The method of the resource that starts the call; `client` is the expression that holds the client.
pub(super) fn emit_method(context: &Context<'_>, id: OperationId, client: &TokenStream) -> TokenStream {
    let operation = &context.api.operations[id.0];
    let names = context.operation_names(id);
    let (method, call, endpoint) = (&names.method, &names.call, &names.endpoint);
    let docs = super::operation_docs::operation_docs(context, id).tokens(context);
    let deprecation = deprecated(&operation.docs);
    let mut arguments = Vec::new();
    let mut prepare = Vec::new();
    let mut steps = Vec::new();
    let mut markers = Vec::new();
    for (parameter, name) in operation.parameters.iter().zip(&names.arguments) {
        if parameter.place != Place::Path {
            continue;
        }
        let argument = named_argument(context, &parameter.value, Site::Resource, name, &mut markers);
        let accepts = &argument.accepts;
        arguments.push(quote!(#name: #accepts));
        let (prepared, step) = Step::parameter(parameter).given(&argument, &quote!(#name));
        prepare.push(prepared);
        steps.push(step);
    }
    let own = own_values(context, operation);
    let generics = generics(&markers);
    quote! {
        #docs
        #deprecation
        pub fn #method #generics(&self #(, #arguments)*) -> #call {
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
            let literal = json_literal(operation.implicit_value(setter, context.types())?);
            Target::of(context, operation, setter).map(|target| target.step().with(&quote!(&#literal)))
        })
        .collect()
}

/// Whether the call has `stream` beside `send`.
pub(super) fn streams_too(operation: &Operation) -> bool {
    let bytes = matches!(
        operation.success,
        Success::One(Media::Bytes | Media::Text) | Success::Optional(Media::Bytes | Media::Text)
    );
    !operation.only_streams() && (operation.stream.is_some() || bytes || operation.gives_anything())
}

/// What a call gives besides its setters.
pub(super) struct Offered {
    /// What `send` gives in the end.
    pub(super) result: TokenStream,
    /// Whether there is `send_raw`.
    pub(super) raw: bool,
    /// What `stream` gives, where there is one.
    pub(super) stream: Option<TokenStream>,
}

pub(super) struct Call<'a> {
    context: &'a Context<'a>,
    id: OperationId,
    operation: &'a Operation,
    names: &'a OperationNames,
    flags: Flags<'a>,
}

impl<'a> Call<'a> {
    pub(super) fn new(context: &'a Context<'a>, id: OperationId) -> Self {
        let names = context.operation_names(id);
        let flags = Flags::new(context, &names.setters, &names.flags);
        Self { context, id, operation: &context.api.operations[id.0], names, flags }
    }

    /// The senders that are emitted, for those who only tell of them.
    pub(super) fn offered(&self) -> Offered {
        Offered {
            result: self.result().0,
            raw: self.has_raw(),
            stream: streams_too(self.operation).then(|| self.streamed().0),
        }
    }

    fn emit(&self) -> TokenStream {
        let call = &self.names.call;
        let docs = format!(
            "Request builder for `{}`. Nothing is sent until the future returned by `send` is awaited.",
            self.names.method.as_str()
        );
        let docs = comment(self.context, docs);
        let (declared, used, defaulted) = (self.flags.declared(), self.flags.used(), self.flags.defaulted());
        let setters =
            self.operation.setters.iter().enumerate().map(|(index, setter)| self.emit_setter(index, setter));
        let (setters, senders) = (Once::new(setters), Once::new([self.emit_senders()]));
        quote! {
            #docs
            #[derive(Debug)]
            #[must_use = "nothing is sent until `send` is called and awaited"]
            pub struct #call #defaulted {
                request: runtime::Request,
            }
            impl #declared #call #used {
                #setters
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
        let docs = target.docs().tokens(self.context);
        let deprecation = target.deprecation();
        let next = self.next(index, setter);
        let (output, literal) = match &next {
            Some(next) => (quote!(#call #next), quote!(#call)),
            None => (quote!(Self), quote!(Self)),
        };
        let SetterParts { generics, before, accepts, prepare, request } = target.taken(self.context);
        quote! {
            #docs
            #deprecation
            pub fn #name #generics(self, #before value: #accepts) -> #output {
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
        self.flags.is_required_setter(index).then(|| self.flags.with(index))
    }

    fn emit_senders(&self) -> TokenStream {
        let bounds = self.flags.bounds();
        let gate = if self.operation.only_streams() {
            quote!(#[cfg(feature = "stream")])
        } else {
            TokenStream::new()
        };
        let (result, finish) = self.result();
        let stream = self.emit_stream();
        let value = self.switch_off();
        let raw = self.emit_raw(&bounds, &value);
        let pages = super::page::emit_pages(self.context, self.id, &bounds, &value);
        let sends = match &self.operation.success {
            Success::Empty => "Sends the request",
            Success::Stream => "Sends the request and returns the response body as a stream",
            _ => "Sends the request and returns the response body",
        };
        let with = if self.operation.success == Success::Empty { " and returns" } else { " with" };
        let sends_with_response = format!("{sends}{with} status, headers and request id.");
        let sends_with_response = comment(self.context, sends_with_response);
        let sends = comment(self.context, format!("{sends}."));
        quote! {
            // Inlined, so that only a program that sends the call has it and the types of its answer built.
            #sends
            #gate
            #[inline]
            pub fn send(self) -> runtime::Call<#result> #bounds {
                self.request #value #finish
            }
            #sends_with_response
            #gate
            #[inline]
            pub fn send_with_response(self) -> runtime::Call<runtime::Response<#result>> #bounds {
                self.send().with_response()
            }
            #raw
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
            StreamKind::Parts if stream.item == Type::Scalar(Scalar::Bytes) => {
                (quote!(runtime::PartStream<#item>), quote!(.byte_parts()))
            }
            StreamKind::Parts => (quote!(runtime::PartStream<#item>), quote!(.parts())),
        }
    }

    /// `stream`, where the same call can give what it has bit by bit.
    fn emit_stream(&self) -> TokenStream {
        if !streams_too(self.operation) {
            return TokenStream::new();
        }
        let bounds = self.flags.bounds();
        let (result, finish) = self.streamed();
        let switch = self.switched(true);
        let anything = self.operation.stream.is_none() && self.operation.gives_anything();
        let accept = anything.then(|| quote!(.accept("*/*")));
        let docs = comment(self.context, "Sends the request and returns the response body as a stream.");
        quote! {
            #docs
            #[cfg(feature = "stream")]
            #[inline]
            pub fn stream(self) -> runtime::Call<#result> #bounds {
                self.request #switch #accept #finish
            }
        }
    }

    /// `send_raw`, for all answers that can have a body.
    fn emit_raw(&self, bounds: &TokenStream, value: &TokenStream) -> TokenStream {
        if !self.has_raw() {
            return TokenStream::new();
        }
        let docs = comment(
            self.context,
            "Sends the request and returns the response body as it arrived, whatever its content type.",
        );
        quote! {
            #docs
            #[inline]
            pub fn send_raw(self) -> runtime::Call<runtime::RawBody> #bounds {
                self.request #value .raw()
            }
        }
    }

    fn has_raw(&self) -> bool {
        let is_empty = self.operation.success == Success::Empty && !self.operation.undescribed;
        !is_empty && !self.operation.only_streams()
    }

    /// A required switch is set either way.
    fn switch_off(&self) -> TokenStream {
        let types = self.context.types();
        let only = self.operation.only_streams();
        // A switch with one possible value is set from the start.
        let is_open = |setter: &&Setter| {
            self.operation.is_stream_flag(setter, types)
                && self.operation.implicit_value(setter, types).is_none()
        };
        let Some(setter) = self.operation.setters.iter().find(is_open) else {
            return TokenStream::new();
        };
        if only || setter.required { self.switched(only) } else { TokenStream::new() }
    }

    /// Says whether a stream is wanted, where the request says so.
    fn switched(&self, on: bool) -> TokenStream {
        match self.operation.stream.as_ref().and_then(|stream| stream.switch.as_ref()) {
            Some(Switch::Body(switch)) => quote!(.field(#switch, &#on)),
            Some(Switch::Query(switch)) => {
                let is_it = |found: &&Parameter| found.place == Place::Query && found.wire == *switch;
                let found = self.operation.parameters.iter().find(is_it);
                let style = found.map(|found| {
                    style_tokens(found.style, found.explode, found.allow_reserved, Place::Query)
                });
                style.map(|style| quote!(.query(#switch, &#on, #style))).unwrap_or_default()
            }
            None => TokenStream::new(),
        }
    }
}
