//! Writing to the terminal.
//!
//! In: text. Out: the same text on standard output, with colour where a person looks at it.
//! Must never know: what the text is about.

use std::io::{IsTerminal, Write};

/// Colours for one output stream, or none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paint {
    enabled: bool,
}

impl Paint {
    /// Colours if standard output is a terminal and nobody has set `NO_COLOR`.
    pub(crate) fn for_stdout() -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self { enabled: !refused && std::io::stdout().is_terminal() }
    }

    /// Whether colours are on.
    pub(crate) fn enabled(self) -> bool {
        self.enabled
    }

    /// For what is wrong.
    pub(crate) fn red(self, text: &str) -> String {
        self.wrap("31;1", text)
    }

    /// For what is right, and for added lines.
    pub(crate) fn green(self, text: &str) -> String {
        self.wrap("32", text)
    }

    /// For what deserves a look.
    pub(crate) fn yellow(self, text: &str) -> String {
        self.wrap("33;1", text)
    }

    /// For what may be skipped.
    pub(crate) fn dim(self, text: &str) -> String {
        self.wrap("2", text)
    }

    /// For headings.
    pub(crate) fn bold(self, text: &str) -> String {
        self.wrap("1", text)
    }

    fn wrap(self, style: &str, text: &str) -> String {
        if self.enabled { format!("\u{1b}[{style}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// Prints text as it is. A reader that has gone away (`| head`) is no error of ours.
pub(crate) fn print(text: &str) {
    let mut output = std::io::stdout().lock();
    // Nobody is left to tell when standard output is closed, so the result is dropped on purpose.
    drop(output.write_all(text.as_bytes()).and_then(|()| output.flush()));
}

/// Prints one line for people beside the result: progress, hints.
pub(crate) fn note(text: &str) {
    let mut output = std::io::stderr().lock();
    drop(writeln!(output, "{text}"));
}
