//! The same program as a subcommand of Cargo: `cargo callwright check`.

use std::process::ExitCode;

/// A run allocates and frees tokens by the million; the allocator of the system takes a third of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    callwright::run_as_cargo_subcommand()
}
