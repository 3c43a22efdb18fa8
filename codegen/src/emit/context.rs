//! What every emitter reads.

use proc_macro2::TokenStream;
use quote::quote;

use super::comments::Comments;
use crate::ir::{Api, OperationId, ResourceId, Scalar, Type, TypeDefinition, TypeId, Types};
use crate::names::{Names, OperationNames, ResourceNames, RustIdent, TypeNames};

/// The client and what everything in it is called.
#[derive(Debug)]
pub struct Context<'a> {
    /// What the client is.
    pub api: &'a Api,
    /// What everything is called.
    pub names: &'a Names,
    /// What the crate is called where it is used.
    pub library: &'a str,
    /// Whether the test of the description's examples is wanted.
    pub tests: bool,
    /// The documentation of what was emitted with it.
    pub(super) comments: Comments,
}

/// Where a type is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Site {
    /// In the module of this type.
    Types(TypeId),
    /// In a module of calls.
    Resource,
}

impl<'a> Context<'a> {
    /// What the emitters of a client read; it has no test of the description's examples.
    #[must_use]
    pub fn new(api: &'a Api, names: &'a Names, library: &'a str) -> Self {
        Self { api, names, library, tests: false, comments: Comments::default() }
    }

    /// The same, for a client that has that test where `tests` says so.
    #[must_use]
    pub fn with_tests(self, tests: bool) -> Self {
        Self { tests, ..self }
    }

    /// The same for another piece, without documentation so far.
    pub(super) fn anew(&self) -> Self {
        Self::new(self.api, self.names, self.library).with_tests(self.tests)
    }

    pub(super) fn types(&self) -> &'a Types {
        &self.api.types
    }

    pub(super) fn definition(&self, id: TypeId) -> &'a TypeDefinition {
        &self.api.types[id.0]
    }

    pub(super) fn type_names(&self, id: TypeId) -> &'a TypeNames {
        &self.names.types[id.0]
    }

    pub(super) fn operation_names(&self, id: OperationId) -> &'a OperationNames {
        &self.names.operations[id.0]
    }

    pub(super) fn resource_names(&self, id: ResourceId) -> &'a ResourceNames {
        &self.names.resources[id.0]
    }

    /// The feature that gates the definition, where one does.
    pub(super) fn gate(&self, id: TypeId) -> Option<&'a str> {
        self.api.gate(id).map(|resource| self.resource_names(resource).feature.as_str())
    }

    /// The trait that says that the setter was called.
    pub(super) fn required(&self, setter: &RustIdent) -> Option<&'a RustIdent> {
        self.names.required.get(setter).map(|names| &names.ident)
    }

    /// A type as it is written at `site`.
    pub(super) fn type_tokens(&self, value: &Type, site: Site) -> TokenStream {
        match value {
            Type::Named(id) => self.path(*id, site),
            Type::Boxed(id) => {
                let path = self.path(*id, site);
                quote!(Box<#path>)
            }
            Type::Far(id) => {
                let path = self.path(*id, site);
                quote!(runtime::Far<#path>)
            }
            Type::Scalar(scalar) => scalar_tokens(*scalar),
            Type::List(items) => {
                let items = self.type_tokens(items, site);
                quote!(Vec<#items>)
            }
            Type::Map(values) => {
                let values = self.type_tokens(values, site);
                quote!(std::collections::BTreeMap<String, #values>)
            }
            Type::Tuple(places) => {
                // Only the tuple of one place needs its comma.
                let comma = (places.len() == 1).then(|| quote!(,));
                let places = places.iter().map(|place| self.type_tokens(place, site));
                quote!((#(#places),* #comma))
            }
            Type::Nullable(value) => {
                let value = self.type_tokens(value, site);
                quote!(Option<#value>)
            }
            Type::Any => quote!(runtime::Value),
            Type::OpenObject => quote!(runtime::Object),
            Type::Null => quote!(runtime::Null),
        }
    }

    /// The builder of a type, as it is written at `site`.
    pub(super) fn builder_path(&self, id: TypeId, site: Site) -> Option<TokenStream> {
        let ident = &self.type_names(id).builder.as_ref()?.ident;
        Some(self.named(ident, id, site))
    }

    fn path(&self, id: TypeId, site: Site) -> TokenStream {
        self.named(&self.type_names(id).ident, id, site)
    }

    /// A name of the module of a type, as it is written at `site`.
    fn named(&self, ident: &RustIdent, id: TypeId, site: Site) -> TokenStream {
        match site {
            Site::Types(here) if self.type_names(here).module == self.type_names(id).module => quote!(#ident),
            Site::Resource | Site::Types(_) => quote!(types::#ident),
        }
    }
}

fn scalar_tokens(scalar: Scalar) -> TokenStream {
    match scalar {
        Scalar::Bool => quote!(bool),
        Scalar::I32 => quote!(i32),
        Scalar::I64 => quote!(i64),
        Scalar::U32 => quote!(u32),
        Scalar::U64 => quote!(u64),
        Scalar::I128 => quote!(i128),
        Scalar::F32 => quote!(f32),
        Scalar::F64 => quote!(f64),
        Scalar::String => quote!(String),
        Scalar::DateTime => quote!(runtime::DateTime),
        Scalar::Date => quote!(runtime::Date),
        Scalar::Time => quote!(runtime::Time),
        Scalar::Uuid => quote!(runtime::Uuid),
        Scalar::Uri => quote!(runtime::Uri),
        Scalar::Base64 => quote!(runtime::Base64),
        Scalar::Bytes => quote!(runtime::Bytes),
        Scalar::Secret => quote!(runtime::Secret),
    }
}
