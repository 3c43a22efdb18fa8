//! Schemas: every row of the table from schema to type.

use super::{dumped, dumped_schemas};

#[test]
fn presence_says_absence_and_null() {
    insta::assert_snapshot!(dumped_schemas(
        "A:
  type: object
  required: [a, b]
  properties:
    a: { type: string }
    b: { type: [string, 'null'] }
    c: { type: integer }
    d: { type: integer, nullable: true }
    e: { oneOf: [{ $ref: '#/components/schemas/B' }, { type: 'null' }] }
    f: { type: [array, 'null'], items: { type: [string, 'null'] } }
    g: { enum: [x, null] }
    h: { allOf: [{ $ref: '#/components/schemas/B' }], nullable: true }
    i: { $ref: '#/components/schemas/C' }
    j: { $ref: '#/components/schemas/B', description: D }
    k: {}
    l: { type: 'null' }
    m: { anyOf: [{ $ref: '#/components/schemas/B' }, { nullable: true }] }
B: { type: object, properties: { x: { type: boolean } } }
C: { anyOf: [{ $ref: '#/components/schemas/B' }, { type: 'null' }] }"
    ));
}

#[test]
fn scalars_follow_type_format_and_bounds() {
    insta::assert_snapshot!(dumped_schemas(
        "A:
  properties:
    a: { type: integer, format: int32 }
    b: { type: integer, format: uint64 }
    c: { type: integer, maximum: 18446744073709551615, minimum: 0 }
    d: { type: integer, maximum: 36893488147419103232.0 }
    e: { type: integer, format: int32, maximum: 4294967295 }
    f: { type: number, format: float }
    g: { type: string, format: date-time }
    h: { type: string, format: password }
    i: { type: string, contentEncoding: base64 }
    j: { type: string, format: haiku }
    k: { format: uuid }
    l: { minimum: 1 }
    m: { type: string, format: byte }
    n: { type: string, format: binary }"
    ));
}

#[test]
fn objects_are_structures_maps_or_open() {
    insta::assert_snapshot!(dumped_schemas(
        "Open: { type: object }
AlsoOpen: { type: object, properties: {} }
Closed: { type: object, additionalProperties: false }
Map: { type: object, additionalProperties: { type: [integer, 'null'] } }
Flattened: { type: object, properties: { a: { type: string } }, additionalProperties: { type: integer } }
KeepsAny: { type: object, properties: { a: { type: string } }, additionalProperties: true }
Patterns: { type: object, patternProperties: { '^a': { type: string }, '^b': { type: integer } } }
Inline: { type: object, properties: { parts: { type: array, items: { properties: { x: { type: string } } } } } }
Untold: { type: object, required: [a, b, 7], properties: { a: { type: string } } }
Never: { type: object, properties: { a: false, b: true } }
Lists: { type: object, properties: { a: { type: array }, b: { items: { type: integer } } } }
Pair: { type: array, prefixItems: [{ type: string }, { type: integer }], items: false }
OpenPair: { type: array, prefixItems: [{ type: string }], items: { type: integer } }"
    ));
}

#[test]
fn listed_values_become_enumerations() {
    insta::assert_snapshot!(dumped_schemas(
        "Text: { type: string, enum: [a, b, a, ''], x-enum-varnames: [First, Second, Third, None] }
Number: { type: integer, enum: [1, 2] }
Mixed: { enum: [1, a, true, 1.5] }
Misread: { type: string, enum: [1, yes it is] }
Truth: { type: boolean, enum: [true] }
Const: { type: object, required: [kind, on], properties: { kind: { const: cat }, on: { const: true }, n: { const: 7 } } }
Composite: { enum: [[1], [2]] }
OnList: { type: array, enum: [a, b], items: { type: string } }
OnlyNull: { enum: [null] }"
    ));
}

#[test]
fn all_of_merges_and_refines() {
    insta::assert_snapshot!(dumped_schemas(
        "Base: { type: object, required: [id], properties: { id: { type: string }, kind: { type: string }, n: { type: number } } }
Child:
  allOf:
    - $ref: '#/components/schemas/Base'
    - required: [kind, own]
      properties: { kind: { enum: [child] }, own: { type: object, properties: { x: { type: string } } }, n: { type: integer } }
Same: { allOf: [{ $ref: '#/components/schemas/Base' }], description: D }
Echo: { allOf: [{ $ref: '#/components/schemas/Base' }], oneOf: [{ $ref: '#/components/schemas/Base' }] }
Beside: { $ref: '#/components/schemas/Base', properties: { more: { type: string } } }
Clash: { allOf: [{ type: string }, { type: integer }] }
Narrow: { allOf: [{ enum: [a, b, c] }, { enum: [b, c, d] }] }
Spread: { allOf: [{ $ref: '#/components/schemas/Base' }, { oneOf: [{ properties: { x: { type: string } }, required: [x] }, { properties: { y: { type: string } }, required: [y] }] }] }"
    ));
}

#[test]
fn read_only_and_write_only_are_weighed_by_use() {
    insta::assert_snapshot!(super::dumped(
        "openapi: 3.1.1
info: { title: T, version: '1' }
paths:
  /a:
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } }
      responses: { '200': { description: D, content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } } }
    get:
      responses: { '200': { description: D, content: { application/json: { schema: { $ref: '#/components/schemas/B' } } } } }
components:
  schemas:
    A: { type: object, required: [id, secret, name], properties: { id: { type: string, readOnly: true }, secret: { type: string, writeOnly: true }, name: { type: string } } }
    B: { type: object, required: [id], properties: { id: { type: string, readOnly: true } } }"
    ));
}

#[test]
fn the_same_place_is_one_definition() {
    insta::assert_snapshot!(dumped_schemas(
        "A: { type: object, properties: { mode: { enum: [x, y] }, next: { $ref: '#/components/schemas/A/properties/mode' } } }
B: { allOf: [{ $ref: '#/components/schemas/A' }, { properties: { b: { type: string } } }] }
C: { $ref: '#/components/schemas/B/allOf/1/properties/b' }"
    ));
}

#[test]
fn all_of_refines_members_without_a_name() {
    insta::assert_snapshot!(dumped_schemas(
        "Rest: { allOf: [{ type: object, additionalProperties: { type: object, properties: { a: { type: string } } } }, { additionalProperties: { type: object, required: [b], properties: { b: { type: integer } } } }] }
Contradiction: { allOf: [{ type: object, additionalProperties: { type: string } }, { additionalProperties: { type: integer } }] }
Pattern: { allOf: [{ type: object, patternProperties: { '^x': { type: object, properties: { a: { type: string } } } } }, { patternProperties: { '^x': { properties: { b: { type: string } } } } }] }
Tuple: { allOf: [{ type: array, items: false, prefixItems: [{ type: number }, { type: string }] }, { prefixItems: [{ type: integer }] }] }"
    ));
}

#[test]
fn marks_behind_references_count() {
    insta::assert_snapshot!(dumped(
        "openapi: 3.1.1
info: { title: T, version: '1' }
paths:
  /a: { post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } }, responses: {} } }
components:
  schemas:
    Id: { type: string, readOnly: true }
    A: { type: object, required: [id, name], properties: { id: { $ref: '#/components/schemas/Id' }, made: { allOf: [{ $ref: '#/components/schemas/Id' }], description: When }, name: { type: string } } }"
    ));
}

#[test]
fn empty_lists_of_schemas_are_reported() {
    insta::assert_snapshot!(dumped_schemas(
        "A: { type: object, properties: { one: { oneOf: [] }, any: { anyOf: [] }, all: { allOf: [] }, kinds: { type: [] } } }"
    ));
}

#[test]
fn numbers_among_texts_are_named_as_they_are_read() {
    let found = |listed: &str| {
        let (_, found) = super::lowered(&format!(
            "openapi: 3.1.1
info: {{ title: T, version: '1' }}
paths: {{}}
components: {{ schemas: {{ A: {listed} }} }}"
        ));
        found.into_iter().filter(|found| found.starts_with("W510")).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(found("{ type: string, enum: [1e3, 0x1F, b] }"), "W510 /components/schemas/A/enum/0");
    assert_eq!(found("{ type: string, enum: [b, 2] }"), "W510 /components/schemas/A/enum/1");
    // One finding for each thing that becomes of values, however many there are.
    let two = "W510 /components/schemas/A/enum/1, W510 /components/schemas/A/enum/0";
    assert_eq!(found("{ type: integer, enum: ['1', b, '2', '3', c] }"), two);
}

#[test]
fn a_format_belongs_to_the_kind_that_it_is_one_of() {
    let found = |schema: &str| {
        let (_, found) = super::lowered(&format!(
            "openapi: 3.1.1
info: {{ title: T, version: '1' }}
paths: {{}}
components: {{ schemas: {{ A: {schema} }} }}"
        ));
        found.into_iter().filter(|found| found.starts_with("N551")).count()
    };
    assert_eq!(found("{ type: [string, integer, 'null'], format: date }"), 0);
    assert_eq!(found("{ type: [integer, string], format: int64 }"), 0);
    assert_eq!(found("{ type: [number, string], format: double }"), 0);
    assert_eq!(found("{ type: [string, integer], format: haiku }"), 1);
    assert_eq!(found("{ type: integer, format: date }"), 1);
}

#[test]
fn what_is_only_written_and_secret_is_hidden_however_its_text_is_described() {
    let dump = dumped_schemas(
        "A:
  properties:
    plain_secret: { type: string, writeOnly: true }
    client_secret: { $ref: '#/components/schemas/Text', writeOnly: true }
    access_token: { writeOnly: true, allOf: [{ $ref: '#/components/schemas/Text' }] }
    passphrase: { $ref: '#/components/schemas/Written' }
    tokens: { type: array, items: { $ref: '#/components/schemas/Text' }, writeOnly: true }
    keys: { type: object, additionalProperties: { $ref: '#/components/schemas/Text' }, writeOnly: true }
    note: { $ref: '#/components/schemas/Text', writeOnly: true }
    read_secret: { $ref: '#/components/schemas/Text' }
Text: { type: string }
Written: { type: string, writeOnly: true }",
    );
    for (name, expected) in [
        ("plain_secret", "secret"),
        ("client_secret", "secret"),
        ("access_token", "secret"),
        ("passphrase", "secret"),
        ("tokens", "[secret]"),
        ("keys", "{secret}"),
        ("note", "Text"),
        ("read_secret", "Text"),
    ] {
        let line = dump.lines().find_map(|line| line.trim().strip_prefix(name)).expect("a line");
        assert!(line.contains(expected), "{dump}");
    }
}
