//! Whether a document is an OpenAPI description of a version that is read.

use crate::diag::code_table::normalize as codes;
use crate::diag::{Code, Diagnostic, Diagnostics, Place, Pointer};
use crate::load::{DocumentKind, Loaded, Node, document_kind, openapi_version, version_under};

/// The version of a description that anything of OpenAPI 3.2 went into.
pub(super) const MODERN: &str = "3.2.0";

/// Whether a document is one of OpenAPI 3.2.
pub(super) fn is_modern(root: &Node) -> bool {
    let version = openapi_version(root);
    version.strip_prefix("3.2").is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
}

/// Reports every document that is not a description of a known version.
pub(super) fn check_documents(loaded: &[Loaded], diagnostics: &mut Diagnostics) {
    for document in loaded {
        let refusal = match document_kind(&document.root) {
            DocumentKind::OpenApi => check_version(document),
            DocumentKind::Swagger => check_swagger(document),
            DocumentKind::Overlay => Some(refuse(
                document,
                "overlay",
                &codes::E201,
                "this is an overlay, not a description",
                "pass it as an overlay, together with the description that it corrects",
            )),
            DocumentKind::Other => Some(refuse(
                document,
                "",
                &codes::E201,
                &format!("this is not a valid OpenAPI description: it {}", wrong(&document.root)),
                "a description is a map that starts with `openapi: 3.1.0`",
            )),
        };
        if let Some(found) = refusal {
            diagnostics.push(found);
        }
    }
}

fn wrong(root: &Node) -> &'static str {
    match root {
        Node::Map(_) => "has no key `openapi`",
        Node::List(_) => "is an array",
        Node::Null => "is empty",
        Node::String(_) => "is a string",
        Node::Bool(_) | Node::Number(_) => "is a single value",
    }
}

/// Of Swagger, 2.0 is read, whether YAML takes it for a number or not.
fn check_swagger(document: &Loaded) -> Option<Diagnostic> {
    let version = version_under(&document.root, "swagger");
    if version == "2.0" || version == "2" {
        return None;
    }
    let message = unsupported("Swagger", &version, "2.0");
    let help = "write the version as a string: `swagger: '2.0'`";
    Some(refuse(document, "swagger", &codes::E202, &message, help))
}

fn check_version(document: &Loaded) -> Option<Diagnostic> {
    let version = openapi_version(&document.root);
    let known = |minor: &str| {
        version.strip_prefix(minor).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
    };
    if known("3.0") || known("3.1") || known("3.2") {
        return None;
    }
    let message = unsupported("OpenAPI", &version, "3.0, 3.1 or 3.2");
    Some(refuse(
        document,
        "openapi",
        &codes::E203,
        &message,
        "write the version as a string, for example `openapi: 3.1.0`",
    ))
}

fn unsupported(format: &str, version: &str, supported: &str) -> String {
    if version.is_empty() {
        return format!("expected a version of {format}: {supported}");
    }
    format!("{format} `{version}` is not supported; use {supported}")
}

fn refuse(document: &Loaded, key: &str, code: &'static Code, message: &str, help: &str) -> Diagnostic {
    let pointer = if key.is_empty() { Pointer::root() } else { Pointer::root().key(key) };
    Diagnostic::in_file(code, Place::new(document.file, pointer), message).with_help(help)
}
