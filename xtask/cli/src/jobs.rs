//! Which clients a command is about, and what is known of each.
//!
//! In: flags, and the settings of the project around. Out: a job for each client.
//! Must never know: whether clients are written or compared.

use std::rc::Rc;

use camino::{Utf8Path, Utf8PathBuf};
use codegen::select::Selection;

use crate::arguments::{Input, Target};
use crate::called;
use crate::failure::Failure;
use crate::place;
use crate::project::{Project, Runtime, Settings};
use crate::sources::absolute;

/// One client to write or to compare.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    /// What it belongs to.
    pub(crate) project: Rc<Project>,
    /// The folder of its crate.
    pub(crate) folder: Utf8PathBuf,
    /// What settings and flags say about it; flags win.
    pub(crate) settings: Settings,
    /// Whether its folder stands in settings, so that it is surely the one that is meant.
    pub(crate) is_set_up: bool,
}

/// The clients that flags and settings name: the one of `--out`, else all that are set up.
pub(crate) fn jobs(input: &Input, target: &Target) -> Result<Vec<Job>, Failure> {
    if let Some(out) = &target.out {
        return Ok(vec![named(out, input, target)?]);
    }
    let project = Rc::new(Project::find()?);
    if project.clients.is_empty() {
        return Err(Failure::usage(format!(
            "no client is set up in {}; set one up with `{name} init --spec FILE`, or name it: `{name} regenerate --spec \
             FILE --out DIR`",
            project.root,
            name = called::name()
        )));
    }
    if project.clients.len() > 1 && !input.spec.is_empty() {
        return Err(Failure::usage(format!(
            "{} clients are set up in {}; name the one that --spec is for with --out",
            project.clients.len(),
            project.root
        )));
    }
    let jobs = project.clients.iter().map(|client| {
        place::refuse_no_folder(&client.out)?;
        let settings = with_flags(client.settings.clone(), input, target)?;
        Ok(Job { project: Rc::clone(&project), folder: client.out.clone(), settings, is_set_up: true })
    });
    jobs.collect()
}

fn named(out: &Utf8Path, input: &Input, target: &Target) -> Result<Job, Failure> {
    let folder = absolute(out)?;
    place::refuse_no_folder(&folder)?;
    let project = Rc::new(Project::of_client(&folder)?);
    let is_set_up = project.clients.iter().any(|client| client.out == folder);
    let mut settings = with_flags(project.settings_of(&folder), input, target)?;
    if settings.spec.is_empty() {
        settings.spec = project.spec()?;
    }
    Ok(Job { project, folder, settings, is_set_up })
}

fn with_flags(settings: Settings, input: &Input, target: &Target) -> Result<Settings, Failure> {
    let here = Utf8Path::new(".");
    let runtime = target.runtime.as_deref().map(|named| Runtime::read(named, here)).transpose()?;
    if let Some(runtime) = &runtime {
        runtime.warn_if_open();
    }
    let flags = Selection { select: target.select.clone(), omit: target.omit.clone() };
    Ok(Settings {
        selection: if flags.is_all() { settings.selection } else { flags },
        spec: if input.spec.is_empty() { settings.spec } else { input.spec.clone() },
        name: target.name.clone().or(settings.name),
        runtime: runtime.or(settings.runtime),
        tests: target.tests || settings.tests,
        ..settings
    })
}
