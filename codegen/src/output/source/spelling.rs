//! Tokens → words, and the shape that holds them together.
//!
//! Where lines are broken depends on the tokens and on how long the words among them are, not on which words they are.
//! So tokens are spelled twice at once: the words, and source in which each of them is as short as it can be.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Spacing, TokenTree};

/// Names that the compiler or the formatter knows, in order: such a one stays as it is.
const KNOWN: [&str; 60] = [
    "Self", "_", "abstract", "all", "any", "as", "async", "auto", "await", "become", "box", "break", "const",
    "continue", "crate", "default", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for",
    "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "not", "override",
    "priv", "pub", "raw", "ref", "return", "safe", "self", "static", "struct", "super", "trait", "true",
    "try", "type", "typeof", "union", "unsafe", "use", "virtual", "where", "while", "yield",
];

/// The lengths that known names have which begin with a byte: a bit for each. Hardly any other name gets past this.
const KNOWN_LENGTHS: [u16; 128] = {
    let mut lengths = [0; 128];
    let mut number = 0;
    while number < KNOWN.len() {
        let name = KNOWN[number].as_bytes();
        lengths[name[0] as usize] |= 1 << name.len();
        number += 1;
    }
    lengths
};

/// The shortest name.
const NAME: &str = "a";
/// The shortest name that the formatter parts from a point behind it: it takes up more than a step of indentation.
const NAME_BEFORE_POINT: &str = "aaaaa";
const TEXT: &str = "\"\"";
const NUMBER: &str = "0";

/// Tokens as text.
#[derive(Default)]
pub(super) struct Spelling {
    shape: String,
    /// The words, one behind the other.
    text: String,
    words: Vec<Place>,
    /// The lengths of the words that do not belong to the shape, in bytes.
    lengths: Vec<usize>,
}

/// Where a word is.
#[derive(Clone, Copy)]
struct Place {
    /// Its begin in the shape, in bytes.
    at: usize,
    /// Its end in the text, in bytes.
    end: usize,
    /// What stands for it in the shape; without that it stands there itself.
    short: Option<&'static str>,
}

/// A name or a literal.
#[derive(Clone, Copy)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    /// Whether it belongs to the shape.
    pub(super) known: bool,
}

impl Spelling {
    /// All tokens of a stream.
    #[cfg(test)]
    pub(super) fn of(tokens: proc_macro2::TokenStream) -> Self {
        let mut spelling = Self::default();
        spelling.push_all(tokens);
        spelling
    }

    pub(super) fn clear(&mut self) {
        self.shape.clear();
        self.text.clear();
        self.words.clear();
        self.lengths.clear();
    }

    /// Source in which every word that does not belong to the shape is as short as it can be.
    pub(super) fn shape(&self) -> &str {
        &self.shape
    }

    /// The lengths of the words that do not belong to the shape, in bytes.
    pub(super) fn lengths(&self) -> &[usize] {
        &self.lengths
    }

    pub(super) fn words(&self) -> impl Iterator<Item = Word<'_>> {
        let mut begin = 0;
        self.words.iter().map(move |place| {
            let text = &self.text[begin..place.end];
            begin = place.end;
            Word { text, known: place.short.is_none() }
        })
    }

    /// The words as they stand in the shape.
    pub(super) fn short_words(&self) -> impl Iterator<Item = Word<'_>> {
        let short = self.words.iter().map(|place| place.short);
        self.words().zip(short).map(|(word, short)| Word { text: short.unwrap_or(word.text), ..word })
    }

    /// Source with the words themselves.
    pub(super) fn source(&self) -> String {
        let mut source = String::with_capacity(self.shape.len() + self.text.len());
        let mut done = 0;
        for ((word, short), place) in self.words().zip(self.short_words()).zip(&self.words) {
            source.push_str(&self.shape[done..place.at]);
            source.push_str(word.text);
            done = place.at + short.text.len();
        }
        source + &self.shape[done..]
    }

    /// What is the same for all units of a kind.
    pub(super) fn push_mark(&mut self, mark: &str) {
        self.shape.push_str(mark);
        self.shape.push(' ');
    }

    pub(super) fn push_all(&mut self, tokens: impl IntoIterator<Item = TokenTree>) {
        for token in tokens {
            self.push(token);
        }
    }

    pub(super) fn push(&mut self, token: TokenTree) {
        let begin = self.text.len();
        match token {
            TokenTree::Group(group) => self.push_group(group),
            TokenTree::Punct(punct) => {
                match punct.as_char() {
                    '!' => self.shorten_last(None),
                    '.' if self.last_word().is_some_and(|word| word.len() >= NAME_BEFORE_POINT.len()) => {
                        self.shorten_last(Some(NAME_BEFORE_POINT));
                    }
                    _ => {}
                }
                self.shape.push(punct.as_char());
                if punct.spacing() == Spacing::Alone {
                    self.shape.push(' ');
                }
            }
            TokenTree::Ident(name) => {
                let _ = write!(self.text, "{name}");
                let short = (!is_known(&self.text[begin..])).then_some(NAME);
                self.push_word(begin, short);
            }
            TokenTree::Literal(literal) => {
                let _ = write!(self.text, "{literal}");
                let bytes = &self.text.as_bytes()[begin..];
                let short = match bytes {
                    [b'"', ..] => Some(TEXT),
                    digits if digits.iter().all(u8::is_ascii_digit) => Some(NUMBER),
                    _ => None,
                };
                self.push_word(begin, short);
            }
        }
    }

    fn push_group(&mut self, group: proc_macro2::Group) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::None => ("", ""),
        };
        let is_attribute = open == "[" && (self.shape.ends_with("# ") || self.shape.ends_with("! "));
        self.push_mark(open);
        // Tokens that nobody else holds are moved, not copied.
        let tokens = group.stream();
        drop(group);
        for (place, token) in tokens.into_iter().enumerate() {
            self.push(token);
            if is_attribute && place == 0 {
                self.shorten_last(None);
            }
        }
        self.push_mark(close);
    }

    /// What the text has since then is a word.
    fn push_word(&mut self, begin: usize, short: Option<&'static str>) {
        self.words.push(Place { at: self.shape.len(), end: self.text.len(), short });
        if short.is_some() {
            self.lengths.push(self.text.len() - begin);
        }
        self.shape.push_str(short.unwrap_or(&self.text[begin..]));
        self.shape.push(' ');
    }

    /// What stands for the word that was just pushed, where there is one.
    fn shorten_last(&mut self, short: Option<&'static str>) {
        if let Some(begin) = self.last_word().map(|word| self.text.len() - word.len())
            && let Some(place) = self.words.pop()
        {
            self.shape.truncate(place.at);
            if place.short.is_none() {
                self.push_word(begin, None);
            } else {
                self.lengths.pop();
                self.push_word(begin, short);
            }
        }
    }

    /// The word that was just pushed.
    fn last_word(&self) -> Option<&str> {
        let (last, before) = self.words.split_last()?;
        let word = &self.text[before.last().map_or(0, |place| place.end)..last.end];
        let behind = last.at + last.short.unwrap_or(word).len() + 1;
        (behind == self.shape.len()).then_some(word)
    }
}

/// Whether the compiler or the formatter knows the name.
pub(super) fn is_known(name: &str) -> bool {
    let first = name.bytes().next().unwrap_or_default();
    let lengths = KNOWN_LENGTHS.get(usize::from(first)).copied().unwrap_or_default();
    name.len() < 16 && lengths & (1 << name.len()) != 0 && KNOWN.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::{KNOWN, Spelling, is_known};

    #[test]
    fn known_names_are_found() {
        assert!(KNOWN.is_sorted());
        for known in KNOWN {
            assert!(is_known(known), "{known}");
        }
        for other in ["", "selves", "sel", "Éé", "an_identifier_that_is_long"] {
            assert!(!is_known(other), "{other}");
        }
    }

    #[test]
    fn words_of_the_same_kind_have_one_shape() {
        let spelling = Spelling::of(quote! {
            #[doc = 17] pub fn some_name<'de>(mut self, value: impl Into<Vec<f64>>) -> Result<(), r#type> {
                set(&mut self.value.some_name, "a text", 12, 1.5); it.into(); runtime::object! {}
            }
        });
        assert_eq!(
            spelling.shape(),
            "# [ doc = 0 ] pub fn a < 'a > ( mut self , a : impl a < a < a >> ) -> a < ( ) , a > { \
             a ( & mut self . aaaaa . a , \"\" , 0 , 1.5 ) ; a . a ( ) ; a :: object ! { } } "
        );
    }

    #[test]
    fn the_source_is_that_of_the_tokens() {
        let tokens = quote! { #[cfg(feature = "x")] fn f() -> &'static str { some.long().a(1, -2.5, b"x", 'c') != "é" } };
        let source: proc_macro2::TokenStream = Spelling::of(tokens.clone()).source().parse().unwrap();
        assert_eq!(source.to_string(), tokens.to_string());
    }
}
