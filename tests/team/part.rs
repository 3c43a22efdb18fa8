//! A part of a client, names of the team's own, and two clones of one workspace.

use std::collections::BTreeMap;
use std::path::Path;

use crate::workspace::Team;

const SETTINGS: &str = "
[workspace.metadata.callwright]
spec = \"spec/museum.yaml\"
out = \"client\"
";

fn team(more: &str) -> Team {
    let team = Team::new();
    let manifest = team.read("Cargo.toml");
    team.write("Cargo.toml", &format!("{manifest}{SETTINGS}{more}\n"));
    team
}

#[test]
fn settings_select_a_part() {
    let team = team("select = [\"tag=hours\"]");
    team.expect(&["regenerate"], 0, &["client: 1 operations, 1 types"]);
    assert!(
        team.path("client/src/types/hours.rs").exists() && !team.path("client/src/types/ticket.rs").exists()
    );
    assert!(!team.read("client/Cargo.toml").contains("tickets"));
    team.expect(&["check"], 0, &[]);
    // What is not selected is of no interest.
    team.edit("spec/museum.yaml", "The day of", "A day of");
    let drift = team.expect(&["check"], 1, &["stale client/src/lib.rs"]);
    assert!(!drift.contains("ticket"), "{drift}");
    // Flags win.
    team.expect(&["regenerate", "--omit", "resource=hours"], 0, &["client: 1 operations"]);
    assert!(team.path("client/src/types/ticket.rs").exists());
}

#[test]
fn a_pattern_is_refused_with_its_line_and_a_suggestion() {
    let settings = team("select = [\n    \"tag=hours\",\n    \"operation=buyTickets\",\n]");
    let said =
        ["error[E280]", "`operation=buyTickets` matches no operation", "did you mean `operation=buyTicket`?"];
    settings.expect(&["regenerate"], 3, &said);
    settings.expect(&["check"], 3, &["Cargo.toml:11:5"]);
    let kind = team("omit = \"tags=hours\"");
    kind.expect(&["check"], 2, &["Cargo.toml:9: ", "did you mean `tag=hours`?"]);
    kind.expect(&["check", "--select", "hours"], 2, &["write tag=…, path=…"]);
}

#[test]
fn settings_choose_names() {
    let team = team(
        "renames = [{ member = \"Ticket.day\", to = \"date\" }, { resource = \"hours\", to = \"opening\" }]",
    );
    team.expect(&["regenerate"], 0, &[]);
    assert!(team.read("client/src/types/ticket.rs").contains("pub date: String"));
    assert!(team.read("client/src/api.txt").contains("types::Ticket::date | field"));
    assert!(team.read("client/Cargo.toml").contains("\"opening\""));
    team.expect(&["check"], 0, &[]);
    team.edit("Cargo.toml", "Ticket.day", "Ticket.dya");
    team.expect(&["check"], 3, &["error[E282]", "Cargo.toml:9:", "did you mean `Ticket.day`?"]);
    team.edit("Cargo.toml", "{ member =", "{ membre =");
    team.expect(&["check"], 2, &["Cargo.toml:9: ", "did you mean `member`?"]);
}

#[test]
fn a_change_of_what_is_not_selected_is_none() {
    let team = team("select = \"tag=hours\"");
    let old = team.read("spec/museum.yaml");
    team.write("old/museum.yaml", &old);
    team.edit("spec/museum.yaml", "required: [day]", "required: []");
    let diff = ["diff", "--out", "client", "--base", "old/museum.yaml", "--fail-on", "any"];
    team.expect(&diff, 0, &[]);
    team.edit("Cargo.toml", "tag=hours", "tag=*");
    team.expect(&diff, 1, &["Ticket"]);
}

#[test]
fn two_clones_in_different_folders_have_the_same_bytes() {
    let (one, other) = (Team::new(), Team::new());
    for (team, folder) in [(&one, "clone"), (&other, "a/much/longer/way/to/the clone")] {
        let manifest = team.read("Cargo.toml");
        team.write(&format!("{folder}/Cargo.toml"), &format!("{manifest}{SETTINGS}"));
        team.write(&format!("{folder}/app/Cargo.toml"), &team.read("app/Cargo.toml"));
        team.write(&format!("{folder}/app/src/main.rs"), &team.read("app/src/main.rs"));
        team.write(&format!("{folder}/spec/museum.yaml"), &team.read("spec/museum.yaml"));
        assert_eq!(team.run_in(folder, &["regenerate"]).code, 0);
    }
    let (one, other) =
        (files(&one.path("clone/client")), files(&other.path("a/much/longer/way/to/the clone/client")));
    assert!(one.len() > 8, "{:?}", one.keys());
    assert_eq!(one, other);
}

/// Every file below a folder, by its path there.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in std::fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let inside = path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
                found.insert(inside, std::fs::read_to_string(&path).expect("a text"));
            }
        }
    }
    found
}
