//! A tree of tokens → lines.

use super::split::{
    Body, body_behind, body_of, links, split_at_commas, split_item, split_parts, split_statements, to_break,
};
use super::tree::{Brackets, Group, Kind, Tok, flat_width};

/// No line is longer if there is a way to break it.
const WIDTH: usize = 120;
const STEP: usize = 4;
/// An item with more lines of documentation than this has an empty line before it, wherever it stands.
const MANY_LINES: usize = 4;

/// The items of a file as text.
pub(super) fn lay_out(tokens: &[Tok]) -> String {
    let mut layout = Layout { out: String::with_capacity(tokens.len() * 32), column: 0 };
    layout.items(tokens, 0, true);
    layout.out
}

struct Layout {
    out: String,
    /// How far the last line reaches, in characters. 0 for a line that is not begun.
    column: usize,
}

impl Layout {
    /// Items one below the other; an empty line before documented ones of a file and before those with long documents.
    fn items(&mut self, tokens: &[Tok], indent: usize, spread: bool) {
        let mut rest = tokens;
        let mut first = true;
        while !rest.is_empty() {
            let annotations = rest.iter().take_while(|token| is_annotation(token)).count();
            if !first && (annotations > MANY_LINES || (spread && annotations > 0)) {
                self.end_line();
            }
            first = false;
            rest = self.annotations(rest, indent);
            let (item, after) = split_item(rest);
            if !item.is_empty() {
                self.pad(indent);
                self.item(item, indent);
                self.end_line();
            }
            rest = after;
        }
    }

    /// Comments and attributes, each on a line of its own; gives what follows them.
    fn annotations<'a>(&mut self, tokens: &'a [Tok], indent: usize) -> &'a [Tok] {
        let mut rest = tokens;
        while let Some((token, after)) = rest.split_first() {
            match &token.kind {
                Kind::Doc(text) => {
                    self.pad(indent);
                    self.out.push_str(text);
                }
                Kind::Attribute(group, inner) => {
                    self.pad(indent);
                    self.push(if *inner { "#![" } else { "#[" });
                    self.broken(&group.inner, indent, 1);
                    self.push("]");
                }
                _ => return rest,
            }
            self.end_line();
            rest = after;
        }
        rest
    }

    fn item(&mut self, item: &[Tok], indent: usize) {
        if self.fits(item, 0) {
            return self.flat(item);
        }
        let Some((last, head)) = item.split_last() else { return };
        match last.group(Brackets::Curly) {
            Some(group) => {
                if !self.head(head, indent) {
                    self.push(" ");
                }
                self.opened(group, indent, body_of(head));
            }
            None => self.expression(item, indent, 0),
        }
    }

    /// What stands before the braces of an item. Answers whether the brace has a line of its own already.
    fn head(&mut self, head: &[Tok], indent: usize) -> bool {
        if self.fits(head, 2) {
            self.flat(head);
            return false;
        }
        let clause = head.iter().position(|token| token.is_word("where")).unwrap_or(head.len());
        let (signature, clause) = head.split_at(clause);
        self.broken(signature, indent, 2);
        let Some((_, bounds)) = clause.split_first() else { return false };
        self.line(indent);
        self.push("where");
        for bound in split_at_commas(bounds) {
            self.line(indent + STEP);
            self.expression(bound, indent + STEP, 1);
            self.push(",");
        }
        self.line(indent);
        true
    }

    /// An expression or statement behind which `more` characters stand: on one line; or a chain with a line for each
    /// call; or, behind `=`, on the next line; or with a group of it broken.
    fn expression(&mut self, tokens: &[Tok], indent: usize, more: usize) {
        if self.fits(tokens, more) {
            return self.flat(tokens);
        }
        let equals = tokens.iter().position(|token| token.is("="));
        let links = links(tokens);
        let root = links.first().map_or(tokens, |&first| &tokens[..first]);
        if let Some(equals) = equals.filter(|&equals| equals < root.len() && !self.fits(root, more)) {
            let (name, value) = tokens.split_at(equals + 1);
            if self.fits(name, 0) && (!links.is_empty() || fits_at(value, indent + STEP, more)) {
                self.flat(name);
                self.line(indent + STEP);
                return self.expression(value, indent + STEP, more);
            }
        }
        if links.is_empty() {
            return self.broken(tokens, indent, more);
        }
        self.broken(root, indent, 0);
        for (nth, &start) in links.iter().enumerate() {
            let end = links.get(nth + 1).copied().unwrap_or(tokens.len());
            self.line(indent + STEP);
            self.broken(&tokens[start..end], indent + STEP, if end == tokens.len() { more } else { 0 });
        }
    }

    /// The tokens with a group broken where they do not fit, and more of them where that is not enough.
    fn broken(&mut self, tokens: &[Tok], indent: usize, more: usize) {
        if self.fits(tokens, more) {
            return self.flat(tokens);
        }
        let Some(at) = to_break(tokens) else { return self.flat(tokens) };
        let (before, rest) = tokens.split_at(at);
        let Some((token, after)) = rest.split_first() else { return };
        let Kind::Group(group) = &token.kind else { return };
        self.broken(before, indent, 1);
        self.gap(token);
        self.opened(group, indent, body_behind(before.last()));
        self.broken(after, indent, more);
    }

    /// A group over several lines; `body` says what braces hold.
    fn opened(&mut self, group: &Group, indent: usize, body: Body) {
        self.push(group.brackets.open());
        match (group.brackets, body) {
            _ if group.inner.is_empty() => {}
            (Brackets::Curly, Body::Items) => {
                self.end_line();
                self.items(&group.inner, indent + STEP, false);
                self.pad(indent);
            }
            (Brackets::Curly, Body::Statements) => {
                for statement in split_statements(&group.inner) {
                    self.line(indent + STEP);
                    self.expression(statement, indent + STEP, 0);
                }
                self.line(indent);
            }
            (Brackets::Curly, Body::Free) => self.free(&group.inner, indent),
            (Brackets::Curly, Body::Members) => self.listed(&group.inner, indent),
            (Brackets::Used | Brackets::Angle, _) => self.filled(&group.inner, indent),
            (Brackets::Square, _) if group.inner.iter().all(is_plain) => self.filled(&group.inner, indent),
            (Brackets::Round | Brackets::Square, _) => {
                if is_wrapper(&group.inner) {
                    self.broken(&group.inner, indent, 1);
                } else {
                    self.listed(&group.inner, indent);
                }
            }
        }
        self.push(group.brackets.close());
    }

    /// Elements between commas, each on a line of its own.
    fn listed(&mut self, tokens: &[Tok], indent: usize) {
        for element in split_at_commas(tokens) {
            self.end_line();
            let element = self.annotations(element, indent + STEP);
            if !element.is_empty() {
                self.pad(indent + STEP);
                self.expression(element, indent + STEP, 1);
                // `..base` is the one element that takes none.
                if !element.first().is_some_and(|first| first.is("..")) {
                    self.push(",");
                }
            }
        }
        self.line(indent);
    }

    /// Elements between commas, as many on a line as fit.
    fn filled(&mut self, tokens: &[Tok], indent: usize) {
        self.line(indent + STEP);
        for element in split_at_commas(tokens) {
            self.place(element, indent + STEP, 1);
            self.push(",");
        }
        self.line(indent);
    }

    /// What a macro takes. Braces around one thing, a name before them, need no indentation of their own. Nothing is
    /// added: what the macro makes of a comma, only the macro knows.
    fn free(&mut self, tokens: &[Tok], indent: usize) {
        if let [Tok { kind: Kind::Word(_), .. }, second, ..] = tokens
            && second.group(Brackets::Curly).is_some()
        {
            for part in split_parts(tokens) {
                self.push(" ");
                self.placed(part, indent, 2);
            }
            return self.push(" ");
        }
        let elements: Vec<&[Tok]> = split_at_commas(tokens).collect();
        let large = elements.len() > 1 && elements.iter().any(|element| !element.iter().all(is_plain));
        for (nth, element) in elements.iter().enumerate() {
            let annotated = element.first().is_some_and(is_annotation);
            if nth == 0 || large || annotated {
                self.end_line();
                self.annotations(element, indent + STEP);
                self.pad(indent + STEP);
            }
            let bare = &element[element.iter().take_while(|token| is_annotation(token)).count()..];
            let comma = usize::from(nth + 1 < elements.len());
            if bare.iter().all(is_plain) && elements.len() > 1 {
                self.place(bare, indent + STEP, comma);
            } else {
                self.parts(bare, indent + STEP, if elements.len() > 1 { STEP } else { 0 });
            }
            if comma > 0 {
                self.push(",");
            }
        }
        self.line(indent);
    }

    /// What stands side by side without commas; what does not fit the line goes on below, `hanging` from its start.
    fn parts(&mut self, tokens: &[Tok], indent: usize, hanging: usize) {
        if self.fits(tokens, 1) {
            return self.flat(tokens);
        }
        for (nth, part) in split_parts(tokens).enumerate() {
            if nth == 0 {
                self.placed(part, indent, 1);
            } else {
                self.place(part, indent + hanging, 1);
            }
        }
    }

    /// One thing of several on a line, or on the next line where it does not fit.
    fn place(&mut self, tokens: &[Tok], indent: usize, more: usize) {
        if self.column > indent && !self.fits(tokens, more + 1) {
            self.line(indent);
        } else if self.is_begun() {
            self.push(" ");
        }
        self.placed(tokens, indent, more);
    }

    /// One thing where the line stands, a group of it broken where it does not fit.
    fn placed(&mut self, tokens: &[Tok], indent: usize, more: usize) {
        if self.fits(tokens, more) {
            return self.flat(tokens);
        }
        let Some(at) = to_break(tokens) else { return self.flat(tokens) };
        self.flat(&tokens[..at]);
        if let Kind::Group(group) = &tokens[at].kind {
            self.gap(&tokens[at]);
            self.push(group.brackets.open());
            self.free(&group.inner, indent);
            self.push(group.brackets.close());
        }
        self.flat(&tokens[at + 1..]);
    }

    fn flat(&mut self, tokens: &[Tok]) {
        for token in tokens {
            self.gap(token);
            match &token.kind {
                Kind::Word(text) | Kind::Literal(text) | Kind::Doc(text) => self.push(text),
                Kind::Sign(text) => self.push(text),
                Kind::Group(group) => self.flat_group(group),
                Kind::Attribute(group, inner) => {
                    self.push(if *inner { "#!" } else { "#" });
                    self.flat_group(group);
                }
            }
        }
    }

    fn flat_group(&mut self, group: &Group) {
        let padded = group.brackets == Brackets::Curly && !group.inner.is_empty();
        self.push(group.brackets.open());
        if padded {
            self.push(" ");
        }
        self.flat(&group.inner);
        if padded {
            self.push(" ");
        }
        self.push(group.brackets.close());
    }

    /// The blank before a token, unless it begins a line or a group.
    fn gap(&mut self, token: &Tok) {
        if token.blank && self.is_begun() {
            self.push(" ");
        }
    }

    fn is_begun(&self) -> bool {
        self.column > 0 && !self.out.ends_with([' ', '(', '[', '{', '<'])
    }

    fn fits(&self, tokens: &[Tok], more: usize) -> bool {
        fits_at(tokens, self.column, more)
    }

    fn push(&mut self, text: &str) {
        self.out.push_str(text);
        self.column += if text.is_ascii() { text.len() } else { text.chars().count() };
    }

    fn line(&mut self, indent: usize) {
        self.end_line();
        self.pad(indent);
    }

    fn end_line(&mut self) {
        self.out.push('\n');
        self.column = 0;
    }

    fn pad(&mut self, indent: usize) {
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.column = indent;
    }
}

fn fits_at(tokens: &[Tok], column: usize, more: usize) -> bool {
    flat_width(tokens).is_some_and(|width| column + width + more <= WIDTH)
}

fn is_annotation(token: &Tok) -> bool {
    matches!(token.kind, Kind::Doc(_) | Kind::Attribute(..))
}

fn is_plain(token: &Tok) -> bool {
    matches!(token.kind, Kind::Word(_) | Kind::Literal(_) | Kind::Sign(_))
}

/// One element that ends with a group: the two close on one line.
fn is_wrapper(tokens: &[Tok]) -> bool {
    let one = !tokens.iter().any(|token| token.is(","));
    one && matches!(tokens.last(), Some(Tok { kind: Kind::Group(group), .. }) if !group.inner.is_empty())
}
