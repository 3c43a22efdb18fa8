//! The value of one keyword, taken as the kind that the keyword wants.
//!
//! In: a member of a schema. Out: its value in Rust, or a finding and nothing.
//! Must never know: what the keyword means.

use crate::diag::Pointer;
use crate::load::{Map, Node, Number};

use super::reader::Reader;

/// One member of a schema.
pub(super) struct Value<'v> {
    /// The keyword.
    pub(super) key: &'v str,
    /// What is under it.
    pub(super) node: &'v Node,
    /// Where the schema stands.
    pub(super) at: &'v Pointer,
    /// All members of the schema.
    pub(super) beside: &'v Map,
}

impl<'v> Value<'v> {
    /// Where the value stands. Made only when it is needed, as most values are fine.
    pub(super) fn place(&self) -> Pointer {
        self.at.key(self.key)
    }

    /// Whether the schema is a parameter of Swagger 2, which was its own schema; its other members are not slips.
    pub(super) fn is_in_parameter(&self) -> bool {
        ["in", "name"].iter().all(|key| self.beside.get(*key).is_some_and(|node| node.as_str().is_some()))
    }

    fn wrong(&self, reader: &mut Reader<'_>, wanted: &str) {
        reader.wrong_kind(self.key, self.node, &self.place(), wanted);
    }

    /// Text. Numbers and booleans that YAML made of unquoted text are text again (`title: 404`).
    pub(super) fn text(&self, reader: &mut Reader<'_>) -> Option<String> {
        let text = scalar_text(self.node);
        if text.is_none() {
            self.wrong(reader, "a string");
        }
        text
    }

    pub(super) fn truth(&self, reader: &mut Reader<'_>) -> Option<bool> {
        let truth = self.node.as_bool();
        if truth.is_none() {
            self.wrong(reader, "a boolean");
        }
        truth
    }

    pub(super) fn number(&self, reader: &mut Reader<'_>) -> Option<f64> {
        let number = as_f64(self.node);
        if number.is_none() {
            self.wrong(reader, "a number");
        }
        number
    }

    /// An integer from 0 on; `10.0` is one.
    pub(super) fn count(&self, reader: &mut Reader<'_>) -> Option<u64> {
        let count = as_count(self.node);
        if count.is_none() {
            self.wrong(reader, "a non-negative integer");
        }
        count
    }

    pub(super) fn list(&self, reader: &mut Reader<'_>) -> Option<&'v [Node]> {
        let list = self.node.as_list();
        if list.is_none() {
            self.wrong(reader, "an array");
        }
        list
    }

    /// A list of texts; members that are none are reported and left out.
    pub(super) fn texts(&self, reader: &mut Reader<'_>) -> Vec<String> {
        let mut texts = Vec::new();
        for (position, node) in self.list(reader).into_iter().flatten().enumerate() {
            match scalar_text(node) {
                Some(text) => texts.push(text),
                None => {
                    reader.wrong_kind(self.key, node, &self.place().index(position), "an array of strings");
                }
            }
        }
        texts
    }
}

/// The text of a scalar, as a person wrote it.
pub(super) fn scalar_text(node: &Node) -> Option<String> {
    match node {
        Node::String(text) => Some(text.clone()),
        Node::Number(Number::Integer(integer)) => Some(integer.to_string()),
        Node::Number(Number::Float(float)) => Some(format!("{float:?}")),
        Node::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

/// The number, if it is one.
#[allow(
    clippy::cast_precision_loss,
    reason = "limits beyond 2^53 are shown and compared as the nearest float"
)]
pub(super) fn as_f64(node: &Node) -> Option<f64> {
    match node {
        Node::Number(Number::Integer(integer)) => Some(*integer as f64),
        Node::Number(Number::Float(float)) => Some(*float),
        _ => None,
    }
}

/// The whole number from 0 on, if it is one.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "only whole numbers within the range get there"
)]
pub(super) fn as_count(node: &Node) -> Option<u64> {
    const BEYOND: f64 = 9_007_199_254_740_992.0;
    match node {
        Node::Number(Number::Integer(integer)) => u64::try_from(*integer).ok(),
        Node::Number(Number::Float(float)) if float.fract() == 0.0 && (0.0..BEYOND).contains(float) => {
            Some(*float as u64)
        }
        _ => None,
    }
}
