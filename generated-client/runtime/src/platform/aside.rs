//! Work that takes long, beside the thread that others wait for.

use super::{BoxFuture, MaybeSend};

/// Does the work on a thread that may be kept busy. It is done to its end even when nobody waits for it any more.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn aside<T: MaybeSend + 'static>(work: impl FnOnce() -> T + MaybeSend + 'static) -> BoxFuture<T> {
    use std::{future::pending, panic::resume_unwind};

    let working = tokio::task::spawn_blocking(work);
    Box::pin(async move {
        match working.await {
            Ok(done) => done,
            Err(error) if error.is_panic() => resume_unwind(error.into_panic()),
            // The runtime ends, and with it whoever waits.
            Err(_) => pending().await,
        }
    })
}

/// Does the work when it is waited for: a browser has one thread.
#[cfg(target_family = "wasm")]
pub(crate) fn aside<T: MaybeSend + 'static>(work: impl FnOnce() -> T + MaybeSend + 'static) -> BoxFuture<T> {
    Box::pin(async move { work() })
}
