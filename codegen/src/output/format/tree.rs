//! Tokens → a tree that knows how wide it is.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// A token as text, a group, or a comment.
#[derive(Debug)]
pub(super) enum Tok {
    /// An identifier or keyword.
    Word(String),
    /// A literal.
    Literal(String),
    /// An operator, whole: `::`, `->`.
    Sign(&'static str),
    /// What stands between delimiters.
    Group(Group),
    /// `///` or `//!`
    Doc(String),
    /// `#[…]` or `#![…]`
    Attribute(Group, bool),
}

/// What stands between delimiters, and how wide it would be on one line.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) delimiter: Delimiter,
    pub(super) inner: Vec<Tok>,
    /// The width on one line with the delimiters; `None` where a comment forces lines.
    pub(super) width: Option<usize>,
}

/// Reads tokens into a tree. Operators of several characters become one.
pub(super) fn read_tree(tokens: TokenStream) -> Vec<Tok> {
    let mut out = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(ident) => out.push(Tok::Word(ident.to_string())),
            TokenTree::Literal(literal) => out.push(Tok::Literal(literal.to_string())),
            TokenTree::Group(group) => match group.delimiter() {
                // Groups without delimiters only keep precedence, which emitted code never needs.
                Delimiter::None => out.extend(read_tree(group.stream())),
                delimiter => out.push(Tok::Group(read_group(delimiter, group.stream()))),
            },
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                let inner = matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == '!');
                if inner {
                    tokens.next();
                }
                if let Some(TokenTree::Group(group)) = tokens.next() {
                    out.push(read_attribute(group.stream(), inner));
                }
            }
            TokenTree::Punct(punct) => {
                let second = match tokens.peek() {
                    Some(TokenTree::Punct(next)) if punct.spacing() == Spacing::Joint => Some(next.as_char()),
                    _ => None,
                };
                match second.and_then(|second| double(punct.as_char(), second)) {
                    Some(sign) => {
                        tokens.next();
                        out.push(Tok::Sign(sign));
                    }
                    None => out.push(Tok::Sign(single(punct.as_char()))),
                }
            }
        }
    }
    out
}

fn read_group(delimiter: Delimiter, tokens: TokenStream) -> Group {
    let mut inner = read_tree(tokens);
    // Behind the last of several a comma is only wanted where lines are broken; a tuple of one keeps its own.
    if delimiter != Delimiter::Parenthesis && matches!(inner.last(), Some(Tok::Sign(","))) {
        inner.pop();
    }
    let width = super::layout::flat_width(&inner).map(|width| {
        let padding = if delimiter == Delimiter::Brace && !inner.is_empty() { 4 } else { 2 };
        width + padding
    });
    Group { delimiter, inner, width }
}

/// A doc attribute is a comment; one of several lines cannot be one and stays an attribute.
fn read_attribute(tokens: TokenStream, inner: bool) -> Tok {
    let group = read_group(Delimiter::Bracket, tokens);
    if let [Tok::Word(doc), Tok::Sign("="), Tok::Literal(text)] = group.inner.as_slice()
        && doc == "doc"
        && let Some(text) = comment(text)
    {
        return Tok::Doc(format!("{}{text}", if inner { "//!" } else { "///" }));
    }
    Tok::Attribute(group, inner)
}

/// The text of a string literal, where it can stand in a comment as it is.
fn comment(literal: &str) -> Option<String> {
    if let Some(raw) = literal.strip_prefix("r\"").and_then(|raw| raw.strip_suffix('"')) {
        return (!raw.starts_with('/') && !raw.contains(['\n', '\r'])).then(|| raw.to_owned());
    }
    let inner = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        match characters.next()? {
            plain @ ('"' | '\'' | '\\') => text.push(plain),
            // Anything else that needs escaping is invisible, moves text, or ends the line.
            _ => return None,
        }
    }
    // Four slashes begin an ordinary comment.
    (!text.starts_with('/')).then_some(text)
}

fn double(first: char, second: char) -> Option<&'static str> {
    Some(match (first, second) {
        (':', ':') => "::",
        ('-', '>') => "->",
        ('=', '>') => "=>",
        ('.', '.') => "..",
        _ => return None,
    })
}

fn single(sign: char) -> &'static str {
    match sign {
        ':' => ":",
        ',' => ",",
        ';' => ";",
        '.' => ".",
        '<' => "<",
        '>' => ">",
        '=' => "=",
        '&' => "&",
        '|' => "|",
        '!' => "!",
        '*' => "*",
        '+' => "+",
        '-' => "-",
        '?' => "?",
        '\'' => "'",
        '_' => "_",
        '@' => "@",
        '%' => "%",
        '/' => "/",
        '^' => "^",
        '~' => "~",
        '$' => "$",
        _ => "#",
    }
}
