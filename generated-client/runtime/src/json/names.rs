//! The names of an object's members.
//!
//! In: the names as a macro writes them. Out: the place of a name among them, and all in their order.

/// Names in the order of a struct's fields.
#[derive(Clone, Copy, Debug)]
pub enum Names {
    /// Those of the fields themselves, as `stringify!` writes them, with white space between them. One text costs a compiler
    /// far less than one for each field.
    Fields(&'static str),
    /// Any names.
    Listed(&'static [&'static str]),
}

impl Names {
    /// All names.
    pub(crate) fn iter(self) -> impl Iterator<Item = &'static str> {
        let mut ahead = self;
        std::iter::from_fn(move || {
            let (first, rest) = ahead.split_first()?;
            ahead = rest;
            Some(first)
        })
    }

    /// Whether this is one of them.
    pub(super) fn has(self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// How many names stand in front of this one, and those behind it. That it is the first is found out soonest.
    #[inline]
    pub(super) fn find(self, name: &str) -> Option<(usize, Self)> {
        let behind = match self {
            Self::Fields(words) => behind_first(words, name).map(Self::Fields),
            Self::Listed([first, rest @ ..]) if *first == name => Some(Self::Listed(rest)),
            Self::Listed(_) => None,
        };
        behind.map_or_else(|| self.find_behind_first(name), |behind| Some((0, behind)))
    }

    fn find_behind_first(self, name: &str) -> Option<(usize, Self)> {
        let mut ahead = self;
        let mut place = 0;
        loop {
            let (first, rest) = ahead.split_first()?;
            if first == name {
                return Some((place, rest));
            }
            place += 1;
            ahead = rest;
        }
    }

    #[inline]
    fn split_first(self) -> Option<(&'static str, Self)> {
        match self {
            Self::Fields(words) => {
                let words = words.trim_ascii_start();
                let end =
                    words.find(|character: char| character.is_ascii_whitespace()).unwrap_or(words.len());
                let (first, rest) = words.split_at_checked(end)?;
                (!first.is_empty()).then_some((first, Self::Fields(rest)))
            }
            Self::Listed(names) => names.split_first().map(|(first, rest)| (*first, Self::Listed(rest))),
        }
    }
}

/// The words behind the first one, if that is this.
#[inline]
fn behind_first<'words>(words: &'words str, word: &str) -> Option<&'words str> {
    let rest = words.strip_prefix(word)?;
    let behind = match rest.as_bytes() {
        [] => rest,
        [b' ', ..] => &rest[1..],
        _ => return None,
    };
    (!word.is_empty() && !word.contains(char::is_whitespace)).then_some(behind)
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn names_are_found_by_their_place() {
        for names in [Names::Fields(stringify!(id name kind)), Names::Listed(&["id", "name", "kind"])] {
            assert_eq!(names.iter().collect::<Vec<_>>(), ["id", "name", "kind"]);
            let (place, behind) = names.find("name").unwrap();
            assert_eq!((place, behind.iter().collect::<Vec<_>>()), (1, vec!["kind"]));
            for other in ["", "i", "nam", "id name", "kinds", " "] {
                assert!(!names.has(other), "{other}");
            }
        }
        assert_eq!(Names::Fields(stringify!()).iter().next(), None);
        // `stringify!` may break its text into lines.
        let broken = Names::Fields("id\nname kind");
        assert_eq!(broken.iter().collect::<Vec<_>>(), ["id", "name", "kind"]);
        assert!(broken.has("name") && !broken.has("id\nname"));
        assert!(Names::Listed(&["", "a b"]).has("") && Names::Listed(&["", "a b"]).has("a b"));
    }
}
