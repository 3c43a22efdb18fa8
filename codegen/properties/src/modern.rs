//! Random descriptions in the words of OpenAPI 3.2.

use codegen::load::Node;

use crate::choices::{Choices, map};
use crate::schema::{COMPONENTS, list, schema, value};
use crate::text;

const METHODS: &[&str] = &["query", "get", "post", "additionalOperations"];
const OTHERS: &[&str] = &["COPY", "POST", "QUERY", "NO TOKEN", "", "x-note"];
const PLACES: &[&str] = &["querystring", "query", "cookie", "path", "header"];
const STYLES: &[&str] = &["cookie", "form", "simple", "odd"];
const MEDIA: &[&str] = &[
    "application/json",
    "application/x-www-form-urlencoded",
    "text/event-stream",
    "application/json-seq",
    "multipart/mixed",
    "a/b",
];
const ADDRESSES: &[&str] = &["https://e.test/a", "/a", "a", "#", ""];
const REFERENCES: &[&str] =
    &["#/components/schemas/Pet", "https://e.test/a#/components/schemas/Pet", "a#/x", "Pet", "#item"];

/// The description that the bytes choose.
pub(crate) fn description(choices: &mut Choices<'_>) -> Node {
    let schemas = COMPONENTS.iter().map(|name| (*name, any_schema(choices))).collect::<Vec<_>>();
    let key = map([
        ("type", "apiKey".into()),
        ("in", "header".into()),
        ("name", text::name(choices).into()),
        ("deprecated", choices.once_in(2).into()),
    ]);
    map([
        ("openapi", "3.2.0".into()),
        ("$self", choices.pick(ADDRESSES).into()),
        ("info", map([("title", text::name(choices).into()), ("version", "1".into())])),
        (
            "servers",
            list(choices, 2, |choices| {
                map([("url", "https://e.test".into()), ("name", text::any(choices).into())])
            }),
        ),
        ("tags", list(choices, 4, tag)),
        ("paths", paths(choices)),
        (
            "components",
            map([
                ("schemas", map(schemas)),
                ("mediaTypes", map([("Pet", media(choices))])),
                ("securitySchemes", map([("Pet", key)])),
            ]),
        ),
        (
            "security",
            list(choices, 2, |choices| {
                map([(
                    choices.pick(&["Pet", "#/components/securitySchemes/Pet", "a#b"]),
                    Node::List(Vec::new()),
                )])
            }),
        ),
    ])
}

fn tag(choices: &mut Choices<'_>) -> Node {
    map([
        ("name", choices.pick(COMPONENTS).into()),
        ("parent", choices.pick(COMPONENTS).into()),
        ("kind", choices.pick(&["nav", "badge", ""]).into()),
        ("summary", text::any(choices).into()),
    ])
}

fn paths(choices: &mut Choices<'_>) -> Node {
    let count = 1 + choices.below(3);
    map((0..count).map(|number| {
        let many = 1 + choices.below(3);
        let members: Vec<_> = (0..many).map(|_| member(choices)).collect();
        (format!("/{}/{number}", text::name(choices)), map(members))
    }))
}

fn member(choices: &mut Choices<'_>) -> (&'static str, Node) {
    let method = choices.pick(METHODS);
    if method != "additionalOperations" {
        return (method, operation(choices));
    }
    let many = 1 + choices.below(2);
    let others: Vec<_> = (0..many).map(|_| (choices.pick(OTHERS), operation(choices))).collect();
    (method, map(others))
}

fn operation(choices: &mut Choices<'_>) -> Node {
    if choices.once_in(10) {
        return value(choices);
    }
    map([
        ("tags", list(choices, 2, |choices| choices.pick(COMPONENTS).into())),
        ("parameters", list(choices, 3, parameter)),
        (
            "responses",
            map([("200", map([("summary", text::any(choices).into()), ("content", content(choices))]))]),
        ),
    ])
}

fn parameter(choices: &mut Choices<'_>) -> Node {
    let mut members = vec![("name", text::name(choices).into()), ("in", choices.pick(PLACES).into())];
    for _ in 0..choices.below(4) {
        members.push(match choices.below(4) {
            0 => ("style", choices.pick(STYLES).into()),
            1 => ("allowReserved", choices.once_in(2).into()),
            2 => ("content", content(choices)),
            _ => ("schema", schema(choices, 2)),
        });
    }
    map(members)
}

fn content(choices: &mut Choices<'_>) -> Node {
    map([(choices.pick(MEDIA), media(choices))])
}

fn media(choices: &mut Choices<'_>) -> Node {
    match choices.below(5) {
        0 => map([("$ref", "#/components/mediaTypes/Pet".into())]),
        1 => map([("itemSchema", event(choices)), ("itemEncoding", value(choices))]),
        2 => map([
            ("schema", any_schema(choices)),
            ("examples", map([("e", map([("serializedValue", text::any(choices).into())]))])),
            ("encoding", value(choices)),
            ("prefixEncoding", value(choices)),
        ]),
        3 => map([
            ("itemSchema", any_schema(choices)),
            ("prefixEncoding", list(choices, 3, encoding)),
            ("itemEncoding", encoding(choices)),
        ]),
        _ => map([("itemSchema", map([("oneOf", list(choices, 3, event))]))]),
    }
}

fn encoding(choices: &mut Choices<'_>) -> Node {
    map([("contentType", choices.pick(MEDIA).into())])
}

fn event(choices: &mut Choices<'_>) -> Node {
    let data = map([
        ("type", "string".into()),
        ("contentMediaType", "application/json".into()),
        ("contentSchema", any_schema(choices)),
    ]);
    map([("properties", map([("event", map([("const", text::any(choices).into())])), ("data", data)]))])
}

/// A schema, perhaps one that leaves something to its scope, or that has a default.
fn any_schema(choices: &mut Choices<'_>) -> Node {
    match choices.below(6) {
        0 => map([("$dynamicAnchor", "item".into()), ("$ref", choices.pick(REFERENCES).into())]),
        1 => map([("$dynamicRef", choices.pick(&["#item", "#other", "a#item", "#/x", ""]).into())]),
        2 => map([
            ("$id", choices.pick(ADDRESSES).into()),
            ("items", map([("$ref", choices.pick(REFERENCES).into())])),
        ]),
        3 => {
            let discriminator =
                map([("propertyName", "kind".into()), ("defaultMapping", choices.pick(REFERENCES).into())]);
            let branches = list(choices, 3, |choices| map([("$ref", choices.pick(REFERENCES).into())]));
            map([("oneOf", branches), ("discriminator", discriminator)])
        }
        _ => schema(choices, 2),
    }
}
