//! `diff` as a person or CI runs it: in a repository of its own, with a client of its own.

use crate::checkout::{Checkout, Ended, git};

const SPEC: &str = "spec/whatsapp-outbound-call.yaml";

/// A copy of the project under version control.
fn repository() -> Checkout {
    let checkout = Checkout::new();
    let folder = checkout.path("");
    git(&folder, &["init", "--quiet"]);
    git(&folder, &["add", "spec", "generated-client", "Cargo.toml"]);
    git(&folder, &["commit", "--quiet", "--message", "Begin"]);
    checkout
}

#[track_caller]
fn says(ended: &Ended, code: i32, words: &[&str]) {
    assert_eq!(ended.code, code, "{}", ended.printed);
    for word in words {
        assert!(ended.printed.contains(word), "{word:?} is not said: {}", ended.printed);
    }
}

#[test]
fn the_walkthrough_of_the_documentation_holds() {
    let checkout = repository();
    says(&checkout.run(&["diff"]), 0, &["+ 0 added, ~ 0 changed, - 0 removed | rust: none | wire: safe"]);
    // One value less of a list that requests hold.
    checkout.edit(SPEC, "- value: gpt-4o-mini\n", "- value: gpt-6o-mini\n");
    let found = checkout.run(&["diff"]);
    says(
        &found,
        0,
        &["rust: major", "1 break", "next version 0.2.0", "enum-value-removed", "types::Llm::Gpt4oMini"],
    );
    says(&found, 0, &["spec/whatsapp-outbound-call.yaml:"]);
    says(&checkout.run(&["diff", "--fail-on", "major"]), 1, &[]);
    says(&checkout.run(&["diff", "--fail-on", "wire"]), 1, &[]);
    says(
        &checkout.run(&["check", "--release"]),
        1,
        &["the next version is 0.2.0", "no entry for version 0.2.0"],
    );

    says(&checkout.run(&["regenerate"]), 0, &[]);
    let written = checkout.run(&["diff", "--write"]);
    says(&written, 0, &["written: generated-client/CHANGELOG.md", "written: generated-client/Cargo.toml"]);
    let manifest = std::fs::read_to_string(checkout.path("generated-client/Cargo.toml")).expect("a manifest");
    assert!(manifest.contains("\nversion = \"0.2.0\""), "{manifest}");
    let changelog =
        std::fs::read_to_string(checkout.path("generated-client/CHANGELOG.md")).expect("a changelog");
    assert!(changelog.contains("## [0.2.0]") && changelog.contains("### Removed"), "{changelog}");
    says(&checkout.run(&["check", "--release"]), 0, &[]);
    says(&checkout.run(&["diff", "--write"]), 0, &["nothing was written", "version 0.2.0"]);

    // What is allowed is not counted, and what is allowed without need is told.
    let mut manifest = std::fs::read_to_string(checkout.path("Cargo.toml")).expect("a manifest");
    manifest.push_str(
        "\n[[workspace.metadata.callwright.accepted]]\nrule = \"enum-value-removed\"\nat = \"types::Llm\"\n\
         reason = \"nobody sent it\"\n\n[[workspace.metadata.callwright.accepted]]\nrule = \"operation-removed\"\n\
         reason = \"it was announced\"\n",
    );
    std::fs::write(checkout.path("Cargo.toml"), manifest).expect("a manifest");
    let found = checkout.run(&["diff", "--fail-on", "wire"]);
    says(
        &found,
        0,
        &["accepted  enum-value-removed", "nobody sent it", "`operation-removed` is accepted in Cargo.toml"],
    );
}

#[test]
fn a_state_that_cannot_be_read_is_never_no_change() {
    let checkout = repository();
    says(&checkout.run(&["diff", "--base", "no-such-revision"]), 2, &["neither a path nor a revision"]);
    says(&checkout.run(&["diff", "--base", "--output=x"]), 2, &[]);
    says(&checkout.run(&["diff", "--head", "no-such-file.yaml"]), 2, &["no-such-file.yaml"]);
    says(&checkout.run(&["diff", "--spec", "elsewhere"]), 2, &["elsewhere"]);
    std::fs::write(checkout.path("bad.yaml"), "openapi: 3.1.0\ninfo: [\n").expect("a file");
    says(&checkout.run(&["diff", "--head", "bad.yaml"]), 3, &["bad.yaml", "refused"]);
    says(&checkout.run(&["diff", "--base", "bad.yaml"]), 3, &["refused"]);
    std::fs::write(checkout.path("bad.txt"), "types::Pet | struct\n").expect("a file");
    says(&checkout.run(&["diff", "--base", "bad.txt"]), 3, &["line 1"]);
}

#[test]
fn a_list_of_items_is_a_state() {
    let checkout = repository();
    let list = "generated-client/src/api.txt";
    let found = checkout.run(&["diff", "--base", list, "--head", list]);
    says(&found, 0, &["+ 0 added, ~ 0 changed, - 0 removed | rust: none", "nothing of the wire"]);
    says(&checkout.run(&["diff", "--base", list]), 0, &["rust: none"]);
    says(&checkout.run(&["diff", "--base", list, "--fail-on", "wire"]), 2, &["says nothing of the wire"]);
}

#[test]
fn every_format_tells_of_the_change() {
    let checkout = repository();
    checkout.edit(SPEC, "- value: gpt-4o-mini\n", "- value: gpt-6o-mini\n");
    let json = checkout.run(&["diff", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.printed).expect("one JSON value");
    assert_eq!((json["version"].as_u64(), json["rust"].as_str()), (Some(1), Some("major")));
    assert_eq!((json["wire"].as_str(), json["next_version"].as_str()), (Some("breaks"), Some("0.2.0")));
    let rules: Vec<&str> = json["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .filter_map(|found| found["rule"].as_str())
        .collect();
    assert_eq!(rules, ["enum-value-removed", "enum-value-added"]);
    assert!(json["findings"][0]["base"]["line"].as_u64().is_some());
    says(
        &checkout.run(&["diff", "--format", "markdown"]),
        0,
        &["### Breaking: 1", "| `enum-value-removed` |"],
    );
    let github = checkout.run(&["diff", "--format", "github"]);
    says(&github, 0, &["::error file=spec/whatsapp-outbound-call.yaml,line=", "::notice title=diff::"]);
    let sarif = checkout.run(&["diff", "--format", "sarif"]);
    let sarif: serde_json::Value = serde_json::from_str(&sarif.printed).expect("one JSON value");
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "enum-value-removed");
}

#[test]
fn a_generated_crate_keeps_the_version_that_it_has() {
    let checkout = repository();
    let generate = ["regenerate", "--out", "crate", "--name", "kept"];
    says(&checkout.run(&generate), 0, &[]);
    checkout.edit("crate/Cargo.toml", "version = \"0.1.0\"", "version = \"0.7.3\"");
    says(&checkout.run(&["check", "--out", "crate"]), 0, &[]);
    says(&checkout.run(&generate), 0, &["unchanged"]);
    checkout.edit(SPEC, "- value: gpt-4o-mini\n", "- value: gpt-6o-mini\n");
    says(
        &checkout.run(&["diff", "--out", "crate", "--write"]),
        0,
        &["next version 0.8.0", "written: crate/Cargo.toml"],
    );
    says(&checkout.run(&generate), 0, &[]);
    says(&checkout.run(&["check", "--out", "crate"]), 0, &[]);
}

#[test]
fn rules_are_explained() {
    let checkout = Checkout::new();
    says(&checkout.run(&["explain", "operation-removed"]), 0, &["Wire: breaks", "For example"]);
    says(&checkout.run(&["explain", "--changes"]), 0, &["operation-removed", "union-case-added"]);
    says(&checkout.run(&["explain", "no-such-rule"]), 2, &["neither a diagnostic code nor a rule"]);
}
