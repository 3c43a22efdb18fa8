//! Builders of structures that a request can hold.
//!
//! A builder holds the value, blank at first. It has a const parameter for each required setter, so that a value that
//! lacks one does not compile. Parts of its own for the members would double what the compiler has to check.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Field, Presence, Rest, Structure, TypeId};
use crate::names::{BuilderNames, RustIdent, TypeNames};

use super::argument::{Argument, Conversion, argument};
use super::context::{Context, Site};
use super::docs::{Doc, comment, deprecated};
use super::flags::Flags;
use super::harmless::code;
use super::literal::typed_literal;
use super::once::Once;

/// A value of more members is not moved from setter to setter.
const MOST_MOVED: usize = 16;

/// The builder; nothing where no request can hold the structure.
pub(super) fn emit_builder(context: &Context<'_>, id: TypeId, structure: &Structure) -> TokenStream {
    let names = context.type_names(id);
    let Some(builder) = &names.builder else { return TokenStream::new() };
    Builder { context, structure, names, own: builder, site: Site::Types(id) }.emit()
}

struct Builder<'a> {
    context: &'a Context<'a>,
    structure: &'a Structure,
    names: &'a TypeNames,
    own: &'a BuilderNames,
    site: Site,
}

impl Builder<'_> {
    fn emit(&self) -> TokenStream {
        let ident = &self.names.ident;
        let builder = &self.own.ident;
        let [start_docs, docs, build_docs] = self.docs();
        let flags = Flags::new(self.context, &self.own.setters, &self.own.flags);
        let (start, held, value) = self.start();
        let setters = Once::new(self.setters().map(|setter| emit_setter(builder, &flags, setter)));
        let (declared, used, defaulted, bounds) =
            (flags.declared(), flags.used(), flags.defaulted(), flags.bounds());
        quote! {
            impl #ident {
                #start_docs
                #[must_use]
                pub fn builder() -> #builder {
                    #builder { value: #start }
                }
            }
            #docs
            #[must_use]
            pub struct #builder #defaulted {
                value: #held,
            }
            impl #declared #builder #used {
                #setters
                #build_docs
                #[must_use]
                pub fn build(self) -> #ident #bounds {
                    #value self.value
                }
            }
            impl #declared From<#builder #used> for #ident #bounds {
                fn from(builder: #builder #used) -> Self {
                    #value builder.value
                }
            }
        }
    }

    /// What the setters begin with, the type that holds it, and what stands before that to get the value out of it.
    ///
    /// Each setter hands the builder on. Without optimisation each of them has room for it of its own, so that a few
    /// hundred setters of a large value would fill the stack.
    fn start(&self) -> (TokenStream, TokenStream, TokenStream) {
        let (ident, start) = (&self.names.ident, self.blank());
        if self.structure.places() > MOST_MOVED {
            (quote!(Box::new(#start)), quote!(Box<#ident>), quote!(*))
        } else {
            (start, quote!(#ident), TokenStream::new())
        }
    }

    /// Constants are there already, what is required has a value that nobody sees.
    fn blank(&self) -> TokenStream {
        if self.structure.has_default() {
            return quote!(Self::default());
        }
        let types = self.context.types();
        let constants: Vec<TokenStream> = self
            .structure
            .fields
            .iter()
            .zip(&self.names.members)
            .filter_map(|(field, member)| {
                let literal = field.constant.as_ref().filter(|_| field.is_constant(types))?;
                let literal = typed_literal(self.context, literal, &field.value, self.site);
                let nullable = field.presence == Presence::RequiredNullable;
                Some(if nullable { quote!(#member: Some(#literal),) } else { quote!(#member: #literal,) })
            })
            .collect();
        if constants.is_empty() {
            quote!(runtime::blank())
        } else {
            quote!(Self { #(#constants)* ..runtime::blank() })
        }
    }

    /// What is said of the function that begins, of the builder and of the function that ends.
    fn docs(&self) -> [TokenStream; 3] {
        let name = self.names.ident.as_str();
        [
            format!("Creates a builder for [`{name}`]."),
            format!("Builder for [`{name}`], created by [`{name}::builder`]."),
            format!("Returns the built [`{name}`]."),
        ]
        .map(|line| comment(self.context, line))
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
            let stored = stored(member, field.presence, &argument);
            let otherwise = format!("Sets the {} field.", code(&field.wire));
            // The field has the whole story; the setter has it too only where it is short.
            let docs = Doc::line(&field.docs, &otherwise).tokens(self.context);
            let deprecation = deprecated(&field.docs);
            Setter {
                docs: quote!(#docs #deprecation),
                name: &self.own.setters[index],
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
        let stored = stored(member, Presence::Required, &argument);
        let docs = comment(self.context, "Sets fields that the API description does not define.");
        Some(Setter { docs, name, argument, stored, field: None })
    }
}

struct Setter<'a> {
    docs: TokenStream,
    name: &'a RustIdent,
    argument: Argument,
    stored: TokenStream,
    field: Option<usize>,
}

/// A setter; a required one gives a builder that knows of it.
fn emit_setter(builder: &RustIdent, flags: &Flags<'_>, setter: Setter<'_>) -> TokenStream {
    let Setter { docs, name, argument, stored, field } = setter;
    let Argument { generics, accepts, .. } = argument;
    let (output, result) = match field.filter(|&field| flags.is_required_setter(field)) {
        Some(field) => {
            let next = flags.with(field);
            (quote!(#builder #next), quote!(#builder { value: self.value }))
        }
        None => (quote!(Self), quote!(self)),
    };
    quote! {
        #docs
        pub fn #name #generics(mut self, value: #accepts) -> #output {
            #stored
            #result
        }
    }
}

/// The statement that puts the argument into its place.
fn stored(member: &RustIdent, presence: Presence, argument: &Argument) -> TokenStream {
    let converted = &argument.converted;
    match (presence, argument.way) {
        (Presence::Required | Presence::OptionalNullable, Conversion::Into) => {
            quote!(runtime::setter::set(&mut self.value.#member, value);)
        }
        (Presence::Optional, Conversion::Into) => {
            quote!(runtime::setter::set_some(&mut self.value.#member, value);)
        }
        (Presence::OptionalNullable, Conversion::Nullable) => {
            quote!(runtime::setter::set_nullable(&mut self.value.#member, value);)
        }
        (Presence::Required, Conversion::Items) => {
            quote!(runtime::setter::set_list(&mut self.value.#member, value);)
        }
        (Presence::Optional, Conversion::Items) => {
            quote!(runtime::setter::set_some_list(&mut self.value.#member, value);)
        }
        (Presence::Required | Presence::OptionalNullable, _) => quote!(self.value.#member = #converted;),
        (Presence::Optional, _) => quote!(self.value.#member = Some(#converted);),
        (Presence::RequiredNullable, _) => {
            let option = into_option(argument);
            quote!(self.value.#member = #option;)
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
