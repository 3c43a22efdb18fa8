//! Const parameters that say which required setters were called.

use proc_macro2::TokenStream;
use quote::quote;

use crate::names::RustIdent;

use super::context::Context;

/// The flags of one builder or call.
pub(super) struct Flags<'a> {
    context: &'a Context<'a>,
    setters: &'a [RustIdent],
    names: &'a [Option<RustIdent>],
}

impl<'a> Flags<'a> {
    pub(super) fn new(
        context: &'a Context<'a>,
        setters: &'a [RustIdent],
        flags: &'a [Option<RustIdent>],
    ) -> Self {
        Self { context, setters, names: flags }
    }

    /// Whether this setter must be called.
    pub(super) fn is_required_setter(&self, setter: usize) -> bool {
        self.names.get(setter).is_some_and(Option::is_some)
    }

    /// `<const ID: bool>` behind `impl`.
    pub(super) fn declared(&self) -> TokenStream {
        self.list(|_, flag| quote!(const #flag: bool))
    }

    /// `<const ID: bool = false>` behind the struct.
    pub(super) fn defaulted(&self) -> TokenStream {
        self.list(|_, flag| quote!(const #flag: bool = false))
    }

    /// `<ID>` behind the type.
    pub(super) fn used(&self) -> TokenStream {
        self.list(|_, flag| quote!(#flag))
    }

    /// The same with one of them set.
    pub(super) fn with(&self, setter: usize) -> TokenStream {
        self.list(|index, flag| if index == setter { quote!(true) } else { quote!(#flag) })
    }

    /// What `build` or `send` demands, each with its own message.
    pub(super) fn bounds(&self) -> TokenStream {
        let bounds: Vec<TokenStream> = self
            .required()
            .filter_map(|(index, flag)| {
                let required = self.context.required(&self.setters[index])?;
                Some(quote!(runtime::Provided<#flag>: required::#required))
            })
            .collect();
        if bounds.is_empty() { TokenStream::new() } else { quote!(where #(#bounds),*) }
    }

    fn required(&self) -> impl Iterator<Item = (usize, &RustIdent)> {
        self.names.iter().enumerate().filter_map(|(index, flag)| flag.as_ref().map(|flag| (index, flag)))
    }

    fn list(&self, each: impl Fn(usize, &RustIdent) -> TokenStream) -> TokenStream {
        let items: Vec<TokenStream> = self.required().map(|(index, flag)| each(index, flag)).collect();
        if items.is_empty() { TokenStream::new() } else { quote!(<#(#items),*>) }
    }
}
