//! What stands around a client: its workspace, CI, and what Git is told of generated files.
//!
//! In: the project and the folder of the client. Out: the files that lack something, as they will be.
//! Must never know: what the client is made from.

use std::fs;
use std::io::Write as _;

use camino::{Utf8Path, Utf8PathBuf};
use toml_edit::DocumentMut;

use super::{Change, settings};
use crate::arguments::{Ci, Init};
use crate::called;
use crate::drift;
use crate::failure::Failure;
use crate::manifest;
use crate::project::{Project, has_member};
use crate::reading::{LARGEST_OWN, read_if_there};
use crate::workspace;
use crate::written;

/// The job of GitHub Actions.
const WORKFLOW: &str = ".github/workflows/callwright.yml";

/// The file in which GitLab looks for jobs; it is one for the whole project, and is not changed.
const GITLAB: &str = ".gitlab-ci.yml";

/// What is missing around the client.
pub(super) fn changes(
    arguments: &Init,
    project: &Project,
    folder: &Utf8Path,
) -> Result<Vec<Change>, Failure> {
    let top = top(&project.root);
    let found = [
        own_settings(arguments, project, folder)?,
        member(folder)?,
        attributes(&top, folder)?,
        job(arguments, &top)?,
    ];
    Ok(found.into_iter().flatten().collect())
}

/// Writes a file in one step.
pub(super) fn write(change: &Change) -> Result<(), Failure> {
    let failed = |error| Failure::file("write", &change.path)(error);
    if change.path.is_symlink() {
        return Err(crate::drift::link(&change.path));
    }
    let folder = change.path.parent().unwrap_or(&change.path);
    fs::create_dir_all(folder).map_err(failed)?;
    let mut draft = written::draft(folder).map_err(failed)?;
    draft.write_all(change.text.as_bytes()).map_err(failed)?;
    draft.persist(&change.path).map(drop).map_err(|error| failed(error.error))
}

/// The settings of a client that exists and has none.
fn own_settings(arguments: &Init, project: &Project, folder: &Utf8Path) -> Result<Option<Change>, Failure> {
    let path = folder.join(manifest::FILE);
    let Some(mut text) = read(&path)? else { return Ok(None) };
    if project.clients.iter().any(|client| client.out == folder) || text.contains("metadata.callwright") {
        return Ok(None);
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(&settings::table(folder, arguments)?);
    Ok(Some(Change { path, text, reason: "the settings of the client" }))
}

/// The workspace around the client, if it does not list it.
fn member(folder: &Utf8Path) -> Result<Option<Change>, Failure> {
    let Some(root) = workspace::around(folder) else { return Ok(None) };
    let path = root.join(manifest::FILE);
    let Some(text) = read(&path)? else { return Ok(None) };
    let is_listed = text.parse().is_ok_and(|parsed| has_member(&root, &parsed, folder));
    let Ok(inside) = folder.strip_prefix(&root) else { return Ok(None) };
    if is_listed {
        return Ok(None);
    }
    let mut document: DocumentMut = text
        .parse()
        .map_err(|error: toml_edit::TomlError| Failure::usage(format!("{path}: {}", error.message())))?;
    let members = &mut document["workspace"]["members"];
    if members.is_none() {
        *members = toml_edit::value(toml_edit::Array::new());
    }
    let Some(members) = members.as_array_mut() else {
        return Err(Failure::usage(format!(
            "{path}: `workspace.members` is not an array; add \"{inside}\" to it"
        )));
    };
    let inside = crate::drift::name_of(inside);
    // As the entries above it are written: each on a line of its own, or all on one.
    let trailing = members.trailing().as_str().unwrap_or_default().to_owned();
    let line = trailing.contains('\n').then(|| {
        let above =
            members.iter().last().and_then(|last| last.decor().prefix()?.as_str()).unwrap_or("\n    ");
        format!("\n{}", above.rsplit('\n').next().unwrap_or_default())
    });
    members.push(inside.as_str());
    if let (Some(line), Some(new)) = (line, last_of(members)) {
        // A comment behind the last comma belongs to what is above, and what closes the array stays.
        let (comments, close) = trailing.rsplit_once('\n').unwrap_or_default();
        new.decor_mut().set_prefix(format!("{comments}{line}"));
        members.set_trailing(format!("\n{close}"));
    }
    Ok(Some(Change { path, text: document.to_string(), reason: "the client is a member of the workspace" }))
}

fn last_of(members: &mut toml_edit::Array) -> Option<&mut toml_edit::Value> {
    let last = members.len().checked_sub(1)?;
    members.get_mut(last)
}

/// Git is told that the sources are generated, and that their lines end as the generator writes them.
fn attributes(top: &Utf8Path, folder: &Utf8Path) -> Result<Option<Change>, Failure> {
    let path = top.join(".gitattributes");
    let inside = folder.strip_prefix(top).map(crate::drift::name_of).unwrap_or_default();
    let pattern = if inside.is_empty() { "src/**".to_owned() } else { format!("{inside}/src/**") };
    let mut text = read(&path)?.unwrap_or_default();
    if text.lines().any(|line| line.split_whitespace().next() == Some(pattern.as_str())) {
        return Ok(None);
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    // The front holds the digest of the description, so two branches always differ there. What a union leaves of it, the
    // next run puts right, and until then `check` says so.
    let front = pattern.replace("**", drift::FRONT);
    text.push_str(&format!(
        "{pattern} linguist-generated text eol=lf\n{front} linguist-generated text eol=lf merge=union\n"
    ));
    Ok(Some(Change { path, text, reason: "the sources of the client are generated" }))
}

/// A job that fails where the client is not what its description makes it.
fn job(arguments: &Init, top: &Utf8Path) -> Result<Option<Change>, Failure> {
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
    let text = if path.ends_with(GITLAB) { gitlab() } else { github() };
    Ok(Some(Change { path, text, reason: "a job that checks the client" }))
}

fn github() -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!(
        "name: API clients\n\non:\n  push:\n    branches: [main]\n  pull_request:\n\npermissions:\n  contents: read\n\n\
         jobs:\n  check:\n    name: Clients are what their descriptions make them\n    runs-on: ubuntu-latest\n    \
         steps:\n      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2\n        with:\n          \
         persist-credentials: false\n      {install}      # Annotations stand at the line of the pull request that differs.\n      \
         - run: {command} check --format github\n",
        install = install(|line| format!("- run: {line}\n"), version),
        command = called::name()
    )
}

fn gitlab() -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!(
        "api-clients:\n  image: rust:latest\n  script:\n    {install}    - {command} check\n",
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

/// The top of the repository, where Git and CI look for their files; else the project's root.
fn top(root: &Utf8Path) -> Utf8PathBuf {
    root.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(root).to_owned()
}

fn read(path: &Utf8Path) -> Result<Option<String>, Failure> {
    let bytes = read_if_there(path, LARGEST_OWN)?;
    let text = bytes.map(String::from_utf8).transpose();
    text.map_err(|_| Failure::usage(format!("{path} is not UTF-8 text; it is left as it is")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(manifest: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8PathBuf::try_from(folder.path().to_owned()).unwrap();
        fs::write(root.join("Cargo.toml"), manifest).unwrap();
        let change = member(&root.join("crates/cats")).unwrap();
        change.map_or_else(|| "unchanged".to_owned(), |change| change.text)
    }

    #[test]
    fn a_workspace_lists_the_client_once() {
        assert_eq!(
            listed("[workspace]\n# ours\nresolver = \"3\"\n"),
            "[workspace]\n# ours\nresolver = \"3\"\nmembers = [\"crates/cats\"]\n"
        );
        assert_eq!(
            listed("[workspace]\nmembers = [\"a\"] # b\n"),
            "[workspace]\nmembers = [\"a\", \"crates/cats\"] # b\n"
        );
        assert_eq!(
            listed("[workspace]\nmembers = [\n    \"a\",\n    \"b\", # why\n]\n"),
            "[workspace]\nmembers = [\n    \"a\",\n    \"b\", # why\n    \"crates/cats\",\n]\n"
        );
        for known in ["[workspace]\nmembers = [\"crates/*\"]\n", "[workspace]\nmembers = [\"crates/cats\"]\n"]
        {
            assert_eq!(listed(known), "unchanged");
        }
    }

    #[test]
    fn git_is_told_once() {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8PathBuf::try_from(folder.path().to_owned()).unwrap();
        fs::write(root.join(".gitattributes"), "* text=auto").unwrap();
        let change = attributes(&root, &root.join("cats")).unwrap().unwrap();
        assert_eq!(
            change.text,
            "* text=auto\ncats/src/** linguist-generated text eol=lf\n\
                 cats/src/lib.rs linguist-generated text eol=lf merge=union\n"
        );
        write(&change).unwrap();
        assert!(attributes(&root, &root.join("cats")).unwrap().is_none());
    }
}
