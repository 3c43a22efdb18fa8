//! The command line of this project: the commands that people install, and the project's own tasks.
//!
//! In: arguments. Out: what the task says, and an exit code.
//! Must never know: how a schema becomes Rust.

#![allow(
    clippy::format_push_string,
    clippy::format_collect,
    reason = "the texts are short and printed once; `write!` would bring results that mean nothing"
)]

mod arguments;
mod cargo;
mod commands;
mod measure;

use std::process::ExitCode;

/// A run allocates and frees tokens by the million; the allocator of the system takes a third of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    callwright::run_with("cargo xtask", commands::run)
}
