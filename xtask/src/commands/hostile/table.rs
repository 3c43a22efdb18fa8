//! The result of the hostile suite, for people and for tools.
//!
//! In: the rows. Out: text or JSON.
//! Must never know: how the rows were made.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Row;
use callwright::commands::corpus::Ending;

/// The rows and totals as JSON.
pub(super) fn json(rows: &[Row], network: &[String]) -> Value {
    let totals: Vec<Value> = families(rows)
        .into_iter()
        .map(|(family, rows)| {
            let count = |ending| rows.iter().filter(|row| row.ending == ending).count();
            json!({
                "family": family, "descriptions": rows.len(), "generated": count(Ending::Generated),
                "refused": count(Ending::Refused), "seconds": longest(&rows), "mebibytes": largest(&rows),
                "findings": found(&rows),
            })
        })
        .collect();
    json!({ "rows": rows, "families": totals, "network": network })
}

/// The same for people: what is wrong, then a line for each family and one for all.
pub(super) fn text(rows: &[Row], network: &[String], verbose: bool) -> String {
    let mut text = String::new();
    for row in rows {
        if verbose || !row.findings.is_empty() {
            let codes: Vec<&str> = row.codes.keys().map(String::as_str).collect();
            text.push_str(&format!(
                "{}: {:?} in {:.2} s, {} MiB {}\n",
                row.name,
                row.ending,
                row.seconds,
                row.mebibytes,
                codes.join(" ")
            ));
        }
        for finding in &row.findings {
            text.push_str(&format!("    {finding}\n"));
        }
    }
    for finding in network {
        text.push_str(&format!("network: {finding}\n"));
    }
    text.push_str(&format!(
        "{:22} {:>12} {:>9} {:>7} {:>7} {:>5} {:>8}\n",
        "family", "descriptions", "generated", "refused", "s, most", "MiB", "findings"
    ));
    for (family, rows) in families(rows) {
        text.push_str(&line(family, &rows));
    }
    text.push_str(&line("all", &rows.iter().collect::<Vec<_>>()));
    let ended = |endings: &[Ending]| rows.iter().filter(|row| endings.contains(&row.ending)).count();
    text.push_str(&format!(
        "{} descriptions: {} panics, {} signals, {} time-outs, {} network crates, {} findings\n",
        rows.len(),
        ended(&[Ending::Panicked]),
        ended(&[Ending::Died, Ending::Failed]),
        ended(&[Ending::TimedOut]),
        network.len(),
        rows.iter().map(|row| row.findings.len()).sum::<usize>(),
    ));
    text
}

fn line(family: &str, rows: &[&Row]) -> String {
    let count = |ending| rows.iter().filter(|row| row.ending == ending).count();
    format!(
        "{family:22} {:>12} {:>9} {:>7} {:>7.2} {:>5} {:>8}\n",
        rows.len(),
        count(Ending::Generated),
        count(Ending::Refused),
        longest(rows),
        largest(rows),
        found(rows)
    )
}

/// The rows by the first word of their names.
fn families(rows: &[Row]) -> BTreeMap<&str, Vec<&Row>> {
    let mut families: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        families.entry(row.name.split(['/', '-']).next().unwrap_or_default()).or_default().push(row);
    }
    families
}

fn longest(rows: &[&Row]) -> f64 {
    rows.iter().map(|row| row.seconds).fold(0.0, f64::max)
}

fn largest(rows: &[&Row]) -> u64 {
    rows.iter().map(|row| row.mebibytes).max().unwrap_or(0)
}

fn found(rows: &[&Row]) -> usize {
    rows.iter().map(|row| row.findings.len()).sum()
}
