//! Bytes as a row of decisions.

use codegen::load::{Map, Node};

/// Decisions that are taken from bytes; when they run out, every further one is the first choice.
pub(crate) struct Choices<'a> {
    bytes: &'a [u8],
}

impl<'a> Choices<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// The next byte.
    pub(crate) fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        *first
    }

    /// A number below `end`, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let number = usize::from(self.byte());
        if end > 256 { (number << 8 | usize::from(self.byte())) % end } else { number % end }
    }

    /// True once in `times`, and never when the bytes have run out.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// The last byte, which stays where it is.
    pub(crate) fn last(&self) -> Option<u8> {
        self.bytes.last().copied()
    }

    /// Up to `most` bytes.
    pub(crate) fn take(&mut self, most: usize) -> &'a [u8] {
        let (taken, rest) = self.bytes.split_at(self.bytes.len().min(most));
        self.bytes = rest;
        taken
    }

    /// All bytes that are left.
    pub(crate) fn rest(self) -> &'a [u8] {
        self.bytes
    }
}

/// A map of these members; of equal keys the last one stays.
pub(crate) fn map<K: Into<String>>(members: impl IntoIterator<Item = (K, Node)>) -> Node {
    Node::Map(members.into_iter().map(|(key, value)| (key.into(), value)).collect::<Map>())
}
