//! One description in a process of its own, by the time of the processor that it takes: on a busy machine the clock says
//! nothing about growth.
//!
//! In: a description. Out: how its process ended, and what it took.
//! Must never know: what is in the description.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek};
use std::process::{Command, Stdio};

use camino::Utf8Path;
use serde::Deserialize;
use wait4::Wait4;

use callwright::failure::Failure;

/// Address space in MB. Allocators set aside more of it than they ever use, so what is judged is what the process held; this
/// only keeps the machine alive.
const MEMORY: u64 = 4000;

/// Seconds of the processor after which the system ends it. A build for developers takes many times as long.
const SECONDS: u64 = if cfg!(debug_assertions) { 300 } else { 10 };

/// What became of a description.
#[derive(Debug)]
pub(super) struct Ran {
    /// Seconds of the processor, of all threads.
    pub(super) seconds: f64,
    /// The most memory that the process held, in MB.
    pub(super) megabytes: u64,
    /// How it ended.
    pub(super) ending: Ended,
    /// What the process said.
    pub(super) figures: Figures,
}

/// What of its figures is shown.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Figures {
    pub(super) lines: usize,
    /// Findings by code.
    pub(super) codes: BTreeMap<String, usize>,
}

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// A crate was made.
    Generated,
    /// The description was refused with diagnostics.
    Refused,
    /// The time was up.
    TooLong,
    /// Anything else: no memory, a panic.
    Died,
}

/// Generates the client of what is in the folder; nothing is written.
pub(super) fn run(folder: &Utf8Path) -> Result<Ran, Failure> {
    let failed = |source| Failure::Program { program: "xtask corpus-one".to_owned(), source };
    let mut said = tempfile::tempfile().map_err(failed)?;
    let mut command = Command::new(std::env::current_exe().map_err(failed)?);
    command.args(["corpus-one", folder.as_str(), "--name", "scale-client", "--stack", "2"]);
    command.args(["--memory", &MEMORY.to_string(), "--seconds", &SECONDS.to_string()]);
    command.stdin(Stdio::null()).stdout(said.try_clone().map_err(failed)?).stderr(Stdio::null());
    let used = command.spawn().map_err(failed)?.wait4().map_err(failed)?;
    let seconds = (used.rusage.utime + used.rusage.stime).as_secs_f64();
    let ending = match used.status.code() {
        Some(0) => Ended::Generated,
        Some(3) => Ended::Refused,
        None if used.rusage.utime.as_secs() + 1 >= SECONDS => Ended::TooLong,
        _ => Ended::Died,
    };
    let figures = read(&mut said).unwrap_or_default();
    Ok(Ran { seconds, megabytes: used.rusage.maxrss / 1_000_000, ending, figures })
}

fn read(said: &mut File) -> Option<Figures> {
    let mut text = String::new();
    said.rewind().and_then(|()| said.read_to_string(&mut text)).ok()?;
    serde_json::from_str(&text).ok()
}
