//! A tree of tokens → lines.

use proc_macro2::Delimiter;

use super::space::Spacing;
use super::split::{Body, body_of, segment, split_at_commas, split_item, split_statements};
use super::tree::{Group, Tok};

/// No line is longer if there is a way to break it.
const WIDTH: usize = 120;
const STEP: usize = 4;

/// The items of a file as text.
pub(super) fn lay_out(tokens: &[Tok]) -> String {
    let mut layout = Layout { out: String::with_capacity(tokens.len() * 8) };
    layout.items(tokens, 0, true);
    layout.out
}

/// The width on one line; `None` where a comment or attribute forces lines.
pub(super) fn flat_width(tokens: &[Tok]) -> Option<usize> {
    let mut spacing = Spacing::default();
    let mut width = 0;
    let mut previous = None;
    for token in tokens {
        width += usize::from(spacing.before(previous, token));
        width += match token {
            Tok::Word(text) | Tok::Literal(text) => text.chars().count(),
            Tok::Sign(text) => text.len(),
            Tok::Group(group) => group.width?,
            Tok::Doc(_) | Tok::Attribute(..) => return None,
        };
        previous = Some(token);
    }
    Some(width)
}

struct Layout {
    out: String,
}

impl Layout {
    /// Items one below the other; between documented ones of a file an empty line.
    fn items(&mut self, tokens: &[Tok], indent: usize, spread: bool) {
        let mut rest = tokens;
        let mut first = true;
        while !rest.is_empty() {
            let annotated = matches!(rest[0], Tok::Doc(_) | Tok::Attribute(_, false));
            if spread && annotated && !first {
                self.out.push('\n');
            }
            first = false;
            rest = self.annotations(rest, indent);
            let (item, after) = split_item(rest);
            if !item.is_empty() {
                self.pad(indent);
                self.item(item, indent);
                self.out.push('\n');
            }
            rest = after;
        }
    }

    /// Comments and attributes, each on a line of its own; gives what follows them.
    fn annotations<'a>(&mut self, tokens: &'a [Tok], indent: usize) -> &'a [Tok] {
        let mut rest = tokens;
        while let Some((token, after)) = rest.split_first() {
            match token {
                Tok::Doc(text) => {
                    self.pad(indent);
                    self.out.push_str(text);
                }
                Tok::Attribute(group, inner) => {
                    self.pad(indent);
                    self.out.push_str(if *inner { "#!" } else { "#" });
                    self.group(group, indent, Body::Filled);
                    rest = self.more_attributes(after);
                    self.out.push('\n');
                    continue;
                }
                _ => return rest,
            }
            self.out.push('\n');
            rest = after;
        }
        rest
    }

    /// Attributes that fit the line of the first one.
    fn more_attributes<'a>(&mut self, tokens: &'a [Tok]) -> &'a [Tok] {
        let mut rest = tokens;
        while let Some((Tok::Attribute(group, false), after)) = rest.split_first() {
            if group.width.is_none_or(|width| self.column() + width + 2 > WIDTH) {
                break;
            }
            self.out.push_str(" #");
            self.token_group(group);
            rest = after;
        }
        rest
    }

    fn item(&mut self, item: &[Tok], indent: usize) {
        if self.fits(item, 0) {
            self.flat(item);
            return;
        }
        match item.split_last() {
            Some((Tok::Group(group), head)) if group.delimiter == Delimiter::Brace => {
                if !self.head(head, indent) {
                    self.out.push(' ');
                }
                self.group(group, indent, body_of(head));
            }
            _ => self.expression(item, indent),
        }
    }

    /// What stands before the braces of an item. A long list of arguments and a long `where` are broken. Answers
    /// whether the brace has a line of its own already.
    fn head(&mut self, head: &[Tok], indent: usize) -> bool {
        if self.fits(head, 2) {
            self.flat(head);
            return false;
        }
        let clause = head.iter().position(|token| matches!(token, Tok::Word(word) if word == "where"));
        let (signature, clause) = head.split_at(clause.unwrap_or(head.len()));
        if self.fits(signature, 2) {
            self.flat(signature);
        } else {
            self.broken(signature, indent, Body::Filled);
        }
        let Some((_, bounds)) = clause.split_first() else { return false };
        self.line(indent);
        self.out.push_str("where");
        self.filled(bounds, indent);
        true
    }

    /// An expression or statement: on one line, or a chain broken at its dots, or its last group broken.
    fn expression(&mut self, tokens: &[Tok], indent: usize) {
        if self.fits(tokens, 0) {
            self.flat(tokens);
            return;
        }
        let dots: Vec<usize> = (1..tokens.len())
            .filter(|&at| matches!(tokens[at], Tok::Sign(".")) && matches!(tokens[at - 1], Tok::Group(_)))
            .collect();
        if let [first, others @ ..] = dots.as_slice() {
            let mut start = *first;
            self.broken_if_wide(&tokens[..start], indent);
            let mut fresh = true;
            for end in others.iter().copied().chain([tokens.len()]) {
                if fresh || !self.fits(&tokens[start..end], 1) {
                    self.line(indent + STEP);
                    fresh = false;
                }
                self.broken_if_wide(&tokens[start..end], indent + STEP);
                start = end;
            }
            return;
        }
        self.broken(tokens, indent, Body::Filled);
    }

    fn broken_if_wide(&mut self, tokens: &[Tok], indent: usize) {
        if self.fits(tokens, 1) {
            self.flat(tokens);
        } else {
            self.broken(tokens, indent, Body::Filled);
        }
    }

    /// The tokens with their widest group broken.
    fn broken(&mut self, tokens: &[Tok], indent: usize, body: Body) {
        let widest = tokens
            .iter()
            .enumerate()
            .filter_map(|(at, token)| match token {
                Tok::Group(group) => Some((group.width.unwrap_or(usize::MAX), at)),
                _ => None,
            })
            .max_by_key(|(width, _)| *width)
            .map(|(_, at)| at);
        let mut spacing = Spacing::default();
        let mut previous = None;
        for (at, token) in tokens.iter().enumerate() {
            let blank = spacing.before(previous, token);
            // Outside of groups a comma stands between the parameters of a type: a long list goes on below.
            if matches!(previous, Some(Tok::Sign(","))) && !self.fits(segment(&tokens[at..]), 3) {
                self.line(indent + 2 * STEP);
            } else if blank {
                self.out.push(' ');
            }
            match token {
                Tok::Group(group) if Some(at) == widest => {
                    let body = if group.delimiter == Delimiter::Bracket { Body::Filled } else { body };
                    self.opened(group, indent, body);
                }
                token => self.token(token),
            }
            previous = Some(token);
        }
    }

    /// A group on one line where it fits.
    fn group(&mut self, group: &Group, indent: usize, body: Body) {
        if group.width.is_some_and(|width| self.column() + width <= WIDTH) && body != Body::Items {
            self.token_group(group);
        } else {
            self.opened(group, indent, body);
        }
    }

    /// A group over several lines.
    fn opened(&mut self, group: &Group, indent: usize, body: Body) {
        let (open, close) = delimiters(group.delimiter);
        self.out.push_str(open);
        if group.inner.is_empty() {
            self.out.push_str(close);
            return;
        }
        match body {
            Body::Items => {
                self.out.push('\n');
                self.items(&group.inner, indent + STEP, false);
                self.pad(indent);
            }
            Body::Members if group.width.is_some() => self.filled(&group.inner, indent),
            Body::Members => {
                self.out.push('\n');
                for member in split_at_commas(&group.inner) {
                    let member = self.annotations(member, indent + STEP);
                    if !member.is_empty() {
                        self.pad(indent + STEP);
                        self.expression(member, indent + STEP);
                        if !matches!(member.last(), Some(Tok::Sign(","))) {
                            self.out.push(',');
                        }
                        self.out.push('\n');
                    }
                }
                self.pad(indent);
            }
            Body::Statements => {
                for statement in split_statements(&group.inner) {
                    self.line(indent + STEP);
                    self.expression(statement, indent + STEP);
                }
                self.line(indent);
            }
            Body::Filled => {
                // A macro around one thing in braces needs no indentation of its own.
                if let [Tok::Word(_), Tok::Group(_), ..] = group.inner.as_slice()
                    && group.delimiter == Delimiter::Brace
                {
                    self.out.push(' ');
                    self.hugged(&group.inner, indent);
                    self.out.push(' ');
                } else {
                    self.filled(&group.inner, indent);
                }
            }
        }
        self.out.push_str(close);
    }

    /// Words and groups of a macro in a row, groups broken where they do not fit.
    fn hugged(&mut self, tokens: &[Tok], indent: usize) {
        let mut spacing = Spacing::default();
        let mut previous = None;
        for token in tokens {
            if spacing.before(previous, token) {
                self.out.push(' ');
            }
            match token {
                Tok::Group(group) if group.width.is_none_or(|width| self.column() + width + 2 > WIDTH) => {
                    let (open, close) = delimiters(group.delimiter);
                    self.out.push_str(open);
                    self.filled(&group.inner, indent);
                    self.out.push_str(close);
                }
                token => self.token(token),
            }
            previous = Some(token);
        }
    }

    /// Elements between commas, as many on a line as fit.
    fn filled(&mut self, tokens: &[Tok], indent: usize) {
        let indent = indent + STEP;
        let mut fresh = true;
        self.out.push('\n');
        for element in split_at_commas(tokens) {
            let annotated = matches!(element.first(), Some(Tok::Doc(_) | Tok::Attribute(..)));
            if annotated && !fresh {
                self.out.push('\n');
                fresh = true;
            }
            let element = self.annotations(element, indent);
            if element.is_empty() {
                continue;
            }
            let width = flat_width(element);
            if !fresh && width.is_none_or(|width| self.column() + 1 + width > WIDTH) {
                self.out.push('\n');
                fresh = true;
            }
            if fresh {
                self.pad(indent);
            } else {
                self.out.push(' ');
            }
            if self.fits(element, 0) {
                self.flat(element);
            } else {
                self.hugged(element, indent);
            }
            fresh = false;
        }
        self.line(indent - STEP);
    }

    fn flat(&mut self, tokens: &[Tok]) {
        let mut spacing = Spacing::default();
        let mut previous = None;
        for token in tokens {
            if spacing.before(previous, token) {
                self.out.push(' ');
            }
            self.token(token);
            previous = Some(token);
        }
    }

    fn token(&mut self, token: &Tok) {
        match token {
            Tok::Word(text) | Tok::Literal(text) | Tok::Doc(text) => self.out.push_str(text),
            Tok::Sign(text) => self.out.push_str(text),
            Tok::Group(group) => self.token_group(group),
            Tok::Attribute(group, inner) => {
                self.out.push_str(if *inner { "#!" } else { "#" });
                self.token_group(group);
            }
        }
    }

    fn token_group(&mut self, group: &Group) {
        let (open, close) = delimiters(group.delimiter);
        let padded = group.delimiter == Delimiter::Brace && !group.inner.is_empty();
        self.out.push_str(open);
        if padded {
            self.out.push(' ');
        }
        self.flat(&group.inner);
        if padded {
            self.out.push(' ');
        }
        self.out.push_str(close);
    }

    fn fits(&self, tokens: &[Tok], more: usize) -> bool {
        flat_width(tokens).is_some_and(|width| self.column() + width + more <= WIDTH)
    }

    fn column(&self) -> usize {
        let start = self.out.rfind('\n').map_or(0, |at| at + 1);
        self.out[start..].chars().count()
    }

    fn line(&mut self, indent: usize) {
        self.out.push('\n');
        self.pad(indent);
    }

    fn pad(&mut self, indent: usize) {
        self.out.extend(std::iter::repeat_n(' ', indent));
    }
}

fn delimiters(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}
