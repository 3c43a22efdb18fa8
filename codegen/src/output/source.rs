//! Tokens → text as people write it, by `prettyplease`.
//!
//! In: tokens of the emitter, and the documentation beside them. Out: source, broken into lines. Must never know: what the
//! items mean.
//!
//! `prettyplease` leaves no empty lines and fills what stands in a macro as if it were prose. So two things are said to it
//! in words that it knows: an empty comment stands for an empty line, and a table (a macro between braces) for a function
//! of that body. Both are translated back line by line, and so are the numbers that stand for documentation. No literal
//! spans lines, because tokens are made with escapes, so no text of a description is ever such a line.
//!
//! Most items, signatures, bodies and fields differ from others in nothing but their words. So they are laid out one by
//! one, and what was laid out once is the form of those whose words have the same room in it.

mod breaks;
mod form;
mod items;
mod laid;
mod layout;
mod lines;
mod printer;
mod shapes;
mod spelling;
mod table;

use proc_macro2::TokenStream;

use layout::{Cuts, Layout};

/// Documentation is made line by line, of visible characters. Anything else could leave its comment.
const NO_COMMENT: &str = "documentation that a comment cannot hold";
/// What stands for documentation, before and behind its number.
const NUMBERED: (&str, &str) = ("#[doc = ", "]");

/// What was laid out by any formatter, for all of them.
#[derive(Default)]
pub(super) struct Known(Cuts);

/// Makes source of tokens, as often as it is asked.
pub(super) struct Formatter<'a>(Layout<'a>);

impl<'a> Formatter<'a> {
    pub(super) fn new(known: &'a Known) -> Self {
        Self(Layout::new(&known.0))
    }

    /// The items as source; an error where they are not Rust, or documentation is not lines: a fault of the emitter.
    pub(super) fn render(
        &mut self,
        items: Vec<TokenStream>,
        comments: &[Vec<String>],
    ) -> Result<String, String> {
        document(&self.0.lay_out(items)?, comments)
    }
}

/// Documentation, put in place of its numbers.
fn document(text: &str, comments: &[Vec<String>]) -> Result<String, String> {
    let mut source = String::with_capacity(text.len() * 2);
    if text.as_bytes().contains(&b'\r') {
        return Err(NO_COMMENT.to_owned());
    }
    for line in text.split_inclusive('\n') {
        let said = line.trim_ascii_start();
        if said.starts_with("/*") {
            return Err(NO_COMMENT.to_owned());
        }
        if let Some(number) = numbered(said.trim_ascii_end()) {
            let lines = comments.get(number).ok_or("there is no such documentation")?;
            push_comment(&mut source, &line[..line.len() - said.len()], lines)?;
        } else {
            source.push_str(line);
        }
    }
    Ok(source)
}

/// The number of the documentation that the line stands for.
fn numbered(line: &str) -> Option<usize> {
    line.strip_prefix(NUMBERED.0)?.strip_suffix(NUMBERED.1)?.parse().ok()
}

/// Documentation as a comment of whole lines.
fn push_comment(source: &mut String, indent: &str, lines: &[String]) -> Result<(), String> {
    for line in lines {
        if [b'\n', b'\r'].iter().any(|end| line.as_bytes().contains(end)) {
            return Err(NO_COMMENT.to_owned());
        }
        source.push_str(indent);
        source.push_str("///");
        if !line.is_empty() {
            source.push(' ');
            source.push_str(line);
        }
        source.push('\n');
    }
    Ok(())
}

#[cfg(test)]
mod tests;
