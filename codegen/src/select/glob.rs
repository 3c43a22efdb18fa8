//! Patterns with `*`, `**` and `?`.
//!
//! In: a pattern and a text. Out: whether the text fits.
//! Must never know: what the texts name.

/// Whether a text fits a pattern: `?` stands for one character, `*` for any number of them, neither for `separator`; `**`
/// stands for anything.
pub(super) fn fits(pattern: &str, text: &str, separator: Option<char>) -> bool {
    let text: Vec<char> = text.chars().collect();
    // By how much of the text each beginning of the pattern can take: at most their product is looked at.
    let mut reached = vec![false; text.len() + 1];
    reached[0] = true;
    for part in parts(pattern) {
        let mut next = vec![false; text.len() + 1];
        let inside = |at: usize| Some(text[at]) != separator;
        match part {
            Part::One(wanted) => {
                for at in 0..text.len() {
                    next[at + 1] = reached[at] && text[at] == wanted;
                }
            }
            Part::Any => {
                for at in 0..text.len() {
                    next[at + 1] = reached[at] && inside(at);
                }
            }
            Part::Some | Part::All => {
                next[0] = reached[0];
                for at in 0..text.len() {
                    let goes_on = next[at] && (part == Part::All || inside(at));
                    next[at + 1] = reached[at + 1] || goes_on;
                }
            }
        }
        reached = next;
    }
    reached.last() == Some(&true)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    One(char),
    /// `?`
    Any,
    /// `*`
    Some,
    /// `**`
    All,
}

fn parts(pattern: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for character in pattern.chars() {
        match (character, parts.last()) {
            ('*', Some(Part::Some | Part::All)) => {
                parts.pop();
                parts.push(Part::All);
            }
            ('*', _) => parts.push(Part::Some),
            ('?', _) => parts.push(Part::Any),
            (other, _) => parts.push(Part::One(other)),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns_fit_whole_texts() {
        for (pattern, text) in [
            ("/pets", "/pets"),
            ("/pets/*", "/pets/{id}"),
            ("/pets/**", "/pets/{id}/toys"),
            ("/pets**", "/pets"),
            ("/*/toys", "/pets/toys"),
            ("/**/toys", "/pets/{id}/toys"),
            ("/pet?", "/pets"),
            ("*", ""),
            ("**", "/a/b"),
            ("/a*c*e", "/abcde"),
            ("/***", "/a/b"),
        ] {
            assert!(fits(pattern, text, Some('/')), "{pattern} {text}");
        }
        for (pattern, text) in [
            ("/pets", "/pets/{id}"),
            ("/pets/*", "/pets/{id}/toys"),
            ("/pet?", "/pet/"),
            ("/*", "/a/b"),
            ("", "a"),
            ("a", ""),
            ("/Pets", "/pets"),
        ] {
            assert!(!fits(pattern, text, Some('/')), "{pattern} {text}");
        }
        assert!(fits("get*", "get/a", None));
    }

    #[test]
    fn a_pattern_of_stars_takes_no_time() {
        assert!(!fits(&"*a".repeat(200), &"a".repeat(199), None));
    }
}
