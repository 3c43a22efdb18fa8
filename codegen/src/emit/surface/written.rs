//! Tokens of a signature → its text on one line.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The tokens as people write them.
pub(super) fn written(tokens: TokenStream) -> String {
    let mut text = String::new();
    write(tokens, &mut text);
    text
}

fn write(tokens: TokenStream, text: &mut String) {
    let mut is_joint = false;
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::None => ("", ""),
                };
                text.push_str(open);
                write(group.stream(), text);
                if text.ends_with(", ") {
                    text.pop();
                }
                text.push_str(close);
                is_joint = false;
            }
            TokenTree::Punct(punct) => {
                write_punctuation(punct.as_char(), is_joint, text);
                is_joint = punct.spacing() == Spacing::Joint;
                if !is_joint && punct.as_char() == '>' && text.ends_with("->") {
                    text.push(' ');
                }
                if !is_joint && punct.as_char() == ':' && !text.ends_with("::") {
                    text.push(' ');
                }
            }
            TokenTree::Ident(ident) => write_word(&ident.to_string(), text),
            TokenTree::Literal(literal) => write_word(&literal.to_string(), text),
        }
    }
}

fn write_punctuation(mark: char, is_joint: bool, text: &mut String) {
    match mark {
        ',' => text.push_str(", "),
        '-' => text.push_str(" -"),
        '=' | '+' if !is_joint => {
            text.push(' ');
            text.push(mark);
            text.push(' ');
        }
        other => text.push(other),
    }
}

fn write_word(word: &str, text: &mut String) {
    let is_word = |last: char| last.is_alphanumeric() || last == '_';
    if text.chars().next_back().is_some_and(is_word) {
        text.push(' ');
    }
    text.push_str(word);
}
