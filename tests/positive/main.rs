//! Every row of what schemas become: a description in `fixtures/positive`, the Rust that comes of it, and examples that
//! its crate reads and writes again.
//!
//! Here the Rust is compared with its snapshot, and it is seen to that every example of a fixture takes part. That the
//! crates compile and their examples survive is for `cargo xtask corpus tests/fixtures/positive --compile --tests`.

use std::path::{Path, PathBuf};

use codegen::load::Source;
use codegen::{Input, Options};

/// An example that was not valid, or that the client's types do not keep.
const LOST_EXAMPLES: [&str; 2] = ["N559", "N560"];

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/positive");
    let mut found: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    found.sort();
    found
}

#[test]
fn each_row_becomes_the_rust_that_was_agreed_on() {
    for fixture in fixtures() {
        let stem = fixture.file_stem().and_then(|stem| stem.to_str()).expect("a UTF-8 name").to_owned();
        let text = std::fs::read(&fixture).expect("a readable file");
        // Swagger 2.0 has one example for each media type, without a name.
        let written = |pattern| String::from_utf8_lossy(&text).matches(pattern).count();
        let examples = written("  example_") + written("examples: { application/json:");
        let sources = [Source::new(format!("{stem}.yaml"), text)];
        let options = Options { tests: true, ..Options::default() };
        let outcome = codegen::generate(&Input { sources: &sources, reader: &|_| None, options: &options });

        let lost: Vec<&str> = outcome
            .findings
            .iter()
            .filter(|finding| LOST_EXAMPLES.contains(&finding.code.id))
            .map(|finding| finding.pointer.as_str())
            .collect();
        assert!(lost.is_empty(), "{stem}: {lost:?}");
        let files = outcome.client.expect("a client").files;
        let tests = files.get("src/examples.rs");
        let tested = tests.map_or(0, |text| text.matches("runtime::Example::new::<").count());
        assert_eq!((stem.as_str(), tested), (stem.as_str(), examples));

        let types: String = files
            .iter()
            .filter(|(path, _)| path.starts_with("src/types/") && !path.ends_with("mod.rs"))
            .map(|(_, text)| {
                text.lines().filter(|line| !line.starts_with("// ")).collect::<Vec<_>>().join("\n")
            })
            .collect();
        insta::assert_snapshot!(stem, types);
    }
}
