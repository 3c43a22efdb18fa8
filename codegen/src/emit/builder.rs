//! Builders of structures that a request can hold.
//!
//! A builder without required setters holds the value itself. One with required setters has a const parameter for
//! each, so that a value that lacks one does not compile, and holds the parts until they are complete.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Field, Presence, Rest, Structure, TypeId};
use crate::names::{BuilderNames, RustIdent, TypeNames};

use super::argument::{Argument, argument};
use super::context::{Context, Site};
use super::docs::{Doc, deprecated};
use super::flags::Flags;
use super::harmless::code;
use super::literal::typed_literal;
use super::structure::{derives_default, field_type};

/// The builder; nothing where no request can hold the structure.
pub(super) fn emit_builder(context: &Context<'_>, id: TypeId, structure: &Structure) -> TokenStream {
    let names = context.type_names(id);
    let Some(builder) = &names.builder else { return TokenStream::new() };
    let builder = Builder { context, structure, names, own: builder, site: Site::Types(context.home(id)) };
    if derives_default(structure) { builder.emit_whole() } else { builder.emit_parts() }
}

struct Builder<'a> {
    context: &'a Context<'a>,
    structure: &'a Structure,
    names: &'a TypeNames,
    own: &'a BuilderNames,
    site: Site,
}

impl Builder<'_> {
    /// Nothing is required: the builder is the value, and every setter sets a field of it.
    fn emit_whole(&self) -> TokenStream {
        let ident = &self.names.ident;
        let builder = &self.own.ident;
        let (start_docs, docs, build_docs) = self.docs();
        let setters = self.setters().map(|setter| {
            let Setter { docs, name, member, argument, stored, .. } = setter;
            let Argument { generics, accepts, .. } = argument;
            quote! {
                #docs
                pub fn #name #generics(mut self, value: #accepts) -> Self {
                    self.value.#member = #stored;
                    self
                }
            }
        });
        quote! {
            impl #ident {
                #[doc = #start_docs]
                #[must_use]
                pub fn builder() -> #builder {
                    #builder { value: Self::default() }
                }
            }
            #[doc = #docs]
            #[derive(Clone, Debug)]
            #[must_use]
            pub struct #builder {
                value: #ident,
            }
            impl #builder {
                #(#setters)*
                #[doc = #build_docs]
                #[must_use]
                pub fn build(self) -> #ident {
                    self.value
                }
            }
            impl From<#builder> for #ident {
                fn from(builder: #builder) -> Self {
                    builder.value
                }
            }
        }
    }

    /// Something is required: the parts wait until all of them are there.
    fn emit_parts(&self) -> TokenStream {
        let ident = &self.names.ident;
        let builder = &self.own.ident;
        let parts = &self.own.parts;
        let (start_docs, docs, build_docs) = self.docs();
        let flags = Flags::new(self.context, &self.own.setters, &self.own.flags);
        let fields = self.part_fields();
        let values = self.built_fields();
        let setters = self.setters().map(|setter| emit_part_setter(builder, &flags, setter));
        let (declared, used, defaulted, complete, bounds) =
            (flags.declared(), flags.used(), flags.defaulted(), flags.complete(), flags.bounds());
        quote! {
            impl #ident {
                #[doc = #start_docs]
                #[must_use]
                pub fn builder() -> #builder {
                    #builder { parts: #parts::default() }
                }
            }
            #[doc = #docs]
            #[derive(Clone, Debug)]
            #[must_use]
            pub struct #builder #defaulted {
                parts: #parts,
            }
            #[derive(Clone, Debug, Default)]
            struct #parts {
                #(#fields)*
            }
            impl #declared #builder #used {
                #(#setters)*
                #[doc = #build_docs]
                #[must_use]
                pub fn build(self) -> #ident #bounds {
                    #ident { #(#values)* }
                }
            }
            impl From<#builder #complete> for #ident {
                fn from(builder: #builder #complete) -> Self {
                    builder.build()
                }
            }
        }
    }

    fn docs(&self) -> (String, String, String) {
        let name = self.names.ident.as_str();
        (
            format!(" Builds a [`{name}`]."),
            format!(" Builds a [`{name}`]: see [`{name}::builder`]."),
            format!(" The finished [`{name}`]."),
        )
    }

    fn settable(&self) -> impl Iterator<Item = (usize, &Field, &RustIdent)> {
        let types = self.context.types();
        self.structure
            .fields
            .iter()
            .zip(&self.names.members)
            .enumerate()
            .filter(|(_, (field, _))| field.has_setter(types))
            .map(|(index, (field, member))| (index, field, member))
    }

    fn setters(&self) -> impl Iterator<Item = Setter<'_>> {
        let fields = self.settable().map(|(index, field, member)| {
            let argument = argument(self.context, &field.value, field.presence, self.site);
            let converted = &argument.converted;
            let stored = match field.presence {
                Presence::Required | Presence::OptionalNullable => converted.clone(),
                Presence::Optional => quote!(Some(#converted)),
                Presence::RequiredNullable => into_option(&argument),
            };
            let otherwise = format!("Sets the member {}.", code(&field.wire));
            // The field has the whole story; the setter has it too only where it is short.
            let docs = Doc::line(&field.docs, &otherwise).tokens();
            let deprecation = deprecated(&field.docs);
            Setter {
                docs: quote!(#docs #deprecation),
                name: &self.own.setters[index],
                member,
                argument,
                stored,
                field: Some(index),
            }
        });
        fields.chain(self.rest_setter())
    }

    fn rest_setter(&self) -> Option<Setter<'_>> {
        let (Rest::Kept(values), Some(member), Some(name)) =
            (&self.structure.rest, &self.names.rest, &self.own.rest)
        else {
            return None;
        };
        let map = crate::ir::Type::Map(Box::new(values.clone()));
        let argument = argument(self.context, &map, Presence::Required, self.site);
        let stored = argument.converted.clone();
        let docs = quote!(#[doc = " Sets members that the description does not name."]);
        Some(Setter { docs, name, member, argument, stored, field: None })
    }

    fn part_fields(&self) -> Vec<TokenStream> {
        let asked = |index: usize| self.own.flags.get(index).is_some_and(Option::is_some);
        let fields = self.settable().map(|(index, field, member)| {
            let ty = field_type(self.context, field, self.site);
            if asked(index) { quote!(#member: Option<#ty>,) } else { quote!(#member: #ty,) }
        });
        let rest = match (&self.structure.rest, &self.names.rest) {
            (Rest::Kept(values), Some(rest)) => {
                let values = self.context.type_tokens(values, self.site);
                Some(quote!(#rest: std::collections::BTreeMap<String, #values>,))
            }
            _ => None,
        };
        fields.chain(rest).collect()
    }

    fn built_fields(&self) -> Vec<TokenStream> {
        let types = self.context.types();
        let fields = self.structure.fields.iter().zip(&self.names.members).enumerate().map(
            |(index, (field, member))| match &field.constant {
                Some(literal) if field.is_constant(types) => {
                    let literal = typed_literal(self.context, literal, &field.value, self.site);
                    if field.presence == Presence::RequiredNullable {
                        quote!(#member: Some(#literal),)
                    } else {
                        quote!(#member: #literal,)
                    }
                }
                _ if self.own.flags.get(index).is_some_and(Option::is_some) => {
                    quote!(#member: self.parts.#member.expect("its setter was called"),)
                }
                _ if field.has_setter(types) => quote!(#member: self.parts.#member,),
                _ => quote!(#member: Default::default(),),
            },
        );
        let rest = self.names.rest.as_ref().map(|rest| quote!(#rest: self.parts.#rest,));
        fields.chain(rest).collect()
    }
}

struct Setter<'a> {
    docs: TokenStream,
    name: &'a RustIdent,
    member: &'a RustIdent,
    argument: Argument,
    stored: TokenStream,
    field: Option<usize>,
}

/// A setter of parts; a required one gives a builder that knows of it.
fn emit_part_setter(builder: &RustIdent, flags: &Flags<'_>, setter: Setter<'_>) -> TokenStream {
    let Setter { docs, name, member, argument, stored, field } = setter;
    let Argument { generics, accepts, .. } = argument;
    if let Some(field) = field.filter(|&field| flags.is_asked(field)) {
        let next = flags.with(field);
        return quote! {
            #docs
            pub fn #name #generics(mut self, value: #accepts) -> #builder #next {
                self.parts.#member = Some(#stored);
                #builder { parts: self.parts }
            }
        };
    }
    quote! {
        #docs
        pub fn #name #generics(mut self, value: #accepts) -> Self {
            self.parts.#member = #stored;
            self
        }
    }
}

/// A required member that may be null is an option in the struct: null is none.
fn into_option(argument: &Argument) -> TokenStream {
    let Argument { generics, converted, becomes, .. } = argument;
    if generics.is_empty() {
        quote!(<#becomes>::into_option(#converted))
    } else {
        quote!(#converted.into_option())
    }
}
