//! What a program says of its calls, added up.
//!
//! In: lines of JSON. Out: how many calls were made, which were refused and why, what is wrong.
//! Must never know: processes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What became of a client's calls.
#[derive(Clone, Debug, Default, Serialize)]
pub(in crate::commands::corpus) struct Ran {
    /// How many calls were made.
    pub(in crate::commands::corpus) calls: usize,
    /// Those that came to nothing through nobody's fault, by the reason.
    pub(in crate::commands::corpus) refused: BTreeMap<String, usize>,
    /// Each refused call: its name, the reason, more about it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::commands::corpus) refusals: Vec<String>,
    /// What is wrong: calls that died, panicked or broke the description, types that are too large.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::commands::corpus) failures: Vec<String>,
    /// How many types were measured.
    pub(in crate::commands::corpus) types: usize,
    /// The largest of them.
    pub(in crate::commands::corpus) largest: Vec<TypeSize>,
    /// Wall time of the program and its server.
    pub(in crate::commands::corpus) seconds: f64,
}

/// The size of a type, and the size that it may have.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(in crate::commands::corpus) struct TypeSize {
    pub(in crate::commands::corpus) name: String,
    pub(in crate::commands::corpus) bytes: usize,
    pub(in crate::commands::corpus) limit: usize,
}

impl Ran {
    /// A client without a program.
    pub(super) fn not_built(complaint: &str) -> Self {
        Self::failed(format!("it does not compile: {complaint}"))
    }

    /// A client whose calls could not be made.
    pub(super) fn failed(failure: String) -> Self {
        Self { failures: vec![failure], ..Self::default() }
    }

    /// Whether nothing is wrong.
    pub(in crate::commands::corpus) fn is_clean(&self) -> bool {
        self.failures.is_empty()
    }
}

/// The lines of a program that were read so far.
#[derive(Debug, Default)]
pub(super) struct Report {
    ran: Ran,
    /// The call that was begun last, as long as it has not ended.
    open: Option<(usize, String)>,
    /// The number behind the last call that was begun.
    next: usize,
    has_sizes: bool,
}

/// A line, whichever it is.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Line {
    begin: Option<usize>,
    name: String,
    outcome: String,
    reason: String,
    detail: String,
    error: String,
    types: usize,
    largest: Vec<TypeSize>,
    over: Vec<TypeSize>,
}

impl Report {
    /// Reads a line.
    pub(super) fn read(&mut self, line: &str) {
        let Ok(line) = serde_json::from_str::<Line>(line) else { return };
        if let Some(number) = line.begin {
            self.open = Some((number, line.name));
            self.next = number + 1;
            self.ran.calls += 1;
        } else if !line.error.is_empty() {
            self.ran.failures.push(line.error);
        } else if line.outcome.is_empty() {
            self.sizes(line);
        } else if let Some((_, name)) = self.open.take() {
            self.end(&name, line);
        }
    }

    fn sizes(&mut self, line: Line) {
        self.has_sizes = true;
        self.ran.types = line.types;
        self.ran.largest = line.largest;
        let over = line.over.into_iter();
        self.ran.failures.extend(
            over.map(|size| format!("{} has {} bytes, at most {}", size.name, size.bytes, size.limit)),
        );
    }

    fn end(&mut self, name: &str, line: Line) {
        match line.outcome.as_str() {
            "clean" => {}
            "refused" => {
                self.ran.refusals.push(format!("{name}: {}: {}", line.reason, line.detail));
                *self.ran.refused.entry(line.reason).or_default() += 1;
            }
            "panicked" => self.ran.failures.push(format!("{name} panicked: {}", line.detail)),
            _ => self.ran.failures.push(format!("{name}: {}: {}", line.reason, line.detail)),
        }
    }

    /// The program died: gives the number of the call with which it goes on, if there is a call to blame.
    pub(super) fn died(&mut self, last_words: &str) -> Option<usize> {
        if let Some((_, name)) = self.open.take() {
            self.ran.failures.push(format!("{name} died: {last_words}"));
            Some(self.next)
        } else {
            if self.ran.failures.is_empty() {
                self.ran.failures.push(format!("the program died: {last_words}"));
            }
            None
        }
    }

    /// What became of the calls.
    pub(super) fn finish(mut self) -> Ran {
        if !self.has_sizes && self.ran.failures.is_empty() {
            self.ran.failures.push("the program says nothing".to_owned());
        }
        self.ran
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Report {
        let mut report = Report::default();
        for line in lines {
            report.read(line);
        }
        report
    }

    const SIZES: &str = r#"{"types":3,"largest":[{"name":"types::A","bytes":9,"limit":4096}],"over":[]}"#;

    #[test]
    fn refused_calls_are_counted_and_clean() {
        let ran = read(&[
            SIZES,
            r#"{"begin":0,"name":"a"}"#,
            r#"{"end":0,"outcome":"clean"}"#,
            r#"{"begin":1,"name":"b"}"#,
            r#"{"end":1,"outcome":"refused","reason":"no","detail":"because"}"#,
        ])
        .finish();
        assert!(ran.is_clean() && ran.calls == 2 && ran.types == 3, "{ran:?}");
        assert_eq!((ran.refused["no"], ran.refusals.as_slice()), (1, &["b: no: because".to_owned()][..]));
    }

    #[test]
    fn whatever_is_wrong_is_told() {
        let over = r#"{"types":1,"largest":[],"over":[{"name":"types::A","bytes":5000,"limit":4096}]}"#;
        let mut report = read(&[
            over,
            r#"{"begin":0,"name":"a"}"#,
            r#"{"end":0,"outcome":"failed","reason":"the server reports a violation","detail":"x"}"#,
            r#"{"begin":1,"name":"b"}"#,
            r#"{"end":1,"outcome":"panicked","detail":"y"}"#,
            r#"{"begin":2,"name":"c"}"#,
        ]);
        assert_eq!(report.died("signal: 6"), Some(3));
        assert_eq!(
            report.finish().failures,
            [
                "types::A has 5000 bytes, at most 4096",
                "a: the server reports a violation: x",
                "b panicked: y",
                "c died: signal: 6"
            ]
        );
    }

    #[test]
    fn a_program_that_says_nothing_is_no_good_one() {
        assert!(!read(&[]).finish().is_clean());
        let mut report = read(&[SIZES]);
        assert_eq!(report.died("signal: 9"), None);
        assert_eq!(report.finish().failures, ["the program died: signal: 9"]);
    }
}
