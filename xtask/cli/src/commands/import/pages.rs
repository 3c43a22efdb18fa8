//! Reading what is imported.
//!
//! In: bytes with their names. Out: descriptions with what their pages say beside them, or why not.
//! Must never know: where the descriptions go.

use codegen::diag::{Diagnostics, Style, render_text};
use codegen::load::{Budgets, DocumentKind, Files, Loaded, Node, Source, document_kind, load_source};
use codegen::normalize::place_findings;

use super::given::Given;
use super::{Document, naming, newer};
use crate::failure::Failure;
use crate::terminal::Paint;

/// What was read.
#[derive(Debug)]
pub(in crate::commands) struct Read {
    /// The descriptions; `None` if one of them is refused.
    pub(in crate::commands) documents: Option<Vec<Document>>,
    /// What the loader has to say, rendered.
    pub(in crate::commands) findings: String,
    /// Files of a folder that are not descriptions, each with the reason.
    pub(in crate::commands) skipped: Vec<String>,
}

/// Reads all inputs.
pub(in crate::commands) fn read(inputs: &[Given]) -> Result<Read, Failure> {
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let (mut documents, mut skipped) = (Vec::new(), Vec::new());
    for given in inputs {
        let budgets = Budgets::default();
        // What is too large was cut off, and the loader says so.
        let glance = no_description(&given.bytes).filter(|_| given.bytes.len() <= budgets.bytes);
        let found = if let Some(reason) = glance {
            vec![Err(reason)]
        } else {
            let source = Source::new(given.shown.as_str(), given.bytes.clone());
            take(given, &load_source(&source, &budgets, &mut files, &mut diagnostics))
        };
        for found in found {
            let told = |reason: &str| format!("{}: {reason}", given.shown);
            match found {
                Ok(document) => documents.push(document),
                Err(reason) if given.is_named => return Err(Failure::refused(told(reason))),
                Err(reason) => skipped.push(told(reason)),
            }
        }
    }
    let refused = diagnostics.refused();
    let located = place_findings(diagnostics.as_slice(), &files, None);
    let findings = render_text(&located, &Style { colour: Paint::for_stdout().enabled() });
    if documents.is_empty() && !refused {
        let reasons = if skipped.is_empty() { String::new() } else { format!(": {}", skipped.join("; ")) };
        return Err(Failure::refused(format!("none of the inputs is a description{reasons}")));
    }
    Ok(Read { documents: (!refused).then_some(documents), findings, skipped })
}

/// Why the bytes cannot be a description or a page with one, where a glance shows it.
fn no_description(bytes: &[u8]) -> Option<&'static str> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Some("is not UTF-8 text");
    };
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if start.is_empty() {
        return Some("is empty");
    }
    if start.starts_with('<') {
        return Some(
            "is an HTML or XML page; import the Markdown of the page (documentation sites often serve it under the \
             same address with `.md` at the end) or the description itself",
        );
    }
    if codegen::load::is_page(text) && codegen::load::extract_pages(text).is_empty() {
        return Some(
            "is a page without an OpenAPI block: a fenced ```yaml block that begins with `openapi:`",
        );
    }
    None
}

/// The descriptions of one file. What is refused by the loader is in the diagnostics already.
fn take(given: &Given, loaded: &[Loaded]) -> Vec<Result<Document, &'static str>> {
    let many = loaded.len() > 1;
    loaded
        .iter()
        .map(|loaded| {
            match document_kind(&loaded.root) {
                DocumentKind::OpenApi | DocumentKind::Swagger => {}
                DocumentKind::Overlay => return Err("is an overlay; copy it into the folder yourself"),
                DocumentKind::Other => return Err("has no `openapi` version, so it is not a description"),
            }
            let title = title(&loaded.root);
            let titled = || naming::kebab(title.as_deref().unwrap_or_default());
            let stem = given.stem.clone().unwrap_or_else(titled);
            let (file, text) = match &loaded.page {
                Some(page) if many => (naming::name_page(page, &loaded.root), page.yaml.clone().into_bytes()),
                Some(page) => (naming::name_file(&stem, "yaml"), page.yaml.clone().into_bytes()),
                None => (naming::name_file(&stem, &given.ending), given.bytes.clone()),
            };
            Ok(Document {
                origin: given.shown.clone(),
                came: given.came.clone(),
                file,
                text,
                server: loaded.page.as_ref().and_then(|page| page.server_url.clone()),
                title,
                credentials: credentials(&loaded.root),
                operations: newer::operations(&loaded.root),
            })
        })
        .collect()
}

fn title(root: &Node) -> Option<String> {
    root.get("info")?.get("title")?.as_str().map(str::to_owned)
}

/// Header parameters of operations that hold a secret by their name.
fn credentials(root: &Node) -> Vec<String> {
    let items = root.get("paths").and_then(Node::as_map).into_iter().flat_map(|paths| paths.values());
    let mut found: Vec<String> = Vec::new();
    for item in items.filter_map(Node::as_map) {
        let shared = item.get("parameters").into_iter();
        let own = item.values().filter_map(|operation| operation.get("parameters"));
        for parameter in shared.chain(own).filter_map(Node::as_list).flatten() {
            let header = parameter.get("in").and_then(Node::as_str) == Some("header");
            let Some(name) = parameter.get("name").and_then(Node::as_str).filter(|_| header) else {
                continue;
            };
            if is_credential(name) && !found.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                found.push(name.to_owned());
            }
        }
    }
    found
}

fn is_credential(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name == "authorization" || name == "api-key" || name.ends_with("-api-key") || name.ends_with("-token")
}
