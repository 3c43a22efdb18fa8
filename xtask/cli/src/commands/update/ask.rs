//! Asking where the files of a folder came from what they are now.
//!
//! In: what is recorded of a folder. Out: the files that change, and why some cannot be asked.
//! Must never know: what the changes do to clients.

use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Path, Utf8PathBuf};
use codegen::diag::visible_line;
use codegen::load::digest;

use crate::commands::import::{self, Batch, Document, Given, Referrer};
use crate::failure::Failure;
use crate::fetch::{Answer, Rules, Stamp, fetch};
use crate::project::Project;
use crate::reading::{LARGEST_OWN, read_file, read_if_there};
use crate::record::{Entry, Origin, Record};
use crate::sources::{absolute, list};
use crate::terminal;

/// What came of asking for the files of a folder.
pub(super) struct Asked {
    /// The folder.
    pub(super) folder: Utf8PathBuf,
    batch: Batch,
}

impl Asked {
    /// Whether a file changes.
    pub(super) fn has_changed(&self) -> bool {
        !self.batch.is_empty()
    }

    /// The files that change, by their paths.
    pub(super) fn pending(&self) -> impl Iterator<Item = (Utf8PathBuf, Option<Vec<u8>>)> {
        self.batch.pending()
    }

    /// Writes them, all or none.
    pub(super) fn write(&self) -> Result<(), Failure> {
        self.batch.finish()
    }
}

/// The files that one document became.
struct Source<'r> {
    origin: &'r Origin,
    files: Vec<(&'r Utf8PathBuf, &'r Entry)>,
}

/// Asks all origins of a folder. What goes wrong with one does not keep the others from being asked: one run tells all.
pub(super) fn ask(
    folder: Utf8PathBuf,
    record: &Record,
    (project, rules): (&Project, &Rules),
    failures: &mut Vec<Failure>,
) -> Result<Asked, Failure> {
    let mut batch = Batch::new(folder.clone(), record.clone());
    let mut documents = Vec::new();
    for source in sources(record) {
        match ask_one(&folder, &source, rules) {
            Ok(None) => tell(project, &folder, &source, "unchanged"),
            Ok(Some(found)) => documents.extend(replace(&source, found, &mut batch)),
            Err(Failure::Interrupted) => return Err(Failure::Interrupted),
            Err(failure) => failures.push(failure),
        }
    }
    follow(&folder, record, (project, rules), (&documents, &mut batch), failures)?;
    if documents.is_empty() && batch.is_empty() {
        return Ok(Asked { folder, batch });
    }
    documents.iter().try_for_each(|document| batch.add(document))?;
    let notes = import::correct(&mut batch, &documents)?;
    terminal::note(batch.settle(project)?.trim_end());
    for note in notes {
        terminal::note(&format!("           {}", visible_line(&note)));
    }
    Ok(Asked { folder, batch })
}

/// Asks again for the documents that others refer to, where some were brought: for those that are referred to still.
fn follow(
    folder: &Utf8Path,
    record: &Record,
    (project, rules): (&Project, &Rules),
    (documents, batch): (&[Document], &mut Batch),
    failures: &mut Vec<Failure>,
) -> Result<(), Failure> {
    let parts: Vec<_> = record.entries().filter(|(_, entry)| entry.followed).collect();
    if parts.is_empty() || !failures.is_empty() {
        return Ok(());
    }
    let edited = parts.iter().find_map(|(file, entry)| refuse_edited(folder, file, entry).err());
    let followed = match edited {
        Some(failure) => Err(failure),
        None => import::follow(referrers(folder, record, documents, batch)?, folder, record, rules, true),
    };
    let followed = match followed {
        Ok(followed) => followed,
        Err(Failure::Interrupted) => return Err(Failure::Interrupted),
        Err(failure) => {
            failures.push(failure);
            return Ok(());
        }
    };
    for (file, _) in parts {
        if !followed.reached.contains(file) {
            batch.remove(file.clone());
        } else if !followed.parts.iter().any(|part| part.file == *file) {
            let shown = folder.join(file);
            terminal::note(&format!("unchanged  {}", visible_line(project.display(&shown).as_str())));
        }
    }
    for part in followed.parts {
        batch.add_part(part);
    }
    Ok(())
}

/// All descriptions of the folder as they will be.
fn referrers(
    folder: &Utf8Path,
    record: &Record,
    documents: &[Document],
    batch: &Batch,
) -> Result<Vec<Referrer>, Failure> {
    let mut referrers: Vec<Referrer> = documents.iter().map(import::referrer).collect();
    let mut found = BTreeSet::new();
    list(folder, &mut found)?;
    for path in found {
        let file = path.strip_prefix(folder).unwrap_or(&path);
        let entry = record.get(file);
        let is_new = documents.iter().any(|document| document.file == file.as_str());
        let goes = batch.pending().any(|(pending, _)| pending == path);
        if is_new || goes || entry.is_some_and(|entry| entry.followed) {
            continue;
        }
        let url = entry.and_then(|entry| match &entry.origin {
            Origin::Url(url) => Some(url.clone()),
            _ => None,
        });
        let text = read_file(&path, LARGEST_OWN)?;
        referrers.push(Referrer { url, shown: path.to_string(), text });
    }
    Ok(referrers)
}

fn sources(record: &Record) -> Vec<Source<'_>> {
    let mut found: BTreeMap<&Origin, Vec<_>> = BTreeMap::new();
    for (file, entry) in record.entries().filter(|(_, entry)| !entry.followed) {
        found.entry(&entry.origin).or_default().push((file, entry));
    }
    found.into_iter().map(|(origin, files)| Source { origin, files }).collect()
}

/// What is there now; nothing where it is what was there.
fn ask_one(folder: &Utf8Path, source: &Source<'_>, rules: &Rules) -> Result<Option<Vec<Document>>, Failure> {
    source.files.iter().try_for_each(|(file, entry)| refuse_edited(folder, file, entry))?;
    let given = match source.origin {
        Origin::StandardInput => return Ok(None),
        Origin::Path(path) => {
            let path = absolute(&folder.join(path))?;
            import::of_file(&path, true, folder)?
        }
        Origin::Url(url) => match ask_server(url, source, rules)? {
            Some(given) => given,
            None => return Ok(None),
        },
    };
    let documents = import::documents(&given)?;
    let is_known = |document: &Document| {
        let sha256 = digest(&document.text);
        source.files.iter().any(|(file, entry)| {
            entry.sha256 == sha256 && (source.files.len() == 1 || **file == *document.file)
        })
    };
    let is_same = documents.len() == source.files.len() && documents.iter().all(is_known);
    Ok((!is_same).then_some(documents))
}

fn ask_server(url: &str, source: &Source<'_>, rules: &Rules) -> Result<Option<Given>, Failure> {
    let Some((_, entry)) = source.files.first() else { return Ok(None) };
    let recorded = &entry.hosts;
    let hosts: Vec<String> = recorded.iter().chain(&rules.hosts).cloned().collect();
    let rules = Rules { hosts, ..rules.clone() };
    // Only where all files are of one answer, an answer that nothing has changed is about all of them.
    let is_one = source.files.iter().all(|(_, other)| other.stamp == entry.stamp);
    let stamp = if is_one { entry.stamp.clone() } else { Stamp::default() };
    match fetch(url, &stamp, &rules)? {
        Answer::Unchanged => Ok(None),
        Answer::Document(fetched) => Ok(Some(import::of_url(url, fetched, recorded))),
    }
}

/// Refuses to replace a file that somebody has edited since it was brought, or has taken away.
fn refuse_edited(folder: &Utf8Path, file: &Utf8Path, entry: &Entry) -> Result<(), Failure> {
    let path = folder.join(file);
    let what = match read_if_there(&path, LARGEST_OWN)? {
        Some(bytes) if digest(&bytes) == entry.sha256 => return Ok(()),
        Some(_) => {
            "was edited since it was imported, and that would be lost; put corrections into an overlay"
        }
        None => "is not there any more",
    };
    let again = match &entry.origin {
        _ if entry.followed => "--follow` for what refers to it".to_owned(),
        Origin::Url(url) => format!("{url}`"),
        Origin::Path(path) => format!("{}`", folder.join(path)),
        Origin::StandardInput => "-`".to_owned(),
    };
    Err(Failure::usage(format!(
        "{path} {what}; `{} import {again} takes what is published",
        crate::called::name()
    )))
}

/// The documents of a source under the names that they have here. Files that it does not give any more go away.
fn replace(source: &Source<'_>, mut documents: Vec<Document>, batch: &mut Batch) -> Vec<Document> {
    if let ([(file, _)], [document]) = (&source.files[..], &mut documents[..]) {
        document.file = file.to_string();
    }
    for (file, _) in &source.files {
        if !documents.iter().any(|document| document.file == file.as_str()) {
            batch.remove((*file).clone());
        }
    }
    documents
}

fn tell(project: &Project, folder: &Utf8Path, source: &Source<'_>, what: &str) {
    for (file, _) in &source.files {
        let path = folder.join(file);
        let why = if *source.origin == Origin::StandardInput {
            "; standard input cannot be asked again"
        } else {
            ""
        };
        terminal::note(&format!("{what}  {}{why}", visible_line(project.display(&path).as_str())));
    }
}
