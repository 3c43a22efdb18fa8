//! Where a row of tokens comes apart: items, elements, statements, links of a chain.

use super::tree::{Brackets, Kind, Tok};

/// What stands between braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// Items, each on lines of its own.
    Items,
    /// Members with commas, each on a line of its own.
    Members,
    /// Statements, each on a line of its own.
    Statements,
    /// What a macro takes, by rules of its own: as much on a line as fits.
    Free,
}

/// What the braces behind this head hold.
pub(super) fn body_of(head: &[Tok]) -> Body {
    for token in head {
        match &token.kind {
            Kind::Word(word) => match word.as_str() {
                "fn" => return Body::Statements,
                "struct" | "enum" => return Body::Members,
                "impl" | "mod" | "trait" => return Body::Items,
                _ => {}
            },
            Kind::Sign("!") => return Body::Free,
            _ => {}
        }
    }
    Body::Free
}

/// What braces inside an expression hold, by the token before them: a name is that of a struct.
pub(super) fn body_behind(previous: Option<&Tok>) -> Body {
    match previous.map(|previous| &previous.kind) {
        Some(Kind::Sign("!")) => Body::Free,
        Some(Kind::Word(_) | Kind::Group(_)) => Body::Members,
        _ => Body::Statements,
    }
}

/// An item ends with a semicolon, or with braces that no semicolon follows.
pub(super) fn split_item(tokens: &[Tok]) -> (&[Tok], &[Tok]) {
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1);
        let end = match &token.kind {
            Kind::Sign(";") => true,
            Kind::Group(group) if group.brackets == Brackets::Curly => !next.is_some_and(|next| next.is(";")),
            _ => false,
        };
        if end {
            return tokens.split_at(at + 1);
        }
    }
    (tokens, &[])
}

/// What stands between commas, without them.
pub(super) fn split_at_commas(tokens: &[Tok]) -> impl Iterator<Item = &[Tok]> {
    tokens.split(|token| token.is(",")).filter(|element| !element.is_empty())
}

/// Statements, each with its semicolon.
pub(super) fn split_statements(tokens: &[Tok]) -> impl Iterator<Item = &[Tok]> {
    tokens.split_inclusive(|token| token.is(";"))
}

/// What a macro takes without commas: a word or literal begins the next part behind a group or literal.
pub(super) fn split_parts(tokens: &[Tok]) -> impl Iterator<Item = &[Tok]> {
    tokens.chunk_by(|before, after| {
        let ends = matches!(before.kind, Kind::Group(_) | Kind::Literal(_));
        let begins = matches!(after.kind, Kind::Word(_) | Kind::Literal(_));
        !(ends && begins)
    })
}

/// Where the links of a chain of calls begin: dots before a name and arguments.
pub(super) fn links(tokens: &[Tok]) -> Vec<usize> {
    (1..tokens.len())
        .filter(|&at| {
            tokens[at].is(".") && matches!(tokens.get(at + 1).map(|next| &next.kind), Some(Kind::Word(_)))
        })
        .filter(|&at| {
            let behind =
                tokens[at + 2..].iter().find(|next| !next.is("::") && next.group(Brackets::Angle).is_none());
            behind.is_some_and(|behind| behind.group(Brackets::Round).is_some())
        })
        .collect()
}

/// The group to break where something has to be: the arguments of a function that is declared, else the widest.
pub(super) fn to_break(tokens: &[Tok]) -> Option<usize> {
    let declared = tokens.iter().position(|token| token.is_word("fn"));
    let arguments = declared.and_then(|start| {
        let at = tokens[start..].iter().position(|token| token.group(Brackets::Round).is_some())?;
        Some(start + at)
    });
    let breakable = |token: &Tok| matches!(&token.kind, Kind::Group(group) if !group.inner.is_empty());
    arguments.filter(|&at| breakable(&tokens[at])).or_else(|| {
        let groups = (0..tokens.len()).filter(|&at| breakable(&tokens[at]));
        groups.max_by_key(|&at| tokens[at].width.unwrap_or(usize::MAX))
    })
}
