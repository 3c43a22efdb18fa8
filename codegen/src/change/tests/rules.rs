//! Each rule finds its own example, and says of it what it says in its documentation.

use std::collections::BTreeSet;

use super::super::{Frame, Source, all_rules, find_rule, render_text};
use super::{diff, with};

#[test]
fn there_are_rules_enough_and_each_has_one_name() {
    let ids: BTreeSet<&str> = all_rules().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), all_rules().count());
    assert!(ids.len() >= 60, "{}", ids.len());
    let is_word = |letter: char| letter.is_ascii_lowercase() || letter == '-';
    assert!(ids.iter().all(|id| id.chars().all(is_word)));
    assert!(all_rules().all(|rule| find_rule(rule.id) == Some(rule)));
}

#[test]
fn each_rule_finds_its_example() {
    let mut shown = String::new();
    for rule in all_rules().filter(|rule| !rule.example.at.is_empty()) {
        let (old, new) = (with(rule.example.at, rule.example.old), with(rule.example.at, rule.example.new));
        let report = diff(&old, &new);
        let found = report.findings.iter().find(|found| found.rule == rule);
        let all: Vec<&str> = report.findings.iter().map(|found| found.rule.id).collect();
        let found = found.unwrap_or_else(|| panic!("{} is not found; there are {all:?}", rule.id));
        assert!(found.source <= rule.source, "{}: {} is worse than {}", rule.id, found.source, rule.source);
        assert!(found.source >= Source::Patch);
        let text = render_text(&report, &Frame::default());
        shown.extend(["## ", rule.id, "\n\n", &text, "\n"]);
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn the_other_way_is_never_nothing() {
    for rule in all_rules().filter(|rule| !rule.example.at.is_empty()) {
        let (old, new) = (with(rule.example.at, rule.example.new), with(rule.example.at, rule.example.old));
        assert!(!diff(&old, &new).findings.is_empty(), "{}", rule.id);
    }
}
