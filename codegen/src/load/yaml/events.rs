//! The events of a YAML text with their places, for the two that read it: the tree of values, and the outline of places.
//!
//! In: a text. Out: events, up to the end, to what the receiver refuses, or to what is not YAML. Both readers see the same
//! events, so that a place always belongs to the value that was read.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::lenient::{Insertion, Kind, lenient};
use crate::load::outline::CharOffsets;

/// What reads the events of a text.
pub(in crate::load) trait Receiver {
    /// Why it wants no more of them.
    type Stop;

    /// Takes one event; `Err` ends the reading.
    fn take(&mut self, event: Event<'_>, span: &Span, text: &Text<'_>) -> Result<(), Self::Stop>;
}

/// How a reading ended.
pub(in crate::load) enum End<S> {
    /// With the text.
    Complete,
    /// The receiver wanted no more.
    Stopped(S),
    /// The text is not YAML from here on.
    Broken(Break),
}

/// Where a text is not YAML.
#[derive(Clone, Copy)]
pub(in crate::load) struct Break {
    /// The byte where the parser stopped.
    pub(in crate::load) offset: usize,
    /// The byte behind the last event.
    pub(in crate::load) after: usize,
}

/// Reads a text to its end, once; a second time if only white space is in the way that common readers take.
pub(in crate::load) fn read<R: Receiver>(text: &str, receiver: impl Fn() -> R) -> (R, End<R::Stop>) {
    let strict = pass(&Text::new(Cow::Borrowed(text), Vec::new()), receiver());
    let (_, End::Broken(broken)) = &strict else { return strict };
    let Some((repaired, insertions)) = lenient(text) else { return strict };
    let second = pass(&Text::new(Cow::Owned(repaired), insertions), receiver());
    match second.1 {
        End::Broken(later) if later.offset <= broken.offset => strict,
        _ => second,
    }
}

fn pass<R: Receiver>(text: &Text<'_>, mut receiver: R) -> (R, End<R::Stop>) {
    let mut check = Check { insertions: &text.insertions, flow: Vec::new() };
    let mut after = 0;
    for next in Parser::new_from_str(&text.parsed) {
        let (event, span) = match next {
            Ok(next) => next,
            Err(error) => {
                let end = Break { offset: text.byte(error.marker().index()), after: text.byte(after) };
                return (receiver, End::Broken(end));
            }
        };
        after = span.end.index();
        if !check.insertions.is_empty() && !check.allows(&event, &span, text) {
            return (receiver, End::Broken(Break { offset: 0, after: 0 }));
        }
        if let Err(stop) = receiver.take(event, &span, text) {
            return (receiver, End::Stopped(stop));
        }
    }
    (receiver, End::Complete)
}

/// A text as it is parsed: as it stands, or with spaces inserted.
pub(in crate::load) struct Text<'text> {
    parsed: Cow<'text, str>,
    insertions: Vec<Insertion>,
    /// Found out when the first place is asked for, as most readings ask for none.
    offsets: OnceCell<CharOffsets>,
}

impl<'text> Text<'text> {
    fn new(parsed: Cow<'text, str>, insertions: Vec<Insertion>) -> Self {
        Self { parsed, insertions, offsets: OnceCell::new() }
    }

    /// The bytes of the text as it stands.
    pub(in crate::load) fn range(&self, span: &Span) -> Range<usize> {
        let start = self.byte(span.start.index());
        start..self.byte(span.end.index()).max(start)
    }

    fn byte(&self, character: usize) -> usize {
        let byte = self.parsed_byte(character);
        let index = self.insertions.partition_point(|insertion| insertion.at <= byte);
        let Some(last) = index.checked_sub(1).and_then(|last| self.insertions.get(last)) else { return byte };
        (byte - last.before).saturating_sub(last.width).max(last.at - last.before)
    }

    fn parsed_byte(&self, character: usize) -> usize {
        self.offsets.get_or_init(|| CharOffsets::of(&self.parsed)).byte(&self.parsed, character)
    }

    /// Whether a list or map that starts here has brackets around it.
    fn has_brackets(&self, span: &Span) -> bool {
        let range = self.parsed_byte(span.start.index())..self.parsed_byte(span.end.index());
        let mut words = self.parsed.get(range).unwrap_or_default().split_whitespace();
        words.find(|word| !word.starts_with(['&', '!'])).is_some_and(|word| word.starts_with(['[', '{']))
    }
}

/// Makes sure that what was inserted is white space that means nothing.
struct Check<'a> {
    /// Those that no event has passed yet.
    insertions: &'a [Insertion],
    /// Of each collection that is open: whether brackets are around it.
    flow: Vec<bool>,
}

impl Check<'_> {
    fn allows(&mut self, event: &Event<'_>, span: &Span, text: &Text<'_>) -> bool {
        let in_flow = self.flow.last() == Some(&true);
        let is_quoted =
            matches!(event, Event::Scalar(_, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted, _, _));
        while let [first, rest @ ..] = self.insertions {
            let is_before = first.character < span.start.index();
            if !is_before && first.character >= span.end.index() {
                break;
            }
            let is_blank = match first.kind {
                Kind::Indent => in_flow || !is_before && is_quoted,
                Kind::Separator => is_before,
            };
            if !is_blank {
                return false;
            }
            self.insertions = rest;
        }
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                self.flow.push(in_flow || text.has_brackets(span));
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.flow.pop();
            }
            _ => {}
        }
        true
    }
}
