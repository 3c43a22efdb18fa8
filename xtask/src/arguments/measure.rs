//! What `measure` accepts.

use camino::Utf8PathBuf;
use clap::{Args, Subcommand};

/// Arguments of `measure`.
#[derive(Args, Debug)]
pub(crate) struct Measure {
    /// What to measure.
    #[command(subcommand)]
    pub(crate) measurement: Measurement,
    /// How often to measure; the median is shown.
    #[arg(long, value_name = "N", default_value_t = 3, global = true)]
    pub(crate) runs: usize,
}

/// The measurements. Use a release build of this program for `scale`; `speed` builds the program that it times.
#[derive(Debug, Subcommand)]
pub(crate) enum Measurement {
    /// `cargo check` of a made-up API: its types with derived serde, its types as emitted, its whole client. Or of the
    /// clients of descriptions, beside crates of other generators.
    Weight(Weight),
    /// From description to formatted files, against other generators in the same run; and growth with size. The program that is
    /// timed is built as it is published (profile `dist`).
    Speed(Speed),
    /// 100,000 of everything that a description can repeat: each within 10 s and 1 GB or refused with its limit, and in a
    /// straight line.
    Scale(Scale),
}

/// Arguments of `measure scale`.
#[derive(Args, Debug)]
pub(crate) struct Scale {
    /// How often each construct is repeated.
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    pub(crate) count: usize,
    /// Only constructs whose name contains this text.
    #[arg(long, value_name = "TEXT")]
    pub(crate) filter: Vec<String>,
    /// How many at once; more than one makes the times longer [default: 1].
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) jobs: Option<u16>,
}

/// Arguments of `measure weight`.
#[derive(Args, Clone, Debug)]
pub(crate) struct Weight {
    /// How large the made-up API is.
    #[command(flatten)]
    pub(crate) size: SyntheticSize,
    /// Weighs the client of this description, instead of a made-up API. May be given more than once.
    #[arg(long, value_name = "PATH")]
    pub(crate) spec: Vec<Utf8PathBuf>,
    /// Weighs this crate, of another generator, say. The first one is what the others are compared with.
    #[arg(long = "crate", value_name = "DIR")]
    pub(crate) crates: Vec<Utf8PathBuf>,
}

/// How large the made-up API is.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct SyntheticSize {
    /// Object schemas.
    #[arg(long, value_name = "N", default_value_t = 1500)]
    pub(crate) schemas: usize,
    /// Fields of each schema.
    #[arg(long, value_name = "N", default_value_t = 8)]
    pub(crate) fields: usize,
    /// Operations.
    #[arg(long, value_name = "N", default_value_t = 300)]
    pub(crate) operations: usize,
}

/// Arguments of `measure speed`.
#[derive(Args, Debug)]
pub(crate) struct Speed {
    /// Descriptions to time.
    #[arg(value_name = "PATH")]
    pub(crate) descriptions: Vec<Utf8PathBuf>,
    /// The command line of another generator, `{spec}` and `{out}` in it replaced.
    #[arg(long, value_name = "COMMAND")]
    pub(crate) peer: Vec<String>,
}
