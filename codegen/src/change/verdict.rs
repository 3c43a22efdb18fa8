//! What a change does: to source that depends on the client, and to clients that are out there.

use std::fmt;

/// What Cargo's rules of versions say about the crate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// The crate is the same.
    #[default]
    None,
    /// Other text, the same public items.
    Patch,
    /// There are more public items, or the compiler warns of some.
    Minor,
    /// Source that compiled may not compile any more.
    Major,
}

/// What becomes of a client that is published already, against a server that follows the new description.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wire {
    /// It works as before.
    #[default]
    Safe,
    /// It depends on what is sent, or on what the server makes of it.
    MayBreak,
    /// It fails.
    Breaks,
}

/// Which way a value goes, as one set: a component stands in requests, in answers, or in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Direction {
    /// A client sends it.
    pub sent: bool,
    /// A client reads it.
    pub read: bool,
}

/// How much a finding is worth to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something fails: source or clients.
    Breaking,
    /// Something may fail, or a compiler warns.
    Attention,
    /// Nobody notices who does not look.
    Harmless,
}

impl Source {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl Wire {
    /// The words for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::MayBreak => "may break",
            Self::Breaks => "breaks",
        }
    }
}

impl Direction {
    /// What a client sends.
    pub const SENT: Self = Self { sent: true, read: false };
    /// What a client reads.
    pub const READ: Self = Self { sent: false, read: true };
    /// Neither: a description says it, and no call uses it.
    pub const UNUSED: Self = Self { sent: false, read: false };

    /// The ways of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { sent: self.sent || other.sent, read: self.read || other.read }
    }

    /// The words for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match (self.sent, self.read) {
            (true, true) => "sent and read",
            (true, false) => "sent",
            (false, true) => "read",
            (false, false) => "neither",
        }
    }
}

impl Severity {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Attention => "attention",
            Self::Harmless => "harmless",
        }
    }

    pub(super) fn of(source: Source, wire: Wire) -> Self {
        match (source, wire) {
            (Source::Major, _) | (_, Wire::Breaks) => Self::Breaking,
            (_, Wire::MayBreak) => Self::Attention,
            _ => Self::Harmless,
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl fmt::Display for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
