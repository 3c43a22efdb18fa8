//! What became of the calls of all clients, for people.
//!
//! In: what each did. Out: the sums, the largest types, and what is wrong.
//! Must never know: how it was found out.

use std::collections::BTreeMap;

use super::report::{Ran, TypeSize};

/// How many failures of one client are shown; JSON has all.
const SHOWN: usize = 5;

/// How many of the largest types are named.
const LARGEST: usize = 5;

/// Lines about the clients, each by the name of its description; nothing where no program was run.
pub(in crate::commands::corpus) fn summary<'r>(ran: impl Iterator<Item = (&'r str, &'r Ran)>) -> String {
    let all: Vec<(&str, &Ran)> = ran.collect();
    if all.is_empty() {
        return String::new();
    }
    let clean = all.iter().filter(|(_, ran)| ran.is_clean()).count();
    let calls: usize = all.iter().map(|(_, ran)| ran.calls).sum();
    let seconds: f64 = all.iter().map(|(_, ran)| ran.seconds).sum();
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for (reason, count) in all.iter().flat_map(|(_, ran)| &ran.refused) {
        *reasons.entry(reason).or_default() += count;
    }
    let refused: usize = reasons.values().sum();
    let mut text = format!(
        "run: {clean} of {} clean, {calls} calls made, {refused} refused{}; {seconds:.1} s in all\n",
        all.len(),
        listed(&reasons),
    );
    text.push_str(&largest(&all));
    for (name, ran) in &all {
        text.push_str(&failures(name, ran));
    }
    text
}

/// ` (3 × one reason, 1 × another)`
fn listed(reasons: &BTreeMap<&str, usize>) -> String {
    if reasons.is_empty() {
        return String::new();
    }
    let reasons: Vec<String> = reasons.iter().map(|(reason, count)| format!("{count} × {reason}")).collect();
    format!(" ({})", reasons.join(", "))
}

fn largest(all: &[(&str, &Ran)]) -> String {
    let types: usize = all.iter().map(|(_, ran)| ran.types).sum();
    let mut sizes: Vec<(&str, &TypeSize)> =
        all.iter().flat_map(|(name, ran)| ran.largest.iter().map(|size| (*name, size))).collect();
    sizes.sort_by_key(|(name, size)| (std::cmp::Reverse(size.bytes), *name));
    let named: Vec<String> = sizes
        .iter()
        .take(LARGEST)
        .map(|(name, size)| format!("{} ({name}) {}", size.name, size.bytes))
        .collect();
    format!("sizes: {types} types; the largest in bytes: {}\n", named.join(", "))
}

fn failures(name: &str, ran: &Ran) -> String {
    let mut text: String =
        ran.failures.iter().take(SHOWN).map(|failure| format!("  {name}: {failure}\n")).collect();
    if ran.failures.len() > SHOWN {
        text.push_str(&format!("  {name}: {} failures more\n", ran.failures.len() - SHOWN));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_reasons_and_failures_are_told() {
        let size = TypeSize { name: "types::A".to_owned(), bytes: 7, limit: 4096 };
        let good = Ran {
            calls: 3,
            refused: BTreeMap::from([("no".to_owned(), 2)]),
            types: 4,
            largest: vec![size],
            ..Ran::default()
        };
        let bad = Ran { calls: 1, failures: vec!["x".to_owned(); 7], ..Ran::default() };
        assert_eq!(
            summary([("a.yaml", &good), ("b.yaml", &bad)].into_iter()),
            format!(
                "run: 1 of 2 clean, 4 calls made, 2 refused (2 × no); 0.0 s in all\n\
                 sizes: 4 types; the largest in bytes: types::A (a.yaml) 7\n{}  b.yaml: 2 failures more\n",
                "  b.yaml: x\n".repeat(5)
            )
        );
        assert_eq!(summary(std::iter::empty()), "");
    }
}
