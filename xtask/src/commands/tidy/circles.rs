//! Files that need each other, and floors within a room.
//!
//! In: the source of the generator and of the runtime, and what `ARCHITECTURE.md` says of both. Out: circles of files that
//! it does not name, and paths that lead up.
//! Must never know: what the files do.
//!
//! A file needs another one where a path leads into it, through whatever re-exports. A re-export alone is not a need: the
//! front of a room may show what stands in it. Methods are not followed, and neither is what a `quote!` only writes.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::rooms::is_test;
use super::tokens::{Import, Path, Token, paths};
use super::{Problem, SourceFile};

/// Crates whose files are checked, over their rooms.
const CRATES: [&str; 2] = ["codegen/src", "generated-client/runtime/src"];

/// Re-exports of re-exports are followed this far.
const MOST_HOPS: usize = 8;

/// The way to a module from the root of its crate.
type Module<'a> = Vec<&'a str>;

/// Checks both crates; what `architecture` names as a circle has to be one.
pub(super) fn check(files: &[SourceFile], architecture: &str, problems: &mut Vec<Problem>) {
    let mut allowed = named_circles(architecture);
    let floors = read_floors(architecture);
    for root in CRATES {
        let needs = Needs::of(files, root);
        for circle in needs.circles() {
            let names: BTreeSet<String> = circle.iter().map(|at| needs.files[*at].path.to_string()).collect();
            if !allowed.remove(&names) {
                let (file, line) = needs.first_step(&circle);
                let all: Vec<&str> = names.iter().map(String::as_str).collect();
                let message = format!(
                    "these files need each other: {}; put what they share into another one, or name the \
                     recursion in ARCHITECTURE.md",
                    all.join(", ")
                );
                problems.push(file.problem(line, message));
            }
        }
        for (room, floors) in &floors {
            needs.check_floors(room, floors, problems);
        }
    }
    for names in allowed {
        let names: Vec<String> = names.into_iter().collect();
        let message = format!("no circle of files any more: {}; remove the line", names.join(", "));
        problems.push(Problem { file: "ARCHITECTURE.md".to_owned(), line: 1, message });
    }
}

/// The rows `` | recursion: `a.rs`, `b.rs` | why | ``.
fn named_circles(architecture: &str) -> BTreeSet<BTreeSet<String>> {
    let rows = architecture.lines().filter_map(|line| line.trim().strip_prefix("| recursion:"));
    let names = rows.map(|row| row.split('|').next().unwrap_or_default());
    names.map(|cell| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()).collect()
}

/// The rows `` | floors of `room/` | top; middle, middle; bottom | ``: each file or folder of the room → how high it is.
fn read_floors(architecture: &str) -> Vec<(String, BTreeMap<String, usize>)> {
    let rows = architecture.lines().filter_map(|line| line.trim().strip_prefix("| floors of `"));
    rows.filter_map(|row| {
        let (room, rest) = row.split_once("/` |")?;
        let floors: Vec<&str> = rest.trim().trim_end_matches('|').split(';').collect();
        let height = floors.iter().rev().enumerate().flat_map(|(height, floor)| {
            floor.split(',').map(move |name| (name.trim().trim_matches('`').to_owned(), height))
        });
        Some((room.to_owned(), height.collect()))
    })
    .collect()
}

/// What each file of a crate needs.
struct Needs<'a> {
    files: Vec<&'a SourceFile>,
    modules: Vec<Module<'a>>,
    /// The files that each needs, with the first line that says so.
    steps: Vec<BTreeMap<usize, usize>>,
}

impl<'a> Needs<'a> {
    fn of(all: &'a [SourceFile], root: &str) -> Self {
        let mut files = Vec::new();
        let mut modules = Vec::new();
        for file in all {
            let Ok(inside) = file.path.strip_prefix(root) else { continue };
            if !is_test(inside) {
                let name = inside.as_str().trim_end_matches(".rs");
                let name = name.strip_suffix("/mod").unwrap_or(name);
                modules.push(if name == "lib" { Vec::new() } else { name.split('/').collect() });
                files.push(file);
            }
        }
        let said: Vec<Vec<Path<'a>>> = files
            .iter()
            .map(|file| {
                paths(&without_quotes(file.tokens())).into_iter().filter(|path| path.nesting == 0).collect()
            })
            .collect();
        let names = Names::of(&modules, &said);
        let needs = said.iter().enumerate().map(|(at, paths)| {
            let mut needs = BTreeMap::new();
            for path in paths.iter().filter(|path| path.import != Import::Public) {
                let target = names.absolute(&modules[at], &path.parts).and_then(|way| names.file(&way));
                if let Some(target) = target.filter(|target| *target != at) {
                    needs.entry(target).or_insert(path.line);
                }
            }
            needs
        });
        let needs = needs.collect();
        Self { files, modules, steps: needs }
    }

    /// The files that lead to each other, each circle once.
    fn circles(&self) -> Vec<Vec<usize>> {
        let reached: Vec<BTreeSet<usize>> = (0..self.files.len()).map(|at| self.reached(at)).collect();
        let mut seen = BTreeSet::new();
        let mut circles = Vec::new();
        for at in (0..self.files.len()).filter(|at| reached[*at].contains(at)) {
            if seen.insert(at) {
                let circle: Vec<usize> =
                    reached[at].iter().copied().filter(|other| reached[*other].contains(&at)).collect();
                seen.extend(&circle);
                circles.push(circle);
            }
        }
        circles
    }

    fn reached(&self, from: usize) -> BTreeSet<usize> {
        let mut reached = BTreeSet::new();
        let mut todo: VecDeque<usize> = self.steps[from].keys().copied().collect();
        while let Some(at) = todo.pop_front() {
            if reached.insert(at) {
                todo.extend(self.steps[at].keys());
            }
        }
        reached
    }

    /// A file of the circle, and the line that leads to another one.
    fn first_step(&self, circle: &[usize]) -> (&'a SourceFile, usize) {
        let at = circle[0];
        let line =
            self.steps[at].iter().find(|(target, _)| circle.contains(target)).map_or(1, |(_, line)| *line);
        (self.files[at], line)
    }

    /// Paths that lead up within a room, and files that stand on no floor. The front of the room stands above all.
    fn check_floors(&self, room: &str, floors: &BTreeMap<String, usize>, problems: &mut Vec<Problem>) {
        let part = |at: usize| match self.modules[at].as_slice() {
            [first, part, ..] if *first == room => Some(*part),
            _ => None,
        };
        for at in 0..self.files.len() {
            let Some(own) = part(at) else { continue };
            let Some(height) = floors.get(own) else {
                let message = format!("`{own}` stands on no floor of `{room}/` (table in ARCHITECTURE.md)");
                problems.push(self.files[at].problem(1, message));
                continue;
            };
            for (target, line) in &self.steps[at] {
                let above =
                    part(*target).filter(|other| floors.get(*other).is_some_and(|other| other > height));
                if let Some(other) = above {
                    let message =
                        format!("`{own}` may not use `{other}`, which stands above it in `{room}/`");
                    problems.push(self.files[at].problem(*line, message));
                }
            }
        }
    }
}

/// The tokens without those of a `quote!`, which are the source of another crate.
fn without_quotes(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let mut kept: Vec<Token<'_>> = Vec::with_capacity(tokens.len());
    let mut depth = 0_usize;
    for token in tokens {
        let opens = matches!(token.text, "(" | "{" | "[");
        let is_quote = opens && kept.iter().rev().take(2).map(|token| token.text).eq(["!", "quote"]);
        match token.text {
            "(" | "{" | "[" if depth > 0 || is_quote => depth += 1,
            ")" | "}" | "]" if depth > 0 => depth -= 1,
            _ if depth == 0 => kept.push(token),
            _ => {}
        }
    }
    kept
}

/// Which names lead where.
struct Names<'m, 'a> {
    files: BTreeMap<&'m [&'a str], usize>,
    /// What each module imports, by name: the way that is written there.
    imports: Vec<BTreeMap<&'a str, Module<'a>>>,
}

impl<'m, 'a> Names<'m, 'a> {
    fn of(modules: &'m [Module<'a>], said: &[Vec<Path<'a>>]) -> Self {
        let files = modules.iter().enumerate().map(|(at, module)| (module.as_slice(), at)).collect();
        let mut names = Self { files, imports: Vec::new() };
        let imports = modules.iter().zip(said).map(|(module, paths)| {
            let imports = paths.iter().filter(|path| path.import != Import::No);
            imports
                .filter_map(|path| {
                    let way = names.absolute(module, &path.parts)?;
                    Some((*way.last()?, way))
                })
                .collect()
        });
        names.imports = imports.collect();
        names
    }

    /// The way from the root of the crate; `None` for what is written in another crate, and for types.
    fn absolute(&self, module: &[&'a str], parts: &[&'a str]) -> Option<Module<'a>> {
        let parts = parts.strip_suffix(&["self"]).filter(|rest| !rest.is_empty()).unwrap_or(parts);
        let ups = parts.iter().take_while(|part| **part == "super").count();
        let (base, rest) = match parts {
            ["crate", rest @ ..] => (&module[..0], rest),
            ["self", rest @ ..] => (module, rest),
            _ if ups > 0 => (module.get(..module.len().checked_sub(ups)?)?, &parts[ups..]),
            [first, ..] => {
                let child: Module<'a> = module.iter().chain([first]).copied().collect();
                self.files.contains_key(child.as_slice()).then_some((module, parts))?
            }
            [] => return None,
        };
        Some(base.iter().chain(rest).copied().collect())
    }

    /// The file that a way leads into.
    fn file(&self, way: &[&'a str]) -> Option<usize> {
        let mut way = way.to_vec();
        let mut found = None;
        for _ in 0..MOST_HOPS {
            let length = (0..=way.len()).rev().find(|length| self.files.contains_key(&way[..*length]))?;
            let file = self.files[&way[..length]];
            found = Some(file);
            let Some(further) = way.get(length).and_then(|name| self.imports[file].get(name)) else { break };
            if *further == way {
                break;
            }
            way.clone_from(further);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)], architecture: &str) -> Vec<String> {
        found_in("codegen/src", files, architecture)
    }

    fn found_in(root: &str, files: &[(&str, &str)], architecture: &str) -> Vec<String> {
        let files: Vec<SourceFile> = files
            .iter()
            .map(|(path, text)| SourceFile {
                path: format!("{root}/{path}").into(),
                text: (*text).to_owned(),
            })
            .collect();
        let mut problems = Vec::new();
        check(&files, architecture, &mut problems);
        problems.into_iter().map(|found| format!("{}:{} {}", found.file, found.line, found.message)).collect()
    }

    #[test]
    fn files_that_need_each_other_are_named() {
        let files = [
            ("a/mod.rs", "mod b;\nmod c;\npub use b::B;\npub(in crate::a) struct Own;"),
            ("a/b.rs", "use super::c::C;\npub struct B;"),
            ("a/c.rs", "\nuse crate::a::B;\nmod tests { use super::super::Own; }"),
        ];
        let circle = found(&files, "");
        assert_eq!(circle.len(), 1, "{circle:?}");
        assert!(
            circle[0].starts_with(
                "codegen/src/a/b.rs:1 these files need each other: codegen/src/a/b.rs, codegen/src/a/c.rs;"
            ),
            "{circle:?}"
        );
        let row = "| recursion: `codegen/src/a/b.rs`, `codegen/src/a/c.rs` | a list holds lists |";
        assert!(found(&files, row).is_empty());
        assert_eq!(found(&files[..2], row).len(), 1, "what is no circle any more has no row");
    }

    #[test]
    fn circles_lead_through_rooms_of_the_runtime_too() {
        let files =
            [("a.rs", "use crate::b::c::C;"), ("b/mod.rs", "pub mod c;"), ("b/c.rs", "use crate::a::A;")];
        let circle = found_in("generated-client/runtime/src", &files, "");
        assert_eq!(circle.len(), 1, "{circle:?}");
        assert!(circle[0].contains("runtime/src/a.rs, generated-client/runtime/src/b/c.rs"), "{circle:?}");
    }

    #[test]
    fn a_front_that_only_shows_needs_nothing() {
        let files = [
            ("a/mod.rs", "mod b;\npub use b::{B, b as c};\nstruct Own;"),
            ("a/b.rs", "use super::Own;\npub struct B;"),
        ];
        assert!(found(&files, "").is_empty());
        let writes = ("a/mod.rs", "mod b;\nstruct Own;\nfn f() { quote!(fn g() { crate::a::b::g() }) }");
        assert!(found(&[writes, files[1]], "").is_empty());
        let uses = ("a/mod.rs", "mod b;\nstruct Own;\nfn f() { b::g() }");
        assert_eq!(found(&[uses, files[1]], "").len(), 1);
    }

    #[test]
    fn paths_lead_down() {
        let floors = "| floors of `a/` | `top`; `left`, `right`; `ground` |";
        let files = [
            ("a/mod.rs", "use self::top::T;"),
            ("a/top.rs", "use super::left::L;"),
            ("a/left.rs", "use super::{right::R, ground::G};"),
            ("a/right/mod.rs", ""),
            ("a/right/deep.rs", "use crate::a::ground::G;"),
            ("a/ground.rs", ""),
        ];
        assert!(found(&files, floors).is_empty());
        let up = ("a/ground.rs", "\nuse super::right::deep::D;");
        let other = ("a/new.rs", "");
        let problems = found(&[files[0], files[2], files[3], files[4], up, other], floors);
        assert!(
            problems.contains(
                &"codegen/src/a/ground.rs:2 `ground` may not use `right`, which stands above it in `a/`"
                    .to_owned()
            ),
            "{problems:?}"
        );
        assert!(
            problems.iter().any(|found| found.contains("`new` stands on no floor of `a/`")),
            "{problems:?}"
        );
    }
}
