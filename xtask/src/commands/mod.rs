//! The tasks of this project, one module each.
//!
//! In: what the command line says. Out: the verdict of the task that it names.
//! Must never know: what the tasks have in common beyond that.

mod hostile;
mod mutate;
mod tidy;

use callwright::failure::{Failure, Verdict};

use crate::arguments::{Arguments, Task};

/// Runs the task.
pub(crate) fn run(arguments: Arguments) -> Result<Verdict, Failure> {
    match arguments.task {
        Task::Installed(command) => callwright::commands::run(*command),
        Task::Tidy(arguments) => tidy::run(&arguments),
        Task::Hostile(arguments) => hostile::run(&arguments),
        Task::Mutate(arguments) => mutate::run(&arguments),
        Task::MutateOne(arguments) => mutate::one::run(&arguments),
        Task::Measure(arguments) => crate::measure::run(&arguments),
    }
}
