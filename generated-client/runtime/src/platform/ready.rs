//! Whether a call can be made here: timers and connections need a Tokio runtime that has them.

/// Whether timers work here.
#[cfg(target_family = "wasm")]
pub(crate) fn has_timers() -> bool {
    true
}

#[cfg(not(target_family = "wasm"))]
pub(crate) use native::{has_network, has_timers};

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

    /// What a runtime may be without.
    #[derive(Clone, Copy, PartialEq)]
    enum Driver {
        Timers,
        Network,
    }

    /// What is known of runtimes; those that were asked about last.
    static KNOWN: Mutex<Vec<(Id, Driver, bool)>> = Mutex::new(Vec::new());
    const MOST_KNOWN: usize = 64;
    /// Whether the hook is ours for good.
    static HELD: AtomicBool = AtomicBool::new(false);

    thread_local! {
        /// The runtimes with timers and with a network that this thread was in last.
        static WITH_DRIVER: [Cell<Option<Id>>; 2] = const { [Cell::new(None), Cell::new(None)] };
        /// Whom to tell that there are none: on the thread that tries, and nowhere else.
        static TRIED_FOR: Cell<Option<mpsc::Sender<bool>>> = const { Cell::new(None) };
    }

    /// Whether timers work here.
    pub(crate) fn has_timers() -> bool {
        has(Driver::Timers)
    }

    /// Whether connections work here.
    pub(crate) fn has_network() -> bool {
        has(Driver::Network)
    }

    fn has(driver: Driver) -> bool {
        let Ok(runtime) = Handle::try_current() else { return false };
        let id = runtime.id();
        if WITH_DRIVER.with(|last| last[driver as usize].get()) == Some(id) {
            return true;
        }
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |(other, what, _): &&(Id, Driver, bool)| *other == id && *what == driver;
        let has_driver = if let Some((_, _, has_driver)) = known.iter().find(is_it) {
            *has_driver
        } else {
            let has_driver = try_out(runtime, driver);
            if known.len() == MOST_KNOWN {
                known.remove(0);
            }
            known.push((id, driver, has_driver));
            has_driver
        };
        if has_driver {
            WITH_DRIVER.with(|last| last[driver as usize].set(Some(id)));
        }
        has_driver
    }

    /// Whether a runtime has a driver, tried out once for each runtime.
    ///
    /// Tokio tells it by a panic and by nothing else. So a thread of its own makes a timer or a socket, and if that panics, it says so in
    /// the panic's hook: before anything is printed, and where panics abort, before the program ends, as the hook then never
    /// returns. Panics of all other threads go to the hook that was there, which is put back at once.
    fn try_out(runtime: Handle, driver: Driver) -> bool {
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
        let trying = thread::Builder::new().name("api-client-drivers".to_owned()).spawn(move || {
            TRIED_FOR.set(Some(tell.clone()));
            let _entered = runtime.enter();
            match driver {
                Driver::Timers => drop(tokio::time::sleep(Duration::ZERO)),
                Driver::Network => take_in_socket(),
            }
            TRIED_FOR.set(None);
            let _ = tell.send(true);
        });
        // Where no thread can be made, calls have other worries.
        let has_driver = trying.is_err() || told.recv().unwrap_or(true);
        if cfg!(panic = "abort") && !has_driver {
            // A hook that never returns cannot be taken back; ours stays, and hands everything on.
            HELD.store(true, Ordering::Relaxed);
        } else if let Some(hook) = hook {
            drop(panic::take_hook());
            if let Ok(hook) = Arc::try_unwrap(hook) {
                panic::set_hook(hook);
            }
        }
        has_driver
    }

    /// Gives a socket to the runtime that this thread is in. Where none can be had, nothing is known, and the call will say so.
    fn take_in_socket() {
        let Ok(socket) = std::net::UdpSocket::bind((std::net::Ipv4Addr::LOCALHOST, 0)) else { return };
        if socket.set_nonblocking(true).is_ok() {
            drop(tokio::net::UdpSocket::from_std(socket));
        }
    }
}
