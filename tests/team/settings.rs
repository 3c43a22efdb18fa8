//! Settings of clients, and what is said of a mistake in them.

use crate::workspace::Team;

/// A team whose workspace has these settings.
fn team(settings: &str) -> Team {
    let team = Team::new();
    let manifest = team.read("Cargo.toml");
    team.write("Cargo.toml", &format!("{manifest}\n{settings}"));
    // An example of a whole value, so that there is something for `tests = true` to test.
    let required = "      required: [day]\n";
    team.edit("spec/museum.yaml", required, &format!("      example: {{ day: monday }}\n{required}"));
    team
}

const TWO: &str = "[workspace.metadata.callwright]
runtime = \"0.1\"

[[workspace.metadata.callwright.clients]]
spec = \"spec/museum.yaml\"
out = \"clients/one\"
name = \"first-client\"

[[workspace.metadata.callwright.clients]]
spec = [\"spec/museum.yaml\"]
out = \"clients/two\"
tests = true
features = [\"hours\", \"native-tls\"]
";

#[test]
fn all_clients_are_written_and_checked_without_flags() {
    let team = team(TWO);
    team.expect(&["regenerate"], 0, &["clients/one: regenerated", "clients/two: regenerated"]);
    assert!(team.read("clients/one/Cargo.toml").contains("name = \"first-client\""));
    assert!(team.read("clients/one/Cargo.toml").contains("version = \"0.1\""));
    assert!(!team.path("clients/one/src/examples.rs").exists());
    assert!(team.path("clients/two/src/examples.rs").exists());
    assert!(
        team.read("clients/two/Cargo.toml").contains("default = [\n    \"hours\",\n    \"native-tls\",\n]")
    );
    // From a folder below as well, and for one client by its folder.
    assert_eq!(team.run_in("clients/one/src", &["check"]).code, 0);
    team.expect(&["check", "--out", "clients/two"], 0, &["clients/two"]);
    team.edit("clients/two/src/client.rs", "pub ", "pub  ");
    let printed = team.expect(&["check"], 1, &["stale clients/two/src/client.rs"]);
    assert!(printed.contains("clients/one: 12 files are up to date"), "{printed}");
    let printed = team.expect(&["check", "--format", "json"], 1, &[]);
    let values: serde_json::Value = serde_json::from_str(&printed).expect("one JSON value");
    assert_eq!(values[0]["folder"], "clients/one");
    assert_eq!((&values[0]["clean"], &values[1]["clean"]), (&true.into(), &false.into()));
    team.expect(&["regenerate", "--report", "r.json"], 2, &["name its folder with --out"]);
    team.expect(&["check", "--spec", "spec/museum.yaml"], 2, &["2 clients", "--out"]);
}

#[test]
fn a_client_has_its_settings_in_its_own_manifest() {
    let team = Team::new();
    let made = ["regenerate", "--spec", "spec/museum.yaml", "--out", "client"];
    team.expect(&made, 0, &[]);
    team.edit("Cargo.toml", "[\"app\"]", "[\"app\", \"cl*\"]");
    let manifest = team.read("client/Cargo.toml");
    team.write(
        "client/Cargo.toml",
        &format!("{manifest}\n[package.metadata.callwright]\nspec = \"../spec/museum.yaml\"\n"),
    );
    team.expect(&["check"], 0, &["client: 12 files are up to date"]);
    team.edit("spec/museum.yaml", "The day of", "A day of");
    team.expect(&["check"], 1, &["the description has changed", "run `callwright regenerate`"]);
    // The only client is what other commands are about, too.
    team.expect(&["normalize"], 0, &["\"Museum API\""]);
    team.edit("client/Cargo.toml", "spec = ", "out = \".\"\nspec = ");
    team.expect(&["check"], 2, &["client/Cargo.toml:", "needs no `out`"]);
}

#[test]
fn mistakes_are_told_with_line_and_suggestion() {
    for (table, line, said) in [
        ("spek = \"a\"\nout = \"b\"", 7, "unknown key `spek`; did you mean `spec`?"),
        ("zzz = 1\nout = \"b\"", 7, "unknown key `zzz`; the keys are spec"),
        ("out = \"b\"", 7, "has no `spec`"),
        ("spec = \"a\"", 7, "has no `out`"),
        ("spec = 1\nout = \"b\"", 7, "`spec` is a text or an array of texts"),
        ("spec = \"a\"\nout = \"b\"\ntests = \"yes\"", 9, "`tests` is true or false"),
        ("spec = \"a\"\nout = \"b\"\nruntime = \"abc\"", 9, "`abc` is not a version"),
        ("spec = \"a\"\nout = \"b\"\nruntime = { pathh = \"x\" }", 9, "did you mean `path`?"),
        ("spec = \"a\"\nout = \"b\"\nruntime = { version = \"1.x.y\" }", 9, "`1.x.y` is not a valid version"),
        ("spec = \"a\"\nout = \"b\"\nallow = [{ code = \"W505\" }]", 9, "gives no reason"),
        ("spec = \"a\"\nout = \"b\"\nallow = \"W505\"", 9, "array of tables"),
        ("spec = \"a\"\nout = ", 8, "Cargo.toml:8"),
    ] {
        let team = team(&format!("[workspace.metadata.callwright]\n{table}\n"));
        team.expect(&["check"], 2, &[&format!("Cargo.toml:{line}: "), said]);
    }
    let twice = TWO.replace("clients/two", "clients/one");
    team(&twice).expect(&["check"], 2, &["two clients have the folder"]);
}

#[test]
fn accepted_codes_are_not_shown() {
    let settings = "[workspace.metadata.callwright]\nspec = \"spec\"\nout = \"client\"\n";
    let team = team(settings);
    let overlay =
        "overlay: 1.1.0\ninfo: { title: o, version: '1' }\nactions: [{ target: $.nowhere, remove: true }]\n";
    team.write("spec/overlay.yaml", overlay);
    team.expect(&["regenerate"], 0, &["warning[W205]"]);
    team.edit("Cargo.toml", "out =", "allow = [{ code = \"W205\", reason = \"known\" }]\nout =");
    assert!(!team.expect(&["check"], 0, &[]).contains("warning["));
}

#[test]
fn the_old_table_is_read_with_a_note() {
    let team = team("[workspace.metadata.generator]\ntitle = \"Museums\"\nallow = []\n");
    team.expect(&["regenerate"], 0, &["[workspace.metadata.callwright]", "generated-client: regenerated"]);
    assert!(team.read("generated-client/src/lib.rs").contains("Client for `Museums`."));
    assert!(team.path("generated-client/src/examples.rs").exists());
}

#[test]
fn without_any_client_people_are_told_what_to_do() {
    let team = Team::new();
    team.expect(&["check"], 2, &["no client is set up", "callwright init --spec"]);
    team.expect(&["normalize"], 2, &["no description is named", "callwright init"]);
}
