//! How much is too much, of what is read and of what is written.

/// Limits of a run; a description beyond one of them is refused with a diagnostic of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budgets {
    /// Bytes of one file.
    pub bytes: usize,
    /// Maps and lists inside each other. More than [`Budgets::MOST_DEPTH`] is not possible.
    pub depth: usize,
    /// Values in one description, counted after aliases were expanded.
    pub nodes: usize,
    /// Values that exist only because an alias repeats an anchor.
    pub alias_nodes: usize,
    /// Members of one map, or items of one list.
    pub width: usize,
    /// Bytes of one text.
    pub scalar: usize,
    /// Bytes of one key of a map. Keys are parts of every pointer below them, and of many messages.
    pub key: usize,
    /// The parameters of operations, the fields of their request bodies and the headers of their responses, all together and
    /// with what references repeat; an operation itself counts as two. Each becomes an item of the client.
    pub parts: usize,
    /// Bytes of the generated source: a small description can multiply, and a crate of this size is of no use.
    pub output: usize,
}

impl Budgets {
    /// Everything that walks a tree recurses at most this deep, so that two megabytes of stack are enough.
    pub const MOST_DEPTH: usize = 120;

    /// The depth that holds.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.depth.min(Self::MOST_DEPTH)
    }
}

impl Default for Budgets {
    /// All but the very largest public descriptions have up to 15 MB, 800,000 values and 40 levels, and of 178 at hand
    /// none has more than 1,500 values in one map or list, or a key of more than 300 bytes. The largest client at hand
    /// has 9.5 MB of source, and the largest description in one piece 102,000 parts of operations, the next 27,000. As
    /// many values in one place as the width allows take at most ten seconds and a gigabyte, whatever they are: `xtask
    /// measure scale` shows it.
    fn default() -> Self {
        Self {
            bytes: 32 << 20,
            depth: 100,
            nodes: 2_000_000,
            alias_nodes: 250_000,
            width: 15_000,
            scalar: 4 << 20,
            key: 4 << 10,
            parts: 110_000,
            output: 96 << 20,
        }
    }
}
