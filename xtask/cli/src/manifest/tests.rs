use super::*;

/// What the generator writes for a crate that is not there yet.
fn new(resources: &[&str], runtime: &str) -> String {
    let features: String = resources.iter().map(|name| format!("{name} = []\n")).collect();
    let default: String = resources.iter().map(|name| format!("    \"{name}\",\n")).collect();
    format!(
        "[package]\nname = \"cats\"\n\n[features]\n{BLOCK_BEGIN}\ndefault = [\n{default}]\n{features}{BLOCK_END}\n\n\
         [dependencies]\n{BLOCK_BEGIN}\nruntime = {{ version = \"{runtime}\" }}\n{BLOCK_END}\n"
    )
}

fn merged(found: &str, new: &str) -> String {
    merge(found, new, None).unwrap()
}

#[test]
fn what_the_generator_wrote_stays() {
    let text = new(&["cats"], "1");
    assert_eq!(merged(&text, &text), text);
}

#[test]
fn everything_outside_of_the_marks_is_kept() {
    let before = new(&["cats"], "1")
        .replace("name = \"cats\"", "name = \"cats\" # ours\nlicense = \"MIT\"")
        .replace("[features]\n", "[features]\n# Ours, too.\nextra = [\"cats\"]\n")
        + "serde = \"1\"\n\n[profile.dev]\nopt-level = 1\n";
    let after = merged(&before, &new(&["cats", "dogs"], "2"));
    assert_eq!(
        after,
        before
            .replace("cats = []\n", "cats = []\ndogs = []\n")
            .replace("    \"cats\",\n", "    \"cats\",\n    \"dogs\",\n")
            .replace("\"1\" }", "\"2\" }")
    );
    assert_eq!(merged(&after, &new(&["cats"], "1")), before);
}

#[test]
fn what_the_team_says_itself_is_theirs() {
    let own = "[package]\nname = \"a\"\n\n[features]\ndefault = []\ncats = []\n\n[dependencies]\nruntime.workspace = true\n";
    assert_eq!(merged(own, &new(&["cats"], "1")), own);
    let with_dogs = merged(own, &new(&["cats", "dogs"], "1"));
    let added = format!("[features]\n{BLOCK_BEGIN}\ndogs = []\n{BLOCK_END}\ndefault");
    assert_eq!(with_dogs, own.replace("[features]\ndefault", &added));
}

#[test]
fn tables_that_are_missing_are_made() {
    let made = merged("[package]\nname = \"a\"\n", &new(&["cats"], "1"));
    let manifest: toml::Table = made.parse().unwrap();
    assert!(
        manifest["features"]["cats"].is_array() && manifest["dependencies"]["runtime"].is_table(),
        "{made}"
    );
    assert_eq!(merged(&made, &new(&["cats"], "1")), made);
}

#[test]
fn line_ends_stay_what_they_are() {
    let windows = new(&["cats"], "1").replace('\n', "\r\n");
    assert_eq!(merged(&windows, &new(&["cats"], "1")), windows);
    assert!(merged(&windows, &new(&["dogs"], "1")).contains("dogs = []\r\n"));
}

#[test]
fn a_crate_is_renamed_where_it_is_asked_for() {
    let text = new(&["cats"], "1").replace("\"cats\"\n\n", "\"cats\" # ours\n\n");
    let named = merge(&text, &text, Some("dogs")).unwrap();
    assert_eq!(named, text.replace("name = \"cats\"", "name = \"dogs\""));
}

#[test]
fn damaged_marks_are_refused_with_their_line() {
    let text = new(&["cats"], "1");
    let open = text.replacen(&format!("{BLOCK_END}\n"), "", 1);
    assert!(merge(&open, &text, None).unwrap_err().starts_with(":5:"), "{:?}", merge(&open, &text, None));
    let closed = text.replacen(&format!("{BLOCK_BEGIN}\n"), "", 1);
    assert!(merge(&closed, &text, None).unwrap_err().contains("has no mark above it"));
    let inline = "features = { a = [] }\n[package]\nname = \"a\"\n";
    assert!(merge(inline, &text, None).unwrap_err().contains("write [features]"));
}
