//! Writing to the terminal.
//!
//! In: text. Out: the same text on standard output, with colour where a person looks at it, and nothing in it that a
//! terminal or a CI system would obey.
//! Must never know: what the text is about.

use std::borrow::Cow;
use std::io::{IsTerminal, Write};

use codegen::diag::{visible_json, visible_lines};

/// Colours for one output stream, or none.
#[derive(Clone, Copy, Debug)]
pub struct Paint {
    enabled: bool,
}

impl Paint {
    /// Colours if standard output is a terminal and nobody has set `NO_COLOR`.
    pub fn for_stdout() -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self { enabled: !refused && std::io::stdout().is_terminal() }
    }

    /// No colours.
    pub fn plain() -> Self {
        Self { enabled: false }
    }

    /// Whether colours are on.
    pub fn enabled(self) -> bool {
        self.enabled
    }

    /// For what is wrong.
    pub fn red(self, text: &str) -> String {
        self.wrap("31;1", text)
    }

    /// For what is right, and for added lines.
    pub fn green(self, text: &str) -> String {
        self.wrap("32", text)
    }

    /// For what deserves a look.
    pub fn yellow(self, text: &str) -> String {
        self.wrap("33;1", text)
    }

    /// For what may be skipped.
    pub fn dim(self, text: &str) -> String {
        self.wrap("2", text)
    }

    /// For headings.
    pub fn bold(self, text: &str) -> String {
        self.wrap("1", text)
    }

    fn wrap(self, style: &str, text: &str) -> String {
        if self.enabled { format!("\u{1b}[{style}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// What a text is to whoever reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Lines for people.
    Text,
    /// A JSON value, which reads the same afterwards.
    Json,
    /// Commands for GitHub Actions, with foreign text escaped in them.
    Commands,
}

/// Prints lines for people.
pub fn print(text: &str) {
    print_as(Form::Text, text);
}

/// Prints text. A reader that has gone away (`| head`) is not an error of ours.
pub fn print_as(form: Form, text: &str) {
    let mut output = std::io::stdout().lock();
    // Nobody is left to tell when standard output is closed, so the result is dropped on purpose.
    drop(output.write_all(harmless(form, text).as_bytes()).and_then(|()| output.flush()));
}

/// Prints one line for people beside the result: progress, hints.
pub fn note(text: &str) {
    note_as(Form::Text, text);
}

/// The same of findings.
pub fn note_as(form: Form, text: &str) {
    let mut output = std::io::stderr().lock();
    drop(writeln!(output, "{}", harmless(form, text)));
}

/// The text without what a terminal or a CI system would obey, whatever names and messages stand in it.
fn harmless(form: Form, text: &str) -> Cow<'_, str> {
    match form {
        Form::Json => visible_json(text),
        Form::Commands => visible_lines(text),
        Form::Text => Cow::Owned(without_commands(&without_controls(text, Paint::for_stdout().enabled))),
    }
}

/// The text with nothing hidden in it but the colours that [`Paint`] and findings have.
fn without_controls(text: &str, coloured: bool) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        shown.push_str(&visible_lines(before));
        let style = after.split_once('m').map(|(style, _)| style).filter(|_| coloured);
        let known = |style: &&str| {
            style.strip_prefix('[').is_some_and(|numbers| {
                numbers.len() < 5 && numbers.chars().all(|one| one.is_ascii_digit() || one == ';')
            })
        };
        let kept = style.filter(known).map_or(0, |style| style.len() + 1);
        shown.push_str(if kept > 0 { "\u{1b}" } else { "\\u{1b}" });
        shown.push_str(&after[..kept]);
        rest = &after[kept..];
    }
    shown.push_str(&visible_lines(rest));
    shown
}

/// Text in which no line is a command of a CI system: `::error::` after spaces, `##[error]` and `##vso[…]` anywhere.
fn without_commands(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start();
        let (space, rest) = line.split_at(line.len() - bare.len());
        shown.push_str(space);
        match rest.strip_prefix("::") {
            Some(rest) => {
                shown.push_str("\\u{3a}:");
                shown.push_str(&parted(rest));
            }
            None => shown.push_str(&parted(rest)),
        }
    }
    shown
}

/// The text with no command that counts wherever it stands: two number signs before a word and a bracket, or a bracket.
fn parted(text: &str) -> String {
    text.replace("##[", "#\\u{23}[").replace("##vso[", "#\\u{23}vso[")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_that_is_obeyed() {
        let hostile = "a\u{1b}]0;x\u{7}b\u{9b}31m\r\u{202e}c\n  ::error::d\n##[add-mask]e\tf##vso[g";
        assert_eq!(
            harmless(Form::Text, hostile),
            "a\\u{1b}]0;x\\u{7}b\\u{9b}31m\\u{d}\\u{202e}c\n  \\u{3a}:error::d\n#\\u{23}[add-mask]e\tf#\\u{23}vso[g"
        );
        assert_eq!(harmless(Form::Commands, "::error title=x::a\u{7f}\n"), "::error title=x::a\\u{7f}\n");
        assert_eq!(harmless(Form::Json, "\"\u{202e}\""), r#""\u202e""#);
    }

    #[test]
    fn only_our_colours_are_kept() {
        let painted = Paint { enabled: true }.red("x");
        assert_eq!(without_controls(&painted, true), painted);
        assert_eq!(without_controls(&painted, false), "\\u{1b}[31;1mx\\u{1b}[0m");
        assert_eq!(without_controls("\u{1b}[2J\u{1b}[31m", true), "\\u{1b}[2J\u{1b}[31m");
    }
}
