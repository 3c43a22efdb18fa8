//! Items that are called otherwise now and whose earlier names stay: they are compared with what they are.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::surface::{ItemKind, Needed, PublicItem};

/// Earlier names of types and calls, and what each is the same as.
pub(super) struct Renamed<'a> {
    by_path: BTreeMap<&'a str, &'a str>,
}

impl<'a> Renamed<'a> {
    /// What these items keep of earlier names.
    pub(super) fn of(items: &'a [PublicItem]) -> Self {
        let former =
            items.iter().filter(|item| item.needed == Needed::Former && item.kind == ItemKind::Alias);
        Self { by_path: former.map(|item| (item.path.as_str(), item.signature.as_str())).collect() }
    }

    /// The item as it is called now.
    pub(super) fn item<'i>(&self, item: &'i PublicItem) -> Cow<'i, PublicItem> {
        if self.by_path.is_empty() || item.needed == Needed::Former {
            return Cow::Borrowed(item);
        }
        let (path, signature) = (self.path(&item.path), self.signature(&item.signature));
        if path == item.path && signature == item.signature {
            return Cow::Borrowed(item);
        }
        Cow::Owned(PublicItem { path: path.into_owned(), signature: signature.into_owned(), ..item.clone() })
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
    fn signature<'i>(&self, signature: &'i str) -> Cow<'i, str> {
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
