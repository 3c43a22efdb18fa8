//! Calls through this crate beside the same calls written by hand with `reqwest` and `serde`, on one machine, against
//! one loopback server. Run with `cargo bench -p callwright-runtime --bench calls`.
//!
//! Prints a line for each aim. Allocations are the same on every machine, so more of them than the aim make it fail;
//! times are for people, because other programs change them, the processor's time least of all. What a ratio of times is
//! worth is told by its 95 % interval; `-- --groups 200` takes five times the turns, and makes it half as wide.
//!
//! With `-- --only runtime` or `-- --only by-hand`, it makes some calls of that side and nothing else: for profilers,
//! such as `valgrind --tool=callgrind`, that count the instructions of a call.

#![allow(missing_docs, reason = "a program, not a library")]

mod caller;
mod measure;
mod server;
mod table;

use std::{error::Error, process::ExitCode, time::Duration};

use caller::{ByHand, Runtime};
use measure::{AT_ONCE, IN_A_ROW, Turn};
use server::Server;
use table::Line;

/// How much more than by hand is fine.
const MOST_TIME: f64 = 1.10;
const MOST_ALLOCATIONS: f64 = 1.25;
/// Allocations that may be left of a call: what a pool or a table keeps once counts for all calls.
const MOST_LEFT: f64 = 0.01;
const GROUPS: usize = 40;

fn main() -> Result<ExitCode, Box<dyn Error + Send + Sync>> {
    if server::serve_if_asked()? {
        return Ok(ExitCode::SUCCESS);
    }
    // The client by hand takes its TLS provider from the process; ours has its own.
    #[cfg(feature = "rustls")]
    let _ = rustls::crypto::ring::default_provider().install_default();
    let server = Server::start()?;
    let one_thread = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (runtime, by_hand) = (Runtime::new(&server.base)?, ByHand::new(&server.base)?);
    match option("--only").as_deref() {
        None => {}
        Some("runtime") => {
            one_thread.block_on(measure::in_a_row(&runtime, IN_A_ROW));
            return Ok(ExitCode::SUCCESS);
        }
        Some("by-hand") => {
            one_thread.block_on(measure::in_a_row(&by_hand, IN_A_ROW));
            return Ok(ExitCode::SUCCESS);
        }
        Some(other) => return Err(format!("`--only {other}`: it is `runtime` or `by-hand`").into()),
    }
    let groups = option("--groups").map_or(Ok(GROUPS), |groups| groups.parse())?;
    let allocated =
        [measure::allocations(&one_thread, &runtime), measure::allocations(&one_thread, &by_hand)];
    let [each, left] = [0, 1].map(|index| allocated.map(|counts| counts[index]));
    let allocations = Line::of_values("allocations of a call", "", each, MOST_ALLOCATIONS);
    let is_fine = allocations.is_met() && left[0] <= MOST_LEFT;
    // Connections live on the runtime that made them.
    let (runtime, by_hand) = (Runtime::new(&server.base)?, ByHand::new(&server.base)?);
    let turns = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(measure::take_turns(&runtime, &by_hand, groups));
    let mut lines = lines_of(&turns);
    lines.push(allocations);
    table::print(&lines);
    println!("allocations left of a call: {:.3}, by hand {:.3}", left[0], left[1]);
    Ok(ExitCode::from(u8::from(!is_fine)))
}

/// What stands behind a flag of the command line.
fn option(flag: &str) -> Option<String> {
    std::env::args().skip_while(|argument| argument != flag).nth(1)
}

fn lines_of(turns: &[Vec<Turn>; 2]) -> Vec<Line> {
    let line = |what: String, unit, scale: f64, of: fn(&Turn) -> Duration| {
        let times = turns
            .each_ref()
            .map(|turns| turns.iter().map(|turn| of(turn).as_secs_f64() * scale).collect::<Vec<f64>>());
        Line::of_turns(what, unit, &times, MOST_TIME)
    };
    let (at_once, in_a_row) = (1e6 / count(AT_ONCE), 1e6 / count(IN_A_ROW));
    let mut lines = vec![
        line(format!("{AT_ONCE} calls at once, each"), "µs", at_once, |turn| turn.all),
        line("of these, p99 since they were asked".to_owned(), "ms", 1e3, |turn| turn.since_asked),
        line("of these, p99 since they began".to_owned(), "ms", 1e3, |turn| turn.since_begun),
        line("of these, the processor's time, each".to_owned(), "µs", at_once, |turn| turn.processor),
        line(format!("{IN_A_ROW} calls in a row, each"), "µs", in_a_row, |turn| turn.row),
    ];
    lines.retain(Line::is_known);
    lines
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand")]
fn count(calls: usize) -> f64 {
    calls as f64
}
