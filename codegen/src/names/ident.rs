//! The identifier that is known to be one.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt as _};
use unicode_ident::is_xid_start;
use unicode_normalization::UnicodeNormalization as _;

use crate::ir::is_word_character;

use super::reserved::{is_keyword, is_unrawable};

/// Longer names are cut: file systems and readers have limits.
pub(super) const LONGEST: usize = 100;

/// A Rust identifier. Only this room makes one; it becomes a token and nothing else, hence no `Display`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RustIdent {
    text: String,
    raw: bool,
}

impl RustIdent {
    /// The identifier of this text, raw where it is a keyword; `None` where the text is none.
    #[must_use]
    pub(super) fn new(text: &str) -> Option<Self> {
        let text: String = if text.is_ascii() { text.to_owned() } else { text.nfc().collect() };
        if !is_identifier(&text) || is_unrawable(&text) {
            return None;
        }
        let raw = is_keyword(&text);
        Some(Self { text, raw })
    }

    /// The identifier without `r#`, for reports, file names, features and for looking things up.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the identifier is written as this text, so that the text need not be said beside it.
    #[must_use]
    pub fn is_exactly(&self, text: &str) -> bool {
        !self.raw && self.text == text
    }
}

impl ToTokens for RustIdent {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let span = Span::call_site();
        tokens.append(if self.raw { Ident::new_raw(&self.text, span) } else { Ident::new(&self.text, span) });
    }
}

/// Whether somebody can choose this text for a type or variant (`is_type`), or for anything else. Types of Rust itself begin
/// with a small letter, and ours do not.
#[must_use]
pub fn can_be_chosen(text: &str, is_type: bool) -> bool {
    let is_cased = if is_type {
        !text.starts_with(|first: char| first == '_' || first.is_lowercase())
    } else {
        !text.chars().any(char::is_uppercase)
    };
    is_cased
        && text.chars().count() <= LONGEST
        && RustIdent::new(text).is_some_and(|ident| ident.as_str() == text)
}

/// Whether the text has the form of an identifier: not empty, not `_`, the right characters.
pub(super) fn is_identifier(text: &str) -> bool {
    let mut characters = text.chars();
    let starts = characters.next().is_some_and(|first| first == '_' || is_xid_start(first));
    starts && text != "_" && characters.all(is_word_character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_identifier_is_refused() {
        for text in ["", "_", "1a", "a-b", "self", "Self", "super", "crate", "a b", "r#x", "é\u{200d}"] {
            assert_eq!(RustIdent::new(text), None, "{text}");
        }
    }

    #[test]
    fn keywords_are_raw() {
        for text in ["type", "async", "gen", "try", "yield", "union", "x", "日本"] {
            let ident = RustIdent::new(text).unwrap();
            let expected = if ["type", "async", "gen", "try", "yield"].contains(&text) {
                format!("r#{text}")
            } else {
                text.to_owned()
            };
            assert_eq!(ident.to_token_stream().to_string(), expected);
        }
    }

    #[test]
    fn spellings_of_one_character_are_one_identifier() {
        assert_eq!(RustIdent::new("caf\u{e9}"), RustIdent::new("cafe\u{301}"));
    }
}
