//! What OpenAPI 3.2 has and older versions have not.

use super::read;
use crate::document::{Document, ParameterPlace};

#[track_caller]
fn modern(yaml: &str, expected: &[&str]) -> Document {
    let (document, found) = read(&format!("openapi: 3.2.0\ninfo: {{ title: T, version: '1' }}\n{yaml}"));
    let found: Vec<String> =
        found.lines().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(found, expected, "{yaml}");
    document
}

/// What is wrong in components, and where.
const WRONG: &[(&str, &str)] = &[
    (
        "parameters: { P: { name: p, in: header, schema: {}, example: a, examples: {} } }",
        "W330 /components/parameters/P/examples",
    ),
    ("parameters: { P: { name: p, in: querystring, schema: {} } }", "W330 /components/parameters/P/schema"),
    (
        "parameters: { P: { name: p, in: querystring, style: form, content: { a/b: {} } } }",
        "W330 /components/parameters/P/style",
    ),
    ("examples: { E: { value: 1, dataValue: 1 } }", "W330 /components/examples/E/dataValue"),
    ("examples: { E: { value: 1, serializedValue: '1' } }", "W330 /components/examples/E/serializedValue"),
    ("examples: { E: { value: 1, externalValue: a } }", "W330 /components/examples/E/externalValue"),
    (
        "examples: { E: { serializedValue: '1', externalValue: a } }",
        "W330 /components/examples/E/externalValue",
    ),
    (
        "requestBodies: { B: { content: { multipart/mixed: { encoding: {}, itemEncoding: {} } } } }",
        "W330 /components/requestBodies/B/content/multipart~1mixed/itemEncoding",
    ),
    (
        "requestBodies: { B: { content: { multipart/mixed: { itemEncoding: { encoding: {}, prefixEncoding: [] } } } } }",
        "W330 /components/requestBodies/B/content/multipart~1mixed/itemEncoding/prefixEncoding",
    ),
    (
        "schemas: { S: { properties: { p: { xml: { nodeType: element, wrapped: true } } } } }",
        "W330 /components/schemas/S/properties/p/xml/wrapped",
    ),
    ("headers: { H: { schema: {}, allowReserved: true } }", "W332 /components/headers/H/allowReserved"),
    (
        "parameters: { P: { name: p, in: header, schema: {}, allowReserved: false } }",
        "W332 /components/parameters/P/allowReserved",
    ),
    (
        "parameters: { P: { name: p, in: cookie, style: cookie, schema: {}, allowReserved: true } }",
        "W332 /components/parameters/P/allowReserved",
    ),
    ("parameters: { P: { name: 'a(b)', in: header, schema: {} } }", "W331 /components/parameters/P/name"),
    (
        "parameters: { P: { name: '{p}', in: path, required: true, schema: {} } }",
        "W331 /components/parameters/P/name",
    ),
    (
        "responses: { R: { description: D, headers: { 'a=b': { schema: {} } } } }",
        "W331 /components/responses/R/headers/a=b",
    ),
    (
        "pathItems: { I: { get: { parameters: [{ name: a, in: querystring, content: { a/b: {} } }, { name: b, in: query, schema: {} }] } } }",
        "W309 /components/pathItems/I/get/parameters/1",
    ),
    (
        "pathItems: { I: { parameters: [{ name: a, in: querystring, content: { a/b: {} } }, { name: b, in: querystring, content: { a/b: {} } }] } }",
        "W309 /components/pathItems/I/parameters/1",
    ),
];

#[test]
fn what_excludes_each_other_is_said_at_its_place() {
    for (components, expected) in WRONG {
        modern(&format!("components: {{ {components} }}"), &[*expected]);
        // Older versions have other rules.
        let (_, found) = read(&format!(
            "openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\ncomponents: {{ {components} }}"
        ));
        assert_eq!(found, "");
    }
}

#[test]
fn what_goes_together_is_left_alone() {
    for components in [
        "parameters: { P: { name: p, in: cookie, style: form, schema: {}, allowReserved: true } }",
        "parameters: { P: { name: p, in: path, required: true, schema: {}, allowReserved: true } }",
        "headers: { 'any name': { schema: {} } }",
        "examples: { E: { dataValue: 1, serializedValue: '1' } }",
        "requestBodies: { B: { content: { multipart/mixed: { prefixEncoding: [{}], itemEncoding: {} } } } }",
        "schemas: { S: { xml: { nodeType: attribute, name: a } }, T: { properties: { encoding: {}, itemEncoding: {} } } }",
    ] {
        modern(&format!("components: {{ {components} }}"), &[]);
    }
}

#[test]
fn a_method_of_any_name_is_an_operation() {
    let document = modern(
        "paths:
  /a:
    query: {}
    additionalOperations: { COPY: {}, copy: {}, x-note: {} }
  /b:
    get: {}
    additionalOperations: { GET: {}, PUT: {}, 'NO TOKEN': {}, CONNECT: {}, Get: {} }",
        &[
            "W320 /paths/~1b/additionalOperations/GET",
            "W320 /paths/~1b/additionalOperations/PUT",
            "W320 /paths/~1b/additionalOperations/NO",
            "W320 /paths/~1b/additionalOperations/CONNECT",
        ],
    );
    let methods: Vec<&str> = document.operations.iter().map(|operation| operation.method.as_str()).collect();
    assert_eq!(methods, ["QUERY", "COPY", "copy", "GET", "PUT", "Get"]);
    assert_eq!(document.operations[1].pointer.as_str(), "/paths/~1a/additionalOperations/COPY");
}

#[test]
fn a_whole_query_string_stands_alone() {
    let document = modern(
        "paths:
  /a: { get: { parameters: [{ name: all, in: querystring, content: { application/json: { schema: {} } } }] } }
  /b: { get: { parameters: [{ name: all, in: querystring, content: { a/b: {} } }, { name: one, in: query, schema: {} }] } }
  /c: { get: { parameters: [{ name: c, in: cookie, style: cookie, schema: {} }] } }",
        &["W309 /paths/~1b/get/parameters/1"],
    );
    let found: Vec<_> = document
        .operations
        .iter()
        .flat_map(|operation| &operation.parameters)
        .map(|parameter| {
            (parameter.name.as_str(), parameter.place, parameter.style.as_str(), parameter.explode)
        })
        .collect();
    assert_eq!(
        found,
        [
            ("all", ParameterPlace::Query, "querystring", true),
            ("one", ParameterPlace::Query, "form", true),
            ("c", ParameterPlace::Cookie, "cookie", true),
        ]
    );
}

#[test]
fn tags_stand_below_their_parents_and_say_where_things_belong() {
    let document = modern(
        "tags:
  - { name: beta, kind: badge, summary: Not done }
  - { name: animals, summary: All of them }
  - { name: cats, parent: animals, kind: nav }
  - { name: lions, parent: cats }
  - { name: lost, parent: nowhere }
  - { name: round, parent: about }
  - { name: about, parent: round }
paths:
  /a: { get: { tags: [beta, lions] } }
  /b: { get: { tags: [beta] } }
  /c: { get: { tags: [lost] } }
  /d: { get: { tags: [round] } }",
        &["W333 /tags/4/parent", "W333 /tags/5/parent"],
    );
    let tags: Vec<&str> = document.operations.iter().map(|operation| operation.tags[0].as_str()).collect();
    assert_eq!(tags, ["animals/cats/lions", "beta", "nowhere/lost", "round"]);
    assert_eq!(document.tags["animals"].as_deref(), Some("All of them"));
}

#[test]
fn a_security_scheme_may_be_named_by_its_address() {
    let document = modern(
        "$self: https://e.test/api
paths:
  /a: { get: { security: [{ '#/components/securitySchemes/key': [] }] } }
  /b: { get: { security: [{ 'https://e.test/api#/components/securitySchemes/key': [] }] } }
  /c: { get: { security: [{ 'https://e.test/other#/components/securitySchemes/key': [] }] } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: x-key, deprecated: true }
    flow: { type: oauth2, oauth2MetadataUrl: 'https://e.test/m', flows: { deviceAuthorization: { deviceAuthorizationUrl: 'https://e.test/d', tokenUrl: 'https://e.test/t', scopes: {} } } }",
        &["W306 /paths/~1c/get/security/0/https:~1~1e.test~1other#~1components~1securitySchemes~1key"],
    );
    let asked =
        |index: usize| document.operations[index].security.as_ref().map(|all| all[0].contains_key("key"));
    assert_eq!([asked(0), asked(1), asked(2)], [Some(true), Some(true), None]);
    assert!(document.security_schemes["key"].deprecated && document.security_schemes.contains_key("flow"));
}

#[test]
fn a_summary_says_what_a_description_does_not() {
    let document = modern(
        "servers: [{ url: 'https://e.test', name: production }]
paths: { /a: { get: { responses: { '200': { summary: Short }, '201': { summary: Short, description: Long } } } } }",
        &[],
    );
    let said: Vec<&str> =
        document.operations[0].responses.values().map(|response| response.description.as_str()).collect();
    assert_eq!(said, ["Short", "Long"]);
    assert_eq!(document.servers[0].name.as_deref(), Some("production"));
}

#[test]
fn a_variable_without_a_value_is_said() {
    modern(
        "servers: [{ url: 'https://{a}.e.test', variables: { a: { default: b, enum: [] } } }]",
        &["W304 /servers/0/variables/a/enum"],
    );
}
