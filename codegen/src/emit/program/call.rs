//! The calls of one module, each in a function of its own: what a program holds on its stack is then what one call needs.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::emit::context::Context;
use crate::emit::operation::streams_too;
use crate::emit::page::is_paged;
use crate::emit::paths::operation_path;
use crate::ir::{Media, OperationId, Scalar, StreamKind, Success, Type};

use super::requests::GivenRequest;
use super::start::Start;

/// `calls_N.rs`
pub(in crate::emit) fn emit_calls(
    context: &Context<'_>,
    operations: &[(OperationId, GivenRequest)],
) -> TokenStream {
    let mut entries = Vec::new();
    let mut functions = Vec::new();
    for (id, request) in operations {
        let start = Start::new(context, *id, request);
        let is_valid = start.is_valid();
        let call = start.emit();
        let path = operation_path(context, *id);
        for (way, finish) in ways(context, *id) {
            let function = format_ident!("{way}_{}", id.0);
            let name = if way == "send" { path.clone() } else { format!("{path}.{way}") };
            entries.push(quote!(every_call::Call::new(#name, #is_valid, #function)));
            functions.push(emit_function(&function, &call, &finish));
        }
    }
    quote! {
        use client::types;

        pub(crate) static CALLS: &[every_call::Call<client::Client>] = &[#(#entries),*];

        #(#functions)*
    }
}

fn emit_function(function: &Ident, call: &TokenStream, finish: &TokenStream) -> TokenStream {
    let made = format_ident!("make_{function}");
    quote! {
        fn #function(api: &client::Client) -> every_call::Task<'_> { Box::pin(#made(api)) }

        async fn #made(api: &client::Client) -> Result<(), every_call::Refusal> {
            let call = #call;
            #finish
        }
    }
}

/// The ways in which an operation is sent, and what is done with the value that comes back.
fn ways(context: &Context<'_>, id: OperationId) -> Vec<(&'static str, TokenStream)> {
    let operation = &context.api.operations[id.0];
    let streamed = match operation.stream.as_ref().map(|stream| (stream.kind, &stream.item)) {
        Some((StreamKind::Events, _)) => quote!(events),
        Some((StreamKind::Lines, _)) => quote!(lines),
        Some((StreamKind::Parts, Type::Scalar(Scalar::Bytes))) => quote!(byte_parts),
        Some((StreamKind::Parts, _)) => quote!(parts),
        None => quote!(bytes),
    };
    let sent = match &operation.success {
        Success::One(Media::Json(_)) | Success::Optional(Media::Json(_)) => quote!(json),
        _ if operation.only_streams() => streamed.clone(),
        _ => quote!(plain),
    };
    let wait = if operation.only_streams() { quote!(.await) } else { TokenStream::new() };
    let mut ways = vec![("send", quote!(every_call::#sent(call.send().await?) #wait))];
    if streams_too(operation) {
        ways.push(("stream", quote!(every_call::#streamed(call.stream().await?).await)));
    }
    if is_paged(context, id) {
        ways.push(("by_page", quote!(every_call::page(call.by_page()).await)));
    }
    ways
}
