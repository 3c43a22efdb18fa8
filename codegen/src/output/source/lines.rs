//! A text without its words, line by line.

/// The widest line that the formatter makes of what could be broken, in bytes.
pub(super) const MARGIN: usize = 89;
/// The widest structure that it writes in one line, in bytes.
pub(super) const STRUCTURE: usize = 34;

/// The place of a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    /// Where it is in the text, in bytes.
    pub(super) at: usize,
    /// The length of the word that stood there, in bytes.
    pub(super) length: usize,
}

/// A line of a text without its words.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    /// Where it begins, in bytes.
    pub(super) at: usize,
    /// The first slot that is not before it.
    pub(super) begin: usize,
    /// The first slot behind it.
    pub(super) end: usize,
    /// How many spaces it begins with.
    pub(super) indent: usize,
    /// What is between them and the first word.
    pub(super) head: &'a str,
    /// What is behind the last word.
    pub(super) tail: &'a str,
}

/// The lines of a text without its words.
pub(super) fn lines<'a>(text: &'a str, slots: &'a [Slot]) -> impl Iterator<Item = Line<'a>> {
    let (mut behind, mut end) = (0, 0);
    text.split_inclusive('\n').map(move |line| {
        let (at, begin) = (behind, end);
        behind += line.len();
        end += slots[begin..].iter().take_while(|slot| slot.at < behind).count();
        let text = line.strip_suffix('\n').unwrap_or(line);
        let first = slots[begin..end].first().map_or(text.len(), |slot| slot.at - at);
        let last = slots[begin..end].last().map_or(0, |slot| slot.at - at);
        let indent = first.min(text.len() - text.trim_start().len());
        Line { text, at, begin, end, indent, head: &text[indent..first], tail: &text[last..] }
    })
}
