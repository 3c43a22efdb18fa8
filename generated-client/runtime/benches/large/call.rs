//! One call, its polls and its peak.

use std::{
    fs,
    future::Future,
    pin::{Pin, pin},
    task::{Context, Poll},
    time::{Duration, Instant},
};

use callwright_runtime::{Api, Client, Endpoint, Error, ReadJson, Request};

use crate::bodies::{CASES, Case, SIZE};

static API: Api = Api::new("Large", "large/1.0");
static GET: Endpoint = Endpoint::new("large.get", "GET", "/{case}");

/// A call in the making.
pub(crate) type Read = Pin<Box<dyn Future<Output = Result<(), Error>>>>;

/// Reads the body as JSON of a type.
pub(crate) fn json<T: ReadJson + Send + 'static>(request: Request) -> Read {
    Box::pin(async move {
        // What is done with the value is its owner's business, leaving it, too.
        request.json::<T>().await.map(std::mem::forget)
    })
}

/// Reads the body as one line of JSON.
pub(crate) fn lines<T: ReadJson + Send + 'static>(request: Request) -> Read {
    #[cfg(feature = "stream")]
    return Box::pin(async move {
        let mut lines = request.lines::<T>().await?;
        while let Some(line) = lines.next().await {
            std::mem::forget(line?);
        }
        Ok(())
    });
    #[cfg(not(feature = "stream"))]
    json::<T>(request)
}

/// Times the bytes of the answer, milliseconds of the processor and of the clock in the longest poll, and what came of it.
pub(crate) fn measured(case: &Case, url: &str) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let client = Client::builder(&API).base_url(url).build().expect("a client");
    let place = CASES.iter().position(|other| other.name == case.name).unwrap_or_default().to_string();
    let before = size("VmRSS:");
    let mut timed = Timed {
        call: (case.read)(Request::new(&client, &GET).path("case", &place)),
        longest: [Duration::ZERO; 2],
    };
    let outcome = runtime.block_on(pin!(&mut timed));
    let memory = size("VmHWM:").saturating_sub(before);
    let [processor, clock] = timed.longest.map(|time| time.as_secs_f64() * 1_000.0);
    let outcome = outcome.map_or_else(|error| format!("{:?}", error.kind()), |()| "read".to_owned());
    format!("{} {processor} {clock} {outcome}", times(memory))
}

#[expect(clippy::cast_precision_loss, reason = "a few gigabytes")]
fn times(memory: usize) -> f64 {
    memory as f64 / SIZE as f64
}

/// A call whose polls are timed.
struct Timed {
    call: Read,
    longest: [Duration; 2],
}

impl Future for Timed {
    type Output = Result<(), Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let (clock, processor) = (Instant::now(), processor_time());
        let done = self.call.as_mut().poll(context);
        let took = [processor_time().saturating_sub(processor), clock.elapsed()];
        self.longest = [0, 1].map(|which| self.longest[which].max(took[which]));
        done
    }
}

/// What this thread had of the processor.
#[cfg(unix)]
fn processor_time() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(now).unwrap_or_default()
}

#[cfg(not(unix))]
fn processor_time() -> Duration {
    Duration::ZERO
}

/// The resident size of this process, in bytes: `VmRSS:` now, `VmHWM:` at its peak; 0 where no file says so.
fn size(what: &str) -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(what)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse::<usize>().ok()).unwrap_or(0) * 1024
}
