//! What stands around a client: its workspace, its settings, and what Git is told of generated files.
//!
//! In: the project and the folder of the client. Out: the files that lack something, as they will be.
//! Must never know: what the client is made from.

use std::fs;
use std::io::Write as _;

use camino::Utf8Path;
use toml_edit::DocumentMut;

use super::{Change, ci, settings};
use crate::arguments::Init;
use crate::checkout::top;
use crate::drift;
use crate::failure::Failure;
use crate::manifest;
use crate::project::{Project, has_member};
use crate::reading::{LARGEST_OWN, read_if_there};
use crate::workspace;
use crate::written;

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
        ci::job(arguments, &top, folder)?,
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

/// The workspace around the client, if it does not list it. A crate that is alone becomes the root of one.
fn member(folder: &Utf8Path) -> Result<Option<Change>, Failure> {
    let Some(root) = workspace::around(folder) else { return new_workspace(folder) };
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

/// The crate above the client as the root of a workspace, so that commands which run there find the client.
fn new_workspace(folder: &Utf8Path) -> Result<Option<Change>, Failure> {
    let Some(root) = workspace::lone_crate_above(folder) else { return Ok(None) };
    // A client that was made before stands for itself.
    let own = read(&folder.join(manifest::FILE))?.and_then(|text| text.parse::<toml::Table>().ok());
    let (path, Ok(inside)) = (root.join(manifest::FILE), folder.strip_prefix(&root)) else { return Ok(None) };
    if own.is_some_and(|manifest| manifest.contains_key("workspace")) {
        return Ok(None);
    }
    let Some(mut text) = read(&path)? else { return Ok(None) };
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let member = toml_edit::value(crate::drift::name_of(inside));
    text.push_str(&format!("\n[workspace]\nmembers = [{}]\n", member.to_string().trim()));
    Ok(Some(Change {
        path,
        text,
        reason: "the crate is the root of a workspace, and the client a member of it",
    }))
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

pub(super) fn read(path: &Utf8Path) -> Result<Option<String>, Failure> {
    let bytes = read_if_there(path, LARGEST_OWN)?;
    let text = bytes.map(String::from_utf8).transpose();
    text.map_err(|_| Failure::usage(format!("{path} is not UTF-8 text; it is left as it is")))
}

#[cfg(test)]
mod tests {
    use camino::Utf8PathBuf;

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
