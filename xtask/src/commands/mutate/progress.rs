//! How far the faults are, for a person who waits.
//!
//! In: each fault that is done. Out: a line on standard error that is drawn anew, or a line for each description.
//! Must never know: what became of a fault.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How wide the bar is.
const WIDTH: usize = 30;
/// How often it is drawn at most.
const PAUSE: Duration = Duration::from_millis(200);

/// The progress of a whole run.
pub(super) struct Progress {
    faults: usize,
    descriptions: usize,
    start: Instant,
    is_terminal: bool,
    done: Mutex<Done>,
}

struct Done {
    faults: usize,
    descriptions: usize,
    drawn: Instant,
}

impl Progress {
    /// Of so many descriptions with so many faults each.
    pub(super) fn new(descriptions: usize, faults_each: usize) -> Self {
        let now = Instant::now();
        Self {
            faults: descriptions * faults_each,
            descriptions,
            start: now,
            is_terminal: std::io::stderr().is_terminal(),
            done: Mutex::new(Done { faults: 0, descriptions: 0, drawn: now }),
        }
    }

    /// One fault more is under way.
    pub(super) fn fault(&self) {
        self.change(|done| {
            done.faults += 1;
            let draws = self.is_terminal && done.drawn.elapsed() > PAUSE;
            if draws {
                done.drawn = Instant::now();
                say(&format!("\r{}", self.bar(done)));
            }
        });
    }

    /// One description more is done.
    pub(super) fn description(&self, name: &str) {
        self.change(|done| {
            done.descriptions += 1;
            if self.is_terminal {
                let end = if done.descriptions == self.descriptions { "\n" } else { "" };
                say(&format!("\r{}{end}", self.bar(done)));
            } else {
                say(&format!("{} after {}\n", self.bar(done), name));
            }
        });
    }

    fn change(&self, change: impl FnOnce(&mut Done)) {
        // A poisoned lock only means that another thread panicked; the counts are still good.
        change(&mut self.done.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    }

    fn bar(&self, done: &Done) -> String {
        let filled = (done.faults * WIDTH).checked_div(self.faults).unwrap_or(WIDTH).min(WIDTH);
        let seconds = self.start.elapsed().as_secs();
        format!(
            "[{}{}] {} of {} faults, {} of {} descriptions, {}:{:02}",
            "#".repeat(filled),
            ".".repeat(WIDTH - filled),
            done.faults,
            self.faults,
            done.descriptions,
            self.descriptions,
            seconds / 60,
            seconds % 60
        )
    }
}

fn say(text: &str) {
    let mut output = std::io::stderr().lock();
    // Nobody waits when standard error is closed.
    drop(output.write_all(text.as_bytes()).and_then(|()| output.flush()));
}
