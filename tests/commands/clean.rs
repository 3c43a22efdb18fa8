//! No output of the command line moves a cursor, turns a line around or is a command in CI, whatever files are called and
//! descriptions say.

use crate::checkout::{Checkout, Ended};

/// Escapes of a terminal, their one-byte forms, a line that CI would obey, and what turns the direction of writing.
const HOSTILE: &str = "a\u{1b}]0;x\u{7}\u{7f}\u{9b}31m\r\n::error::b\n  ::add-mask::c\n##[add-mask]d##vso[task.complete]\u{202e}\u{2066}\u{200b}\u{feff}e";

fn write(checkout: &Checkout, file: &str, text: &str) {
    let path = checkout.path(file);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
    std::fs::write(path, text).expect("a new file");
}

/// A description in which every name and text is hostile, and much is wrong.
fn description() -> String {
    let operation = serde_json::json!({
        "operationId": HOSTILE, "summary": HOSTILE, "tags": [HOSTILE], "operationID": HOSTILE, HOSTILE: 1,
        "parameters": [
            { "name": HOSTILE, "in": "query", "schema": { "type": HOSTILE } },
            { "name": HOSTILE, "in": "query", "schema": { "type": "string", "enum": [HOSTILE, 1] } },
            { "name": HOSTILE, "in": HOSTILE }
        ],
        "security": [{ HOSTILE: [] }],
        "responses": { "200": { "description": HOSTILE, "content": { HOSTILE: { "schema": {
            "$ref": format!("#/components/schemas/{HOSTILE}") } } } } }
    });
    serde_json::json!({
        "openapi": "3.1.0", "info": { "title": HOSTILE, "version": HOSTILE },
        "paths": { format!("/{HOSTILE}"): { "get": operation } },
        "components": { "schemas": { HOSTILE: { "type": "object", "required": [HOSTILE, "a"], "properties": {
            HOSTILE: { "oneOf": [{ "type": "string" }, { "type": "string", "pattern": HOSTILE }] },
            "b": true } } } }
    })
    .to_string()
}

#[track_caller]
fn assert_clean(ended: &Ended, commands: bool) {
    let printed = &ended.printed;
    assert!(!printed.is_empty());
    let obeyed = |one: char| {
        (one.is_control() && one != '\n')
            || matches!(one, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    assert!(!printed.contains(obeyed), "{printed:?}");
    for line in printed.lines().map(str::trim_start) {
        let ours = [
            "::error file=",
            "::warning file=",
            "::notice file=",
            "::error title=",
            "::warning title=",
            "::notice title=",
        ];
        let is_ours = commands && ours.iter().any(|ours| line.starts_with(ours));
        assert!(
            is_ours || (!line.starts_with("::") && !line.contains("##[") && !line.contains("##vso[")),
            "{line}"
        );
    }
}

#[test]
fn findings_are_clean_in_every_format() {
    let checkout = Checkout::new();
    write(&checkout, "api/a.json", &description());
    write(&checkout, "broken.json", &format!("{{\"{}\": [}}", HOSTILE.escape_default()));
    for format in ["text", "json", "github", "sarif"] {
        for command in ["regenerate", "check", "normalize"] {
            for spec in ["api", "broken.json"] {
                let ended = checkout.run(&[command, "--spec", spec, "--notes", "--format", format]);
                assert_clean(&ended, format == "github");
            }
        }
    }
    let made = checkout.run(&[
        "regenerate",
        "--spec",
        "api",
        "--out",
        "crate",
        "--report",
        "r.json",
        "--report-untyped",
        "--notes",
    ]);
    assert_clean(&made, false);
    if made.code == 0 {
        let report = std::fs::read_to_string(checkout.path("r.json")).expect("a report");
        assert_clean(&Ended { code: 0, printed: report }, false);
    }
    assert_clean(&checkout.run(&["corpus", "api"]), false);
    assert_clean(&checkout.run(&["corpus", "api", "--format", "json"]), false);
}

#[test]
fn what_has_changed_is_said_clean_in_every_format() {
    let checkout = Checkout::new();
    write(&checkout, "old.json", &description());
    write(
        &checkout,
        "new.json",
        &description().replace("\"string\"", "\"integer\"").replace("\"a\"", "\"c\""),
    );
    for format in ["text", "json", "markdown", "github", "sarif"] {
        let ended = checkout.run(&["diff", "--base", "old.json", "--head", "new.json", "--format", format]);
        assert_clean(&ended, format == "github");
    }
    assert_clean(&checkout.run(&["init", "--spec", "old.json", "--out", "client"]), false);
}

#[test]
fn arguments_are_repeated_clean() {
    let checkout = Checkout::new();
    write(&checkout, "a.yaml", "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\n");
    for arguments in [
        &["explain", HOSTILE][..],
        &["check", "--spec", HOSTILE],
        &["check", "--deny", HOSTILE],
        &["check", "--budget", HOSTILE],
        &["check", "--format", HOSTILE],
        &["regenerate", "--spec", "a.yaml", "--out", "crate", "--name", HOSTILE],
        &["regenerate", "--spec", "a.yaml", "--out", "crate", "--runtime", HOSTILE],
        &["regenerate", "--spec", "a.yaml", "--report", HOSTILE, "--dry-run"],
        &["import", HOSTILE],
        &["mock", "--spec", HOSTILE],
        &["corpus", HOSTILE],
        &["hostile", "--filter", HOSTILE],
        &[HOSTILE],
        &["check", &format!("--{HOSTILE}")],
    ] {
        let ended = checkout.run(arguments);
        assert_clean(&ended, false);
    }
}

#[cfg(unix)]
#[test]
fn names_of_files_are_shown_clean() {
    let checkout = Checkout::new();
    // A name of a file may not hold a slash, and may hold anything else.
    let name = format!("api/{HOSTILE}.json");
    write(&checkout, &name, &description());
    write(&checkout, &format!("api/{HOSTILE}.md"), "# nothing\n\n## OpenAPI\n");
    write(&checkout, &format!("pages/{HOSTILE}.yaml"), "a: [");
    for format in ["text", "json", "github", "sarif"] {
        for arguments in [
            &["check", "--spec", "api"][..],
            &["check", "--spec", &name],
            &["regenerate", "--spec", &name, "--out", HOSTILE],
            &["check", "--spec", "pages", "--out", HOSTILE],
        ] {
            let ended = checkout.run(&[arguments, &["--format", format]].concat());
            assert_clean(&ended, format == "github");
        }
    }
    for arguments in [
        &["import", "api", "--into", "taken"][..],
        &["import", "pages", "--into", "taken"],
        &["import", &name, "--into", "taken", "--dry-run"],
        &["corpus", "api", "pages"],
        &["corpus", "api", "pages", "--format", "json"],
        &["normalize", "--spec", &name, "--output", HOSTILE],
    ] {
        let ended = checkout.run(arguments);
        if !ended.printed.is_empty() {
            assert_clean(&ended, false);
        }
    }
}
