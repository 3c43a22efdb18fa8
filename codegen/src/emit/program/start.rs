//! A call with everything that its request has, up to what sends it.

use std::borrow::Cow;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::context::Context;
use crate::ir::{
    Body, BodyContent, FormField, FormFieldKind, Operation, OperationId, Place, Presence, ResourceId, Scalar,
    Setter, SetterSource, Type,
};

use super::given::{content, given, given_or_null};
use super::requests::{GivenBody, GivenRequest};

/// A request, and the operation that it is for.
pub(super) struct Start<'a> {
    context: &'a Context<'a>,
    id: OperationId,
    operation: &'a Operation,
    request: &'a GivenRequest,
    /// What is sent, if anything is.
    body: Option<&'a GivenBody>,
}

impl<'a> Start<'a> {
    pub(super) fn new(context: &'a Context<'a>, id: OperationId, request: &'a GivenRequest) -> Self {
        let operation = &context.api.operations[id.0];
        // The smallest request has no body where it needs none.
        let body = operation.body.as_ref().filter(|body| body.required);
        let body = body.and_then(|body| request.body(&body.media_type));
        Self { context, id, operation, request, body }
    }

    /// Whether the description allows the request, as far as is known.
    pub(super) fn is_valid(&self) -> bool {
        self.request.are_parameters_valid && self.body.is_none_or(|body| body.is_valid)
    }

    /// The call, made from the client `api`.
    pub(super) fn emit(&self) -> TokenStream {
        let names = self.context.operation_names(self.id);
        let method = &names.method;
        let resources = self.resources();
        let arguments = self.operation.parameters.iter().filter(|parameter| parameter.place == Place::Path);
        let arguments = arguments.map(|parameter| {
            given(
                self.context,
                &parameter.value,
                &parameter.wire,
                self.parameter(Place::Path, &parameter.wire),
            )
        });
        let setters = self.operation.setters.iter().enumerate().filter_map(|(index, setter)| {
            let arguments = self.arguments(setter, names.flags.get(index).is_some_and(Option::is_some))?;
            let name = &names.setters[index];
            Some(quote!(.#name(#arguments)))
        });
        quote!(api #(.#resources())* .#method(#(#arguments),*) #(#setters)*)
    }

    /// The methods that lead to the operation.
    fn resources(&self) -> Vec<TokenStream> {
        let mut found = Vec::new();
        let mut current: ResourceId = self.operation.resource;
        while current.0 != 0 {
            let method = &self.context.resource_names(current).method;
            found.push(quote!(#method));
            // Parents stand before their children, so that this ends at the client.
            match self.context.api.resources[current.0].parent {
                Some(parent) if parent < current => current = parent,
                _ => break,
            }
        }
        found.reverse();
        found
    }

    fn parameter(&self, place: Place, wire: &str) -> Option<&'a str> {
        self.request.parameters.get(&(place, wire.to_owned())).map(String::as_str)
    }

    /// The arguments that a setter is given; `None` where it is not called.
    fn arguments(&self, setter: &Setter, is_required: bool) -> Option<TokenStream> {
        if !self.operation.has_setter(setter, self.context.types()) {
            return None;
        }
        let body = self.operation.body.as_ref();
        match (setter.source, body.map(|body| &body.content)) {
            (SetterSource::Parameter(index), _) => {
                let parameter = self.operation.parameters.get(index)?;
                let json = self.parameter(parameter.place, &parameter.wire);
                (json.is_some() || is_required)
                    .then(|| given(self.context, &parameter.value, &parameter.wire, json))
            }
            (SetterSource::BodyField(index), _) => {
                let field = self.operation.body_field(index, self.context.types())?;
                let json = self.body?.member(&field.wire);
                let is_given = self.is_set_by_fields() && (json.is_some() || is_required);
                is_given.then(|| match field.presence {
                    Presence::Required | Presence::Optional => {
                        given(self.context, &field.value, &field.wire, json)
                    }
                    Presence::RequiredNullable | Presence::OptionalNullable => {
                        given_or_null(self.context, &field.value, &field.wire, json)
                    }
                })
            }
            (
                SetterSource::FormField(index),
                Some(BodyContent::Form(fields) | BodyContent::Multipart(fields)),
            ) => {
                let field = fields.get(index)?;
                let is_rest = body.is_some_and(|body| body.ordered) && field.explode;
                let wire = if is_rest {
                    Cow::Owned(format!("{}..", field.wire))
                } else {
                    Cow::Borrowed(field.wire.as_str())
                };
                let json = self.body.and_then(|body| body.member(&wire));
                (json.is_some() || is_required).then(|| self.form_field(field, json))
            }
            (SetterSource::PartHeader(index, header), Some(BodyContent::Multipart(fields)))
                if is_required =>
            {
                let header = fields.get(index)?.headers.get(header)?;
                let is_text = *header.value.resolved(self.context.types()) == Type::Scalar(Scalar::String);
                let json = is_text.then_some("\"every-call\"");
                Some(given(self.context, &header.value, &header.wire, json))
            }
            (SetterSource::OpenMember, Some(BodyContent::Form(fields)))
                if fields.is_empty() && body.is_some_and(|body| body.required) =>
            {
                Some(quote!("name", "value"))
            }
            (SetterSource::OpenMember, Some(BodyContent::Multipart(fields)))
                if fields.is_empty() && body.is_some_and(|body| body.required) =>
            {
                let file = file();
                Some(quote!("file", #file))
            }
            (SetterSource::Body, Some(_)) if !self.is_set_by_fields() => self.whole(body?, is_required),
            _ => None,
        }
    }

    /// Whether setters of fields give all that the body has.
    fn is_set_by_fields(&self) -> bool {
        let (Some(_), Some(body)) = (self.operation.body_structure(), self.body) else { return false };
        let types = self.context.types();
        let has_setter = |wire: &str| {
            self.operation.setters.iter().any(|setter| match setter.source {
                SetterSource::BodyField(index) => {
                    self.operation.body_field(index, types).is_some_and(|field| field.wire == wire)
                }
                _ => false,
            })
        };
        body.members.as_ref().is_some_and(|members| members.iter().all(|(wire, _)| has_setter(wire)))
    }

    fn form_field(&self, field: &FormField, json: Option<&str>) -> TokenStream {
        match &field.kind {
            FormFieldKind::Value(Type::Nullable(value)) => {
                given_or_null(self.context, value, &field.wire, json)
            }
            FormFieldKind::Value(value) => given(self.context, value, &field.wire, json),
            FormFieldKind::File => file(),
            FormFieldKind::Files => {
                let file = file();
                quote!([#file])
            }
        }
    }

    /// The entire body.
    fn whole(&self, body: &Body, is_required: bool) -> Option<TokenStream> {
        if !body.required && !is_required {
            return None;
        }
        let json = self.body.map(|body| body.whole.as_str());
        Some(match &body.content {
            BodyContent::Json { value: Type::Nullable(value), .. } => {
                given_or_null(self.context, value, "the body", json)
            }
            BodyContent::Json { value, .. } => given(self.context, value, "the body", json),
            // Text that is JSON is written as it is, and so is what no JSON text was made for.
            BodyContent::Text => {
                if let Some(json) = json {
                    quote!(every_call::text(#json))
                } else {
                    quote!("every call")
                }
            }
            _ => content(),
        })
    }
}

/// A file that means nothing.
fn file() -> TokenStream {
    let content = content();
    quote!(runtime::Part::bytes(#content).file_name("every-call.bin"))
}
