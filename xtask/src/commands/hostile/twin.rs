//! A crate on disk against what its harmless twin is.
//!
//! In: the folder of a crate. Out: how it is built, or what is wrong with its files.
//! Must never know: the description.

use std::fs;

use camino::{Utf8Path, Utf8PathBuf};

use super::shape::{Built, doctest, misleading};
use callwright::failure::Failure;

/// Reads a crate and looks at every file of it.
pub(super) fn read(folder: &Utf8Path, findings: &mut Vec<String>) -> Result<Built, Failure> {
    let mut built = Built::default();
    for path in files(folder)? {
        let place = folder.join(&path);
        let text = match fs::read_to_string(&place) {
            Ok(text) => text,
            Err(error) => {
                findings.push(format!("{path} cannot be read: {error}"));
                continue;
            }
        };
        if let Some(character) = misleading(&text) {
            findings.push(format!("{path} holds U+{:04X}", u32::from(character)));
        }
        match path.extension() {
            Some("rs") => {
                if let Err(error) = built.add(&text) {
                    findings.push(format!("{path} is not Rust: {error}"));
                }
                built.add_examples(path.as_str(), &text);
                if let Some(line) = doctest(&text) {
                    findings.push(format!("{path} holds a doctest: {line}"));
                }
            }
            Some("toml") => {
                check_manifest(&path, &text, findings);
                built.add_crate_name(&text);
            }
            _ => {}
        }
    }
    findings.extend(built.foreign_examples());
    Ok(built)
}

/// A manifest has no tables but those that every client has.
fn check_manifest(path: &Utf8Path, text: &str, findings: &mut Vec<String>) {
    const TABLES: [&str; 5] = ["package", "features", "dependencies", "lints", "workspace"];
    match toml::from_str::<toml::Table>(text) {
        Err(error) => findings.push(format!("{path} is not TOML: {error}")),
        Ok(table) => {
            if let Some(unknown) = table.keys().find(|key| !TABLES.contains(&key.as_str())) {
                findings.push(format!("{path} has a table `{unknown}`"));
            }
            let dependencies = table.get("dependencies").and_then(toml::Value::as_table);
            if dependencies.is_none_or(|found| found.len() != 1 || !found.contains_key("runtime")) {
                findings.push(format!("{path} depends on more than the runtime"));
            }
        }
    }
}

/// All files below a folder, relative to it, sorted; links are not followed but named.
pub(super) fn files(folder: &Utf8Path) -> Result<Vec<Utf8PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut waiting = if folder.exists() { vec![folder.to_owned()] } else { Vec::new() };
    while let Some(at) = waiting.pop() {
        for entry in at.read_dir_utf8().map_err(Failure::file("list", &at))? {
            let entry = entry.map_err(Failure::file("list", &at))?;
            let kind = entry.file_type().map_err(Failure::file("read", entry.path()))?;
            if kind.is_dir() {
                waiting.push(entry.path().to_owned());
            } else {
                found.push(entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_owned());
            }
        }
    }
    found.sort();
    Ok(found)
}
