//! What is home-made here, held against the official suites of its kind: `JSONPath`, JSON Schema, `OpenAPI`, JSON and YAML.
//!
//! The suites stand beside the corpus and are no part of the project, so that the tests are built with the feature `corpus`
//! alone. What is not met is listed in `exceptions/`, each with its reason; such a list may only become shorter, as a case
//! that is met by now has to leave it.

#![cfg(feature = "corpus")]
#![allow(missing_docs, reason = "tests, not a library")]

mod json;
mod json_path;
mod json_schema;
mod openapi;
mod yaml;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// A suite's file or folder.
fn suite(name: &str) -> PathBuf {
    integration_tests::project_root().join("../shared/suites").join(name)
}

/// The outcome of a suite: how many cases are met, and which are not, each with what happened.
struct Outcome {
    suite: &'static str,
    met: usize,
    missed: BTreeMap<String, String>,
}

impl Outcome {
    fn new(suite: &'static str) -> Self {
        Self { suite, met: 0, missed: BTreeMap::new() }
    }

    /// Counts a case; `Err` says what happened instead.
    fn case(&mut self, name: impl Into<String>, result: Result<(), String>) {
        match result {
            Ok(()) => self.met += 1,
            Err(why) => {
                let name = name.into();
                assert!(!self.missed.contains_key(&name), "two cases are called {name}");
                self.missed.insert(name, why);
            }
        }
    }

    /// Prints the counts, and compares what is missed with the exceptions: lines of a name, ` # ` and a reason.
    #[track_caller]
    fn check(self, exceptions: &str) {
        let Self { suite, met, missed } = self;
        println!("{suite}: {met} of {} cases met, {} exceptions", met + missed.len(), missed.len());
        assert!(met > 0, "no case of {suite} was tried");
        let mut listed = BTreeSet::new();
        for line in exceptions.lines().filter(|line| !line.is_empty() && !line.starts_with("##")) {
            let (name, reason) = line.split_once(" # ").unwrap_or_else(|| panic!("no reason: {line}"));
            assert!(!reason.trim().is_empty(), "no reason: {line}");
            assert!(listed.insert(name), "listed twice: {name}");
        }
        let new: Vec<String> = missed
            .iter()
            .filter(|(name, _)| !listed.contains(name.as_str()))
            .map(|(name, why)| format!("{name} # {why}"))
            .collect();
        let gone: Vec<&str> = listed.into_iter().filter(|name| !missed.contains_key(*name)).collect();
        assert!(new.is_empty(), "{} cases of {suite} are not met:\n{}", new.len(), new.join("\n"));
        assert!(gone.is_empty(), "exceptions of {suite} that are met, and have to leave the list: {gone:#?}");
    }
}
