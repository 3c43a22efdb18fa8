//! Tokens → text as people write it, by `prettyplease`.
//!
//! In: tokens of the emitter. Out: source, broken into lines. Must never know: what the items mean.
//!
//! `prettyplease` leaves no empty lines and fills what stands in a macro as if it were prose. So two things are said to it
//! in words that it knows: an empty comment stands for an empty line, and a table (a macro between braces) for a function
//! of that body. Both are translated back line by line. No literal spans lines, because tokens are made with escapes, so
//! no text of a description is ever such a line.

mod items;

use proc_macro2::TokenStream;

/// What stands for an empty line.
const EMPTY: &str = "//";
/// What stands for the first line of a table.
const TABLE: &str = "fn __table() {";

/// The tokens as source; an error where they are not Rust: a fault of the emitter.
pub(super) fn render_source(tokens: TokenStream) -> Result<String, String> {
    let mut file = syn::parse2::<syn::File>(tokens).map_err(|error| error.to_string())?;
    let tables = items::prepare(&mut file);
    translate(&prettyplease::unparse(&file), &tables)
}

/// Empty lines and the first lines of tables, put back.
fn translate(text: &str, tables: &[String]) -> Result<String, String> {
    let mut tables = tables.iter();
    let mut source = String::with_capacity(text.len() + text.len() / 16);
    for line in text.split_terminator('\n') {
        let said = line.trim_start();
        if line == TABLE {
            source.push_str(tables.next().ok_or("a function is named like a table")?);
            source.push_str("! {");
        } else if said.starts_with("/*") || said.contains('\r') {
            // Documentation is made line by line, of visible characters. Anything else could leave its comment.
            return Err("documentation that a comment cannot hold".to_owned());
        } else if said != EMPTY {
            source.push_str(line);
        }
        source.push('\n');
    }
    Ok(source)
}

#[cfg(test)]
mod tests;
