//! What people call this program.
//!
//! In: a name, once, at the start. Out: the name for help, hints and headers.
//! Must never know: what the commands do.

use std::sync::OnceLock;

use clap::Command;

/// The name of the installed program.
const INSTALLED: &str = "callwright";

static NAME: OnceLock<&'static str> = OnceLock::new();

/// Says what this process was called; what was said first counts.
pub(crate) fn set(name: &'static str) {
    // Whoever comes second is told nothing else than the first.
    let _ = NAME.set(name);
}

/// The name to repeat to whoever called: `cargo xtask`.
pub(crate) fn name() -> &'static str {
    NAME.get().copied().unwrap_or(INSTALLED)
}

/// Whether it is the program that people install, and not one that calls the library.
pub(crate) fn is_installed() -> bool {
    written() == INSTALLED
}

/// The program that a shell completes: subcommands of Cargo are a program of their own, all others are called by one word.
pub(crate) fn program() -> String {
    name().replace(' ', "-")
}

/// The command line under this name.
pub(crate) fn name_command(command: Command) -> Command {
    command.name(name()).bin_name(name())
}

/// The name that generated files have in their first line. It is the same for both ways to call what is installed, or two
/// people would write two clients.
pub(crate) fn written() -> &'static str {
    match name() {
        "cargo callwright" => INSTALLED,
        other => other,
    }
}
