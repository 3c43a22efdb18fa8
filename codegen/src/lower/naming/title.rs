//! Titles that are names.
//!
//! In: schemas with a title, keys of components. Out: whether the one is a name, and the other none.
//! Must never know: where a type is used.

use crate::ir::Words;
use crate::schema::SchemaObject;

use super::split::{split_words, stems};

/// A longer title is a sentence, not a name.
const LONGEST_TITLE: usize = 40;
const MOST_TITLE_WORDS: usize = 4;
/// What says of every schema as much as of one.
const SAYING_NOTHING: &[&str] = &[
    "anonymous",
    "any",
    "array",
    "body",
    "component",
    "content",
    "create",
    "data",
    "def",
    "default",
    "definition",
    "dto",
    "empty",
    "entity",
    "enum",
    "error",
    "generated",
    "id",
    "inline",
    "input",
    "interface",
    "item",
    "json",
    "list",
    "map",
    "model",
    "name",
    "null",
    "object",
    "option",
    "options",
    "output",
    "param",
    "parameters",
    "params",
    "payload",
    "properties",
    "props",
    "ref",
    "reference",
    "request",
    "response",
    "result",
    "results",
    "root",
    "schema",
    "spec",
    "specs",
    "string",
    "struct",
    "test",
    "tmp",
    "type",
    "union",
    "unnamed",
    "untitled",
    "update",
    "value",
    "values",
    "variant",
];

/// What tools call schemas that have no name.
const PLACEHOLDERS: &[&str] = &[
    "anonymous",
    "component",
    "def",
    "definition",
    "inline",
    "model",
    "object",
    "ref",
    "schema",
    "type",
    "unnamed",
    "untitled",
];

/// A title that is a name: a few words, of which one says something.
pub(in crate::lower) fn naming_title(object: &SchemaObject) -> Option<&str> {
    let title = object.title.as_deref()?.trim();
    let is_name = title.chars().count() <= LONGEST_TITLE
        && title.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-'))
        && title.starts_with(char::is_alphabetic)
        && title.split_whitespace().count() <= MOST_TITLE_WORDS;
    (is_name && !says_nothing(&split_words(title))).then_some(title)
}

/// A title that names a thing of its own at a place that has a name already: not what the place says, and not what the
/// thing is used for (`Update params`, `Toy list`).
pub(in crate::lower) fn thing_title<'o>(object: &'o SchemaObject, words: &Words) -> Option<&'o str> {
    let title = naming_title(object)?;
    let said = words.parts().last().map(|last| stems(&split_words(last)));
    let own = stems(&split_words(title));
    let is_thing = own.last().is_some_and(|last| {
        !last.ends_with(|c: char| c.is_ascii_digit()) && SAYING_NOTHING.binary_search(&last.as_str()).is_err()
    });
    (is_thing && said.is_none_or(|said| said != own)).then_some(title)
}

/// Whether all words of a name are those that any schema could have, numbers and digests.
fn says_nothing(words: &[String]) -> bool {
    words
        .iter()
        .all(|word| is_number_or_digest(word) || SAYING_NOTHING.binary_search(&without_number(word)).is_ok())
}

/// Whether a key is one that tools give to schemas which have no name: `def-0`, `Model12`, `inline_response_200_1`.
pub(in crate::lower) fn is_placeholder(key: &str) -> bool {
    let words = split_words(key);
    let is_made = |word: &String| PLACEHOLDERS.contains(&without_number(word));
    says_nothing(&words)
        && words.iter().any(|word| word.ends_with(|c: char| c.is_ascii_digit()) || is_number_or_digest(word))
        && (words.iter().any(is_made) || words.iter().all(|word| is_number_or_digest(word)))
}

fn is_number_or_digest(word: &str) -> bool {
    let has_digit = word.bytes().any(|byte| byte.is_ascii_digit());
    let is_digest = word.len() >= 6 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    has_digit && (is_digest || word.bytes().all(|byte| byte.is_ascii_digit()))
}

fn without_number(word: &str) -> &str {
    word.trim_end_matches(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_say_nothing_are_sorted() {
        assert!(SAYING_NOTHING.is_sorted());
    }

    #[test]
    fn numbered_placeholders_say_nothing() {
        for name in ["def-0", "Def0", "schema12", "Model 3", "0", "inline_response_200_1", "def-3fa85f64a1b2"]
        {
            assert!(is_placeholder(name), "{name}");
        }
        for name in ["Toy", "ToyModel", "ToyModel2", "IPv4", "facade", "Response", "Error404", "Model"] {
            assert!(!is_placeholder(name), "{name}");
        }
    }
}
