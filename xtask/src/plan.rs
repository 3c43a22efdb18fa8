//! What a crate should be, and how far it is from that.
//!
//! In: the command line. Out: the files that the generator makes, the findings, and the difference to what is on disk.
//! Must never know: whether the difference is written or only told.

use std::fs;

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};
use codegen::emit::RuntimeSource;
use codegen::{Counts, Options};

use crate::arguments::{Input, Target};
use crate::drift::{self, Drift, MARKER, OWNED, Tree, is_owned};
use crate::failure::{Failure, Verdict};
use crate::findings::{Judged, Policy};
use crate::pipeline;
use crate::project::Project;
use crate::sources::{Sources, absolute};

/// The result of generating, before anything is written.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The crate's folder.
    pub(crate) folder: Utf8PathBuf,
    /// The same as people say it.
    pub(crate) shown_folder: Utf8PathBuf,
    /// What was found in the description.
    pub(crate) judged: Judged,
    /// What was made; `None` if the description is refused.
    pub(crate) made: Option<Made>,
}

/// What was made.
#[derive(Debug)]
pub(crate) struct Made {
    /// The files that belong into the folder.
    pub(crate) files: Tree,
    /// How they differ from what is there.
    pub(crate) drift: Drift,
    /// Files beside `src/` that their owner has taken over.
    pub(crate) kept: Vec<String>,
    /// What is in the client.
    pub(crate) counts: Counts,
    /// What became of every operation and component.
    pub(crate) report: serde_json::Value,
}

/// Generates and compares.
pub(crate) fn plan(input: &Input, target: &Target) -> Result<Plan, Failure> {
    let project = Project::find()?;
    let policy = Policy::new(input, &project.settings)?;
    let paths = if input.spec.is_empty() { vec![project.spec()] } else { input.spec.clone() };
    let sources = Sources::read(&paths, &project.root)?;
    let folder = target.out.as_deref().map(absolute).transpose()?;
    let own = folder.is_none();
    let folder = folder.unwrap_or_else(|| project.client());
    let order =
        Options { budgets: pipeline::budgets(&input.budget)?, ..order(&project, target, &folder, own)? };
    let outcome = pipeline::generate(&sources, order);
    let judged = policy.judge(outcome.findings);
    let shown_folder = project.display(&folder).to_owned();
    let Some(made) = outcome.client.filter(|_| judged.verdict == Verdict::Fine) else {
        return Ok(Plan { folder, shown_folder, judged, made: None });
    };
    if !own {
        refuse_foreign(&folder)?;
    }
    let mut files = made.files;
    let kept = keep_taken_over(&mut files, &folder, own)?;
    let drift = drift::compare(&files, &folder)?;
    let made = Made { files, drift, kept, counts: made.counts, report: made.report };
    Ok(Plan { folder, shown_folder, judged, made: Some(made) })
}

fn order(project: &Project, target: &Target, folder: &Utf8Path, own: bool) -> Result<Options, Failure> {
    let name = if own { Some("generated-client".to_owned()) } else { target.name.clone() };
    if let Some(name) = &name {
        check_name(name)?;
    }
    let runtime = match target.runtime.as_deref() {
        Some(version)
            if version.starts_with(|first: char| first.is_ascii_digit() || "^~=<>".contains(first)) =>
        {
            RuntimeSource::Version(version.to_owned())
        }
        Some(path) => RuntimeSource::Path(relative(&absolute(Utf8Path::new(path))?, folder)),
        None => RuntimeSource::Path(relative(&project.runtime(), folder)),
    };
    let title = if own { project.settings.title.clone() } else { None };
    let tests = own || target.tests;
    Ok(Options { package: name, title, runtime: Some(runtime), tests, ..Options::default() })
}

/// What Cargo accepts as the name of a package, so that the refusal comes before the work.
fn check_name(name: &str) -> Result<(), Failure> {
    let letters = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if letters && name.starts_with(|first: char| first.is_ascii_alphabetic()) && name.len() <= 64 {
        return Ok(());
    }
    Err(Failure::usage(format!(
        "`{name}` cannot be the name of a crate: letters, digits, `-` and `_`, a letter first"
    )))
}

/// The path from one folder to another, with `/`, so that the crate can move together with what it refers to.
fn relative(to: &Utf8Path, from: &Utf8Path) -> String {
    let (to, from): (Vec<_>, Vec<_>) = (to.components().collect(), from.components().collect());
    let shared = to.iter().zip(&from).take_while(|(a, b)| a == b).count();
    let ups = from.iter().skip(shared).map(|_| "..");
    ups.chain(to.iter().skip(shared).map(Utf8Component::as_str)).collect::<Vec<_>>().join("/")
}

/// Refuses to take over a `src/` in which nothing is the generator's.
fn refuse_foreign(folder: &Utf8Path) -> Result<(), Failure> {
    let files = drift::owned_files(folder)?;
    let mut ours = false;
    for path in files.iter().filter(|path| path.extension() == Some("rs")) {
        ours = ours || is_marked(&folder.join(path))?;
    }
    if files.is_empty() || ours {
        return Ok(());
    }
    Err(Failure::usage(format!(
        "{folder}/{OWNED} holds files that the generator did not write, and it would remove them; choose another folder"
    )))
}

/// Takes files out of the plan that their owner has taken over: files beside `src/` without the generator's mark.
/// This project's own client is written by hand beside `src/`; there, only marked files that exist are kept up to date.
fn keep_taken_over(files: &mut Tree, folder: &Utf8Path, own: bool) -> Result<Vec<String>, Failure> {
    let mut kept = Vec::new();
    for path in files.keys().filter(|path| !is_owned(path)) {
        let place = folder.join(path);
        if place.exists() && !is_marked(&place)? {
            kept.push(path.clone());
        }
    }
    files.retain(|path, _| !kept.contains(path) && (!own || is_owned(path) || folder.join(path).exists()));
    if own {
        kept.clear();
    }
    Ok(kept)
}

fn is_marked(path: &Utf8Path) -> Result<bool, Failure> {
    let bytes = fs::read(path).map_err(Failure::file("read", path))?;
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).into_owned();
    Ok(start.lines().take(5).any(|line| line.contains(MARKER)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_between_folders() {
        let path = |to: &str, from: &str| relative(Utf8Path::new(to), Utf8Path::new(from));
        assert_eq!(path("/a/b/runtime", "/a/b"), "runtime");
        assert_eq!(path("/a/b/runtime", "/a/c/d"), "../../b/runtime");
    }

    #[test]
    fn names_of_crates() {
        assert!(check_name("cat-client").is_ok());
        for bad in ["", "1a", "a b", "-a", "é"] {
            assert!(check_name(bad).is_err(), "{bad}");
        }
    }
}
