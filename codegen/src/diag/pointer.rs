//! JSON pointers (RFC 6901).

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// A JSON pointer; `""` is the whole document. Cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(Arc<str>);

impl Pointer {
    /// The pointer to the whole document.
    #[must_use]
    pub fn root() -> Self {
        Self(Arc::from(""))
    }

    /// Takes over text that is a pointer already (`""` or `/a/b~1c/0`).
    #[must_use]
    pub fn from_escaped(text: &str) -> Self {
        Self(Arc::from(text))
    }

    /// The pointer to a member of this map; the key is escaped here.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + key.len() + 1);
        text.push_str(&self.0);
        text.push('/');
        // Most keys need no escape, and pointers are made by the ten thousand.
        let mut rest = key;
        while let Some(position) = rest.find(['~', '/']) {
            text.push_str(&rest[..position]);
            text.push_str(if rest[position..].starts_with('~') { "~0" } else { "~1" });
            rest = &rest[position + 1..];
        }
        text.push_str(rest);
        Self(Arc::from(text))
    }

    /// The pointer to a member of this list, counted from 0.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(Arc::from(format!("{}/{index}", self.0)))
    }

    /// The pointer to what holds this place; `None` for the whole document.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0.rfind('/').map(|slash| Self(Arc::from(&self.0[..slash])))
    }

    /// The unescaped tokens from the root down.
    pub fn tokens(&self) -> impl Iterator<Item = String> + '_ {
        self.steps().map(Cow::into_owned)
    }

    /// The same for those who only follow them.
    pub(crate) fn steps(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.0.split('/').skip(1).map(unescaped)
    }

    /// The pointer to what holds this place and has this many tokens; the pointer itself where it has no more.
    #[must_use]
    pub(crate) fn beginning(&self, tokens: usize) -> Self {
        match self.0.match_indices('/').nth(tokens) {
            Some((end, _)) => Self(Arc::from(&self.0[..end])),
            None => self.clone(),
        }
    }

    /// The pointer as RFC 6901 spells it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A token without its escapes. Most have none, and pointers are followed by the hundred thousand.
pub(crate) fn unescaped(token: &str) -> Cow<'_, str> {
    let mut rest = token;
    let mut text = String::new();
    while let Some((before, behind)) = rest.split_once('~') {
        text.reserve(rest.len());
        text.push_str(before);
        let (character, behind) = match behind.as_bytes().first() {
            Some(b'1') => ('/', &behind[1..]),
            Some(b'0') => ('~', &behind[1..]),
            _ => ('~', behind),
        };
        text.push(character);
        rest = behind;
    }
    if text.is_empty() {
        return Cow::Borrowed(token);
    }
    text.push_str(rest);
    Cow::Owned(text)
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

impl Default for Pointer {
    fn default() -> Self {
        Self::root()
    }
}

#[cfg(test)]
mod tests {
    use super::{Pointer, unescaped};

    #[test]
    fn what_is_escaped_is_the_key_again() {
        for key in ["a", "", "~", "/", "~1", "~01", "a/b~c", "~~//", "é~/"] {
            assert_eq!(Pointer::root().key(key).tokens().collect::<Vec<_>>(), [key]);
        }
    }

    #[test]
    fn a_tilde_that_escapes_nothing_stays() {
        for (token, key) in
            [("~", "~"), ("a~", "a~"), ("~2", "~2"), ("~~1", "~/"), ("~01", "~1"), ("~~01", "~~1")]
        {
            assert_eq!(unescaped(token), key);
        }
    }
}
