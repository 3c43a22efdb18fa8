//! Clocks and timers.

use std::{future::Future, time::Duration};

/// Waits.
#[cfg(not(target_family = "wasm"))]
pub(crate) async fn sleep(duration: Duration) {
    tokio::time::sleep(duration).await;
}

/// Waits.
#[cfg(target_family = "wasm")]
pub(crate) async fn sleep(duration: Duration) {
    gloo_timers::future::sleep(duration).await;
}

/// Waits for the future, but not longer than the limit.
#[cfg(not(target_family = "wasm"))]
pub(crate) async fn timeout<F: Future>(limit: Option<Duration>, future: F) -> Option<F::Output> {
    match limit {
        Some(limit) => tokio::time::timeout(limit, future).await.ok(),
        None => Some(future.await),
    }
}

/// Waits for the future, but not longer than the limit.
#[cfg(target_family = "wasm")]
pub(crate) async fn timeout<F: Future>(limit: Option<Duration>, future: F) -> Option<F::Output> {
    use std::{future::poll_fn, pin::pin, task::Poll};

    let Some(limit) = limit else { return Some(future.await) };
    let mut future = pin!(future);
    let mut timer = pin!(sleep(limit));
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => timer.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// The longest pause that a server may ask for is a year. None means a longer one, and `Instant` has no room for what a
/// header can say.
pub(crate) const LONGEST_PAUSE: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// A point in time of this process, for measuring.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment(Inner);

#[cfg(not(target_family = "wasm"))]
type Inner = std::time::Instant;
/// Milliseconds of the browser's clock.
#[cfg(target_family = "wasm")]
type Inner = f64;

impl Moment {
    /// Now.
    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn now() -> Self {
        Self(std::time::Instant::now())
    }

    /// Now.
    #[cfg(target_family = "wasm")]
    pub(crate) fn now() -> Self {
        Self(js_sys::Date::now())
    }

    /// How long ago this was.
    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn elapsed(self) -> Duration {
        self.0.elapsed()
    }

    /// How long ago this was.
    #[cfg(target_family = "wasm")]
    pub(crate) fn elapsed(self) -> Duration {
        Duration::try_from_secs_f64((js_sys::Date::now() - self.0) / 1000.0).unwrap_or_default()
    }
}

/// Seconds since 1970 by the wall clock.
#[cfg(not(target_family = "wasm"))]
#[allow(
    clippy::disallowed_methods,
    reason = "a server's `Retry-After` date is told by the wall clock and no other"
)]
pub(crate) fn seconds_since_epoch() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// Seconds since 1970 by the wall clock.
#[cfg(target_family = "wasm")]
pub(crate) fn seconds_since_epoch() -> u64 {
    Duration::try_from_secs_f64(js_sys::Date::now() / 1000.0).map_or(0, |since| since.as_secs())
}
