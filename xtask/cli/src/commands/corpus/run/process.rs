//! A program and the mock server that it calls, each in a process of its own.
//!
//! In: a built program, and the description that is served. Out: what became of its calls. A program that dies is started
//! again behind the call that killed it.
//! Must never know: how programs are built.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use camino::Utf8Path;

use super::super::compile;
use super::super::measure::text_of;
use super::super::units::Unit;
use super::report::{Ran, Report};
use super::{Order, build};
use crate::failure::Failure;
use crate::interrupt;

/// How often a program that dies is started again.
const MOST_DEATHS: usize = 20;

/// How long reading a description may take the server.
const START: u64 = 120;

/// How a process ended.
pub(super) enum Ended {
    /// By itself.
    Itself(ExitStatus),
    /// It took too long, or Ctrl-C came.
    Late,
}

/// Runs the program of a description to its last call.
pub(super) fn run(order: &Order<'_>, unit: &Unit) -> Result<Ran, Failure> {
    let start = Instant::now();
    let Some(server) = Server::start(unit, order.time)? else {
        return Ok(Ran::failed("the mock server does not serve this description".to_owned()));
    };
    let program = build::program(&compile::target(order.project), unit);
    let mut ran = run_to_the_end(&program, &server.address, order)?;
    ran.seconds = start.elapsed().as_secs_f64();
    Ok(ran)
}

/// Runs a program, and again behind each call that killed it.
fn run_to_the_end(program: &Utf8Path, address: &str, order: &Order<'_>) -> Result<Ran, Failure> {
    let mut report = Report::default();
    let mut from = 0;
    for _ in 0..MOST_DEATHS {
        let (ended, lines, complaints) = run_from(program, address, from, order)?;
        for line in lines.lines() {
            report.read(line);
        }
        let last_words = match ended {
            Ended::Itself(status) if status.success() => break,
            Ended::Itself(status) => last_words(status, &complaints),
            Ended::Late => format!("it was ended after {} s", order.time.as_secs()),
        };
        if interrupt::is_asked() {
            break;
        }
        match report.died(&last_words) {
            Some(next) => from = next,
            None => break,
        }
    }
    Ok(report.finish())
}

fn last_words(status: ExitStatus, complaints: &str) -> String {
    let said = complaints.lines().find(|line| line.contains("overflow") || line.contains("panicked"));
    let said = said.or_else(|| complaints.lines().next()).unwrap_or_default();
    format!("{status}: {said}")
}

/// Runs the program from a call on: how it ended, its report, and what it said besides.
fn run_from(
    program: &Utf8Path,
    address: &str,
    from: usize,
    order: &Order<'_>,
) -> Result<(Ended, String, String), Failure> {
    let failed = |source| Failure::Program { program: program.to_string(), source };
    let scratch = || tempfile::tempfile().map_err(Failure::file("create", Utf8Path::new("a temporary file")));
    let (mut output, mut complaints) = (scratch()?, scratch()?);
    let mut child = Command::new(program)
        .args([address, &from.to_string(), &order.size.to_string()])
        .stdin(Stdio::null())
        .stdout(output.try_clone().map_err(failed)?)
        .stderr(complaints.try_clone().map_err(failed)?)
        .spawn()
        .map_err(failed)?;
    let ended = wait(&mut child, Instant::now() + order.time).map_err(failed)?;
    Ok((ended, text_of(&mut output), text_of(&mut complaints)))
}

/// Waits for the end, which comes at the deadline or with Ctrl-C at the latest.
pub(super) fn wait(child: &mut Child, deadline: Instant) -> std::io::Result<Ended> {
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Ended::Itself(status));
        }
        if Instant::now() > deadline || interrupt::is_asked() {
            child.kill()?;
            child.wait()?;
            return Ok(Ended::Late);
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

/// A mock server, which ends with this value, with this process, and at the latest after a while.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// Serves a description; `None` where the server refuses to.
    fn start(unit: &Unit, time: Duration) -> Result<Option<Self>, Failure> {
        let failed = |source| Failure::Program { program: "xtask mock".to_owned(), source };
        let most_deaths = u64::try_from(MOST_DEATHS).unwrap_or(u64::MAX);
        let longest = time.as_secs().saturating_mul(most_deaths).saturating_add(START);
        let mut child = Command::new(std::env::current_exe().map_err(failed)?)
            .args(["mock", "--spec", unit.path.as_str(), "--port", "0", "--until-stdin-closes"])
            .args(["--stop-after", &longest.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(failed)?;
        let mut line = String::new();
        if let Some(output) = child.stdout.take() {
            BufReader::new(output).read_line(&mut line).map_err(failed)?;
        }
        let address = line.trim().strip_prefix("mock: listening on ").map(str::to_owned);
        let server = Self { child, address: address.clone().unwrap_or_default() };
        Ok(address.map(|_| server))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A server that is gone already needs no ending.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::project::Project;
    use std::os::unix::fs::PermissionsExt as _;

    /// What comes of a program that is a script; it gets the URL and the number of the first call.
    fn ran(script: &str, time: Duration) -> Ran {
        let folder = tempfile::tempdir().unwrap();
        let program = Utf8Path::from_path(folder.path()).unwrap().join("program");
        std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let project = Project::find().unwrap();
        let order = Order { project: &project, crates: Utf8Path::new("."), part: None, time, size: 4096 };
        run_to_the_end(&program, "http://127.0.0.1:1", &order).unwrap()
    }

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn a_program_that_dies_goes_on_behind_the_call_that_killed_it() {
        let ran = ran(
            r#"if [ "$2" = 0 ]; then
                 echo '{"types":1,"largest":[],"over":[]}'
                 echo '{"begin":0,"name":"a"}'
                 echo "thread has overflowed its stack" >&2
                 kill -ABRT $$
               fi
               echo "{\"begin\":$2,\"name\":\"b\"}"
               echo "{\"end\":$2,\"outcome\":\"clean\"}""#,
            LONG,
        );
        assert_eq!((ran.calls, ran.is_clean()), (2, false), "{ran:?}");
        let [failure] = ran.failures.as_slice() else { panic!("{ran:?}") };
        assert!(failure.starts_with("a died: ") && failure.ends_with("overflowed its stack"), "{failure}");
    }

    #[test]
    fn a_call_that_takes_too_long_ends_and_is_named() {
        let ran = ran(
            r#"echo '{"types":1,"largest":[],"over":[]}'
               [ "$2" = 0 ] || exit 0
               echo '{"begin":0,"name":"slow"}'
               exec sleep 60"#,
            Duration::from_millis(300),
        );
        assert_eq!(ran.failures, ["slow died: it was ended after 0 s"]);
    }
}
