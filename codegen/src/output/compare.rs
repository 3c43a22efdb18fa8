//! What differs between the files that there should be and those that there are.

use super::render::FileMap;

/// How two sets of files differ; nothing in it means that they are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drift {
    /// Files whose text is another.
    pub stale: Vec<Difference>,
    /// Files that should be there.
    pub missing: Vec<String>,
    /// Files that nothing produces.
    pub orphaned: Vec<String>,
}

impl Drift {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.stale.is_empty() && self.missing.is_empty() && self.orphaned.is_empty()
    }
}

/// The first place where a file is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The file.
    pub path: String,
    /// The first line that differs, counted from 1.
    pub line: usize,
    /// Lines that should stand there.
    pub expected: Vec<String>,
    /// Lines that stand there.
    pub actual: Vec<String>,
}

/// At most so many lines of a difference are shown.
const SHOWN: usize = 4;

/// Compares what there should be with what there is.
///
/// ```
/// use codegen::output::{FileMap, compare};
///
/// let files = |text: &str| FileMap::from([("src/lib.rs".to_owned(), text.to_owned())]);
/// let drift = compare(&files("//! New.\n"), &files("//! Old.\n"));
/// assert_eq!((drift.stale[0].path.as_str(), drift.stale[0].line), ("src/lib.rs", 1));
/// ```
#[must_use]
pub fn compare(expected: &FileMap, actual: &FileMap) -> Drift {
    let mut drift = Drift::default();
    for (path, text) in expected {
        match actual.get(path) {
            None => drift.missing.push(path.clone()),
            Some(other) if other != text => drift.stale.push(first_difference(path, text, other)),
            Some(_) => {}
        }
    }
    drift.orphaned = actual.keys().filter(|path| !expected.contains_key(*path)).cloned().collect();
    drift
}

fn first_difference(path: &str, expected: &str, actual: &str) -> Difference {
    let mut left: Vec<&str> = expected.split('\n').collect();
    let mut right: Vec<&str> = actual.split('\n').collect();
    let same = left.iter().zip(&right).take_while(|(left, right)| left == right).count();
    // What follows a difference is mostly the same again; it says nothing and is cut off.
    while left.len() > same && right.len() > same && left.last() == right.last() {
        left.pop();
        right.pop();
    }
    let shown = |lines: &[&str]| lines[same..].iter().take(SHOWN).map(|line| (*line).to_owned()).collect();
    Difference { path: path.to_owned(), line: same + 1, expected: shown(&left), actual: shown(&right) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(files: &[(&str, &str)]) -> FileMap {
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn each_kind_of_drift_is_named() {
        let expected = files(&[("a", "1\n2\n3\n"), ("b", "x"), ("d", "same")]);
        let actual = files(&[("a", "1\nzwei\n3\n"), ("c", "y"), ("d", "same")]);
        let drift = compare(&expected, &actual);
        assert_eq!(drift.missing, ["b"]);
        assert_eq!(drift.orphaned, ["c"]);
        assert_eq!(
            drift.stale,
            [Difference {
                path: "a".to_owned(),
                line: 2,
                expected: vec!["2".to_owned()],
                actual: vec!["zwei".to_owned()]
            }]
        );
        assert!(compare(&expected, &expected).is_clean());
    }
}
