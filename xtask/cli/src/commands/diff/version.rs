//! The version of a client: what it is, and what a change asks it to be.
//!
//! In: a manifest, and the verdict on source. Out: the next version, and the manifest with it.
//! Must never know: what changed.

use camino::Utf8Path;
use codegen::change::Source;
use semver::Version;
use toml_edit::DocumentMut;

use crate::failure::Failure;

/// The manifest of a client.
#[derive(Clone)]
pub(crate) struct Manifest {
    shown: String,
    document: DocumentMut,
    /// The manifest of the workspace around it, where the version is said there.
    workspace: Option<DocumentMut>,
}

impl Manifest {
    /// Reads it; `workspace` gives the text of the workspace's manifest where one is asked for.
    pub(crate) fn read(
        shown: &Utf8Path,
        text: &str,
        workspace: impl FnOnce() -> Result<Option<String>, Failure>,
    ) -> Result<Self, Failure> {
        let parse = |text: &str| -> Result<DocumentMut, Failure> {
            text.parse().map_err(|error: toml_edit::TomlError| {
                Failure::usage(format!("{shown} is not a valid manifest: {}", error.message()))
            })
        };
        let document = parse(text)?;
        let inherits = document.get("package").and_then(|package| package.get("version")?.get("workspace"));
        let workspace =
            if inherits.is_some() { workspace()?.map(|text| parse(&text)).transpose()? } else { None };
        Ok(Self { shown: shown.to_string(), document, workspace })
    }

    /// The version that it says.
    pub(crate) fn version(&self) -> Result<Version, Failure> {
        let own = self.document.get("package").and_then(|package| package.get("version")?.as_str());
        let shared = || {
            let workspace = self.workspace.as_ref()?.get("workspace")?;
            workspace.get("package")?.get("version")?.as_str()
        };
        let said = own.or_else(shared).ok_or_else(|| {
            Failure::usage(format!("{} says no version; write one under [package]", self.shown))
        })?;
        said.parse().map_err(|error| {
            Failure::usage(format!("{}: `{said}` is not a valid version: {error}", self.shown))
        })
    }

    /// The text with another version. The version of a workspace is that of other crates, too, and is left to people.
    pub(crate) fn with_version(mut self, version: &Version) -> Result<String, Failure> {
        if self.workspace.is_some() {
            return Err(Failure::usage(format!(
                "{} takes its version from the workspace, which other crates do, too; write `version = \"{version}\"` \
                 there, or raise the workspace's by hand",
                self.shown
            )));
        }
        if let Some(known) = self.document.get_mut("package").and_then(|package| package.get_mut("version")) {
            let decor = known.as_value().map(|value| value.decor().clone());
            *known = toml_edit::value(version.to_string());
            if let (Some(decor), Some(value)) = (decor, known.as_value_mut()) {
                *value.decor_mut() = decor;
            }
        }
        Ok(self.document.to_string())
    }
}

/// The version that a change asks for, by Cargo's rules: before 1.0.0 the second number stands for the first, before
/// 0.1.0 the third does.
pub(crate) fn next(version: &Version, source: Source) -> Version {
    let plain = |major, minor, patch| Version::new(major, minor, patch);
    let Version { major, minor, patch, .. } = *version;
    match (source, major, minor) {
        (Source::None, ..) => version.clone(),
        // What comes before a release is followed by that release at the least.
        (Source::Patch, ..) if !version.pre.is_empty() => plain(major, minor, patch),
        (Source::Major, 0, 1..) => plain(0, minor + 1, 0),
        (Source::Major, 1.., _) => plain(major + 1, 0, 0),
        (Source::Minor, 1.., _) => plain(major, minor + 1, 0),
        _ => plain(major, minor, patch + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_counts_from_the_first_number_that_is_not_zero() {
        for (version, source, expect) in [
            ("0.3.1", Source::None, "0.3.1"),
            ("0.3.1", Source::Patch, "0.3.2"),
            ("0.3.1", Source::Minor, "0.3.2"),
            ("0.3.1", Source::Major, "0.4.0"),
            ("0.0.4", Source::Patch, "0.0.5"),
            ("0.0.4", Source::Major, "0.0.5"),
            ("1.2.3", Source::Patch, "1.2.4"),
            ("1.2.3", Source::Minor, "1.3.0"),
            ("1.2.3", Source::Major, "2.0.0"),
            ("1.0.0-rc.1", Source::Patch, "1.0.0"),
        ] {
            assert_eq!(next(&version.parse().unwrap(), source).to_string(), expect, "{version} {source}");
        }
    }

    #[test]
    fn a_manifest_keeps_all_but_the_version() {
        let shown = Utf8Path::new("Cargo.toml");
        let text = "# mine\n[package]\nname = 'x' # a name\nversion = \"0.1.0\" # soon more\n\n[features]\n";
        let manifest = Manifest::read(shown, text, || Ok(None)).unwrap();
        assert_eq!(manifest.version().unwrap(), Version::new(0, 1, 0));
        let raised = manifest.with_version(&Version::new(0, 2, 0)).unwrap();
        assert_eq!(raised, text.replace("0.1.0", "0.2.0"));
        let shared = "[package]\nname = 'x'\nversion.workspace = true\n";
        let workspace = || Ok(Some("[workspace.package]\nversion = '1.4.0'\n".to_owned()));
        let manifest = Manifest::read(shown, shared, workspace).unwrap();
        assert_eq!(manifest.version().unwrap(), Version::new(1, 4, 0));
        assert!(manifest.with_version(&Version::new(2, 0, 0)).is_err());
        assert!(Manifest::read(shown, "[package]\nname = 'x'\n", || Ok(None)).unwrap().version().is_err());
        assert!(Manifest::read(shown, "[package", || Ok(None)).is_err());
    }
}
