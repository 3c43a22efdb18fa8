//! Whether a document is an OpenAPI description of a version that is read.

use crate::diag::code_table::normalize as codes;
use crate::diag::{Code, Diagnostic, Diagnostics, Place, Pointer};
use crate::load::{DocumentKind, Loaded, Node, document_kind, openapi_version, version_under};

/// Reports every document that is no description of a known version.
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
                "give it as an overlay, beside the description that it corrects",
            )),
            DocumentKind::Other => Some(refuse(
                document,
                "",
                &codes::E201,
                &format!(
                    "this is no OpenAPI description: it is {}, and has no key `openapi`",
                    article(&document.root)
                ),
                "a description is a map that starts with `openapi: 3.1.0`",
            )),
        };
        if let Some(found) = refusal {
            diagnostics.push(found);
        }
    }
}

fn article(root: &Node) -> &'static str {
    match root {
        Node::Map(_) => "a map",
        Node::List(_) => "a list",
        Node::Null => "empty",
        Node::String(_) => "a text",
        Node::Bool(_) | Node::Number(_) => "a single value",
    }
}

/// Of Swagger, 2.0 is read, whether YAML takes it for a number or not.
fn check_swagger(document: &Loaded) -> Option<Diagnostic> {
    let version = version_under(&document.root, "swagger");
    if version == "2.0" || version == "2" {
        return None;
    }
    let message = format!("`{version}` is not a version of Swagger that is read; 2.0 is");
    let help = "write the version as text: `swagger: '2.0'`";
    Some(refuse(document, "swagger", &codes::E202, &message, help))
}

fn check_version(document: &Loaded) -> Option<Diagnostic> {
    let version = openapi_version(&document.root);
    let known = |minor: &str| {
        version.strip_prefix(minor).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
    };
    if known("3.0") || known("3.1") {
        return None;
    }
    if known("3.2") {
        let message = "OpenAPI 3.2 is read as far as it is like 3.1";
        return Some(refuse(
            document,
            "openapi",
            &codes::W215,
            message,
            "what is new in 3.2 may be missing in the client",
        ));
    }
    let message = format!("`{version}` is no version of OpenAPI that is read; 3.0 and 3.1 are");
    Some(refuse(
        document,
        "openapi",
        &codes::E203,
        &message,
        "write the version as text, for example `openapi: 3.1.0`",
    ))
}

fn refuse(document: &Loaded, key: &str, code: &'static Code, message: &str, help: &str) -> Diagnostic {
    let pointer = if key.is_empty() { Pointer::root() } else { Pointer::root().key(key) };
    Diagnostic::in_file(code, Place::new(document.file, pointer), message).with_help(help)
}
