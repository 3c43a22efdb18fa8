//! The rules themselves, for people.

use std::fmt::Write as _;

use super::super::rule::{Area, Rule};
use super::super::rules::{RULE_SET, all_rules};

/// A rule in text, for a terminal.
#[must_use]
pub fn render_rule(rule: &Rule) -> String {
    let mut text = format!("{}: {}\n\n", rule.id, rule.title);
    let _ = writeln!(text, "Rust: {} at the worst", rule.source);
    let _ = writeln!(text, "Wire: {} where it is sent, {} where it is read", rule.sent, rule.read);
    let _ = writeln!(text, "Why: {}", rule.why);
    let _ = writeln!(text, "What to do: {}", rule.remedy);
    if has_example(rule) {
        let or_nothing = |side: &str| if side.is_empty() { "nothing".to_owned() } else { side.to_owned() };
        let _ = writeln!(
            text,
            "\nFor example at #{}\n  old: {}\n  new: {}",
            rule.example.at,
            or_nothing(rule.example.old),
            or_nothing(rule.example.new)
        );
    }
    text
}

/// The page of all rules, in Markdown; `called` is what people call the program.
#[must_use]
pub fn render_rules(called: &str) -> String {
    let mut text = format!(
        "# Changes\n\nWhat `{called} diff` can find, rule by rule (set {RULE_SET}). This page is the output of\n\
         `{called} explain --changes --markdown`.\n\n\
         *Rust* is what Cargo's rules of versions say of the client's source, at the worst; what it is in a case at hand, the\n\
         public items of both clients say. *Sent* and *read* are what becomes of a client that is published already, where it\n\
         sends what changed and where it reads it. The direction of a component is that of all its uses; the worst counts.\n"
    );
    for area in Area::ALL {
        let _ = write!(text, "\n## {}\n", area.title());
        for rule in all_rules().filter(|rule| rule.area == area) {
            let _ = write!(text, "\n### {}\n\n", rule.id);
            let _ = write!(
                text,
                "{}. Rust: {}; sent: {}; read: {}.\n\n{} {}\n",
                capital(rule.title),
                rule.source,
                rule.sent,
                rule.read,
                rule.why,
                if rule.remedy == "Nothing." { "Nothing is to be done." } else { rule.remedy }
            );
            if has_example(rule) {
                let _ = write!(text, "\n```yaml\n# {}\n", rule.example.at);
                for (name, side) in [("old", rule.example.old), ("new", rule.example.new)] {
                    let side = if side.is_empty() { "# nothing" } else { side };
                    let _ = writeln!(text, "{name}: {side}");
                }
                text.push_str("```\n");
            }
        }
    }
    text
}

fn has_example(rule: &Rule) -> bool {
    !rule.example.old.is_empty() || !rule.example.new.is_empty()
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + characters.as_str()
}
