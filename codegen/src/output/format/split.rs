//! Where a row of tokens comes apart: items, members, statements.

use proc_macro2::Delimiter;

use super::tree::Tok;

/// What stands between the braces of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// Items, each on lines of its own.
    Items,
    /// Members, each on a line of its own.
    Members,
    /// Statements.
    Statements,
    /// As much on a line as fits.
    Filled,
}

/// What the braces behind this head hold.
pub(super) fn body_of(head: &[Tok]) -> Body {
    for token in head {
        match token {
            Tok::Word(word) => match word.as_str() {
                "fn" => return Body::Statements,
                "struct" | "enum" => return Body::Members,
                "impl" | "mod" | "trait" => return Body::Items,
                "use" => return Body::Filled,
                _ => {}
            },
            Tok::Sign("!") => return Body::Filled,
            _ => {}
        }
    }
    Body::Filled
}

/// An item ends with a semicolon, or with braces that no semicolon follows.
pub(super) fn split_item(tokens: &[Tok]) -> (&[Tok], &[Tok]) {
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1);
        let end = match token {
            Tok::Sign(";") => true,
            Tok::Group(group) if group.delimiter == Delimiter::Brace => !matches!(next, Some(Tok::Sign(";"))),
            _ => false,
        };
        if end {
            return tokens.split_at(at + 1);
        }
    }
    (tokens, &[])
}

/// What stands between commas, each with its comma.
pub(super) fn split_at_commas(tokens: &[Tok]) -> impl Iterator<Item = &[Tok]> {
    // Commas between angle brackets belong to a type.
    let mut depth = 0_usize;
    tokens.split_inclusive(move |token| {
        match token {
            Tok::Sign("<") => depth += 1,
            Tok::Sign(">") => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(token, Tok::Sign(","))
    })
}

/// The tokens up to the next comma.
pub(super) fn segment(tokens: &[Tok]) -> &[Tok] {
    let end = tokens.iter().position(|token| matches!(token, Tok::Sign(",")));
    &tokens[..end.unwrap_or(tokens.len())]
}

/// Statements, each with its semicolon.
pub(super) fn split_statements(tokens: &[Tok]) -> impl Iterator<Item = &[Tok]> {
    tokens.split_inclusive(|token| matches!(token, Tok::Sign(";")))
}
