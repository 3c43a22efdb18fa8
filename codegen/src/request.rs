//! What is asked of the generator and what it answers.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::change::State;
use crate::diag::{Located, Severity, visible_line, visible_lines};
use crate::emit::{GivenRequests, Manifest, RuntimeSource};
use crate::ir::Api;
use crate::load::{Budgets, Source};
use crate::names::{NameCounts, NewNames};
use crate::normalize::Reader;
use crate::output::{FileMap, Header};
use crate::rename::Rename;
use crate::select::Selection;

/// What is read.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// Descriptions, pages and overlays, in the order of their names; see [`Options::overlays`] for the order in which
    /// overlays apply.
    pub sources: &'a [Source],
    /// Reads a file that a description refers to.
    pub reader: Reader<'a>,
    /// What the caller decides.
    pub options: &'a Options,
}

/// What the caller decides.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub struct Options {
    /// The list of public items that the client had (`src/api.txt`): what it names keeps its name.
    pub known: Option<String>,
    /// Which new names are taken all the same.
    pub new_names: NewNames,
    /// Whether earlier names do not stay as aliases any longer.
    pub drops_old_names: bool,
    /// Limits of what is read.
    pub budgets: Budgets,
    /// The folder below which references may name files.
    pub folder: Option<String>,
    /// The URLs at which files were published, by their display names: a reference may name a file by its URL.
    pub published: BTreeMap<String, String>,
    /// Names of sources, in the order in which the overlays among them apply; those that are not named apply first, in the
    /// order of the sources.
    pub overlays: Vec<String>,
    /// The name of the API for people; that of the description by default.
    pub title: Option<String>,
    /// The name of the package; made from the title by default.
    pub package: Option<String>,
    /// The version of the package; that of a first release by default.
    pub version: Option<String>,
    /// Where the runtime comes from; a version by default.
    pub runtime: Option<RuntimeSource>,
    /// What the crate has by default among its features; all resources and `rustls` where nothing is said.
    pub default_features: Option<Vec<String>>,
    /// Whether a workspace of Cargo is around the crate, so that it must not be one of its own.
    pub is_member: bool,
    /// Which operations the client has; all by default.
    pub selection: Selection,
    /// Names that somebody has chosen, beside those that the description chooses itself.
    pub renames: Vec<Rename>,
    /// The text that says both, for findings about it.
    pub settings: Option<Source>,
    /// Whether it is told what became of every operation and type.
    pub report: bool,
    /// Whether the process ends soon after, which gives all memory back at once: then nothing is given back piece by piece.
    pub is_last: bool,
    /// Whether the crate gets a test that reads and writes every example of the description.
    pub tests: bool,
    /// The requests of the program that makes every call of the client once; without any, there is no program.
    pub program: Option<GivenRequests>,
    /// The command that writes the files again, for their headers.
    pub command: String,
    /// What the files are written from, for their headers: the same on every machine.
    pub source: String,
}

impl Options {
    pub(crate) fn header(&self, digest: &str) -> Header {
        Header { command: self.command.clone(), source: self.source.clone(), digest: digest.to_owned() }
    }

    pub(crate) fn manifest(&self, api: &Api) -> Manifest {
        Manifest {
            name: self.package.clone().unwrap_or_else(|| api.title.clone()),
            version: self.version.clone().unwrap_or_else(|| "0.1.0".to_owned()),
            runtime: self.runtime.clone().unwrap_or_else(|| {
                RuntimeSource::Version(concat!("=", env!("CARGO_PKG_VERSION")).to_owned())
            }),
            default_features: self.default_features.clone(),
            is_member: self.is_member,
        }
    }
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Everything that was found, with its place in what was read.
    pub findings: Vec<Located>,
    /// The client; none where an error refuses the description.
    pub client: Option<Client>,
}

/// What a change is judged by.
#[derive(Debug)]
pub struct Survey {
    /// Everything that was found, with its place in what was read.
    pub findings: Vec<Located>,
    /// The state; none where an error refuses the description.
    pub state: Option<State>,
}

/// A client as text.
#[derive(Clone, Debug, PartialEq)]
pub struct Client {
    /// All files by their path from the crate's folder, with `/`: `Cargo.toml`, `README.md`, `src/…`.
    pub files: FileMap,
    /// The source of the program that makes every call, by its path below `src`; empty where none is wanted.
    pub program: FileMap,
    /// The `[features]` table, for a manifest that is written by hand.
    pub features: String,
    /// How much there is.
    pub counts: Counts,
    /// What became of every operation and type, and what was found, where that is wanted: versioned, see `docs/report.md`.
    pub report: Option<Value>,
}

/// How much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Operations of the description.
    pub operations_found: usize,
    /// Operations of the client.
    pub operations: usize,
    /// Types of the client.
    pub types: usize,
    /// Places where anything goes.
    pub untyped: usize,
    /// How names fare that nobody would choose.
    pub names: NameCounts,
}

impl Client {
    /// Adds the findings to the report, if there is one.
    pub(crate) fn with_findings(mut self, findings: &[Located]) -> Self {
        let Some(report) = &mut self.report else { return self };
        let findings = findings.iter().map(|finding| {
            let place = finding
                .spot
                .as_ref()
                .map(|spot| json!({ "file": spot.file, "line": spot.line, "column": spot.column }));
            json!({
                "code": finding.code.id,
                "severity": match finding.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                    Severity::Note => "note",
                },
                "message": visible_line(&finding.message),
                "pointer": finding.pointer.as_str(),
                "help": visible_lines(&finding.help),
                "place": place,
            })
        });
        report["findings"] = findings.collect();
        self
    }
}
