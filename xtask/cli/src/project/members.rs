//! Which crates belong together.
//!
//! In: a folder, or the manifest of a workspace. Out: the root, and the crates below it that have settings.
//! Must never know: what the settings say.

use std::collections::BTreeSet;

use camino::{Utf8Path, Utf8PathBuf};
use toml::{Table, Value};

use super::read::Manifest;
use super::table::PACKAGE;
use crate::failure::Failure;
use crate::workspace;

/// The folder of the workspace that `here` is in, else of the crate; nothing where there is no `Cargo.toml`.
pub(super) fn root_of(here: &Utf8Path) -> Option<Utf8PathBuf> {
    let nearest = here.ancestors().find(|folder| folder.join("Cargo.toml").is_file())?;
    let Some(manifest) = table_of(nearest) else { return Some(nearest.to_owned()) };
    if manifest.contains_key("workspace") {
        return Some(nearest.to_owned());
    }
    let named = manifest.get("package").and_then(|package| package.get("workspace")?.as_str());
    if let Some(named) = named {
        return crate::sources::absolute(&nearest.join(named)).ok();
    }
    Some(workspace::around(nearest).unwrap_or_else(|| nearest.to_owned()))
}

/// The folders of the crates that have settings of their own: the root's, and those of its members.
pub(super) fn with_settings(root: &Manifest) -> Result<Vec<Utf8PathBuf>, Failure> {
    let mut folders = BTreeSet::from([root.folder.clone()]);
    for pattern in root.texts(&["workspace", "members"]) {
        folders.extend(expand(&root.folder, pattern));
    }
    for excluded in root.texts(&["workspace", "exclude"]) {
        let excluded = root.folder.join(excluded);
        folders.retain(|folder| !folder.starts_with(&excluded));
    }
    let mut found = Vec::new();
    for folder in folders {
        // Nearly all manifests have none, and reading them with the lines of everything takes its time.
        let text = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
        if text.contains("callwright") {
            let manifest = Manifest::read(&folder)?;
            if manifest.table(&["package", "metadata", "callwright"], PACKAGE)?.is_some() {
                found.push(folder);
            }
        }
    }
    Ok(found)
}

/// The folders that a pattern of `members` names: `*` and `?` stand for letters of one part.
fn expand(root: &Utf8Path, pattern: &str) -> Vec<Utf8PathBuf> {
    let mut found = vec![root.to_owned()];
    for part in pattern.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if !part.contains(['*', '?']) {
            for folder in &mut found {
                folder.push(part);
            }
            continue;
        }
        let below = found.iter().flat_map(|folder| folder.read_dir_utf8().into_iter().flatten().flatten());
        found = below
            .filter(|entry| fits(part, entry.file_name()))
            .map(|entry| entry.path().to_owned())
            .collect();
    }
    found.retain(|folder| folder.join("Cargo.toml").is_file());
    found
}

/// Whether a name fits a pattern with `*` and `?`.
fn fits(pattern: &str, name: &str) -> bool {
    match (pattern.chars().next(), name.chars().next()) {
        (None, None) => true,
        (Some('*'), first) => {
            fits(&pattern[1..], name) || first.is_some_and(|first| fits(pattern, &name[first.len_utf8()..]))
        }
        (Some(wanted), Some(found)) if wanted == '?' || wanted == found => {
            fits(&pattern[wanted.len_utf8()..], &name[found.len_utf8()..])
        }
        _ => false,
    }
}

fn table_of(folder: &Utf8Path) -> Option<Table> {
    std::fs::read_to_string(folder.join("Cargo.toml")).ok()?.parse::<Table>().ok()
}

/// Whether the members that a manifest lists have this folder among them.
pub(crate) fn has_member(root: &Utf8Path, manifest: &Table, folder: &Utf8Path) -> bool {
    let members = manifest.get("workspace").and_then(|workspace| workspace.get("members")?.as_array());
    members.into_iter().flatten().filter_map(Value::as_str).any(|pattern| {
        let inside = folder.strip_prefix(root).map(Utf8Path::as_str).unwrap_or_default();
        let (wanted, parts): (Vec<&str>, Vec<&str>) =
            (pattern.split('/').filter(|part| *part != ".").collect(), inside.split('/').collect());
        wanted.len() == parts.len() && wanted.iter().zip(parts).all(|(wanted, part)| fits(wanted, part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_members() {
        for (pattern, name) in [("*", "a"), ("a-*", "a-b"), ("?b", "ab"), ("*c*", "abcd")] {
            assert!(fits(pattern, name), "{pattern} {name}");
        }
        assert!(!fits("a-*", "b") && !fits("?", "ab"));
    }
}
