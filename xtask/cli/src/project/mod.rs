//! The workspace or crate that a team works in, and what its manifests say to the generator.
//!
//! In: the current folder, or that of a client. Out: the root, and the settings of each client below it.
//! Must never know: what the commands do.

mod members;
mod read;
mod runtime;
mod table;

use camino::{Utf8Path, Utf8PathBuf};
use codegen::load::Source;
use codegen::rename::Rename;
use codegen::select::Selection;

use crate::failure::Failure;
pub use crate::manifest::package::Package;
use crate::sources::{Pending, absolute};
pub(crate) use members::has_member;
use read::Manifest;
pub use runtime::Runtime;

/// What a team works in.
#[derive(Clone, Debug)]
pub struct Project {
    /// The folder of the workspace's or the only crate's `Cargo.toml`; the current folder where there is none.
    pub root: Utf8PathBuf,
    /// Whether there is a `Cargo.toml`.
    pub is_cargo: bool,
    /// What holds for every client that does not say otherwise.
    pub shared: Settings,
    /// The clients that have settings, by their folders.
    pub clients: Vec<Client>,
    /// Files as they are about to be, where a command asks what that would do.
    pub pending: Pending,
}

/// A client that has settings.
#[derive(Clone, Debug)]
pub struct Client {
    /// The folder of its crate.
    pub out: Utf8PathBuf,
    /// What is said about it.
    pub settings: Settings,
}

/// What is said about a client. Paths begin at the root of the file system.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Descriptions, pages and overlays, or folders of them.
    pub spec: Vec<Utf8PathBuf>,
    /// The name of the crate.
    pub name: Option<String>,
    /// The name of the API for people, where the description's title will not do.
    pub title: Option<String>,
    /// Where the runtime comes from.
    pub runtime: Option<Runtime>,
    /// Whether the crate gets a test that reads and writes every example.
    pub tests: bool,
    /// What the crate has by default among its features.
    pub features: Option<Vec<String>>,
    /// Which operations the client has.
    pub selection: Selection,
    /// Names that the team has chosen for Rust.
    pub renames: Vec<Rename>,
    /// The manifest that says both.
    pub manifest: Option<Source>,
    /// What the manifest says about the package, whatever it says by itself.
    pub package: Package,
    /// Codes that the team has looked at and accepts.
    pub allow: Vec<Allowed>,
    /// Changes of the description that the team has looked at and accepts.
    pub accepted: Vec<AcceptedChange>,
}

/// A change that `diff` does not count.
#[derive(Clone, Debug)]
pub struct AcceptedChange {
    /// The rule of `diff`.
    pub rule: String,
    /// Only where the JSON pointer or the path of the public item begins with this.
    pub at: Option<String>,
    /// Why it is accepted.
    pub reason: String,
}

/// A code whose findings are not shown.
#[derive(Clone, Debug)]
pub struct Allowed {
    /// The code.
    pub code: String,
    /// Why its findings are not trouble here.
    pub reason: String,
}

impl Settings {
    /// What is said here, and what is said for all where nothing is said here.
    fn or(mut self, shared: &Self) -> Self {
        self.runtime = self.runtime.or_else(|| shared.runtime.clone());
        self.tests |= shared.tests;
        self.features = self.features.or_else(|| shared.features.clone());
        self.package = self.package.or(&shared.package);
        self.allow.extend(shared.allow.iter().cloned());
        self.accepted.extend(shared.accepted.iter().cloned());
        self
    }
}

impl Project {
    /// Finds what the current folder belongs to.
    pub fn find() -> Result<Self, Failure> {
        Self::around(&absolute(Utf8Path::new("."))?)
    }

    /// Finds what the crate in this folder belongs to, which need not be there yet; else what the current folder does.
    pub fn of_client(folder: &Utf8Path) -> Result<Self, Failure> {
        let above = folder.ancestors().skip(1);
        match above.into_iter().find(|above| above.join("Cargo.toml").is_file()) {
            Some(above) => Self::around(above),
            None => Self::find(),
        }
    }

    /// The settings of the client in this folder: its own, or those that hold for all.
    pub fn settings_of(&self, folder: &Utf8Path) -> Settings {
        let known = self.clients.iter().find(|client| client.out == folder);
        known.map_or_else(|| self.shared.clone(), |client| client.settings.clone())
    }

    /// The client in this folder, whatever is known of it; without a folder, the only one that is set up.
    pub fn client(&self, folder: Option<&Utf8Path>) -> Result<Client, Failure> {
        if let Some(folder) = folder {
            let out = absolute(folder)?;
            return Ok(Client { settings: self.settings_of(&out), out });
        }
        match &self.clients[..] {
            [only] => Ok(only.clone()),
            clients => Err(Failure::usage(format!(
                "{} clients are set up in {}; name the folder of one with --out",
                clients.len(),
                self.root
            ))),
        }
    }

    /// The descriptions of a command that is told none: those of the only client.
    pub fn spec(&self) -> Result<Vec<Utf8PathBuf>, Failure> {
        match &self.clients[..] {
            [only] => Ok(only.settings.spec.clone()),
            [] => Err(Failure::usage(format!(
                "no description is named, and no client is set up in {}; name one with --spec, or set a client up with \
                 `{} init`",
                self.root,
                crate::called::name()
            ))),
            several => Err(Failure::usage(format!(
                "{} clients are set up in {}; name the description with --spec",
                several.len(),
                self.root
            ))),
        }
    }

    /// The descriptions that are named, else those of the only client.
    pub fn spec_or(&self, named: &[Utf8PathBuf]) -> Result<Vec<Utf8PathBuf>, Failure> {
        if named.is_empty() { self.spec() } else { Ok(named.to_vec()) }
    }

    /// What is accepted in a command that is about no client in particular: what is accepted for all, or for the only one.
    pub fn policy(&self) -> &[Allowed] {
        match &self.clients[..] {
            [only] => &only.settings.allow,
            _ => &self.shared.allow,
        }
    }

    /// The changes that are accepted for all clients, or for the only one.
    pub fn accepted(&self) -> &[AcceptedChange] {
        match &self.clients[..] {
            [only] => &only.settings.accepted,
            _ => &self.shared.accepted,
        }
    }

    /// The same with files that are about to change.
    pub(crate) fn with_pending(&self, pending: Pending) -> Self {
        Self { pending, ..self.clone() }
    }

    /// A path as people say it: from the root where it is below, else as given.
    pub fn display<'a>(&self, path: &'a Utf8Path) -> &'a Utf8Path {
        match path.strip_prefix(&self.root) {
            Ok(inside) if !inside.as_str().is_empty() => inside,
            _ => path,
        }
    }

    fn around(here: &Utf8Path) -> Result<Self, Failure> {
        let Some(root) = members::root_of(here) else {
            let (root, shared) = (here.to_owned(), Settings::default());
            let (clients, pending) = (Vec::new(), Pending::new());
            return Ok(Self { root, is_cargo: false, shared, clients, pending });
        };
        let manifest = Manifest::read(&root)?;
        let found = table::read_workspace(&manifest)?;
        let (shared, clients, pending) = (found.shared, found.clients, Pending::new());
        let mut project = Self { root, is_cargo: true, shared, clients, pending };
        for folder in members::with_settings(&manifest)? {
            let settings = table::read_package(&Manifest::read(&folder)?)?;
            if project.clients.iter().any(|client| client.out == folder) {
                return Err(Failure::usage(format!(
                    "{} has settings of its own, and so has it in {}; keep one of them",
                    folder.join("Cargo.toml"),
                    manifest.path
                )));
            }
            project.clients.push(Client { out: folder, settings });
        }
        for client in &mut project.clients {
            client.settings = std::mem::take(&mut client.settings).or(&project.shared);
        }
        project.clients.sort_by(|a, b| a.out.cmp(&b.out));
        Ok(project)
    }
}
