//! `init`: a client where there is none, with all that keeps it up to date.
//!
//! In: a description. Out: a crate with settings, a member of the workspace, a job for CI, and what to do next.
//! Must never know: how a client is made.
//!
//! What is there already is left as it is: of a client that exists, only what is missing around it is added.

mod around;
mod ci;
mod settings;

use camino::{Utf8Path, Utf8PathBuf};
use codegen::diag::visible_line;

use crate::arguments::{Init, Input, Target};
use crate::failure::{Failure, Verdict};
use crate::jobs::{Job, jobs};
use crate::plan::{Made, Plan, Wanted, plan};
use crate::project::{Project, Runtime};
use crate::sources::{absolute, refuse_addresses, relative};
use crate::terminal::{self, Paint};
use crate::{called, manifest, pipeline, place, staging, workspace};

/// A file beside the sources of the client that is made or changed.
#[derive(Debug)]
struct Change {
    path: Utf8PathBuf,
    /// All of it, as it will be.
    text: String,
    /// Why.
    reason: &'static str,
}

/// Sets a client up.
pub(super) fn run(arguments: &Init) -> Result<Verdict, Failure> {
    refuse_addresses(&arguments.spec)?;
    if arguments.spec.iter().any(|path| path == crate::sources::STANDARD_INPUT) {
        return Err(Failure::usage("a client is made again from its description, so it has to be a file"));
    }
    let project = Project::find()?;
    let folder = match &arguments.out {
        Some(out) => absolute(out)?,
        None => project.root.join(name_of(arguments, &project)?),
    };
    let input = Input { spec: arguments.spec.clone(), ..Input::default() };
    let name = match folder.file_name() {
        _ if arguments.name.is_some() => arguments.name.clone(),
        Some(last) if place::crate_name(&folder)?.is_none() => Some(last.to_owned()),
        _ => None,
    };
    let target =
        Target { out: Some(folder.clone()), name, runtime: arguments.runtime.clone(), ..Target::default() };
    let Some(job) = jobs(&input, &target)?.into_iter().next() else { return Ok(Verdict::Fine) };
    let is_new = !folder.join(manifest::FILE).is_file();
    let mut told = String::new();
    if is_new {
        let member = workspace::lone_crate_above(&folder).is_some();
        let plan = plan(&job, &input, Wanted { member, ..Wanted::default() })?;
        terminal::print(&plan.judged.render(crate::arguments::Format::Text, Paint::for_stdout()));
        let Some(made) = &plan.made else { return Ok(plan.judged.verdict) };
        told.push_str(&write(arguments, &job, &plan, made)?);
    } else if !job.is_set_up {
        place::refuse_foreign(&folder)?;
    }
    let changes = around::changes(arguments, &project, &folder)?;
    for change in &changes {
        let shown = visible_line(project.display(&change.path).as_str()).into_owned();
        told.push_str(&format!("{} {shown}: {}\n", verb(arguments, &change.path), change.reason));
        if !arguments.dry_run {
            around::write(change)?;
        }
    }
    if !is_new {
        told.push_str(&format!(
            "{} is there already, and its files are as they were\n",
            shown(&project, &folder)
        ));
        told.push_str(&kept(arguments, &project, &folder)?);
    }
    told.push_str(&next(&project, &folder, is_new)?);
    told.push_str(&ci::left_to_add(arguments, &project, &folder)?);
    terminal::print(&told);
    Ok(Verdict::Fine)
}

fn verb(arguments: &Init, path: &Utf8Path) -> &'static str {
    match (arguments.dry_run, path.exists()) {
        (true, _) => "would write",
        (false, true) => "changed",
        (false, false) => "created",
    }
}

/// What was asked for, and stays as the client that is there has it.
fn kept(arguments: &Init, project: &Project, folder: &Utf8Path) -> Result<String, Failure> {
    let Some(client) = project.clients.iter().find(|client| client.out == folder) else {
        return Ok(String::new());
    };
    let asked = arguments.spec.iter().map(|path| absolute(path)).collect::<Result<Vec<_>, _>>()?;
    let runtime = arguments.runtime.as_deref().map(|named| Runtime::read(named, Utf8Path::new(".")));
    let runtime = runtime.transpose()?;
    let name = place::crate_name(folder)?;
    let stays = [
        ("--spec", asked != client.settings.spec),
        ("--runtime", runtime.is_some() && runtime != client.settings.runtime),
        ("--name", arguments.name.is_some() && arguments.name != name),
    ];
    let stays: Vec<&str> = stays.into_iter().filter(|(_, differs)| *differs).map(|(flag, _)| flag).collect();
    if stays.is_empty() {
        return Ok(String::new());
    }
    Ok(format!(
        "it has not taken {}, as it says something else; change its settings, then run `{} regenerate`\n",
        stays.join(" and "),
        called::name()
    ))
}

/// Writes the crate, its settings in its manifest.
fn write(arguments: &Init, job: &Job, plan: &Plan, made: &Made) -> Result<String, Failure> {
    let mut files = made.files.clone();
    if let Some(text) = files.get_mut(manifest::FILE)
        && !job.is_set_up
    {
        text.push_str(&settings::table(&job.folder, arguments)?);
    }
    if !arguments.dry_run {
        place::refuse_loss(&plan.folder, &made.drift)?;
        staging::write(&files, &made.drift, &plan.folder)?;
    }
    Ok(format!(
        "{} {}: a client of {} operations, {} types\n",
        if arguments.dry_run { "would write" } else { "created" },
        plan.shown_folder,
        made.counts.operations,
        made.counts.types
    ))
}

/// The name of a client without one: that of its API, so that people know it among other crates.
fn name_of(arguments: &Init, project: &Project) -> Result<String, Failure> {
    if let Some(name) = &arguments.name {
        return Ok(name.clone());
    }
    let budgets = pipeline::budgets(&[])?;
    let sources = pipeline::read(&arguments.spec, project, &budgets)?;
    let (document, _) = pipeline::normalize(&sources, budgets)?;
    let title = document.as_ref().and_then(|document| document["info"]["title"].as_str()).unwrap_or_default();
    let words: Vec<String> = title
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty() && !["api", "client"].contains(&word.to_ascii_lowercase().as_str()))
        .map(str::to_ascii_lowercase)
        .collect();
    Ok(match words.first() {
        Some(first) if first.starts_with(|letter: char| letter.is_ascii_alphabetic()) => {
            format!("{}-client", words.join("-"))
        }
        _ => "api-client".to_owned(),
    })
}

fn shown(project: &Project, folder: &Utf8Path) -> String {
    visible_line(project.display(folder).as_str()).into_owned()
}

/// What a person does now.
fn next(project: &Project, folder: &Utf8Path, is_new: bool) -> Result<String, Failure> {
    let name =
        place::crate_name(folder)?.unwrap_or_else(|| folder.file_name().unwrap_or_default().to_owned());
    let library = name.replace('-', "_");
    let command = called::name();
    let here = absolute(Utf8Path::new("."))?;
    let path = relative(folder, &here);
    let path = if path.is_empty() { ".".to_owned() } else { path };
    let mut text = "next:\n".to_owned();
    if is_new {
        text.push_str(&format!(
            "  cargo add {name} --path {path} --package APP    # APP is the crate that makes calls\n"
        ));
        text.push_str(&format!("  let client = {library}::Client::from_env()?;\n"));
    }
    let is_alone = workspace::around(folder).is_none() && workspace::lone_crate_above(folder).is_none();
    let place = if is_alone && folder != here { format!("cd {path} && ") } else { String::new() };
    text.push_str(&format!(
        "  {place}{command} regenerate    # when the description has changed; `{command} check` says whether it has\n"
    ));
    if !project.is_cargo {
        text.push_str("  the crate is a workspace of its own, as there is no Cargo.toml above it\n");
    }
    Ok(text)
}
