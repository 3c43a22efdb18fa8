//! What a diagnostic code is.

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The input is refused as a whole and nothing is written.
    Error,
    /// The client is written, but something is left out, approximated or worth a maintainer's look.
    Warning,
    /// Worth knowing; not shown unless asked for.
    Note,
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The description is wrong.
    Invalid,
    /// The description is right and the generator is not there yet.
    Unsupported,
    /// Neither: the description is ambiguous or incomplete, or the reader should know what was made of it.
    Advice,
}

/// A rule that a description can break, documented once.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `E101`, `W502`, `N601`: severity letter and number; the hundreds are the room.
    pub id: &'static str,
    /// The rule in a few words, lower case, without a full stop.
    pub title: &'static str,
    /// How much it weighs by default.
    pub severity: Severity,
    /// Whose turn it is.
    pub fault: Fault,
    /// What to do about it, in a few words; shown with each finding that has no advice of its own.
    pub remedy: &'static str,
    /// Markdown for `explain`: why it matters, a short example, the remedy.
    pub explanation: &'static str,
}
