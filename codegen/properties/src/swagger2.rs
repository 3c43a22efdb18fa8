//! Random descriptions in the words of Swagger 2.0.

use codegen::load::Node;

use crate::choices::{Choices, map};
use crate::schema::{COMPONENTS, list, schema, value};
use crate::text;

const METHODS: &[&str] = &["get", "post", "put", "delete", "patch", "head"];
const PLACES: &[&str] = &["query", "header", "path", "body", "formData", "odd"];
const TYPES: &[&str] = &["string", "integer", "array", "file", "boolean", "object", "odd"];
const FORMATS: &[&str] = &["csv", "ssv", "tsv", "pipes", "multi", "odd"];
const MEDIA: &[&str] =
    &["application/json", "multipart/form-data", "application/x-www-form-urlencoded", "image/png", "*/*", ""];
const SECTIONS: &[&str] = &["parameters", "definitions", "responses"];

/// The description that the bytes choose.
pub(crate) fn description(choices: &mut Choices<'_>) -> Node {
    let definitions = COMPONENTS.iter().map(|name| (*name, schema(choices, 3))).collect::<Vec<_>>();
    let mut members = vec![
        ("swagger", "2.0".into()),
        ("info", map([("title", text::name(choices).into()), ("version", "1".into())])),
        ("paths", paths(choices)),
        ("definitions", map(definitions)),
    ];
    for _ in 0..choices.below(6) {
        members.push(match choices.below(8) {
            0 => ("host", text::any(choices).into()),
            1 => ("basePath", text::any(choices).into()),
            2 => {
                ("schemes", list(choices, 3, |choices| choices.pick(&["http", "https", "ws", "odd"]).into()))
            }
            3 => ("consumes", media_types(choices)),
            4 => ("produces", media_types(choices)),
            5 => ("parameters", map([("Pet", parameter(choices))])),
            6 => ("responses", map([("Pet", response(choices))])),
            _ => ("securityDefinitions", map([(text::name(choices), scheme(choices))])),
        });
    }
    map(members)
}

fn media_types(choices: &mut Choices<'_>) -> Node {
    if choices.once_in(8) { value(choices) } else { list(choices, 3, |choices| choices.pick(MEDIA).into()) }
}

fn scheme(choices: &mut Choices<'_>) -> Node {
    map([
        ("type", choices.pick(&["basic", "apiKey", "oauth2", "odd"]).into()),
        ("in", choices.pick(PLACES).into()),
        ("name", text::name(choices).into()),
        ("flow", choices.pick(&["implicit", "password", "application", "accessCode", "odd"]).into()),
        ("tokenUrl", text::any(choices).into()),
    ])
}

fn paths(choices: &mut Choices<'_>) -> Node {
    let count = 1 + choices.below(3);
    map((0..count).map(|number| {
        let path = format!("/{}/{{id}}/{number}", text::name(choices));
        let mut members: Vec<(&str, Node)> =
            (0..=choices.below(2)).map(|_| (choices.pick(METHODS), operation(choices))).collect();
        if choices.once_in(3) {
            members.push(("parameters", list(choices, 3, parameter)));
        }
        (path, map(members))
    }))
}

fn operation(choices: &mut Choices<'_>) -> Node {
    let responses = (0..choices.below(3))
        .map(|_| (choices.pick(&["200", "404", "default", "odd"]), response(choices)))
        .collect::<Vec<_>>();
    let mut members = vec![("responses", map(responses)), ("parameters", list(choices, 5, parameter))];
    for _ in 0..choices.below(3) {
        members.push(match choices.below(4) {
            0 => ("consumes", media_types(choices)),
            1 => ("produces", media_types(choices)),
            2 => ("schemes", list(choices, 2, |choices| choices.pick(&["http", "https", "wss"]).into())),
            _ => ("operationId", text::name(choices).into()),
        });
    }
    map(members)
}

fn reference(choices: &mut Choices<'_>) -> Node {
    map([("$ref", format!("#/{}/Pet", choices.pick(SECTIONS)).into())])
}

fn parameter(choices: &mut Choices<'_>) -> Node {
    if choices.once_in(5) {
        return reference(choices);
    }
    let mut members = vec![("name", text::name(choices).into()), ("in", choices.pick(PLACES).into())];
    for _ in 0..choices.below(5) {
        members.push(match choices.below(6) {
            0 => ("type", choices.pick(TYPES).into()),
            1 => ("collectionFormat", choices.pick(FORMATS).into()),
            2 => ("items", schema(choices, 1)),
            3 => ("required", choices.once_in(2).into()),
            4 => ("schema", schema(choices, 2)),
            _ => ("default", value(choices)),
        });
    }
    map(members)
}

fn response(choices: &mut Choices<'_>) -> Node {
    if choices.once_in(5) {
        return reference(choices);
    }
    let mut members = vec![("description", text::any(choices).into())];
    for _ in 0..choices.below(4) {
        members.push(match choices.below(4) {
            0 => ("schema", map([("type", choices.pick(TYPES).into())])),
            1 => ("schema", schema(choices, 2)),
            2 => ("examples", map([(choices.pick(MEDIA), value(choices))])),
            _ => ("headers", map([(text::name(choices), map([("type", choices.pick(TYPES).into())]))])),
        });
    }
    map(members)
}
