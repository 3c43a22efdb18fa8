//! One description in a process of its own, under limits.
//!
//! In: a description. Out: how its process ended, what it said, how long it took.
//! Must never know: what a good answer is.

use std::fs::File;
use std::io::{Read, Seek};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use camino::Utf8Path;

use super::units::Unit;
use super::{Ending, Figures, Row};
use crate::failure::Failure;

/// What a process may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Address space in MiB.
    pub memory: u64,
    /// Stack of the thread that generates, in MiB; 0 for what the system gives.
    pub stack: u64,
    /// Wall time.
    pub time: Duration,
}

/// What is written of a description.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a> {
    /// Where the crate goes, if it is wanted.
    pub out: Option<&'a Utf8Path>,
    /// Where the program goes that makes every call, if it is wanted.
    pub program: Option<&'a Utf8Path>,
    /// Whether the crate is generated once more, where it is wanted, to see whether it stays as it is.
    pub twice: bool,
    /// Whether the crate gets the test of the examples.
    pub tests: bool,
}

impl<'a> Wanted<'a> {
    /// A crate and nothing else.
    pub fn a_crate(out: &'a Utf8Path) -> Self {
        Self { out: Some(out), ..Self::default() }
    }
}

/// Generates one description.
pub fn run(unit: &Unit, wanted: Wanted<'_>, limits: Limits) -> Result<Row, Failure> {
    let program =
        std::env::current_exe().map_err(|source| Failure::Program { program: "xtask".to_owned(), source })?;
    let scratch = || tempfile::tempfile().map_err(Failure::file("create", Utf8Path::new("a temporary file")));
    let (mut said, mut complaints) = (scratch()?, scratch()?);
    let share =
        |file: &File| file.try_clone().map_err(Failure::file("open", Utf8Path::new("a temporary file")));
    let mut command = Command::new(program);
    command.args(["corpus-one", unit.path.as_str(), "--name", &unit.slug]);
    command.args(["--memory", &limits.memory.to_string(), "--stack", &limits.stack.to_string()]);
    if let Some(out) = wanted.out {
        command.args(["--out", out.as_str()]);
        command.args(wanted.twice.then_some("--twice"));
        command.args(wanted.tests.then_some("--tests"));
    }
    if let Some(program) = wanted.program {
        command.args(["--program", program.as_str()]);
    }
    // The allocator would set aside more addresses than the limit leaves for threads.
    command.env("MIMALLOC_ARENA_RESERVE", "32MiB");
    command.stdin(Stdio::null()).stdout(share(&said)?).stderr(share(&complaints)?);
    let start = Instant::now();
    let mut child = command
        .spawn()
        .map_err(|source| Failure::Program { program: "xtask corpus-one".to_owned(), source })?;
    let (status, seen) = wait(&mut child, start + limits.time)
        .map_err(|source| Failure::Program { program: "xtask corpus-one".to_owned(), source })?;
    let seconds = start.elapsed().as_secs_f64();
    let mut figures: Figures = serde_json::from_str(&text_of(&mut said)).unwrap_or_default();
    figures.peak_kib = figures.peak_kib.max(seen.peak_kib);
    figures.sockets = seen.sockets;
    let ending = ending(status);
    let fine = matches!(ending, Ending::Generated | Ending::Refused);
    let last_words = if fine { String::new() } else { last_line(&text_of(&mut complaints)) };
    Ok(Row { unit: unit.name.clone(), ending, figures, seconds, last_words, compile: None, run: None })
}

/// What was seen of a process while it lived.
#[derive(Default)]
struct Seen {
    peak_kib: u64,
    sockets: usize,
}

/// Waits for the end, at most until the deadline; says how it ended (`None`: too late) and what was seen.
fn wait(child: &mut Child, deadline: Instant) -> std::io::Result<(Option<ExitStatus>, Seen)> {
    let mut seen = Seen::default();
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok((Some(status), seen));
        }
        // A process that dies cannot say how much it held, so it is asked from outside while it lives. Until it has begun
        // its own program, it has the memory of this one.
        if arguments(&child.id().to_string()) != arguments("self") {
            seen.peak_kib = seen.peak_kib.max(peak_kib(child.id()));
        }
        seen.sockets = seen.sockets.max(sockets(child.id()));
        if Instant::now() > deadline {
            child.kill()?;
            child.wait()?;
            return Ok((None, seen));
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(5));
    }
}

/// How many sockets a process holds open; 0 where the system does not say.
fn sockets(process: u32) -> usize {
    let Ok(open) = std::fs::read_dir(format!("/proc/{process}/fd")) else { return 0 };
    let leads_to_socket = |entry: &std::fs::DirEntry| {
        std::fs::read_link(entry.path()).is_ok_and(|to| to.to_string_lossy().starts_with("socket:"))
    };
    open.flatten().filter(leads_to_socket).count()
}

fn ending(status: Option<ExitStatus>) -> Ending {
    match status.map(|status| status.code()) {
        None => Ending::TimedOut,
        Some(Some(0)) => Ending::Generated,
        Some(Some(3)) => Ending::Refused,
        Some(Some(101)) => Ending::Panicked,
        Some(Some(_)) => Ending::Failed,
        Some(None) => Ending::Died,
    }
}

/// The most memory that a process has held so far, in KiB; 0 where the system does not say.
pub fn peak_kib(process: u32) -> u64 {
    let Ok(status) = std::fs::read_to_string(format!("/proc/{process}/status")) else { return 0 };
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// What a process was started with; nothing where the system does not say.
fn arguments(process: &str) -> Vec<u8> {
    std::fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default()
}

/// Everything that a process wrote into a file; nothing where that cannot be read.
pub(super) fn text_of(file: &mut File) -> String {
    let mut bytes = Vec::new();
    let read = file.rewind().and_then(|()| file.read_to_end(&mut bytes));
    if read.is_err() {
        bytes.clear();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The line that says most: where a panic happened, else the last one.
fn last_line(text: &str) -> String {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let mut panic = text.lines().skip_while(|line| !line.contains("panicked at")).take(2);
    match panic.next() {
        Some(place) => format!("{place} {}", panic.next().unwrap_or_default()),
        None => lines.next_back().unwrap_or_default().to_owned(),
    }
}
