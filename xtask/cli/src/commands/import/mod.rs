//! `import`: documentation pages and descriptions → `spec/`.
//!
//! In: pages, descriptions, folders of them. Out: descriptions byte for byte as published, and an overlay that says
//! what pages say beside their block. Must never know: what becomes of a description later.

mod naming;
mod overlay;
mod pages;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;

use camino::{Utf8Path, Utf8PathBuf};
use codegen::diag::visible_line;
use codegen::load::Budgets;

use crate::arguments::Import;
use crate::failure::{Failure, Verdict};
use crate::project::Project;
use crate::reading::read_if_there;
use crate::sources::{STANDARD_INPUT, absolute};
use crate::terminal;

/// The file of the corrections, beside the descriptions.
const OVERLAY: &str = "overlay.yaml";

/// A description on its way into the folder.
#[derive(Debug)]
struct Document {
    /// Where it comes from, as given.
    origin: String,
    /// The file that it becomes.
    file: String,
    /// Its bytes, as published.
    text: Vec<u8>,
    /// The server of a page's request line.
    server: Option<String>,
    /// `info.title`.
    title: Option<String>,
    /// Header parameters that are credentials.
    credentials: Vec<String>,
}

/// What happens to a file.
#[derive(Debug, PartialEq, Eq)]
enum Change {
    Created,
    Updated,
    Unchanged,
}

/// Imports.
pub(super) fn run(arguments: &Import) -> Result<Verdict, Failure> {
    let project = Project::find()?;
    let into = match &arguments.into {
        Some(folder) => absolute(folder)?,
        None => folder(&project)?,
    };
    refuse_streams(&arguments.inputs)?;
    let read = pages::read(&arguments.inputs)?;
    if !read.findings.is_empty() {
        terminal::print(&read.findings);
    }
    let Some(documents) = read.documents else { return Ok(Verdict::Refused) };
    let mut files: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for document in &documents {
        let before = files.insert(&document.file, document.text.clone());
        if before.is_some_and(|before| before != document.text) {
            return Err(Failure::refused(format!(
                "two inputs would both become {}; rename one",
                document.file
            )));
        }
    }
    let existing = read_overlay(&into.join(OVERLAY))?;
    let corrections = overlay::update(existing.as_deref(), &documents)?;
    if let Some(text) = &corrections.text {
        files.insert(OVERLAY, text.clone().into_bytes());
    }
    let mut report: String =
        read.skipped.iter().map(|line| format!("skipped    {}\n", visible_line(line))).collect();
    report.push_str(&write(&into, &files, &documents, arguments.dry_run, &project)?);
    for line in corrections.notes {
        report.push_str(&format!("           {}\n", visible_line(&line)));
    }
    if !arguments.quiet {
        terminal::print(&report);
    }
    Ok(Verdict::Fine)
}

/// Where descriptions go if nobody says so: the folder of those that the only client is made from, else `spec/`.
fn folder(project: &Project) -> Result<Utf8PathBuf, Failure> {
    let paths: Vec<&Utf8PathBuf> = project.clients.iter().flat_map(|client| &client.settings.spec).collect();
    match &paths[..] {
        [] => Ok(project.root.join("spec")),
        [only] if !only.is_file() => Ok((*only).clone()),
        _ => Err(Failure::usage(
            "the settings name several descriptions, or single files; say with --into where the new ones go",
        )),
    }
}

/// Refuses what has no name of its own: a file is called after the one that it comes from.
fn refuse_streams(inputs: &[Utf8PathBuf]) -> Result<(), Failure> {
    crate::sources::refuse_addresses(inputs)?;
    if inputs.iter().any(|path| path == STANDARD_INPUT) {
        return Err(Failure::usage(
            "an import is named after its file, and standard input has no name; write it to a file \
             (`cat > api.yaml`) and name that",
        ));
    }
    Ok(())
}

/// The overlay that is there.
fn read_overlay(path: &Utf8Path) -> Result<Option<String>, Failure> {
    let text = read_if_there(path, Budgets::default().bytes)?.map(String::from_utf8).transpose();
    text.map_err(|_| Failure::refused(format!("{path} is not UTF-8 text; correct it first")))
}

/// Writes all files or none: each is complete beside its place before the first takes it.
fn write(
    into: &Utf8Path,
    files: &BTreeMap<&str, Vec<u8>>,
    documents: &[Document],
    dry_run: bool,
    project: &Project,
) -> Result<String, Failure> {
    let mut report = String::new();
    let mut drafts = Vec::new();
    for (name, bytes) in files {
        let path = into.join(name);
        let change = change(&path, bytes)?;
        let from = documents
            .iter()
            .filter(|document| document.file == **name)
            .map(|document| document.origin.as_str());
        let from: Vec<&str> = from.collect();
        let from = if from.is_empty() { String::new() } else { format!(" from {}", from.join(", ")) };
        let what = match change {
            Change::Created => "created   ",
            Change::Updated => "updated   ",
            Change::Unchanged => "unchanged ",
        };
        let shown = visible_line(project.display(&path).as_str());
        report.push_str(&format!("{what} {shown}{}\n", visible_line(&from)));
        if change != Change::Unchanged && !dry_run {
            drafts.push((draft(into, bytes)?, path));
        }
    }
    for (draft, path) in drafts {
        draft.persist(&path).map_err(|error| Failure::file("write", &path)(error.error))?;
    }
    Ok(report)
}

fn change(path: &Utf8Path, bytes: &[u8]) -> Result<Change, Failure> {
    if path.is_symlink() {
        return Err(Failure::usage(format!(
            "{path} is a symbolic link; it is neither followed nor replaced"
        )));
    }
    Ok(match read_if_there(path, bytes.len())? {
        None => Change::Created,
        Some(found) if found == bytes => Change::Unchanged,
        Some(_) => Change::Updated,
    })
}

fn draft(into: &Utf8Path, bytes: &[u8]) -> Result<tempfile::NamedTempFile, Failure> {
    fs::create_dir_all(into).map_err(Failure::file("create", into))?;
    let mut file = crate::written::draft(into).map_err(Failure::file("write into", into))?;
    file.write_all(bytes).map_err(Failure::file("write into", into))?;
    Ok(file)
}

/// The inputs as files: folders are listed, and what they hold may be skipped; a file that is named may not.
fn expand(inputs: &[Utf8PathBuf]) -> Result<Vec<(Utf8PathBuf, bool)>, Failure> {
    let mut files = Vec::new();
    for input in inputs {
        let kind = fs::metadata(input).map_err(Failure::file("read", input))?;
        if kind.is_dir() {
            let mut found = std::collections::BTreeSet::new();
            crate::sources::list(input, &mut found)?;
            files.extend(found.into_iter().map(|path| (path, false)));
        } else {
            files.push((input.clone(), true));
        }
    }
    Ok(files)
}
