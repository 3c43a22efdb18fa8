//! Which way a place goes is that of all its uses, and the worst counts.

use super::super::{Severity, Source, State, Wire, compare_states};
use super::{BASE, diff, lines, read, state, with};

const BECAME_REQUIRED: &str =
    "{type: object, required: [id, extra], properties: {id: {type: string}, extra: {type: string}}}";

#[test]
fn a_component_that_is_sent_and_read_breaks_by_the_worse_of_both() {
    let (old, new) = (read(BASE), with("/components/schemas/Both", BECAME_REQUIRED));
    let found = diff(&old, &new);
    let rule = found.findings.iter().find(|found| found.rule.id == "member-became-required").unwrap();
    assert_eq!((rule.source, rule.wire, rule.severity), (Source::Major, Wire::Breaks, Severity::Breaking));
    assert!(rule.direction.sent && rule.direction.read);
    // Where it is only read, nobody breaks.
    let unsent = |mut description: serde_json::Value| {
        description["paths"]["/pets"].as_object_mut().unwrap().remove("put");
        description
    };
    let found = diff(&unsent(old), &unsent(new));
    let rule = found.findings.iter().find(|found| found.rule.id == "member-became-required").unwrap();
    assert_eq!(rule.wire, Wire::Safe);
    assert!(!rule.direction.sent && rule.direction.read);
}

#[test]
fn what_is_read_as_an_error_may_break_and_no_more() {
    let at = "/components/schemas/Problem/properties/code";
    let found = diff(&with(at, "{type: string}"), &with(at, "{type: integer}"));
    let rule = found.findings.iter().find(|found| found.rule.id == "type-changed").unwrap();
    assert_eq!(rule.wire, Wire::MayBreak);
}

#[test]
fn a_list_of_items_says_nothing_of_the_wire() {
    let old = state("old.json", &read(BASE));
    let new = state("new.json", &with("/components/schemas/Both", BECAME_REQUIRED));
    let bare = State::of_items(old.items.clone());
    let found = compare_states(&bare, &new);
    assert!(!found.knows_wire);
    assert_eq!(found.source(), Source::Major);
    assert!(
        found.findings.iter().all(|found| found.wire == Wire::Safe && found.rule.id.starts_with("item-"))
    );
    assert!(compare_states(&bare, &State::of_items(old.items.clone())).findings.is_empty());
}

#[test]
fn what_the_generator_does_otherwise_is_told() {
    let old = state("same.json", &read(BASE));
    let mut new = state("same.json", &read(BASE));
    new.items.retain(|item| !item.path.starts_with("types::Circle"));
    let found = compare_states(&old, &new);
    assert!(!found.findings.is_empty());
    assert!(found.findings.iter().all(|found| found.rule.id == "generator-changed"), "{:?}", lines(&found));
    assert_eq!((found.source(), found.wire()), (Source::Major, Wire::Safe));
}

#[test]
fn findings_have_a_line_on_both_sides() {
    let at = "/components/schemas/Both/properties/extra";
    let found = diff(&with(at, "{type: string}"), &with(at, "{type: boolean}"));
    let rule = &found.findings[0];
    assert_eq!(rule.rule.id, "type-changed");
    for (site, file) in [(&rule.base, "old.json"), (&rule.head, "new.json")] {
        let spot = site.as_ref().unwrap().spot.as_ref().unwrap();
        assert_eq!(spot.file, file);
        assert!(spot.line > 1);
    }
    let item = rule.item.as_ref().unwrap();
    assert_eq!(item.path, "types::Both::extra");
    assert_eq!(item.old.as_deref(), Some("Option<String>, optional"));
    assert_eq!(item.new.as_deref(), Some("Option<bool>, optional"));
}

#[test]
fn a_part_of_another_media_type_is_written_another_way() {
    let body = |encodings: &str| {
        with(
            "/paths/~1pets/patch/requestBody",
            &format!(
                "{{content: {{multipart/mixed: {{schema: {{type: array, items: {{type: string}}}}{encodings}}}}}}}"
            ),
        )
    };
    for (old, new, expect) in [
        ("", ", itemEncoding: {}", false),
        (", itemEncoding: {contentType: a/b}", ", itemEncoding: {contentType: a/b}", false),
        (", itemEncoding: {contentType: a/b}", ", itemEncoding: {contentType: a/c}", true),
        (", prefixEncoding: [{contentType: a/b}]", ", prefixEncoding: [{contentType: a/c}]", true),
        (
            ", itemEncoding: {contentType: a/b}",
            ", prefixEncoding: [{contentType: a/b}], itemEncoding: {contentType: a/b}",
            false,
        ),
    ] {
        let found = lines(&diff(&body(old), &body(new)));
        assert_eq!(
            found.iter().any(|line| line.starts_with("body-encoding-changed")),
            expect,
            "{old} -> {new}: {found:?}"
        );
    }
}
