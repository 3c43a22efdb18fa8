//! The command line: reads descriptions, calls `codegen`, writes, compares, reports.
//!
//! In: arguments and files. Out: files, text for people or tools, and an exit code.
//! Must never know: how a schema becomes Rust.

#![allow(
    clippy::format_push_string,
    clippy::format_collect,
    reason = "the texts are short and printed once; `write!` would bring results that mean nothing"
)]

mod arguments;
mod commands;
mod drift;
mod failure;
mod findings;
mod interrupt;
mod measure;
mod pipeline;
mod place;
mod plan;
mod project;
mod reading;
mod requests;
mod sources;
mod staging;
mod terminal;
mod workers;
mod workspace;
mod written;

use std::process::ExitCode;

use clap::Parser;
use codegen::diag::visible_line;

/// A run allocates and frees tokens by the million; the allocator of the system takes a third of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = match arguments::Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(refused) if refused.use_stderr() => {
            // It repeats what was given, and that may be the name of a stranger's file.
            terminal::note(refused.render().to_string().trim_end());
            return ExitCode::from(2);
        }
        Err(help) => help.exit(),
    };
    match commands::run(arguments) {
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
