//! What a new description does to the clients that are made from it.
//!
//! In: a project, the same with the files that change, and the folders they are in. Out: of each client what is told, and what
//! is written on demand.
//! Must never know: where the files come from.

use std::rc::Rc;

use camino::Utf8PathBuf;

use super::ask::Asked;
use crate::arguments::{DiffFormat, Format, Input};
use crate::commands::diff::{Judged, judge};
use crate::failure::Failure;
use crate::jobs::Job;
use crate::plan::{Made, Plan, Wanted, plan};
use crate::project::{Client, Project};
use crate::terminal::{self, Paint};
use crate::{place, staging};

/// What becomes of one client.
pub(super) struct Effect {
    /// The findings, in the format that was asked for.
    pub(super) told: String,
    judged: Judged,
    /// The client as it will be, where there is one.
    made: Option<(Utf8PathBuf, Made)>,
}

/// Judges all clients and makes them; nothing where one is refused, which is told.
pub(super) fn effects(
    project: &Project,
    updated: &Project,
    asked: &[Asked],
    format: DiffFormat,
) -> Result<Option<Vec<Effect>>, Failure> {
    let reads = |client: &Client| {
        let touches = |path: &Utf8PathBuf| {
            asked.iter().any(|asked| asked.folder.starts_with(path) || path.starts_with(&asked.folder))
        };
        client.settings.spec.iter().any(touches)
    };
    let updated = Rc::new(updated.clone());
    let mut effects = Vec::new();
    for client in project.clients.iter().filter(|client| reads(client)) {
        let Some(judged) = judge(Some(client), &[], (project, &updated), format)? else { return Ok(None) };
        let Some(made) = make(client, &updated)? else { return Ok(None) };
        judged.refuse_unwritable()?;
        effects.push(Effect { told: judged.told.clone(), judged, made: Some((client.out.clone(), made)) });
    }
    if effects.is_empty() {
        let folders: Vec<Utf8PathBuf> = asked.iter().map(|asked| asked.folder.clone()).collect();
        let Some(judged) = judge(None, &folders, (project, &updated), format)? else { return Ok(None) };
        effects.push(Effect { told: judged.told.clone(), judged, made: None });
    }
    Ok(Some(effects))
}

/// The client as it will be.
fn make(client: &Client, updated: &Rc<Project>) -> Result<Option<Made>, Failure> {
    place::refuse_no_folder(&client.out)?;
    let job = Job {
        project: Rc::clone(updated),
        folder: client.out.clone(),
        settings: client.settings.clone(),
        is_set_up: true,
    };
    let Plan { judged, made, folder, .. } = plan(&job, &Input::default(), Wanted::default())?;
    let Some(made) = made else {
        terminal::note(judged.render(Format::Text, Paint::plain()).trim_end());
        return Ok(None);
    };
    place::refuse_loss(&folder, &made.drift)?;
    Ok(Some(made))
}

impl Effect {
    /// Writes the client, its version and its changelog; the names of the files beside its sources.
    pub(super) fn write(self, project: &Project) -> Result<Vec<Utf8PathBuf>, Failure> {
        let Some((folder, made)) = self.made else { return Ok(Vec::new()) };
        if !made.drift.is_clean() {
            staging::write(&made.files, &made.drift, &folder)?;
        }
        self.judged.write(folder, project)
    }
}
