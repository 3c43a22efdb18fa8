//! What a crate should be, and how far it is from that.
//!
//! In: the command line. Out: the files that the generator makes, the findings, and the difference to what is on disk.
//! Must never know: whether the difference is written or only told.

use camino::{Utf8Path, Utf8PathBuf};
use codegen::diag::visible_line;
use codegen::emit::{GivenRequests, RuntimeSource};
use codegen::load::Budgets;
use codegen::output::FileMap;
use codegen::{Counts, Options};
use semver::{Op, VersionReq};

use crate::arguments::{Input, Target};
use crate::drift::{self, Drift, Tree, is_owned};
use crate::failure::{Failure, Verdict};
use crate::findings::{Judged, Policy};
use crate::project::Project;
use crate::sources::{Sources, absolute, relative};
use crate::{pipeline, place, requests, terminal, workspace};

/// The crate that generated code stands on.
const RUNTIME: &str = "callwright-runtime";

/// The result of generating, before anything is written.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The crate's folder.
    pub(crate) folder: Utf8PathBuf,
    /// The same as people say it.
    pub(crate) shown_folder: Utf8PathBuf,
    /// What was read.
    pub(crate) sources: Sources,
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
    /// The source of the program that makes every call, if it is wanted.
    pub(crate) program: FileMap,
}

/// What is asked of a plan beside the crate itself.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wanted {
    /// The program that makes every call.
    pub(crate) program: bool,
    /// To take over a folder that holds other things.
    pub(crate) force: bool,
}

/// Generates and compares.
pub(crate) fn plan(input: &Input, target: &Target) -> Result<Plan, Failure> {
    plan_with(input, target, Wanted::default())
}

/// The same, with more.
pub(crate) fn plan_with(input: &Input, target: &Target, wanted: Wanted) -> Result<Plan, Failure> {
    let project = Project::find()?;
    let policy = Policy::new(input, &project.settings)?;
    let budgets = pipeline::budgets(&input.budget)?;
    let folder = target.out.as_deref().map(absolute).transpose()?;
    let own = folder.is_none();
    let folder = folder.unwrap_or_else(|| project.client());
    place::refuse_no_folder(&folder)?;
    let sources = pipeline::read(&input.spec, &project, &budgets)?;
    let program = if wanted.program { requests(&sources, budgets)? } else { None };
    let order = Options { budgets, program, ..order(&project, target, &folder, own)? };
    let outcome = pipeline::generate(&sources, order)?;
    let judged = policy.judge(outcome.findings, &sources);
    let shown_folder = Utf8PathBuf::from(visible_line(project.display(&folder).as_str()).as_ref());
    let Some(made) = outcome.client.filter(|_| judged.verdict == Verdict::Fine) else {
        return Ok(Plan { folder, shown_folder, sources, judged, made: None });
    };
    if !own && !wanted.force {
        place::refuse_foreign(&folder)?;
    }
    let mut files = made.files;
    let kept = keep_taken_over(&mut files, &folder, own)?;
    let drift = drift::compare(&files, &folder)?;
    let made = Made { files, drift, kept, counts: made.counts, report: made.report, program: made.program };
    Ok(Plan { folder, shown_folder, sources, judged, made: Some(made) })
}

/// The requests of the program. What is wrong with the description, generating says.
fn requests(sources: &Sources, budgets: Budgets) -> Result<Option<GivenRequests>, Failure> {
    let (description, _) = pipeline::describe(sources, budgets)?;
    Ok(description.map(|description| requests::smallest(&description.root)))
}

fn order(project: &Project, target: &Target, folder: &Utf8Path, own: bool) -> Result<Options, Failure> {
    let name = match &target.name {
        _ if own => Some("generated-client".to_owned()),
        Some(name) => Some(name.clone()),
        // Whoever depends on the crate does so by its name, which is not to be said again in every run.
        None => place::crate_name(folder)?,
    };
    if let Some(name) = &name {
        check_name(name)?;
    }
    let runtime = match target.runtime.as_deref() {
        Some(named) => {
            let source = runtime(named, folder)?;
            if let RuntimeSource::Version(version) = &source
                && is_open(version)
            {
                terminal::note(&format!(
                    "warning: `--runtime {version}` takes every version of `{RUNTIME}` that will ever be published, also \
                     those that this client does not compile with\n  = help: name the version that the client is \
                     generated for: `--runtime ={}`",
                    env!("CARGO_PKG_VERSION")
                ));
            }
            source
        }
        None => RuntimeSource::Path(relative(&project.runtime(), folder)),
    };
    let title = if own { project.settings.title.clone() } else { None };
    let tests = own || target.tests;
    let is_member = workspace::encloses(folder);
    // Raised by hand or by `diff --write`, and never to be lowered by a run.
    let version = place::crate_version(folder)?;
    Ok(Options {
        version,
        package: name,
        title,
        runtime: Some(runtime),
        is_member,
        tests,
        ..Options::default()
    })
}

/// A version, or the folder of a crate, that the command line names as the runtime.
fn runtime(named: &str, folder: &Utf8Path) -> Result<RuntimeSource, Failure> {
    if VersionReq::parse(named).is_ok() {
        return Ok(RuntimeSource::Version(named.to_owned()));
    }
    let path = absolute(Utf8Path::new(named))?;
    if place::crate_name(&path)?.as_deref() == Some(RUNTIME) {
        return Ok(RuntimeSource::Path(relative(&path, folder)));
    }
    Err(Failure::usage(format!(
        "`{named}` is neither a version (`0.1`, `=1.2.3`) nor a folder with the Cargo.toml of `{RUNTIME}`"
    )))
}

/// Whether a requirement takes versions that break what older ones promise, without end.
fn is_open(version: &str) -> bool {
    let Ok(requirement) = VersionReq::parse(version) else { return false };
    let ends = |op: &Op| !matches!(op, Op::Greater | Op::GreaterEq);
    !requirement.comparators.iter().any(|comparator| ends(&comparator.op))
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

/// Takes files out of the plan that their owner has taken over: files beside `src/` without the generator's mark.
/// This project's own client is written by hand beside `src/`; there, only marked files that exist are kept up to date.
fn keep_taken_over(files: &mut Tree, folder: &Utf8Path, own: bool) -> Result<Vec<String>, Failure> {
    let mut kept = Vec::new();
    for path in files.keys().filter(|path| !is_owned(path)) {
        let place = folder.join(path);
        if place.exists() && !place::is_marked(&place)? {
            kept.push(path.clone());
        }
    }
    files.retain(|path, _| !kept.contains(path) && (!own || is_owned(path) || folder.join(path).exists()));
    if own {
        kept.clear();
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn runtimes() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = Utf8Path::from_path(folder.path()).expect("a UTF-8 path");
        let source = |named: &str| runtime(named, Utf8Path::new("/nowhere"));
        for version in ["0.1", "=1.2.3", ">=1, <2", "*"] {
            assert!(matches!(source(version), Ok(RuntimeSource::Version(_))), "{version}");
        }
        assert!(source(place.as_str()).is_err(), "a folder without a manifest");
        let write = |name: &str| fs::write(place.join("Cargo.toml"), format!("[package]\nname = '{name}'\n"));
        write("another").expect("a manifest");
        assert!(source(place.as_str()).is_err(), "another crate");
        write(RUNTIME).expect("a manifest");
        assert!(matches!(source(place.as_str()), Ok(RuntimeSource::Path(_))));
        for bad in ["abc", "/nonexist", "1.x.y.z", ""] {
            assert!(source(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn requirements_without_an_end() {
        for open in ["*", ">=0.1", ">0"] {
            assert!(is_open(open), "{open}");
        }
        for closed in ["0.1", "=1.2.3", ">=1, <2", "0.*", "~1", "^1", "/a/folder"] {
            assert!(!is_open(closed), "{closed}");
        }
    }

    #[test]
    fn names_of_crates() {
        assert!(check_name("cat-client").is_ok());
        for bad in ["", "1a", "a b", "-a", "é"] {
            assert!(check_name(bad).is_err(), "{bad}");
        }
    }
}
