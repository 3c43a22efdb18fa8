//! The same of descriptions that people publish.

mod kubernetes;

use std::path::PathBuf;

use crate::words::changed;
use crate::{generate, subset};

/// All of them take minutes, so that each commit has its turn of some.
const TURNS: usize = 4;
/// How many operations of a description are looked at, about.
const LOOKED_AT: usize = 3;

#[test]
fn each_part_of_a_published_client_is_a_part_of_the_whole() {
    let turn = std::env::var("PROPTEST_RNG_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0_usize);
    for path in descriptions().into_iter().skip(turn % TURNS).step_by(TURNS) {
        let text = std::fs::read(&path).expect("a description of the corpus");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let (_, report) = generate(&name, &text, None);
        let count = report["operations"].as_array().map_or(0, Vec::len);
        subset::check(&name, &text, count.div_ceil(LOOKED_AT).max(1));
    }
}

#[test]
fn a_word_of_a_large_description_changes_three_files_at_most() {
    let path = folder().join("openai.yaml");
    let text = std::fs::read_to_string(path).expect("a description of the corpus");
    let (before, _) = generate("openai.yaml", text.as_bytes(), None);
    for word in
        ["The ID of the model to use", "The name of the project", "Upload a file", "The refusal message"]
    {
        let at = text.find(word).unwrap_or_else(|| panic!("`{word}` stands in the description"));
        let mut edited = text.clone();
        edited.replace_range(at..at + 3, "Any");
        let (after, _) = generate("openai.yaml", edited.as_bytes(), None);
        let files = changed(&before, &after);
        assert!((1..=3).contains(&files.len()), "{word}: {files:?}");
    }
}

fn folder() -> PathBuf {
    integration_tests::project_root().join("../shared/corpus/apis")
}

fn descriptions() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).expect("the corpus");
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    found.sort();
    found
}
