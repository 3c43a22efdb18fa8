//! What a crate should be, and how far it is from that.
//!
//! In: the command line. Out: the files that the generator makes, the findings, and the difference to what is on disk.
//! Must never know: whether the difference is written or only told.

use camino::{Utf8Path, Utf8PathBuf};
use codegen::diag::visible_line;
use codegen::emit::GivenRequests;
use codegen::load::Budgets;
use codegen::names::NewNames;
use codegen::output::FileMap;
use codegen::{Counts, Options};

use crate::arguments::Input;
use crate::drift::{self, Drift, Tree, is_owned};
use crate::failure::{Failure, Verdict};
use crate::findings::{Judged, Policy};
use crate::jobs::Job;
use crate::project::Runtime;
use crate::sources::Sources;
use crate::{embedded, manifest, pipeline, place, requests, workspace};

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
    /// What became of every operation and component, if that is wanted.
    pub(crate) report: Option<serde_json::Value>,
    /// The source of the program that makes every call, if it is wanted.
    pub(crate) program: FileMap,
}

/// What is asked of a plan beside the crate itself.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub(crate) struct Wanted {
    /// Names that the description suggests, in place of those that the client has.
    pub(crate) new_names: NewNames,
    /// To do without the aliases of earlier names.
    pub(crate) drops_old_names: bool,
    /// The program that makes every call.
    pub(crate) program: bool,
    /// What became of every operation and component.
    pub(crate) report: bool,
    /// To give no memory back, as nothing is made after it.
    pub(crate) is_last: bool,
    /// To take over a folder that holds other things.
    pub(crate) force: bool,
    /// A crate for a workspace that is yet to be made around it.
    pub(crate) member: bool,
}

/// Generates a client and compares it with what is there.
pub(crate) fn plan(job: &Job, input: &Input, wanted: Wanted) -> Result<Plan, Failure> {
    let Job { project, folder, settings, is_set_up } = job;
    let policy = Policy::new(input, &settings.allow)?;
    let budgets = pipeline::budgets(&input.budget)?;
    let sources = pipeline::read(&settings.spec, project, &budgets)?;
    let program = if wanted.program { requests(&sources, budgets)? } else { None };
    let (new_names, drops_old_names) = (wanted.new_names, wanted.drops_old_names);
    let order = order(job)?;
    let is_member = order.is_member || wanted.member;
    let Wanted { report, is_last, .. } = wanted;
    let order = Options { budgets, program, report, is_last, new_names, drops_old_names, is_member, ..order };
    let outcome = pipeline::generate(&sources, order)?;
    let judged = policy.judge(outcome.findings, &sources);
    let (folder, shown) = (folder.clone(), visible_line(project.display(folder).as_str()));
    let shown_folder = Utf8PathBuf::from(shown.as_ref());
    let Some(made) = outcome.client.filter(|_| judged.verdict == Verdict::Fine) else {
        return Ok(Plan { folder, shown_folder, sources, judged, made: None });
    };
    if !is_set_up && !wanted.force {
        place::refuse_foreign(&folder)?;
    }
    let mut files = made.files;
    if settings.runtime == Some(Runtime::Embedded) {
        embedded::embed(&mut files)?;
    }
    manifest::keep_up(&mut files, &folder, settings.name.as_deref(), &settings.package)?;
    let kept = keep_taken_over(&mut files, &folder)?;
    let drift = drift::compare(&files, &folder)?;
    let made = Made { files, drift, kept, counts: made.counts, report: made.report, program: made.program };
    Ok(Plan { folder, shown_folder, sources, judged, made: Some(made) })
}

/// The requests of the program. What is wrong with the description, generating says.
fn requests(sources: &Sources, budgets: Budgets) -> Result<Option<GivenRequests>, Failure> {
    let (description, _) = pipeline::describe(sources, budgets)?;
    Ok(description.map(|description| requests::smallest(&description.root)))
}

fn order(job: &Job) -> Result<Options, Failure> {
    let Job { folder, settings, .. } = job;
    let name = match &settings.name {
        Some(name) => Some(name.clone()),
        // Whoever depends on the crate does so by its name, which is not to be said again in every run.
        None => place::crate_name(folder)?,
    };
    if let Some(name) = &name {
        check_name(name)?;
    }
    Ok(Options {
        known: place::public_items(folder)?,
        // Raised by hand or by `diff --write`, and never to be lowered by a run.
        version: place::crate_version(folder)?,
        package: name,
        title: settings.title.clone(),
        runtime: settings.runtime.as_ref().map(|runtime| runtime.source(folder)),
        default_features: settings.features.clone(),
        selection: settings.selection.clone(),
        renames: settings.renames.clone(),
        settings: settings.manifest.clone(),
        is_member: workspace::encloses(folder),
        tests: settings.tests,
        ..Options::default()
    })
}

/// What Cargo accepts as the name of a package, so that the refusal comes before the work.
fn check_name(name: &str) -> Result<(), Failure> {
    let letters = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if letters && name.starts_with(|first: char| first.is_ascii_alphabetic()) && name.len() <= 64 {
        return Ok(());
    }
    Err(Failure::usage(format!(
        "`{name}` is not a valid crate name: use letters, digits, `-` and `_`, and start with a letter"
    )))
}

/// Takes files out of the plan that their owner has taken over: files beside `src/` without the `@generated` marker.
fn keep_taken_over(files: &mut Tree, folder: &Utf8Path) -> Result<Vec<String>, Failure> {
    let mut kept = Vec::new();
    for path in files.keys().filter(|path| !is_owned(path) && *path != manifest::FILE) {
        let place = folder.join(path);
        if place.exists() && !place::is_marked(&place)? {
            kept.push(path.clone());
        }
    }
    files.retain(|path, _| !kept.contains(path));
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_crates() {
        assert!(check_name("cat-client").is_ok());
        for bad in ["", "1a", "a b", "-a", "é"] {
            assert!(check_name(bad).is_err(), "{bad}");
        }
    }
}
