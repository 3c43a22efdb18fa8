//! Judging values by their schemas, with regular expressions and formats.
//!
//! In: a schema's place and a value. Out: every reason why the schema does not allow the value.
//! Must never know: where the value came from.

use std::cell::RefCell;
use std::collections::BTreeMap;

use codegen::diag::Pointer;
use codegen::load::Node;
use codegen::schema::validate::{Assertions, Reason, violations};

use crate::format::has_format;

/// What backtracking may cost before an expression counts as one that cannot be judged.
const MOST_BACKTRACKING: usize = 100_000;

/// Which side of a call a value is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Sent by the client: what is `readOnly` may be missing.
    Request,
    /// Sent by the server: what is `writeOnly` may be missing.
    Response,
}

impl Side {
    /// The keyword of properties that this side leaves out.
    pub(crate) fn leaves_out(self) -> &'static str {
        match self {
            Self::Request => "readOnly",
            Self::Response => "writeOnly",
        }
    }
}

/// A judge with the expressions that it has read already.
#[derive(Default)]
pub(crate) struct Judge {
    expressions: RefCell<BTreeMap<String, Option<fancy_regex::Regex>>>,
}

impl Judge {
    /// Every reason why the schema does not allow the value.
    pub(crate) fn reasons(&self, root: &Node, schema: &Pointer, value: &Node, side: Side) -> Vec<Reason> {
        let pattern = |expression: &str, text: &str| self.matches(expression, text);
        let assertions =
            Assertions { pattern: &pattern, format: &has_format, optional: Some(side.leaves_out()) };
        violations(root, schema, value, &assertions)
    }

    /// The same with nothing left out, as someone judges who does not know about sides.
    pub(crate) fn allows_strictly(&self, root: &Node, schema: &Pointer, value: &Node) -> bool {
        let pattern = |expression: &str, text: &str| self.matches(expression, text);
        let assertions = Assertions { pattern: &pattern, format: &has_format, optional: None };
        violations(root, schema, value, &assertions).is_empty()
    }

    /// Whether text matches; `None` where the expression cannot be read or takes too long.
    pub(crate) fn matches(&self, expression: &str, text: &str) -> Option<bool> {
        let mut known = self.expressions.borrow_mut();
        let read = known.entry(expression.to_owned()).or_insert_with(|| {
            fancy_regex::RegexBuilder::new(&in_rust(expression))
                .backtrack_limit(MOST_BACKTRACKING)
                .build()
                .ok()
        });
        read.as_ref()?.is_match(text).ok()
    }
}

/// The expression of a description in the dialect that is read here: JavaScript's `\/` and `\d` mean less than Rust's.
pub(crate) fn in_rust(expression: &str) -> String {
    let mut text = String::with_capacity(expression.len());
    let mut characters = expression.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        match characters.next() {
            Some('/') => text.push('/'),
            Some('d') => text.push_str("[0-9]"),
            Some(other) => text.extend(['\\', other]),
            None => text.push('\\'),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_those_of_javascript() {
        let judge = Judge::default();
        assert_eq!(judge.matches(r"^\/a\/\d+$", "/a/7"), Some(true));
        assert_eq!(judge.matches("^[a-z]+$", "A"), Some(false));
        assert_eq!(judge.matches("^(?!x)", "xa"), Some(false));
        assert_eq!(judge.matches("(", "a"), None);
        // What would take for ever is given up.
        assert_eq!(judge.matches(r"^(?:(a+)\1?)+(?<!c)b$", &"a".repeat(60)), None);
    }
}
