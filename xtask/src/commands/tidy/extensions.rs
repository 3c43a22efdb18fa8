//! The page of extensions lists every extension that the generator reads, and no other.
//!
//! In: the source files and the page. Out: extensions that only one of both has.
//! Must never know: what an extension means.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use camino::Utf8Path;

use super::{Problem, SourceFile};
use callwright::failure::Failure;

const PAGE: &str = "docs/extensions.md";

/// The rooms that read descriptions.
const READS: &str = "codegen/src/";

/// Where subtypes of media types stand, which look alike.
const MEDIA_TYPES: &str = "codegen/src/normalize/media_type.rs";

/// What the generator writes for itself on the way, and what only begins like extensions that it reads.
const OWN: [&str; 2] = ["x-collection-format", "x-enum"];

/// Compares both.
pub(super) fn check(
    root: &Utf8Path,
    files: &[SourceFile],
    problems: &mut Vec<Problem>,
) -> Result<(), Failure> {
    let place = root.join(PAGE);
    let page = fs::read_to_string(&place).map_err(Failure::file("read", &place))?;
    let listed = listed(&page);
    let read = read(files);
    for (name, (file, line)) in &read {
        if !listed.contains(name) {
            let message = format!("reads `{name}`, which {PAGE} does not list");
            problems.push(Problem { file: file.clone(), line: *line, message });
        }
    }
    for name in listed.iter().filter(|name| !read.contains_key(*name)) {
        let line = page.lines().position(|line| line.contains(name.as_str())).unwrap_or_default() + 1;
        let message = format!("lists `{name}`, which nothing reads");
        problems.push(Problem { file: PAGE.to_owned(), line, message });
    }
    Ok(())
}

/// The extensions in the first cells of the page's tables.
fn listed(page: &str) -> BTreeSet<String> {
    let cells = page.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    let names = cells.flat_map(|cell| cell.split('`')).filter(|text| text.starts_with("x-"));
    names.map(str::to_owned).collect()
}

/// The extensions that are written in the code, with the first place of each.
fn read(files: &[SourceFile]) -> BTreeMap<String, (String, usize)> {
    let mut found = BTreeMap::new();
    for file in files.iter().filter(|file| file.path.as_str().starts_with(READS)) {
        let path = file.path.as_str();
        if path.contains("tests") || path == MEDIA_TYPES {
            continue;
        }
        let lines = file.text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
        for (index, line) in lines.enumerate() {
            for name in line.split('"').skip(1).step_by(2).filter(|text| is_extension(text)) {
                found.entry(name.to_owned()).or_insert_with(|| (path.to_owned(), index + 1));
            }
        }
    }
    found
}

/// Whether a text is the whole name of an extension, and no beginning of names.
fn is_extension(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("x-") else { return false };
    let is_name = rest.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    !rest.is_empty() && !rest.ends_with('-') && is_name && !OWN.contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> SourceFile {
        SourceFile { path: path.into(), text: text.to_owned() }
    }

    #[test]
    fn code_and_page_are_compared_by_whole_names() {
        let files = [
            file("codegen/src/lower/mod.rs", "a.get(\"x-one\") // \"x-\"\nb.starts_with(\"x-two-\")\n"),
            file("codegen/src/lower/tests.rs", "\"x-three\""),
            file("codegen/src/schema/read.rs", "x\n#[cfg(test)]\n\"x-four\""),
            file("xtask/src/main.rs", "\"x-five\""),
        ];
        let read: Vec<String> = read(&files).into_keys().collect();
        assert_eq!(read, ["x-one"]);
        let page = "`x-six` is text\n| `x-one`, `x-seven` | at `x-eight` | means |\n";
        assert_eq!(listed(page).into_iter().collect::<Vec<_>>(), ["x-one", "x-seven"]);
    }

    #[test]
    fn what_only_one_of_both_has_is_a_problem() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = Utf8Path::from_path(folder.path()).expect("a UTF-8 path");
        fs::create_dir(root.join("docs")).expect("a folder");
        fs::write(root.join(PAGE), "| `x-old` | a | b |\n").expect("a page");
        let mut problems = Vec::new();
        check(root, &[file("codegen/src/a.rs", "\"x-new\"")], &mut problems).expect("a page");
        let messages: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(
            messages,
            ["reads `x-new`, which docs/extensions.md does not list", "lists `x-old`, which nothing reads"]
        );
    }
}
