//! The table of scale, for people.
//!
//! In: what came of each construct. Out: text.
//! Must never know: how it was measured.

use super::Scaled;
use super::process::{Ended, Ran};

/// A line for each construct, and what should not be.
pub(super) fn text(scaled: &[Scaled]) -> String {
    let size = |nth: usize| scaled.first().map_or(0, |one| one.sizes[nth]).to_string();
    let count = size(3);
    let mut text = format!(
        "{:32} {:>8} {:>8} {:>8} {:>7} {:>6}  {:36}  {count}\n",
        "construct",
        size(0),
        size(1),
        size(2),
        "growth",
        "MB",
        format!("ending at {}", size(2))
    );
    for one in scaled {
        let seconds: String = one.rows.iter().take(3).map(|row| format!(" {:8.2}", row.seconds)).collect();
        let growth = one.growth().map_or_else(|| "-".to_owned(), |growth| format!("{growth:.2}"));
        let largest = one.rows.iter().map(|row| row.megabytes).max().unwrap_or(0);
        let [taken, all] = [2, 3].map(|nth| one.rows.get(nth).map(ending).unwrap_or_default());
        text.push_str(&format!(
            "{:32}{seconds} {growth:>7} {largest:>6}  {taken:36}  {all}\n",
            one.construct.name
        ));
        if let Some(fault) = one.fault() {
            text.push_str(&format!("    {fault}\n"));
        }
    }
    let faults = scaled.iter().filter(|one| one.fault().is_some()).count();
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
