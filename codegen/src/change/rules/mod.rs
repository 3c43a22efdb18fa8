//! All rules, area by area.

pub(super) mod access;
pub(super) mod bodies;
pub(super) mod items;
pub(super) mod members;
pub(super) mod operations;
pub(super) mod parameters;
pub(super) mod responses;
pub(super) mod unions;
pub(super) mod values;

use super::rule::Rule;

/// The version of the set of rules: raised when a rule comes, goes or judges otherwise.
pub const RULE_SET: u32 = 1;

/// All rules.
pub fn all_rules() -> impl Iterator<Item = &'static Rule> {
    [
        operations::TABLE,
        parameters::TABLE,
        bodies::TABLE,
        responses::TABLE,
        access::TABLE,
        members::TABLE,
        values::TABLE,
        unions::TABLE,
        items::TABLE,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The rule of this name.
#[must_use]
pub fn find_rule(id: &str) -> Option<&'static Rule> {
    all_rules().find(|rule| rule.id.eq_ignore_ascii_case(id))
}
