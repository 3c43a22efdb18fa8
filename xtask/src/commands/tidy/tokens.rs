//! Rust source as words and signs, each with its line.
//!
//! In: source. Out: its tokens without comments and literals, and the paths among them.
//! Must never know: which paths are allowed.
//!
//! `syn` tells no lines unless `proc-macro2` counts them, and that would slow down the generator in the same build.

/// A word or a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// As it stands in the source; `::` is one token, a literal is `"`.
    pub(super) text: &'a str,
    /// Counted from 1.
    pub(super) line: usize,
}

/// A path such as `crate::load::Node`, out of whatever braces it stood in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Path<'a> {
    /// Its parts.
    pub(super) parts: Vec<&'a str>,
    /// Where it begins.
    pub(super) line: usize,
    /// How many `mod name { … }` it stands in.
    pub(super) nesting: usize,
    /// Whether it is imported.
    pub(super) import: Import,
}

/// Whether a path stands behind `use`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Import {
    /// It is used where it stands.
    No,
    /// `use`
    Private,
    /// `pub use`, for whomever.
    Public,
}

/// Takes source apart.
pub(super) fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut rest, mut line) = (source, 1);
    while let Some(first) = rest.chars().next() {
        let (length, kept) = next_token(rest, first);
        let (text, tail) = rest.split_at(length);
        match kept {
            Kept::No => {}
            Kept::Text => tokens.push(Token { text, line }),
            Kept::Literal => tokens.push(Token { text: "\"", line }),
        }
        line += text.matches('\n').count();
        rest = tail;
    }
    tokens
}

/// What people read in source: string literals and documentation, each with the line of its beginning.
pub(super) fn texts(source: &str) -> Vec<Text<'_>> {
    let mut texts = Vec::new();
    let (mut rest, mut line) = (source, 1);
    while let Some(first) = rest.chars().next() {
        let (length, kept) = next_token(rest, first);
        let (text, tail) = rest.split_at(length);
        let is_documentation = text.starts_with("///") || text.starts_with("//!");
        let is_string = matches!(kept, Kept::Literal) && first != '\'';
        if is_documentation || is_string {
            texts.push(Text { written: text, line, is_documentation });
        }
        line += text.matches('\n').count();
        rest = tail;
    }
    texts
}

/// A string literal as it is written, or a line of documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Text<'a> {
    pub(super) written: &'a str,
    /// Counted from 1.
    pub(super) line: usize,
    /// Whether it is a comment that `rustdoc` shows.
    pub(super) is_documentation: bool,
}

enum Kept {
    No,
    Text,
    Literal,
}

/// The length of what comes next, and whether it counts.
fn next_token(rest: &str, first: char) -> (usize, Kept) {
    if first.is_whitespace() {
        return (first.len_utf8(), Kept::No);
    }
    if rest.starts_with("//") {
        return (rest.find('\n').unwrap_or(rest.len()), Kept::No);
    }
    if rest.starts_with("/*") {
        return (block_comment(rest), Kept::No);
    }
    if let Some(length) = string(rest) {
        return (length, Kept::Literal);
    }
    if first == '\'' {
        return quote(rest);
    }
    if is_word(first) {
        return (rest.find(|c| !is_word(c)).unwrap_or(rest.len()), Kept::Text);
    }
    (if rest.starts_with("::") { 2 } else { first.len_utf8() }, Kept::Text)
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        let tail = &rest.as_bytes()[at..];
        if tail.starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if tail.starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

/// The length of a string literal of any kind, if one comes next.
fn string(rest: &str) -> Option<usize> {
    let prefix = ["br", "cr", "r", "b", "c", ""].into_iter().find(|prefix| {
        rest.strip_prefix(prefix).is_some_and(|tail| {
            tail.starts_with('"')
                || prefix.ends_with('r')
                    && tail.trim_start_matches('#').starts_with('"')
                    && tail.starts_with('#')
        })
    })?;
    let body = &rest[prefix.len()..];
    if prefix.ends_with('r') {
        let hashes = body.len() - body.trim_start_matches('#').len();
        let close = format!("\"{}", "#".repeat(hashes));
        let start = prefix.len() + hashes + 1;
        return Some(rest[start..].find(&close).map_or(rest.len(), |at| start + at + close.len()));
    }
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(prefix.len() + 1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    Some(rest.len())
}

/// A character literal or a lifetime: `'a'` closes after one character, `'a` does not.
fn quote(rest: &str) -> (usize, Kept) {
    let mut characters = rest.char_indices().skip(1);
    match characters.next() {
        Some((_, '\\')) => {
            // The character behind the backslash cannot close the literal: `'\''`.
            let close = rest.char_indices().skip(3).find(|(_, c)| *c == '\'');
            (close.map_or(rest.len(), |(at, _)| at + 1), Kept::Literal)
        }
        Some(_) => match characters.next() {
            Some((at, '\'')) => (at + 1, Kept::Literal),
            _ => (1, Kept::No),
        },
        None => (1, Kept::No),
    }
}

/// The paths of at least two parts, groups taken apart: `a::{b, c::d}` is `a::b` and `a::c::d`.
pub(super) fn paths<'a>(tokens: &[Token<'a>]) -> Vec<Path<'a>> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut modules: Vec<usize> = Vec::new();
    let mut import = Import::No;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let text = token.text;
        if text == "{" {
            depth += 1;
        } else if text == "}" {
            depth = depth.saturating_sub(1);
            modules.retain(|opened| *opened < depth);
        } else if text == "mod" && tokens.get(at + 2).is_some_and(|next| next.text == "{") {
            modules.push(depth);
        } else if text == "use" {
            let is_public = at > 0 && matches!(tokens[at - 1].text, "pub" | ")");
            import = if is_public { Import::Public } else { Import::Private };
        } else if text == ";" {
            import = Import::No;
        } else if is_scope(tokens, at) {
            // `pub(in crate::room)` names who may see, and needs nothing of it.
            at = path(tokens, at, &mut Vec::new(), &mut Vec::new());
            continue;
        } else if starts_path(tokens, at) {
            let from = found.len();
            at = path(tokens, at, &mut Vec::new(), &mut found);
            for path in found.iter_mut().skip(from) {
                path.nesting = modules.len();
                path.import = import;
            }
            continue;
        }
        at += 1;
    }
    found.retain(|path| path.parts.len() > 1);
    found
}

fn is_scope(tokens: &[Token<'_>], at: usize) -> bool {
    at >= 3 && tokens[at - 3..at].iter().map(|token| token.text).eq(["pub", "(", "in"])
}

fn starts_path(tokens: &[Token<'_>], at: usize) -> bool {
    tokens[at].text.starts_with(is_word) && (at == 0 || !matches!(tokens[at - 1].text, "::" | "."))
}

/// Reads a path behind `prefix`; says where it ends.
fn path<'a>(
    tokens: &[Token<'a>],
    from: usize,
    prefix: &mut Vec<&'a str>,
    found: &mut Vec<Path<'a>>,
) -> usize {
    let kept = prefix.len();
    let line = tokens[from].line;
    let mut at = from;
    while let Some(token) = tokens.get(at) {
        if token.text == "{" && at > from {
            at = group(tokens, at + 1, prefix, found);
            prefix.truncate(kept);
            return at;
        }
        if !token.text.starts_with(is_word) {
            break;
        }
        prefix.push(token.text);
        at += 1;
        if tokens.get(at).is_none_or(|next| next.text != "::") {
            break;
        }
        at += 1;
    }
    found.push(Path { parts: prefix.clone(), line, nesting: 0, import: Import::No });
    prefix.truncate(kept);
    at.max(from + 1)
}

/// Reads the members of a group up to its closing brace.
fn group<'a>(
    tokens: &[Token<'a>],
    from: usize,
    prefix: &mut Vec<&'a str>,
    found: &mut Vec<Path<'a>>,
) -> usize {
    let mut at = from;
    while let Some(token) = tokens.get(at) {
        match token.text {
            "}" => return at + 1,
            // A new name is not a part of the path.
            "as" => at += 2,
            text if text.starts_with(is_word) => at = path(tokens, at, prefix, found),
            _ => at += 1,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(source: &str) -> Vec<String> {
        paths(&tokens(source)).iter().map(|path| format!("{}:{}", path.line, path.parts.join("::"))).collect()
    }

    #[test]
    fn groups_are_taken_apart() {
        assert_eq!(
            all("use crate::{load::{Node, Map as M}, diag};\nlet x = crate::ir::Api::default();"),
            ["1:crate::load::Node", "1:crate::load::Map", "1:crate::diag", "2:crate::ir::Api::default"]
        );
    }

    #[test]
    fn literals_and_comments_hold_no_paths() {
        let source = r##"// a::b
            /* c::d /* e::f */ */ let s = "g::h \" i::j"; let r = r#"k::"l"#; let c = '"'; fn f<'a>(x: &'a m::N) {}"##;
        assert_eq!(all(source), ["2:m::N"]);
    }

    #[test]
    fn texts_are_strings_and_documentation() {
        let found = texts("//! a\n// b\nlet c = 'd'; /// e\nlet f = \"g\\\nh\" + r#\"i\"#;");
        let found: Vec<_> = found.iter().map(|text| (text.line, text.written)).collect();
        assert_eq!(found, [(1, "//! a"), (3, "/// e"), (4, "\"g\\\nh\""), (5, "r#\"i\"#")]);
    }

    #[test]
    fn inline_modules_nest() {
        let found = tokens("use a::b; mod t { use super::c; fn f() { super::d() } } use e::f;");
        let nesting: Vec<usize> = paths(&found).iter().map(|path| path.nesting).collect();
        assert_eq!(nesting, [0, 1, 1, 0]);
    }
}
