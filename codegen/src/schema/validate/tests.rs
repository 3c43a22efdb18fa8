use super::*;
use crate::schema::testing::node;

#[track_caller]
fn judge(schema: &str, value: &str) -> String {
    let root = node(&format!(
        "components: {{ schemas: {{ S: {schema}, Pet: {{ type: object, required: [name], properties: {{ name: {{ type: string }}, child: {{ $ref: '#/components/schemas/Pet' }} }} }}, Loop: {{ $ref: '#/components/schemas/Loop' }} }} }}"
    ));
    match is_valid(&root, &Pointer::from_escaped("/components/schemas/S"), &node(value)) {
        Ok(()) => "yes".to_owned(),
        Err(reason) => format!("{:?}: {}", reason.value, reason.message),
    }
}

#[test]
fn kinds_and_literals() {
    assert_eq!(judge("{ type: string }", "a"), "yes");
    assert_eq!(judge("{ type: string }", "1"), "#: it is integer, not string");
    assert_eq!(judge("{ type: number }", "1"), "yes");
    assert_eq!(judge("{ type: integer }", "1.0"), "yes");
    assert_eq!(judge("{ type: integer }", "1.5"), "#: it is number, not integer");
    assert_eq!(judge("{ type: [string, 'null'] }", "null"), "yes");
    assert_eq!(judge("{ type: string, nullable: true }", "null"), "yes");
    assert_eq!(judge("{ enum: [1, { a: 1 }] }", "{ a: 1.0 }"), "yes");
    assert_eq!(judge("{ enum: [1] }", "2"), "#: it is none of the values of `enum`");
    assert_eq!(judge("{ const: 1 }", "true"), "#: it is not the value of `const`");
    assert_eq!(judge("false", "1"), "#: the schema allows no value");
    assert_eq!(judge("{ type: str }", "1"), "yes");
}

#[test]
fn limits() {
    assert_eq!(judge("{ minLength: 2 }", "ä"), "#: it has too few characters: 1");
    assert_eq!(judge("{ pattern: '^a' }", "b"), "#: it does not match `^a`");
    assert_eq!(judge("{ minimum: 1, exclusiveMinimum: true }", "1"), "#: it is too small");
    assert_eq!(judge("{ exclusiveMaximum: 1 }", "1"), "#: it is too large");
    assert_eq!(judge("{ multipleOf: 0.1 }", "0.3"), "yes");
    assert_eq!(judge("{ multipleOf: 2 }", "3"), "#: it is not a multiple of 2");
    assert_eq!(judge("{ uniqueItems: true }", "[1, 1.0]"), "#: two of its items are equal");
    assert_eq!(judge("{ contains: { const: 1 } }", "[2]"), "#: 0 of its items match `contains`");
}

#[test]
fn objects() {
    let pet = "{ $ref: '#/components/schemas/Pet' }";
    assert_eq!(judge(pet, "{ name: a, child: { name: b } }"), "yes");
    assert_eq!(judge(pet, "{ name: a, child: {} }"), "#/child: `name` is missing");
    let closed = "{ properties: { a: {} }, patternProperties: { ^x-: { type: string } }, additionalProperties: false }";
    assert_eq!(judge(closed, "{ a: 1, x-b: c }"), "yes");
    assert_eq!(judge(closed, "{ b: 1 }"), "#: `b` is not among the properties");
    assert_eq!(judge(closed, "{ x-b: 1 }"), "#/x-b: it is integer, not string");
    assert_eq!(judge("{ dependentRequired: { a: [b] } }", "{ a: 1 }"), "#: `b` is missing beside `a`");
    assert_eq!(
        judge("{ propertyNames: { maxLength: 1 } }", "{ ab: 1 }"),
        "#/ab: it has too many characters: 2"
    );
}

#[test]
fn branches() {
    assert_eq!(
        judge("{ oneOf: [{ type: string }, { minLength: 1 }] }", "a"),
        "#: 2 branches of `oneOf` allow it, not one"
    );
    assert_eq!(
        judge("{ anyOf: [{ type: string }, { type: integer }] }", "1.5"),
        "#: no branch of `anyOf` allows it"
    );
    assert_eq!(
        judge("{ allOf: [{ type: string }, { minLength: 2 }] }", "a"),
        "#: it has too few characters: 1"
    );
    assert_eq!(judge("{ not: { type: string } }", "a"), "#: `not` excludes it");
    let when = "{ if: { type: string }, then: { minLength: 2 }, else: { type: integer } }";
    assert_eq!(judge(when, "a"), "#: it has too few characters: 1");
    assert_eq!(judge(when, "true"), "#: it is boolean, not integer");
}

#[test]
fn what_other_schemas_have_looked_at() {
    let schema = "{ allOf: [{ $ref: '#/components/schemas/Pet' }], unevaluatedProperties: false }";
    assert_eq!(judge(schema, "{ name: a }"), "yes");
    assert_eq!(judge(schema, "{ name: a, other: 1 }"), "#/other: the schema allows no value");
    let tuple = "{ anyOf: [{ prefixItems: [{ type: string }] }], unevaluatedItems: { type: integer } }";
    assert_eq!(judge(tuple, "[a, 1]"), "yes");
    assert_eq!(judge(tuple, "[a, b]"), "#/1: it is string, not integer");
}

#[test]
fn endless_schemas_end() {
    assert_eq!(judge("{ $ref: '#/components/schemas/Loop' }", "1"), "#: validating the value takes too long");
    let twice =
        "{ anyOf: [{ allOf: [{ $ref: '#/components/schemas/S' }] }, { $ref: '#/components/schemas/S' }] }";
    assert_eq!(judge(twice, "1"), "#: no branch of `anyOf` allows it");
}

#[track_caller]
fn all_reasons(schema: &str, value: &str, optional: Option<&'static str>) -> Vec<String> {
    let root = node(&format!(
        "S: {schema}\nPet: {{ type: object, required: [name], properties: {{ name: {{ type: string }} }} }}"
    ));
    let is_word = |pattern: &str, text: &str| {
        (pattern == "^[a-z]+$").then(|| text.chars().all(|one| one.is_ascii_lowercase()))
    };
    let is_email = |format: &str, value: &Node| match (format, value) {
        ("email", Node::String(text)) => Some(text.contains('@')),
        _ => None,
    };
    let assertions = Assertions { pattern: &is_word, format: &is_email, optional };
    violations(&root, &Pointer::from_escaped("/S"), &node(value), &assertions)
        .iter()
        .map(|reason| format!("{:?}: {}", reason.value, reason.message))
        .collect()
}

#[test]
fn all_reasons_are_gathered() {
    let schema =
        "{ required: [a, b, c], properties: { a: { type: string }, n: { minimum: 2, multipleOf: 2 } } }";
    assert_eq!(
        all_reasons(schema, "{ a: 1, n: 1 }", None),
        ["#: `b` is missing", "#: `c` is missing", "#/a: it is integer, not string", "#/n: it is too small"]
    );
    assert_eq!(
        all_reasons("{ items: { type: string }, minItems: 3 }", "[1, a, true]", None),
        ["#/0: it is integer, not string", "#/2: it is boolean, not string"]
    );
    assert!(all_reasons(schema, "{ a: x, b: 1, c: 1 }", None).is_empty());
}

#[test]
fn the_branch_that_was_meant_says_why() {
    let or_null = "{ oneOf: [{ $ref: '#/Pet' }, { type: 'null' }] }";
    assert_eq!(all_reasons(or_null, "{ name: 1 }", None), ["#/name: it is integer, not string"]);
    assert_eq!(all_reasons(or_null, "1", None), ["#: no branch of `oneOf` allows it"]);
    let tagged = "{ anyOf: [{ properties: { kind: { const: a }, x: { type: string } } }, { properties: { kind: { const: b } } }] }";
    assert_eq!(all_reasons(tagged, "{ kind: a, x: 1 }", None), ["#/x: it is integer, not string"]);
    assert!(all_reasons("{ not: { required: [a] } }", "{ b: 1 }", None).is_empty());
}

#[test]
fn the_caller_judges_patterns_formats_and_the_side_of_the_call() {
    assert_eq!(all_reasons("{ pattern: '^[a-z]+$' }", "A", None), ["#: it does not match `^[a-z]+$`"]);
    assert_eq!(all_reasons("{ format: email }", "a", None), ["#: it is not a valid `email`"]);
    assert!(all_reasons("{ format: other }", "a", None).is_empty());
    let read_only = "{ required: [id], properties: { id: { readOnly: true } } }";
    assert_eq!(all_reasons(read_only, "{}", None), ["#: `id` is missing"]);
    assert!(all_reasons(read_only, "{}", Some("readOnly")).is_empty());
}
