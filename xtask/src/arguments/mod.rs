//! What the command line of this project accepts: the commands that users have, and tasks of the project.
//!
//! In: the arguments of the program. Out: one value per command.
//! Must never know: what a command does with them.

mod measure;

use callwright::arguments::{Command, EXIT_CODES, TableFormat};
use camino::Utf8PathBuf;
use clap::{Args, Parser, Subcommand};

pub(crate) use measure::{Measure, Measurement, Scale, Speed, SyntheticSize, Weight};

/// Turns API descriptions into Rust clients, and maintains this project.
#[derive(Debug, Parser)]
#[command(version, about = "Turns API descriptions into Rust clients, and looks after this project.", after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    /// The command to run.
    #[command(subcommand)]
    pub(crate) task: Task,
}

/// The commands, one module each.
#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    /// The commands of the installed program.
    #[command(flatten)]
    Installed(Box<Command>),
    /// Checks the rules of the project itself: sizes, imports of rooms, documentation of codes.
    Tidy(Tidy),
    /// Runs malicious descriptions and checks that none of them has an effect.
    Hostile(Hostile),
    /// Injects single faults into valid descriptions and checks that each is tolerated or reported at its place.
    Mutate(Mutate),
    /// Measures the cost of generated code and the speed of the generator.
    Measure(Measure),
    /// One description of `mutate`, in a process of its own.
    #[command(hide = true)]
    MutateOne(MutateOne),
}

/// Arguments of `tidy`.
#[derive(Args, Debug)]
pub(crate) struct Tidy {
    /// Prints only problems.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// Arguments of `hostile`.
///
/// The suite is data in `tests/fixtures/hostile`: payloads times the places of a description, and whole files. Each
/// runs in a process of its own with 1 GiB of address space, 10 seconds and 2 MiB of stack. It must end with a client
/// or with diagnostics that have a place, write nothing outside of its folder, and its output must have the same structure
/// as the client of its harmless twin.
#[derive(Args, Debug)]
#[command(verbatim_doc_comment)]
pub(crate) struct Hostile {
    /// Only cases whose name contains this text.
    #[arg(long, value_name = "TEXT")]
    pub(crate) filter: Vec<String>,
    /// The format of the result.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: TableFormat,
    /// How many cases to run in parallel [default: one per core].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) jobs: Option<u16>,
    /// Shows every case, not only those with a finding.
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

/// Arguments of `mutate`.
///
/// The faults are a deleted key, a value of another type, a broken reference, a duplicate key, and a list and a map that
/// swapped places. A fault is tolerated if a client is generated without a new warning. Otherwise a new warning or error
/// must point to its place: to the JSON pointer of the fault in the file, to its parent, or to one of its children. Nothing
/// else counts. Findings at references to something deleted (a `$ref`, its name in `required` or in `security`) are shown
/// as `asked`, and do not count either.
///
/// Ends with 0 if at least 95 % are tolerated or placed, none took more than 3 times the time without a fault (or 0.1 s),
/// and no process panicked or was killed. Use a release build.
///
/// With --changes, valid descriptions are changed into other valid ones to test the verdicts of `diff`. It must call breaking
/// changes major, or breaking on the wire; ends with 0 if none is called compatible. It must not call harmless changes
/// breaking; ends with 0 if at most 2 % are, each of which is listed.
#[derive(Args, Debug)]
#[command(verbatim_doc_comment)]
pub(crate) struct Mutate {
    /// Folders with descriptions.
    #[arg(required = true, value_name = "DIR")]
    pub(crate) folders: Vec<Utf8PathBuf>,
    /// Makes changes that are known to be breaking or harmless, instead of faults.
    #[arg(long, value_enum, value_name = "EFFECT")]
    pub(crate) changes: Option<Effect>,
    /// How many faults for each description, each in its own run; with --changes, how many changes in total.
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub(crate) faults: usize,
    /// The seed of the faults; the same seed gives the same faults.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Seconds after which no further fault is injected.
    #[arg(long, value_name = "SECONDS", default_value_t = 3600)]
    pub(crate) time: u64,
    /// Only descriptions whose path contains this text.
    #[arg(long, value_name = "TEXT")]
    pub(crate) filter: Vec<String>,
    /// How many descriptions to run in parallel [default: one per core].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) jobs: Option<u16>,
    /// The format of the result.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: TableFormat,
    /// Lists the faults that were not reported at their place, and those that took too long.
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

/// What a change is known to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Effect {
    /// Source no longer compiles, or published clients fail.
    Breaking,
    /// Neither happens.
    Harmless,
}

impl Effect {
    /// The word for it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Harmless => "harmless",
        }
    }
}

/// Arguments of the hidden `mutate-one`.
#[derive(Args, Debug)]
pub(crate) struct MutateOne {
    /// The description.
    pub(crate) description: Utf8PathBuf,
    /// How many faults.
    #[arg(long)]
    pub(crate) faults: usize,
    /// What decides them.
    #[arg(long)]
    pub(crate) seed: u64,
    /// Seconds after which no further fault is tried.
    #[arg(long)]
    pub(crate) time: u64,
}
