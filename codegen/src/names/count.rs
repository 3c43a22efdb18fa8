//! How many names are such as nobody would choose.
//!
//! In: the IR and its names. Out: figures.
//! Must never know: how a name came about.

use std::collections::BTreeSet;

use crate::ir::{Api, Operation};

use super::table::Names;

/// A type whose name has more characters is long.
const LONGEST_TYPE: usize = 60;
/// A method whose name has more characters is long.
const LONGEST_METHOD: usize = 40;
/// A digest in a name has at least so many digits.
const SHORTEST_DIGEST: usize = 8;

const HTTP_METHODS: [&str; 9] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// Names that nobody would choose, and how many names there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameCounts {
    /// Types.
    pub types: usize,
    /// Types with more than 60 characters.
    pub long_types: usize,
    /// Types that end in a digest.
    pub hashed_types: usize,
    /// Methods.
    pub methods: usize,
    /// Methods with more than 40 characters.
    pub long_methods: usize,
    /// Methods of several words whose last one is the HTTP method that they stand for.
    pub http_methods: usize,
    /// Those of them that nothing but this word tells from another method beside them.
    pub told_apart: usize,
}

/// Counts the names of a client.
#[must_use]
pub fn count_names(api: &Api, names: &Names) -> NameCounts {
    let types = names.types.iter().map(|names| names.ident.as_str());
    let mut counts = NameCounts { methods: names.operations.len(), ..NameCounts::default() };
    for name in types {
        counts.types += 1;
        counts.long_types += usize::from(name.chars().count() > LONGEST_TYPE);
        counts.hashed_types += usize::from(ends_in_digest(name));
    }
    let beside: BTreeSet<(usize, &str)> = api
        .operations
        .iter()
        .zip(&names.operations)
        .map(|(operation, names)| (operation.resource.0, names.method.as_str()))
        .collect();
    for (operation, names) in api.operations.iter().zip(&names.operations) {
        let name = names.method.as_str();
        counts.long_methods += usize::from(name.chars().count() > LONGEST_METHOD);
        let Some(before) = before_http_method(name, operation) else { continue };
        counts.http_methods += 1;
        let is_taken = |name: &str| beside.contains(&(operation.resource.0, name));
        let others = HTTP_METHODS.iter().filter(|other| !other.eq_ignore_ascii_case(&operation.method));
        let told_apart =
            is_taken(before) || others.into_iter().any(|other| is_taken(&format!("{before}_{other}")));
        counts.told_apart += usize::from(told_apart);
    }
    counts
}

/// The name without the operation's own HTTP method at its end, where something is left.
fn before_http_method<'n>(name: &'n str, operation: &Operation) -> Option<&'n str> {
    let (before, last) = name.trim_end_matches('_').rsplit_once('_')?;
    (last.eq_ignore_ascii_case(&operation.method) && !before.is_empty()).then_some(before)
}

/// Whether a name ends in an `X` and a digest, as names do that nothing else tells apart.
fn ends_in_digest(name: &str) -> bool {
    let rest = name.trim_end_matches(|c: char| c.is_ascii_digit() || ('a'..='f').contains(&c));
    name.len() - rest.len() >= SHORTEST_DIGEST && rest.ends_with('X')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_told_from_words() {
        for name in ["SchemaX8b7b001d", "Application32X766a1b2c766a1b2c"] {
            assert!(ends_in_digest(name), "{name}");
        }
        for name in ["Agent", "Version20240101", "X12", "IndexAbcdefab", "Box1234567"] {
            assert!(!ends_in_digest(name), "{name}");
        }
    }
}
