//! The client: its statics, its builder, the methods that lead to resources.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{CredentialKind, KeyPlace, ResourceId, Server};
use crate::names::RustIdent;

use super::context::Context;
use super::docs::{Doc, comment};
use super::endpoint::security_tokens;
use super::harmless::code;
use super::paths::children;
use super::resource::emit_getter;

/// The whole of `client.rs`.
pub(super) fn emit_client(context: &Context<'_>) -> TokenStream {
    let api = emit_api(context);
    let name = code(&context.api.title);
    let docs = format!("Client for {name}. Cheap to clone; clones share connections and settings.");
    let docs = comment(context, docs);
    let credentials = context.api.credentials.iter().zip(&context.names.credentials).enumerate().map(
        |(index, (credential, names))| {
            let place = match &credential.kind {
                CredentialKind::Key { name, .. } => format!("Sets the {} API key.", code(name)),
                CredentialKind::Basic => "Sets the user name and password.".to_owned(),
                CredentialKind::Bearer => "Sets the access token.".to_owned(),
            };
            let mut docs = Doc::of(&credential.docs, &place);
            if credential.docs.deprecated {
                docs.own("Deprecated: the API will stop taking it.");
            }
            let variables: Vec<String> = credential.env.iter().map(|name| code(name)).collect();
            docs.own(&format!("`Client::from_env` reads it from {}.", variables.join(" and ")));
            let docs = docs.tokens(context);
            let setter = &names.setter;
            let index = proc_macro2::Literal::usize_unsuffixed(index);
            match credential.kind {
                CredentialKind::Key { .. } => quote!(#docs #setter: key<#index>),
                CredentialKind::Basic => quote!(#docs #setter: basic<#index>),
                CredentialKind::Bearer => {
                    let provider = &names.provider;
                    quote!(#docs #setter: bearer<#index, #provider>)
                }
            }
        },
    );
    let prefix = quote!(crate::resources::);
    let getters: Vec<TokenStream> = children(context, ResourceId(0))
        .into_iter()
        .map(|child| emit_getter(context, child, &quote!(self.inner().clone()), &prefix))
        .collect();
    let servers: Vec<TokenStream> = context
        .names
        .servers
        .iter()
        .filter_map(|(index, ident)| Some(emit_server_name(context, context.api.servers.get(*index)?, ident)))
        .collect();
    let getters = if getters.is_empty() && servers.is_empty() {
        TokenStream::new()
    } else {
        quote!(impl Client { #(#servers)* #(#getters)* })
    };
    quote! {
        #api
        runtime::client! {
            #docs
            pub struct Client { api: API, builder: ClientBuilder, #(#credentials,)* }
        }
        #getters
    }
}

fn emit_api(context: &Context<'_>) -> TokenStream {
    let api = context.api;
    let title = &api.title;
    let servers = api.servers.iter().map(emit_server);
    let credentials = api.credentials.iter().zip(&context.names.credentials).map(|(credential, names)| {
        let setter = names.setter.as_str();
        let env = &credential.env;
        let env = quote!(&[#(#env),*]);
        match &credential.kind {
            CredentialKind::Key { place, name } => {
                let make = match place {
                    KeyPlace::Header => quote!(header_key),
                    KeyPlace::Query => quote!(query_key),
                    KeyPlace::Cookie => quote!(cookie_key),
                };
                quote!(runtime::Credential::#make(#name, #setter, #env))
            }
            CredentialKind::Basic => quote!(runtime::Credential::basic(#setter, #env)),
            CredentialKind::Bearer => quote!(runtime::Credential::bearer(#setter, #env)),
        }
    });
    let security = match &api.security {
        Some(security) => {
            let security = security_tokens(security);
            quote!(.security(#security))
        }
        None if api.credentials.is_empty() => TokenStream::new(),
        None => quote!(.security_unsaid()),
    };
    let lenient = if api.lenient { quote!(.lenient()) } else { TokenStream::new() };
    let preferred = if api.preferred.is_sorted() {
        TokenStream::new()
    } else {
        let order = api.preferred.iter().map(|index| proc_macro2::Literal::usize_unsuffixed(*index));
        quote!(.preferred(&[#(#order),*]))
    };
    quote! {
        static API: runtime::Api = runtime::Api::new(
            #title,
            concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
        )
        .servers(&[#(#servers),*])
        .credentials(&[#(#credentials),*])
        #security #preferred #lenient;
    }
}

/// The constant by which a server is chosen.
fn emit_server_name(context: &Context<'_>, server: &Server, ident: &RustIdent) -> TokenStream {
    let mut docs = Doc::of(&server.docs, "The name of a server.");
    docs.own(&format!("`ClientBuilder::server_named` chooses {} by it.", code(&server.url)));
    let docs = docs.tokens(context);
    let name = &server.name;
    quote! {
        #docs
        pub const #ident: &'static str = #name;
    }
}

fn emit_server(server: &Server) -> TokenStream {
    let url = &server.url;
    let said = server.docs.summary.as_ref().or(server.docs.description.as_ref());
    let description = said.map(|said| quote!(.description(#said)));
    let variables = if server.variables.is_empty() {
        TokenStream::new()
    } else {
        let variables = server.variables.iter().map(|variable| {
            let (wire, default, allowed) = (&variable.wire, &variable.default, &variable.allowed);
            quote!(runtime::ServerVariable::new(#wire, #default, &[#(#allowed),*]))
        });
        quote!(.variables(&[#(#variables),*]))
    };
    let name = server.name.as_ref().map(|name| quote!(.name(#name)));
    quote!(runtime::Server::new(#url) #name #description #variables)
}
