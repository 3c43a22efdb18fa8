//! What a new description does to people: to source that depends on the client, and to clients that are out there.
//!
//! In: two states, each the public items of a client and its description. Out: a [`Report`] of every change, by the rules.
//! Must never know: files, revisions, versions of crates.
//!
//! Two things are compared apart from each other. The lists of public items say what happens to source: what they say is
//! certain, and it needs no rule for each keyword. The descriptions, read into what they mean, say what happens on the wire;
//! each spelling of the same thing means the same. Then the two are put together by the places that they come from.

mod access;
mod bodies;
mod changes;
mod compare;
mod items;
mod join;
mod operations;
mod parameters;
mod renamed;
mod render;
mod report;
mod responses;
mod rule;
mod rules;
mod schema;
mod shown;
mod state;
mod unexplained;
mod verdict;

#[cfg(test)]
mod tests;

pub use compare::compare_states;
pub use render::{
    Frame, has_entry, render_changelog, render_github, render_json, render_markdown, render_rule,
    render_rules, render_sarif, render_text,
};
pub use report::{Acceptance, Finding, ItemCounts, ItemShown, Report, Site};
pub use rule::{Area, Example, Rule};
pub use rules::{RULE_SET, all_rules, find_rule};
pub use state::{Described, State};
pub use verdict::{Direction, Severity, Source, Wire};
