//! What every hand-written source file keeps to.
//!
//! In: source files. Out: files that are too long, and words that must not be left standing.
//! Must never know: which crate a file belongs to.

use super::tokens::Token;
use super::{Problem, SourceFile};

/// A file may not be longer than this.
const HARD: usize = 500;

/// A file longer than this is about to outgrow its room.
const SOFT: usize = 400;

/// Macros that are left over from work in progress.
const LEFTOVERS: [&str; 3] = ["todo", "unimplemented", "dbg"];

/// Module names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 5] = ["utils", "util", "helpers", "common", "manager"];

/// Checks every file; the second list is for people to know, not to fail on.
pub(super) fn check(files: &[SourceFile], problems: &mut Vec<Problem>, long: &mut Vec<String>) {
    for file in files {
        let lines = file.text.lines().count();
        if lines > HARD {
            problems.push(
                file.problem(HARD + 1, format!("{lines} lines; at most {HARD}: split it by construct")),
            );
        } else if lines > SOFT {
            long.push(format!("{} has {lines} lines", file.path));
        }
        if file.path.file_stem().is_some_and(|stem| EMPTY_NAMES.contains(&stem)) {
            problems.push(file.problem(1, "the name says nothing about the contents"));
        }
        let tokens = file.tokens();
        for (at, token) in tokens.iter().enumerate() {
            check_token(file, token, &tokens[at + 1..], problems);
        }
    }
}

fn check_token(file: &SourceFile, token: &Token<'_>, rest: &[Token<'_>], problems: &mut Vec<Problem>) {
    let next = |at: usize| rest.get(at).map_or("", |token| token.text);
    if LEFTOVERS.contains(&token.text) && next(0) == "!" {
        problems.push(file.problem(token.line, format!("`{}!` is left over", token.text)));
    }
    if token.text != "#" {
        return;
    }
    let inner = usize::from(next(0) == "!");
    if next(inner) != "[" {
        return;
    }
    let name = next(inner + 1);
    if name == "ignore" {
        problems.push(file.problem(token.line, "a test is ignored; fix it or remove it"));
    }
    let attribute = attribute(&rest[inner + 1..]);
    let allows =
        attribute.windows(2).any(|pair| matches!(pair[0].text, "allow" | "expect") && pair[1].text == "(");
    let argues = attribute.windows(2).any(|pair| pair[0].text == "reason" && pair[1].text == "=");
    if allows && !argues {
        problems.push(file.problem(token.line, format!("`{name}` without `reason = \"…\"`")));
    }
}

/// The tokens of an attribute up to its closing bracket.
fn attribute<'a, 'b>(rest: &'b [Token<'a>]) -> &'b [Token<'a>] {
    let mut depth = 1_usize;
    for (at, token) in rest.iter().enumerate() {
        match token.text {
            "[" => depth += 1,
            "]" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &rest[..at];
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> usize {
        let mut problems = Vec::new();
        check(&[SourceFile { path: "a.rs".into(), text: source.to_owned() }], &mut problems, &mut Vec::new());
        problems.len()
    }

    #[test]
    fn leftovers_are_found_outside_of_text() {
        assert_eq!(found("fn f() { todo!() }"), 1);
        assert_eq!(found("#[ignore = \"slow\"]\nfn f() {}"), 1);
        assert_eq!(found("// todo!()\nconst A: &str = \"dbg!\";"), 0);
    }

    #[test]
    fn exceptions_need_a_reason() {
        assert_eq!(found("#[allow(clippy::x)] fn f() {}"), 1);
        assert_eq!(found("#![cfg_attr(test, allow(clippy::x))]"), 1);
        assert_eq!(found("#[expect(clippy::x, reason = \"y\")] fn f() {}"), 0);
        assert_eq!(found("let x = option.expect(\"y\");"), 0);
    }

    #[test]
    fn long_files_are_found() {
        assert_eq!(found(&"\n".repeat(501)), 1);
        assert_eq!(found(&"\n".repeat(500)), 0);
    }
}
