//! `README.md` of a generated crate.

use std::fmt::Write as _;

use crate::ir::{CredentialKind, OperationId};

use super::context::Context;
use super::docs::Doc;
use super::front::shown_call;
use super::harmless::code;
use super::manifest::{PASSED_THROUGH, package_name};
use super::paths::{path_template, rust_path_of_operation};

/// What the crate is, how a call is made, what there is to call.
#[must_use]
pub fn render_readme(context: &Context<'_>, name: &str) -> String {
    // The manifest makes a name out of any title; both must say the same.
    let name = &package_name(name);
    let api = context.api;
    let mut text = String::new();
    let mut docs = Doc::default();
    for said in [&api.docs.summary, &api.docs.description].into_iter().flatten() {
        docs.foreign(said);
    }
    let _ = writeln!(text, "# {}\n\nRust client for {}.\n", code(name), code(&api.title));
    for line in docs.lines() {
        text.push_str(line);
        text.push('\n');
    }
    text.push_str("\n## Usage\n\n");
    if let Some(code) = shown_call(context).and_then(|snippet| snippet.starting()) {
        let _ = writeln!(text, "```rust\n{code}\n```\n");
    }
    text.push_str("## Credentials\n\n");
    if api.credentials.is_empty() {
        text.push_str(
            "The API description defines none. If the server expects some, send them in a header, by \
             `Client::builder().header(…)`; an overlay that adds `securitySchemes` and `security` gives them a setter.\n",
        );
    }
    for (credential, names) in api.credentials.iter().zip(&context.names.credentials) {
        let variables: Vec<String> = credential.env.iter().map(|name| code(name)).collect();
        let kind = match &credential.kind {
            CredentialKind::Key { name, .. } => format!("API key {}", code(name)),
            CredentialKind::Basic => "user name and password".to_owned(),
            CredentialKind::Bearer => "access token".to_owned(),
        };
        let _ = writeln!(
            text,
            "- {kind}: `Client::builder().{}(…)`, or from the environment: {}",
            names.setter.as_str(),
            variables.join(" and ")
        );
    }
    text.push_str("\n## Operations\n\n");
    for index in 0..api.operations.len() {
        let id = OperationId(index);
        let operation = &api.operations[index];
        let request = format!("{} {}", operation.method, path_template(operation));
        let _ = writeln!(text, "- `{}`: {}", rust_path_of_operation(context, id), code(&request));
    }
    text.push_str("\n## Features\n\nOne for each resource, all of them by default, and:\n\n");
    for (name, adds) in PASSED_THROUGH {
        let _ = writeln!(text, "- `{name}`: {adds}");
    }
    text.push_str("- `types`: all types, whatever resources are left out\n");
    text
}
