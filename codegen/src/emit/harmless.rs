//! Foreign text → Markdown that can do no harm in a doc comment.
//!
//! In: what the description says, as text or Markdown. Out: lines of Markdown that read the same.
//! Nothing in it runs as a doctest, links to nowhere, opens a tag, or reads otherwise than it is written; nothing is
//! left out either: what cannot stand as it is stands escaped.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::diag::{has_hidden, is_hidden, is_plain};

/// Lines are broken before a word that would end beyond this column.
const WIDTH: usize = 108;

/// The lines of a foreign text.
pub(super) fn harmless_lines(text: &str) -> Vec<String> {
    let text = visible(text);
    let mut lines: Vec<String> = Vec::new();
    let mut source = text.lines().peekable();
    while let Some(line) = source.next() {
        if let Some(fence) = Fence::open(line) {
            let mut content: Vec<&str> = Vec::new();
            for inner in source.by_ref() {
                if fence.closed_by(inner) {
                    break;
                }
                content.push(inner);
            }
            push_block(&mut lines, &content);
            continue;
        }
        if line.trim().is_empty() {
            if lines.last().is_some_and(|last| !last.is_empty()) {
                lines.push(String::new());
            }
            continue;
        }
        push_wrapped(&mut lines, &harmless_line(line));
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// Foreign text as inline code, whatever is in it.
pub(super) fn code(text: &str) -> String {
    let mut text: String = visible(text).split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        "(empty)".clone_into(&mut text);
    }
    if text.contains('`') {
        let fence = "`".repeat(longest_run(&text, '`') + 1);
        return format!("{fence} {text} {fence}");
    }
    format!("`{text}`")
}

/// An absolute URL between angle brackets; `None` where the text is none.
pub(super) fn autolink(url: &str) -> Option<String> {
    let ok = (url.starts_with("https://") || url.starts_with("http://"))
        && url.chars().all(|c| !c.is_whitespace() && !matches!(c, '<' | '>' | '\\' | '`') && !is_hidden(c));
    ok.then(|| format!("<{url}>"))
}

struct Fence {
    mark: char,
    length: usize,
}

impl Fence {
    fn open(line: &str) -> Option<Self> {
        let line = line.trim_start();
        let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let length = line.chars().take_while(|&c| c == mark).count();
        let info = &line[length..];
        (length >= 3 && !(mark == '`' && info.contains('`'))).then_some(Self { mark, length })
    }

    fn closed_by(&self, line: &str) -> bool {
        let line = line.trim();
        line.chars().count() >= self.length && line.chars().all(|c| c == self.mark)
    }
}

fn push_block(lines: &mut Vec<String>, content: &[&str]) {
    let longest = content.iter().map(|line| longest_run(line, '`')).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    if lines.last().is_some_and(|last| !last.is_empty()) {
        lines.push(String::new());
    }
    lines.push(format!("{fence}text"));
    lines.extend(content.iter().map(|line| line.trim_end().to_owned()));
    lines.push(fence);
    lines.push(String::new());
}

fn longest_run(text: &str, mark: char) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for character in text.chars() {
        run = if character == mark { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// One line outside of code blocks. Runs of blanks become one, so that nothing is indented enough to be code.
fn harmless_line(line: &str) -> String {
    let indent = line.len() - line.trim_start().len();
    let line = if is_plain(line) && !line.contains("  ") {
        Cow::Borrowed(line.trim())
    } else {
        Cow::Owned(line.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let mut out = String::with_capacity(line.len() + 8);
    let item = line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ");
    if item && indent >= 2 {
        out.push_str("  ");
    }
    let mut rest = &*line;
    loop {
        let harmless = rest.bytes().position(may_be_markup).unwrap_or(rest.len());
        out.push_str(&rest[..harmless]);
        rest = &rest[harmless..];
        let Some(character) = rest.chars().next() else { break };
        let taken = match character {
            '`' => push_code_span(&mut out, rest),
            '[' => push_link(&mut out, rest),
            'h' => push_url(&mut out, rest),
            '\\' => push_backslash(&mut out, rest),
            '~' if rest.starts_with("~~~") => push_escaped(&mut out, character),
            '<' | '>' | ']' | '&' => push_escaped(&mut out, character),
            _ => 0,
        };
        if taken == 0 {
            out.push(character);
        }
        rest = &rest[if taken == 0 { character.len_utf8() } else { taken }..];
    }
    out
}

/// Whether something may begin here that is more than text: a sign, or a URL.
fn may_be_markup(byte: u8) -> bool {
    byte == b'h' || !(byte == b' ' || byte.is_ascii_alphanumeric())
}

fn push_escaped(out: &mut String, character: char) -> usize {
    out.push('\\');
    out.push(character);
    character.len_utf8()
}

/// A code span that ends on its line stays; a backtick that opens nothing is escaped.
fn push_code_span(out: &mut String, rest: &str) -> usize {
    let run = rest.chars().take_while(|&c| c == '`').count();
    let mut from = run;
    while let Some(found) = rest[from..].find('`') {
        let start = from + found;
        let closing = rest[start..].chars().take_while(|&c| c == '`').count();
        if closing == run {
            let end = start + closing;
            out.push_str(&rest[..end]);
            return end;
        }
        from = start + closing;
    }
    for _ in 0..run {
        out.push_str("\\`");
    }
    run
}

/// `[text](https://…)` stays a link; any other bracket is a bracket.
fn push_link(out: &mut String, rest: &str) -> usize {
    let link = || -> Option<(&str, &str, usize)> {
        let close = rest.find(']')?;
        let text = &rest[1..close];
        let target = rest[close + 1..].strip_prefix('(')?;
        let end = target.find(')')?;
        let plain = !text.is_empty() && !text.contains(['[', '`', '<', '\\', '!', '&']);
        plain.then_some((text, &target[..end], close + 2 + end + 1))
    };
    let Some((text, url, length)) = link() else { return push_escaped(out, '[') };
    match autolink(url) {
        Some(target) => {
            let _ = write!(out, "[{}]({target})", text.replace("~~~", "\\~\\~\\~"));
            length
        }
        None => push_escaped(out, '['),
    }
}

fn push_url(out: &mut String, rest: &str) -> usize {
    if !rest.starts_with("https://") && !rest.starts_with("http://") {
        return 0;
    }
    let end = rest
        .find(|c: char| {
            c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | ')' | ']' | '[' | '\\' | '|')
        })
        .unwrap_or(rest.len());
    let url = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']);
    match autolink(url) {
        Some(link) if !url.ends_with("://") => {
            out.push_str(&link);
            url.len()
        }
        // `http://` alone is text; its colon is enough to keep it from being taken for a link.
        _ => 0,
    }
}

/// A backslash that escapes something goes on doing so; any other is shown.
fn push_backslash(out: &mut String, rest: &str) -> usize {
    match rest[1..].chars().next() {
        Some(next) if next.is_ascii_punctuation() => {
            out.push('\\');
            out.push(next);
            2
        }
        _ => {
            out.push_str("\\\\");
            1
        }
    }
}

/// Breaks a long line before words that begin with a letter: nothing that follows can look like a list or a heading.
fn push_wrapped(lines: &mut Vec<String>, line: &str) {
    if line.len() <= WIDTH || line.starts_with('|') || line.starts_with('#') {
        lines.push(line.to_owned());
        return;
    }
    let mut current = String::new();
    let mut width = 0;
    let mut ticks = 0;
    for word in line.split(' ') {
        let length = word.chars().count();
        let safe = word.starts_with(char::is_alphabetic) && ticks % 2 == 0;
        if width > 0 && safe && width + 1 + length > WIDTH {
            lines.push(std::mem::take(&mut current));
            width = 0;
        } else if !(current.is_empty() && width == 0) {
            current.push(' ');
            width += 1;
        }
        current.push_str(word);
        ticks += word.bytes().filter(|byte| *byte == b'`').count();
        // An empty word is a blank at the start of the line.
        width += length.max(usize::from(word.is_empty()));
    }
    lines.push(current);
}

/// The text with each character that cannot be seen, or that moves others, written out.
fn visible(text: &str) -> Cow<'_, str> {
    if !text.split('\n').any(has_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\n' => out.push('\n'),
            '\t' => out.push_str("    "),
            other if is_hidden(other) => {
                let _ = write!(out, "U+{:04X}", u32::from(other));
            }
            other => out.push(other),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        assert_eq!(harmless_lines(text), expect, "{text:?}");
    }

    #[test]
    fn code_never_runs() {
        check("```rust\npanic!()\n```\nafter", &["```text", "panic!()", "```", "", "after"]);
        check("a\n\n    panic!()\n", &["a", "", "panic!()"]);
        check("-      panic!()", &["- panic!()"]);
        check("~~~\na\n```\nb", &["````text", "a", "```", "b", "````"]);
        check("- ~~~rust", &["- \\~~~rust"]);
        check("- ```rust", &["- \\`\\`\\`rust"]);
    }

    #[test]
    fn nothing_is_markup_by_accident() {
        check("see [Foo] and <b>x</b>", &["see \\[Foo\\] and \\<b\\>x\\</b\\>"]);
        check("\\<b>", &["\\<b\\>"]);
        check("a `b` and ` c", &["a `b` and \\` c"]);
        check("*/ \"# &lt;", &["*/ \"# \\&lt;"]);
    }

    #[test]
    fn links_go_where_they_say() {
        check("at https://example.com/a_b.", &["at <https://example.com/a_b>."]);
        check("[docs](https://example.com/x)", &["[docs](<https://example.com/x>)"]);
        check("[docs](/x) [a](javascript:x)", &["\\[docs\\](/x) \\[a\\](javascript:x)"]);
        check("<https://example.com>", &["\\<<https://example.com>\\>"]);
    }

    #[test]
    fn what_cannot_be_seen_is_written_out() {
        check("a\u{202e}b\u{200b}c\0", &["aU+202EbU+200BcU+0000"]);
        check("a\r\nb\rc", &["a", "b", "c"]);
    }
}
