//! The same work on many items, several at once.
//!
//! In: items, and what is done with each. Out: what came of it, in the order of the items.
//! Must never know: what the work is.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::interrupt;

/// Works on `items`, on as many at once as there are cores if `jobs` does not say. Each result has the index of its item;
/// after Ctrl-C, those that were not begun have none, nor those that were under way: what was asked to stop the command
/// has stopped their processes, too.
pub fn run<T: Sync, R: Send>(
    items: &[T],
    jobs: Option<u16>,
    work: impl Fn(usize, &T) -> R + Sync,
) -> Vec<(usize, R)> {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let jobs = jobs.map_or(cores, usize::from).clamp(1, items.len().max(1));
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::with_capacity(items.len()));
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at) else { break };
                    let result = work(at, item);
                    if interrupt::is_asked() {
                        break;
                    }
                    // A poisoned lock only means that another thread panicked; its results are still good.
                    results.lock().unwrap_or_else(PoisonError::into_inner).push((at, result));
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.sort_by_key(|(at, _)| *at);
    results
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_stand_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..50).collect();
        for jobs in [None, Some(1), Some(7)] {
            let found = super::run(&items, jobs, |at, item| (at, item * 2));
            let expected: Vec<_> = (0..50).map(|at| (at, (at, at as u64 * 2))).collect();
            assert_eq!(found, expected);
        }
        assert!(super::run(&[] as &[u64], None, |_, _| ()).is_empty());
    }
}
