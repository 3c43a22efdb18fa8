//! The result of a run over the corpus, for people and for tools.
//!
//! In: the rows. Out: a table, totals and the ten that fared worst, as text or JSON.
//! Must never know: how the rows were made.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Ending, Row, names, run};

/// How many of those that fared worst are named again at the end.
const WORST: usize = 10;

/// Sums over all rows.
#[derive(Debug, Default)]
struct Totals {
    endings: BTreeMap<&'static str, usize>,
    operations_found: usize,
    operations: usize,
    types: usize,
    untyped: usize,
    lines: usize,
    seconds: f64,
    peak_kib: u64,
    codes: BTreeMap<String, usize>,
    names: names::Figures,
    compiled: usize,
    clean: usize,
    compile_seconds: f64,
}

/// The rows, the totals and the worst ten as JSON.
pub(super) fn json(rows: &[Row]) -> Value {
    let totals = totals(rows);
    let worst: Vec<&str> = worst(rows).into_iter().map(|row| row.unit.as_str()).collect();
    json!({
        "rows": rows,
        "totals": {
            "descriptions": rows.len(), "endings": totals.endings,
            "operations_found": totals.operations_found, "operations": totals.operations,
            "types": totals.types, "untyped": totals.untyped, "lines": totals.lines, "seconds": totals.seconds,
            "peak_kib": totals.peak_kib, "codes": totals.codes, "names": totals.names, "compiled": totals.compiled, "clean": totals.clean,
            "compile_seconds": totals.compile_seconds,
        },
        "worst": worst,
    })
}

/// The same for people.
pub(super) fn text(rows: &[Row], quiet: bool) -> String {
    let mut text = String::new();
    if !quiet {
        let width = rows.iter().map(|row| row.unit.chars().count()).max().unwrap_or(0).max(11);
        text.push_str(&format!(
            "{:width$}  {:9}  {:>11}  {:>6}  {:>7}  {:>7}  {:>7}  {:>6}  {:>5}  {:>9}  findings\n",
            "description",
            "ending",
            "operations",
            "types",
            "untyped",
            "lines",
            "seconds",
            "MiB",
            "",
            "compile"
        ));
        for row in rows {
            text.push_str(&line(row, width));
        }
        text.push('\n');
    }
    text.push_str(&summary(rows));
    text
}

fn line(row: &Row, width: usize) -> String {
    let figures = &row.figures;
    let operations = format!("{}/{}", figures.operations, figures.operations_found);
    let (clean, compile) = match &row.compile {
        None => (String::new(), String::new()),
        Some(compiled) if compiled.clean => ("clean".to_owned(), format!("{:.1} s", compiled.seconds)),
        Some(compiled) => ("FAILS".to_owned(), format!("{} errors", compiled.errors)),
    };
    let codes: Vec<String> = figures.codes.iter().map(|(code, count)| format!("{code}×{count}")).collect();
    let mut text = format!(
        "{:width$}  {:9}  {operations:>11}  {:>6}  {:>7}  {:>7}  {:>7.2}  {:>6}  {clean:>5}  {compile:>9}  {}\n",
        row.unit,
        name(row.ending),
        figures.types,
        figures.untyped,
        figures.lines,
        row.seconds,
        figures.peak_kib / 1024,
        codes.join(" "),
    );
    for words in [Some(&row.last_words), row.compile.as_ref().map(|compiled| &compiled.first_error)] {
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            text.push_str(&format!("    {words}\n"));
        }
    }
    text
}

fn summary(rows: &[Row]) -> String {
    let totals = totals(rows);
    let endings: Vec<String> = totals.endings.iter().map(|(name, count)| format!("{count} {name}")).collect();
    let codes: Vec<String> = totals.codes.iter().map(|(code, count)| format!("{code}×{count}")).collect();
    let mut text = format!(
        "{} descriptions: {}\noperations: {} of {} ({:.2} %); types: {}; untyped places: {}; lines: {}\n\
         time: {:.1} s in all; most memory: {} MiB\nfindings: {}\n",
        rows.len(),
        endings.join(", "),
        totals.operations,
        totals.operations_found,
        percent(totals.operations, totals.operations_found),
        totals.types,
        totals.untyped,
        totals.lines,
        totals.seconds,
        totals.peak_kib / 1024,
        if codes.is_empty() { "none".to_owned() } else { codes.join(" ") },
    );
    text.push_str(&totals.names.text());
    if totals.compiled > 0 {
        text.push_str(&format!(
            "compiled: {} of {} clean; {:.1} s in all\n",
            totals.clean, totals.compiled, totals.compile_seconds
        ));
    }
    text.push_str(&run::summary(rows.iter().filter_map(|row| Some((row.unit.as_str(), row.run.as_ref()?)))));
    let worst = worst(rows);
    if !worst.is_empty() {
        text.push_str("worst:\n");
    }
    for row in worst {
        text.push_str(&format!("  {}: {}\n", row.unit, why(row)));
    }
    text
}

fn totals(rows: &[Row]) -> Totals {
    let mut totals = Totals::default();
    for Row { ending, figures, seconds, compile, .. } in rows {
        *totals.endings.entry(name(*ending)).or_default() += 1;
        totals.operations_found += figures.operations_found;
        totals.operations += figures.operations;
        totals.types += figures.types;
        totals.untyped += figures.untyped;
        totals.lines += figures.lines;
        totals.seconds += seconds;
        totals.names += figures.names;
        totals.peak_kib = totals.peak_kib.max(figures.peak_kib);
        for (code, count) in &figures.codes {
            *totals.codes.entry(code.clone()).or_default() += count;
        }
        if let Some(compiled) = compile {
            totals.compiled += 1;
            totals.clean += usize::from(compiled.clean);
            totals.compile_seconds += compiled.seconds;
        }
    }
    totals
}

/// The rows that fared worst: crashes, crates that do not compile, operations left out, refusals, slow ones.
fn worst(rows: &[Row]) -> Vec<&Row> {
    let mut ranked: Vec<(u8, usize, &Row)> = rows
        .iter()
        .filter_map(|row| {
            let left_out = row.figures.operations_found.saturating_sub(row.figures.operations);
            let errors =
                row.compile.as_ref().filter(|compiled| !compiled.clean).map(|compiled| compiled.errors);
            match (row.ending, errors) {
                (Ending::Panicked | Ending::Failed | Ending::Died | Ending::TimedOut, _) => Some((0, 0, row)),
                (_, Some(errors)) => Some((1, errors, row)),
                (Ending::Refused, _) => Some((2, 0, row)),
                (Ending::Generated, None) if left_out > 0 => Some((3, left_out, row)),
                _ => None,
            }
        })
        .collect();
    ranked.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then(a.2.unit.cmp(&b.2.unit)));
    ranked.into_iter().take(WORST).map(|(_, _, row)| row).collect()
}

fn why(row: &Row) -> String {
    let figures = &row.figures;
    match (&row.compile, row.ending) {
        (Some(compiled), _) if !compiled.clean => format!("{} errors of the compiler", compiled.errors),
        (_, Ending::Generated) => {
            let left_out = figures.operations_found.saturating_sub(figures.operations);
            format!("{left_out} of {} operations left out", figures.operations_found)
        }
        (_, ending) => name(ending).to_owned(),
    }
}

fn name(ending: Ending) -> &'static str {
    match ending {
        Ending::Generated => "generated",
        Ending::Refused => "refused",
        Ending::Panicked => "panicked",
        Ending::Failed => "failed",
        Ending::Died => "died",
        Ending::TimedOut => "timed out",
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of operations are far below 2^52")]
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { part as f64 * 100.0 / whole as f64 }
}
