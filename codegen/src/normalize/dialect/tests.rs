//! Spellings before and after.

use super::*;
use crate::load::Files;
use crate::normalize::testing::{load, node};

fn normalize(yaml: &str) -> (Draft, Vec<String>) {
    let mut diagnostics = Diagnostics::new();
    let mut draft = Draft::new(load("a.yaml", yaml, &mut Files::default()));
    normalize_dialect(&mut draft, &mut diagnostics);
    let found =
        diagnostics.as_slice().iter().map(|found| format!("{} {}", found.code.id, found.pointer)).collect();
    (draft, found)
}

#[track_caller]
fn check(schema: &str, expect: &str) {
    let (draft, found) = normalize(&format!("components: {{schemas: {{S: {schema}}}}}"));
    assert_eq!(found, Vec::<String>::new());
    let at = Pointer::root().key("components").key("schemas").key("S");
    assert_eq!(draft.root.at(&at), Some(&node(expect)));
}

#[test]
fn a_whole_number_may_be_a_number_too() {
    check("{oneOf: [{type: number}, {type: integer}]}", "{anyOf: [{type: number}, {type: integer}]}");
    check("{oneOf: [{type: number}, {type: string}]}", "{oneOf: [{type: number}, {type: string}]}");
    check(
        "{oneOf: [{type: number}, {type: integer, enum: [1]}]}",
        "{oneOf: [{type: number}, {type: integer, enum: [1]}]}",
    );
}

#[test]
fn every_null_is_one() {
    check("{type: string, nullable: true}", "{type: [string, 'null']}");
    check("{type: string, nullable: false}", "{type: string}");
    check("{type: [string, 'null'], x-nullable: true}", "{type: [string, 'null']}");
    check("{type: string, enum: [a], nullable: true}", "{type: [string, 'null'], enum: [a, null]}");
    check(
        "{$ref: '#/x', nullable: true, description: d, x-y: 1}",
        "{description: d, x-y: 1, anyOf: [{$ref: '#/x'}, {type: 'null'}]}",
    );
    check(
        "{type: object, allOf: [{$ref: '#/x'}], nullable: true}",
        "{anyOf: [{type: object, allOf: [{$ref: '#/x'}]}, {type: 'null'}]}",
    );
    check(
        "{oneOf: [{type: string, nullable: true}], nullable: true}",
        "{oneOf: [{type: [string, 'null']}, {type: 'null'}]}",
    );
    check("{anyOf: [{type: 'null'}], nullable: true}", "{anyOf: [{type: 'null'}]}");
    check(
        "{properties: {nullable: {type: boolean, nullable: true}}, nullable: true}",
        "{properties: {nullable: {type: [boolean, 'null']}}, type: [object, 'null']}",
    );
    check("{nullable: true}", "{}");
}

#[test]
fn bounds_are_numbers() {
    check(
        "{minimum: 1, exclusiveMinimum: true, maximum: 2, exclusiveMaximum: false}",
        "{exclusiveMinimum: 1, maximum: 2}",
    );
    check("{exclusiveMinimum: true}", "{}");
    check("{exclusiveMinimum: 3}", "{exclusiveMinimum: 3}");
}

#[test]
fn members_that_are_objects_are_values() {
    check("{type: string, enum: [{value: a}, {value: b}]}", "{type: string, enum: [a, b]}");
    check("{type: string, enum: [{type: stringLiteral, value: a}]}", "{type: string, enum: [a]}");
    check(
        "{enum: [{value: 1, name: One}, {value: 2, description: two}]}",
        "{enum: [1, 2], x-enum-varnames: [One, ''], x-enum-descriptions: ['', two]}",
    );
    check("{type: object, enum: [{value: a}]}", "{type: object, enum: [{value: a}]}");
    check("{enum: [{a: 1}, {a: 2}]}", "{enum: [{a: 1}, {a: 2}]}");
    let (_, found) = normalize("components: {schemas: {S: {type: string, enum: [a, {b: c}]}}}");
    assert_eq!(found, ["W214 /components/schemas/S/enum/1"]);
}

#[test]
fn examples_are_left_alone() {
    check(
        "{type: object, nullable: true, example: {nullable: true, enum: [{value: a}]}}",
        "{type: [object, 'null'], example: {nullable: true, enum: [{value: a}]}}",
    );
}

#[test]
fn bodies_with_required_members_are_required() {
    let (draft, found) = normalize(
        "paths:\n  /a:\n    post: {requestBody: {content: {j: {schema: {$ref: '#/components/schemas/S'}}}}}\n    put: {requestBody: {required: false, content: {j: {schema: {required: [a]}}}}}\n    \
         patch: {requestBody: {content: {j: {schema: {$ref: '#/components/schemas/L'}}}}}\ncomponents: {schemas: {S: {allOf: [{type: object, required: [a]}]}, L: {$ref: '#/components/schemas/L'}}}\n",
    );
    assert_eq!(found, ["N218 /paths/~1a/post/requestBody"]);
    assert_eq!(
        draft.root.at(&Pointer::from_escaped("/paths/~1a/post/requestBody/required")),
        Some(&Node::Bool(true))
    );
}

#[test]
fn texts_are_texts() {
    let (draft, _) = normalize(
        "openapi: 3.0.1\ninfo: {title: 1, version: 1.0}\npaths: {/a: {get: {summary: 2, description: null, operationId: true}}}\n",
    );
    assert_eq!(
        draft.root,
        node(
            "openapi: 3.1.1\ninfo: {title: '1', version: '1.0'}\npaths: {/a: {get: {summary: '2', operationId: 'true'}}}\n"
        )
    );
}

#[test]
fn wrapped_places_are_found_again() {
    let (draft, _) = normalize("components: {schemas: {S: {$ref: '#/x', nullable: true}}}");
    let place =
        draft.origins.place(&Pointer::from_escaped("/components/schemas/S/anyOf/0/$ref")).expect("a place");
    assert_eq!(place.pointer.as_str(), "/components/schemas/S/$ref");
}

/// The example of a response of a media type, and another one of which only the text is known, as they are afterwards.
fn read_example(version: &str, kind: &str, example: &str) -> (Option<Node>, Draft) {
    let (draft, _) = normalize(&format!(
        "openapi: {version}\npaths: {{/a: {{get: {{responses: {{'200': {{content: {{'{kind}': {{examples: {{e: {example}}}}}}}}}}}}}}}}}\n\
         components: {{examples: {{X: {{serializedValue: '{{\"a\": [1]}}'}}}}}}"
    ));
    let at = Pointer::root().key("paths").key("/a").key("get").key("responses").key("200");
    let at = at.key("content").key(kind).key("examples").key("e").key("dataValue");
    (draft.root.at(&at).cloned(), draft)
}

#[test]
fn what_a_serialized_value_means_is_said() {
    for (kind, example, expect) in [
        ("application/json", "{serializedValue: '[1, \"a\"]'}", Some("[1, a]")),
        ("application/problem+json; x=y", "{serializedValue: '9007199254740993'}", Some("9007199254740993")),
        ("text/plain", "{serializedValue: '12'}", Some("'12'")),
        ("application/json", "{serializedValue: '{a: 1}'}", None),
        ("application/json", "{serializedValue: '{\"a\": 1, \"a\": 2}'}", None),
        ("application/json", "{serializedValue: '1', value: 2}", None),
        ("application/json", "{serializedValue: '1', dataValue: 2}", Some("2")),
        ("application/json", "{serializedValue: 1}", None),
        ("application/xml", "{serializedValue: <a/>}", None),
        ("application/x-www-form-urlencoded", "{serializedValue: a=1}", None),
    ] {
        let (found, _) = read_example("3.2.0", kind, example);
        assert_eq!(
            found,
            expect.map(|expect| node(&format!("v: {expect}")).get("v").cloned().unwrap()),
            "{kind} {example}"
        );
    }
    assert_eq!(read_example("3.1.0", "application/json", "{serializedValue: '1'}").0, None);
}

#[test]
fn a_shared_example_is_read_where_it_stands() {
    let (_, draft) = read_example("3.2.0", "application/json", "{$ref: '#/components/examples/X'}");
    let at = Pointer::root().key("components").key("examples").key("X");
    assert_eq!(draft.root.at(&at.key("dataValue")), Some(&node("a: [1]")));
    let place = draft.origins.place(&at.key("dataValue").key("a")).expect("a place");
    assert_eq!(place.pointer, at.key("serializedValue").key("a"));
    for endless in
        ["{$ref: '#/paths/~1a/get/responses/200/content/application~1json/examples/e'}", "{$ref: '#/x'}"]
    {
        assert_eq!(read_example("3.2.0", "application/json", endless).0, None);
    }
}
