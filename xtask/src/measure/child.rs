//! One process, run to its end and measured.
//!
//! In: a command. Out: what it took of the machine, with all its children.
//! Must never know: what the command does.

use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::Wait4;

use callwright::failure::Failure;

/// What a process took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measured {
    /// Wall time in seconds.
    pub(super) wall: f64,
    /// User time of the process and of its children, in seconds.
    pub(super) user: f64,
    /// The most memory that the process or one of its children held, in MB.
    pub(super) peak_mb: f64,
    /// Whether it ended well.
    pub(super) fine: bool,
}

/// Runs the command with nothing on its standard input and its output thrown away.
pub(super) fn measure(command: &mut Command) -> Result<Measured, Failure> {
    let program = command.get_program().to_string_lossy().into_owned();
    let failed = |source| Failure::Program { program: program.clone(), source };
    let start = Instant::now();
    let child =
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().map_err(failed)?;
    let used = child.wait4().map_err(failed)?;
    Ok(Measured {
        wall: start.elapsed().as_secs_f64(),
        user: used.rusage.utime.as_secs_f64(),
        peak_mb: bytes_to_mb(used.rusage.maxrss),
        fine: used.status.success(),
    })
}

#[allow(clippy::cast_precision_loss, reason = "memory is shown with three digits")]
fn bytes_to_mb(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
