//! Fenced blocks of Markdown.

/// A fenced block; `open` and `close` are the numbers of its fence lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fence {
    pub(super) language: String,
    pub(super) indent: usize,
    pub(super) open: usize,
    pub(super) close: usize,
}

/// The mark, its length, the indentation and the language, if the line opens a fenced block.
pub(super) fn opens(line: &str) -> Option<(char, usize, usize, &str)> {
    const MOST_INDENT: usize = 12;
    let body = line.trim_start_matches(' ');
    let indent = line.len() - body.len();
    let mark = body.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let length = body.chars().take_while(|character| *character == mark).count();
    let info = body[length..].trim();
    if length < 3 || indent > MOST_INDENT || (mark == '`' && info.contains('`')) {
        return None;
    }
    let language = info.split([' ', '\t', '{', ',']).next().unwrap_or_default();
    Some((mark, length, indent, language))
}

/// The fenced blocks of a text in its order; one that is never closed ends with the text.
pub(super) fn fences(lines: &[&str]) -> Vec<Fence> {
    let mut found = Vec::new();
    let mut number = 0;
    while let Some(line) = lines.get(number) {
        let Some((mark, length, indent, language)) = opens(line.trim_end()) else {
            number += 1;
            continue;
        };
        let open = number;
        number += 1;
        while lines.get(number).is_some_and(|line| !closes(line, mark, length, indent)) {
            number += 1;
        }
        found.push(Fence { language: language.to_owned(), indent, open, close: number.min(lines.len()) });
        number += 1;
    }
    found
}

/// A closing fence is at least as long as the opening one, and not part of an indented text inside the block. Where pages
/// without a line end were joined, the next page's heading stands right behind it.
fn closes(line: &str, mark: char, length: usize, indent: usize) -> bool {
    let body = line.trim_start_matches(' ');
    let own_indent = line.len() - body.len();
    let behind = body.trim_start_matches(mark);
    let marks = body.len() - behind.len();
    own_indent < indent + 2 && marks >= length && (behind.trim().is_empty() || behind.starts_with("# "))
}
