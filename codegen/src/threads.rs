//! Two things at once.
//!
//! In: what another thread does, and what this one does meanwhile. Out: what came of both.
//! Must never know: what they do.

use std::panic::resume_unwind;
use std::thread;

/// Lowering and formatting follow the nesting of types, which is limited, with frames that are not small.
pub(crate) const STACK: usize = 16 << 20;

/// Does both, `other` on a thread of its own; a panic of either is one of the caller.
///
/// Where there cannot be another thread, this one does one after the other.
pub(crate) fn at_once<A: Send, B>(other: impl Fn() -> A + Sync, own: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let started = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, &other);
        let own = own();
        match started.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(done)) => (done, own),
            Ok(Err(panic)) => resume_unwind(panic),
            Err(_) => (other(), own),
        }
    })
}

/// Gives memory back: on a thread of its own, or never, where the process ends soon after.
pub(crate) fn give_back(value: impl Send + 'static, is_last: bool) {
    if is_last { std::mem::forget(value) } else { drop_aside(value) }
}

/// Gives memory back on a thread of its own, for which nobody waits: a description is a hundred thousand pieces of it.
///
/// Where there cannot be another thread, this one does it.
pub(crate) fn drop_aside(value: impl Send + 'static) {
    // Without a thread, the closure is dropped where it is, and the value with it.
    let _ = thread::Builder::new().stack_size(STACK).spawn(move || drop(value));
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::{at_once, drop_aside};

    #[test]
    fn what_is_dropped_aside_is_dropped() {
        let (sender, receiver) = mpsc::channel::<()>();
        drop_aside(sender);
        assert!(receiver.recv().is_err(), "the channel ends with its sender");
    }

    #[test]
    fn both_are_done() {
        let text = String::from("ab");
        assert_eq!(at_once(|| text.len(), || text.clone()), (2, "ab".to_owned()));
    }

    #[test]
    #[should_panic(expected = "the other one")]
    fn a_panic_is_passed_on() {
        at_once(|| panic!("the other one"), || ());
    }
}
