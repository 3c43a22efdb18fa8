//! `diff` on this repository's own history: what each change of the description, and of the list of public items, did.

use std::collections::BTreeSet;

use crate::checkout::{Ended, git, project_root, run_in, run_in_project};

const SPEC: &str = "spec";
const LIST: &str = "generated-client/src/api.txt";

/// The revisions that changed a path and left it there, oldest first. A shallow copy of the repository has one.
fn revisions(of: &str) -> Vec<String> {
    let which = ["log", "--no-merges", "--reverse", "--diff-filter=AM", "--format=%H", "--", of];
    let told = git(&project_root(), &which);
    assert!(!told.is_empty(), "no revision of {of}");
    told.lines().map(str::to_owned).collect()
}

fn json(ended: &Ended) -> serde_json::Value {
    assert_eq!(ended.code, 0, "{}", ended.printed);
    serde_json::from_str(&ended.printed).unwrap_or_else(|error| panic!("{error}: {}", ended.printed))
}

#[test]
fn each_change_of_the_description_has_a_verdict() {
    let revisions = revisions(SPEC);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let clone = folder.path().join("clone");
    let (root, place) = (project_root(), clone.to_string_lossy().into_owned());
    git(&root, &["clone", "--quiet", "--shared", "--no-checkout", ".", &place]);
    // The project as it is, with the description of another time.
    git(&clone, &["checkout", "--quiet", "HEAD", "--", "Cargo.toml", SPEC, "generated-client"]);
    let before = std::iter::once(&revisions[0]).chain(&revisions);
    for (old, new) in before.zip(&revisions) {
        std::fs::remove_dir_all(clone.join(SPEC)).expect("a description");
        git(&clone, &["checkout", "--quiet", new, "--", SPEC]);
        let found = json(&run_in(&clone, &["diff", "--base", old, "--format", "json"]));
        println!("{old:.7} to {new:.7}: rust {}, wire {}", found["rust"], found["wire"]);
        assert!(found["wire"].is_string(), "{found}");
        assert_eq!(found["findings"] == serde_json::json!([]), found["rust"] == "none", "{found}");
        // What the revision is compared with is what stands there: with itself, nothing is found.
        let found = json(&run_in(&clone, &["diff", "--base", new, "--format", "json"]));
        assert_eq!((found["rust"].as_str(), found["wire"].as_str()), (Some("none"), Some("safe")));
    }
}

#[test]
fn each_change_of_the_public_items_has_a_verdict() {
    let revisions = revisions(LIST);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let lists = revisions.iter().enumerate().map(|(number, revision)| {
        let text = git(&project_root(), &["show", &format!("{revision}:{LIST}")]);
        let path = folder.path().join(format!("{number}.txt"));
        std::fs::write(&path, &text).expect("a list");
        (path.to_string_lossy().into_owned(), text)
    });
    let lists: Vec<(String, String)> = lists.collect();
    let earlier = std::iter::once(&lists[0]).chain(&lists);
    for ((old, before), ((new, after), revision)) in earlier.zip(lists.iter().zip(&revisions)) {
        let found = json(&run_in_project(&["diff", "--base", old, "--head", new, "--format", "json"]));
        println!("{revision:.7}: rust {}", found["rust"]);
        assert!(found["wire"].is_null(), "a list says nothing of the wire: {found}");
        let is_gone = !paths(before).is_subset(&paths(after));
        assert!(!is_gone || found["rust"] == "major", "{found}");
    }
}

/// The paths of a list's items.
fn paths(list: &str) -> BTreeSet<&str> {
    let items = list.lines().filter(|line| !line.starts_with('#'));
    items.filter_map(|line| line.split(" | ").next()).collect()
}
