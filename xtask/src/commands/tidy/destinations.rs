//! Every path of the table "where does X go" exists.
//!
//! In: `ARCHITECTURE.md` and the checkout. Out: paths that are not there. Must never know: what is at a path.

use camino::Utf8Path;

use super::Problem;

/// The heading above the table.
const HEADING: &str = "## Where does X go?";

/// Checks the paths of the table.
pub(super) fn check(root: &Utf8Path, architecture: &str, problems: &mut Vec<Problem>) {
    let destinations = destinations(architecture);
    if destinations.is_empty() {
        problems.push(problem(1, format!("there is no table of paths below `{HEADING}`")));
    }
    for (line, path) in destinations {
        if !root.join(path).exists() {
            problems.push(problem(line, format!("`{path}` does not exist; say where it is now")));
        }
    }
}

/// The paths between backticks in the rows of the table, with their lines.
fn destinations(architecture: &str) -> Vec<(usize, &str)> {
    let rows = architecture
        .lines()
        .enumerate()
        .skip_while(|(_, line)| *line != HEADING)
        .skip(1)
        .take_while(|(_, line)| !line.starts_with('#'))
        .filter(|(_, line)| line.starts_with('|'));
    // What is code is every second piece between backticks.
    rows.flat_map(|(at, line)| line.split('`').skip(1).step_by(2).map(move |path| (at + 1, path))).collect()
}

fn problem(line: usize, message: String) -> Problem {
    Problem { file: "ARCHITECTURE.md".to_owned(), line, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAP: &str = "# A\n`no/path`\n\n## Where does X go?\n\n| X | where |\n| --- | --- |\n| a | `src/`, `Cargo.toml` |\n\
                       | b | `src/gone.rs` |\n\n## B\n| c | `also/gone` |\n";

    fn found(architecture: &str) -> Vec<(usize, String)> {
        let mut problems = Vec::new();
        check(Utf8Path::new(env!("CARGO_MANIFEST_DIR")), architecture, &mut problems);
        problems.into_iter().map(|problem| (problem.line, problem.message)).collect()
    }

    #[test]
    fn a_path_that_is_gone_is_named_with_its_line() {
        assert_eq!(found(MAP), [(9, "`src/gone.rs` does not exist; say where it is now".to_owned())]);
    }

    #[test]
    fn the_table_must_be_there() {
        assert_eq!(found("# A\n").len(), 1);
    }
}
