//! What was broken because it did not fit, and when it would not fit for other words either.

use super::laid::Sort;
use super::lines::{Line, MARGIN, STRUCTURE, Slot, lines};

/// The bytes that a line has behind its indentation, however deep that is.
const NARROWEST: usize = 60;

/// Something that was broken: a line does not go on, as what began in it was too wide.
#[derive(Debug)]
pub(super) struct Break {
    line: Span,
    /// The structure that begins in the line: it may also have been wider than a structure in one line.
    structure: Option<Span>,
}

/// What counts for a break.
#[derive(Debug)]
struct Span {
    /// The first slot.
    begin: usize,
    /// The slot behind those that count for certain.
    certain: usize,
    /// The slot behind those that may count: it depends on what the formatter keeps together.
    end: usize,
    /// The bytes of the words that count for certain, from which on nothing else matters: it is too wide.
    enough: usize,
}

impl Break {
    /// Whether it is broken for words of these lengths too.
    pub(super) fn remains(&self, slots: &[Slot], lengths: &[usize]) -> bool {
        let spans = || std::iter::once(&self.line).chain(&self.structure);
        spans().any(|span| span.is_too_wide(lengths)) || spans().all(|span| span.is_as_wide(slots, lengths))
    }
}

impl Span {
    fn is_too_wide(&self, lengths: &[usize]) -> bool {
        lengths[self.begin..self.certain].iter().sum::<usize>() >= self.enough
    }

    /// Whether it is at least as wide as it was, wherever it ends.
    fn is_as_wide(&self, slots: &[Slot], lengths: &[usize]) -> bool {
        let (mut was, mut is) = (0, 0);
        let widths = slots[self.begin..self.end].iter().zip(&lengths[self.begin..self.end]);
        widths.zip(self.begin + 1..).all(|((slot, length), end)| {
            was += slot.length;
            is += length;
            is >= was || end < self.certain
        })
    }
}

/// What was broken in the text though it is not where the words are shortest; `None` where the two texts differ in more,
/// or it cannot be told what was too wide.
pub(super) fn breaks(text: &str, slots: &[Slot], shortest: &str) -> Option<Vec<Break>> {
    let lines = broken_lines(text, slots, shortest)?;
    let mut breaks = Vec::new();
    for run in lines.split_inclusive(|line| !line.goes_on) {
        for (place, broken) in run.iter().enumerate().filter(|(_, broken)| broken.goes_on) {
            let line = &broken.line;
            if is_in_list(line, &run[..place]) || is_in_chain(run, place) {
                continue;
            }
            if line.tail.ends_with("> {") {
                return None;
            }
            breaks.push(broken.what_broke(slots, &run[place + 1..]));
        }
    }
    Some(breaks)
}

/// Whether there is a line that may end only because what follows did not fit.
///
/// Where even the shortest words are broken, longer ones can be broken less: what is broken before leaves more room.
pub(super) fn may_be_broken(text: &str, slots: &[Slot], sort: Sort) -> bool {
    let body = if sort == Sort::Item { text.find('{') } else { None };
    let lines: Vec<Line<'_>> = lines(text, slots).collect();
    lines.windows(2).any(|pair| {
        let [line, next] = pair else { return false };
        let opens = line.at + line.text.len().saturating_sub(1);
        let begins = |begins: &[&str]| begins.iter().any(|begin| next.head.starts_with(begin));
        !match line.tail.chars().last() {
            Some('{') => {
                body == Some(opens)
                    || line.text.contains("match ")
                    || structure(line, slots).is_some_and(|(_, before)| before == 0)
            }
            Some(';' | '}' | ']' | ',') => !begins(&[".", ")", "]", ">"]),
            Some('(' | '[' | '<') => false,
            _ => line.text.is_empty() || line.tail.ends_with("where") || begins(&["where", "{", "}"]),
        }
    })
}

/// Whether the line is one of a list: they have a line each as soon as the brackets around them are broken. What is filled
/// instead, names that are imported, numbers and what a macro is given, is in other brackets.
fn is_in_list(line: &Line<'_>, before: &[Broken<'_>]) -> bool {
    let around = before.iter().rev().map(|other| &other.line).find(|other| other.indent < line.indent);
    let is_list =
        |tail: &str| ["(", "<", " {"].iter().any(|open| tail.ends_with(open)) && !tail.ends_with("!(");
    line.tail.ends_with(',') && around.is_some_and(|around| is_list(around.tail))
}

/// Whether the line and the next are of a chain of calls: they have a line each as soon as one of them does not fit.
fn is_in_chain(run: &[Broken<'_>], place: usize) -> bool {
    let indent = run[place].line.indent;
    let begin = run[..place].iter().rposition(|other| other.line.indent < indent).map_or(0, |head| head + 1);
    chain_end(indent, &run[begin..]).is_some()
        && run.get(place + 1).is_some_and(|next| next.line.indent == indent)
}

/// The last line of the chain of calls that the lines begin with.
fn chain_end<'a>(indent: usize, lines: &'a [Broken<'a>]) -> Option<&'a Broken<'a>> {
    let inside = lines.iter().take_while(|other| other.line.indent >= indent);
    let own = inside.filter(|other| other.line.indent == indent);
    let is_link = |text: &str| [".(", ".::<", ")", ">"].iter().any(|begin| text.starts_with(begin));
    if own.clone().all(|other| is_link(&other.line.text[indent..])) { own.last() } else { None }
}

/// The path of the structure that is opened at the end of the line: its first slot, and how many bytes are before it in
/// the line, after the spaces.
fn structure(line: &Line<'_>, slots: &[Slot]) -> Option<(usize, usize)> {
    let path = line.text.strip_suffix(" {")?;
    let at = path.rfind(|c: char| !is_of_path(c)).map_or(0, |before| before + 1);
    let slot = slots[line.begin..line.end].iter().take_while(|slot| slot.at < line.at + at).count();
    Some((line.begin + slot, at.saturating_sub(line.indent)))
}

impl Broken<'_> {
    /// What was too wide, where these are the lines behind that the formatter would have written in the same one.
    fn what_broke(&self, slots: &[Slot], behind: &[Broken<'_>]) -> Break {
        let Self { line, flat, .. } = self;
        let last = self.last(behind);
        let end = behind.last().map_or(line.end, |last| last.line.end);
        let span = |begin, widest: usize, before: usize| Span {
            begin,
            certain: last.map_or(line.end, |last| last.line.begin),
            end,
            enough: last.map_or(usize::MAX, |last| (widest + 1 + before).saturating_sub(last.flat - flat)),
        };
        Break {
            line: span(line.begin, MARGIN.saturating_sub(line.indent).max(NARROWEST), 0),
            structure: structure(line, slots).map(|(begin, before)| span(begin, STRUCTURE, before)),
        }
    }

    /// The last of the lines behind that what begins in this one has at least a part of, where that is certain.
    fn last<'a>(&self, behind: &'a [Broken<'a>]) -> Option<&'a Broken<'a>> {
        let next = &behind.first()?.line;
        if self.line.tail.ends_with(['(', '[', '{', '<']) {
            // The line with the bracket that closes it.
            return behind.iter().find(|other| other.line.indent < next.indent);
        }
        if next.indent > self.line.indent { chain_end(next.indent, behind) } else { None }
    }
}

/// A line, compared with the text of the shortest words.
struct Broken<'a> {
    line: Line<'a>,
    /// Whether it ends because what follows did not fit.
    goes_on: bool,
    /// Where what it begins with is in the other text, in bytes.
    flat: usize,
}

/// The lines of the text; `None` where it differs from the other one in more than where lines end.
fn broken_lines<'a>(text: &'a str, slots: &'a [Slot], shortest: &str) -> Option<Vec<Broken<'a>>> {
    let mut found = Vec::new();
    let mut rest = shortest;
    for line in lines(text, slots) {
        let flat = shortest.len() - rest.trim_start().len();
        for c in line.text.chars().filter(|c| !c.is_whitespace()) {
            // The last of a list has a comma where each has a line of its own.
            match rest.trim_start().strip_prefix(c) {
                Some(behind) => rest = behind,
                None if c == ',' => {}
                None => return None,
            }
        }
        found.push(Broken { line, goes_on: !rest.is_empty() && !rest.starts_with('\n'), flat });
    }
    rest.trim().is_empty().then_some(found)
}

fn is_of_path(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | ':')
}
