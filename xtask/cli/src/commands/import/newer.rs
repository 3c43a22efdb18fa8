//! Is it a newer version of what is there?
//!
//! In: descriptions on their way into a folder, and the folder. Out: which files they stand for.
//! Must never know: how files are written.
//!
//! An operation has its place in one file of a folder: two files with the same operation are two answers to one question.

use std::collections::BTreeSet;

use camino::{Utf8Path, Utf8PathBuf};
use codegen::diag::Diagnostics;
use codegen::load::{Budgets, DocumentKind, Files, Node, Source, document_kind, load_source};

use super::Document;
use crate::failure::Failure;
use crate::reading::read_file;
use crate::record::Record;
use crate::sources::list;

/// Methods and paths.
pub(super) type Operations = BTreeSet<(String, String)>;

/// The keys of a path that are operations.
const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// A description that stands in the folder.
struct Known {
    file: Utf8PathBuf,
    operations: Operations,
}

/// What becomes of files that are there.
#[derive(Debug, Default)]
pub(super) struct Settled {
    /// Files that go away.
    pub(super) removed: Vec<Utf8PathBuf>,
    /// What is lost, for people.
    pub(super) notes: Vec<String>,
}

/// The operations of a description.
pub(super) fn operations(root: &Node) -> Operations {
    let paths = root.get("paths").and_then(Node::as_map).into_iter().flatten();
    let mut found = Operations::new();
    for (path, item) in paths {
        for (method, _) in item.as_map().into_iter().flatten() {
            if METHODS.contains(&method.as_str()) {
                found.insert((method.clone(), path.clone()));
            }
        }
    }
    found
}

/// Finds the files that repeat operations of what comes. They are replaced where that is wanted, and refused else. What
/// replaces a single file gets its name, so that whatever refers to that goes on to do so, unless `is_named`.
pub(super) fn settle(
    into: &Utf8Path,
    record: &Record,
    documents: &mut [Document],
    (replace, is_named): (bool, bool),
) -> Result<Settled, Failure> {
    let known = known(into, record)?;
    let mut settled = Settled::default();
    for document in documents {
        let own = known.iter().find(|known| known.file == document.file);
        if let Some(own) = own.filter(|own| !replace && is_another(own, document)) {
            return Err(Failure::refused(format!(
                "{} is there already, and has none of the operations of {}; give the new file another name with --name, or \
                 replace the old one with --replace",
                own.file, document.origin
            )));
        }
        let older: Vec<&Known> = known
            .iter()
            .filter(|known| {
                known.file != document.file && !known.operations.is_disjoint(&document.operations)
            })
            .collect();
        if let (Some(first), false) = (older.first(), replace) {
            return Err(Failure::refused(question(first, document)));
        }
        if let ([only], None, false) = (&older[..], own, is_named)
            && only.file.extension() == Utf8Path::new(&document.file).extension()
        {
            document.file = only.file.to_string();
        }
        for older in older {
            let lost = older.operations.difference(&document.operations).count();
            if lost > 0 {
                settled.notes.push(format!(
                    "{}: {lost} of its {} operations are gone",
                    older.file,
                    older.operations.len()
                ));
            }
            if older.file != document.file {
                settled.removed.push(older.file.clone());
            }
        }
    }
    Ok(settled)
}

fn is_another(known: &Known, document: &Document) -> bool {
    !known.operations.is_empty()
        && !document.operations.is_empty()
        && known.operations.is_disjoint(&document.operations)
}

fn question(known: &Known, document: &Document) -> String {
    let repeated: Vec<_> = known.operations.intersection(&document.operations).collect();
    let example = repeated
        .first()
        .map(|(method, path)| format!("{} {path}", method.to_ascii_uppercase()))
        .unwrap_or_default();
    format!(
        "{} repeats {} of the {} operations of {}, such as {example}: is it a newer version of {}? Replace that file with \
         --replace, or keep both apart with --into",
        document.origin,
        repeated.len(),
        known.operations.len(),
        known.file,
        known.file
    )
}

/// The descriptions of the folder. What cannot be read is not judged here.
fn known(into: &Utf8Path, record: &Record) -> Result<Vec<Known>, Failure> {
    let mut found = BTreeSet::new();
    if into.is_dir() {
        list(into, &mut found)?;
    }
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let mut known = Vec::new();
    for path in found {
        let file = path.strip_prefix(into).unwrap_or(&path).to_owned();
        if record.get(&file).is_some_and(|entry| entry.followed) {
            continue;
        }
        let budgets = Budgets::default();
        let source = Source::new(file.as_str(), read_file(&path, budgets.bytes)?);
        for loaded in load_source(&source, &budgets, &mut files, &mut diagnostics) {
            if matches!(document_kind(&loaded.root), DocumentKind::OpenApi | DocumentKind::Swagger) {
                known.push(Known { file: file.clone(), operations: operations(&loaded.root) });
            }
        }
    }
    Ok(known)
}
