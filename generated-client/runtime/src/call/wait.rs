//! Waiting for a call without async code.

use std::{
    future::Future,
    pin::pin,
    sync::{Arc, OnceLock},
    task::{Context, Poll, Wake, Waker},
    thread::{self, Thread},
};

use tokio::runtime::{Builder, Runtime};
#[cfg(feature = "stream")]
use tokio::runtime::{Handle, RuntimeFlavor};

use super::Call;
use crate::{
    error::{Error, Failure},
    platform::MaybeSend,
};

impl<T: MaybeSend + 'static> Call<T> {
    /// Sends the call and blocks this thread until it is over.
    ///
    /// It works anywhere, inside async tasks, too, though there it keeps the task's thread from everything else. Its
    /// connections are its own, so it cannot wait for a runtime whose thread it blocks.
    ///
    /// # Errors
    ///
    /// Those of the call.
    pub fn wait(self) -> Result<T, Error> {
        block_on(self)?
    }
}

/// Runs a future on this thread; timers and connections live on a runtime in the background.
pub(crate) fn block_on<F: Future>(future: F) -> Result<F::Output, Error> {
    let _guard = runtime()?.enter();
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return Ok(output),
            Poll::Pending => thread::park(),
        }
    }
}

/// This thread, where it is the only one of the runtime that it is in.
#[cfg(feature = "stream")]
pub(crate) fn only_thread() -> Option<thread::ThreadId> {
    let handle = Handle::try_current().ok()?;
    (handle.runtime_flavor() == RuntimeFlavor::CurrentThread).then(|| thread::current().id())
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// One thread for all clients of the process, made when it is needed first.
fn runtime() -> Result<&'static Runtime, Error> {
    static RUNTIME: OnceLock<Result<Runtime, String>> = OnceLock::new();
    let made = RUNTIME.get_or_init(|| {
        Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("api-client")
            .enable_all()
            .build()
            .map_err(|error| error.to_string())
    });
    made.as_ref()
        .map_err(|error| Failure::build(format!("no thread for blocking calls could be started: {error}")))
}
