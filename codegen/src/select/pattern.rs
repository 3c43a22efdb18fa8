//! A pattern as settings and flags write it.
//!
//! In: `tag=pets`. Out: what kind of thing it names, and its pattern.
//! Must never know: operations.

use std::ops::Range;

use crate::diag::closest;

/// Which operations are wanted: those that fit a pattern, and do not fit one that leaves out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// What is wanted; everything where nothing is said.
    pub select: Vec<Pattern>,
    /// What is left out of that.
    pub omit: Vec<Pattern>,
}

impl Selection {
    /// Whether the whole client is wanted.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.select.is_empty() && self.omit.is_empty()
    }
}

/// What a pattern is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Tag,
    Path,
    Operation,
    Resource,
}

/// One pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    pub(super) kind: Kind,
    /// Upper-case; only of a path.
    pub(super) method: Option<String>,
    pub(super) glob: String,
    /// As it is written.
    pub(super) text: String,
    /// The bytes of the settings' text where it stands, if it does.
    pub(super) range: Option<Range<usize>>,
}

const KINDS: [(&str, Kind); 4] =
    [("tag", Kind::Tag), ("path", Kind::Path), ("operation", Kind::Operation), ("resource", Kind::Resource)];

impl Pattern {
    /// Reads `tag=…`, `path=…`, `operation=…` or `resource=…`. The error says what to write.
    ///
    /// ```
    /// use codegen::select::Pattern;
    ///
    /// assert!(Pattern::new("path=POST /tickets/**", None).is_ok());
    /// assert!(Pattern::new("tags=hours", None).unwrap_err().contains("did you mean `tag=hours`?"));
    /// ```
    ///
    /// # Errors
    ///
    /// Where the kind is unknown, or the pattern is empty.
    pub fn new(text: &str, range: Option<Range<usize>>) -> Result<Self, String> {
        let known = || KINDS.iter().map(|(word, _)| *word);
        let (word, glob) = text.split_once('=').map_or(("", text), |(word, glob)| (word.trim(), glob.trim()));
        let Some((_, kind)) = KINDS.iter().find(|(known, _)| *known == word) else {
            let hint = match closest(word, known()) {
                Some(meant) => format!("did you mean `{meant}={glob}`?"),
                None => "write tag=…, path=…, operation=… or resource=…".to_owned(),
            };
            return Err(format!("`{text}` does not say what to select; {hint}"));
        };
        if glob.is_empty() {
            return Err(format!("`{text}` selects nothing; write for example {word}=*"));
        }
        let method = glob.split_once(' ').filter(|(method, _)| *kind == Kind::Path && is_method(method));
        let (method, glob) = match method {
            Some((method, path)) => (Some(method.to_ascii_uppercase()), path.trim_start()),
            None => (None, glob),
        };
        Ok(Self { kind: *kind, method, glob: glob.to_owned(), text: text.to_owned(), range })
    }
}

fn is_method(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|letter| letter.is_ascii_alphabetic())
}

impl Kind {
    pub(super) fn word(self) -> &'static str {
        KINDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| *word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_say_what_they_are_about() {
        let pattern = Pattern::new("path=post /pets/**", Some(3..9)).unwrap();
        assert_eq!((pattern.method.as_deref(), pattern.glob.as_str()), (Some("POST"), "/pets/**"));
        assert_eq!(Pattern::new("tag=all pets", None).unwrap().glob, "all pets");
        for (text, said) in [
            ("tagg=pets", "did you mean `tag=pets`?"),
            ("pets", "write tag=…, path=…, operation=… or resource=…"),
            ("tag=", "write for example tag=*"),
        ] {
            assert!(Pattern::new(text, None).unwrap_err().contains(said), "{text}");
        }
    }
}
