//! What is said once about the packages of all clients.

use crate::workspace::Team;

const SETTINGS: &str = "
[workspace.package]
version = \"1.2.3\"
license = \"Apache-2.0\"

[workspace.metadata.callwright]
runtime = \"=0.1.0\"

[workspace.metadata.callwright.package]
version = { workspace = true }
license.workspace = true
repository = \"https://museum.example/clients\"
authors = [\"The museum\"]
rust-version = \"1.90\"
publish = [\"museum\"]
docs-rs = { all-features = true }

[[workspace.metadata.callwright.clients]]
spec = \"spec/museum.yaml\"
out = \"clients/one\"

[[workspace.metadata.callwright.clients]]
spec = \"spec/museum.yaml\"
out = \"clients/two\"
package = { description = \"Another one.\", license = \"MIT\" }
";

fn team() -> Team {
    let team = Team::new();
    let manifest = team.read("Cargo.toml");
    team.write("Cargo.toml", &format!("{manifest}{SETTINGS}"));
    team
}

#[test]
fn settings_of_packages_are_given_once() {
    let team = team();
    team.expect(&["regenerate"], 0, &[]);
    for client in ["one", "two"] {
        let manifest = team.read(&format!("clients/{client}/Cargo.toml"));
        for said in [
            "version.workspace = true\n",
            "repository = \"https://museum.example/clients\"\n",
            "authors = [\"The museum\"]\n",
            "rust-version = \"1.90\"\n",
            "publish = [\"museum\"]\n",
            "[package.metadata.docs.rs]\nall-features = true\n",
        ] {
            assert!(manifest.contains(said), "{client}: {said}: {manifest}");
        }
    }
    assert!(team.read("clients/one/Cargo.toml").contains("license.workspace = true\n"));
    let two = team.read("clients/two/Cargo.toml");
    assert!(two.contains("license = \"MIT\"\n") && two.contains("description = \"Another one.\"\n"), "{two}");
    team.expect(&["check"], 0, &[]);
    // One place changes all of them, and leaves the rest of their manifests alone.
    team.edit("clients/one/Cargo.toml", "[dependencies]\n", "[dependencies]\nlog = \"0.4\" # ours\n");
    team.edit("Cargo.toml", "\"1.90\"", "\"1.91\"");
    team.expect(&["check"], 1, &["stale clients/one/Cargo.toml", "stale clients/two/Cargo.toml"]);
    team.expect(&["regenerate"], 0, &[]);
    let one = team.read("clients/one/Cargo.toml");
    assert!(one.contains("rust-version = \"1.91\"\n") && one.contains("log = \"0.4\" # ours\n"), "{one}");
}

#[test]
fn a_manifest_that_takes_over_from_the_workspace_stays_so() {
    let team = Team::new();
    let make = ["regenerate", "--spec", "spec/museum.yaml", "--out", "client"];
    team.expect(&make, 0, &[]);
    team.edit(
        "client/Cargo.toml",
        "version = \"0.1.0\"",
        "version.workspace = true\nlicense = { workspace = true }",
    );
    team.edit("client/Cargo.toml", "edition = \"2024\"\n", "edition.workspace = true\n");
    let before = team.read("client/Cargo.toml");
    team.expect(&make, 0, &["client: unchanged"]);
    assert_eq!(team.read("client/Cargo.toml"), before);
}

#[test]
fn mistakes_are_told_with_line_and_suggestion() {
    for (from, to, line, said) in [
        ("rust-version =", "rust-versio =", 18, "did you mean `rust-version`?"),
        ("authors = [\"The museum\"]", "authors = \"The museum\"", 17, "write authors = [\"…\"]"),
        ("publish = [\"museum\"]", "publish = \"museum\"", 19, "write publish = true, or [\"a registry\"]"),
        ("version = { workspace = true }", "version = \"1.x\"", 14, "`version` is not a valid version"),
        ("docs-rs = { all-features = true }", "docs-rs = true", 20, "`docs-rs` is a table"),
    ] {
        let team = team();
        team.edit("Cargo.toml", from, to);
        team.expect(&["check"], 2, &[&format!("Cargo.toml:{line}: "), said]);
    }
    let team = Team::new();
    team.expect(&["regenerate", "--spec", "spec/museum.yaml", "--out", "app2"], 0, &[]);
    team.edit("Cargo.toml", "[\"app\"]", "[\"app\", \"app2\"]");
    let manifest = team.read("app2/Cargo.toml");
    let table =
        "[package.metadata.callwright]\nspec = \"../spec/museum.yaml\"\npackage = { license = \"MIT\" }\n";
    team.write("app2/Cargo.toml", &format!("{manifest}\n{table}"));
    team.expect(&["check"], 2, &["needs no `package`: [package] of this file says it"]);
}
