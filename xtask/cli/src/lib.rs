//! Turns API descriptions into Rust clients: the command line as a library.
//!
//! A team that has an `xtask` of its own needs no installed program:
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     callwright::run_as("cargo xtask")
//! }
//! ```
//!
//! What is hidden from the documentation serves the tasks of the project that this crate comes from, and may change with
//! every version.

#![allow(
    clippy::format_push_string,
    clippy::format_collect,
    reason = "the texts are short and printed once; `write!` would bring results that mean nothing"
)]
#![allow(
    clippy::must_use_candidate,
    clippy::missing_errors_doc,
    clippy::missing_panics_doc,
    reason = "all but two functions are hidden and serve the tasks of this project; errors are failures of a command"
)]

#[doc(hidden)]
pub mod arguments;
mod called;
mod checkout;
#[doc(hidden)]
pub mod commands;
#[doc(hidden)]
pub mod drift;
mod embedded;
#[doc(hidden)]
pub mod failure;
mod fetch;
mod findings;
#[doc(hidden)]
pub mod interrupt;
mod jobs;
mod manifest;
mod pipeline;
mod place;
mod plan;
#[doc(hidden)]
pub mod project;
#[doc(hidden)]
pub mod reading;
mod record;
mod requests;
#[doc(hidden)]
pub mod sources;
mod staging;
#[doc(hidden)]
pub mod terminal;
#[doc(hidden)]
pub mod workers;
mod workspace;
mod written;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;
use codegen::diag::visible_line;

use failure::{Failure, Verdict};

/// Runs the command line with the arguments of this process. `name` is how people call it (`callwright`, `cargo xtask`):
/// help, hints and the first lines of generated files repeat it.
///
/// ```no_run
/// fn main() -> std::process::ExitCode {
///     callwright::run_as("cargo xtask")
/// }
/// ```
#[must_use]
pub fn run_as(name: &'static str) -> ExitCode {
    run_with(name, |arguments: arguments::Arguments| commands::run(arguments.command))
}

/// The same as a subcommand of Cargo, which repeats the name of the subcommand as the first argument.
///
/// ```no_run
/// fn main() -> std::process::ExitCode {
///     callwright::run_as_cargo_subcommand()
/// }
/// ```
#[must_use]
pub fn run_as_cargo_subcommand() -> ExitCode {
    const SUBCOMMAND: &str = "callwright";
    let mut arguments: Vec<OsString> = std::env::args_os().collect();
    if arguments.get(1).is_some_and(|first| first == SUBCOMMAND) {
        arguments.remove(1);
    }
    called::set("cargo callwright");
    run_these(arguments, |arguments: arguments::Arguments| commands::run(arguments.command))
}

/// A command line that has more commands than this one.
#[doc(hidden)]
pub fn run_with<A: Parser>(name: &'static str, run: impl FnOnce(A) -> Result<Verdict, Failure>) -> ExitCode {
    called::set(name);
    run_these(std::env::args_os().collect(), run)
}

fn run_these<A: Parser>(
    arguments: Vec<OsString>,
    run: impl FnOnce(A) -> Result<Verdict, Failure>,
) -> ExitCode {
    let command = called::name_command(A::command());
    let read = command.try_get_matches_from(arguments);
    let arguments = match read.and_then(|matches| A::from_arg_matches(&matches)) {
        Ok(arguments) => arguments,
        Err(refused) if refused.use_stderr() => {
            // It repeats what was given, and that may be the name of a stranger's file.
            terminal::note(refused.render().to_string().trim_end());
            return ExitCode::from(2);
        }
        Err(help) => help.exit(),
    };
    match run(arguments) {
        Ok(verdict) => verdict.into(),
        Err(failure) => {
            terminal::note(&format!("error: {}", visible_line(&failure.to_string())));
            if let Some(remedy) = failure.remedy() {
                terminal::note(&format!("  = help: {remedy}"));
            }
            failure.exit_code()
        }
    }
}
