//! Whether the clients of descriptions run: `corpus --run`.

use std::fmt::Write as _;
use std::fs;

use serde_json::Value;

use crate::checkout::{Ended, run_in_project};

/// A description with every kind of answer, and what its requests must have.
const GOOD: &str = r"
openapi: 3.1.0
info: { title: Every call, version: '1' }
servers: [{ url: 'https://every.example/v1' }]
security: [{ key: [] }]
paths:
  /things/{id}:
    post:
      tags: [things]
      operationId: make
      parameters:
        - { name: id, in: path, required: true, schema: { type: string, pattern: '^[A-Z]{3}$' } }
        - { name: tags, in: query, required: true, schema: { type: array, items: { type: string, minLength: 3 } } }
        - { name: since, in: header, required: true, schema: { type: string, format: date } }
        - { name: more, in: query, schema: { type: string } }
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } }
      responses:
        '200': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }
  /things:
    get:
      tags: [things]
      operationId: list
      parameters: [{ name: cursor, in: query, schema: { type: string } }]
      responses:
        '200':
          description: d
          content:
            application/json:
              schema:
                type: object
                required: [items]
                properties:
                  items: { type: array, items: { $ref: '#/components/schemas/Thing' } }
                  next_cursor: { type: [string, 'null'] }
    patch:
      tags: [things]
      operationId: change
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, minProperties: 1, additionalProperties: { type: integer, minimum: 5 } }
      responses:
        '200': { description: d, content: { text/plain: { schema: { type: string } } } }
        '202': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }
  /files:
    put:
      tags: [files]
      operationId: upload
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              required: [file, kind]
              properties: { file: { type: string, format: binary }, kind: { enum: [a, b] } }
      responses: { '204': { description: d } }
    get:
      tags: [files]
      operationId: download
      responses: { '200': { description: d, content: { application/octet-stream: {} } } }
  /events:
    get:
      tags: [events]
      operationId: follow
      responses:
        '200': { description: d, content: { text/event-stream: { schema: { $ref: '#/components/schemas/Wrapped' } } } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
  schemas:
    Order:
      type: object
      required: [kind, count, note, inner]
      properties:
        kind: { const: order }
        count: { type: integer, minimum: 7 }
        note: { type: [string, 'null'] }
        inner: { $ref: '#/components/schemas/Thing' }
    Wrapped: { type: object, required: [thing], properties: { thing: { $ref: '#/components/schemas/Thing' } } }
    Thing:
      type: object
      required: [id]
      properties:
        id: { type: string, format: uuid }
        name: { type: string }
        children: { type: array, items: { $ref: '#/components/schemas/Thing' } }
";

fn run(description: &str, more: &[&str]) -> Ended {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("api.yaml"), description).expect("a file");
    let folder = folder.path().to_str().expect("a UTF-8 path").to_owned();
    run_in_project(&[&["corpus", &folder, "--run"], more].concat())
}

#[test]
fn every_operation_of_a_client_is_called_and_its_types_are_measured() {
    let ended = run(GOOD, &["--format", "json"]);
    let said: Value = serde_json::from_str(&ended.printed).unwrap_or_else(|_| panic!("{}", ended.printed));
    let ran = &said["rows"][0]["run"];
    assert_eq!(ended.code, 0, "{ran:#}");
    // Each operation, the bytes of the file as a stream, and the page of the list.
    assert_eq!((&ran["calls"], &ran["refused"]), (&8.into(), &serde_json::json!({})), "{ran:#}");
    assert!(ran["types"].as_u64() > Some(3) && ran["largest"][0]["bytes"].as_u64() > Some(8), "{ran:#}");
}

#[test]
fn a_type_that_is_too_large_fails_the_run_and_is_named() {
    let ended = run(GOOD, &["--quiet", "--size", "50"]);
    assert_eq!(ended.code, 1, "{}", ended.printed);
    assert!(ended.printed.contains("run: 0 of 1 clean, 8 calls made, 0 refused"), "{}", ended.printed);
    assert!(ended.printed.contains("api.yaml: types::Wrapped has "), "{}", ended.printed);
}

/// A description with one call, which sends and returns the first of these types.
fn types(count: u64, of: impl Fn(u64) -> String) -> String {
    let value = "content: { application/json: { schema: { $ref: '#/components/schemas/T0' } } }";
    let mut text = format!(
        "openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\nsecurity: []\npaths:\n  /t:\n    post:\n      \
         requestBody: {{ required: true, {value} }}\n      responses: {{ '200': {{ description: d, {value} }} }}\n\
         components:\n  schemas:\n"
    );
    for at in 0..count {
        let _ = writeln!(text, "    T{at}: {{ type: object, properties: {{ {} }} }}", of(at));
    }
    text
}

/// A compiler gives up on a chain of 66 lists, of 132 optional members, and on 400 types that lead to one another.
#[test]
fn a_program_compiles_however_long_the_way_through_its_types_is() {
    const TYPES: u64 = 2_000;
    let list = |to: u64| format!("type: array, items: {{ $ref: '#/components/schemas/T{to}' }}");
    let chain = types(TYPES, |at| match at {
        _ if at + 1 == TYPES => "name: { type: string }".to_owned(),
        _ if at % 2 == 0 => format!("next: {{ {} }}", list(at + 1)),
        _ => format!("next: {{ $ref: '#/components/schemas/T{}' }}", at + 1),
    });
    // Numbers that look drawn by lot.
    let other = |at: u64, by: u64| (at * at * 7 + at * by + by) % (TYPES / 2);
    let graph = types(TYPES / 2, |at| {
        format!("a: {{ $ref: '#/components/schemas/T{}' }}, b: {{ {} }}", other(at, 31), list(other(at, 411)))
    });
    for description in [chain, graph] {
        let ended = run(&description, &[]);
        assert_eq!(ended.code, 0, "{}", ended.printed);
        assert!(ended.printed.contains("run: 1 of 1 clean"), "{}", ended.printed);
    }
}

#[test]
fn refused_calls_are_counted_with_their_reason() {
    let impossible = GOOD.replace("minimum: 7", "minimum: 7, maximum: 3");
    let ended = run(&impossible, &["--quiet"]);
    assert_eq!(ended.code, 0, "{}", ended.printed);
    assert!(
        ended.printed.contains("8 calls made, 1 refused (1 × no valid request is known for the description)"),
        "{}",
        ended.printed
    );
}

#[test]
fn parts_cover_all_and_need_a_run() {
    let ended = run(GOOD, &["--quiet", "--run-part", "1/2"]);
    assert_eq!(ended.code, 0, "{}", ended.printed);
    assert!(!ended.printed.contains("run: "), "the only description is in part 0: {}", ended.printed);
    let usage = run_in_project(&["corpus", "tests/fixtures/positive", "--run-part", "0/2"]);
    assert_eq!(usage.code, 2, "{}", usage.printed);
    let usage = run(GOOD, &["--run-part", "x"]);
    assert!(usage.code == 2 && usage.printed.contains("write K/N"), "{}", usage.printed);
}
