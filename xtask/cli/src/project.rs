//! Where this project is, and what its `Cargo.toml` says to the generator.
//!
//! In: the current folder. Out: the root and the settings in `[workspace.metadata.generator]`.
//! Must never know: what the commands do.

use camino::{Utf8Path, Utf8PathBuf};
use serde::Deserialize;

use crate::failure::Failure;

/// The checkout that the commands work on.
#[derive(Debug)]
pub struct Project {
    /// The folder of the workspace's `Cargo.toml`.
    pub root: Utf8PathBuf,
    /// What that file says to the generator.
    pub settings: Settings,
}

/// `[workspace.metadata.generator]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The name of the API for people, where the description's title will not do.
    pub title: Option<String>,
    /// Codes that this project has looked at and accepts.
    pub allow: Vec<Allowed>,
    /// Changes of the description that this project has looked at and accepts.
    pub accepted: Vec<AcceptedChange>,
}

/// A change that `diff` does not count.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptedChange {
    /// The rule of `diff`.
    pub rule: String,
    /// Only where the JSON pointer or the path of the public item begins with this.
    pub at: Option<String>,
    /// Why it is accepted.
    pub reason: String,
}

/// A code whose findings are not shown.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allowed {
    /// The code.
    pub code: String,
    /// Why its findings are no trouble here.
    pub reason: String,
}

#[derive(Deserialize)]
struct Manifest {
    workspace: Option<Workspace>,
}

#[derive(Deserialize)]
struct Workspace {
    metadata: Option<Metadata>,
}

#[derive(Default, Deserialize)]
struct Metadata {
    generator: Option<Settings>,
}

impl Project {
    /// Finds the project that the current folder belongs to.
    pub fn find() -> Result<Self, Failure> {
        let here = std::env::current_dir().map_err(Failure::file("find", Utf8Path::new(".")))?;
        let here = Utf8PathBuf::from_path_buf(here)
            .map_err(|path| Failure::usage(format!("the path {} is not UTF-8", path.display())))?;
        for folder in here.ancestors() {
            let manifest = folder.join("Cargo.toml");
            if folder.join("codegen").is_dir() && manifest.is_file() {
                return Self::open(folder, &manifest);
            }
        }
        Err(Failure::usage(format!(
            "{here} is not inside a checkout of the generator: no folder above it has a Cargo.toml beside codegen/"
        )))
    }

    fn open(root: &Utf8Path, manifest: &Utf8Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(manifest).map_err(Failure::file("read", manifest))?;
        let parsed: Manifest = toml::from_str(&text)
            .map_err(|error| Failure::usage(format!("{manifest}: {}", error.message())))?;
        let settings = parsed
            .workspace
            .and_then(|workspace| workspace.metadata)
            .unwrap_or_default()
            .generator
            .unwrap_or_default();
        if let Some(entry) = settings.allow.iter().find(|entry| entry.reason.trim().is_empty()) {
            return Err(Failure::usage(format!("{manifest}: `allow` of {} gives no reason", entry.code)));
        }
        if let Some(entry) = settings.accepted.iter().find(|entry| entry.reason.trim().is_empty()) {
            return Err(Failure::usage(format!("{manifest}: `accepted` of {} gives no reason", entry.rule)));
        }
        Ok(Self { root: root.to_owned(), settings })
    }

    /// The folder of the description.
    pub fn spec(&self) -> Utf8PathBuf {
        self.root.join("spec")
    }

    /// The crate that the generator writes.
    pub fn client(&self) -> Utf8PathBuf {
        self.root.join("generated-client")
    }

    /// The crate that generated code stands on.
    pub fn runtime(&self) -> Utf8PathBuf {
        self.client().join("runtime")
    }

    /// A path as people say it: from the root where it is below, else as given.
    pub fn display<'a>(&self, path: &'a Utf8Path) -> &'a Utf8Path {
        path.strip_prefix(&self.root).unwrap_or(path)
    }
}
