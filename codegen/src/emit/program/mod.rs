//! The program that makes every call of a client once, for those who try a client and not for those who use it.
//!
//! In: the client, and a request for each operation. Out: the files of a program that depends on the client (`client`),
//! the runtime (`runtime`) and the crate that runs the calls (`every_call`).
//! Must never know: a schema, where requests come from.

mod call;
mod given;
mod requests;
mod sizes;
mod start;

use proc_macro2::{Literal as Token, TokenStream};
use quote::{format_ident, quote};

use crate::ir::CredentialKind;

use super::context::Context;

pub use requests::{GivenBody, GivenRequest, GivenRequests};

pub(super) use call::emit_calls;
pub(super) use sizes::emit_sizes;

/// `main.rs`: the client, and what is done with it.
pub(super) fn emit_program(context: &Context<'_>, modules: usize) -> TokenStream {
    let modules: Vec<_> = (0..modules).map(|number| format_ident!("calls_{number}")).collect();
    let credentials =
        context.api.credentials.iter().zip(&context.names.credentials).map(|(credential, names)| {
            let setter = &names.setter;
            match credential.kind {
                CredentialKind::Key { .. } | CredentialKind::Bearer => quote!(.#setter("nobody")),
                CredentialKind::Basic => quote!(.#setter("nobody", "nothing")),
            }
        });
    let count = Token::usize_unsuffixed(modules.len());
    quote! {
        //! Makes every call of the client once and looks at the size of its types.

        #![allow(warnings, clippy::all, clippy::pedantic, reason = "written by a generator, to be run once")]

        #(mod #modules;)*
        mod sizes;

        static CALLS: [&[every_call::Call<client::Client>]; #count] = [#(#modules::CALLS),*];

        fn main() -> every_call::ExitCode { every_call::run(connect, &CALLS, sizes::SIZES) }

        fn connect(address: &str) -> Result<client::Client, runtime::Error> {
            client::Client::builder().base_url(address).max_retries(0) #(#credentials)* .build()
        }
    }
}
