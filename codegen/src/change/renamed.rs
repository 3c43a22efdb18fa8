//! Items that have several names: they are compared as what they are.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::surface::{ItemKind, Needed, PublicItem};

/// Nobody writes longer chains of names for names.
const LONGEST_CHAIN: usize = 64;

/// Other names of types and calls, and what each is the same as.
pub(super) struct Renamed<'a> {
    by_path: BTreeMap<&'a str, &'a str>,
}

impl<'a> Renamed<'a> {
    /// The other names among these items: what is called otherwise now, and names of equal types.
    pub(super) fn of(items: &'a [PublicItem]) -> Self {
        let others = items.iter().filter(|item| {
            item.needed == Needed::Former && item.kind == ItemKind::Alias || is_other_name(item)
        });
        let direct: BTreeMap<&str, &str> =
            others.map(|item| (item.path.as_str(), item.signature.as_str())).collect();
        let end = |mut path: &'a str| {
            for _ in 0..LONGEST_CHAIN {
                let Some(next) = direct.get(path) else { break };
                path = next;
            }
            path
        };
        Self { by_path: direct.iter().map(|(path, named)| (*path, end(named))).collect() }
    }

    /// The item as it is called in the end. A name for another item stays what it is, but for what it names.
    pub(super) fn item<'i>(&self, item: &'i PublicItem) -> Cow<'i, PublicItem> {
        if self.by_path.is_empty() || item.needed == Needed::Former {
            return Cow::Borrowed(item);
        }
        let path =
            if is_other_name(item) { Cow::Borrowed(item.path.as_str()) } else { self.path(&item.path) };
        let signature = self.signature(&item.signature);
        if path == item.path && signature == item.signature {
            return Cow::Borrowed(item);
        }
        let (path, signature) = (path.into_owned(), signature.into_owned());
        Cow::Owned(PublicItem { path, signature, ..item.clone() })
    }

    /// A path that is an earlier name or in it.
    fn path<'i>(&self, path: &'i str) -> Cow<'i, str> {
        let ends = path.match_indices("::").map(|(at, _)| at).chain([path.len()]);
        for end in ends {
            if let Some(present) = self.by_path.get(&path[..end]) {
                return Cow::Owned(format!("{present}{}", &path[end..]));
            }
        }
        Cow::Borrowed(path)
    }

    /// The paths that a signature names.
    pub(super) fn signature<'i>(&self, signature: &'i str) -> Cow<'i, str> {
        let is_path = |character: char| character.is_alphanumeric() || matches!(character, '_' | ':');
        let mut text = String::with_capacity(signature.len());
        let mut rest = signature;
        while let Some(start) = rest.find(is_path) {
            let end =
                rest[start..].find(|character| !is_path(character)).map_or(rest.len(), |end| start + end);
            text.push_str(&rest[..start]);
            let word = &rest[start..end];
            text.push_str(self.by_path.get(word).copied().unwrap_or(word));
            rest = &rest[end..];
        }
        text.push_str(rest);
        if text == signature { Cow::Borrowed(signature) } else { Cow::Owned(text) }
    }
}

/// Whether the item is nothing but another name for a type, so that the type can be used by either.
pub(super) fn is_other_name(item: &PublicItem) -> bool {
    item.kind == ItemKind::Reexport && item.path.starts_with("types::")
}
