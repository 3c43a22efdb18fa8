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

#[cfg(test)]
mod tests {
    use super::at_once;

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
