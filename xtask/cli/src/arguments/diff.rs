//! Arguments of `diff`.

use camino::Utf8PathBuf;
use clap::{Args, ValueEnum};

use crate::terminal::Form;

/// What is compared, and what the numbers mean with which the command ends.
pub const DIFF_HELP: &str = "\
States:
  A state is a Git revision, a description, a page or a folder of them, or the api.txt of a client, which contains nothing
  about the wire. The default of --base is HEAD, that of --head the working tree.

Verdicts:
  rust  the version bump that Cargo's rules require for the client: none, patch, minor, major
  wire  whether published clients still work: safe, may break, breaks; for what they send or read

Exit codes:
  0  done, whatever was found
  1  with --fail-on: the class is reached
  2  usage: wrong arguments, or a state that cannot be read
  3  a state is refused; that is never `no change`";

/// Arguments of `diff`.
#[derive(Args, Clone, Debug, Default)]
pub struct Diff {
    /// The old state: a Git revision, a path, or the api.txt of a client [default: HEAD].
    #[arg(long, value_name = "REV|PATH")]
    pub base: Option<String>,
    /// The new state: a path, or the api.txt of a client [default: the working tree].
    #[arg(long, value_name = "PATH")]
    pub head: Option<Utf8PathBuf>,
    /// The paths that are read in a revision and in the working tree: descriptions, overlays, or folders of them
    /// [default: those in the settings].
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub spec: Vec<Utf8PathBuf>,
    /// The folder of the client, for its version and its changelog [default: the
    /// only one that is set up].
    #[arg(long, value_name = "DIR")]
    pub out: Option<Utf8PathBuf>,
    /// The format of the result.
    #[arg(long, value_enum, default_value_t)]
    pub format: DiffFormat,
    /// Ends with 1 if a finding is of this class or worse.
    #[arg(long, value_enum, value_name = "CLASS")]
    pub fail_on: Option<Class>,
    /// Raises the version in the client's Cargo.toml and adds an entry to its CHANGELOG.md.
    #[arg(long)]
    pub write: bool,
    /// Sets a limit: bytes, depth, nodes, alias-nodes, width, scalar or key.
    #[arg(long, value_name = "LIMIT=NUMBER")]
    pub budget: Vec<String>,
}

/// How the result of `diff` is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// Text.
    #[default]
    Text,
    /// One JSON value; see docs/diff.md.
    Json,
    /// For a pull request or the summary of a job.
    Markdown,
    /// Annotations for GitHub Actions.
    Github,
    /// SARIF 2.1.0 for code scanning.
    Sarif,
}

impl DiffFormat {
    /// What the result is to whoever reads it.
    pub fn form(self) -> Form {
        match self {
            Self::Text | Self::Markdown => Form::Text,
            Self::Json | Self::Sarif => Form::Json,
            Self::Github => Form::Commands,
        }
    }
}

/// A class of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Class {
    /// Source that compiled may no longer compile.
    Major,
    /// That, or there are more public items.
    Minor,
    /// Published clients break, or may break.
    Wire,
    /// Anything at all.
    Any,
}
