//! Places for calls that are under way: who has none waits.
//!
//! Must never know: what a call does.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::Failure;

/// Places for calls.
pub(crate) struct Places(Arc<Semaphore>);

/// The place of a call; dropped, it is free.
pub(crate) struct Place(#[expect(dead_code, reason = "it is there to be dropped")] OwnedSemaphorePermit);

impl Places {
    /// So many.
    pub(super) fn new(count: usize) -> Result<Self, Failure> {
        if count == 0 {
            return Err(Failure::build(
                "`.max_connections(0)` would block every call; use `None` for no limit",
            ));
        }
        Ok(Self(Arc::new(Semaphore::new(count.min(Semaphore::MAX_PERMITS)))))
    }

    /// A place, as soon as there is one; those who came before are served before.
    pub(crate) async fn take(&self) -> Option<Place> {
        let taken = match self.0.clone().try_acquire_owned() {
            Ok(taken) => Ok(taken),
            // Waiting is rare, and the room for it would be in every call.
            Err(_) => Box::pin(self.0.clone().acquire_owned()).await,
        };
        taken.ok().map(Place)
    }
}
