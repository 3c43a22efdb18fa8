//! What every workflow of the hosted CI keeps to.
//!
//! In: `.github/workflows`. Out: actions that somebody could change under us, and checkouts that keep a token.
//! Must never know: what the workflows do.

use std::collections::BTreeSet;

use camino::Utf8Path;

use super::Problem;
use callwright::failure::Failure;

/// Checks the workflows, if there are some.
pub(super) fn check(root: &Utf8Path, problems: &mut Vec<Problem>) -> Result<(), Failure> {
    let folder = root.join(".github/workflows");
    let mut found = BTreeSet::new();
    if folder.is_dir() {
        callwright::sources::list(&folder, &mut found)?;
    }
    for path in found {
        let text = std::fs::read_to_string(&path).map_err(Failure::file("read", &path))?;
        let file = path.strip_prefix(root).unwrap_or(&path);
        check_workflow(file.as_str(), &text, problems);
    }
    Ok(())
}

fn check_workflow(file: &str, text: &str, problems: &mut Vec<Problem>) {
    let lines: Vec<&str> = text.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        let Some(action) = line.trim_start().trim_start_matches("- ").strip_prefix("uses:") else { continue };
        let action = action.split('#').next().unwrap_or_default().trim();
        let mut report =
            |message: String| problems.push(Problem { file: file.to_owned(), line: at + 1, message });
        let commit = action.rsplit_once('@').map_or("", |(_, commit)| commit);
        let is_commit = commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_commit && !action.starts_with("./") {
            report(format!(
                "`{action}` can change under us; name the commit of the release, and its version behind `#`"
            ));
        }
        let own = lines.iter().skip(at + 1).take_while(|line| !line.trim_start().starts_with("- "));
        let keeps_nothing = || own.clone().any(|line| line.trim() == "persist-credentials: false");
        if action.starts_with("actions/checkout@") && !keeps_nothing() {
            report(
                "the token stays in the checkout; write `persist-credentials: false` below `with:`"
                    .to_owned(),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<usize> {
        let mut problems = Vec::new();
        check_workflow("ci.yml", text, &mut problems);
        problems.into_iter().map(|problem| problem.line).collect()
    }

    #[test]
    fn actions_are_commits_and_checkouts_keep_no_token() {
        let commit = "0123456789abcdef0123456789abcdef01234567";
        let checkout = format!("      - uses: actions/checkout@{commit} # v4\n");
        let with = "        with:\n          persist-credentials: false\n";
        assert_eq!(
            found(&format!("{checkout}{with}      - uses: a/b@{commit}\n      - uses: ./own\n")),
            [0; 0]
        );
        assert_eq!(found(&format!("{checkout}      - uses: a/b@{commit}\n{with}")), [1]);
        assert_eq!(found("      - uses: a/b@v4\n  - name: x\n    uses: a/b@main # main\n"), [1, 3]);
    }
}
