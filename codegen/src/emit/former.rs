//! Earlier names that stay: methods that call others, types that are others. Compilers warn of their use.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{OperationId, Place, ResourceId};
use crate::names::{FormerMethod, RustIdent};

use super::argument::{generics, named_argument};
use super::context::{Context, Site};
use super::flags::Flags;
use super::harmless::code;
use super::paths::{operation_path, rust_path_of_type, way_down};

/// The earlier methods of a resource.
pub(super) fn emit_former_methods(
    context: &Context<'_>,
    place: ResourceId,
    client: &TokenStream,
) -> Vec<TokenStream> {
    let known = former_methods(context, place);
    known.iter().map(|known| emit_method(context, known, place, client)).collect()
}

/// The earlier methods that hang on a resource.
pub(super) fn former_methods<'a>(context: &Context<'a>, place: ResourceId) -> &'a [FormerMethod] {
    context.names.former.methods.get(&place).map(Vec::as_slice).unwrap_or_default()
}

fn emit_method(
    context: &Context<'_>,
    known: &FormerMethod,
    place: ResourceId,
    client: &TokenStream,
) -> TokenStream {
    let operation = &context.api.operations[known.operation.0];
    let names = context.operation_names(known.operation);
    let (former, method, call) = (&known.method, &names.method, &names.call);
    let mut markers = Vec::new();
    let (mut arguments, mut given) = (Vec::new(), Vec::new());
    for (parameter, name) in operation.parameters.iter().zip(&names.arguments) {
        if parameter.place == Place::Path {
            let accepts =
                named_argument(context, &parameter.value, Site::Resource, name, &mut markers).accepts;
            arguments.push(quote!(, #name: #accepts));
            given.push(name);
        }
    }
    let generics = generics(&markers);
    let module = module_tokens(context, operation.resource);
    let target = if operation.resource == place {
        quote!(self)
    } else {
        let resource = &context.resource_names(operation.resource).ident;
        quote!(#module::#resource { client: #client })
    };
    let gate = foreign_feature(context, known.operation, place);
    let gate = gate.map(|feature| quote!(#[cfg(feature = #feature)]));
    let attributes = attributes(&operation_path(context, known.operation));
    quote! {
        #attributes
        #gate
        pub fn #former #generics (&self #(#arguments)*) -> #module::#call {
            #target.#method(#(#given),*)
        }
    }
}

/// What the calls of earlier methods were called, for the module of their resource.
pub(super) fn emit_former_calls(context: &Context<'_>, place: ResourceId) -> TokenStream {
    let aliases = former_methods(context, place).iter().filter_map(|known| {
        let names = context.operation_names(known.operation);
        let module = module_tokens(context, context.api.operations[known.operation.0].resource);
        let gate = foreign_feature(context, known.operation, place);
        let gate = gate.map(|feature| quote!(#[cfg(feature = #feature)]));
        let flags = Flags::new(context, &names.setters, &names.flags);
        let alias = alias(known.call.as_ref()?, &flags, &quote!(#module::), &names.call);
        let attributes = attributes(&operation_path(context, known.operation));
        Some(quote!(#attributes #gate #alias))
    });
    quote!(#(#aliases)*)
}

/// The earlier names of types and of their builders.
pub(super) fn emit_former_types(context: &Context<'_>) -> TokenStream {
    let aliases = context.names.former.types.iter().map(|known| {
        let names = context.type_names(known.target);
        let (former, ident) = (&known.ident, &names.ident);
        let gate = context.gate(known.target);
        let gate = gate.map(|feature| quote!(#[cfg(any(feature = #feature, feature = "types"))]));
        let attributes = attributes(&rust_path_of_type(context, known.target));
        let builder = known.builder.as_ref().zip(names.builder.as_ref()).map(|(former, builder)| {
            let flags = Flags::new(context, &builder.setters, &builder.flags);
            let alias = alias(former, &flags, &TokenStream::new(), &builder.ident);
            quote!(#attributes #gate #alias)
        });
        quote!(#attributes #gate pub type #former = #ident; #builder)
    });
    quote!(#(#aliases)*)
}

fn alias(former: &RustIdent, flags: &Flags<'_>, module: &TokenStream, ident: &RustIdent) -> TokenStream {
    let (defaulted, used) = (flags.defaulted(), flags.used());
    quote!(pub type #former #defaulted = #module #ident #used;)
}

fn attributes(present: &str) -> TokenStream {
    let docs = format!(" An earlier name of {}.", code(present));
    let note = format!("it is called `{present}` now");
    quote!(#[doc = #docs] #[deprecated(note = #note)])
}

/// The feature of the operation, where it is another one than that of the place.
pub(super) fn foreign_feature<'a>(
    context: &Context<'a>,
    operation: OperationId,
    place: ResourceId,
) -> Option<&'a str> {
    let resource = context.api.operations[operation.0].resource;
    let feature = context.names.resources[resource.0].feature.as_str();
    let own = context.names.resources[place.0].feature.as_str();
    (feature != own && !feature.is_empty()).then_some(feature)
}

fn module_tokens(context: &Context<'_>, id: ResourceId) -> TokenStream {
    if id.0 == 0 {
        return quote!(crate::resources::root);
    }
    let modules = way_down(context, id).into_iter().map(|id| &context.resource_names(id).module);
    quote!(crate::resources #(::#modules)*)
}
