//! The table of scale, for people.
//!
//! In: what came of each construct. Out: text.
//! Must never know: how it was measured.

use super::Scaled;
use super::process::{Ended, Ran};

/// A line for each construct, and what should not be.
pub(super) fn text(scaled: &[Scaled]) -> String {
    let mut text = format!(
        "{:32} {:>8} {:>8} {:>8} {:>7} {:>6}  ending\n",
        "construct", "s, 1/4", "s, 1/2", "s, all", "growth", "MB"
    );
    for one in scaled {
        let seconds: String = one.rows.iter().map(|row| format!(" {:8.2}", row.seconds)).collect();
        let growth = one.growth().map_or_else(|| "-".to_owned(), |growth| format!("{growth:.2}"));
        let largest = one.rows.iter().map(|row| row.megabytes).max().unwrap_or(0);
        let ending = one.rows.last().map(ending).unwrap_or_default();
        text.push_str(&format!("{:32}{seconds} {growth:>7} {largest:>6}  {ending}\n", one.construct.name));
        if let Some(fault) = one.fault() {
            text.push_str(&format!("    {fault}\n"));
        }
    }
    let faults = scaled.iter().filter(|one| one.fault().is_some()).count();
    let count = scaled.first().map_or(0, |one| one.sizes[2]);
    text.push_str(&format!("{} constructs, {count} of each: {faults} findings\n", scaled.len()));
    text
}

fn ending(row: &Ran) -> String {
    let codes = || row.figures.codes.keys();
    match row.ending {
        Ended::Generated => {
            let codes: Vec<&str> = codes().map(String::as_str).collect();
            format!("{} lines {}", row.figures.lines, codes.join(" ")).trim_end().to_owned()
        }
        Ended::Refused => {
            let errors: Vec<&str> =
                codes().map(String::as_str).filter(|code| code.starts_with('E')).collect();
            format!("refused: {}", errors.join(" "))
        }
        Ended::TooLong => "takes too long".to_owned(),
        Ended::Died => "the process died".to_owned(),
    }
}
