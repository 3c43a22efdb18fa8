//! Random descriptions: paths, parameters, bodies, responses and components around random schemas.

use codegen::diag::Located;
use codegen::load::{Node, Source};
use codegen::{Input, Options, Outcome};

use crate::choices::{Choices, map};
use crate::schema::{COMPONENTS, list, schema, value};
use crate::{modern, swagger2, text};

const METHODS: &[&str] = &["get", "post", "put", "delete", "patch", "head"];
const PLACES: &[&str] = &["query", "header", "path", "cookie", "body"];
const STYLES: &[&str] =
    &["form", "simple", "deepObject", "pipeDelimited", "spaceDelimited", "matrix", "label", "odd"];
const MEDIA: &[&str] = &[
    "application/json",
    "multipart/form-data",
    "application/x-www-form-urlencoded",
    "text/plain",
    "text/event-stream",
    "application/octet-stream",
    "application/x-ndjson",
    "*/*",
    "",
];
const STATUSES: &[&str] = &["200", "201", "204", "default", "2XX", "404", "422", "99"];

/// The description that the bytes choose.
pub(crate) fn description(choices: &mut Choices<'_>) -> Node {
    // By the last byte, so that inputs that are kept for what they broke once mean what they meant.
    if choices.last().is_some_and(|last| last % 8 == 7) {
        return swagger2::description(choices);
    }
    if choices.last().is_some_and(|last| last % 8 == 6) {
        return modern::description(choices);
    }
    let mut info = vec![("title", text::name(choices).into()), ("version", "1".into())];
    if choices.once_in(3) {
        info.push(("description", text::any(choices).into()));
    }
    let mut members = vec![
        ("openapi", choices.pick(&["3.1.0", "3.0.3"]).into()),
        ("info", map(info)),
        ("paths", paths(choices)),
        ("components", components(choices)),
    ];
    if choices.once_in(3) {
        members.push(("servers", list(choices, 2, server)));
    }
    if choices.once_in(3) {
        let tag = map([("name", text::name(choices).into()), ("description", text::any(choices).into())]);
        members.push(("tags", Node::List(vec![tag])));
    }
    map(members)
}

fn server(choices: &mut Choices<'_>) -> Node {
    let variable = map([
        ("default", text::name(choices).into()),
        ("enum", list(choices, 3, |choices| text::name(choices).into())),
    ]);
    map([
        ("url", format!("https://{{host}}.example/{}", text::any(choices)).into()),
        ("variables", map([("host", variable)])),
    ])
}

fn paths(choices: &mut Choices<'_>) -> Node {
    let count = 1 + choices.below(4);
    map((0..count).map(|number| {
        let variable = if choices.once_in(2) { "/{id}" } else { "" };
        let path = format!("/{}{variable}/{number}", text::name(choices));
        let operations = (0..=choices.below(2)).map(|_| (choices.pick(METHODS), operation(choices)));
        (path, map(operations.collect::<Vec<_>>()))
    }))
}

fn operation(choices: &mut Choices<'_>) -> Node {
    let responses =
        (0..choices.below(3)).map(|_| (choices.pick(STATUSES), response(choices))).collect::<Vec<_>>();
    let mut members = vec![("responses", map(responses))];
    for _ in 0..choices.below(6) {
        members.push(match choices.below(7) {
            0 => ("operationId", text::name(choices).into()),
            1 => ("tags", list(choices, 2, |choices| text::name(choices).into())),
            2 => ("parameters", list(choices, 4, parameter)),
            3 => ("requestBody", body(choices)),
            4 => ("summary", text::any(choices).into()),
            5 => {
                ("security", list(choices, 2, |choices| map([(text::name(choices), Node::List(Vec::new()))])))
            }
            _ => ("x-fern-sdk-group-name", list(choices, 2, |choices| text::name(choices).into())),
        });
    }
    map(members)
}

fn parameter(choices: &mut Choices<'_>) -> Node {
    let mut members = vec![
        ("name", text::name(choices).into()),
        ("in", choices.pick(PLACES).into()),
        ("required", choices.once_in(2).into()),
        ("schema", schema(choices, 2)),
    ];
    if choices.once_in(3) {
        members.push(("style", choices.pick(STYLES).into()));
        members.push(("explode", choices.once_in(2).into()));
    }
    map(members)
}

fn content(choices: &mut Choices<'_>) -> Node {
    let media = (0..=choices.below(2)).map(|_| (choices.pick(MEDIA), map([("schema", schema(choices, 3))])));
    map(media.collect::<Vec<_>>())
}

fn body(choices: &mut Choices<'_>) -> Node {
    match choices.below(4) {
        0 => map([("$ref", "#/components/requestBodies/Pet".into())]),
        _ => map([("content", content(choices)), ("required", choices.once_in(2).into())]),
    }
}

fn response(choices: &mut Choices<'_>) -> Node {
    match choices.below(5) {
        0 => map([("$ref", "#/components/responses/Pet".into())]),
        1 => map([("description", text::any(choices).into())]),
        2 => value(choices),
        _ => map([("description", "".into()), ("content", content(choices))]),
    }
}

fn components(choices: &mut Choices<'_>) -> Node {
    let schemas = COMPONENTS.iter().map(|name| (*name, schema(choices, 4))).collect::<Vec<_>>();
    let mut members = vec![("schemas", map(schemas))];
    if choices.once_in(2) {
        members.push(("responses", map([("Pet", response(choices))])));
        members.push(("requestBodies", map([("Pet", body(choices))])));
    }
    if choices.once_in(3) {
        let kind = choices.pick(&["apiKey", "http", "oauth2", "odd"]);
        let scheme = map([
            ("type", kind.into()),
            ("in", choices.pick(PLACES).into()),
            ("name", text::name(choices).into()),
            ("scheme", choices.pick(&["bearer", "basic", "digest"]).into()),
        ]);
        members.push(("securitySchemes", map([(text::name(choices), scheme)])));
    }
    map(members)
}

/// The description as a file.
pub(crate) fn source(description: &Node) -> Source {
    Source::new("random.json", serde_json::to_vec(description).expect("a tree is JSON"))
}

/// What the generator makes of a file.
pub(crate) fn generate(source: Source) -> Outcome {
    let options = Options { folder: Some(String::new()), ..Options::default() };
    let sources = [source];
    codegen::generate(&Input { sources: &sources, reader: &|_| None, options: &options })
}

/// Every finding stands somewhere in the file, and says something.
pub(crate) fn check_findings(found: &[Located], text: &[u8]) {
    let lines = String::from_utf8_lossy(text).lines().count().max(1) + 1;
    for finding in found {
        let id = finding.code.id;
        assert!(!finding.message.trim().is_empty(), "{id} says nothing");
        let spot =
            finding.spot.as_ref().unwrap_or_else(|| panic!("{id} at {} has no place", finding.pointer));
        assert!(spot.line >= 1 && spot.line <= lines, "{id} points to line {} of {lines}", spot.line);
        assert!(spot.column >= 1 && spot.end_line >= spot.line, "{id} points to {spot:?}");
    }
}
