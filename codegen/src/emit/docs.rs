//! Documentation of an item.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::Docs;

use super::context::Context;
use super::harmless::{autolink, code, harmless_lines};

/// The doc comment of one item, paragraph by paragraph.
#[derive(Debug, Default)]
pub(super) struct Doc {
    lines: Vec<String>,
}

impl Doc {
    /// All that the description says about an item; `otherwise` where it says nothing.
    pub(super) fn of(docs: &Docs, otherwise: &str) -> Self {
        let mut doc = Self::default();
        for text in [&docs.summary, &docs.description].into_iter().flatten() {
            doc.foreign(text);
        }
        doc.facts(docs);
        if doc.lines.is_empty() {
            doc.own(otherwise);
        }
        doc.link(docs);
        doc
    }

    /// What is our own to say, alone.
    pub(super) fn said(text: &str) -> Self {
        let mut doc = Self::default();
        doc.own(text);
        doc
    }

    /// The first paragraph of it alone.
    pub(super) fn brief(docs: &Docs, otherwise: &str) -> Self {
        let mut doc = Self::default();
        if let Some(text) = docs.summary.as_ref().or(docs.description.as_ref()) {
            let paragraph: Vec<String> =
                harmless_lines(text).into_iter().take_while(|line| !line.is_empty()).collect();
            if !paragraph.first().is_some_and(|line| line.starts_with("```")) {
                doc.lines = paragraph;
            }
        }
        if doc.lines.is_empty() {
            doc.own(otherwise);
        }
        doc
    }

    /// The first paragraph of it, where that is a single line.
    pub(super) fn line(docs: &Docs, otherwise: &str) -> Self {
        let mut doc = Self::brief(docs, otherwise);
        if doc.lines.len() > 1 {
            doc.lines.clear();
            doc.own(otherwise);
        }
        doc
    }

    /// Adds a paragraph of ours: Markdown that is known to be harmless.
    pub(super) fn own(&mut self, text: &str) {
        self.gap();
        self.lines.extend(text.lines().map(str::to_owned));
    }

    /// Adds paragraphs of the description's.
    pub(super) fn foreign(&mut self, text: &str) {
        let lines = harmless_lines(text);
        if !lines.is_empty() && !self.lines.ends_with(&lines) {
            self.gap();
            self.lines.extend(lines);
        }
    }

    /// Facts go on the last line of what was said, where that is a sentence and there is room.
    fn facts(&mut self, docs: &Docs) {
        if docs.facts.is_empty() {
            return;
        }
        let mut text = docs.facts.join("; ");
        if !text.ends_with('.') {
            text.push('.');
        }
        let mut characters = text.chars();
        let first: String = characters.next().into_iter().flat_map(char::to_uppercase).collect();
        let facts = harmless_lines(&format!("{first}{}", characters.as_str()));
        let sentence = |last: &String| {
            last.starts_with(|c: char| c.is_alphanumeric())
                && last.ends_with(|c: char| c.is_alphanumeric() || c == '.')
        };
        match (self.lines.last_mut(), facts.as_slice()) {
            (Some(last), [fact]) if sentence(last) => {
                let stop = if last.ends_with('.') { "" } else { "." };
                if last.chars().count() + fact.chars().count() < 108 {
                    last.push_str(stop);
                    last.push(' ');
                    last.push_str(fact);
                } else {
                    last.push_str(stop);
                    self.lines.push(fact.clone());
                }
            }
            _ => {
                self.gap();
                self.lines.extend(facts);
            }
        }
    }

    fn link(&mut self, docs: &Docs) {
        if let Some(link) = docs.link.as_deref() {
            match autolink(link) {
                Some(link) => self.own(&format!("[Reference]({link})")),
                None => self.own(&format!("Reference: {}", code(link))),
            }
        }
    }

    fn gap(&mut self) {
        if self.lines.last().is_some_and(|last| !last.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// The doc comment.
    pub(super) fn tokens(self, context: &Context<'_>) -> TokenStream {
        if self.lines.is_empty() { TokenStream::new() } else { context.comments.number(self.lines) }
    }

    /// The comment of a crate or module: inner attributes.
    pub(super) fn inner_tokens(&self) -> TokenStream {
        let lines =
            self.lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
        quote!(#(#![doc = #lines])*)
    }

    /// The lines, for a file that is Markdown itself.
    pub(super) fn lines(&self) -> &[String] {
        &self.lines
    }
}

/// The doc comment of an item that the description does not have: one line of ours.
pub(super) fn comment(context: &Context<'_>, line: impl Into<String>) -> TokenStream {
    Doc { lines: vec![line.into()] }.tokens(context)
}

/// `#[deprecated]` where the description says so.
pub(super) fn deprecated(docs: &Docs) -> TokenStream {
    if docs.deprecated { quote!(#[deprecated]) } else { TokenStream::new() }
}
