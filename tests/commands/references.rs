//! Clients of descriptions whose references depend on where they stand: `$dynamicRef`, `$id`. What they make of JSON.

use std::path::Path;
use std::process::Command;

use crate::checkout::{Checkout, project_root};

#[test]
fn what_references_mean_depends_on_where_they_stand() {
    let fixture = project_root().join("tests/fixtures/wire/references");
    decodes(&fixture.join("pages.yaml"), &fixture.join("identifiers.yaml"));
}

/// The published examples of what went wrong once.
#[cfg(feature = "corpus")]
#[test]
fn references_of_the_faults_decode_right() {
    let faults = project_root().join("../shared/faults");
    decodes(&faults.join("19-dynamicref-two-bindings.yaml"), &faults.join("64-id-scopes.yaml"));
}

/// Generates both clients, builds the program of the fixture against them, and runs it.
fn decodes(pages: &Path, identifiers: &Path) {
    let checkout = Checkout::new();
    let runtime = project_root().join("generated-client/runtime");
    for (name, description) in [("pages", pages), ("identifiers", identifiers)] {
        let ended = checkout.run(&[
            "regenerate",
            "--quiet",
            "--spec",
            description.to_str().expect("a UTF-8 path"),
            "--out",
            name,
            "--name",
            &format!("{name}-client"),
            "--runtime",
            runtime.to_str().expect("a UTF-8 path"),
        ]);
        assert_eq!(ended.code, 0, "{}", ended.printed);
    }
    let program = checkout.path("program");
    let manifest = "[package]\nname = \"references-program\"\nedition = \"2024\"\n\n[dependencies]\n\
                    pages-client = { path = \"../pages\" }\nidentifiers-client = { path = \"../identifiers\" }\n\n\
                    [profile.dev]\ndebug = false\n\n[workspace]\n";
    std::fs::create_dir_all(program.join("src")).expect("a new folder");
    let source = project_root().join("tests/fixtures/wire/references/main.rs");
    std::fs::copy(source, program.join("src/main.rs")).expect("the program");
    std::fs::write(program.join("Cargo.toml"), manifest).expect("a new file");
    // The versions that the project was tested with.
    std::fs::copy(project_root().join("Cargo.lock"), program.join("Cargo.lock")).expect("the lock file");
    let test = std::env::current_exe().expect("the path of this test");
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet"])
        .current_dir(&program)
        // Where this test itself was built, so that the dependencies are built once.
        .env("CARGO_TARGET_DIR", test.ancestors().nth(3).expect("target/debug/deps/test"))
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
