//! What should be on disk against what is.
//!
//! In: the files that the generator makes, and a folder. Out: the difference, file by file.
//! Must never know: how files are written.

use camino::{Utf8Path, Utf8PathBuf};
use codegen::diag::{github_message, github_property, visible_line};
pub(crate) use codegen::output::FRONT;
use codegen::output::Origin;
use serde::Serialize;
use similar::TextDiff;

use crate::checkout::FromTop;
use crate::failure::Failure;
use crate::reading::{LARGEST_OWN, read_if_there};
use crate::terminal::Paint;

/// The folder of a crate that belongs to the generator alone.
pub const OWNED: &str = "src";

/// Whether a file of a crate stands in that folder.
pub fn is_owned(path: &str) -> bool {
    path.split('/').next() == Some(OWNED)
}

/// What makes a file recognisable as one of the generator's.
pub const MARKER: &str = "@generated";

/// Files of a crate by their path from its folder, with `/` between the parts.
pub type Tree = codegen::output::FileMap;

/// The difference between a crate as it should be and as it is.
#[derive(Debug, Default)]
pub struct Drift {
    /// Which files differ.
    pub found: codegen::output::Drift,
    /// What is there now.
    actual: Tree,
    /// How many files are as they should be.
    pub unchanged: usize,
}

/// Why a crate is not as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Cause {
    /// Another description was read than the one that the crate was made from.
    Description,
    /// The same description, and a generator of another version.
    Generator,
    /// The same description and the same version: only the files can be others.
    Files,
}

impl Cause {
    /// The cause in a sentence.
    pub fn explain(self) -> &'static str {
        match self {
            Self::Description => "the description has changed since the client was written",
            Self::Generator => "the description is unchanged; the generator has another version",
            Self::Files => {
                "the description and the version of the generator are unchanged; the files were edited"
            }
        }
    }
}

/// One file of the difference, for tools.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// `stale`, `missing` or `orphaned`.
    pub kind: &'static str,
    /// The file, from the crate's folder.
    pub path: String,
    /// The first line that differs, counted from 1.
    pub line: usize,
    /// The first hunks of the difference.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub diff: String,
}

/// Compares the crate in `folder` with what it should be. Links are refused: what they point to is not ours to judge.
pub fn compare(expected: &Tree, folder: &Utf8Path) -> Result<Drift, Failure> {
    let mut actual = Tree::new();
    let mut paths = owned_files(folder)?;
    paths.extend(expected.keys().map(Utf8PathBuf::from));
    for path in paths {
        refuse_links(folder, &path)?;
        let place = folder.join(&path);
        if let Some(bytes) = read_if_there(&place, LARGEST_OWN)? {
            // A file that is not text differs from every text, and the readable rest of it shows where.
            let mut text = String::from_utf8_lossy(&bytes).into_owned();
            let name = name_of(&path);
            // Git ends lines in another way on some machines; the file is the same, and is left as it is.
            if text.contains("\r\n") && expected.get(&name).is_some_and(|wanted| !wanted.contains('\r')) {
                text = text.replace("\r\n", "\n");
            }
            actual.insert(name, text);
        }
    }
    let found = codegen::output::compare(expected, &actual);
    let unchanged = expected.len() - found.stale.len() - found.missing.len();
    Ok(Drift { found, actual, unchanged })
}

/// A path with `/` between its parts, as the generator writes them on every system.
pub fn name_of(path: &Utf8Path) -> String {
    path.components().map(|part| part.as_str()).collect::<Vec<_>>().join("/")
}

/// The files in the generator's folder of a crate, sorted.
pub fn owned_files(folder: &Utf8Path) -> Result<Vec<Utf8PathBuf>, Failure> {
    refuse_links(folder, Utf8Path::new(OWNED))?;
    let mut found = Vec::new();
    let mut waiting = vec![Utf8PathBuf::from(OWNED)];
    while let Some(relative) = waiting.pop() {
        let place = folder.join(&relative);
        let entries = match place.read_dir_utf8() {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(Failure::file("list", &place)(error)),
        };
        for entry in entries {
            let entry = entry.map_err(Failure::file("list", &place))?;
            let kind = entry.file_type().map_err(Failure::file("read", entry.path()))?;
            let path = relative.join(entry.file_name());
            if kind.is_symlink() {
                return Err(link(&place.join(entry.file_name())));
            } else if kind.is_dir() {
                waiting.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Refuses a file that is reached through a link below `folder`.
fn refuse_links(folder: &Utf8Path, path: &Utf8Path) -> Result<(), Failure> {
    let mut place = folder.to_owned();
    for part in path.components() {
        place.push(part);
        if place.is_symlink() {
            return Err(link(&place));
        }
    }
    Ok(())
}

/// The refusal of a link.
pub fn link(place: &Utf8Path) -> Failure {
    Failure::usage(format!("{place} is a symbolic link; the generator neither follows nor replaces links"))
}

impl Drift {
    /// Whether the crate is as it should be.
    pub fn is_clean(&self) -> bool {
        self.found.is_clean()
    }

    /// Why the crate is not as it should be, where it is there and says what it was made from.
    pub fn cause(&self, expected: &Tree) -> Option<Cause> {
        let front = format!("{OWNED}/{FRONT}");
        let wanted = Origin::of(expected.get(&front)?)?;
        let found = Origin::of(self.actual.get(&front)?)?;
        if self.is_clean() {
            None
        } else if wanted.description != found.description {
            Some(Cause::Description)
        } else if wanted.generator != found.generator {
            Some(Cause::Generator)
        } else {
            Some(Cause::Files)
        }
    }

    /// How many files would be written.
    pub fn written(&self) -> usize {
        self.found.stale.len() + self.found.missing.len()
    }

    /// How many files would be removed.
    pub fn removed(&self) -> usize {
        self.found.orphaned.len()
    }

    /// Whether this file would be written.
    pub fn writes(&self, path: &str) -> bool {
        self.found.missing.iter().any(|missing| missing == path)
            || self.found.stale.iter().any(|stale| stale.path == path)
    }

    /// The difference as a list, sorted by path.
    pub fn entries(&self, expected: &Tree) -> Vec<Entry> {
        let text = |tree: &Tree, path: &str| tree.get(path).cloned().unwrap_or_default();
        let mut entries: Vec<Entry> = Vec::new();
        for stale in &self.found.stale {
            let diff = hunks(&text(&self.actual, &stale.path), &text(expected, &stale.path));
            entries.push(Entry { kind: "stale", path: stale.path.clone(), line: stale.line, diff });
        }
        let bare =
            |kind| move |path: &String| Entry { kind, path: path.clone(), line: 1, diff: String::new() };
        entries.extend(self.found.missing.iter().map(bare("missing")));
        entries.extend(self.found.orphaned.iter().map(bare("orphaned")));
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        entries
    }
}

/// The difference for people: a line for each file, under it the first hunks.
pub fn render_text(entries: &[Entry], folder: &Utf8Path, paint: Paint) -> String {
    let mut text = String::new();
    for entry in entries {
        text.push_str(&paint.red(entry.kind));
        text.push(' ');
        text.push_str(&visible_line(folder.join(&entry.path).as_str()));
        text.push('\n');
        for line in entry.diff.lines() {
            let line = match line.as_bytes().first() {
                Some(b'+') => paint.green(line),
                Some(b'-') => paint.red(line),
                _ => paint.dim(line),
            };
            text.push_str("    ");
            text.push_str(&line);
            text.push('\n');
        }
    }
    text
}

/// The difference as annotations of GitHub Actions.
pub fn render_github(entries: &[Entry], folder: &Utf8Path, remedy: &str) -> String {
    let remedy = github_message(&visible_line(remedy));
    let checkout = FromTop::of_here();
    let mut text = String::new();
    for Entry { kind, path, line, .. } in entries {
        let file = github_property(&checkout.path(folder.join(path).as_str()));
        let what = match *kind {
            "stale" => "differs from the output for the description",
            "missing" => "is missing",
            _ => "was not written by the generator",
        };
        let file_name = github_message(&visible_line(path));
        text.push_str(&format!(
            "::error file={file},line={line},title={kind}::{file_name} {what}; run `{remedy}`\n"
        ));
    }
    text
}

/// At most three hunks and forty lines: enough to see what happened, never a wall.
fn hunks(found: &str, wanted: &str) -> String {
    const HUNKS: usize = 3;
    const LINES: usize = 40;
    // A diff of two long and wholly different texts takes seconds, so it gets a deadline and is coarse after that.
    let diff = TextDiff::configure().timeout(std::time::Duration::from_millis(500)).diff_lines(found, wanted);
    let mut text = String::new();
    let unified = diff.unified_diff();
    let mut all = unified.iter_hunks();
    for hunk in all.by_ref().take(HUNKS) {
        text.push_str(&hunk.to_string());
    }
    let rest = all.count();
    let mut lines: Vec<&str> = text.lines().collect();
    let cut = lines.len().saturating_sub(LINES);
    lines.truncate(LINES);
    let mut text = lines.join("\n");
    if cut > 0 || rest > 0 {
        text.push_str(&format!("\n… {cut} more lines and {rest} more hunks"));
    }
    text
}
