//! `init` sets a client up, once.

use crate::workspace::Team;

#[test]
fn a_client_is_set_up_with_all_around_it() {
    let team = Team::new();
    team.write("README.md", "Ours.\n");
    team.expect(&["init", "--spec", "spec/museum.yaml", "--dry-run"], 0, &["would write museum-client"]);
    assert!(!team.path("museum-client").exists() && !team.path(".github").exists());
    let said = ["created museum-client", "2 operations", "cargo add museum-client", "callwright regenerate"];
    team.expect(&["init", "--spec", "spec/museum.yaml"], 0, &said);
    assert_eq!(
        team.read("Cargo.toml"),
        "# Ours.\n[workspace]\nresolver = \"3\"\nmembers = [\"app\", \"museum-client\"]\n"
    );
    let manifest = team.read("museum-client/Cargo.toml");
    assert!(
        manifest.contains("[package.metadata.callwright]\nspec = \"../spec/museum.yaml\"\n"),
        "{manifest}"
    );
    assert!(!manifest.contains("[workspace]"), "{manifest}");
    let attributes = team.read(".gitattributes");
    assert!(attributes.starts_with("museum-client/src/** linguist-generated text eol=lf\n"), "{attributes}");
    assert!(
        attributes.contains("museum-client/src/lib.rs linguist-generated text eol=lf merge=union\n"),
        "{attributes}"
    );
    assert!(team.read(".github/workflows/callwright.yml").contains("callwright check --format github"));
    team.expect(&["check"], 0, &["museum-client: 12 files are up to date"]);
}

#[test]
fn what_is_there_is_left_as_it_is() {
    let team = Team::new();
    let init = ["init", "--spec", "spec/museum.yaml"];
    team.expect(&init, 0, &[]);
    team.edit("museum-client/Cargo.toml", "description = ", "license = \"MIT\"\ndescription = ");
    team.edit("spec/museum.yaml", "The day of", "A day of");
    team.write(".github/workflows/callwright.yml", "ours\n");
    let files = [
        "museum-client/Cargo.toml",
        "Cargo.toml",
        ".gitattributes",
        ".github/workflows/callwright.yml",
        "museum-client/src/types/ticket.rs",
    ];
    let before = files.map(|file| team.read(file));
    let printed = team.expect(&init, 0, &["is there already"]);
    assert!(!printed.contains("created") && !printed.contains("changed "), "{printed}");
    assert_eq!(before, files.map(|file| team.read(file)));
}

#[test]
fn a_client_without_settings_gets_what_it_lacks() {
    let team = Team::new();
    team.expect(&["regenerate", "--spec", "spec/museum.yaml", "--out", "client"], 0, &[]);
    let before = team.read("client/Cargo.toml");
    team.write(".gitlab-ci.yml", "ours: {}\n");
    team.expect(
        &["init", "--spec", "spec/museum.yaml", "--out", "client"],
        0,
        &["changed client/Cargo.toml"],
    );
    assert!(team.read("client/Cargo.toml").starts_with(&before));
    assert!(!team.path(".github").exists(), "jobs run elsewhere here");
    team.expect(&["check"], 0, &["client: 12 files are up to date"]);
}

#[test]
fn a_crate_of_somebody_else_is_not_taken() {
    let team = Team::new();
    team.expect(&["init", "--spec", "spec/museum.yaml", "--out", "app"], 2, &["contains files without"]);
    team.expect(&["init", "--spec", "-"], 2, &["has to be a file"]);
    team.expect(&["init", "--spec", "https://museum.example/api.yaml"], 2, &["only `import` asks servers"]);
}

#[test]
fn shells_complete_the_program_by_its_name() {
    let printed = Team::new().expect(&["completions", "bash"], 0, &["complete -F", "callwright"]);
    assert!(printed.contains("regenerate"), "{printed}");
}
