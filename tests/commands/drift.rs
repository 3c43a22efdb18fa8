//! `check` sees every way in which spec and client can drift apart, and `regenerate` mends it.

use crate::checkout::{Checkout, run_in_project};

const SPEC: &str = "spec/whatsapp-outbound-call.yaml";

#[test]
fn a_clean_checkout_is_clean_and_stays_untouched() {
    let checkout = Checkout::new();
    let before = checkout.tree("");
    let checked = checkout.run(&["check"]);
    assert_eq!(checked.code, 0, "{}", checked.printed);
    assert!(before == checkout.tree(""), "check never writes");
    let regenerated = checkout.run(&["regenerate"]);
    assert_eq!(regenerated.code, 0, "{}", regenerated.printed);
    assert!(regenerated.printed.contains("unchanged"), "{}", regenerated.printed);
    assert!(before == checkout.tree(""), "nothing to write");
}

#[test]
fn an_edited_enum_member_is_drift_that_names_the_file() {
    let checkout = Checkout::new();
    checkout.edit(SPEC, "- value: gpt-4o-mini\n", "- value: gpt-6o-mini\n");
    let checked = checkout.run(&["check"]);
    assert_eq!(checked.code, 1, "{}", checked.printed);
    assert!(checked.printed.contains("generated-client/src/types/"), "{}", checked.printed);
    assert!(checked.printed.contains("gpt-6o-mini"), "a diff shows the change: {}", checked.printed);

    assert_eq!(checkout.run(&["regenerate"]).code, 0);
    assert_eq!(checkout.run(&["check"]).code, 0, "regenerate mends drift");
}

#[test]
fn a_word_changes_the_files_that_hold_it_and_the_cause_is_named() {
    let checkout = Checkout::new();
    let before = checkout.tree("generated-client");
    checkout.edit(SPEC, "- value: gpt-4o-mini\n", "- value: gpt-6o-mini\n");
    let checked = checkout.run(&["check"]);
    assert!(checked.printed.contains("the description has changed"), "{}", checked.printed);
    assert_eq!(checkout.run(&["regenerate"]).code, 0);
    let after = checkout.tree("generated-client");
    let changed = after.iter().filter(|file| !before.contains(file)).map(|(path, _)| path);
    let changed: Vec<_> = changed.collect();
    // The types, their examples, the list of public items, and the front, which holds the digest.
    assert!(changed.len() <= 4, "{changed:?}");

    checkout.edit("generated-client/src/client.rs", "pub ", "pub  ");
    let edited = checkout.run(&["check", "--format", "json"]);
    assert!(edited.printed.contains("\"cause\": \"files\""), "{}", edited.printed);
    checkout.edit(
        "generated-client/src/lib.rs",
        "// version of the generator: ",
        "// version of the generator: 0.0.",
    );
    let older = checkout.run(&["check"]);
    assert!(older.printed.contains("the generator has another version"), "{}", older.printed);
}

#[test]
fn an_edited_a_deleted_and_an_extra_file_are_drift() {
    let checkout = Checkout::new();
    checkout.edit("generated-client/src/lib.rs", "pub mod", "/* by hand */ pub mod");
    std::fs::remove_file(checkout.path("generated-client/src/client.rs")).expect("the file is there");
    std::fs::write(checkout.path("generated-client/src/extra.rs"), "//! By hand.\n").expect("a new file");
    let before = checkout.tree("");
    let checked = checkout.run(&["check"]);
    assert_eq!(checked.code, 1, "{}", checked.printed);
    for file in
        ["generated-client/src/lib.rs", "generated-client/src/client.rs", "generated-client/src/extra.rs"]
    {
        assert!(checked.printed.contains(file), "{file} is named: {}", checked.printed);
    }
    assert!(before == checkout.tree(""), "check never writes");

    let annotated = checkout.run(&["check", "--format", "github"]);
    assert_eq!(annotated.code, 1);
    assert!(annotated.printed.contains("::error file=generated-client/src/lib.rs"), "{}", annotated.printed);

    let refused = checkout.run(&["regenerate"]);
    assert_eq!(refused.code, 2, "{}", refused.printed);
    assert!(refused.printed.contains("src/extra.rs"), "what would be lost is named: {}", refused.printed);
    assert!(before == checkout.tree(""), "a refusal writes nothing");
    assert_eq!(checkout.run(&["regenerate", "--force"]).code, 0);
    assert!(!checkout.path("generated-client/src/extra.rs").exists(), "what is not produced is removed");
    assert_eq!(checkout.run(&["check"]).code, 0);
}

#[test]
fn a_damaged_spec_is_refused_and_never_clean() {
    for damage in ["paths: [", "\u{0}", "openapi: 2.0\n"] {
        let checkout = Checkout::new();
        std::fs::write(checkout.path(SPEC), damage).expect("a writable file");
        let before = checkout.tree("");
        for command in ["check", "regenerate"] {
            let ended = checkout.run(&[command]);
            assert_eq!(ended.code, 3, "{command} on {damage:?}: {}", ended.printed);
            assert!(ended.printed.contains("whatsapp-outbound-call.yaml"), "{}", ended.printed);
        }
        assert!(before == checkout.tree(""), "a refused description writes nothing");
    }
}

#[test]
fn an_overlay_action_that_matches_nothing_is_told_with_its_line() {
    let checkout = Checkout::new();
    let overlay = checkout.path("spec/overlay.yaml");
    let mut text = std::fs::read_to_string(&overlay).expect("the overlay");
    text.push_str("\n  - target: $.paths['/nowhere']\n    update: { summary: x }\n");
    std::fs::write(&overlay, text).expect("a writable file");
    // It is a part of what the client was made from.
    assert_eq!(checkout.run(&["regenerate"]).code, 0);
    let ended = checkout.run(&["check"]);
    assert_eq!(ended.code, 0, "{}", ended.printed);
    assert!(ended.printed.contains("warning[W205]"), "{}", ended.printed);
    assert!(ended.printed.contains("overlay.yaml:"), "with its line: {}", ended.printed);
    assert_eq!(checkout.run(&["check", "--deny", "W205"]).code, 1);
}

#[test]
fn the_clients_of_the_tests_are_what_their_descriptions_make_them() {
    let zoo = "tests/fixtures/renames/zoo.yaml";
    for (specs, out, name) in [
        (&["tests/fixtures/synthetic"][..], "tests/synthetic", "synthetic-client"),
        (&[zoo], "tests/renames/before", "renames-before"),
        (&[zoo, "tests/fixtures/renames/renames.yaml"], "tests/renames/after", "renames-after"),
    ] {
        let mut arguments = vec!["check", "--spec"];
        arguments.extend(specs);
        arguments.extend(["--out", out, "--name", name]);
        let ended = run_in_project(&arguments);
        assert_eq!(ended.code, 0, "{}", ended.printed);
    }
}
