//! What a YAML text would cost, found out event by event before anything is built.
//!
//! In: text and budgets. Out: whether it fits. Aliases are counted by what they expand to, without expanding them.

use std::ops::Range;

use saphyr_parser::{Event, Parser, Span};

use super::lenient::lenient;
use crate::diag::Code;
use crate::diag::code_table::load as codes;
use crate::load::Budgets;
use crate::load::outline::CharOffsets;
use crate::load::refusal::{RAISE_NODES, RAISE_SCALAR};

/// Whether a text may be read.
pub(super) enum Verdict {
    /// It may.
    Fits,
    /// It must not: a budget does not suffice or there are several documents.
    Refused(Refusal),
    /// The scan could not follow the syntax.
    Unclear {
        /// The byte at which it stopped.
        offset: usize,
        /// Why.
        message: String,
    },
}

/// Why a text is not read.
pub(super) struct Refusal {
    pub(super) code: &'static Code,
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: &'static str,
}

/// A list or map that is still open.
struct Open {
    anchor: usize,
    /// How many nodes it holds so far, aliases expanded, itself included.
    expanded: usize,
}

struct Scan<'a> {
    budgets: &'a Budgets,
    open: Vec<Open>,
    /// By the number of the anchor: how many nodes it stands for.
    anchors: Vec<usize>,
    nodes: usize,
    expanded: usize,
    documents: usize,
}

/// Reads through the whole text once, or twice if only white space that the reader takes is in the way.
pub(super) fn scan(text: &str, budgets: &Budgets) -> Verdict {
    let strict = scan_once(text, budgets);
    if !matches!(strict, Verdict::Unclear { .. }) {
        return strict;
    }
    match lenient(text).map(|lenient| scan_once(&lenient, budgets)) {
        None | Some(Verdict::Unclear { .. }) => strict,
        Some(verdict) => verdict,
    }
}

fn scan_once(text: &str, budgets: &Budgets) -> Verdict {
    // A text that is longer than allowed is usually one line; that is seen without reading it character by character.
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.len() > budgets.scalar {
            let message =
                format!("a line of {} bytes; the limit for a string is {}", line.len(), budgets.scalar);
            return Verdict::Refused(Refusal {
                code: &codes::E111,
                range: start..start,
                message,
                help: RAISE_SCALAR,
            });
        }
        start += line.len();
    }
    let mut state =
        Scan { budgets, open: Vec::new(), anchors: Vec::new(), nodes: 0, expanded: 0, documents: 0 };
    for next in Parser::new_from_str(text) {
        let (event, range) = match next {
            Ok(event) => event,
            Err(error) => return unclear(text, &error, budgets),
        };
        if let Err((code, message, help)) = state.take(&event) {
            let offsets = CharOffsets::of(text);
            let range = range_of(&offsets, text, &range);
            return Verdict::Refused(Refusal { code, range, message, help });
        }
    }
    Verdict::Fits
}

fn range_of(offsets: &CharOffsets, text: &str, span: &Span) -> Range<usize> {
    offsets.byte(text, span.start.index())..offsets.byte(text, span.end.index())
}

fn unclear(text: &str, error: &saphyr_parser::ScanError, budgets: &Budgets) -> Verdict {
    let offset = CharOffsets::of(text).byte(text, error.marker().index());
    if error.info().contains("recursion limit") {
        let message = format!("maps and lists are nested more than {} deep here", budgets.depth());
        let help = "no API needs that; if an example does, move it out of the description";
        return Verdict::Refused(Refusal { code: &codes::E108, range: offset..offset, message, help });
    }
    Verdict::Unclear { offset, message: error.info().to_owned() }
}

type Found = (&'static Code, String, &'static str);

impl Scan<'_> {
    fn take(&mut self, event: &Event<'_>) -> Result<(), Found> {
        match event {
            Event::DocumentStart(_) => self.documents += 1,
            Event::Scalar(text, _, anchor, _) => {
                if self.documents > 1 && (!text.is_empty() || !self.open.is_empty()) {
                    return Err(several_documents());
                }
                if text.len() > self.budgets.scalar {
                    return Err(too_long(text.len(), self.budgets));
                }
                self.add(1, 1)?;
                self.name(*anchor, 1);
            }
            Event::Alias(anchor) => {
                let size = self.anchors.get(*anchor).copied().unwrap_or(1).max(1);
                self.add(1, size)?;
            }
            Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => {
                if self.documents > 1 {
                    return Err(several_documents());
                }
                if self.open.len() >= self.budgets.depth() {
                    let message =
                        format!("maps and lists are nested more than {} deep here", self.budgets.depth());
                    let help = "no API needs that; if an example does, move it out of the description";
                    return Err((&codes::E108, message, help));
                }
                self.add(1, 1)?;
                self.open.push(Open { anchor: *anchor, expanded: self.expanded - 1 });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.pop() {
                    self.name(open.anchor, self.expanded - open.expanded);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn add(&mut self, nodes: usize, expanded: usize) -> Result<(), Found> {
        self.nodes += nodes;
        self.expanded = self.expanded.saturating_add(expanded);
        if self.expanded - self.nodes > self.budgets.alias_nodes {
            let message =
                format!("aliases repeat more than {} values of this file", self.budgets.alias_nodes);
            return Err((
                &codes::E110,
                message,
                "write the repeated parts as components and refer to them with `$ref`",
            ));
        }
        if self.nodes > self.budgets.nodes {
            return Err((
                &codes::E109,
                format!("the description contains more than {} values", self.budgets.nodes),
                RAISE_NODES,
            ));
        }
        Ok(())
    }

    fn name(&mut self, anchor: usize, expanded: usize) {
        if anchor > 0 {
            if self.anchors.len() <= anchor {
                self.anchors.resize(anchor + 1, 0);
            }
            self.anchors[anchor] = expanded;
        }
    }
}

fn too_long(length: usize, budgets: &Budgets) -> Found {
    let message = format!("a string of {length} bytes; the limit is {}", budgets.scalar);
    (&codes::E111, message, RAISE_SCALAR)
}

fn several_documents() -> Found {
    (
        &codes::E112,
        "a second YAML document starts here; a description is one document".to_owned(),
        "put each document into a file of its own",
    )
}
