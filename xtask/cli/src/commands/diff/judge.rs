//! A change that is about to be made, judged before it is.
//!
//! In: a project, and the same as it will be. Out: what the change does to one client, told and ready to be written down.
//! Must never know: where the change comes from.

use camino::Utf8PathBuf;
use codegen::change::{Frame, Report};

use super::release::Release;
use super::state::{self, Read};
use super::{acceptances, compare, render};
use crate::arguments::{Diff, DiffFormat};
use crate::failure::Failure;
use crate::project::{Client, Project};

/// A change of one client.
pub(in crate::commands) struct Judged {
    /// The findings, in the format that was asked for.
    pub(in crate::commands) told: String,
    report: Report,
    release: Option<Release>,
}

/// Judges a change of a client, or without one, of descriptions; nothing where a state is refused, which is told.
pub(in crate::commands) fn judge(
    client: Option<&Client>,
    spec: &[Utf8PathBuf],
    (now, then): (&Project, &Project),
    format: DiffFormat,
) -> Result<Option<Judged>, Failure> {
    let out = client.map(|client| client.out.clone());
    let arguments = Diff { spec: spec.to_vec(), out: out.clone(), ..Diff::default() };
    let acceptances = acceptances(now.accepted())?;
    let Read::State(base) = state::head(&arguments, now)? else { return Ok(None) };
    let Read::State(head) = state::head(&arguments, then)? else { return Ok(None) };
    let report = compare(&base, &head, &acceptances);
    let release = match out {
        Some(out) => Release::of(out, now, None)?,
        None => None,
    };
    let frame = Frame {
        base: "what was imported".to_owned(),
        head: "what is published".to_owned(),
        version: release.as_ref().map(|release| release.now.to_string()),
        next: release.as_ref().map(|release| release.wanted(report.whole_source()).to_string()),
    };
    let told = render(&report, &frame, format);
    Ok(Some(Judged { told, report, release }))
}

impl Judged {
    /// Fails where version and changelog could not be written.
    pub(in crate::commands) fn refuse_unwritable(&self) -> Result<(), Failure> {
        self.release.as_ref().map_or(Ok(()), |release| release.refuse_unwritable(&self.report))
    }

    /// Raises the version and writes the changelog of the client in this folder, as it is by now.
    pub(in crate::commands) fn write(
        self,
        out: Utf8PathBuf,
        project: &Project,
    ) -> Result<Vec<Utf8PathBuf>, Failure> {
        let release = Release::of(out, project, None)?;
        release.map_or_else(|| Ok(Vec::new()), |release| release.write(&self.report))
    }
}
