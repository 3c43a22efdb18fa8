//! I-Regexp (RFC 9485), the regular expressions of `match` and `search`.
//!
//! In: an expression and a text. Out: whether they match; an expression that cannot be read matches nothing, as RFC 9535
//! wants it. Expressions may come from the description: what they may cost is bounded, and matching does not go back.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use regex::{Regex, RegexBuilder};

/// How large an expression may be once it is understood, in bytes.
const LARGEST: usize = 256 << 10;

/// What understanding an expression weighs against looking at a place.
const WEIGHT: usize = 500;

/// The expressions that were read already, each twice: for a whole text, and for a part of one.
#[derive(Default)]
pub(super) struct Expressions {
    known: BTreeMap<String, Option<Pair>>,
}

struct Pair {
    whole: Regex,
    part: Regex,
}

impl Expressions {
    /// How many places could be looked at in the time that a match takes at most.
    pub(super) fn cost(&self, expression: &str, text: &str) -> usize {
        let reading = if self.known.contains_key(expression) { 0 } else { WEIGHT + expression.len() };
        reading + text.len() / 64
    }

    /// Whether the expression matches the whole text, or else some part of it.
    pub(super) fn matches(&mut self, expression: &str, text: &str, whole: bool) -> bool {
        if !self.known.contains_key(expression) {
            self.known.insert(expression.to_owned(), read(expression));
        }
        let pair = self.known.get(expression).and_then(Option::as_ref);
        pair.is_some_and(|pair| if whole { pair.whole.is_match(text) } else { pair.part.is_match(text) })
    }
}

fn read(expression: &str) -> Option<Pair> {
    let part = translated(expression)?;
    let build = |text: &str| RegexBuilder::new(text).size_limit(LARGEST).nest_limit(64).build().ok();
    Some(Pair { whole: build(&format!(r"\A(?:{part})\z"))?, part: build(&part)? })
}

/// The expression in the words of the library: a dot is not a line break of any kind, and in a class only `-` and `\` mean
/// more than themselves. `^` and `$` are plain characters outside of classes to RFC 9485, but nobody writes them so: they
/// stay anchors.
fn translated(expression: &str) -> Option<String> {
    let mut out = String::with_capacity(expression.len() + 8);
    let (mut characters, mut in_class) = (expression.chars().peekable(), false);
    while let Some(character) = characters.next() {
        match (character, in_class) {
            ('\\', _) => {
                out.push('\\');
                out.push(characters.next()?);
            }
            ('.', false) => out.push_str(r"[^\n\r]"),
            ('[', false) => {
                in_class = true;
                out.push('[');
                if characters.next_if_eq(&'^').is_some() {
                    out.push('^');
                }
            }
            (']', true) => {
                in_class = false;
                out.push(']');
            }
            ('[' | '&' | '~', true) => {
                let _ = write!(out, "\\{character}");
            }
            _ => out.push(character),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::Expressions;

    #[test]
    fn expressions_match_whole_texts_or_parts() {
        let mut expressions = Expressions::default();
        for (expression, text, whole, part) in [
            ("a.*", "abc", true, true),
            ("b", "abc", false, true),
            ("a|b", "ab", false, true),
            ("a.b", "a\rb", false, false),
            ("a.b", "a\u{2028}b", true, true),
            ("a\\.b", "axb", false, false),
            ("[a.]+", "a.a", true, true),
            ("[&&a]+", "a&", true, true),
            ("[^ab]", "c", true, true),
            ("\\p{Lu}[a-z]{2}", "Äbc", true, true),
            ("\\P{Lu}", "Ä", false, false),
            ("/v[0-9]+/.*", "/v12/calls", true, true),
            ("", "", true, true),
            // What cannot be read matches nothing.
            ("a(", "a(", false, false),
            ("a\\", "a\\", false, false),
            ("(?:(?:a{1000}){1000}){1000}", "a", false, false),
        ] {
            assert_eq!(expressions.matches(expression, text, true), whole, "{expression} {text}");
            assert_eq!(expressions.matches(expression, text, false), part, "{expression} {text}");
        }
    }
}
