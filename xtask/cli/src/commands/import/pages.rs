//! Reading what is imported.
//!
//! In: the paths on the command line. Out: descriptions with what their pages say beside them, or why not.
//! Must never know: where the descriptions go.

use camino::{Utf8Path, Utf8PathBuf};
use codegen::diag::{Diagnostics, Style, render_text};
use codegen::load::{Budgets, DocumentKind, Files, Loaded, Node, Source, document_kind, load_source};
use codegen::normalize::place_findings;

use super::{Document, expand, naming};
use crate::failure::Failure;
use crate::reading::read_file;
use crate::terminal::Paint;

/// What was read.
#[derive(Debug)]
pub(super) struct Read {
    /// The descriptions; `None` if one of them is refused.
    pub(super) documents: Option<Vec<Document>>,
    /// What the loader has to say, rendered.
    pub(super) findings: String,
    /// Files of a folder that are not descriptions, each with the reason.
    pub(super) skipped: Vec<String>,
}

/// Reads all inputs.
pub(super) fn read(inputs: &[Utf8PathBuf]) -> Result<Read, Failure> {
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let (mut documents, mut skipped) = (Vec::new(), Vec::new());
    for (path, named) in expand(inputs)? {
        let budgets = Budgets::default();
        let bytes = read_file(&path, budgets.bytes)?;
        // What is too large was cut off, and the loader says so.
        if let Some(reason) = no_description(&bytes).filter(|_| bytes.len() <= budgets.bytes) {
            if named {
                return Err(Failure::refused(format!("{path}: {reason}")));
            }
            skipped.push(format!("{path}: {reason}"));
            continue;
        }
        let source = Source::new(path.as_str().replace('\\', "/"), bytes.clone());
        let loaded = load_source(&source, &budgets, &mut files, &mut diagnostics);
        for found in take(&path, &bytes, &loaded) {
            match found {
                Ok(document) => documents.push(document),
                Err(reason) if named => return Err(Failure::refused(format!("{path}: {reason}"))),
                Err(reason) => skipped.push(format!("{path}: {reason}")),
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
fn take(path: &Utf8Path, bytes: &[u8], loaded: &[Loaded]) -> Vec<Result<Document, &'static str>> {
    let many = loaded.len() > 1;
    loaded
        .iter()
        .map(|loaded| {
            match document_kind(&loaded.root) {
                DocumentKind::OpenApi | DocumentKind::Swagger => {}
                DocumentKind::Overlay => return Err("is an overlay; copy it into the folder yourself"),
                DocumentKind::Other => return Err("has no `openapi` version, so it is not a description"),
            }
            let stem = path.file_stem().unwrap_or("description");
            let (file, text) = match &loaded.page {
                Some(page) if many => (naming::name_page(page, &loaded.root), page.yaml.clone().into_bytes()),
                Some(page) => (naming::name_file(stem, "yaml"), page.yaml.clone().into_bytes()),
                None => (naming::name_file(stem, path.extension().unwrap_or("yaml")), bytes.to_vec()),
            };
            Ok(Document {
                origin: path.to_string(),
                file,
                text,
                server: loaded.page.as_ref().and_then(|page| page.server_url.clone()),
                title: title(&loaded.root),
                credentials: credentials(&loaded.root),
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
