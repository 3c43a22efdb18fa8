//! Calls that a script answers.

use tokio::runtime::{Builder, Runtime};

/// The result of a call; a script answers at once.
pub(crate) fn finished<T>(call: impl IntoFuture<Output = T>) -> T {
    thread_local! {
        static RUNTIME: Runtime = Builder::new_current_thread().enable_time().build().expect("a runtime of one thread");
    }
    RUNTIME.with(|runtime| runtime.block_on(call.into_future()))
}
