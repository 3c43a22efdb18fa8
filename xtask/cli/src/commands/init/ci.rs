//! The job that checks a client for everybody.
//!
//! In: the top of the repository and the folder of the client. Out: a file for GitHub or GitLab, or what to add to one.
//! Must never know: how a client is checked.

use camino::Utf8Path;

use super::Change;
use super::around::read;
use crate::arguments::{Ci, Init};
use crate::called;
use crate::checkout::top;
use crate::failure::Failure;
use crate::project::Project;
use crate::sources::relative;
use crate::workspace;

/// The job of GitHub Actions.
const WORKFLOW: &str = ".github/workflows/callwright.yml";

/// The file in which GitLab looks for jobs; it is one for the whole project, and is not changed.
const GITLAB: &str = ".gitlab-ci.yml";

/// A job that fails where the client is not what its description makes it.
pub(super) fn job(arguments: &Init, top: &Utf8Path, folder: &Utf8Path) -> Result<Option<Change>, Failure> {
    let is_gitlab = top.join(GITLAB).is_file();
    let path = match arguments.ci {
        Some(Ci::None) => return Ok(None),
        Some(Ci::Gitlab) | None if is_gitlab => return Ok(None),
        Some(Ci::Gitlab) => top.join(GITLAB),
        None | Some(Ci::Github) => top.join(WORKFLOW),
    };
    if read(&path)?.is_some() {
        return Ok(None);
    }
    let place = place_of_check(top, folder);
    let text = if path.ends_with(GITLAB) { gitlab(&place) } else { github(&place) };
    Ok(Some(Change { path, text, reason: "a job that checks the client" }))
}

/// Where `check` finds the client, from the top of the repository: its workspace, or its own folder.
fn place_of_check(top: &Utf8Path, folder: &Utf8Path) -> String {
    let root = workspace::around(folder).or_else(|| workspace::lone_crate_above(folder));
    relative(&root.unwrap_or_else(|| folder.to_owned()), top)
}

fn github(place: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let place = match place {
        "" | "." => String::new(),
        place => format!("        working-directory: {place:?}\n"),
    };
    format!(
        "name: API clients\n\non:\n  push:\n    branches: [main]\n  pull_request:\n\npermissions:\n  contents: read\n\n\
         jobs:\n  check:\n    name: Clients are what their descriptions make them\n    runs-on: ubuntu-latest\n    \
         steps:\n      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2\n        with:\n          \
         persist-credentials: false\n      {install}      # Annotations stand at the line of the pull request that differs.\n      \
         - run: {command} check --format github\n{place}",
        install = install(|line| format!("- run: {line}\n"), version),
        command = called::name()
    )
}

fn gitlab(place: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let place = match place {
        "" | "." => String::new(),
        place => format!("    - cd {place:?}\n"),
    };
    format!(
        "api-clients:\n  image: rust:latest\n  script:\n    {install}{place}    - {command} check\n",
        install = install(|line| format!("- {line}\n"), version),
        command = called::name()
    )
}

/// Nothing is to be installed for a team's own `xtask`.
fn install(line: impl Fn(String) -> String, version: &str) -> String {
    if called::is_installed() {
        line(format!("cargo install callwright --version {version} --locked"))
    } else {
        String::new()
    }
}

/// What people have to add themselves: a job, where the file for jobs is theirs and has none.
pub(super) fn left_to_add(arguments: &Init, project: &Project, folder: &Utf8Path) -> Result<String, Failure> {
    let top = top(&project.root);
    let text = match arguments.ci {
        None | Some(Ci::Gitlab) => read(&top.join(GITLAB))?,
        Some(Ci::Github | Ci::None) => None,
    };
    let job = gitlab(&place_of_check(&top, folder));
    match text {
        Some(text) if !text.contains(&format!("{} check", called::name())) => {
            Ok(format!("  {GITLAB} stays as it is; add this job to it:\n{}", indented(&job)))
        }
        _ => Ok(String::new()),
    }
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}
