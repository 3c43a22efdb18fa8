//! Source → source as `prettyplease` lays it out, with empty lines and tables.

use super::items::{Marks, sort};
use super::laid::Laid;

/// What stands for an empty line.
const EMPTY: &str = "//";
/// What stands for the first line of a table.
const TABLE: &str = "fn __table() {";

/// Lays out what is one thing to it.
pub(super) struct Printer {
    marks: Marks,
}

impl Printer {
    pub(super) fn new() -> Self {
        Self { marks: Marks::new() }
    }

    /// The items of the source, with numbers for their documentation.
    #[expect(
        clippy::disallowed_methods,
        reason = "the source is spelled of tokens, so a text of the description is the literal that it was before"
    )]
    pub(super) fn print(&self, source: &str) -> Result<Laid, String> {
        let mut file: syn::File = syn::parse_str(source).map_err(|error| error.to_string())?;
        let tables = self.marks.put(&mut file.items);
        let text = translate(&prettyplease::unparse(&file), &tables)?;
        Ok(Laid { text, sort: sort(&file) })
    }
}

/// Empty lines and the first lines of tables, put back.
fn translate(text: &str, tables: &[String]) -> Result<String, String> {
    let mut tables = tables.iter();
    let mut source = String::with_capacity(text.len());
    for line in text.split_terminator('\n') {
        if line == TABLE {
            source.push_str(tables.next().ok_or("a function is named like a table")?);
            source.push_str("! {");
        } else if line.trim_start() != EMPTY {
            source.push_str(line);
        }
        source.push('\n');
    }
    Ok(source)
}
