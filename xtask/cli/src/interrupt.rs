//! Ctrl-C in commands that take long: they stop where they are, say what they have so far, and clean up.
//!
//! In: the signals that ask a program to end. Out: whether one came.
//! Must never know: what is stopped.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::failure::Failure;
use crate::terminal;

/// The exit code of programs that Ctrl-C ended, as shells give it.
pub const EXIT_CODE: u8 = 130;

static ASKED: AtomicBool = AtomicBool::new(false);

/// From now on, Ctrl-C is heard by [`is_asked`]; a second one ends the process at once.
pub fn listen() -> Result<(), Failure> {
    let asked = || {
        if ASKED.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(EXIT_CODE));
        }
        terminal::note("stopping; press Ctrl-C again to stop immediately");
    };
    ctrlc::set_handler(asked).map_err(|error| Failure::usage(format!("Ctrl-C cannot be handled: {error}")))
}

/// Whether the command was asked to stop.
pub fn is_asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}
