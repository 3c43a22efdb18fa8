//! What is measured, and how the two sides take turns.

use std::time::{Duration, Instant};

use crate::caller::Caller;

pub(crate) const AT_ONCE: usize = 2_000;
pub(crate) const IN_A_ROW: usize = 1_000;

/// One turn of one side.
pub(crate) struct Turn {
    /// From the first call to the end of the last of [`AT_ONCE`].
    pub(crate) all: Duration,
    /// What 99 of 100 of them stay below, counted from when they were asked for. Waiting for a free thread counts: it is
    /// time that whoever waits for the answer waits.
    pub(crate) since_asked: Duration,
    /// The same, counted from when a thread took them up.
    pub(crate) since_begun: Duration,
    /// The processor's time for them.
    pub(crate) processor: Duration,
    /// [`IN_A_ROW`] calls, one after the other.
    pub(crate) row: Duration,
}

/// The turns of both sides, in groups of four: each side begins as often as it ends, because what else the machine does
/// comes and goes more slowly than that.
pub(crate) async fn take_turns(
    runtime: &impl Caller,
    by_hand: &impl Caller,
    groups: usize,
) -> [Vec<Turn>; 2] {
    // The first calls open the connections.
    turn(runtime).await;
    turn(by_hand).await;
    let mut turns = [Vec::new(), Vec::new()];
    for group in 0..groups {
        let order = if group % 2 == 0 { [0, 1, 1, 0] } else { [1, 0, 0, 1] };
        for side in order {
            turns[side].push(if side == 0 { turn(runtime).await } else { turn(by_hand).await });
        }
    }
    turns
}

async fn turn(caller: &impl Caller) -> Turn {
    let before = processor_time();
    let (all, times) = at_once(caller).await;
    let processor = processor_time().saturating_sub(before);
    let [since_asked, since_begun] = [0, 1].map(|since| percentile_99(times.iter().map(|time| time[since])));
    let start = Instant::now();
    in_a_row(caller, IN_A_ROW).await;
    Turn { all, since_asked, since_begun, processor, row: start.elapsed() }
}

/// How long all calls took, and each of them since it was asked for and since it was taken up.
async fn at_once(caller: &impl Caller) -> (Duration, Vec<[Duration; 2]>) {
    let start = Instant::now();
    let calls: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let caller = caller.clone();
            let asked = Instant::now();
            tokio::spawn(async move {
                let begun = Instant::now();
                in_a_row(&caller, 1).await;
                [asked.elapsed(), begun.elapsed()]
            })
        })
        .collect();
    let mut times = Vec::with_capacity(AT_ONCE);
    for call in calls {
        times.push(call.await.expect("no call fails"));
    }
    (start.elapsed(), times)
}

fn percentile_99(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<Duration> = times.collect();
    times.sort_unstable();
    times[times.len() * 99 / 100]
}

pub(crate) async fn in_a_row(caller: &impl Caller, calls: usize) {
    for _ in 0..calls {
        caller.call().await.expect("the loopback server answers");
    }
}

/// Allocations for each call, and how many of them are left afterwards. All calls are made on this thread.
pub(crate) fn allocations(runtime: &tokio::runtime::Runtime, caller: &impl Caller) -> [f64; 2] {
    runtime.block_on(in_a_row(caller, IN_A_ROW));
    let counted = allocation_counter::measure(|| runtime.block_on(in_a_row(caller, IN_A_ROW)));
    #[expect(clippy::cast_precision_loss, reason = "the counts are small")]
    [counted.count_total as f64 / IN_A_ROW as f64, counted.count_current as f64 / IN_A_ROW as f64]
}

/// The processor's time that this process took so far, in its own code and in the system's for it.
#[cfg(unix)]
fn processor_time() -> Duration {
    use rustix::time::{ClockId, clock_gettime};

    Duration::try_from(clock_gettime(ClockId::ProcessCPUTime)).unwrap_or_default()
}

/// Not known here.
#[cfg(not(unix))]
fn processor_time() -> Duration {
    Duration::ZERO
}
