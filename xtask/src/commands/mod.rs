//! The commands, one module each.
//!
//! In: what the command line says. Out: the verdict of the command that it names.
//! Must never know: what the commands have in common beyond that.

mod check;
mod corpus;
pub(crate) mod explain;
mod hostile;
mod import;
mod mock;
mod mutate;
mod normalize;
mod regenerate;
mod tidy;

use crate::arguments::{Arguments, Command};
use crate::failure::{Failure, Verdict};

/// Runs the command.
pub(crate) fn run(arguments: Arguments) -> Result<Verdict, Failure> {
    match arguments.command {
        Command::Import(arguments) => import::run(&arguments),
        Command::Regenerate(arguments) => regenerate::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Tidy(arguments) => tidy::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Corpus(arguments) => corpus::run(&arguments),
        Command::Hostile(arguments) => hostile::run(&arguments),
        Command::Mutate(arguments) => mutate::run(&arguments),
        Command::MutateOne(arguments) => mutate::one::run(&arguments),
        Command::Normalize(arguments) => normalize::run(&arguments),
        Command::Mock(arguments) => mock::run(&arguments),
        Command::Measure(arguments) => crate::measure::run(&arguments),
        Command::CorpusOne(arguments) => corpus::one::run(&arguments),
    }
}
