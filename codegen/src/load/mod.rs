//! Reading the bytes of a description into one tree.
//!
//! In: YAML, JSON or a Markdown page. Out: a [`Node`] tree for each description in it, or diagnostics.
//! Must never know: what OpenAPI is, beyond finding its block on a documentation page.

mod budget;
mod digest;
mod encoding;
mod files;
mod json;
mod kind;
mod map;
mod node;
mod outline;
mod page;
mod refusal;
mod visitor;
mod yaml;

pub use budget::Budgets;
pub use digest::digest;
pub(crate) use digest::digest_of_all;
pub use files::{File, Files, Source};
pub use json::{json_value, meant_by};
pub(crate) use kind::version_under;
pub use kind::{DocumentKind, document_kind, openapi_version, without_parts};
pub use map::{Map, Members};
pub use node::{Node, Number};
pub use outline::{Found, Lines, Outline, Position, locate};
pub use page::{Page, extract_pages, is_page};

use crate::diag::code_table::load as codes;
use crate::diag::{Diagnostic, Diagnostics, FileId, Place, Pointer};

/// One description as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The text that diagnostics about it point into.
    pub file: FileId,
    /// The display path of the source.
    pub name: String,
    /// The tree.
    pub root: Node,
    /// What the documentation page around the description says, if there was one.
    pub page: Option<Page>,
}

/// Reads sources that make one description, which may hold no more values than a single one.
pub fn load_sources(
    sources: &[Source],
    budgets: &Budgets,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) -> Vec<Loaded> {
    let mut all = Vec::with_capacity(sources.len());
    let mut values = 0_usize;
    for source in sources {
        for loaded in load_source(source, budgets, files, diagnostics) {
            values += loaded.root.values();
            if values > budgets.nodes {
                let message =
                    format!("the files up to this one contain more than {} values together", budgets.nodes);
                let place = Place::new(loaded.file, Pointer::root());
                let help = "pass the files of one API only, or raise the limit with `--budget nodes=NUMBER`";
                diagnostics.push(Diagnostic::in_file(&codes::E109, place, message).with_help(help));
                return all;
            }
            if all.len() == budgets.width {
                diagnostics.push(refusal::too_many_descriptions(loaded.file, budgets));
                return all;
            }
            all.push(loaded);
        }
    }
    all
}

/// Reads a source: one description, or several for a file of documentation pages. Empty after a refusal.
pub fn load_source(
    source: &Source,
    budgets: &Budgets,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) -> Vec<Loaded> {
    let text = match encoding::decode(&source.text, budgets) {
        Ok(text) => text,
        Err(refusal) => {
            let file = files.add(source, String::from_utf8_lossy(refusal.shown).into(), 0, 0);
            let place = Place::bytes(file, refusal.offset..refusal.offset);
            diagnostics
                .push(Diagnostic::in_file(refusal.code, place, refusal.message).with_help(refusal.help));
            return Vec::new();
        }
    };
    if !source.has_extension(&["json", "yaml", "yml"]) && is_page(text) {
        return load_pages(source, text, budgets, files, diagnostics);
    }
    let file = files.add(source, text.into(), 0, 0);
    let root = load_text(source, text, file, budgets, diagnostics);
    root.map(|root| Loaded { file, name: source.name.clone(), root, page: None }).into_iter().collect()
}

fn load_pages(
    source: &Source,
    text: &str,
    budgets: &Budgets,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) -> Vec<Loaded> {
    let pages = extract_pages(text);
    if pages.is_empty() {
        let file = files.add(source, text.into(), 0, 0);
        let found = Diagnostic::in_file(
            &codes::E113,
            Place::new(file, Pointer::root()).with_range(0..0),
            "this page has no OpenAPI block",
        );
        diagnostics.push(found.with_help(
            "expected a fenced block (```yaml or ```json) under a heading such as `## OpenAPI Specification`, \
             or a fenced block that starts with `openapi:`",
        ));
        return Vec::new();
    }
    if pages.len() > budgets.width {
        let file = files.add(source, text.into(), 0, 0);
        diagnostics.push(refusal::too_many_descriptions(file, budgets));
        return Vec::new();
    }
    let mut loaded = Vec::with_capacity(pages.len());
    for page in pages {
        let file = files.add(source, page.yaml.as_str().into(), page.yaml_line_offset, page.indent);
        if let Some(root) = load_text(source, &page.yaml, file, budgets, diagnostics) {
            loaded.push(Loaded { file, name: source.name.clone(), root, page: Some(page) });
        }
    }
    loaded
}

fn load_text(
    source: &Source,
    text: &str,
    file: FileId,
    budgets: &Budgets,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    if text.trim().is_empty() {
        let place = Place::bytes(file, 0..0);
        let found = Diagnostic::in_file(&codes::E103, place, "the description is empty");
        diagnostics.push(found.with_help("check that the file was written, and that the path is right"));
        return None;
    }
    let looks_like_json = text.trim_start().starts_with(['{', '[']);
    if source.has_extension(&["json"]) || looks_like_json {
        let mut json_findings = Diagnostics::new();
        let root = json::load_json(text, file, budgets, &mut json_findings);
        if root.is_some() || !looks_like_json || !source.has_extension(&["yaml", "yml"]) {
            diagnostics.append(json_findings);
            return root;
        }
        // A YAML file may well start with a brace and not be JSON.
        let refused_by_budget =
            json_findings.as_slice().iter().find(|found| found.code != &codes::E106).cloned();
        if let Some(found) = refused_by_budget {
            diagnostics.push(found);
            return None;
        }
    }
    yaml::load_yaml(text, file, budgets, diagnostics)
}

#[cfg(test)]
mod tests;
