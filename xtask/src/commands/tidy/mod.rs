//! `tidy`: the rules of the project that no compiler checks.
//!
//! In: the checkout. Out: what breaks a rule, with file and line.
//! Must never know: how the generator works; it reads the map of the rooms from `ARCHITECTURE.md`.

mod circles;
mod codes;
mod destinations;
mod extensions;
mod files;
mod manifests;
mod phrases;
mod rooms;
mod tokens;
mod workflows;

use std::fs;

use camino::{Utf8Path, Utf8PathBuf};

use crate::arguments::Tidy;
use callwright::drift::MARKER;
use callwright::failure::{Failure, Verdict};
use callwright::project::Project;
use callwright::terminal::{self, Paint};

/// What people read first, in plain English as well.
const DOCUMENTS: [&str; 9] = [
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "README.md",
    "docs/decisions.md",
    "docs/diagnostics.md",
    "docs/extensions.md",
    "docs/pages.md",
    "generated-client/runtime/src/guide.md",
];

/// Something that breaks a rule.
#[derive(Debug)]
struct Problem {
    file: String,
    line: usize,
    message: String,
}

/// A hand-written source file, its path from the root.
#[derive(Debug)]
struct SourceFile {
    path: Utf8PathBuf,
    text: String,
}

impl SourceFile {
    fn problem(&self, line: usize, message: impl Into<String>) -> Problem {
        Problem { file: self.path.to_string(), line, message: message.into() }
    }

    fn tokens(&self) -> Vec<tokens::Token<'_>> {
        tokens::tokens(&self.text)
    }
}

/// Checks the rules.
pub(super) fn run(arguments: &Tidy) -> Result<Verdict, Failure> {
    let project = Project::find()?;
    let root = &project.root;
    let files = source_files(root)?;
    let map = root.join("ARCHITECTURE.md");
    let architecture = fs::read_to_string(&map).map_err(Failure::file("read", &map))?;
    let rooms = rooms::read_rooms(&architecture);
    let (mut problems, mut long) = (Vec::new(), Vec::new());
    if rooms.is_empty() {
        return Err(Failure::usage(
            "ARCHITECTURE.md has no table of rooms (first cell `name/`, last cell what it may use)",
        ));
    }
    rooms::check(&files, &rooms, &mut problems);
    circles::check(&files, &architecture, &mut problems);
    files::check(&files, &mut problems, &mut long);
    manifests::check(root, &mut problems)?;
    codes::check(root, &mut problems)?;
    extensions::check(root, &files, &mut problems)?;
    destinations::check(root, &architecture, &mut problems);
    phrases::check(&files, &mut problems);
    for document in DOCUMENTS {
        let path = root.join(document);
        let text = fs::read_to_string(&path).map_err(Failure::file("read", &path))?;
        phrases::check_document(document, &text, &mut problems);
    }
    workflows::check(root, &mut problems)?;
    print(&files, &problems, &long, arguments.quiet);
    Ok(if problems.is_empty() { Verdict::Fine } else { Verdict::Findings })
}

fn print(files: &[SourceFile], problems: &[Problem], long: &[String], quiet: bool) {
    let paint = Paint::for_stdout();
    let mut text = String::new();
    for Problem { file, line, message } in problems {
        text.push_str(&format!("{}: {file}:{line}: {message}\n", paint.red("error")));
    }
    if !quiet {
        for line in long {
            text.push_str(&format!("{}: {line}; over 500 is too long\n", paint.yellow("note")));
        }
        text.push_str(&format!("{} files checked, {} problems\n", files.len(), problems.len()));
    }
    terminal::print(&text);
}

/// All hand-written source below the root, sorted.
fn source_files(root: &Utf8Path) -> Result<Vec<SourceFile>, Failure> {
    let mut files = Vec::new();
    let mut waiting = vec![root.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in folder.read_dir_utf8().map_err(Failure::file("list", &folder))? {
            let entry = entry.map_err(Failure::file("list", &folder))?;
            let path = entry.path();
            let inside = path.strip_prefix(root).unwrap_or(path);
            let kind = entry.file_type().map_err(Failure::file("read", path))?;
            let foreign = entry.file_name().starts_with('.') || entry.file_name() == "target";
            if kind.is_dir() && !foreign {
                waiting.push(path.to_owned());
            } else if kind.is_file() && path.extension() == Some("rs") {
                let text = fs::read_to_string(path).map_err(Failure::file("read", path))?;
                // What the generator writes is judged by its own tests, and nobody edits it.
                if !text.lines().next().is_some_and(|line| line.contains(MARKER)) {
                    files.push(SourceFile { path: inside.to_owned(), text });
                }
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}
