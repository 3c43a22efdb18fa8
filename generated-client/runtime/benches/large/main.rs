//! Answers of 64 MiB, of every kind of JSON that is small as text and large as values, with the limits that clients have by
//! default: what they take of memory at the peak, and how long they keep a thread that others wait for. Run with
//! `cargo bench -p callwright-runtime --bench large`.
//!
//! Each case is a process of its own, because the peak of a process never falls; the server is this one. More memory than the
//! aim makes it fail. Times are for people: what a poll took of the processor is its own doing, and what it took by the clock
//! is also that of other programs.

#![allow(missing_docs, reason = "a program, not a library")]

mod bodies;
mod call;

use std::{env, io, process::Command, process::ExitCode};

use bodies::{CASES, Case, serve};

/// How much memory is fine, as times the bytes of the answer.
const MOST_MEMORY: f64 = 10.0;
/// How long a poll may take, in milliseconds.
const LONGEST_POLL: f64 = 50.0;

fn main() -> io::Result<ExitCode> {
    if let (Some(name), Some(url)) = (option("--case"), option("--url")) {
        let case = CASES.iter().find(|case| case.name == name).ok_or(io::ErrorKind::NotFound)?;
        println!("{}", call::measured(case, &url));
        return Ok(ExitCode::SUCCESS);
    }
    let (url, only) = (serve()?, option("--only"));
    let cases = CASES.iter().filter(|case| only.as_deref().is_none_or(|only| case.name.contains(only)));
    println!("{:<28} {:>9} {:>9} {:>9}  outcome", "64 MiB of", "memory", "poll", "by clock");
    let mut is_fine = true;
    for case in cases {
        is_fine &= measure(case, &url)?;
    }
    println!("aims: memory up to {MOST_MEMORY} times the bytes, polls up to {LONGEST_POLL} ms");
    Ok(ExitCode::from(u8::from(!is_fine)))
}

/// Measures a case and prints a line; whether its memory is fine.
fn measure(case: &Case, url: &str) -> io::Result<bool> {
    let mut command = Command::new(env::current_exe()?);
    let output = command.args(["--case", case.name, "--url", url]).output()?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut words = printed.trim().splitn(4, ' ');
    let mut number = || words.next().and_then(|word| word.parse::<f64>().ok());
    let (Some(memory), Some(poll), Some(clock)) = (number(), number(), number()) else {
        println!("{:<28} {}", case.name, String::from_utf8_lossy(&output.stderr));
        return Ok(false);
    };
    let mark = |is_met: bool| if is_met { ' ' } else { '!' };
    println!(
        "{:<28} {memory:>7.2} x{} {poll:>5.1} ms{} {clock:>5.1} ms  {}",
        case.name,
        mark(memory <= MOST_MEMORY),
        mark(poll <= LONGEST_POLL),
        words.next().unwrap_or_default()
    );
    Ok(memory <= MOST_MEMORY)
}

/// What stands behind a flag of the command line.
fn option(flag: &str) -> Option<String> {
    env::args().skip_while(|argument| argument != flag).nth(1)
}
