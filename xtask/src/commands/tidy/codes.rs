//! Every diagnostic code is documented and shown at work.
//!
//! In: the codes of `codegen` and the folder of negative fixtures. Out: codes that lack something.
//! Must never know: what triggers a code.

use std::collections::BTreeSet;
use std::fs;

use camino::Utf8Path;
use codegen::diag::{Code, Severity, all_codes, code_table, find_code};

use super::Problem;
use callwright::commands::explain;
use callwright::failure::Failure;

/// Where the negative fixtures are: `E101.yaml`, `E101-in-a-list.json`, or a folder `W205` of several files.
const FIXTURES: &str = "tests/fixtures/negative";

/// The page of all codes.
const PAGE: &str = "docs/diagnostics.md";

/// The page of all rules of changes.
const CHANGES: &str = "docs/changes.md";

/// The page of all fields and keywords.
const KEYWORDS: &str = "docs/keywords.md";

/// Checks all codes.
pub(super) fn check(root: &Utf8Path, problems: &mut Vec<Problem>) -> Result<(), Failure> {
    let fixtures = fixture_names(&root.join(FIXTURES))?;
    check_numbers(problems);
    let explain = "cargo xtask explain";
    check_page(root, (PAGE, &explain::page(), &format!("{explain} --markdown")), problems)?;
    let rules = explain::changes_page();
    check_page(root, (CHANGES, &rules, &format!("{explain} --changes --markdown")), problems)?;
    let keywords = explain::keywords_page();
    check_page(root, (KEYWORDS, &keywords, &format!("{explain} --keywords")), problems)?;
    for code in all_codes() {
        check_code(code, problems);
        let shown = fixtures.iter().any(|name| belongs(name, code.id));
        // A fault of the generator, which no description is known to trigger.
        let ours = *code == code_table::output::E701;
        if !shown && !ours {
            problems.push(problem(code, &format!("has no fixture {FIXTURES}/{}*", code.id)));
        }
    }
    for name in &fixtures {
        let id: String = name.chars().take_while(char::is_ascii_alphanumeric).collect();
        if find_code(&id).is_none() {
            let message = format!("`{id}` is not a diagnostic code");
            problems.push(Problem { file: format!("{FIXTURES}/{name}"), line: 1, message });
        }
    }
    Ok(())
}

/// A page that is the output of a command can be compared with it.
fn check_page(
    root: &Utf8Path,
    (page, wanted, command): (&str, &str, &str),
    problems: &mut Vec<Problem>,
) -> Result<(), Failure> {
    let place = root.join(page);
    let found = match fs::read_to_string(&place) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Failure::file("read", &place)(error)),
    };
    if found != wanted {
        let line = found.lines().zip(wanted.lines()).take_while(|(a, b)| a == b).count() + 1;
        let message = format!("is not what the program says; run `{command} > {page}`");
        problems.push(Problem { file: page.to_owned(), line, message });
    }
    Ok(())
}

fn belongs(file: &str, id: &str) -> bool {
    file.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-', '_']))
}

fn fixture_names(folder: &Utf8Path) -> Result<BTreeSet<String>, Failure> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(error) => return Err(Failure::file("list", folder)(error)),
    };
    let mut names = BTreeSet::new();
    for entry in entries {
        let entry = entry.map_err(Failure::file("list", folder))?;
        names.insert(entry.file_name().to_string_lossy().into_owned());
    }
    Ok(names)
}

/// The letter and the hundreds of a code's number say how much it weighs and where it comes from.
fn check_numbers(problems: &mut Vec<Problem>) {
    let rooms = [
        ('1', code_table::load::ALL),
        ('2', code_table::normalize::ALL),
        ('2', code_table::select::ALL),
        ('3', code_table::document::ALL),
        ('4', code_table::schema::ALL),
        ('5', code_table::lower::ALL),
        ('6', code_table::names::ALL),
        ('7', code_table::output::ALL),
    ];
    let mut seen = BTreeSet::new();
    for (hundreds, codes) in rooms {
        for code in codes {
            let letter = match code.severity {
                Severity::Error => 'E',
                Severity::Warning => 'W',
                Severity::Note => 'N',
            };
            if !code.id.starts_with(letter) || code.id.chars().nth(1) != Some(hundreds) || code.id.len() != 4
            {
                problems.push(problem(
                    code,
                    &format!("should begin with `{letter}{hundreds}` and have three digits"),
                ));
            }
            if !seen.insert(&code.id[1..]) {
                problems.push(problem(code, "has a number that another code has"));
            }
        }
    }
}

fn check_code(code: &Code, problems: &mut Vec<Problem>) {
    if code.title.is_empty() || code.title.ends_with('.') {
        problems.push(problem(code, "needs a title of a few words without a full stop"));
    }
    if code.remedy.is_empty() || code.remedy.ends_with('.') || code.remedy.contains('\n') {
        problems.push(problem(code, "needs a remedy: what to do, in one line without a full stop"));
    }
    if code.explanation.split_whitespace().count() < 8 {
        problems.push(problem(code, "needs an explanation: why it matters, an example, the remedy"));
    }
}

fn problem(code: &Code, message: &str) -> Problem {
    Problem { file: "codegen/src/diag/codes".to_owned(), line: 1, message: format!("{} {message}", code.id) }
}
