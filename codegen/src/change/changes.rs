//! The changes that are found on the wire, each once, with all the ways in which its place is used.

use std::collections::BTreeMap;

use crate::diag::Pointer;

use super::rule::Rule;
use super::verdict::{Direction, Wire};

/// What changed, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) rule: &'static Rule,
    /// What it is about, in words: `the field name`.
    pub(super) subject: String,
    /// The place in the old description; none where there was nothing.
    pub(super) base: Option<Pointer>,
    /// The place in the new one.
    pub(super) head: Option<Pointer>,
    /// What stood there, and what stands there.
    pub(super) old: String,
    pub(super) new: String,
    /// The ways in which the place is used.
    pub(super) direction: Direction,
    /// Whether what is read is an error, which a client gives as it came.
    pub(super) only_errors: bool,
}

impl Change {
    /// The worst of its ways.
    pub(super) fn wire(&self) -> Wire {
        let sent = if self.direction.sent { self.rule.sent } else { Wire::Safe };
        let read = match self.rule.read {
            Wire::Breaks if self.only_errors => Wire::MayBreak,
            other => other,
        };
        sent.max(if self.direction.read { read } else { Wire::Safe })
    }
}

/// How a place is used while it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Use {
    /// A client sends it.
    Sent,
    /// A client reads it as what a call gives.
    Read,
    /// A client reads it as an error.
    Error,
    /// Nobody uses it.
    Unused,
}

impl Use {
    fn direction(self) -> Direction {
        match self {
            Self::Sent => Direction::SENT,
            Self::Read | Self::Error => Direction::READ,
            Self::Unused => Direction::UNUSED,
        }
    }

    /// Whether a client reads it.
    pub(super) fn is_read(self) -> bool {
        matches!(self, Self::Read | Self::Error)
    }
}

type Key = (&'static str, Option<Pointer>, Option<Pointer>, String);

/// All changes.
#[derive(Debug, Default)]
pub(super) struct Changes {
    found: BTreeMap<Key, Change>,
}

/// The two sides of a change: where it stands, and what stands there.
#[derive(Clone, Debug, Default)]
pub(super) struct Side {
    pub(super) at: Option<Pointer>,
    pub(super) text: String,
}

impl Side {
    pub(super) fn at(pointer: &Pointer) -> Self {
        Self { at: Some(pointer.clone()), text: String::new() }
    }

    pub(super) fn with(pointer: &Pointer, text: impl Into<String>) -> Self {
        Self { at: Some(pointer.clone()), text: text.into() }
    }

    /// Nothing is there.
    pub(super) fn nothing() -> Self {
        Self::default()
    }
}

impl Changes {
    /// Notes a change; one that is known gets another use.
    pub(super) fn note(&mut self, rule: &'static Rule, used: Use, subject: &str, base: Side, head: Side) {
        // A description may call anything by an empty text.
        let subject = if subject.trim().is_empty() { "an empty name" } else { subject };
        let key = (rule.id, base.at.clone(), head.at.clone(), subject.to_owned());
        let is_error = used == Use::Error;
        let change = self.found.entry(key).or_insert_with(|| Change {
            rule,
            subject: subject.to_owned(),
            base: base.at,
            head: head.at,
            old: base.text,
            new: head.text,
            direction: Direction::UNUSED,
            only_errors: true,
        });
        change.direction = change.direction.and(used.direction());
        if used.is_read() && !is_error {
            change.only_errors = false;
        }
    }

    pub(super) fn into_vec(self) -> Vec<Change> {
        self.found.into_values().collect()
    }
}
