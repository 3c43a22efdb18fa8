//! What may not compile, and what the compiler says about it.

use std::path::Path;

/// What a reader of an error takes in at once.
const MOST_LINES: usize = 40;

#[test]
fn a_call_or_value_without_a_required_field_does_not_compile() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("compile_fail/cases/*.rs");
}

#[test]
fn the_error_is_short_however_much_is_missing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("compile_fail/cases");
    let mut read = 0;
    for entry in std::fs::read_dir(folder).expect("the cases") {
        let path = entry.expect("a case").path();
        if path.extension().is_some_and(|ending| ending == "stderr") {
            let text = std::fs::read_to_string(&path).expect("a snapshot");
            assert!(text.lines().count() <= MOST_LINES, "{} is longer", path.display());
            read += 1;
        }
    }
    assert!(read >= 3, "{read} snapshots");
}
