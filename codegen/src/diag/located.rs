//! Findings with the line and column at which a reader finds them.

use super::{Code, Pointer, Severity, is_hidden};

/// A finding, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Located {
    /// Which rule was broken.
    pub code: &'static Code,
    /// How much it weighs in this run; the configuration may have changed it.
    pub severity: Severity,
    /// What is the matter with this very place.
    pub message: String,
    /// The JSON pointer of the place, into its file as it is written.
    pub pointer: Pointer,
    /// What to do about it: the finding's own advice, or else the remedy of its code.
    pub help: String,
    /// Where it stands in which file; `None` if no input file has the place.
    pub spot: Option<Spot>,
    /// Other places that belong to the finding, each with what it is.
    pub related: Vec<(Option<Spot>, String)>,
}

/// A stretch of a file. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The file as the reader names it.
    pub file: String,
    /// The line of the first character.
    pub line: usize,
    /// The column of the first character.
    pub column: usize,
    /// The line of the last character.
    pub end_line: usize,
    /// The column after the last character.
    pub end_column: usize,
    /// The source line to show.
    pub excerpt: Excerpt,
}

/// A source line, or a window of one that is too long to show.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Excerpt {
    /// The text, without control characters.
    pub text: String,
    /// How many characters stand before the caret.
    pub caret: usize,
    /// How many carets.
    pub width: usize,
}

/// How many characters of a line are shown.
const WINDOW: usize = 100;
/// How many of them stand before the caret when the line is cut.
const BEFORE: usize = 30;

impl Excerpt {
    /// The line that `before` and `after` make, with carets under the first `width` characters of `after`.
    ///
    /// Only the neighbourhood of the caret is looked at: a whole description may stand in one line.
    #[must_use]
    pub fn new(before: &str, after: &str, width: usize) -> Self {
        let mut head: Vec<char> = before.chars().rev().take(WINDOW - BEFORE + 1).collect();
        let cut = head.len() > WINDOW - BEFORE;
        if cut {
            head.truncate(BEFORE);
        }
        let mut text: String = head.iter().rev().map(|character| visible(*character)).collect();
        let mut caret = head.len();
        if cut {
            text.insert(0, '…');
            caret += 1;
        }
        let mut rest = after.chars();
        let room = WINDOW - head.len();
        text.extend(rest.by_ref().take(room).map(visible));
        if rest.next().is_some() {
            text.push('…');
        }
        let trimmed = text.trim_end().len();
        text.truncate(trimmed);
        let length = text.chars().count();
        let caret = caret.min(length);
        Self { width: width.clamp(1, (length - caret).max(1)), text, caret }
    }
}

/// What is hidden would make the line read otherwise than it stands; a stand-in keeps the caret in its place.
fn visible(character: char) -> char {
    match character {
        '\t' => ' ',
        other if is_hidden(other) => '\u{fffd}',
        other => other,
    }
}

/// Puts the findings into the order in which a reader wants them: errors first, then by file, line and column.
pub fn sort_located(found: &mut [Located]) {
    found.sort_by(|left, right| key(left).cmp(&key(right)));
}

type Key<'a> = (Severity, bool, Option<(&'a str, usize, usize)>, &'a str, &'a Pointer, &'a str);

fn key(found: &Located) -> Key<'_> {
    let spot = found.spot.as_ref().map(|spot| (spot.file.as_str(), spot.line, spot.column));
    (found.severity, spot.is_none(), spot, found.code.id, &found.pointer, &found.message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: &str, after: &str, width: usize, expect: (&str, usize, usize)) {
        let excerpt = Excerpt::new(before, after, width);
        assert_eq!((excerpt.text.as_str(), excerpt.caret, excerpt.width), expect);
    }

    #[test]
    fn short_lines_stay_whole() {
        check("type: ", "str", 3, ("type: str", 6, 3));
        check("", "", 5, ("", 0, 1));
        check("ab  ", "", 1, ("ab", 2, 1));
        check("a\tb\u{202e}", "c", 9, ("a b\u{fffd}c", 4, 1));
    }

    #[test]
    fn long_lines_are_cut_around_the_caret() {
        let line = "x".repeat(3_000);
        let cut = Excerpt::new(&line, &line, 10);
        assert_eq!(cut.text.chars().count(), WINDOW + 2);
        assert_eq!((cut.caret, cut.width), (BEFORE + 1, 10));
        assert_eq!(Excerpt::new("xxx", &line, 4_000).width, WINDOW + 1 - 3);
    }
}
