//! Endpoints: what the runtime knows of an operation.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::ir::{
    BodyContent, Field, Media, Operation, OperationId, Presence, Requirement, Server, structure_of,
};

use super::context::Context;
use super::paths::{operation_path, path_template};

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
            BodyContent::Multipart(_) if body.ordered => quote!(.ordered_body(#media_type)),
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
    if let Some(stream) = &operation.stream {
        if !operation.only_streams() {
            let accept = &stream.media_type;
            steps.push(quote!(.stream_accept(#accept)));
        }
        steps.extend(error_shapes(context, operation));
    }
    if let Some(lenient) = operation.lenient {
        steps.push(quote!(.lenient(#lenient)));
    }
    if let Some(idempotent) = operation.idempotent {
        steps.push(quote!(.idempotent(#idempotent)));
    }
    quote! {
        static #ident: runtime::Endpoint = runtime::Endpoint::new(#name, #method, #path) #(#steps)*;
    }
}

/// How the errors that the operation declares are recognised in its stream.
fn error_shapes(context: &Context<'_>, operation: &Operation) -> Option<TokenStream> {
    let mut shapes = Vec::new();
    for response in &operation.errors {
        let Media::Json(value) = &response.media else { continue };
        let Some((_, structure)) = structure_of(value, &context.api.types) else { continue };
        let names = |fields: &mut dyn Iterator<Item = &Field>| {
            let names = fields.map(|field| &field.wire);
            quote!(&[#(#names),*])
        };
        let is_required =
            |field: &&Field| matches!(field.presence, Presence::Required | Presence::RequiredNullable);
        let required = names(&mut structure.fields.iter().filter(is_required));
        let known = names(&mut structure.fields.iter());
        let shape = quote!(runtime::ErrorShape::new(#required, #known));
        if !structure.fields.is_empty() && !shapes.iter().any(|other: &(_, _)| other.0 == shape.to_string()) {
            shapes.push((shape.to_string(), shape));
        }
    }
    let shapes: Vec<_> = shapes.into_iter().map(|(_, shape)| shape).collect();
    (!shapes.is_empty()).then(|| quote!(.errors(&[#(#shapes),*])))
}

/// The alternatives as slices of indices.
pub(super) fn security_tokens(security: &[Requirement]) -> TokenStream {
    let alternatives = security.iter().map(|requirement| {
        let credentials = requirement.iter().map(|credential| Token::usize_unsuffixed(*credential));
        quote!(&[#(#credentials),*])
    });
    quote!(&[#(#alternatives),*])
}
