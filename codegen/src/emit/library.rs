//! The root of the crate and the modules that only hold others.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use crate::ir::ResourceId;

use super::context::Context;
use super::docs::comment;
use super::example::has_examples;
use super::paths::children;
use super::resource::emit_module;

/// `lib.rs`
pub(super) fn emit_library(context: &Context<'_>) -> TokenStream {
    let docs = super::front::front_page(context).inner_tokens();
    let examples = has_examples(context).then(|| {
        quote! {
            #[cfg(test)]
            mod examples;
        }
    });
    quote! {
        #docs
        #![allow(
            clippy::all,
            clippy::pedantic,
            deprecated,
            dead_code,
            unused_imports,
            non_camel_case_types,
            non_snake_case,
            non_upper_case_globals,
            mixed_script_confusables,
            confusable_idents,
            uncommon_codepoints,
            reason = "generated from the names and texts of an API description"
        )]

        mod client;
        #examples
        #[doc(hidden)]
        pub mod required;
        /// API resources, one module each.
        pub mod resources;
        /// Request and response types.
        pub mod types;

        pub use client::{Client, ClientBuilder};
        pub use runtime::{
            self, ApiError, Bytes, Call, Error, ErrorKind, Null, Nullable, Object, Part, Payload, RawBody, Response,
            Value,
        };
        #[cfg(feature = "stream")]
        pub use runtime::{ByteStream, Event, EventStream, Items, LineStream, Pages};
    }
}

/// `resources/mod.rs`
pub(super) fn emit_resources_root(context: &Context<'_>) -> TokenStream {
    let modules = children(context, ResourceId(0)).into_iter().map(|child| emit_module(context, child));
    let root = if context.api.resources.first().is_some_and(|root| !root.operations.is_empty()) {
        quote! {
            /// Operations of the client itself.
            pub mod root;
        }
    } else {
        TokenStream::new()
    };
    quote!(#root #(#modules)*)
}

/// `required.rs`
pub(super) fn emit_required(context: &Context<'_>) -> TokenStream {
    let traits = context.names.required.iter().map(|(setter, names)| {
        let name = &names.ident;
        let mut below = names.above.iter().filter_map(|setter| context.required(setter)).peekable();
        let above = below.peek().is_some().then(|| quote!(:));
        let message = format!("the required `{}` is not set", setter.as_str());
        // As it must be written: a keyword is raw.
        let label = format!("call `.{}(…)` first", setter.to_token_stream());
        let docs = format!("Implemented once `{}` is set.", setter.as_str());
        let docs = comment(context, docs);
        // An error that also quotes the one `impl` there is would be four lines longer and say nothing more.
        quote! {
            #docs
            #[diagnostic::on_unimplemented(message = #message, label = #label)]
            pub trait #name #above #(#below)+* {}
            #[diagnostic::do_not_recommend]
            impl #name for runtime::Provided<true> {}
        }
    });
    quote! {
        //! Traits for the required fields of calls and builders.
        //!
        //! A trait has those of fields that are required together with its own as supertraits. The compiler omits an error
        //! that another one implies, so it reports one missing field at a time.

        #(#traits)*
    }
}
