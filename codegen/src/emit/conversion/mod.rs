//! What converts into a union where a request can hold it.
//!
//! The values of its cases, their builders, texts, what `json!` gives, lists and pairs: whatever a setter of one of its
//! cases would take. Each conversion is an item that a compiler checks, so there is one only where a person gives such a
//! value, and where only one case can be meant.

mod nested;
mod payload;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Scalar, Type, TypeId, Union};
use crate::names::RustIdent;

use super::argument::is_of_several_kinds;
use super::context::{Context, Site};
use super::flags::Flags;
use nested::{Nested, nested_values};
use payload::{is_text, payload, takes_text};

/// The conversions of a union.
pub(super) struct Conversions<'a> {
    context: &'a Context<'a>,
    id: TypeId,
    union: &'a Union,
    variants: &'a [RustIdent],
    site: Site,
    /// What each case holds, as the compiler sees it.
    payloads: Vec<Type>,
}

impl<'a> Conversions<'a> {
    /// Nothing where no request can hold the union: nobody builds what only comes back.
    pub(super) fn of(
        context: &'a Context<'a>,
        id: TypeId,
        union: &'a Union,
        variants: &'a [RustIdent],
    ) -> Option<Self> {
        let payloads = union.cases.iter().map(|case| payload(&case.value, context.types())).collect();
        let site = Site::Types(id);
        let usage = context.definition(id).usage;
        usage.request.then_some(Self { context, id, union, variants, site, payloads })
    }

    /// The payloads that only one case has, and what literals of them are written as.
    fn values(&self) -> Vec<TokenStream> {
        let read_texts = self.reads_texts();
        let has_pairs = !self.pairs().is_empty();
        let has_items = !self.lists().is_empty();
        let mut listed = Vec::new();
        for (index, payload) in self.payloads.iter().enumerate() {
            let variant = &self.variants[index];
            let elsewhere = match payload {
                Type::Scalar(Scalar::String) => read_texts,
                Type::List(_) => has_items,
                Type::Map(_) => has_pairs,
                // What `json!` gives is any value.
                Type::Any => true,
                _ => false,
            };
            if !self.is_only(index) || elsewhere {
                continue;
            }
            let given = self.written(index);
            listed.push(quote!(#variant: value::<#given>));
            match payload {
                Type::Scalar(Scalar::String) => listed.push(quote!(#variant: value::<&str>)),
                // An integer in the source is an `i32` unless something says otherwise.
                Type::Scalar(Scalar::I64) if !self.payloads.contains(&Type::Scalar(Scalar::I32)) => {
                    listed.push(quote!(#variant: value::<i32>));
                }
                _ => {}
            }
        }
        listed
    }

    /// All of them.
    pub(super) fn emit(&self) -> TokenStream {
        let ident = &self.context.type_names(self.id).ident;
        let texts = self.reads_texts().then(|| quote!(runtime::from_text!(#ident);));
        let mut rows = self.values();
        rows.extend(self.lists());
        rows.extend(self.pairs());
        let rows = (!rows.is_empty()).then(|| quote!(runtime::conversions! { #ident { #(#rows),* } }));
        let builders = (0..self.payloads.len()).filter_map(|index| {
            let variant = &self.variants[index];
            self.builder(self.built(index)?, &quote!(Self::#variant(builder.build().into())))
        });
        let nested = nested_values(self.id, &self.payloads, self.context.types());
        let nested = nested.iter().map(|nested| self.nested_conversion(nested));
        quote! {
            #rows
            runtime::from_json!(#ident);
            #texts
            #(#builders)*
            #(#nested)*
        }
    }

    /// What converts, one by one, for those who only tell of it.
    pub(super) fn told(&self) -> Vec<TokenStream> {
        let told = Self {
            context: self.context,
            id: self.id,
            union: self.union,
            variants: self.variants,
            site: Site::Resource,
            payloads: self.payloads.clone(),
        };
        let mut rows = told.values();
        rows.extend(told.lists());
        rows.extend(told.pairs());
        rows.push(quote!(from_json));
        rows.extend(told.reads_texts().then(|| quote!(from_text)));
        let builders = (0..told.payloads.len()).filter_map(|index| {
            let (_, builder) = told.built(index)?;
            Some(quote!(From<#builder>))
        });
        rows.extend(builders);
        for nested in nested_values(told.id, &told.payloads, told.context.types()) {
            let value = told.context.type_tokens(&nested.value, told.site);
            rows.push(quote!(From<#value>));
            rows.extend(nested.has_literal.then(|| quote!(From<i32>)));
            rows.extend(told.builder_of(&nested.value).map(|(_, builder)| quote!(From<#builder>)));
        }
        rows
    }

    /// Whether no other case holds a value of the same type, nor the union itself.
    fn is_only(&self, index: usize) -> bool {
        let own = &self.payloads[index];
        *own != Type::Named(self.id) && self.payloads.iter().filter(|payload| *payload == own).count() == 1
    }

    fn written(&self, index: usize) -> TokenStream {
        let value = &self.union.cases[index].value;
        match value.resolved(self.context.types()) {
            Type::Boxed(inner) | Type::Far(inner) => {
                self.context.type_tokens(&Type::Named(*inner), self.site)
            }
            _ => self.context.type_tokens(value, self.site),
        }
    }

    /// Whether a text becomes the case that would be read: where not only one case, of any text at all, takes it.
    fn reads_texts(&self) -> bool {
        let mut seen = BTreeSet::from([self.id]);
        let takes_text = |payload: &&Type| takes_text(payload, self.context.types(), &mut seen);
        let mut texts = self.payloads.iter().filter(takes_text);
        let first = texts.next();
        first.is_some_and(|first| *first != Type::Scalar(Scalar::String) || texts.next().is_some())
    }

    /// What `conversions!` says of each list.
    fn lists(&self) -> Vec<TokenStream> {
        let lists: Vec<(usize, &Type)> = self
            .payloads
            .iter()
            .enumerate()
            .filter_map(|(index, payload)| match payload {
                Type::List(items) if self.is_only(index) => Some((index, &**items)),
                _ => None,
            })
            .collect();
        let is_single = lists.len() == 1;
        let mut said = Vec::new();
        for (index, items) in lists {
            let variant = &self.variants[index];
            let written = self.context.type_tokens(items, self.site);
            let converts = matches!(items, Type::Named(_) | Type::Any) || is_text(items);
            if is_single && converts {
                said.push(quote!(#variant: list::<#written>));
                continue;
            }
            said.push(quote!(#variant: items::<#written>));
            if let Type::List(inner) = items
                && let Type::Scalar(_) = **inner
            {
                let written = self.context.type_tokens(inner, self.site);
                said.push(quote!(#variant: lists::<#written>));
                said.extend(
                    (**inner == Type::Scalar(Scalar::String)).then(|| quote!(#variant: lists::<&str>)),
                );
            }
            if *items == Type::Scalar(Scalar::String) {
                said.push(quote!(#variant: items::<&str>));
            }
        }
        said
    }

    /// What `conversions!` says, where one case is a map. Arrays of pairs are left to a list where there is one.
    fn pairs(&self) -> Vec<TokenStream> {
        let is_map = |payload: &&Type| matches!(payload, Type::Map(_) | Type::OpenObject);
        if self.payloads.iter().filter(is_map).count() != 1 {
            return Vec::new();
        }
        let Some(index) = self.payloads.iter().position(|payload| is_map(&payload)) else {
            return Vec::new();
        };
        let any = Type::Any;
        let values = match &self.payloads[index] {
            Type::Map(values) => &**values,
            _ => &any,
        };
        let variant = &self.variants[index];
        let written = self.context.type_tokens(values, self.site);
        let maps = quote!(#variant: maps::<#written>);
        if self.payloads.iter().any(|payload| matches!(payload, Type::List(_))) {
            return vec![maps];
        }
        let pairs = if is_of_several_kinds(self.context, values) {
            quote!(#variant: members::<#written>)
        } else {
            quote!(#variant: pairs::<#written>)
        };
        vec![maps, pairs]
    }

    /// The builder that becomes a case, where there is one.
    fn built(&self, index: usize) -> Option<(TypeId, TokenStream)> {
        self.builder_of(&self.payloads[index]).filter(|_| self.is_only(index))
    }

    /// The builder of a type, where it has one.
    fn builder_of(&self, value: &Type) -> Option<(TypeId, TokenStream)> {
        let Type::Named(id) = *value else { return None };
        let has_builder = self.context.definition(id).has_builder();
        has_builder.then(|| self.context.builder_path(id, self.site)).flatten().map(|path| (id, path))
    }

    /// A builder converts as what it builds does.
    fn builder(&self, (inner, builder): (TypeId, TokenStream), becomes: &TokenStream) -> Option<TokenStream> {
        let names = self.context.type_names(inner).builder.as_ref()?;
        let flags = Flags::new(self.context, &names.setters, &names.flags);
        let (declared, used, bounds) = (flags.declared(), flags.used(), flags.bounds());
        let ident = &self.context.type_names(self.id).ident;
        Some(quote! {
            impl #declared From<#builder #used> for #ident #bounds {
                #[inline]
                fn from(builder: #builder #used) -> Self {
                    #becomes
                }
            }
        })
    }

    fn nested_conversion(&self, nested: &Nested) -> TokenStream {
        let ident = &self.context.type_names(self.id).ident;
        let variant = &self.variants[nested.index];
        let becomes = |given: TokenStream| {
            let unions = nested.unions.iter().rev().map(|union| self.context.type_tokens(union, self.site));
            let value = unions.fold(given, |value, union| quote!(#union::from(#value)));
            quote!(Self::#variant(#value.into()))
        };
        let from = |value: &TokenStream| {
            let becomes = becomes(quote!(value));
            quote! {
                impl From<#value> for #ident {
                    #[inline]
                    fn from(value: #value) -> Self {
                        #becomes
                    }
                }
            }
        };
        let value = from(&self.context.type_tokens(&nested.value, self.site));
        let literal = nested.has_literal.then(|| from(&quote!(i32)));
        let builder = self.builder_of(&nested.value);
        let builder = builder.and_then(|builder| self.builder(builder, &becomes(quote!(builder))));
        quote!(#value #literal #builder)
    }
}
