//! Who may import whom in `codegen`.
//!
//! In: the map of rooms in `ARCHITECTURE.md`, and the source of the rooms. Out: imports that the map does not allow.
//! Must never know: what the rooms do.

use std::collections::BTreeMap;

use camino::Utf8Path;

use super::tokens::{Path, Token, paths};
use super::{Problem, SourceFile};

/// What each room may use; a room that may use everything stands for `*`.
pub(super) type Rooms = BTreeMap<String, Vec<String>>;

/// Parts of the standard library that reach outside; the generator gets bytes and gives bytes.
const OUTSIDE: [&str; 4] = ["fs", "net", "env", "process"];

/// Readers of clocks; what they say differs between two runs.
const CLOCKS: [&str; 2] = ["SystemTime", "Instant"];

/// Crates that only one room may know, and the room.
const RESERVED: [(&str, &str); 1] = [("openapiv3", "document")];

/// Reads the table of rooms: the first cell names the room, the last one what it may use.
pub(super) fn read_rooms(architecture: &str) -> Rooms {
    let mut rooms = Rooms::new();
    for line in architecture.lines() {
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        let [first, .., last] = cells.as_slice() else { continue };
        let Some(name) = first.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')) else { continue };
        let Some(room) = name.strip_suffix('/').or_else(|| name.strip_suffix(".rs")) else { continue };
        if cells.len() < 3 || room.contains('/') {
            continue;
        }
        let uses = last.split(',').map(|word| word.trim().trim_matches('`').trim_end_matches('/').to_owned());
        rooms.insert(room.to_owned(), uses.filter(|word| !matches!(word.as_str(), "" | "–" | "-")).collect());
    }
    rooms
}

/// Imports in `codegen/src` against the map.
pub(super) fn check(files: &[SourceFile], rooms: &Rooms, problems: &mut Vec<Problem>) {
    for file in files {
        let Ok(inside) = file.path.strip_prefix("codegen/src") else { continue };
        let Some(room) = inside.components().next().map(|part| part.as_str()) else { continue };
        let room = room.strip_suffix(".rs").unwrap_or(room);
        if room != "lib" && !rooms.contains_key(room) {
            problems.push(file.problem(1, format!("the room `{room}` is not in the map of ARCHITECTURE.md")));
        }
        if is_test(inside) {
            continue;
        }
        let tokens = file.tokens();
        for path in paths(&tokens) {
            check_path(file, inside, room, rooms, &path, problems);
        }
        check_reserved(file, room, &tokens, problems);
    }
}

/// A test of a room may walk through others to make what the room is given.
pub(super) fn is_test(inside: &Utf8Path) -> bool {
    let is_tests = |name: &str| name == "tests" || name == "testing" || name.ends_with("_tests");
    inside.components().any(|part| is_tests(part.as_str())) || inside.file_stem().is_some_and(is_tests)
}

fn check_path(
    file: &SourceFile,
    inside: &Utf8Path,
    room: &str,
    rooms: &Rooms,
    path: &Path<'_>,
    problems: &mut Vec<Problem>,
) {
    if let ["std", part, ..] = path.parts.as_slice()
        && OUTSIDE.contains(part)
    {
        problems.push(
            file.problem(path.line, format!("`std::{part}`: the generator must not access anything outside")),
        );
    }
    if path.parts.iter().any(|part| CLOCKS.contains(part)) {
        problems.push(file.problem(path.line, "the generator must not read a clock"));
    }
    let Some(other) = room_of(inside, path) else { return };
    let Some(allowed) = rooms.get(room) else { return };
    let fits = other == room || allowed.iter().any(|name| name == other || name == "all");
    if rooms.contains_key(other) && !fits {
        problems.push(
            file.problem(path.line, format!("`{room}` may not use `{other}` (map in ARCHITECTURE.md)")),
        );
    }
}

/// The room that a path leads to, if it leaves the file's own module through `crate` or enough `super`.
fn room_of<'a>(inside: &Utf8Path, path: &Path<'a>) -> Option<&'a str> {
    if path.parts.first() == Some(&"crate") {
        return path.parts.get(1).copied();
    }
    let ups = path.parts.iter().take_while(|part| **part == "super").count();
    let stem = inside.file_stem()?;
    let folders = inside.components().count() - 1;
    let depth = folders + usize::from(!matches!(stem, "mod" | "lib")) + path.nesting;
    if ups > 0 && ups == depth { path.parts.get(ups).copied() } else { None }
}

fn check_reserved(file: &SourceFile, room: &str, tokens: &[Token<'_>], problems: &mut Vec<Problem>) {
    for (name, owner) in RESERVED {
        let found = tokens.iter().find(|token| token.text == name);
        if let Some(token) = found.filter(|_| room != owner) {
            problems.push(file.problem(token.line, format!("only `{owner}` may use the crate `{name}`")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAP: &str = "| room | job | may use |\n| --- | --- | --- |\n| `diag/` | x | – |\n| `load/` | y | diag |\n| `emit/` | z | diag |\n";

    fn found(path: &str, source: &str) -> Vec<String> {
        let mut problems = Vec::new();
        let file = SourceFile { path: path.into(), text: source.to_owned() };
        check(&[file], &read_rooms(MAP), &mut problems);
        problems.into_iter().map(|problem| format!("{}: {}", problem.line, problem.message)).collect()
    }

    #[test]
    fn allowed_imports_pass() {
        assert!(
            found(
                "codegen/src/load/mod.rs",
                "use crate::diag::Code; use crate::load::Node; use super::diag;"
            )
            .is_empty()
        );
        assert!(
            found("codegen/src/load/a/b.rs", "use super::super::Node; mod t { use super::super::super::x; }")
                .is_empty()
        );
    }

    #[test]
    fn others_are_named_with_their_line() {
        assert_eq!(
            found(
                "codegen/src/load/yaml.rs",
                "use crate::diag;\nuse crate::{diag, emit::Item};\nfn f() { super::super::emit::g() }"
            ),
            [
                "2: `load` may not use `emit` (map in ARCHITECTURE.md)",
                "3: `load` may not use `emit` (map in ARCHITECTURE.md)"
            ]
        );
    }

    #[test]
    fn nothing_outside_is_touched() {
        assert_eq!(found("codegen/src/diag/mod.rs", "use std::{fmt, fs};").len(), 1);
        assert_eq!(found("codegen/src/diag/mod.rs", "let t = std::time::Instant::now();").len(), 1);
        assert_eq!(found("codegen/src/load/mod.rs", "use openapiv3::OpenAPI;").len(), 1);
    }
}
