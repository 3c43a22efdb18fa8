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

use crate::arguments::Import;
use crate::failure::{Failure, Verdict};
use crate::project::Project;
use crate::sources::absolute;
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
        None => project.spec(),
    };
    crate::sources::refuse_streams(&arguments.inputs)?;
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
    let existing = read_if_there(&into.join(OVERLAY))?;
    let corrections = overlay::update(existing.as_deref(), &documents)?;
    if let Some(text) = &corrections.text {
        files.insert(OVERLAY, text.clone().into_bytes());
    }
    let mut report: String = read.skipped.iter().map(|line| format!("skipped    {line}\n")).collect();
    report.push_str(&write(&into, &files, &documents, arguments.dry_run, &project)?);
    for line in corrections.notes {
        report.push_str(&format!("           {line}\n"));
    }
    if !arguments.quiet {
        terminal::print(&report);
    }
    Ok(Verdict::Fine)
}

fn read_if_there(path: &Utf8Path) -> Result<Option<String>, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::file("read", path)(error)),
    }
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
        report.push_str(&format!("{what} {}{from}\n", project.display(&path)));
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
    match fs::read(path) {
        Ok(found) if found == bytes => Ok(Change::Unchanged),
        Ok(_) => Ok(Change::Updated),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Change::Created),
        Err(error) => Err(Failure::file("read", path)(error)),
    }
}

fn draft(into: &Utf8Path, bytes: &[u8]) -> Result<tempfile::NamedTempFile, Failure> {
    fs::create_dir_all(into).map_err(Failure::file("create", into))?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".import-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A temporary file is private by default; a description is not.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(into).map_err(Failure::file("write into", into))?;
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
