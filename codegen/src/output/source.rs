//! Tokens → text as people write it, by `prettyplease`.
//!
//! In: tokens of the emitter, and the documentation beside them. Out: source, broken into lines. Must never know: what the
//! items mean.
//!
//! `prettyplease` leaves no empty lines and fills what stands in a macro as if it were prose. So two things are said to it
//! in words that it knows: an empty comment stands for an empty line, and a table (a macro between braces) for a function
//! of that body. Both are translated back line by line, and so are the numbers that stand for documentation. No literal
//! spans lines, because tokens are made with escapes, so no text of a description is ever such a line.

mod items;

use proc_macro2::TokenStream;

use items::Marks;

/// Documentation is made line by line, of visible characters. Anything else could leave its comment.
const NO_COMMENT: &str = "documentation that a comment cannot hold";
/// What stands for an empty line.
const EMPTY: &str = "//";
/// What stands for the first line of a table.
const TABLE: &str = "fn __table() {";

/// What stands for documentation, before and behind its number.
const NUMBERED: (&str, &str) = ("#[doc = ", "]");

/// Makes source of tokens, as often as it is asked.
pub(super) struct Formatter {
    marks: Marks,
}

impl Formatter {
    pub(super) fn new() -> Self {
        Self { marks: Marks::new() }
    }

    /// The items as source; an error where they are not Rust, or documentation is not lines: a fault of the emitter.
    pub(super) fn render(&self, items: Vec<TokenStream>, comments: &[Vec<String>]) -> Result<String, String> {
        let parse = |tokens| syn::parse2::<syn::File>(tokens).map_err(|error| error.to_string());
        let mut file = parse(TokenStream::new())?;
        for tokens in items {
            let part = parse(tokens)?;
            file.attrs.extend(part.attrs);
            file.items.extend(part.items);
        }
        let tables = self.marks.put(&mut file);
        translate(&prettyplease::unparse(&file), &tables, comments)
    }
}

/// Empty lines, the first lines of tables and documentation, put back.
fn translate(text: &str, tables: &[String], comments: &[Vec<String>]) -> Result<String, String> {
    let mut tables = tables.iter();
    let mut source = String::with_capacity(text.len() * 2);
    for line in text.split_terminator('\n') {
        let said = line.trim_start();
        if line == TABLE {
            source.push_str(tables.next().ok_or("a function is named like a table")?);
            source.push_str("! {");
        } else if said.starts_with("/*") || said.contains('\r') {
            return Err(NO_COMMENT.to_owned());
        } else if let Some(number) = numbered(said) {
            let lines = comments.get(number).ok_or("there is no such documentation")?;
            push_comment(&mut source, &line[..line.len() - said.len()], lines)?;
            continue;
        } else if said != EMPTY {
            source.push_str(line);
        }
        source.push('\n');
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
        if line.contains(['\n', '\r']) {
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
