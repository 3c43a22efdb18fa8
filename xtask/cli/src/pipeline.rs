//! The one place where the command line calls the generator.
//!
//! In: sources and what the crate is to be called. Out: what the generator answers.
//! Must never know: what becomes of the answer.

use camino::Utf8PathBuf;
use codegen::diag::{Diagnostics, Located, Severity};
use codegen::load::{Budgets, Files, Source, extract_pages, is_page};
use codegen::normalize::{Description, export_normalized, place_findings};
use codegen::{Input, Options, Outcome, Survey};
use serde_json::Value;

use crate::called;
use crate::failure::Failure;
use crate::project::Project;
use crate::sources::{SourceFile, Sources};

/// The limits with those that the command line changes.
pub(crate) fn budgets(changes: &[String]) -> Result<Budgets, Failure> {
    let mut budgets = Budgets::default();
    for change in changes {
        let Some((name, number)) = change.split_once('=') else {
            return Err(Failure::usage(format!(
                "`{change}` is not a valid limit; write for example nodes=5000000"
            )));
        };
        let limit = match name {
            "bytes" => &mut budgets.bytes,
            "depth" => &mut budgets.depth,
            "nodes" => &mut budgets.nodes,
            "alias-nodes" => &mut budgets.alias_nodes,
            "width" => &mut budgets.width,
            "scalar" => &mut budgets.scalar,
            "key" => &mut budgets.key,
            "parts" => &mut budgets.parts,
            "output" => &mut budgets.output,
            _ => {
                return Err(Failure::usage(format!(
                    "the limit `{name}` is unknown; the limits are bytes, depth, nodes, alias-nodes, width, scalar, key, parts and output"
                )));
            }
        };
        *limit = number.replace('_', "").parse().map_err(|_| {
            Failure::usage(format!(
                "`{number}` is not a valid number for the limit `{name}`; write for example {name}=5000000"
            ))
        })?;
    }
    Ok(budgets)
}

/// Reads descriptions. A folder in which there is nothing to
/// read is not an API without operations, but the wrong folder.
pub(crate) fn read(named: &[Utf8PathBuf], project: &Project, budgets: &Budgets) -> Result<Sources, Failure> {
    let root = Some(project.root.as_path()).filter(|_| project.is_cargo);
    let sources = Sources::read(named, root, budgets.bytes, &project.pending)?;
    if described(&sources).next().is_none() {
        return Err(Failure::usage(format!(
            "no description found in {}; the search covers files that end in .yaml, .yml or .json, and .md pages with an \
             OpenAPI block, in all folders below that are not hidden",
            listed(named)
        )));
    }
    Ok(sources)
}

fn listed(paths: &[Utf8PathBuf]) -> String {
    paths.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ")
}

/// Refuses a run that made nothing and found nothing wrong: there are overlays alone.
fn refuse_silence(found: &[Located], made: bool, sources: &Sources) -> Result<(), Failure> {
    if made || found.iter().any(|finding| finding.severity == Severity::Error) {
        return Ok(());
    }
    let names: Vec<Utf8PathBuf> =
        sources.files.iter().map(|file| Utf8PathBuf::from(sources.shown(&file.source.name))).collect();
    Err(Failure::usage(format!(
        "{} contains only overlays; also give the description that they correct",
        listed(&names)
    )))
}

/// Loads and normalises, and exports the result as OpenAPI 3.1.
pub(crate) fn normalize(
    sources: &Sources,
    budgets: Budgets,
) -> Result<(Option<Value>, Vec<Located>), Failure> {
    let (description, found) = describe(sources, budgets)?;
    Ok((description.as_ref().map(export_normalized), found))
}

/// Loads and normalises; no description where it is refused.
pub(crate) fn describe(
    sources: &Sources,
    budgets: Budgets,
) -> Result<(Option<Description>, Vec<Located>), Failure> {
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let options = Options {
        budgets,
        folder: Some(sources.folder.clone()),
        published: sources.published(),
        overlays: sources.order.clone(),
        ..Options::default()
    };
    let read = descriptions(sources);
    let reader = |name: &str| sources.read_referred(name);
    let input = Input { sources: &read, reader: &reader, options: &options };
    let description = codegen::describe(&input, &mut files, &mut diagnostics);
    let origins = description.as_ref().map(|description| &description.origins);
    let found = place_findings(diagnostics.as_slice(), &files, origins);
    refuse_silence(&found, description.is_some(), sources)?;
    Ok((description.filter(|_| !diagnostics.refused()), found))
}

/// Generates a crate. Where the sources lie and what headers say is filled in here.
pub(crate) fn generate(sources: &Sources, order: Options) -> Result<Outcome, Failure> {
    let options = Options {
        folder: Some(sources.folder.clone()),
        published: sources.published(),
        overlays: sources.order.clone(),
        command: format!("{} regenerate", called::written()),
        source: sources.title(),
        ..order
    };
    let read = descriptions(sources);
    let reader = |name: &str| sources.read_referred(name);
    let outcome = codegen::generate(&Input { sources: &read, reader: &reader, options: &options });
    refuse_silence(&outcome.findings, outcome.client.is_some(), sources)?;
    Ok(outcome)
}

/// What a change is judged by. Where the sources lie is filled in here.
pub(crate) fn survey(sources: &Sources, order: Options) -> Result<Survey, Failure> {
    let options = Options {
        folder: Some(sources.folder.clone()),
        published: sources.published(),
        overlays: sources.order.clone(),
        ..order
    };
    let read = descriptions(sources);
    let reader = |name: &str| sources.read_referred(name);
    let survey = codegen::survey(&Input { sources: &read, reader: &reader, options: &options });
    refuse_silence(&survey.findings, survey.state.is_some(), sources)?;
    Ok(survey)
}

/// What the generator reads.
fn descriptions(sources: &Sources) -> Vec<Source> {
    described(sources).map(|file| file.source.clone()).collect()
}

/// The files without those that only happen to stand in a folder: a `README.md`, an index of pages.
fn described(sources: &Sources) -> impl Iterator<Item = &SourceFile> {
    sources.files.iter().filter(|file| file.named || !is_prose(&file.source))
}

/// Whether a file is Markdown without a description.
fn is_prose(source: &Source) -> bool {
    let is_markdown = source.name.to_ascii_lowercase().ends_with(".md");
    let starts = |line: &str| ["openapi:", "swagger:", "overlay:"].iter().any(|key| line.starts_with(key));
    let is_raw = |text: &str| text.trim_start().starts_with('{') || text.lines().any(starts);
    is_markdown
        && std::str::from_utf8(&source.text)
            .is_ok_and(|text| extract_pages(text).is_empty() && (is_page(text) || !is_raw(text)))
}
