//! What people get wrong on the command line, and what they are told.

use crate::checkout::{Checkout, Ended, project_root};

const SMALL: &str = "openapi: 3.1.0\ninfo: { title: Pets, version: '1' }\npaths:\n  /pets:\n    get:\n      \
                     responses: { '204': { description: Done } }\n";

/// A copy with these files, each with a folder of its own where its name says so.
fn checkout(files: &[(&str, &str)]) -> Checkout {
    let checkout = Checkout::new();
    for (name, text) in files {
        let path = checkout.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        std::fs::write(path, text).expect("a new file");
    }
    checkout
}

#[track_caller]
fn assert_ended(ended: &Ended, code: i32, parts: &[&str]) {
    assert_eq!(ended.code, code, "{}", ended.printed);
    for part in parts {
        assert!(ended.printed.contains(part), "`{part}` is said: {}", ended.printed);
    }
}

#[test]
fn a_folder_without_descriptions_is_a_mistake() {
    let overlay = "overlay: 1.1.0\ninfo: { title: o, version: '1' }\nactions: []\n";
    let checkout = checkout(&[
        ("empty/notes.txt", "nothing"),
        ("prose/README.md", "# Words\n\nNo description.\n"),
        ("corrections/overlay.yaml", overlay),
    ]);
    for command in ["regenerate", "check", "normalize", "mock"] {
        for folder in ["empty", "prose"] {
            let ended = checkout.run(&[command, "--spec", folder]);
            assert_ended(&ended, 2, &["no description found in", folder, ".yaml"]);
        }
        let ended = checkout.run(&[command, "--spec", "corrections"]);
        assert_ended(&ended, 2, &["`corrections/overlay.yaml` contains only overlays"]);
    }
}

#[test]
fn an_api_without_operations_is_not_passed_over() {
    let types = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\ncomponents: { schemas: { A: { type: string } } }\n";
    let nothing =
        "overlay: 1.1.0\ninfo: { title: o, version: '1' }\nactions:\n  - { target: $.paths, remove: true }\n";
    let checkout = checkout(&[("types.yaml", types), ("gone/a.yaml", SMALL), ("gone/b.yaml", nothing)]);
    assert_ended(&checkout.run(&["regenerate", "--spec", "types.yaml", "--out", "t"]), 0, &["W325"]);
    assert_ended(&checkout.run(&["regenerate", "--spec", "gone", "--out", "g"]), 3, &["E328"]);
    assert!(!checkout.path("g").exists(), "nothing is written");
}

#[test]
fn a_report_that_cannot_be_written_is_told_before_the_crate_is() {
    let checkout = checkout(&[("a.yaml", SMALL)]);
    let arguments = ["regenerate", "--spec", "a.yaml", "--out", "crate", "--report"];
    let ended = checkout.run(&[&arguments[..], &["nowhere/report.json"]].concat());
    assert_ended(&ended, 2, &["cannot write nowhere/report.json"]);
    assert!(!checkout.path("crate").exists(), "{}", ended.printed);
    for place in ["report.json", "crate/report.json"] {
        assert_ended(&checkout.run(&[&arguments[..], &[place]].concat()), 0, &[]);
        let report = std::fs::read_to_string(checkout.path(place)).expect("the report");
        assert!(report.starts_with("{\n"), "{report}");
    }
}

#[test]
fn a_dry_run_writes_its_report_and_nothing_else() {
    let checkout = checkout(&[("a.yaml", SMALL)]);
    let arguments = ["regenerate", "--spec", "a.yaml", "--out", "crate", "--dry-run", "--report"];
    assert_ended(&checkout.run(&[&arguments[..], &["report.json"]].concat()), 0, &[]);
    let report = std::fs::read_to_string(checkout.path("report.json")).expect("the report");
    assert!(report.starts_with("{\n"), "{report}");
    let ended = checkout.run(&[&arguments[..], &["crate/report.json"]].concat());
    assert_ended(&ended, 2, &["a dry run writes nothing into", "choose a file elsewhere"]);
    assert!(!checkout.path("crate").exists(), "nothing else is written");
}

#[test]
fn all_pages_in_one_file_are_read_where_there_are_no_others() {
    let page = |path: &str| format!("# Call\n\n```yaml\n{}```\n\n", SMALL.replace("/pets", path));
    let checkout = checkout(&[
        ("alone/llms-full.txt", &[page("/a"), page("/b")].concat()),
        ("beside/llms-full.txt", &page("/a")),
        ("beside/b.md", &page("/b")),
    ]);
    for (folder, operations) in [("alone", "2 operations"), ("beside", "1 operations")] {
        let ended = checkout.run(&["regenerate", "--spec", folder, "--out", "crate", "--dry-run"]);
        assert_ended(&ended, 0, &[operations]);
    }
}

#[test]
fn the_member_that_holds_anything_is_listed_by_its_name() {
    let description = SMALL.replace(
        "'204': { description: Done }",
        "'200': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }",
    ) + "components: { schemas: { Pet: { type: object, properties: { extra: { type: string } }, additionalProperties: true } } }\n";
    let checkout = checkout(&[("a.yaml", &description)]);
    let ended =
        checkout.run(&["regenerate", "--spec", "a.yaml", "--out", "crate", "--dry-run", "--report-untyped"]);
    assert_ended(&ended, 0, &["Pet::extra_fields at #/components/schemas/Pet"]);
}

#[test]
fn check_names_the_command_that_mends() {
    let checkout = checkout(&[("my api.yaml", SMALL)]);
    let flags = ["--spec", "my api.yaml", "--out", "crate"];
    let remedy = "run `cargo xtask regenerate --spec 'my api.yaml' --out crate`";
    assert_ended(&checkout.run(&[&["check"], &flags[..]].concat()), 1, &[remedy]);
    assert_ended(&checkout.run(&[&["check", "--format", "github"], &flags[..]].concat()), 1, &[remedy]);
}

#[test]
fn what_is_no_runtime_no_file_and_no_limit_is_refused() {
    let checkout = checkout(&[("a.yaml", SMALL)]);
    let with = |flags: &[&str]| {
        checkout.run(&[&["regenerate", "--spec", "a.yaml", "--out", "crate"], flags].concat())
    };
    for runtime in ["abc", "/nonexist", "spec"] {
        assert_ended(&with(&["--runtime", runtime]), 2, &["is not a version", runtime]);
    }
    let limits = "the limits are bytes, depth, nodes, alias-nodes, width, scalar, key, parts and output";
    assert_ended(&with(&["--budget", "foo=1"]), 2, &["the limit `foo` is unknown", limits]);
    assert_ended(&with(&["--budget", "bytes=abc"]), 2, &["`abc` is not a valid number", "bytes=5000000"]);
    let runtime = project_root().join("generated-client/runtime");
    assert_ended(&with(&["--runtime", runtime.to_str().expect("UTF-8")]), 0, &[]);
    assert_ended(&with(&["--runtime", "0.1"]), 0, &[]);
    for command in ["check", "normalize"] {
        let ended = checkout.run(&[command, "--spec", "https://example.com/api.yaml"]);
        assert_ended(&ended, 2, &["only `import` asks servers", "import"]);
    }
}

#[test]
fn one_run_tells_all_that_is_wrong_with_overlays() {
    let overlay = "overlay: 1.1.0\ninfo: { title: o, version: '1' }\nactions:\n  \
                   - { target: $.info, updat: { title: x } }\n  - { target: $.nowhere, remove: true }\n";
    let checkout = checkout(&[("api/a.yaml", SMALL), ("api/o.yaml", overlay)]);
    let ended = checkout.run(&["check", "--spec", "api", "--out", "crate"]);
    assert_ended(&ended, 3, &["E204", "did you mean `update`?", "W205", "$.nowhere"]);
}

/// By the Overlay specification such an action succeeds; who counts on it denies the warning.
#[test]
fn an_overlay_that_matches_nothing_is_a_warning_that_can_be_denied() {
    let overlay = "overlay: 1.1.0\ninfo: { title: o, version: '1' }\nactions:\n  - { target: $.nowhere, remove: true }\n";
    let checkout = checkout(&[("api/a.yaml", SMALL), ("api/o.yaml", overlay)]);
    let normalize = |more: &[&str]| checkout.run(&[&["normalize", "--spec", "api"], more].concat());
    assert_ended(&normalize(&[]), 0, &["warning[W205]", "o.yaml:4:15", "$.nowhere"]);
    assert_ended(&normalize(&["--deny", "W205"]), 1, &["W205"]);
    assert_ended(&normalize(&["--deny", "warnings"]), 1, &["W205"]);
}

#[test]
fn overlays_apply_in_the_order_in_which_they_are_named() {
    let overlay = |title: &str| {
        format!(
            "overlay: 1.1.0\ninfo: {{ title: o, version: '1' }}\nactions:\n  - {{ target: $.info, update: {{ title: {title} }} }}\n"
        )
    };
    let (first, second) = (overlay("First"), overlay("Second"));
    let checkout = checkout(&[("api/a.yaml", SMALL), ("api/b.yaml", &first), ("api/c.yaml", &second)]);
    let title = |specs: &[&str]| {
        let ended = checkout.run(&[&["normalize", "--quiet", "--spec"], specs].concat());
        let found = ["First", "Second"]
            .into_iter()
            .find(|title| ended.printed.contains(&format!("\"title\": \"{title}\"")));
        found.unwrap_or_else(|| panic!("{}", ended.printed))
    };
    assert_eq!(title(&["api/a.yaml", "api/b.yaml", "api/c.yaml"]), "Second");
    assert_eq!(title(&["api/c.yaml", "api/b.yaml", "api/a.yaml"]), "First");
    // In a folder, the order is that of the paths; a file that is named itself has the place of its name.
    assert_eq!(title(&["api"]), "Second");
    assert_eq!(title(&["api", "api/b.yaml"]), "First");
}

#[test]
fn findings_name_files_as_they_open_from_here() {
    let wrong = SMALL.replace("    get:\n", "    get:\n      operationID: list\n");
    let checkout = checkout(&[("api/a.yaml", &wrong), ("elsewhere/deep/note.txt", "")]);
    let arguments = |spec| ["regenerate", "--spec", spec, "--out", spec, "--format"];
    for (folder, spec, shown) in [
        ("", "api/a.yaml", "api/a.yaml"),
        ("api", "a.yaml", "a.yaml"),
        ("elsewhere/deep", "../../api/a.yaml", "../../api/a.yaml"),
    ] {
        for (format, place) in [
            ("text", format!("--> {shown}:6:")),
            ("github", format!("file={shown},")),
            ("sarif", format!("\"uri\": \"{shown}\"")),
        ] {
            let mut words = arguments(spec).to_vec();
            words[4] = "crate";
            words.push(format);
            let folder = checkout.path(folder);
            let ended = checkout.run_changed(&words, |command| command.current_dir(folder));
            assert_ended(&ended, 0, &[&place]);
        }
        let made = std::fs::read_to_string(checkout.path(folder).join("crate/src/lib.rs")).expect("a crate");
        assert!(made.contains("from api/a.yaml") || made.contains("api/a.yaml"), "{made}");
    }
}
