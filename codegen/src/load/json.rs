//! JSON → tree.

use serde::de::DeserializeSeed;

use super::budget::Budgets;
use super::node::{Node, Number};
use super::outline::Outline;
use super::refusal::{over_budget, report_duplicates};
use super::visitor::{Exceeded, Watch};
use crate::diag::code_table::load as codes;
use crate::diag::{Diagnostic, Diagnostics, FileId, Place, Pointer};

/// Reads JSON text.
pub(super) fn load_json(
    text: &str,
    file: FileId,
    budgets: &Budgets,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    let watch = Watch::new(budgets);
    match read(text, &watch) {
        Ok(_) if watch.has_duplicates.get() => {
            report_duplicates(text, file, diagnostics);
            None
        }
        Ok(root) => Some(root),
        Err(error) => {
            let offset = byte_offset(text, error.line(), error.column());
            let shown = error.to_string();
            let shown = shown.rsplit_once(" at line ").map_or(shown.as_str(), |(message, _)| message);
            // The comma is what is wrong, not the bracket behind it.
            let comma = text[..offset].rfind(',').filter(|_| shown == "trailing comma");
            let start = comma.unwrap_or(offset);
            let place = Place::bytes(file, start..start);
            let found = match watch.exceeded.get() {
                Some(exceeded) => over_budget(exceeded, place, budgets),
                None if shown == "recursion limit exceeded" => over_budget(Exceeded::Depth, place, budgets),
                None => Diagnostic::in_file(&codes::E106, place, format!("this is not JSON: {shown}"))
                    .with_help(hint(text, offset)),
            };
            diagnostics.push(found);
            None
        }
    }
}

/// The value that an example means, if it is allowed: itself, or what its text says as JSON. Tools that converted a
/// description from an older version have left such texts behind.
pub fn meant_by(example: &Node, mut allows: impl FnMut(&Node) -> bool) -> Option<Node> {
    if allows(example) {
        return Some(example.clone());
    }
    json_value(example.as_str()?).filter(allows)
}

/// What a text says as JSON; `None` where it is not JSON, has a key twice, or is beyond the limits of a description.
#[must_use]
pub fn json_value(text: &str) -> Option<Node> {
    let watch = Watch::new(&Budgets::default());
    let value = read(text, &watch).ok()?;
    (!watch.has_duplicates.get()).then_some(value)
}

/// Reads a text that is one value and nothing else. One with a key twice is of no use, as `watch` says.
fn read(text: &str, watch: &Watch) -> serde_json::Result<Node> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let mut root = watch.seed().deserialize(&mut reader)?;
    reader.end()?;
    if watch.has_huge_numbers.get() && !watch.has_duplicates.get() {
        restore_huge_numbers(&mut root, text);
    }
    Ok(root)
}

/// What people usually mean when JSON fails here.
fn hint(text: &str, offset: usize) -> &'static str {
    let before = text.get(..offset).unwrap_or(text).trim_end();
    let rest = text.get(offset..).unwrap_or_default();
    if ["//", "/*"].iter().any(|sign| rest.starts_with(sign)) {
        return "JSON has no comments; remove this one, or write the description as YAML, where they start with `#`";
    }
    let last = before.trim_end_matches([']', '}']).trim_end();
    if last.ends_with(',') && before.len() != last.len() || before.ends_with(',') {
        return "JSON allows no comma after the last entry";
    }
    let line = before.rsplit('\n').next().unwrap_or_default();
    if line.contains("//") && !line.contains("://") || line.contains("/*") {
        return "JSON has no comments";
    }
    if offset >= text.trim_end().len() {
        return "the file ends too early; was it cut off?";
    }
    "correct the syntax at this place"
}

/// The byte that a line and column name; both count from 1, columns in bytes.
fn byte_offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut offset = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// `serde_json` gives whole numbers of more than 64 bits as floats; their text is looked up again.
fn restore_huge_numbers(root: &mut Node, text: &str) {
    let outline = Outline::of(text);
    restore_at(root, &Pointer::root(), &outline, text);
}

fn restore_at(node: &mut Node, pointer: &Pointer, outline: &Outline, text: &str) {
    match node {
        Node::Number(Number::Float(value)) if value.abs() >= 9.0e18 => {
            let found = outline.find(pointer);
            let written = text.get(found.value.range).and_then(|number| number.parse::<i128>().ok());
            if let Some(exact) = written.filter(|_| found.exact) {
                *node = Node::Number(Number::Integer(exact));
            }
        }
        Node::List(list) => {
            for (index, member) in list.iter_mut().enumerate() {
                restore_at(member, &pointer.index(index), outline, text);
            }
        }
        Node::Map(map) => {
            for (key, member) in map {
                restore_at(member, &pointer.key(key), outline, text);
            }
        }
        _ => {}
    }
}
