//! Whether a call can be made here: timers need a Tokio runtime that has them.

/// Whether timers work here.
#[cfg(target_family = "wasm")]
pub(crate) fn is_ready() -> bool {
    true
}

#[cfg(not(target_family = "wasm"))]
pub(crate) use native::is_ready;

#[cfg(not(target_family = "wasm"))]
mod native {
    use std::{
        cell::Cell,
        panic,
        sync::{
            Arc, Mutex, PoisonError,
            atomic::{AtomicBool, Ordering},
            mpsc,
        },
        thread,
        time::Duration,
    };

    use tokio::runtime::{Handle, Id};

    /// What is known of runtimes; those that were asked about last.
    static KNOWN: Mutex<Vec<(Id, bool)>> = Mutex::new(Vec::new());
    const MOST_KNOWN: usize = 64;
    /// Whether the hook is ours for good.
    static HELD: AtomicBool = AtomicBool::new(false);

    thread_local! {
        /// The runtime with timers that this thread was in last.
        static WITH_TIMERS: Cell<Option<Id>> = const { Cell::new(None) };
        /// Whom to tell that there are none: on the thread that tries, and nowhere else.
        static TRIED_FOR: Cell<Option<mpsc::Sender<bool>>> = const { Cell::new(None) };
    }

    /// Whether timers work here.
    pub(crate) fn is_ready() -> bool {
        let Ok(runtime) = Handle::try_current() else { return false };
        let id = runtime.id();
        if WITH_TIMERS.get() == Some(id) {
            return true;
        }
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let has_timers = if let Some((_, has_timers)) = known.iter().find(|(other, _)| *other == id) {
            *has_timers
        } else {
            let has_timers = has_timers(runtime);
            if known.len() == MOST_KNOWN {
                known.remove(0);
            }
            known.push((id, has_timers));
            has_timers
        };
        if has_timers {
            WITH_TIMERS.set(Some(id));
        }
        has_timers
    }

    /// Whether a runtime has timers, tried out once for each runtime.
    ///
    /// Tokio tells it by a panic and by nothing else. So a thread of its own makes a timer, and if that panics, it says so in
    /// the panic's hook: before anything is printed, and where panics abort, before the program ends, as the hook then never
    /// returns. Panics of all other threads go to the hook that was there, which is put back at once.
    fn has_timers(runtime: Handle) -> bool {
        if thread::panicking() {
            return true;
        }
        let is_held = HELD.load(Ordering::Relaxed);
        let hook = (!is_held).then(|| Arc::new(panic::take_hook()));
        if let Some(others) = hook.clone() {
            panic::set_hook(Box::new(move |panic| match TRIED_FOR.take() {
                None => others(panic),
                Some(asker) => {
                    let _ = asker.send(false);
                    while cfg!(panic = "abort") {
                        thread::park();
                    }
                }
            }));
        }
        let (tell, told) = mpsc::channel();
        let trying = thread::Builder::new().name("api-client-timers".to_owned()).spawn(move || {
            TRIED_FOR.set(Some(tell.clone()));
            let _entered = runtime.enter();
            drop(tokio::time::sleep(Duration::ZERO));
            TRIED_FOR.set(None);
            let _ = tell.send(true);
        });
        // Where no thread can be made, calls have other worries.
        let has_timers = trying.is_err() || told.recv().unwrap_or(true);
        if cfg!(panic = "abort") && !has_timers {
            // A hook that never returns cannot be taken back; ours stays, and hands everything on.
            HELD.store(true, Ordering::Relaxed);
        } else if let Some(hook) = hook {
            drop(panic::take_hook());
            if let Ok(hook) = Arc::try_unwrap(hook) {
                panic::set_hook(hook);
            }
        }
        has_timers
    }
}
