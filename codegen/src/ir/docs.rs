//! Documentation that the description has.

/// Documentation from the description, as plain text or Markdown of strangers: `emit` makes it harmless.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// One line.
    pub summary: Option<String>,
    /// The rest.
    pub description: Option<String>,
    /// Facts of ours: limits, defaults, formats; each a sentence fragment (``"at most 40 characters"``).
    pub facts: Vec<String>,
    /// Where to read more.
    pub link: Option<String>,
    /// Whether the description calls this deprecated.
    pub deprecated: bool,
}
