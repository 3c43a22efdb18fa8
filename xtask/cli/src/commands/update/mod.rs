//! `update`: what is published now in the place of what was imported, with all that follows from it.
//!
//! In: the records of imported files. Out: what a newer version does to each client; on demand, descriptions, clients,
//! versions and changelogs.
//! Must never know: how a document is fetched, how changes are judged, or how files are made.
//!
//! Everything is made before the first file is written, so that nothing is where anything is refused.

mod ask;
mod effect;

use camino::Utf8PathBuf;
use codegen::diag::visible_line;

use crate::arguments::{DiffFormat, Update};
use crate::failure::{Failure, Verdict};
use crate::project::Project;
use crate::record::{RECORD, Record};
use crate::sources::absolute;
use crate::{called, interrupt, staging, terminal};

use ask::{Asked, ask};
use effect::{Effect, effects};

/// Updates.
pub(super) fn run(arguments: &Update) -> Result<Verdict, Failure> {
    let project = Project::find()?;
    let folders = folders(arguments, &project)?;
    refuse_several_values(arguments, &project)?;
    interrupt::listen()?;
    if arguments.write {
        project.clients.iter().try_for_each(|client| staging::recover(&client.out).map(drop))?;
    }
    let rules = arguments.fetching.rules();
    let (mut asked, mut failures) = (Vec::new(), Vec::new());
    for (folder, record) in folders {
        asked.push(ask(folder, &record, (&project, &rules), &mut failures)?);
    }
    if let Some(failure) = worst(failures) {
        return Err(failure);
    }
    asked.retain(Asked::has_changed);
    if asked.is_empty() {
        terminal::note("nothing has changed");
        return Ok(Verdict::Fine);
    }
    let updated = project.with_pending(asked.iter().flat_map(Asked::pending).collect());
    let Some(effects) = effects(&project, &updated, &asked, arguments.format)? else {
        terminal::note("error: the new description is refused, so that nothing was written");
        return Ok(Verdict::Refused);
    };
    finish(arguments, &project, &asked, effects)
}

/// Tells what was found, and writes it where that is wanted.
fn finish(
    arguments: &Update,
    project: &Project,
    asked: &[Asked],
    effects: Vec<Effect>,
) -> Result<Verdict, Failure> {
    for effect in &effects {
        terminal::print_as(arguments.format.form(), &effect.told);
    }
    if !arguments.write {
        terminal::note(&format!(
            "nothing was written; `{} update --write` takes the new version",
            called::name()
        ));
        return Ok(Verdict::Findings);
    }
    if interrupt::is_asked() {
        return Err(Failure::Interrupted);
    }
    // Whatever can be refused has been asked by now; what is left to fail is the disk.
    asked.iter().try_for_each(Asked::write)?;
    for effect in effects {
        for path in effect.write(project)? {
            terminal::note(&format!("written: {}", project.display(&path)));
        }
    }
    Ok(Verdict::Fine)
}

/// The folders of which something is recorded: those that are named, else those of all clients.
fn folders(arguments: &Update, project: &Project) -> Result<Vec<(Utf8PathBuf, Record)>, Failure> {
    let mut places: Vec<Utf8PathBuf> =
        arguments.folders.iter().map(|folder| absolute(folder)).collect::<Result<_, _>>()?;
    let is_named = !places.is_empty();
    if !is_named {
        let paths = project.clients.iter().flat_map(|client| &client.settings.spec);
        places.extend(paths.map(folder_of));
        places.sort();
        places.dedup();
        if project.clients.is_empty() {
            places.push(project.root.join("spec"));
        }
    }
    let mut folders = Vec::new();
    for place in places {
        let record = Record::read(&place)?;
        if !record.is_empty() {
            folders.push((place, record));
        } else if is_named {
            return Err(none_recorded(project.display(&place).as_str()));
        }
    }
    if folders.is_empty() {
        return Err(none_recorded("the folders of descriptions"));
    }
    Ok(folders)
}

fn folder_of(path: &Utf8PathBuf) -> Utf8PathBuf {
    match path.parent() {
        Some(parent) if path.is_file() => parent.to_owned(),
        _ => path.clone(),
    }
}

fn none_recorded(place: &str) -> Failure {
    Failure::usage(format!(
        "{place} has no {RECORD}, so that nobody knows where its files came from; `{} import URL` writes one",
        called::name()
    ))
}

/// One JSON value is about one client.
fn refuse_several_values(arguments: &Update, project: &Project) -> Result<(), Failure> {
    let is_one_value = matches!(arguments.format, DiffFormat::Json | DiffFormat::Sarif);
    if is_one_value && project.clients.len() > 1 {
        return Err(Failure::usage(format!(
            "{} clients are set up in {}, and this format is about one; use text, markdown or github",
            project.clients.len(),
            project.root
        )));
    }
    Ok(())
}

/// The worst of what went wrong, after all else was told: what is refused is worse than what cannot be read.
fn worst(mut failures: Vec<Failure>) -> Option<Failure> {
    let refused = failures.iter().position(|failure| matches!(failure, Failure::Refused(_)));
    if failures.is_empty() {
        return None;
    }
    let worst = failures.remove(refused.unwrap_or(0));
    for failure in failures {
        terminal::note(&format!("error: {}", visible_line(&failure.to_string())));
    }
    terminal::note("nothing was written, as not all sources can be used:");
    Some(worst)
}
