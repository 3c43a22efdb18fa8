//! A command that is about several clients says of each what it says of one.
//!
//! In: jobs, and what is done for each. Out: the worst verdict, and one text or one JSON value.
//! Must never know: what is done.

use serde_json::Value;

use crate::arguments::Format;
use crate::failure::{Failure, Verdict};
use crate::jobs::Job;
use crate::terminal;

/// What has been said so far.
pub(super) struct Said {
    format: Format,
    /// JSON values that are to stand in one array.
    values: Option<Vec<Value>>,
}

impl Said {
    /// Says something in the format of the command.
    pub(super) fn say(&mut self, text: &str) {
        match (&mut self.values, serde_json::from_str(text)) {
            (Some(values), Ok(value)) => values.push(value),
            _ => terminal::print_as(self.format.form(), text),
        }
    }
}

/// Does the work for each client, one after the other, and goes on behind one that is not as it should be.
pub(super) fn run(
    jobs: &[Job],
    format: Format,
    work: impl Fn(&Job, &mut Said) -> Result<Verdict, Failure>,
) -> Result<Verdict, Failure> {
    let is_array = matches!(format, Format::Json | Format::Sarif) && jobs.len() > 1;
    let mut said = Said { format, values: is_array.then(Vec::new) };
    let mut worst = Verdict::Fine;
    for job in jobs {
        let verdict = work(job, &mut said)?;
        if rank(verdict) > rank(worst) {
            worst = verdict;
        }
    }
    if let Some(values) = said.values {
        terminal::print_as(format.form(), &format!("{:#}\n", joined(format, values)));
    }
    Ok(worst)
}

/// One value of several: an array, or where the format knows several runs, all runs in one.
fn joined(format: Format, values: Vec<Value>) -> Value {
    if format == Format::Json {
        return Value::Array(values);
    }
    let mut values = values.into_iter();
    let mut first = values.next().unwrap_or_default();
    for mut other in values {
        if let (Some(runs), Some(more)) = (first["runs"].as_array_mut(), other["runs"].as_array_mut()) {
            runs.append(more);
        }
    }
    first
}

/// How bad an ending is.
fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Fine => 0,
        Verdict::Findings => 1,
        Verdict::Refused => 2,
        Verdict::Interrupted => 3,
    }
}
