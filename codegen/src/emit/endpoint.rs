//! Endpoints: what the runtime knows of an operation.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::ir::{BodyContent, OperationId, Requirement, ResourceId, Server};

use super::context::Context;
use super::operation_docs::path_template;

/// The static that describes the operation.
pub(super) fn emit_endpoint(context: &Context<'_>, id: OperationId) -> TokenStream {
    let operation = &context.api.operations[id.0];
    let ident = &context.operation_names(id).endpoint;
    let name = operation_path(context, id);
    let method = &operation.method;
    let path = path_template(operation);
    let mut steps = Vec::new();
    if !operation.fixed_query.is_empty() {
        let pairs = operation.fixed_query.iter().map(|(name, value)| quote!((#name, #value)));
        steps.push(quote!(.query(&[#(#pairs),*])));
    }
    if !operation.accept.is_empty() {
        let accept = operation.accept.join(", ");
        steps.push(quote!(.accept(#accept)));
    }
    if let Some(body) = &operation.body {
        let media_type = &body.media_type;
        steps.push(match &body.content {
            BodyContent::Json { .. } => quote!(.json_body(#media_type)),
            BodyContent::Form(_) => quote!(.form_body()),
            BodyContent::Multipart(_) => quote!(.multipart_body(#media_type)),
            BodyContent::Text => quote!(.text_body(#media_type)),
            BodyContent::Bytes => quote!(.bytes_body(#media_type)),
        });
        if !body.required {
            steps.push(quote!(.optional_body()));
        }
    }
    if let Some(security) = &operation.security {
        let security = security_tokens(security);
        steps.push(quote!(.security(#security)));
    }
    if !operation.servers.is_empty() {
        // The client's builder sets variables of the API's own servers only.
        let servers = operation.servers.iter().map(Server::default_url);
        steps.push(quote!(.servers(&[#(#servers),*])));
    }
    if let Some(idempotent) = operation.idempotent {
        steps.push(quote!(.idempotent(#idempotent)));
    }
    quote! {
        static #ident: runtime::Endpoint = runtime::Endpoint::new(#name, #method, #path) #(#steps)*;
    }
}

/// The alternatives as slices of indices.
pub(super) fn security_tokens(security: &[Requirement]) -> TokenStream {
    let alternatives = security.iter().map(|requirement| {
        let credentials = requirement.iter().map(|credential| Token::usize_unsuffixed(*credential));
        quote!(&[#(#credentials),*])
    });
    quote!(&[#(#alternatives),*])
}

/// The way to the method: `conversational_ai.whatsapp.outbound_call`.
pub(super) fn operation_path(context: &Context<'_>, id: OperationId) -> String {
    let mut parts = resource_path(context, context.api.operations[id.0].resource);
    parts.push(context.operation_names(id).method.as_str().to_owned());
    parts.join(".")
}

/// The methods from the client down to a resource.
pub(super) fn resource_path(context: &Context<'_>, id: ResourceId) -> Vec<String> {
    let mut parts = Vec::new();
    let mut current = id;
    while current.0 != 0 {
        parts.push(context.resource_names(current).method.as_str().to_owned());
        // Parents stand before their children, so that this ends at the client.
        match context.api.resources.get(current.0).and_then(|resource| resource.parent) {
            Some(parent) if parent.0 < current.0 => current = parent,
            _ => break,
        }
    }
    parts.reverse();
    parts
}
