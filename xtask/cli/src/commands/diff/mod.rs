//! `diff`: what does a new description do to people?
//!
//! In: two states. Out: every change with its verdicts, and an exit code for those who ask for one.
//! Must never know: how changes are found or judged.

mod judge;
mod release;
mod revision;
mod state;
mod version;

use codegen::change::{
    Acceptance, Frame, Report, Source, Wire, compare_states, find_rule, render_github, render_json,
    render_markdown, render_sarif, render_text,
};

use crate::arguments::{Check, Class, Diff, DiffFormat};
use crate::checkout::FromTop;
use crate::failure::{Failure, Verdict};
use crate::jobs::Job;
use crate::project::{AcceptedChange, Project};
use crate::{called, terminal};

pub(in crate::commands) use judge::{Judged, judge};
use release::Release;
use revision::Revision;
use state::{Read, Stated};

/// Compares.
pub(super) fn run(arguments: &Diff) -> Result<Verdict, Failure> {
    let project = Project::find()?;
    let acceptances = acceptances(project.accepted())?;
    let base = state::base(arguments, &project)?;
    let head = state::head(arguments, &project)?;
    let (Read::State(base), Read::State(head)) = (base, head) else {
        return Ok(Verdict::Refused);
    };
    let mut report = compare(&base, &head, &acceptances);
    if matches!(arguments.format, DiffFormat::Github | DiffFormat::Sarif) {
        name_for_hosts(&mut report);
    }
    if arguments.fail_on == Some(Class::Wire) && !report.knows_wire {
        return Err(Failure::usage(
            "a list of public items says nothing of the wire; give a revision or a description for `--fail-on wire`",
        ));
    }
    let release = release_of(arguments, &project)?;
    let frame = Frame {
        base: base.name.clone(),
        head: head.name.clone(),
        version: release.as_ref().map(|release| release.now.to_string()),
        next: release.as_ref().map(|release| release.wanted(report.whole_source()).to_string()),
    };
    terminal::print_as(arguments.format.form(), &render(&report, &frame, arguments.format));
    if arguments.write {
        write(release, &report, &project)?;
    }
    let fails = arguments.fail_on.is_some_and(|class| reaches(&report, class));
    Ok(if fails { Verdict::Findings } else { Verdict::Fine })
}

/// The client of these arguments.
fn release_of(arguments: &Diff, project: &Project) -> Result<Option<Release>, Failure> {
    let folder = project.client(arguments.out.as_deref())?.out;
    let named = arguments.base.as_deref().unwrap_or(state::COMMITTED);
    let is_path = arguments.base.is_some() && camino::Utf8Path::new(named).exists();
    let revision = if is_path { None } else { Some(Revision::find(named, &project.root)?) };
    Release::of(folder, project, revision.as_ref())
}

fn write(release: Option<Release>, report: &Report, project: &Project) -> Result<(), Failure> {
    let Some(release) = release else {
        return Err(Failure::usage(
            "there is no client whose version can be raised; name its folder with --out",
        ));
    };
    let written = release.write(report)?;
    if written.is_empty() {
        terminal::note("nothing was written: version and changelog say it already");
    }
    for path in written {
        terminal::note(&format!("written: {}", project.display(&path)));
    }
    Ok(())
}

/// Whether version and changelog of a client tell of what changed since a revision: the last tag, or what is committed.
/// What they lack is told.
pub(super) fn check_release(arguments: &Check, job: &Job) -> Result<Verdict, Failure> {
    let project = &job.project;
    let base = match &arguments.base {
        Some(base) => base.clone(),
        None => Revision::last_tag(&project.root)?.unwrap_or_else(|| state::COMMITTED.to_owned()),
    };
    let arguments = Diff {
        base: Some(base.clone()),
        spec: arguments.input.spec.clone(),
        out: Some(job.folder.clone()),
        budget: arguments.input.budget.clone(),
        ..Diff::default()
    };
    let (old, new) = (state::base(&arguments, project)?, state::head(&arguments, project)?);
    let (Read::State(old), Read::State(new)) = (old, new) else { return Ok(Verdict::Refused) };
    let report = compare(&old, &new, &[]);
    let Some(release) = release_of(&arguments, project)? else {
        return Err(Failure::usage("there is no client that could be released; name its folder with --out"));
    };
    let lacks = release.lacks(&report)?;
    for lack in &lacks {
        terminal::note(&format!("error: {lack}"));
    }
    if !lacks.is_empty() {
        let command = format!("{} diff --base {base} --write", called::name());
        terminal::note(&format!("  = help: `{command}` raises the version and writes the entry"));
    }
    Ok(if lacks.is_empty() { Verdict::Fine } else { Verdict::Findings })
}

/// The report, without what the project has accepted. What is accepted and does not happen is told.
fn compare(base: &Stated, head: &Stated, acceptances: &[Acceptance]) -> Report {
    let mut report = compare_states(&base.state, &head.state);
    for unused in report.accept(acceptances) {
        let at = unused.at.as_ref().map(|at| format!(" at `{at}`")).unwrap_or_default();
        terminal::note(&format!(
            "warning: `{}`{at} is accepted in Cargo.toml, and nothing of the kind is found\n  = help: take it out of \
             `accepted`",
            unused.rule
        ));
    }
    for finding in &mut report.findings {
        for (site, stated) in [(&mut finding.base, base), (&mut finding.head, head)] {
            if let Some(spot) = site.as_mut().and_then(|site| site.spot.as_mut()) {
                spot.file = stated.shown(&spot.file);
            }
        }
    }
    report
}

/// Gives places the paths that hosts of repositories know.
fn name_for_hosts(report: &mut Report) {
    let checkout = FromTop::of_here();
    for finding in &mut report.findings {
        let sites = finding.base.iter_mut().chain(finding.head.iter_mut());
        for spot in sites.filter_map(|site| site.spot.as_mut()) {
            spot.file = checkout.path(&spot.file);
        }
    }
}

fn acceptances(accepted: &[AcceptedChange]) -> Result<Vec<Acceptance>, Failure> {
    let known = |accepted: &AcceptedChange| {
        let rule = find_rule(&accepted.rule).ok_or_else(|| super::explain::unknown(&accepted.rule))?;
        Ok(Acceptance { rule: rule.id.to_owned(), at: accepted.at.clone(), reason: accepted.reason.clone() })
    };
    accepted.iter().map(known).collect()
}

fn render(report: &Report, frame: &Frame, format: DiffFormat) -> String {
    match format {
        DiffFormat::Text => render_text(report, frame),
        DiffFormat::Json => render_json(report, frame),
        DiffFormat::Markdown => render_markdown(report, frame),
        DiffFormat::Github => render_github(report, frame),
        DiffFormat::Sarif => render_sarif(report),
    }
}

fn reaches(report: &Report, class: Class) -> bool {
    match class {
        Class::Major => report.source() >= Source::Major,
        Class::Minor => report.source() >= Source::Minor,
        Class::Wire => report.wire() > Wire::Safe,
        Class::Any => !report.findings.is_empty(),
    }
}
