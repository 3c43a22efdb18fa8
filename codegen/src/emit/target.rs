//! The setters of a call: what each takes, and where that goes.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{
    BodyContent, FormField, FormFieldKind, Operation, Parameter, ParameterStyle, PartHeader, Place, Presence,
    Setter, SetterSource, Type,
};

use super::argument::{Argument, argument};
use super::context::{Context, Site};
use super::docs::{Doc, deprecated};
use super::harmless::code;
use super::step::{Step, style_tokens};

/// What a setter sets.
pub(super) enum Target<'a> {
    Parameter(&'a Parameter),
    Field(&'a crate::ir::Field),
    Form(&'a FormField, FormKind),
    Header(&'a FormField, &'a PartHeader, FormKind),
    /// A field of a form, by a name of the caller's.
    Pair,
    /// A part of a multipart form, by a name of the caller's.
    Part,
    Body(&'a crate::ir::Body),
}

/// What a member of a form is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FormKind {
    /// A pair.
    Field,
    /// A part with a name.
    Part,
    /// A part without one: its name is its position.
    Position,
}

/// How a setter takes its value and what it does with it.
pub(super) struct SetterParts {
    pub(super) generics: TokenStream,
    /// What stands before the value among the arguments.
    pub(super) before: TokenStream,
    pub(super) accepts: TokenStream,
    pub(super) prepare: TokenStream,
    pub(super) request: TokenStream,
}

impl FormKind {
    /// What the members of a body of parts are.
    fn of_parts(body: Option<&crate::ir::Body>) -> Self {
        if body.is_some_and(|body| body.ordered) { Self::Position } else { Self::Part }
    }
}

/// Whether no part stands before this one, or before these.
fn is_first(field: &FormField) -> bool {
    field.wire == "0"
}

/// The place of a part in words, counted from 1.
fn ordinal_of(position: &str) -> String {
    match position {
        "0" => "first".to_owned(),
        "1" => "second".to_owned(),
        "2" => "third".to_owned(),
        other => format!("{}th", other.parse::<usize>().unwrap_or_default() + 1),
    }
}

impl<'a> Target<'a> {
    pub(super) fn of(context: &Context<'a>, operation: &'a Operation, setter: &Setter) -> Option<Self> {
        let body = operation.body.as_ref();
        match setter.source {
            SetterSource::Parameter(index) => operation.parameters.get(index).map(Self::Parameter),
            SetterSource::BodyField(index) => {
                operation.body_field(index, &context.api.types).map(Self::Field)
            }
            SetterSource::FormField(index) => match &body?.content {
                BodyContent::Form(fields) => {
                    fields.get(index).map(|field| Self::Form(field, FormKind::Field))
                }
                BodyContent::Multipart(fields) => {
                    fields.get(index).map(|field| Self::Form(field, FormKind::of_parts(body)))
                }
                _ => None,
            },
            SetterSource::PartHeader(index, header) => match &body?.content {
                BodyContent::Multipart(fields) => {
                    let field = fields.get(index)?;
                    let kind = FormKind::of_parts(body);
                    field.headers.get(header).map(|header| Self::Header(field, header, kind))
                }
                _ => None,
            },
            SetterSource::OpenMember => match &body?.content {
                BodyContent::Form(_) => Some(Self::Pair),
                BodyContent::Multipart(_) => Some(Self::Part),
                _ => None,
            },
            SetterSource::Body => body.map(Self::Body),
        }
    }

    pub(super) fn docs(&self) -> Doc {
        match self {
            Self::Parameter(parameter) => {
                let place = match parameter.place {
                    Place::Path => "path parameter",
                    Place::Query => "query parameter",
                    Place::Header => "header",
                    Place::Cookie => "cookie",
                };
                Doc::of(&parameter.docs, &format!("Sets the {} {place}.", code(&parameter.wire)))
            }
            Self::Field(field) => {
                let said = format!("Sets the {} field of the request body.", code(&field.wire));
                super::structure::field_docs(field, &said)
            }
            Self::Form(field, kind) => {
                let said = match kind {
                    FormKind::Field => format!("Sets the {} field of the form.", code(&field.wire)),
                    FormKind::Part => format!("Sets the {} part of the multipart form.", code(&field.wire)),
                    FormKind::Position if field.explode && is_first(field) => {
                        "Sets the parts, in this order.".to_owned()
                    }
                    FormKind::Position if field.explode => "Sets all other parts, in this order.".to_owned(),
                    FormKind::Position => format!("Sets the {} part.", ordinal_of(&field.wire)),
                };
                Doc::of(&field.docs, &said)
            }
            Self::Header(field, header, kind) => {
                let part = match kind {
                    FormKind::Position if field.explode && is_first(field) => "of each part".to_owned(),
                    FormKind::Position if field.explode => "of each of the other parts".to_owned(),
                    FormKind::Position => format!("of the {} part", ordinal_of(&field.wire)),
                    FormKind::Field | FormKind::Part => format!("of the {} part", code(&field.wire)),
                };
                let said = format!("Sets the {} header {part}.", code(&header.wire));
                Doc::of(&header.docs, &said)
            }
            Self::Pair => {
                Doc::said("Adds a field to the form under a name that the API description does not define.")
            }
            Self::Part => Doc::said(
                "Adds a part to the multipart form under a name that the API description does not define.",
            ),
            Self::Body(body) => {
                let mut doc = Doc::of(&body.docs, "Sets the entire request body.");
                if !body.alternatives.is_empty() {
                    let others: Vec<String> = body.alternatives.iter().map(|other| code(other)).collect();
                    doc.own(&format!(
                        "Sent as {}; the API also accepts {}.",
                        code(&body.media_type),
                        others.join(", ")
                    ));
                }
                doc
            }
        }
    }

    pub(super) fn deprecation(&self) -> TokenStream {
        match self {
            Self::Parameter(parameter) => deprecated(&parameter.docs),
            Self::Field(field) => deprecated(&field.docs),
            Self::Form(field, _) => deprecated(&field.docs),
            Self::Header(_, header, _) => deprecated(&header.docs),
            Self::Pair | Self::Part | Self::Body(_) => TokenStream::new(),
        }
    }

    pub(super) fn taken(&self, context: &Context<'_>) -> SetterParts {
        match self {
            Self::Parameter(parameter) => self.value(context, &parameter.value, Presence::Required),
            Self::Field(field) => self.value(context, &field.value, field.presence),
            Self::Form(field, _) => match &field.kind {
                FormFieldKind::Value(value) => match value {
                    Type::Nullable(inner) => self.value(context, inner, Presence::OptionalNullable),
                    other => self.value(context, other, Presence::Required),
                },
                FormFieldKind::File => {
                    let step = part_step(field, &quote!(value));
                    taken(quote!(impl Into<runtime::Part>), &step)
                }
                FormFieldKind::Files => {
                    let step = part_step(field, &quote!(part));
                    SetterParts {
                        generics: TokenStream::new(),
                        before: TokenStream::new(),
                        accepts: quote!(impl IntoIterator<Item = impl Into<runtime::Part>>),
                        prepare: TokenStream::new(),
                        request: quote! {
                            value.into_iter().fold(self.request, |request, part| request #step)
                        },
                    }
                }
            },
            Self::Header(_, header, _) => self.value(context, &header.value, Presence::Required),
            Self::Pair => SetterParts {
                before: quote!(name: impl Into<String>,),
                ..taken(quote!(impl Into<String>), &quote!(.field_named(name, value)))
            },
            Self::Part => SetterParts {
                before: quote!(name: impl Into<String>,),
                ..taken(quote!(impl Into<runtime::Part>), &quote!(.part_named(name, value)))
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

    fn value(&self, context: &Context<'_>, value: &Type, presence: Presence) -> SetterParts {
        // What is written at once needs no box.
        let unboxed = value.unboxed();
        let argument = argument(context, &unboxed, presence, Site::Resource);
        let (prepare, step) = self.step().given(&argument, &quote!(value));
        let Argument { generics, accepts, .. } = argument;
        SetterParts {
            generics,
            before: TokenStream::new(),
            accepts,
            prepare,
            request: quote!(self.request #step),
        }
    }

    /// The step that puts the value into the request.
    pub(super) fn step(&self) -> Step<'a> {
        match self {
            Self::Parameter(parameter) => Step::parameter(parameter),
            Self::Field(field) => Step::new("field", &field.wire),
            Self::Form(field, kind) => match &field.content_type {
                Some(content_type) if *kind == FormKind::Position && field.explode => {
                    Step::new("part_items", &field.wire).and(quote!(#content_type))
                }
                Some(content_type) if *kind != FormKind::Field => {
                    Step::new("part_typed", &field.wire).and(quote!(#content_type))
                }
                _ if field.style == ParameterStyle::Plain => Step::new("field", &field.wire),
                _ => {
                    let style = style_tokens(field.style, field.explode, field.allow_reserved, Place::Query);
                    Step::new("field_styled", &field.wire).and(style)
                }
            },
            Self::Header(field, header, _) => {
                let wire = &header.wire;
                Step::new("part_header", &field.wire).and(quote!(#wire))
            }
            Self::Pair | Self::Part | Self::Body(_) => {
                Step { method: "body", name: None, more: TokenStream::new() }
            }
        }
    }
}

/// The step that adds a file.
fn part_step(field: &FormField, given: &TokenStream) -> TokenStream {
    let wire = &field.wire;
    if let Some(allowed) = &field.content_type {
        quote!(.part_as(#wire, #given, #allowed))
    } else {
        quote!(.part(#wire, #given))
    }
}

fn taken(accepts: TokenStream, set: &TokenStream) -> SetterParts {
    SetterParts {
        generics: TokenStream::new(),
        before: TokenStream::new(),
        accepts,
        prepare: TokenStream::new(),
        request: quote!(self.request #set),
    }
}
