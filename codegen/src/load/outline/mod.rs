//! Where every value of a text stands, found out only when a diagnostic needs it.
//!
//! In: YAML or JSON text. Out: for a pointer, the places of key and value. Survives any text: what comes after a
//! syntax error is simply not known.

mod entry;
mod json;
mod text;
mod yaml;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

pub(super) use text::CharOffsets;
pub use text::{Lines, Position};

use crate::diag::Pointer;

use entry::{Entry, Kind};

/// The places of a pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The key, if the value stands in a map.
    pub key: Option<Position>,
    /// The value.
    pub value: Position,
    /// Whether the pointer was followed to its end; otherwise this is the nearest place around it that exists.
    pub exact: bool,
}

/// A key that appears twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Duplicate {
    pub(super) pointer: Pointer,
    pub(super) key: String,
    pub(super) first: Range<usize>,
    pub(super) second: Range<usize>,
}

/// The places of all values of a text.
#[derive(Debug)]
pub struct Outline<'text> {
    lines: Lines<'text>,
    /// All values, each before what it holds.
    entries: Vec<Entry<'text>>,
    /// What was looked into so far: with a finding at each of many members, looking through all for each takes hours.
    members: Mutex<BTreeMap<usize, Arc<Members>>>,
}

/// What a list or a map holds, by the numbers of the entries.
#[derive(Debug)]
struct Members {
    in_order: Vec<usize>,
    /// The same of a map, sorted by key; of a key that appears twice, the first comes first.
    by_key: Vec<usize>,
}

/// Longer texts are not outlined: places are kept in 32 bits.
const MOST_BYTES: usize = u32::MAX as usize;

/// Where `pointer` stands in `text`; `None` only for text that holds no value at all.
#[must_use]
pub fn locate(text: &str, pointer: &Pointer) -> Option<Found> {
    let outline = Outline::of(text);
    (!outline.entries.is_empty()).then(|| outline.find(pointer))
}

impl<'text> Outline<'text> {
    /// Looks through the text once.
    #[must_use]
    pub fn of(text: &'text str) -> Self {
        let mut entries = Vec::new();
        if text.len() < MOST_BYTES {
            let is_json = text.trim_start().starts_with(['{', '[']);
            let (of_json, is_complete) = if is_json { json::outline(text) } else { (Vec::new(), false) };
            entries = of_json;
            if !is_complete {
                let others = yaml::outline(text);
                if others.len() > entries.len() {
                    entries = others;
                }
            }
        }
        Self { lines: Lines::of(text), entries, members: Mutex::default() }
    }

    /// Where `pointer` stands, or the nearest place around it that exists.
    #[must_use]
    pub fn find(&self, pointer: &Pointer) -> Found {
        let mut at = 0;
        let mut exact = !self.entries.is_empty();
        for token in pointer.steps() {
            if let Some(child) = self.child(at, &token, 0) {
                at = child;
            } else {
                exact = false;
                break;
            }
        }
        let Some(entry) = self.entries.get(at) else {
            return Found { key: None, value: self.position(0..0), exact };
        };
        let key = entry.key.is_some().then(|| self.position(bytes(&entry.key_range)));
        Found { key, value: self.position(bytes(&entry.range)), exact }
    }

    /// The lines of the text.
    #[must_use]
    pub fn lines(&self) -> &Lines<'text> {
        &self.lines
    }

    fn position(&self, range: Range<usize>) -> Position {
        self.lines.position(range)
    }

    /// The member of an entry, through aliases and merge keys.
    fn child(&self, at: usize, token: &str, merges: usize) -> Option<usize> {
        let at = self.target(at);
        match self.entries.get(at)?.kind {
            Kind::List => self.members(at).in_order.get(token.parse::<usize>().ok()?).copied(),
            Kind::Map => self.member(at, token).or_else(|| self.merged(at, token, merges)),
            _ => None,
        }
    }

    fn merged(&self, at: usize, token: &str, merges: usize) -> Option<usize> {
        const MOST_MERGES: usize = 8;
        if merges >= MOST_MERGES {
            return None;
        }
        let merge = self.target(self.member(at, "<<")?);
        match self.entries.get(merge)?.kind {
            Kind::Map => self.child(merge, token, merges + 1),
            Kind::List => self.children(merge).find_map(|member| self.child(member, token, merges + 1)),
            _ => None,
        }
    }

    /// The member of a map itself.
    fn member(&self, at: usize, token: &str) -> Option<usize> {
        let members = self.members(at);
        let found = members.by_key.partition_point(|child| self.key(*child) < Some(token));
        members.by_key.get(found).copied().filter(|child| self.key(*child) == Some(token))
    }

    fn members(&self, at: usize) -> Arc<Members> {
        let mut known = self.members.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(members) = known.get(&at) {
            return Arc::clone(members);
        }
        let in_order: Vec<usize> = self.children(at).collect();
        let mut by_key = Vec::new();
        if self.entries.get(at).is_some_and(|entry| entry.kind == Kind::Map) {
            by_key.clone_from(&in_order);
            by_key.sort_by_key(|child| self.key(*child));
        }
        let members = Arc::new(Members { in_order, by_key });
        known.insert(at, Arc::clone(&members));
        members
    }

    fn target(&self, at: usize) -> usize {
        match self.entries.get(at).map(|entry| entry.kind) {
            Some(Kind::Alias(target)) => target as usize,
            _ => at,
        }
    }

    fn key(&self, at: usize) -> Option<&str> {
        self.entries.get(at)?.key.as_deref()
    }

    fn children(&self, at: usize) -> impl Iterator<Item = usize> {
        let end = self.entries.get(at).map_or(0, |entry| entry.end as usize);
        std::iter::successors(Some(at + 1), |child| Some(self.entries.get(*child)?.end as usize))
            .take_while(move |child| *child < end)
    }

    /// Every key that appears twice in one map, in the order of the text.
    pub(super) fn duplicates(&self) -> Vec<Duplicate> {
        let mut found = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            if entry.kind != Kind::Map {
                continue;
            }
            let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
            for child in self.children(at) {
                let Some(key) = self.key(child) else { continue };
                let first = *seen.entry(key).or_insert(child);
                if first != child {
                    found.push(Duplicate {
                        pointer: self.pointer_to(child),
                        key: key.to_owned(),
                        first: self.entries.get(first).map_or(0..0, |first| bytes(&first.key_range)),
                        second: self.entries.get(child).map_or(0..0, |second| bytes(&second.key_range)),
                    });
                }
            }
        }
        found.sort_by_key(|duplicate| duplicate.second.start);
        found
    }

    fn pointer_to(&self, wanted: usize) -> Pointer {
        let mut pointer = Pointer::root();
        let mut at = 0;
        while at != wanted {
            let members = self.members(at);
            let index = members.in_order.partition_point(|child| *child <= wanted).checked_sub(1);
            let step = index.and_then(|index| Some((index, *members.in_order.get(index)?)));
            let within = |child: usize| {
                self.entries.get(child).is_some_and(|entry| (child..entry.end as usize).contains(&wanted))
            };
            let Some((index, child)) = step.filter(|(_, child)| within(*child)) else { break };
            pointer = self.key(child).map_or_else(|| pointer.index(index), |key| pointer.key(key));
            at = child;
        }
        pointer
    }
}

fn bytes(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

#[cfg(test)]
mod tests;
