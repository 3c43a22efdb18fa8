//! What the command line accepts.
//!
//! In: the arguments of the program. Out: one value per command.
//! Must never know: what a command does with them.

mod diff;
mod fetch;
mod init;

use camino::Utf8PathBuf;
use clap::{Args, Parser, Subcommand, ValueEnum};
use codegen::names::NewNames;
use codegen::select::Pattern;

use crate::terminal::Form;

pub use diff::{Class, DIFF_HELP, Diff, DiffFormat};
pub use fetch::{Fetching, IMPORT_HELP, Import, UPDATE_HELP, Update};
pub use init::{Ci, Init};

/// The exit codes.
pub const EXIT_CODES: &str = "\
Exit codes:
  0  fine
  1  output differs, or findings that count
  2  usage: invalid arguments, or a file that cannot be read or written
  3  the description is refused; nothing was written
  130  stopped by Ctrl-C";

const MOCK_HELP: &str = "\
Requests:
  Unknown paths get 404, unknown methods 405, a missing credential 401 (any value is accepted), other media types 415, an
  unreadable body 400, a body over 64 MiB 413. A request that violates the schemas gets 422 and a list of violations, each
  with a JSON pointer, as application/problem+json.

Answers:
  The first declared success, in the media type that `Accept` prefers. These headers select another one:
    Prefer: code=404        the response declared for this status
    Prefer: example=NAME    the example of this name
    Prefer: dynamic=true    generated values even where there are examples

Exit codes:
  0  stopped: Ctrl-C, --stop-after, or the end of standard input
  2  usage: invalid arguments, a file that cannot be read, or a port that is in use
  3  the description is refused; nothing was served";

/// Turns API descriptions into Rust clients.
#[derive(Debug, Parser)]
#[command(version, about = "Turns API descriptions into Rust clients.", after_help = EXIT_CODES)]
pub struct Arguments {
    /// The command to run.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands, one module each.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Sets up a client: its crate, its settings, the workspace, a CI job; never changes existing content.
    Init(Init),
    /// Imports documentation pages or descriptions into the folder of descriptions: files, URLs or standard input.
    #[command(after_long_help = IMPORT_HELP)]
    Import(Import),
    /// Generates the client from the description.
    Regenerate(Regenerate),
    /// Checks whether the client matches the description; writes nothing.
    Check(Check),
    /// Reports how a new description affects source that uses the client, and published clients.
    #[command(after_long_help = DIFF_HELP)]
    Diff(Diff),
    /// Checks the sources of imported files for newer versions, and reports how those affect the clients.
    #[command(after_long_help = UPDATE_HELP)]
    Update(Update),
    /// Explains a diagnostic code, or a rule of `diff`.
    Explain(Explain),
    /// Runs the generator on every description in some folders and reports the results.
    Corpus(Corpus),
    /// Prints the description after overlays and normalization, as OpenAPI 3.1 or 3.2 in JSON.
    Normalize(Normalize),
    /// Serves the description on 127.0.0.1: validates requests, responds with examples or generated values.
    #[command(after_long_help = MOCK_HELP)]
    Mock(Mock),
    /// Prints a completion script for a shell.
    Completions(Completions),
    /// One description of `corpus`, in a process of its own.
    #[command(hide = true)]
    CorpusOne(CorpusOne),
}

/// Flags of every command that reads a description.
#[derive(Args, Clone, Debug, Default)]
pub struct Input {
    /// A description, a documentation page, an overlay, or a folder of them; `-` is standard input [default: those in
    /// the settings].
    ///
    /// Overlays apply in the order in which they are given, those of a folder in the order of their paths.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub spec: Vec<Utf8PathBuf>,
    /// The format of findings.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Fails if there is a finding with this code; `warnings` means all warnings.
    #[arg(long, value_name = "CODE")]
    pub deny: Vec<String>,
    /// Hides findings with this code; errors cannot be hidden.
    #[arg(long, value_name = "CODE")]
    pub allow: Vec<String>,
    /// Also shows notes.
    #[arg(long)]
    pub notes: bool,
    /// Sets a limit: bytes, depth, nodes, alias-nodes, width, scalar or key of the input, or output.
    #[arg(long, value_name = "LIMIT=NUMBER")]
    pub budget: Vec<String>,
    /// Prints only problems.
    #[arg(long, short)]
    pub quiet: bool,
}

/// The format of findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Text, with the source line and a caret.
    #[default]
    Text,
    /// One JSON value.
    Json,
    /// Annotations for GitHub Actions.
    Github,
    /// SARIF 2.1.0 for code scanning.
    Sarif,
}

impl Format {
    /// What findings are to whoever reads them.
    pub fn form(self) -> Form {
        match self {
            Self::Text => Form::Text,
            Self::Json | Self::Sarif => Form::Json,
            Self::Github => Form::Commands,
        }
    }
}

/// What is generated, and where to.
#[derive(Args, Clone, Debug, Default)]
pub struct Target {
    /// The crate's folder; `regenerate` creates it if needed [default: all clients that are set up].
    #[arg(long, value_name = "DIR")]
    pub out: Option<Utf8PathBuf>,
    /// The name of the crate [default: its present name, otherwise the title of the description].
    #[arg(long, value_name = "NAME", requires = "out")]
    pub name: Option<String>,
    /// The runtime that the crate depends on: a version, `VERSION@REGISTRY`, `git+URL?rev=…`, its folder or `embedded` [default:
    /// that of the settings, else the version of this program].
    #[arg(long, value_name = "SOURCE", requires = "out")]
    pub runtime: Option<String>,
    /// Adds a test that reads and writes every example of the description.
    #[arg(long)]
    pub tests: bool,
    /// Generates only the operations that match, and what they need: `tag=…`, `path=…`, `operation=…` or `resource=…`, with
    /// `*`, `**` and `?` [default: that of the settings, else all].
    #[arg(long, value_name = "PATTERN", value_parser = pattern)]
    pub select: Vec<Pattern>,
    /// Leaves out the operations that match, and types that nothing else needs.
    #[arg(long, value_name = "PATTERN", value_parser = pattern)]
    pub omit: Vec<Pattern>,
}

/// A pattern of the command line, which stands in no file.
fn pattern(text: &str) -> Result<Pattern, String> {
    Pattern::new(text, None)
}

/// Arguments of `regenerate`.
#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Regenerate {
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub target: Target,
    /// Writes into a folder of other files without the `@generated` marker; files in its src/ without that marker are
    /// lost.
    #[arg(long)]
    pub force: bool,
    /// Prints what would be written, without writing.
    #[arg(long)]
    pub dry_run: bool,
    /// Writes a JSON report of every operation and component to this file, also with --dry-run.
    #[arg(long, value_name = "FILE")]
    pub report: Option<Utf8PathBuf>,
    /// Lists every place that accepts any JSON value.
    #[arg(long)]
    pub report_untyped: bool,
    /// Accepts the names that the description suggests now, for all items or for the one with this path and those in it;
    /// without it, items in `src/api.txt` keep their names. The old name stays as a deprecated alias where possible.
    #[arg(
        long,
        value_name = "PATH",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "",
        action = clap::ArgAction::Append
    )]
    pub take_new_names: Vec<String>,
    /// Drops the deprecated aliases of earlier names.
    #[arg(long)]
    pub drop_old_names: bool,
}

impl Regenerate {
    /// Which new names are taken: all where a path is missing.
    #[must_use]
    pub fn new_names(&self) -> NewNames {
        match self.take_new_names.as_slice() {
            [] => NewNames::None,
            paths if paths.iter().any(String::is_empty) => NewNames::All,
            paths => NewNames::Of(paths.to_vec()),
        }
    }
}

/// Arguments of `check`.
#[derive(Args, Debug)]
pub struct Check {
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub target: Target,
    /// Also fails if the client's version or its changelog does not reflect the changes: see `diff`.
    #[arg(long)]
    pub release: bool,
    /// With `--release`: the revision of the last release [default: the last tag, else HEAD].
    #[arg(long, value_name = "REV", requires = "release")]
    pub base: Option<String>,
}

/// Arguments of `explain`.
#[derive(Args, Debug)]
pub struct Explain {
    /// A code such as `W505`, or a rule such as `operation-removed` [default: lists all codes].
    pub code: Option<String>,
    /// Lists the rules of `diff` instead of the codes.
    #[arg(long, conflicts_with = "code")]
    pub changes: bool,
    /// Prints the page of all codes, or of all rules, as Markdown.
    #[arg(long, conflicts_with = "code")]
    pub markdown: bool,
    /// Prints the page of all fields and keywords of a description, by version, and how each is used.
    #[arg(long, conflicts_with_all = ["code", "changes", "markdown"])]
    pub keywords: bool,
}

/// Arguments of `completions`.
#[derive(Args, Debug)]
pub struct Completions {
    /// The shell.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// Arguments of `normalize`.
#[derive(Args, Debug)]
pub struct Normalize {
    #[command(flatten)]
    pub input: Input,
    /// Writes to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    pub output: Option<Utf8PathBuf>,
}

/// Arguments of `mock`.
#[derive(Args, Debug)]
pub struct Mock {
    /// A description, a documentation page, an overlay, or a folder of them; `-` is standard input [default: those in
    /// the settings].
    ///
    /// Overlays apply in the order in which they are given, those of a folder in the order of their paths.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub spec: Vec<Utf8PathBuf>,
    /// The port on 127.0.0.1; 0 selects any free port, which the first line of the output names.
    #[arg(long, value_name = "PORT", default_value_t = 4010)]
    pub port: u16,
    /// The seed of generated values; the same seed gives the same responses.
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    pub seed: u64,
    /// Stops after this many seconds.
    #[arg(long, value_name = "SECONDS")]
    pub stop_after: Option<u64>,
    /// Stops when standard input ends, as it does when the parent process has exited.
    #[arg(long)]
    pub until_stdin_closes: bool,
    /// Also prints request bodies.
    #[arg(long)]
    pub bodies: bool,
    /// Sets a limit: bytes, depth, nodes, alias-nodes, width, scalar or key.
    #[arg(long, value_name = "LIMIT=NUMBER")]
    pub budget: Vec<String>,
}

/// Arguments of `corpus`.
#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Corpus {
    /// Folders with descriptions.
    #[arg(required = true, value_name = "DIR")]
    pub folders: Vec<Utf8PathBuf>,
    /// Also checks each crate with `cargo check` under `-D warnings`.
    #[arg(long)]
    pub compile: bool,
    /// How many descriptions to run in parallel [default: one per core].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
    /// Only descriptions whose path contains this text.
    #[arg(long, value_name = "TEXT")]
    pub filter: Vec<String>,
    /// With `--compile`: adds the test of the examples to each crate, and runs it.
    #[arg(long, requires = "compile")]
    pub tests: bool,
    /// With `--compile`: only part K of N, so that a rotation covers all (`2/10`).
    #[arg(long, value_name = "K/N", requires = "compile")]
    pub compile_part: Option<String>,
    /// Also builds a program for each crate that sends the smallest request of every operation to the mock server, on a
    /// stack of 2 MiB, and reads the whole response; also fails on a type that is too large.
    #[arg(long)]
    pub run: bool,
    /// With `--run`: only part K of N, so that a rotation covers all (`2/10`).
    #[arg(long, value_name = "K/N", requires = "run")]
    pub run_part: Option<String>,
    /// With `--compile`: also compiles the example in the documentation of each operation.
    #[arg(long, requires = "compile")]
    pub examples: bool,
    /// With `--run`: the maximum size of a type in bytes; one with many fields may have 40 for each.
    #[arg(long, value_name = "BYTES", requires = "run", default_value_t = 4096)]
    pub size: usize,
    /// The format of the result.
    #[arg(long, value_enum, default_value_t)]
    pub format: TableFormat,
    /// Address space of each process, in MiB.
    #[arg(long, value_name = "MIB", default_value_t = 2048)]
    pub memory: u64,
    /// Time for each description and each program, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub time: u64,
    /// Keeps the crates in this folder.
    #[arg(long, value_name = "DIR")]
    pub keep: Option<Utf8PathBuf>,
    /// Prints only totals.
    #[arg(long, short)]
    pub quiet: bool,
}

/// The format of the result of `corpus`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// Text.
    #[default]
    Table,
    /// One JSON value.
    Json,
}

/// Arguments of the hidden `corpus-one`.
#[derive(Args, Debug)]
pub struct CorpusOne {
    /// The description or folder.
    pub unit: Utf8PathBuf,
    /// Where the crate goes, if it is wanted.
    #[arg(long)]
    pub out: Option<Utf8PathBuf>,
    /// Generates the crate once more and fails if a file differs.
    #[arg(long, requires = "out")]
    pub twice: bool,
    /// Adds the test of the examples.
    #[arg(long)]
    pub tests: bool,
    /// Where the program goes that makes every call, if it is wanted.
    #[arg(long)]
    pub program: Option<Utf8PathBuf>,
    /// The name of the crate.
    #[arg(long, default_value = "corpus-client")]
    pub name: String,
    /// Address space in MiB; 0 for no limit.
    #[arg(long, default_value_t = 0)]
    pub memory: u64,
    /// Stack in MiB; 0 for what the system gives.
    #[arg(long, default_value_t = 0)]
    pub stack: u64,
    /// Time of the processor in seconds; 0 for any.
    #[arg(long, default_value_t = 0)]
    pub seconds: u64,
}
