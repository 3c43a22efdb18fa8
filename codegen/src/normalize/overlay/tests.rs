//! What overlays do to a description.

use super::*;
use crate::load::Files;
use crate::normalize::testing::{load, node};

const API: &str = "openapi: 3.1.0\ninfo: {title: A}\ntags: [{name: x}, {name: y}, {name: z}]\npaths:\n  /a:\n    get: {tags: [x]}\ncomponents:\n  schemas:\n    \
                   A: {type: string}\n    B: {properties: {a: {$ref: '#/components/schemas/A'}}}\n";

fn apply(actions: &str) -> (Draft, Vec<String>) {
    apply_within(actions, Allowance::new(&Budgets::default()))
}

fn apply_within(actions: &str, mut allowance: Allowance) -> (Draft, Vec<String>) {
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let mut draft = Draft::new(load("spec/a.yaml", API, &mut files));
    let overlay = load(
        "spec/o.yaml",
        &format!("overlay: 1.1.0\ninfo: {{title: o, version: 1}}\nactions:\n{actions}"),
        &mut files,
    );
    let overlays = [overlay];
    for action in read_actions(&overlays, &[draft.name.clone()], &mut diagnostics) {
        apply_action(&action, &mut draft, &mut allowance, &mut diagnostics);
    }
    let found = diagnostics.as_slice().iter();
    let found =
        found.map(|found| format!("{} {}", found.code.id, found.place.as_ref().expect("a place").pointer));
    (draft, found.collect())
}

/// The part of the result at `pointer`, and where it comes from.
#[track_caller]
fn check(actions: &str, pointer: &str, expect: &str, origin: (usize, &str)) {
    let (draft, found) = apply(actions);
    assert_eq!(found, Vec::<String>::new());
    let pointer = Pointer::from_escaped(pointer);
    assert_eq!(draft.root.at(&pointer), Some(&node(expect)));
    let place = draft.origins.place(&pointer).expect("a place");
    assert_eq!((place.file.0, place.pointer.as_str()), origin);
}

#[track_caller]
fn check_refused(actions: &str, expect: &[&str]) {
    assert_eq!(apply(actions).1, expect);
}

#[test]
fn actions_for_the_only_document_keep_their_place_among_the_others() {
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let text = "overlay: 1.1.0\nactions:\n- {target: $.info, x-extends: a.yaml, update: {a: 1}}\n- {target: $.info, update: {b: 1}}\n\
                - {target: $.info, x-extends: a.yaml, update: {c: 1}}\n";
    let overlays = [load("o.yaml", text, &mut files)];
    let mut actions = read_actions(&overlays, &["a.yaml".to_owned()], &mut diagnostics);
    keep_order(&mut actions, 2);
    assert_eq!(actions.iter().map(|action| action.document).collect::<Vec<_>>(), [Some(0), None, Some(0)]);
    keep_order(&mut actions, 1);
    assert_eq!(actions.iter().map(|action| action.document).collect::<Vec<_>>(), [Some(0), None, None]);
    assert!(diagnostics.as_slice().is_empty());
}

#[test]
fn all_actions_together_visit_and_add_no_more_than_is_allowed() {
    let search = "- {target: $..tags, update: [z]}\n";
    let refused = |count: usize, visits: usize, nodes: usize| {
        apply_within(&search.repeat(count), Allowance { visits, nodes }).1
    };
    let all = 100;
    assert_eq!(refused(2, all, all), Vec::<String>::new());
    assert_eq!(refused(4, all, all), ["E216 /actions/2/target", "E216 /actions/3/target"]);
    assert_eq!(refused(2, 1000, 5), ["E216 /actions/1/update"]);
    let copies = "- {target: $.info, copy: $.components}\n";
    assert_eq!(
        apply_within(&copies.repeat(2), Allowance { visits: all, nodes: 10 }).1,
        ["E216 /actions/1/copy"]
    );
}

#[test]
fn updates_merge() {
    check(
        "- {target: $.info, update: {title: B, version: '2'}}\n",
        "/info",
        "{title: B, version: '2'}",
        (0, "/info"),
    );
    check(
        "- {target: $.info, update: {version: '2'}}\n",
        "/info/version",
        "'2'",
        (1, "/actions/0/update/version"),
    );
    check("- {target: $.info.title, update: C}\n", "/info/title", "C", (1, "/actions/0/update"));
    check("- {target: $.tags, update: {name: w}}\n", "/tags/3", "{name: w}", (1, "/actions/0/update"));
    check(
        "- {target: '$.paths.*.get', update: {tags: [v]}}\n",
        "/paths/~1a/get/tags",
        "[x, v]",
        (0, "/paths/~1a/get/tags"),
    );
    check(
        "- {target: $, update: {servers: [{url: u}]}}\n",
        "/servers/0/url",
        "u",
        (1, "/actions/0/update/servers/0/url"),
    );
}

#[test]
fn removals_keep_track_of_what_moves_up() {
    check(
        "- {target: '$.tags[?@.name == \"x\" || @.name == \"y\"]', remove: true}\n",
        "/tags",
        "[{name: z}]",
        (0, "/tags"),
    );
    check("- {target: '$.tags[0]', remove: true}\n", "/tags/1/name", "z", (0, "/tags/2/name"));
    check("- {target: $.components, remove: true}\n", "/info", "{title: A}", (0, "/info"));
}

#[test]
fn copies_and_renames() {
    check(
        "- {target: '$.paths[\"/a\"].get', copy: $.info}\n",
        "/paths/~1a/get/title",
        "A",
        (0, "/info/title"),
    );
    check(
        "- {target: $.components.schemas.A, x-rename: C}\n",
        "/components/schemas",
        "{C: {type: string}, B: {properties: {a: {$ref: '#/components/schemas/C'}}}}",
        (0, "/components/schemas"),
    );
    check(
        "- {target: $.components.schemas.A, x-rename: C}\n",
        "/components/schemas/C/type",
        "string",
        (0, "/components/schemas/A/type"),
    );
}

#[test]
fn a_renamed_schema_keeps_the_value_that_names_it() {
    check(
        "- {target: $.components.schemas.B, update: {oneOf: [{$ref: '#/components/schemas/A'}], discriminator: {propertyName: k}}}\n\
         - {target: $.components.schemas.A, x-rename: C}\n",
        "/components/schemas/B/discriminator",
        "{propertyName: k, mapping: {A: '#/components/schemas/C'}}",
        (1, "/actions/0/update/discriminator"),
    );
}

#[test]
fn an_action_that_matches_nothing_is_a_warning_and_the_others_apply() {
    let (draft, found) = apply(
        "- {target: $.nothing, remove: true}\n- {target: '$.x[?@.a]', copy: $.y}\n- {target: $.info, update: {title: B}}\n",
    );
    assert_eq!(found, ["W205 /actions/0/target", "W205 /actions/1/target"]);
    assert_eq!(draft.root.at(&Pointer::from_escaped("/info/title")), Some(&node("B")));
}

#[test]
fn actions_that_cannot_be_carried_out_are_errors() {
    check_refused("- {target: nothing, remove: true}\n", &["E206 /actions/0/target"]);
    check_refused(
        "- {target: $.info}\n- {update: {}}\n- 3\n",
        &["E204 /actions/0", "E204 /actions/1", "E204 /actions/2"],
    );
    check_refused("- {target: $.info, copy: $.tags.*}\n", &["E204 /actions/0/copy"]);
    check_refused("- {target: $.components.schemas.A, x-rename: B}\n", &["E210 /actions/0/x-rename"]);
    check_refused("- {target: '$.tags[0]', x-rename: B}\n", &["E210 /actions/0/x-rename"]);
}

#[test]
fn keys_that_go_over_the_wire_are_not_renamed() {
    for target in [
        "$.components.schemas.B.properties.a",
        "$.paths['/a']",
        "$.paths['/a'].get",
        "$.paths['/a'].get.tags",
        "$.components.schemas.B.properties",
        "$.info.title",
    ] {
        let action = format!("- {{target: \"{target}\", x-rename: y}}\n");
        check_refused(&action, &["E286 /actions/0/x-rename"]);
    }
}

#[test]
fn what_only_references_name_is_renamed() {
    let place = "#/components/schemas/B/$defs";
    check(
        &format!(
            "- {{target: $.components.schemas.B, update: {{$defs: {{D: {{}}}}, items: {{$ref: '{place}/D'}}}}}}\n\
             - {{target: \"$.components.schemas.B['$defs'].D\", x-rename: E}}\n"
        ),
        "/components/schemas/B/items",
        &format!("{{$ref: '{place}/E'}}"),
        (1, "/actions/0/update/items"),
    );
}

#[test]
fn actions_cannot_make_a_description_grow_without_end() {
    let value = node(&format!("[{}]", "x, ".repeat(600)));
    let targets = vec![Pointer::root().key("a"); 100];
    assert_eq!(update::added_nodes(&value, &targets), None);
    assert!(update::added_nodes(&value, &targets[..50]).is_some());
    let deep = node(&format!("{}x", "- ".repeat(90)));
    assert_eq!(update::added_nodes(&deep, &[Pointer::from_escaped(&"/a".repeat(40))]), None);
    check_refused("- {target: $.info, update: {x: {y: {z: {}}}}}\n- {target: $.info.x.y.z, copy: $}\n", &[]);
}

#[test]
fn removes_what_is_selected_in_any_order() {
    for (target, expect) in [
        ("$.tags[2,0]", "[{name: y}]"),
        ("$.tags[0,2,0]", "[{name: y}]"),
        ("$.tags[::-1]", "[]"),
        ("$.tags[1,0].name", "[{}, {}, {name: z}]"),
    ] {
        let (draft, found) = apply(&format!("- {{target: '{target}', remove: true}}\n"));
        assert_eq!(found, Vec::<String>::new(), "{target}");
        assert_eq!(draft.root.get("tags"), Some(&node(expect)), "{target}");
    }
}

#[test]
fn a_misspelled_key_is_named() {
    let (_, found) = apply("- {target: $.info, updat: {title: B}}\n");
    assert_eq!(found, ["E204 /actions/0/updat"]);
}
