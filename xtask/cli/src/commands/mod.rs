//! The commands, one module each.
//!
//! In: what the command line says. Out: the verdict of the command that it names.
//! Must never know: what the commands have in common beyond that.

mod check;
mod completions;
pub mod corpus;
mod diff;
pub mod explain;
mod import;
mod init;
mod mock;
mod normalize;
mod regenerate;
mod several;
mod update;

use crate::arguments::Command;
use crate::failure::{Failure, Verdict};

/// Runs the command.
pub fn run(command: Command) -> Result<Verdict, Failure> {
    match command {
        Command::Init(arguments) => init::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Regenerate(arguments) => regenerate::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Update(arguments) => update::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Corpus(arguments) => corpus::run(&arguments),
        Command::Normalize(arguments) => normalize::run(&arguments),
        Command::Mock(arguments) => mock::run(&arguments),
        Command::CorpusOne(arguments) => corpus::one::run(&arguments),
    }
}
