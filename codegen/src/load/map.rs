//! The maps of the tree.

use std::fmt;
use std::ops::{Deref, DerefMut};

use foldhash::fast::RandomState;
use indexmap::{IndexMap, map};

use super::Node;

/// The members of a map, in the order of the input.
///
/// Most values of a description are none, so they do not have the size of one: a map is a pointer to its members.
#[derive(Clone, Default, PartialEq)]
pub struct Map(Box<Members>);

/// What a [`Map`] can do.
pub type Members = IndexMap<String, Node, RandomState>;

impl Map {
    /// A map without members.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A map without members, with room for so many.
    #[must_use]
    pub fn with_capacity(members: usize) -> Self {
        Self(Box::new(Members::with_capacity_and_hasher(members, RandomState::default())))
    }
}

impl fmt::Debug for Map {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Deref for Map {
    type Target = Members;

    fn deref(&self) -> &Members {
        &self.0
    }
}

impl DerefMut for Map {
    fn deref_mut(&mut self) -> &mut Members {
        &mut self.0
    }
}

impl FromIterator<(String, Node)> for Map {
    fn from_iter<I: IntoIterator<Item = (String, Node)>>(members: I) -> Self {
        Self(Box::new(members.into_iter().collect()))
    }
}

impl<const N: usize> From<[(String, Node); N]> for Map {
    fn from(members: [(String, Node); N]) -> Self {
        Self::from_iter(members)
    }
}

impl Extend<(String, Node)> for Map {
    fn extend<I: IntoIterator<Item = (String, Node)>>(&mut self, members: I) {
        self.0.extend(members);
    }
}

impl IntoIterator for Map {
    type Item = (String, Node);
    type IntoIter = map::IntoIter<String, Node>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Map {
    type Item = (&'a String, &'a Node);
    type IntoIter = map::Iter<'a, String, Node>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a mut Map {
    type Item = (&'a String, &'a mut Node);
    type IntoIter = map::IterMut<'a, String, Node>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter_mut()
    }
}
