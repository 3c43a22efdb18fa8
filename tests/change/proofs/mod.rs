//! A program against the old client of each pair says whether the verdict is right.
//!
//! Where it is none, patch or minor, the program compiles against the new client, and its calls come to their end with a
//! server that follows the new description. Where it is major, it does not compile. What is out there already, the program
//! with the old client, is run against the new server, too: that is what the verdict on the wire is about.

mod build;
mod crates;
mod wire;

use std::collections::BTreeSet;

use codegen::change::{Source as Verdict, Wire};

use crate::pairs::{Pair, pairs};

/// Pairs that break on the wire in a way that this server does not show.
const UNSEEN: [(&str, &str); 7] = [
    (
        "parameter_moved",
        "the server passes over a query parameter that it does not know; the value is lost all the same",
    ),
    ("parameter_style_changed", "the server takes one of the two values, and the other is lost"),
    (
        "security_alternative_removed",
        "the clients of all programs have each credential, and send the one that is left",
    ),
    ("discriminator_changed", "JSON Schema, by which the server judges, gives the discriminator no say"),
    (
        "discriminator_value_removed",
        "JSON Schema, by which the server judges, gives the discriminator no say",
    ),
    (
        "discriminator_value_removed_sent",
        "JSON Schema, by which the server judges, gives the discriminator no say",
    ),
    ("discriminator_value_moved", "JSON Schema, by which the server judges, gives the discriminator no say"),
];

/// Pairs that are safe, and whose new client writes the request otherwise all the same.
const WRITTEN_OTHERWISE: [(&str, &str); 1] =
    [("security_dropped", "the new client sends no credential where none is needed")];

#[test]
fn each_verdict_is_what_the_compiler_and_a_server_say() {
    let pairs = pairs();
    assert!(pairs.len() >= 60, "{}", pairs.len());
    crates::write(&pairs);
    let mut wrong = compiled(&pairs);
    if wrong.is_empty() {
        wrong.extend(called(&pairs));
    }
    let count = |verdict| pairs.iter().filter(|pair| pair.source == verdict).count();
    println!(
        "{} pairs: {} major, {} minor, {} patch; {} verdicts are wrong",
        pairs.len(),
        count(Verdict::Major),
        count(Verdict::Minor),
        count(Verdict::Patch),
        wrong.len()
    );
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What the compiler says otherwise.
fn compiled(pairs: &[Pair]) -> Vec<String> {
    let mut wrong = Vec::new();
    let is_major = |pair: &&Pair| pair.source == Verdict::Major;
    for (module, message) in build::failures("agree") {
        wrong.push(format!("{module} does not compile: {message}"));
    }
    let expected: BTreeSet<String> = pairs.iter().filter(is_major).map(|pair| pair.name.clone()).collect();
    for name in build::compiling("disagree", expected) {
        wrong.push(format!("{name} is called major, and its program compiles against the new client"));
    }
    wrong
}

/// What a server says otherwise.
fn called(pairs: &[Pair]) -> Vec<String> {
    let told = wire::run(pairs, &build::program("agree"));
    let mut wrong = Vec::new();
    for pair in pairs {
        let id = pair.name.as_str();
        let with_old = told.get("old", id);
        if let Some(problem) = &with_old.problem {
            wrong.push(format!("{id}: the program fails with the old client and server: {problem}"));
        }
        if pair.source != Verdict::Major {
            let with_new = told.get("new", id);
            if let Some(problem) = &with_new.problem {
                wrong.push(format!("{id}: the program fails with the new client and server: {problem}"));
            }
            let differs = with_new.requests != with_old.requests;
            if pair.wire == Wire::Safe && differs != is_in(&WRITTEN_OTHERWISE, id) {
                let (old, new) = (&with_old.requests, &with_new.requests);
                wrong.push(format!("{id}: the request is another one, or should be: {old:?} {new:?}"));
            }
        }
        let published = told.get("published", id);
        let is_unseen = is_in(&UNSEEN, id);
        match (&published.problem, pair.wire) {
            (Some(problem), Wire::Safe) => {
                wrong.push(format!("{id} is safe, and the published client fails: {problem}"));
            }
            (None, Wire::Breaks) if !is_unseen => {
                wrong.push(format!("{id} breaks, and the published client does not fail"));
            }
            (Some(problem), _) if is_unseen => {
                wrong.push(format!("{id} is seen to break, and UNSEEN says that it is not: {problem}"));
            }
            _ => {}
        }
    }
    wrong
}

fn is_in(list: &[(&str, &str)], name: &str) -> bool {
    list.iter().any(|(known, _)| *known == name)
}

/// What another judge reads: the clients of all pairs, and the verdict of each.
#[test]
fn pairs_are_written_for_other_judges() {
    let pairs = pairs();
    crates::write(&pairs);
    let lines: Vec<String> = pairs.iter().map(|pair| format!("{}\t{}\n", pair.name, pair.source)).collect();
    std::fs::write(crates::folder().join("verdicts.tsv"), lines.concat()).unwrap();
}
