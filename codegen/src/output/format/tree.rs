//! Tokens → a tree that knows how wide it is.
//!
//! In: tokens of the emitter. Out: tokens with their text, each with its width and the blank before it, so that whether
//! something fits a line is a sum. Must never know: where lines break.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::space::Spacing;

/// A token and how it stands on a line.
#[derive(Debug)]
pub(super) struct Tok {
    pub(super) kind: Kind,
    /// Whether a blank is before it, unless it begins a line.
    pub(super) blank: bool,
    /// Its width in characters; `None` where it takes several lines whatever the width.
    pub(super) width: Option<usize>,
}

/// A token as text, a group, or a comment.
#[derive(Debug)]
pub(super) enum Kind {
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

/// What stands between delimiters.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) brackets: Brackets,
    pub(super) inner: Vec<Tok>,
}

/// The delimiters of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Brackets {
    /// `(…)`
    Round,
    /// `[…]`
    Square,
    /// `{ … }`
    Curly,
    /// `{…}`, behind a path that is used.
    Used,
    /// `<…>`; to the compiler these are two signs.
    Angle,
}

impl Brackets {
    pub(super) fn open(self) -> &'static str {
        match self {
            Self::Round => "(",
            Self::Square => "[",
            Self::Curly | Self::Used => "{",
            Self::Angle => "<",
        }
    }

    pub(super) fn close(self) -> &'static str {
        match self {
            Self::Round => ")",
            Self::Square => "]",
            Self::Curly | Self::Used => "}",
            Self::Angle => ">",
        }
    }
}

impl Tok {
    /// Whether it is the operator.
    pub(super) fn is(&self, sign: &str) -> bool {
        matches!(self.kind, Kind::Sign(text) if text == sign)
    }

    /// The group, if it is one between these delimiters.
    pub(super) fn group(&self, brackets: Brackets) -> Option<&Group> {
        if let Kind::Group(group) = &self.kind
            && group.brackets == brackets
        {
            Some(group)
        } else {
            None
        }
    }

    /// Whether it is the word.
    pub(super) fn is_word(&self, word: &str) -> bool {
        matches!(&self.kind, Kind::Word(text) if text == word)
    }
}

/// The width of all on one line; `None` where a comment, an attribute or several statements force lines.
pub(super) fn flat_width(tokens: &[Tok]) -> Option<usize> {
    let mut width = 0;
    for (at, token) in tokens.iter().enumerate() {
        width += token.width? + usize::from(token.blank && at > 0);
    }
    Some(width)
}

/// Reads tokens into a tree. Operators of several characters become one.
pub(super) fn read_tree(tokens: TokenStream) -> Vec<Tok> {
    let mut row = Row::default();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(ident) => row.push(Kind::Word(ident.to_string())),
            TokenTree::Literal(literal) => row.push(Kind::Literal(literal.to_string())),
            TokenTree::Group(group) => row.delimited(group.delimiter(), group.stream()),
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                let inner = matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == '!');
                if inner {
                    tokens.next();
                }
                if let Some(TokenTree::Group(group)) = tokens.next() {
                    row.push(read_attribute(group.stream(), inner));
                }
            }
            TokenTree::Punct(punct) => {
                let second = match tokens.peek() {
                    Some(TokenTree::Punct(next)) if punct.spacing() == proc_macro2::Spacing::Joint => {
                        Some(next.as_char())
                    }
                    _ => None,
                };
                match second.and_then(|second| double(punct.as_char(), second)) {
                    Some(sign) => {
                        tokens.next();
                        row.push(Kind::Sign(sign));
                    }
                    None => row.sign(single(punct.as_char())),
                }
            }
        }
    }
    row.toks
}

/// Tokens of one level while they are read.
#[derive(Default)]
struct Row {
    toks: Vec<Tok>,
    spacing: Spacing,
    /// Where `<` stands that nothing has closed.
    open: Vec<usize>,
    /// Whether the next braces are the body of a function.
    function: bool,
}

impl Row {
    fn push(&mut self, kind: Kind) {
        let blank = self.spacing.before(self.toks.last().map(|token| &token.kind), &kind);
        let width = match &kind {
            Kind::Word(text) | Kind::Literal(text) => Some(text.chars().count()),
            Kind::Sign(text) => Some(text.len()),
            Kind::Group(group) => self.group_width(group),
            Kind::Doc(_) | Kind::Attribute(..) => None,
        };
        match &kind {
            Kind::Word(word) if word == "fn" => self.function = true,
            Kind::Sign(";") => self.function = false,
            Kind::Group(group) if group.brackets == Brackets::Curly => self.function = false,
            _ => {}
        }
        self.toks.push(Tok { kind, blank, width });
    }

    /// A body of several statements takes several lines, however short they are.
    fn group_width(&self, group: &Group) -> Option<usize> {
        if self.function && group.brackets == Brackets::Curly && group.inner.iter().any(|token| token.is(";"))
        {
            return None;
        }
        let padded = group.brackets == Brackets::Curly && !group.inner.is_empty();
        Some(flat_width(&group.inner)? + if padded { 4 } else { 2 })
    }

    fn delimited(&mut self, delimiter: Delimiter, tokens: TokenStream) {
        let brackets = match delimiter {
            Delimiter::Parenthesis => Brackets::Round,
            Delimiter::Bracket => Brackets::Square,
            Delimiter::Brace if self.toks.last().is_some_and(|last| last.is("::")) => Brackets::Used,
            Delimiter::Brace => Brackets::Curly,
            // Groups without delimiters only keep precedence, which emitted code never needs.
            Delimiter::None => {
                for token in read_tree(tokens) {
                    self.push(token.kind);
                }
                return;
            }
        };
        let mut inner = read_tree(tokens);
        // Behind the last of several a comma is only wanted where lines are broken; a tuple of one keeps its own.
        let called = self.toks.last().is_some_and(|last| {
            matches!(last.kind, Kind::Word(_) | Kind::Sign("!")) || last.group(Brackets::Angle).is_some()
        });
        if (brackets != Brackets::Round || called) && inner.last().is_some_and(|last| last.is(",")) {
            inner.pop();
        }
        self.push(Kind::Group(Group { brackets, inner }));
    }

    /// `<` and `>` become a group where one closes the other.
    fn sign(&mut self, sign: &'static str) {
        if sign == "<" {
            self.open.push(self.toks.len());
        }
        let opened = if sign == ">" { self.open.pop() } else { None };
        let Some(start) = opened else { return self.push(Kind::Sign(sign)) };
        let mut inner = self.toks.split_off(start + 1);
        self.toks.pop();
        if inner.last().is_some_and(|last| last.is(",")) {
            inner.pop();
        }
        self.push(Kind::Group(Group { brackets: Brackets::Angle, inner }));
    }
}

/// A doc attribute is a comment; one of several lines cannot be one and stays an attribute.
fn read_attribute(tokens: TokenStream, inner: bool) -> Kind {
    let toks = read_tree(tokens);
    if let [doc, equals, Tok { kind: Kind::Literal(text), .. }] = toks.as_slice()
        && doc.is_word("doc")
        && equals.is("=")
        && let Some(text) = comment(text)
    {
        return Kind::Doc(format!("{}{text}", if inner { "//!" } else { "///" }));
    }
    Kind::Attribute(Group { brackets: Brackets::Square, inner: toks }, inner)
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
