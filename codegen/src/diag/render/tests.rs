//! What the renderings look like.

use super::*;
use crate::diag::{Code, Excerpt, Fault, Located, Pointer, Spot, sort_located};

static BROKEN: Code = Code {
    id: "E199",
    title: "a key that appears twice",
    severity: Severity::Error,
    fault: Fault::Invalid,
    remedy: "remove one of them",
    explanation: "One of the two would win in silence.",
};

fn spot(line: usize, text: &str, column: usize, width: usize) -> Spot {
    Spot {
        file: "spec/a, b.yaml".to_owned(),
        line,
        column: column + 1,
        end_line: line,
        end_column: column + 1 + width,
        excerpt: Excerpt::new(&text[..column], &text[column..], width),
    }
}

fn finding() -> Located {
    Located {
        code: &BROKEN,
        severity: Severity::Error,
        message: "the key `get` appears twice in one map".to_owned(),
        pointer: Pointer::root().key("paths").key("/a").key("get"),
        help: "remove one of them\nor rename it".to_owned(),
        spot: Some(spot(112, "    get: {}", 4, 3)),
        related: vec![
            (Some(spot(9, "    get:", 4, 3)), "first defined here".to_owned()),
            (None, "and in the overlay".to_owned()),
        ],
    }
}

#[test]
fn text_shows_the_line_and_a_caret() {
    insta::assert_snapshot!(render_text(&[finding()], &Style::default()), @r"
    error[E199]: the key `get` appears twice in one map
       --> spec/a, b.yaml:112:5
        |
    112 |     get: {}
        |     ^^^
        | first defined here:
       --> spec/a, b.yaml:9:5
        |
      9 |     get:
        |     ---
        = and in the overlay
        = at: #/paths/~1a/get
        = help: remove one of them
                or rename it
    ");
}

#[test]
fn text_cannot_move_the_cursor() {
    let mut evil = finding();
    evil.message = "a\u{1b}[2Jb\nc\u{202e}".to_owned();
    let text = render_text(&[evil], &Style::default());
    assert!(text.starts_with("error[E199]: a\\u{1b}[2Jb\\u{a}c\\u{202e}\n"), "{text}");
    assert!(
        render_text(&[finding()], &Style { colour: true }).starts_with("\u{1b}[1;31merror[E199]\u{1b}[0m")
    );
}

#[test]
fn github_escapes_what_ends_a_property() {
    insta::assert_snapshot!(render_github(&[finding()]), @"::error file=spec/a%2C b.yaml,line=112,endLine=112,col=5,endColumn=8,title=E199 a key that appears twice::the key `get` appears twice in one map%0Afirst defined here: spec/a, b.yaml:9:5%0Aand in the overlay%0Ahelp: remove one of them%0Aor rename it");
}

#[test]
fn json_and_sarif_are_json_with_the_place() {
    let list: serde_json::Value = serde_json::from_str(&render_json(&[finding()])).unwrap();
    assert_eq!(list[0]["location"]["line"], 112);
    assert_eq!(list[0]["related"][1]["location"], serde_json::Value::Null);
    let log: serde_json::Value = serde_json::from_str(&render_sarif(&[finding()])).unwrap();
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "E199");
    assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "spec/a%2C%20b.yaml");
    assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], 112);
    assert_eq!(log["runs"][0]["tool"]["driver"]["rules"][0]["id"], "E199");
}

#[test]
fn errors_come_first_then_lines() {
    let mut warning = finding();
    warning.severity = Severity::Warning;
    warning.spot = Some(spot(1, "x", 0, 1));
    let mut early = finding();
    early.spot = Some(spot(3, "x", 0, 1));
    let mut nowhere = finding();
    nowhere.spot = None;
    let mut found = vec![nowhere.clone(), warning.clone(), finding(), early.clone()];
    sort_located(&mut found);
    assert_eq!(found, [early, finding(), nowhere, warning]);
}

#[test]
fn nothing_hidden_is_left_in_any_form() {
    let hostile = "a\u{1b}[31m\u{7}\u{9b}\r\n::error::b\u{202e}\u{2066}";
    let mut found = finding();
    found.message = hostile.to_owned();
    // The lines of a help are ours.
    found.help = hostile.replace("\r\n", "");
    found.pointer = Pointer::root().key(hostile);
    found.related = vec![(Some(spot(9, "    get:", 4, 3)), hostile.to_owned()), (None, hostile.to_owned())];
    let found = with_file(found, hostile);
    let forms = [
        render_text(std::slice::from_ref(&found), &Style::default()),
        render_github(std::slice::from_ref(&found)),
        render_json(std::slice::from_ref(&found)),
        render_sarif(std::slice::from_ref(&found)),
    ];
    for (nth, form) in forms.iter().enumerate() {
        assert!(!form.chars().any(|one| one != '\n' && crate::diag::is_hidden(one)), "{form:?}");
        let commands = form.lines().filter(|line| line.trim_start().starts_with("::")).count();
        assert_eq!(commands, usize::from(nth == 1), "{form}");
    }
    let read: serde_json::Value = serde_json::from_str(&forms[2]).unwrap();
    assert_eq!(read[0]["pointer"], found.pointer.as_str(), "a pointer stays what it is");
}

fn with_file(mut found: Located, file: &str) -> Located {
    let related = found.related.iter_mut().filter_map(|(spot, _)| spot.as_mut());
    for spot in found.spot.iter_mut().chain(related) {
        file.clone_into(&mut spot.file);
    }
    found
}
