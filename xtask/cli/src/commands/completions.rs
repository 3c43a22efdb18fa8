//! `completions`: what a shell needs to complete the commands and their flags.
//!
//! In: the name of a shell. Out: a script for it on standard output.
//! Must never know: what the commands do.

use clap::CommandFactory as _;
use clap_complete::generate;

use crate::arguments::{Arguments, Completions};
use crate::failure::{Failure, Verdict};
use crate::{called, terminal};

/// Prints the script.
pub(super) fn run(arguments: &Completions) -> Result<Verdict, Failure> {
    let program = called::program();
    let mut script = Vec::new();
    generate(arguments.shell, &mut Arguments::command(), program, &mut script);
    let script = String::from_utf8(script)
        .map_err(|_| Failure::usage(format!("the script for {} is not UTF-8", arguments.shell)))?;
    terminal::print(&script);
    Ok(Verdict::Fine)
}
