//! The one place where the command line calls the generator.
//!
//! In: sources and what the crate is to be called. Out: what the generator answers.
//! Must never know: what becomes of the answer.

use codegen::diag::{Diagnostics, Located};
use codegen::load::{Budgets, Files, Source, extract_pages, is_page};
use codegen::normalize::{Description, export_normalized, place_findings};
use codegen::{Input, Options, Outcome};
use serde_json::Value;

use crate::failure::Failure;
use crate::sources::Sources;

/// The command that the headers of generated files name.
const COMMAND: &str = "cargo xtask regenerate";

/// The limits with those that the command line changes.
pub(crate) fn budgets(changes: &[String]) -> Result<Budgets, Failure> {
    let mut budgets = Budgets::default();
    for change in changes {
        let parts = change
            .split_once('=')
            .and_then(|(name, number)| Some((name, number.replace('_', "").parse().ok()?)));
        match parts {
            Some(("bytes", number)) => budgets.bytes = number,
            Some(("depth", number)) => budgets.depth = number,
            Some(("nodes", number)) => budgets.nodes = number,
            Some(("alias-nodes", number)) => budgets.alias_nodes = number,
            Some(("scalar", number)) => budgets.scalar = number,
            Some(("output", number)) => budgets.output = number,
            _ => {
                return Err(Failure::usage(format!(
                    "`{change}` is no limit; write for example nodes=5000000"
                )));
            }
        }
    }
    Ok(budgets)
}

/// Loads and normalises, and exports the result as OpenAPI 3.1.
pub(crate) fn normalize(sources: &Sources, budgets: Budgets) -> (Option<Value>, Vec<Located>) {
    let (description, found) = describe(sources, budgets);
    (description.as_ref().map(export_normalized), found)
}

/// Loads and normalises; no description where it is refused.
pub(crate) fn describe(sources: &Sources, budgets: Budgets) -> (Option<Description>, Vec<Located>) {
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let options = Options { budgets, folder: Some(sources.folder.clone()), ..Options::default() };
    let read = descriptions(sources);
    let reader = |name: &str| sources.read_referred(name);
    let input = Input { sources: &read, reader: &reader, options: &options };
    let description = codegen::describe(&input, &mut files, &mut diagnostics);
    let origins = description.as_ref().map(|description| &description.origins);
    let found = place_findings(diagnostics.as_slice(), &files, origins);
    (description.filter(|_| !diagnostics.refused()), found)
}

/// Generates a crate. Where the sources lie and what headers say is filled in here.
pub(crate) fn generate(sources: &Sources, order: Options) -> Outcome {
    let options = Options {
        folder: Some(sources.folder.clone()),
        command: COMMAND.to_owned(),
        source: sources.title(),
        ..order
    };
    let read = descriptions(sources);
    let reader = |name: &str| sources.read_referred(name);
    codegen::generate(&Input { sources: &read, reader: &reader, options: &options })
}

/// The files without those that only happen to stand in a folder: a `README.md`, an index of pages.
fn descriptions(sources: &Sources) -> Vec<Source> {
    let files = sources.files.iter().filter(|file| file.named || !is_prose(&file.source));
    files.map(|file| file.source.clone()).collect()
}

/// Whether a file is a page without a description.
fn is_prose(source: &Source) -> bool {
    let is_markdown = source.name.to_ascii_lowercase().ends_with(".md");
    is_markdown
        && std::str::from_utf8(&source.text).is_ok_and(|text| is_page(text) && extract_pages(text).is_empty())
}
