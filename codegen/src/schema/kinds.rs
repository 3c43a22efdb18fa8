//! The `type` keyword.
//!
//! In: its value. Out: the kinds that it allows.
//! Must never know: the other keywords.

use crate::diag::code_table::schema as codes;
use crate::diag::{Diagnostic, Diagnostics, Pointer, closest};
use crate::kinds::JsonKinds;
use crate::load::{Node, Number};

use super::model::{JsonKind, KindList};

const WORDS: [&str; 7] = ["string", "integer", "number", "boolean", "object", "array", "null"];

impl JsonKind {
    /// The kind with this name in JSON Schema.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "null" => Self::Null,
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "string" => Self::String,
            "array" => Self::Array,
            "object" => Self::Object,
            _ => return None,
        })
    }

    /// The kind as a set.
    #[must_use]
    pub fn set(self) -> JsonKinds {
        match self {
            Self::Null => JsonKinds::NULL,
            Self::Boolean => JsonKinds::BOOLEAN,
            Self::Integer => JsonKinds::INTEGER,
            Self::Number => JsonKinds::NUMBER,
            Self::String => JsonKinds::STRING,
            Self::Array => JsonKinds::ARRAY,
            Self::Object => JsonKinds::OBJECT,
        }
    }

    /// The name of the kind in JSON Schema.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

/// Reads the value of `type` that stands at `at`; each kind once, unknown words reported and left out. Where only null would
/// be left, values of the unknown type would be refused: then any value is allowed, as where the unknown type stands alone.
pub(super) fn read_kinds(value: &Node, at: &Pointer, diagnostics: &mut Diagnostics) -> KindList {
    let mut kinds = KindList::new();
    match value {
        Node::String(word) => kinds.extend(read_word(word, at, diagnostics)),
        Node::List(words) => {
            if words.is_empty() {
                diagnostics.report(&codes::W414, at, "`type` is an empty array, so it is ignored");
            }
            let mut is_known = true;
            for (position, word) in words.iter().enumerate() {
                let at = || at.index(position);
                let kind = match word {
                    Node::String(word) => read_word(word, &at(), diagnostics),
                    Node::Null => {
                        report_bare_null(&at(), "is read as the word", diagnostics);
                        Some(JsonKind::Null)
                    }
                    other => {
                        report_other(other, &at(), diagnostics);
                        None
                    }
                };
                is_known &= kind.is_some();
                kinds.extend(kind.filter(|kind| !kinds.contains(kind)));
            }
            if !is_known && kinds == [JsonKind::Null] {
                kinds.clear();
            }
        }
        Node::Null => report_bare_null(at, "says nothing", diagnostics),
        other => report_other(other, at, diagnostics),
    }
    kinds
}

fn read_word(word: &str, at: &Pointer, diagnostics: &mut Diagnostics) -> Option<JsonKind> {
    let kind = JsonKind::from_word(word);
    if kind.is_none() {
        let message = format!("`{word}` is not a valid JSON type, so `type` is ignored here");
        diagnostics.push(Diagnostic::new(&codes::W405, at, message).with_help(remedy(word)));
    }
    kind
}

fn report_bare_null(at: &Pointer, consequence: &str, diagnostics: &mut Diagnostics) {
    let message = format!("a bare null under `type` {consequence}");
    let help = "write `'null'` in quotes, or name the type";
    diagnostics.push(Diagnostic::new(&codes::W405, at, message).with_help(help));
}

fn report_other(value: &Node, at: &Pointer, diagnostics: &mut Diagnostics) {
    let message =
        format!("expected a type name or a list of type names under `type`, found {}", with_article(value));
    diagnostics.push(Diagnostic::new(&codes::W405, at, message));
}

/// The kind of a value with its article, for messages.
pub(super) fn with_article(value: &Node) -> &'static str {
    if matches!(value, Node::Number(Number::Integer(..0))) {
        return "a negative integer";
    }
    match value.kind() {
        "null" => "nothing",
        "boolean" => "a boolean",
        "integer" => "an integer",
        "number" => "a number",
        "string" => "a string",
        "array" => "an array",
        _ => "an object",
    }
}

/// What to write instead; words of other type systems first, then spelling mistakes.
fn remedy(word: &str) -> String {
    let lower = word.to_ascii_lowercase();
    let written = match lower.as_str() {
        "str" | "text" | "char" | "varchar" | "enum" => "`type: string`",
        "int" | "long" | "short" | "bigint" | "int32" | "int64" | "uint32" | "uint64" => {
            "`type: integer`, with `format: int32` or `int64`"
        }
        "float" | "double" | "decimal" | "real" | "numeric" => {
            "`type: number`, with `format: float` or `double`"
        }
        "bool" | "true" | "false" => "`type: boolean`",
        "map" | "dict" | "dictionary" | "hash" | "struct" | "record" | "json" => {
            "`type: object`, with `additionalProperties` for the values of a map"
        }
        "list" | "set" | "tuple" | "vector" => "`type: array`, with `items`",
        "none" | "nil" | "void" | "undefined" => "`type: 'null'`",
        "file" | "binary" | "bytes" | "blob" => "`type: string` with `format: binary`",
        "date" | "time" | "uuid" | "uri" | "url" | "email" | "byte" | "password" | "date-time"
        | "datetime" | "timestamp" => {
            return format!("write `type: string` with `format: {}`", format_name(&lower));
        }
        "any" | "mixed" | "unknown" | "*" | "" => return "leave `type` out to allow any value".to_owned(),
        _ => return spelling(word),
    };
    format!("write {written}")
}

fn format_name(word: &str) -> &str {
    match word {
        "datetime" | "timestamp" => "date-time",
        "url" => "uri",
        other => other,
    }
}

fn spelling(word: &str) -> String {
    closest(word, WORDS).map_or_else(
        || format!("`type` is one of {}", WORDS.map(|word| format!("`{word}`")).join(", ")),
        |meant| format!("did you mean `{meant}`?"),
    )
}
