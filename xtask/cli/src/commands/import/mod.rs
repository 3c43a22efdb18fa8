//! `import`: documentation pages and descriptions → `spec/`.
//!
//! In: pages, descriptions, folders of them, of this machine or of a server. Out: descriptions byte for byte as published,
//! an overlay that says what pages say beside their block, and where all of it came from.
//! Must never know: what becomes of a description later.

mod batch;
mod follow;
mod given;
mod naming;
mod newer;
mod overlay;
mod pages;

pub(super) use batch::Batch;
pub(super) use follow::{Referrer, follow};
pub(super) use given::{Given, of_file, of_url};

use camino::{Utf8Path, Utf8PathBuf};
use codegen::diag::visible_line;
use codegen::load::Budgets;

use crate::arguments::Import;
use crate::failure::{Failure, Verdict};
use crate::fetch::is_url;
use crate::project::Project;
use crate::reading::read_if_there;
use crate::record::{Origin, Record};
use crate::sources::{absolute, is_candidate};
use crate::{interrupt, terminal};
use given::Came;

/// The file of the corrections, beside the descriptions.
const OVERLAY: &str = "overlay.yaml";

/// A description on its way into the folder.
#[derive(Debug)]
pub(super) struct Document {
    /// Where it comes from, as given.
    origin: String,
    /// Where it comes from, for the record.
    came: Came,
    /// The file that it becomes.
    pub(super) file: String,
    /// Its bytes, as published.
    pub(super) text: Vec<u8>,
    /// The server of a page's request line.
    server: Option<String>,
    /// `info.title`.
    title: Option<String>,
    /// Header parameters that are credentials.
    credentials: Vec<String>,
    /// Its methods and paths.
    operations: newer::Operations,
}

/// Imports.
pub(super) fn run(arguments: &Import) -> Result<Verdict, Failure> {
    let project = Project::find()?;
    let into = match &arguments.into {
        Some(folder) => absolute(folder)?,
        None => folder(&project)?,
    };
    if arguments.follow || arguments.inputs.iter().any(|input| is_url(input.as_str())) {
        interrupt::listen()?;
    }
    let rules = arguments.fetching.rules();
    let given = given::read(&arguments.inputs, &into, &rules)?;
    let read = pages::read(&given)?;
    if !read.findings.is_empty() {
        terminal::print(&read.findings);
    }
    let Some(mut documents) = read.documents else { return Ok(Verdict::Refused) };
    let record = Record::read(&into)?;
    name(arguments, &record, &mut documents)?;
    let parts = if arguments.follow {
        follow(documents.iter().map(referrer).collect(), &into, &record, &rules, false)?.parts
    } else {
        Vec::new()
    };
    let wanted = (arguments.replace, arguments.name.is_some());
    let settled = newer::settle(&into, &record, &mut documents, wanted)?;
    let mut batch = Batch::new(into.clone(), record);
    for file in settled.removed {
        batch.remove(file);
    }
    documents.iter().try_for_each(|document| batch.add(document))?;
    for part in parts {
        batch.add_part(part);
    }
    let corrections = correct(&mut batch, &documents)?;
    let mut report: String =
        read.skipped.iter().map(|line| format!("skipped    {}\n", visible_line(line))).collect();
    report.push_str(&batch.settle(&project)?);
    for line in corrections.iter().chain(&settled.notes) {
        report.push_str(&format!("           {}\n", visible_line(line)));
    }
    if interrupt::is_asked() {
        return Err(Failure::Interrupted);
    }
    if !arguments.dry_run {
        batch.finish()?;
    }
    if !arguments.quiet {
        terminal::print(&report);
    }
    Ok(Verdict::Fine)
}

/// The descriptions of one document, which is refused where it holds none.
pub(super) fn documents(given: &Given) -> Result<Vec<Document>, Failure> {
    let read = pages::read(std::slice::from_ref(given))?;
    if !read.findings.is_empty() {
        terminal::note(read.findings.trim_end());
    }
    read.documents.ok_or_else(|| Failure::refused(format!("{} is refused", given.shown)))
}

/// Brings the overlay of a folder up to date with what pages say; what was done to it, for people.
pub(super) fn correct(batch: &mut Batch, documents: &[Document]) -> Result<Vec<String>, Failure> {
    let existing = read_overlay(&batch.into.join(OVERLAY))?;
    let corrections = overlay::update(existing.as_deref(), documents)?;
    if let Some(text) = corrections.text {
        batch.write(OVERLAY.into(), text.into_bytes());
    }
    Ok(corrections.notes)
}

/// A description as one that may refer to others.
pub(super) fn referrer(document: &Document) -> Referrer {
    let url = match &document.came.origin {
        Origin::Url(url) => Some(url.clone()),
        _ => None,
    };
    Referrer { url, shown: document.origin.clone(), text: document.text.clone() }
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

/// Calls the only description what the command line says, else one that is imported again what it was called then.
fn name(arguments: &Import, record: &Record, documents: &mut [Document]) -> Result<(), Failure> {
    let Some(name) = &arguments.name else {
        if let [document] = documents {
            let origin = &document.came.origin;
            let mut known = record.entries().filter(|(_, entry)| entry.origin == *origin && !entry.followed);
            if let (Some((file, _)), None, true) =
                (known.next(), known.next(), *origin != Origin::StandardInput)
            {
                document.file = file.to_string();
            }
        }
        return Ok(());
    };
    let [document] = documents else {
        return Err(Failure::usage(format!(
            "the inputs hold {} descriptions, and --name is for one; import them one by one",
            documents.len()
        )));
    };
    let path = Utf8Path::new(name);
    if path.components().count() != 1 || name.starts_with('.') || !is_candidate(path) {
        return Err(Failure::usage(format!(
            "`{name}` is not a valid name for a description; write a file name that ends in .yaml, .yml or .json"
        )));
    }
    document.file.clone_from(name);
    Ok(())
}

/// The overlay that is there.
fn read_overlay(path: &Utf8Path) -> Result<Option<String>, Failure> {
    let text = read_if_there(path, Budgets::default().bytes)?.map(String::from_utf8).transpose();
    text.map_err(|_| Failure::refused(format!("{path} is not UTF-8 text; correct it first")))
}
