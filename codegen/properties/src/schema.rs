//! Random schemas: every keyword that means something, in every combination that bytes can choose.

use codegen::load::{Node, Number};

use crate::choices::{Choices, map};
use crate::text;

/// The names of the components that schemas refer to.
pub(crate) const COMPONENTS: &[&str] = &["Pet", "Cat", "dog", "Option", "a-b", "a_b"];

const TYPES: &[&str] = &["string", "integer", "number", "boolean", "array", "object", "null", "file"];
const FORMATS: &[&str] = &[
    "date-time",
    "uuid",
    "int32",
    "int64",
    "uint64",
    "double",
    "binary",
    "byte",
    "uri",
    "password",
    "date",
    "made-up",
];

/// A schema of at most `depth` levels.
pub(crate) fn schema(choices: &mut Choices<'_>, depth: usize) -> Node {
    let kind = if depth == 0 { choices.below(5) } else { choices.below(14) };
    let mut made = match kind {
        0 => map([("type", "string".into())]),
        1 => map([("type", choices.pick(TYPES).into()), ("format", choices.pick(FORMATS).into())]),
        2 => map([("$ref", format!("#/components/schemas/{}", choices.pick(COMPONENTS)).into())]),
        3 => map([("enum", list(choices, 5, value))]),
        4 => odd(choices),
        5..=7 => object(choices, depth),
        8 => map([("type", "array".into()), ("items", schema(choices, depth - 1))]),
        9 => map([("allOf", list(choices, 3, |choices| schema(choices, depth - 1)))]),
        10 => union(choices, depth, "oneOf"),
        11 => union(choices, depth, "anyOf"),
        12 => map([("prefixItems", list(choices, 4, |choices| schema(choices, depth - 1)))]),
        _ => map([
            ("type", list(choices, 3, |choices| choices.pick(TYPES).into())),
            ("properties", map([(text::name(choices), schema(choices, depth - 1))])),
        ]),
    };
    decorate(choices, &mut made, depth);
    made
}

/// A list of up to `most` members.
pub(crate) fn list(
    choices: &mut Choices<'_>,
    most: usize,
    mut member: impl FnMut(&mut Choices<'_>) -> Node,
) -> Node {
    Node::List((0..choices.below(most + 1)).map(|_| member(choices)).collect())
}

fn object(choices: &mut Choices<'_>, depth: usize) -> Node {
    let names: Vec<String> = (0..choices.below(5)).map(|_| text::name(choices)).collect();
    let required = names.iter().filter(|_| choices.once_in(2)).map(|name| name.as_str().into()).collect();
    let mut members = vec![
        ("type", "object".into()),
        ("properties", map(names.iter().map(|name| (name.as_str(), schema(choices, depth - 1))))),
        ("required", Node::List(required)),
    ];
    if choices.once_in(4) {
        let open = choices.once_in(2);
        members.push(("additionalProperties", if open { schema(choices, depth - 1) } else { false.into() }));
    }
    map(members)
}

fn union(choices: &mut Choices<'_>, depth: usize, keyword: &str) -> Node {
    let mut members = vec![(keyword, list(choices, 4, |choices| schema(choices, depth - 1)))];
    if choices.once_in(3) {
        let mapping = map([(text::name(choices), choices.pick(COMPONENTS).into())]);
        members.push((
            "discriminator",
            map([("propertyName", text::name(choices).into()), ("mapping", mapping)]),
        ));
    }
    map(members)
}

/// Keywords that can stand beside any other.
fn decorate(choices: &mut Choices<'_>, made: &mut Node, depth: usize) {
    let Some(members) = made.as_map_mut() else { return };
    for _ in 0..choices.below(3) {
        let (key, value) = match choices.below(11) {
            0 => ("description", text::any(choices).into()),
            1 => ("nullable", true.into()),
            2 => ("default", value(choices)),
            3 => ("const", value(choices)),
            4 => ("title", text::name(choices).into()),
            5 => ("example", value(choices)),
            6 => ("readOnly", choices.once_in(2).into()),
            7 => ("deprecated", true.into()),
            8 => ("pattern", text::any(choices).into()),
            9 => ("required", list(choices, 3, |choices| text::name(choices).into())),
            _ if depth > 0 => ("not", schema(choices, depth - 1)),
            _ => ("exclusiveMinimum", value(choices)),
        };
        members.insert(key.to_owned(), value);
    }
}

/// What no schema should be.
fn odd(choices: &mut Choices<'_>) -> Node {
    match choices.below(8) {
        0 => map::<&str>([]),
        1 => Node::Bool(true),
        2 => Node::Bool(false),
        3 => map([("$ref", text::any(choices).into())]),
        4 => map([("type", value(choices))]),
        5 => map([("properties", value(choices)), ("allOf", value(choices))]),
        6 => map([("enum", value(choices)), ("items", value(choices))]),
        _ => value(choices),
    }
}

/// Any small value.
pub(crate) fn value(choices: &mut Choices<'_>) -> Node {
    match choices.below(8) {
        0 => text::name(choices).into(),
        1 => Node::Null,
        2 => Node::Bool(choices.once_in(2)),
        3 => Node::Number(Number::Integer(i128::from(choices.byte()))),
        4 => Node::Number(Number::Float(f64::from(choices.byte()) / 7.0)),
        5 => Node::Number(Number::Integer(choices.pick(&[i128::from(u64::MAX), i128::MAX, i128::MIN, -1]))),
        6 => Node::List(vec![text::any(choices).into()]),
        _ => map([(text::name(choices), Node::Null)]),
    }
}
