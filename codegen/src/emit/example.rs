//! The test that reads and writes every example of the description.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Example, TypeId};

use super::context::{Context, Site};

/// `examples.rs`: a table of examples, each checked as its type, and the test that goes through it.
pub(super) fn emit_examples(context: &Context<'_>) -> TokenStream {
    let examples = context.api.examples.iter().map(|example| emit_example(context, example));
    quote! {
        //! Reads and writes every valid example of the API description, and checks that nothing is lost.

        use crate::types;

        static EXAMPLES: &[runtime::Example] = &[#(#examples),*];

        #[test]
        fn every_example_survives() {
            runtime::Example::check_all(EXAMPLES);
        }
    }
}

/// Whether there is anything to test.
pub(super) fn has_examples(context: &Context<'_>) -> bool {
    context.tests && !context.api.examples.is_empty()
}

fn emit_example(context: &Context<'_>, example: &Example) -> TokenStream {
    let (pointer, json) = (example.pointer.as_str(), &example.json);
    let value = context.type_tokens(&example.value, Site::Resource);
    let gates = gates(context, example);
    quote! {
        #(#gates)*
        runtime::Example::new::<#value>(#pointer, #json)
    }
}

/// The features that carry the types of the example.
fn gates(context: &Context<'_>, example: &Example) -> Vec<TokenStream> {
    let mut named: Vec<TypeId> = Vec::new();
    crate::ir::named_in(&example.value, &mut named);
    let features: BTreeSet<&str> = named.into_iter().filter_map(|id| context.gate(id)).collect();
    features.into_iter().map(|feature| quote!(#[cfg(any(feature = #feature, feature = "types"))])).collect()
}
