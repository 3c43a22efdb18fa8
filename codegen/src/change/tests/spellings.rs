//! Spellings of the same thing are no change.

use serde_json::{Value, json};

use super::super::{all_rules, compare_states};
use super::{BASE, diff, lines, read, state, state_of, with};

const EXTRA: &str = "/components/schemas/Both/properties/extra";

#[track_caller]
fn same(old: &Value, new: &Value) {
    let wire: Vec<String> =
        lines(&diff(old, new)).into_iter().filter(|line| !line.starts_with("item-")).collect();
    assert!(wire.is_empty(), "{wire:#?}");
}

#[track_caller]
fn same_at(old: &str, new: &str) {
    let found = diff(&with(EXTRA, old), &with(EXTRA, new));
    assert!(found.findings.is_empty(), "{old} and {new}: {:#?}", lines(&found));
}

#[test]
fn null_has_three_spellings() {
    let by_type = "{type: [string, 'null']}";
    for other in [
        "{type: string, nullable: true}",
        "{anyOf: [{type: string}, {type: 'null'}]}",
        "{oneOf: [{type: 'null'}, {type: string}]}",
        "{type: ['null', string]}",
    ] {
        same_at(by_type, other);
        same_at(other, by_type);
    }
    same_at("{type: [string, 'null'], enum: [a, b, null]}", "{type: string, nullable: true, enum: [a, b]}");
    same_at(
        "{$ref: '#/components/schemas/Circle', nullable: true}",
        "{anyOf: [{$ref: '#/components/schemas/Circle'}, {type: 'null'}]}",
    );
}

#[test]
fn one_part_is_the_whole() {
    same_at("{type: string}", "{allOf: [{type: string}]}");
    same_at("{type: string}", "{oneOf: [{type: string}]}");
    same_at("{type: string, enum: [a]}", "{type: string, const: a}");
    same_at("{type: string, enum: [a, b]}", "{type: string, enum: [b, a]}");
    same_at(
        "{type: object, required: [a, b], properties: {a: {type: string}, b: {type: string}}}",
        "{type: object, required: [b, a], properties: {a: {type: string}, b: {type: string}}}",
    );
    // What lists values by hand is on the wire what a list is.
    same(
        &with(EXTRA, "{type: string, enum: [a, b]}"),
        &with(EXTRA, "{type: string, oneOf: [{const: a}, {const: b}]}"),
    );
    // A reference is what it refers to, on the wire.
    same(
        &with(EXTRA, "{$ref: '#/components/schemas/Problem'}"),
        &with(EXTRA, "{type: object, required: [code], properties: {code: {type: string}}}"),
    );
    same(
        &with(
            EXTRA,
            "{allOf: [{$ref: '#/components/schemas/Problem'}, {type: object, properties: {more: {type: integer}}}]}",
        ),
        &with(
            EXTRA,
            "{type: object, required: [code], properties: {code: {type: string}, more: {type: integer}}}",
        ),
    );
}

#[test]
fn the_order_of_keys_is_none() {
    for rule in all_rules().filter(|rule| !rule.example.at.is_empty()) {
        for side in [rule.example.old, rule.example.new] {
            let description = with(rule.example.at, side);
            let found = diff(&description, &description);
            assert!(found.findings.is_empty(), "{}: {:?}", rule.id, lines(&found));
            let other = state_of("new.json", reversed(&description).into_bytes());
            let found = compare_states(&state("old.json", &description), &other);
            assert!(found.findings.is_empty(), "{}: {:#?}", rule.id, lines(&found));
        }
    }
}

#[test]
fn the_order_of_members_names_no_case() {
    // Cases without a name are called by what they have; which of it stands first plays no part.
    let case = |members: &str| format!("{{type: object, required: [kind, role], properties: {{{members}}}}}");
    let (kind, role) = ("kind: {const: a}", "role: {const: b}");
    let (long, short) = ("longer: {type: string}", "short: {type: string}");
    let both = |first: &str, second: &str| {
        let (one, other) = (format!("{first}, {second}"), "kind: {const: c}, role: {const: d}".to_owned());
        format!("{{oneOf: [{}, {}]}}", case(&one), case(&other))
    };
    same_at(&both(kind, role), &both(role, kind));
    let plain = |members: &str| {
        format!(
            "{{anyOf: [{{type: object, properties: {{{members}}}}}, {{type: object, properties: {{x: {{type: integer}}}}}}]}}"
        )
    };
    same_at(&plain(&format!("{long}, {short}")), &plain(&format!("{short}, {long}")));
}

#[test]
fn an_older_version_says_the_same() {
    let mut old = read(BASE);
    old["openapi"] = json!("3.0.3");
    let found = diff(&old, &read(BASE));
    assert!(found.findings.is_empty(), "{:#?}", lines(&found));
}

/// The same as text, with the members of all maps the other way round.
fn reversed(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let members =
                members.iter().rev().map(|(key, value)| format!("{}:{}", json!(key), reversed(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(reversed).collect::<Vec<_>>().join(",")),
        other => other.to_string(),
    }
}
