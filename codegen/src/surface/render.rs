//! Items → the lines of an `api.txt`.

use std::borrow::Cow;

use crate::diag::{has_hidden, is_hidden};

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
    let line = |item: &PublicItem| {
        let mut line = String::new();
        push_item(item, &mut line);
        line
    };
    let mut items: Vec<&PublicItem> = items.iter().collect();
    // As the lines are sorted: nothing in a path comes before the space behind it.
    items.sort_by(|one, other| one.path.cmp(&other.path).then_with(|| line(one).cmp(&line(other))));
    // The list of a large client has megabytes, which are not to be copied while it grows.
    let mut text =
        String::with_capacity(FORMAT.len() + 1 + items.iter().map(|item| room(item)).sum::<usize>());
    text.push_str(FORMAT);
    text.push('\n');
    let mut before = 0..0;
    for item in items {
        let begin = text.len();
        push_item(item, &mut text);
        text.push('\n');
        if text[before.clone()] == text[begin..] {
            text.truncate(begin);
        } else {
            before = begin..text.len();
        }
    }
    text
}

/// The bytes that the line of an item has at most, where nothing in it is escaped.
fn room(item: &PublicItem) -> usize {
    /// Kind, what is needed, what is between the columns, the end.
    const OTHERS: usize = 64;
    item.path.len()
        + item.signature.len()
        + item.feature.len()
        + item.wire.len()
        + item.pointer.as_str().len()
        + OTHERS
}

/// Adds the line of an item, without its end.
fn push_item(item: &PublicItem, text: &mut String) {
    for column in [&item.path, item.kind.word(), or_nothing(&item.signature)] {
        text.push_str(column);
        text.push_str(BETWEEN);
    }
    let needed = match (item.needed.word(), item.deprecated) {
        (word, false) => [word, ""],
        (NOTHING, true) => ["deprecated", ""],
        (word, true) => [word, " deprecated"],
    };
    for column in needed.into_iter().chain([BETWEEN, or_nothing(&item.feature), BETWEEN]) {
        text.push_str(column);
    }
    let pointer = escaped(item.pointer.as_str());
    if item.kind == ItemKind::Reexport && pointer.is_empty() {
        return text.push_str(NOTHING);
    }
    if !item.wire.is_empty() {
        // No quotation mark ends it early.
        text.push('"');
        text.push_str(&escaped(&item.wire).replace('"', "\\u{22}"));
        text.push_str("\" ");
    }
    text.push('#');
    text.push_str(&pointer);
}

fn or_nothing(column: &str) -> &str {
    if column.is_empty() { NOTHING } else { column }
}

/// A pointer of strangers on one line, so that it can be read again.
fn escaped(pointer: &str) -> Cow<'_, str> {
    if !has_hidden(pointer) && !pointer.contains('\\') {
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
