//! Source as the formatter laid it out once, for other words in the same places.
//!
//! The formatter breaks what does not fit into a line. So words that are longer are laid out in the same way as others as
//! long as every line has the room for them: what is in one line fits, and what was broken would still not fit.

use super::breaks::{Break, breaks, may_be_broken};
use super::laid::{Laid, Sort};
use super::lines::{Line, MARGIN, STRUCTURE, Slot, lines};
use super::spelling::Word;

/// What was laid out, with slots for other words.
#[derive(Debug)]
pub(super) struct Form {
    /// The text without the words.
    text: String,
    slots: Vec<Slot>,
    /// The lines that words are in.
    rooms: Vec<Room>,
    /// What was broken only because it did not fit.
    breaks: Vec<Break>,
    pub(super) sort: Sort,
}

/// The words of a line.
#[derive(Clone, Copy, Debug)]
struct Room {
    /// The first slot in the line.
    begin: usize,
    /// The first slot behind it.
    end: usize,
    /// How many bytes the words may have together.
    most: usize,
}

impl Form {
    /// The form of what was laid out of the words; `None` where it would tell nothing about others: a word does not stand in
    /// it as it is, or what is broken depends on more than how much room there is.
    ///
    /// `shortest` is the form of the shortest words in the same places, which are not broken at all.
    pub(super) fn of<'a>(
        laid: &Laid,
        words: impl Iterator<Item = Word<'a>>,
        shortest: Option<&Self>,
    ) -> Option<Self> {
        let mut text = String::with_capacity(laid.text.len());
        let mut slots = Vec::new();
        let mut rest = laid.text.as_str();
        for word in words {
            let at = find(rest, word.text)?;
            text.push_str(&rest[..at]);
            rest = &rest[at + word.text.len()..];
            if word.known {
                text.push_str(word.text);
            } else {
                slots.push(Slot { at: text.len(), length: word.text.len() });
            }
        }
        if rest.contains(is_of_word) {
            return None;
        }
        text.push_str(rest);
        let rooms = rooms(&text, &slots, laid.sort)?;
        let breaks = match shortest {
            Some(shortest) => breaks(&text, &slots, &shortest.text)?,
            None if may_be_broken(&text, &slots, laid.sort) => return None,
            None => Vec::new(),
        };
        Some(Self { text, slots, rooms, breaks, sort: laid.sort })
    }

    /// Whether the formatter would lay words of these lengths out in this way.
    pub(super) fn holds(&self, lengths: &[usize]) -> bool {
        self.rooms.iter().all(|room| lengths[room.begin..room.end].iter().sum::<usize>() <= room.most)
            && self.breaks.iter().all(|broken| broken.remains(&self.slots, lengths))
    }

    /// Writes the source of the words.
    pub(super) fn write<'a>(&self, words: impl Iterator<Item = Word<'a>>, source: &mut String) {
        let mut done = 0;
        for (slot, word) in self.slots.iter().zip(words.filter(|word| !word.known)) {
            source.push_str(&self.text[done..slot.at]);
            source.push_str(word.text);
            done = slot.at;
        }
        source.push_str(&self.text[done..]);
    }
}

/// The room for words in each line; `None` where there is none in one of them.
fn rooms(text: &str, slots: &[Slot], sort: Sort) -> Option<Vec<Room>> {
    // A body is broken by what is in it, the braces of a structure by how wide it is.
    let structures = if sort == Sort::Item { text.find('{').map_or(0, |open| open + 1) } else { 0 };
    lines(text, slots)
        .filter(|line| line.begin < line.end)
        .map(|Line { text, at, begin, end, indent, .. }| {
            let is_structure = |(open, _): (usize, &str)| at + open >= structures && open + 1 < text.len();
            let widest = if text.match_indices('{').any(is_structure) { indent + STRUCTURE } else { MARGIN };
            Some(Room { begin, end, most: widest.checked_sub(text.len())? })
        })
        .collect()
}

/// Where the word is in the text, with nothing but punctuation before it.
fn find(text: &str, word: &str) -> Option<usize> {
    let at = text.char_indices().find(|(at, c)| is_of_word(*c) || text[*at..].starts_with(word))?.0;
    let behind = text[at..].strip_prefix(word)?;
    let ends = !word.ends_with(is_of_word) || !behind.starts_with(is_of_word);
    ends.then_some(at)
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '"')
}
