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
    assert!(!printed.contains("has not taken"), "{printed}");
    // What is asked for and stands otherwise there is not dropped in silence.
    team.write("spec/other.yaml", &team.read("spec/museum.yaml"));
    let other = ["init", "--spec", "spec/other.yaml", "--out", "museum-client", "--runtime", "embedded"];
    team.expect(&other, 0, &["has not taken --spec and --runtime", "change its settings"]);
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
        &["changed client/Cargo.toml", ".gitlab-ci.yml stays as it is", "      - callwright check\n"],
    );
    assert_eq!(team.read(".gitlab-ci.yml"), "ours: {}\n");
    assert!(team.read("client/Cargo.toml").starts_with(&before));
    assert!(!team.path(".github").exists(), "jobs run elsewhere here");
    team.expect(&["check"], 0, &["client: 12 files are up to date"]);
}

#[test]
fn a_crate_that_is_alone_becomes_the_root_of_a_workspace() {
    let team = Team::new();
    team.write(
        "Cargo.toml",
        "# Ours.\n[package]\nname = \"shop\"\nversion = \"0.1.0\"\nedition = \"2024\"\n",
    );
    let before = team.read("Cargo.toml");
    let init = ["init", "--spec", "spec/museum.yaml"];
    team.expect(&[&init[..], &["--dry-run"]].concat(), 0, &["would write Cargo.toml"]);
    assert_eq!(team.read("Cargo.toml"), before);
    team.expect(&init, 0, &["changed Cargo.toml: the crate is the root of a workspace"]);
    assert_eq!(team.read("Cargo.toml"), format!("{before}\n[workspace]\nmembers = [\"museum-client\"]\n"));
    assert!(!team.read("museum-client/Cargo.toml").contains("[workspace]"));
    // Where CI runs it.
    team.expect(&["check"], 0, &["museum-client: 12 files are up to date"]);
    assert!(!team.read(".github/workflows/callwright.yml").contains("working-directory"));
    team.expect(&init, 0, &["is there already"]);
}

#[test]
fn jobs_run_where_the_client_is_found() {
    let team = Team::new();
    std::fs::create_dir(team.path(".git")).expect("a new folder");
    std::fs::remove_file(team.path("Cargo.toml")).expect("a file less");
    // No workspace anywhere: the client stands for itself.
    let next = ["cd museum-client && callwright regenerate", "a workspace of its own"];
    team.expect(&["init", "--spec", "spec/museum.yaml", "--ci", "gitlab"], 0, &next);
    assert!(team.read(".gitlab-ci.yml").contains("    - cd \"museum-client\"\n    - callwright check\n"));
    assert_eq!(team.run_in("museum-client", &["check"]).code, 0);
    // A workspace below the top of the repository.
    team.write("rust/Cargo.toml", "[workspace]\nresolver = \"3\"\n");
    let ended = team.run_in("rust", &["init", "--spec", "../spec/museum.yaml", "--ci", "github"]);
    assert_eq!(ended.code, 0, "{}", ended.printed);
    let job = team.read(".github/workflows/callwright.yml");
    assert!(
        job.ends_with("callwright check --format github\n        working-directory: \"rust\"\n"),
        "{job}"
    );
    // Annotations are put at paths from the top, whichever folder the job runs in.
    let front = "rust/museum-client/src/lib.rs";
    team.write(front, &team.read(front).replace("pub mod types;", "pub  mod types;"));
    let ended = team.run_in("rust", &["check", "--format", "github"]);
    assert_eq!(ended.code, 1, "{}", ended.printed);
    assert!(ended.printed.contains(&format!("::error file={front},line=")), "{}", ended.printed);
    team.write("before.yaml", &team.read("spec/museum.yaml"));
    team.edit("spec/museum.yaml", "  /hours:", "  /opening-hours:");
    for (format, path) in [("github", " file=spec/museum.yaml,"), ("sarif", "\"uri\": \"spec/museum.yaml\"")]
    {
        let ended = team.run_in("rust", &["diff", "--base", "../before.yaml", "--format", format]);
        assert!(ended.printed.contains(path), "{format}: {}", ended.printed);
    }
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
