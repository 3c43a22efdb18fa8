//! The installed program; everything is in the library.

use std::process::ExitCode;

/// A run allocates and frees tokens by the million; the allocator of the system takes a third of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    callwright::run_as("callwright")
}
