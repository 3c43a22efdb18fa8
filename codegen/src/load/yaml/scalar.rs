//! What a scalar means: the core schema of YAML 1.2.

use std::borrow::Cow;

use saphyr_parser::{ScalarStyle, Tag};

use crate::load::node::{Node, Number};

/// The handle of the tags that the specification defines (`!!str`).
const CORE: &str = "tag:yaml.org,2002:";

/// The value of a scalar; `Err` names what its tag says that it is and it is not.
pub(super) fn value(text: Cow<'_, str>, style: ScalarStyle, tag: Option<&Tag>) -> Result<Node, &'static str> {
    let is_plain = style == ScalarStyle::Plain;
    let Some(tag) = tag else {
        return Ok(if is_plain { plain(text) } else { Node::String(text.into_owned()) });
    };
    let name = format!("{}{}", tag.handle, tag.suffix);
    match name.strip_prefix(CORE) {
        Some("null") => null(&text).ok_or("null"),
        Some("bool") => boolean(&text).ok_or("a boolean"),
        Some("int") => integer(&text).ok_or("an integer"),
        Some("float") => float(&text).ok_or("a number"),
        // A tag of somebody's own (`!Ref x`) says nothing that a description can mean; `!` alone asks for a string.
        None if name.starts_with('!') && name != "!" && is_plain => Ok(plain(text)),
        Some(_) | None => Ok(Node::String(text.into_owned())),
    }
}

/// The value of a scalar without quotes and tag.
fn plain(text: Cow<'_, str>) -> Node {
    // Most are names and words, which no number or constant starts like.
    let is_word = text.starts_with(|first: char| first.is_ascii_alphabetic() && !"nNtTfF".contains(first));
    let value = if is_word { None } else { constant(&text) };
    value.unwrap_or_else(|| Node::String(text.into_owned()))
}

fn constant(text: &str) -> Option<Node> {
    null(text).or_else(|| boolean(text)).or_else(|| integer(text)).or_else(|| float(text))
}

fn null(text: &str) -> Option<Node> {
    matches!(text, "" | "~" | "null" | "Null" | "NULL").then_some(Node::Null)
}

fn boolean(text: &str) -> Option<Node> {
    match text {
        "true" | "True" | "TRUE" => Some(Node::Bool(true)),
        "false" | "False" | "FALSE" => Some(Node::Bool(false)),
        _ => None,
    }
}

fn integer(text: &str) -> Option<Node> {
    let (digits, is_negative) = unsigned(text);
    let radix = match digits.get(..2) {
        Some("0x") => 16,
        Some("0o") => 8,
        Some("0b") => 2,
        _ => 10,
    };
    let digits = if radix == 10 { digits } else { digits.get(2..)? };
    if !digits.starts_with(|first: char| first.is_ascii_alphanumeric()) || radix == 10 && is_padded(digits) {
        return None;
    }
    let number = if is_negative {
        i128::from_str_radix(&format!("-{digits}"), radix).ok()?
    } else {
        i128::from_str_radix(digits, radix).ok()?
    };
    Some(Node::Number(Number::Integer(number)))
}

/// A number with a fraction or an exponent, or one of more than 127 bits, which no exact type holds.
fn float(text: &str) -> Option<Node> {
    let (digits, is_negative) = unsigned(text);
    let infinity = if is_negative { "-.inf" } else { ".inf" };
    match digits {
        // JSON has no such number, so no schema can mean it; as text it is noticed by whoever wants a number.
        ".inf" | ".Inf" | ".INF" => return Some(infinity.into()),
        ".nan" | ".NaN" | ".NAN" if digits.len() == text.len() => return Some(".nan".into()),
        _ => {}
    }
    if !digits.starts_with(|first: char| first.is_ascii_digit() || first == '.') || is_padded(digits) {
        return None;
    }
    let number = digits.parse::<f64>().ok().filter(|number| number.is_finite())?;
    Some(Node::Number(Number::Float(if is_negative { -number } else { number })))
}

/// Whether zeros stand before the digits, as in a postal code: that is a string.
fn is_padded(digits: &str) -> bool {
    digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The text without its sign, and whether that was a minus.
fn unsigned(text: &str) -> (&str, bool) {
    text.strip_prefix('-')
        .map_or_else(|| (text.strip_prefix('+').unwrap_or(text), false), |rest| (rest, true))
}
