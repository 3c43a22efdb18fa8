//! The values of a text, each with its place, and how they are put together.

use std::borrow::Cow;
use std::ops::Range;

/// One value.
#[derive(Clone, Debug)]
pub(super) struct Entry<'text> {
    pub(super) kind: Kind,
    pub(super) key: Option<Cow<'text, str>>,
    pub(super) key_range: Range<u32>,
    pub(super) range: Range<u32>,
    /// The number of the entry after everything that this one holds.
    pub(super) end: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Scalar,
    List,
    Map,
    /// Stands for another entry.
    Alias(u32),
}

/// Builds the entries of a text in the order of its events.
#[derive(Default)]
pub(super) struct Builder<'text> {
    pub(super) entries: Vec<Entry<'text>>,
    pub(super) open: Vec<usize>,
}

impl<'text> Builder<'text> {
    /// Starts a value; `key` is its key with its place, if it stands in a map.
    pub(super) fn start(
        &mut self,
        kind: Kind,
        key: Option<(Cow<'text, str>, Range<usize>)>,
        range: Range<usize>,
    ) -> usize {
        let index = self.entries.len();
        let (key, key_range) = key.map_or((None, 0..0), |(key, range)| (Some(key), range));
        self.entries.push(Entry {
            kind,
            key,
            key_range: narrow(&key_range),
            range: narrow(&range),
            end: u32::try_from(index + 1).unwrap_or(u32::MAX),
        });
        if matches!(kind, Kind::List | Kind::Map) {
            self.open.push(index);
        }
        index
    }

    /// Ends the innermost list or map.
    pub(super) fn end(&mut self, offset: usize) {
        let count = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        if let Some(entry) = self.open.pop().and_then(|index| self.entries.get_mut(index)) {
            entry.end = count;
            entry.range.end = entry.range.start.max(narrow(&(offset..offset)).start);
        }
    }

    /// Ends whatever is still open, for texts that break off.
    pub(super) fn finish(&mut self, offset: usize) {
        while !self.open.is_empty() {
            self.end(offset);
        }
    }
}

fn narrow(range: &Range<usize>) -> Range<u32> {
    let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    narrow(range.start)..narrow(range.end)
}
