//! Runs the calls of a program that the generator writes: each once, on a thread with a small stack.
//!
//! In: the calls and the sizes of a client's types. Out: a line of JSON for each call when it begins and when it ends, so
//! that whoever reads them knows where a process died.
//! Must never know: a particular client, what a good ending is.

mod call;
mod refusal;
mod size;
mod use_up;

use std::future::Future;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};

pub use call::{Call, Task, absent, text, value};
pub use refusal::Refusal;
pub use size::Size;
/// What a program ends with.
pub use std::process::ExitCode;
pub use use_up::{byte_parts, bytes, events, json, lines, page, parts, plain};

/// The stack of the thread that makes the calls: what threads of the standard library and of `tokio` have.
pub const STACK: usize = 2 << 20;

/// How long a call may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// Makes the calls. The program is given the server's URL, the number of the first call, and how many bytes any type may
/// have.
pub fn run<C: 'static>(
    connect: fn(&str) -> Result<C, runtime::Error>,
    calls: &'static [&'static [Call<C>]],
    sizes: &'static [Size],
) -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| arguments.get(at)?.parse::<usize>().ok();
    let (Some(address), Some(from), Some(any)) = (arguments.first().cloned(), number(1), number(2)) else {
        say(
            &json!({ "error": "give the URL of a server, the number of the first call, and a number of bytes" }),
        );
        return ExitCode::from(2);
    };
    if from == 0 {
        say(&size::summary(sizes, any));
    }
    std::panic::set_hook(Box::new(|panic| {
        *LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner) = panic.to_string();
    }));
    let work = move || make_all(&address, connect, calls, from);
    let made = std::thread::Builder::new().stack_size(STACK).spawn(work).map(std::thread::JoinHandle::join);
    match made {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        Ok(Ok(Err(error))) => {
            say(&json!({ "error": error }));
            ExitCode::from(2)
        }
        _ => ExitCode::FAILURE,
    }
}

/// What the last panic said.
static LAST_PANIC: Mutex<String> = Mutex::new(String::new());

fn make_all<C>(
    address: &str,
    connect: fn(&str) -> Result<C, runtime::Error>,
    calls: &[&[Call<C>]],
    from: usize,
) -> Result<(), String> {
    let executor = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let executor = executor.map_err(|error| error.to_string())?;
    let client = connect(address).map_err(|error| format!("the client cannot be built: {error}"))?;
    let all = calls.iter().flat_map(|calls| calls.iter());
    for (number, call) in all.enumerate().skip(from) {
        say(&json!({ "begin": number, "name": call.name }));
        let made = catch_unwind(AssertUnwindSafe(|| executor.block_on(in_time((call.task)(&client)))));
        say(&ending(number, call.is_valid, made.ok()));
    }
    Ok(())
}

async fn in_time(task: Task<'_>) -> Result<(), Refusal> {
    // Boxed twice, so that this future stays as small as the other.
    let task: std::pin::Pin<Box<dyn Future<Output = _>>> = task;
    let late = |_| Refusal::failure("the call does not end", format!("after {} s", PATIENCE.as_secs()));
    tokio::time::timeout(PATIENCE, task).await.unwrap_or_else(|elapsed| Err(late(elapsed)))
}

/// How a call ended; without a result it panicked.
fn ending(number: usize, is_valid: bool, result: Option<Result<(), Refusal>>) -> Value {
    match result {
        Some(Ok(())) => json!({ "end": number, "outcome": "clean" }),
        Some(Err(refusal)) => json!({
            "end": number,
            "outcome": if refusal.is_failure(is_valid) { "failed" } else { "refused" },
            "reason": refusal.reason(is_valid),
            "detail": refusal.detail,
        }),
        None => {
            let said = LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner).clone();
            json!({ "end": number, "outcome": "panicked", "detail": said })
        }
    }
}

/// A line of the report. Nobody is left to hear that it cannot be written.
fn say(line: &Value) {
    let mut output = std::io::stdout().lock();
    drop(writeln!(output, "{line}").and_then(|()| output.flush()));
}
