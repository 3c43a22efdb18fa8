//! Items → the lines of an `api.txt`.

use std::borrow::Cow;

use crate::diag::is_hidden;

use super::{ItemKind, PublicItem};

/// What stands between the columns of a line.
pub(super) const BETWEEN: &str = " | ";
/// Stands in a column that has nothing to say.
pub(super) const NOTHING: &str = "-";
/// The first line behind the header; the version is raised when a line is written another way.
pub(super) const FORMAT: &str =
    "# api 1: path | kind | signature | needed | features | place in the description";

/// The items, sorted, one line each. The same items give the same text, whatever their order.
#[must_use]
pub fn render_surface(items: &[PublicItem]) -> String {
    let mut lines: Vec<String> = items.iter().map(render_item).collect();
    lines.sort();
    lines.dedup();
    let mut text = String::with_capacity(lines.iter().map(|line| line.len() + 1).sum::<usize>() + 128);
    text.push_str(FORMAT);
    text.push('\n');
    for line in lines {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

fn render_item(item: &PublicItem) -> String {
    let or_nothing = |text: &str| if text.is_empty() { NOTHING.to_owned() } else { text.to_owned() };
    let needed = match (item.needed.word(), item.deprecated) {
        (word, false) => word.to_owned(),
        (NOTHING, true) => "deprecated".to_owned(),
        (word, true) => format!("{word} deprecated"),
    };
    let pointer = escaped(item.pointer.as_str());
    let place = if item.kind == ItemKind::Reexport && pointer.is_empty() {
        NOTHING.to_owned()
    } else if item.wire.is_empty() {
        format!("#{pointer}")
    } else {
        // No quotation mark ends it early.
        format!("\"{}\" #{pointer}", escaped(&item.wire).replace('"', "\\u{22}"))
    };
    [
        item.path.as_str(),
        item.kind.word(),
        &or_nothing(&item.signature),
        &needed,
        &or_nothing(&item.feature),
        &place,
    ]
    .join(BETWEEN)
}

/// A pointer of strangers on one line, so that it can be read again.
fn escaped(pointer: &str) -> Cow<'_, str> {
    if !pointer.contains(|character| is_hidden(character) || character == '\\') {
        return Cow::Borrowed(pointer);
    }
    let mut text = String::with_capacity(pointer.len() + 8);
    for character in pointer.chars() {
        match character {
            '\\' => text.push_str("\\\\"),
            other if is_hidden(other) => text.extend(other.escape_unicode()),
            other => text.push(other),
        }
    }
    Cow::Owned(text)
}
