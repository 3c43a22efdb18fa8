//! What changes in a client, and what does not: a part of it beside the whole, and a word more in its description.

#[cfg(feature = "corpus")]
mod corpus;
mod subset;
mod words;

use codegen::load::Source;
use codegen::output::FileMap;
use codegen::select::{Pattern, Selection};
use codegen::{Input, Options};

/// A client as a whole, or the part of it that one pattern selects, with its report.
fn generate(name: &str, text: &[u8], select: Option<&str>) -> (FileMap, serde_json::Value) {
    let pattern = select.map(|select| Pattern::new(select, None).expect("a pattern"));
    let selection = Selection { select: pattern.into_iter().collect(), omit: Vec::new() };
    let options = Options { selection, report: true, ..Options::default() };
    let sources = [Source::new(name, text)];
    let outcome = codegen::generate(&Input { sources: &sources, reader: &|_| None, options: &options });
    let client =
        outcome.client.unwrap_or_else(|| panic!("{name} {select:?} is refused: {:?}", outcome.findings));
    (client.files, client.report.expect("a report"))
}
