//! What every `Cargo.toml` of the workspace keeps to.
//!
//! In: the manifests. Out: members without licence, with versions of their own, or open to publishing by accident.
//! Must never know: what the crates do.

use camino::Utf8Path;
use toml::{Table, Value};

use super::Problem;
use callwright::failure::Failure;

/// Checks the manifests of all members.
pub(super) fn check(root: &Utf8Path, problems: &mut Vec<Problem>) -> Result<(), Failure> {
    let workspace = read(root, "Cargo.toml")?;
    let members = workspace
        .get("workspace")
        .and_then(|workspace| workspace.get("members"))
        .and_then(Value::as_array)
        .ok_or_else(|| Failure::usage("Cargo.toml has no workspace.members"))?;
    for member in members.iter().filter_map(Value::as_str) {
        let file = format!("{member}/Cargo.toml");
        check_member(&file, &read(root, &file)?, problems);
    }
    Ok(())
}

fn read(root: &Utf8Path, file: &str) -> Result<Table, Failure> {
    let path = root.join(file);
    let text = std::fs::read_to_string(&path).map_err(Failure::file("read", &path))?;
    toml::from_str(&text).map_err(|error| Failure::usage(format!("{file}: {}", error.message())))
}

fn check_member(file: &str, manifest: &Table, problems: &mut Vec<Problem>) {
    let mut report = |message: String| problems.push(Problem { file: file.to_owned(), line: 1, message });
    let package = manifest.get("package").and_then(Value::as_table);
    for field in ["license", "publish", "edition", "rust-version", "repository"] {
        if !package.is_some_and(|package| package.contains_key(field)) {
            report(format!("package.{field} is missing; write `{field}.workspace = true`"));
        }
    }
    if package
        .and_then(|package| package.get("description"))
        .and_then(Value::as_str)
        .is_none_or(str::is_empty)
    {
        report("package.description is missing".to_owned());
    }
    let shared = manifest.get("lints").and_then(|lints| lints.get("workspace")).and_then(Value::as_bool);
    if shared != Some(true) {
        report("`[lints] workspace = true` is missing".to_owned());
    }
    for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
        let Some(dependencies) = manifest.get(section).and_then(Value::as_table) else { continue };
        for (name, wanted) in dependencies {
            let own = wanted.as_str().is_some() || wanted.get("version").is_some();
            if own {
                report(format!(
                    "{section}.{name} has a version of its own; put it into [workspace.dependencies]"
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(manifest: &str) -> Vec<String> {
        let mut problems = Vec::new();
        check_member("a/Cargo.toml", &toml::from_str(manifest).unwrap(), &mut problems);
        problems.into_iter().map(|problem| problem.message).collect()
    }

    #[test]
    fn a_complete_manifest_passes_and_an_empty_one_does_not() {
        let complete = "[package]\nname = 'a'\ndescription = 'b'\nlicense.workspace = true\npublish.workspace = true\n\
            edition.workspace = true\nrust-version.workspace = true\nrepository.workspace = true\n\
            [dependencies]\nserde.workspace = true\n[lints]\nworkspace = true\n";
        assert_eq!(found(complete), Vec::<String>::new());
        assert_eq!(found("[package]\nname = 'a'\n[dependencies]\nserde = '1'").len(), 8);
    }
}
