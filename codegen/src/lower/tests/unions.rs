//! Unions: what they amount to, how their cases are told apart.

use super::{dumped_schemas, lowered};
use crate::ir::Definition;

#[test]
fn unions_amount_to_as_little_as_they_need() {
    insta::assert_snapshot!(dumped_schemas(
        "Kinds: { anyOf: [{ type: string }, { type: number }, { type: integer }, { type: boolean }, { type: 'null' }] }
Listed: { type: [string, integer, array], items: { type: string } }
OpenEnum: { anyOf: [{ type: string }, { enum: [a, b] }] }
Enums: { anyOf: [{ enum: [a, b] }, { const: c, title: See, description: D }, { type: integer }] }
Formats: { oneOf: [{ type: string, format: uri }, { type: string, maxLength: 3 }] }
Nested: { anyOf: [{ anyOf: [{ type: string }, { type: 'null' }] }, { oneOf: [{ type: boolean }, { type: string }] }] }
One: { oneOf: [{ type: object, properties: { a: { type: string } } }, { type: 'null' }] }
OneOrMany: { anyOf: [{ type: string }, { type: array, items: { type: string } }] }
Anything: { anyOf: [{ type: string }, {}] }
Twice: { oneOf: [{ $ref: '#/components/schemas/OpenEnum' }, { $ref: '#/components/schemas/OpenEnum' }] }"
    ));
}

#[test]
fn members_beside_branches_are_kept() {
    insta::assert_snapshot!(dumped_schemas(
        "Demands: { type: object, properties: { a: { type: string }, b: { type: string } }, anyOf: [{ required: [a] }, { required: [b] }] }
AnyBeside: { type: object, required: [id], properties: { id: { type: string } }, anyOf: [{ properties: { x: { type: string } } }, { properties: { y: { type: integer } } }] }
OneBeside: { type: object, required: [id], properties: { id: { type: string } }, oneOf: [{ title: Left, properties: { x: { type: string } }, required: [x] }, { title: Right, properties: { y: { type: integer } }, required: [y] }] }
Self: { type: object, properties: { id: { type: string } }, oneOf: [{ $ref: '#/components/schemas/Self' }, { properties: { y: { type: integer } } }] }"
    ));
}

#[test]
fn tags_come_from_mappings_constants_or_names() {
    insta::assert_snapshot!(dumped_schemas(
        "Cat: { type: object, required: [kind], properties: { kind: { const: cat } } }
Dog: { type: object, required: [kind], properties: { kind: { type: string } } }
Mapped: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }], discriminator: { propertyName: kind, mapping: { dog: '#/components/schemas/Dog', hound: '#/components/schemas/Dog', cow: '#/components/schemas/Kinds' } } }
Unmapped: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }], discriminator: { propertyName: kind } }
Implied: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { type: object, required: [kind], properties: { kind: { enum: [fox] } } }] }
Untold: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { type: object, properties: { x: { type: string } } }], discriminator: { propertyName: kind } }
Kinds: { enum: [a] }
Numbers: { oneOf: [{ properties: { v: { const: 1 } }, required: [v] }, { properties: { v: { const: 2 } }, required: [v] }], discriminator: { propertyName: v } }"
    ));
}

#[test]
fn bases_with_children_end() {
    insta::assert_snapshot!(dumped_schemas(
        "Pet: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind, mapping: { cat: '#/components/schemas/Cat', pet: '#/components/schemas/Pet' } } }
Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { lives: { type: integer } } }] }
Base: { type: object, properties: { type: { type: string } }, oneOf: [{ $ref: '#/components/schemas/Left' }, { $ref: '#/components/schemas/Right' }], discriminator: { propertyName: type } }
Left: { allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { l: { type: string } } }] }
Right: { allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { r: { type: string } } }] }"
    ));
}

#[test]
fn shapes_tell_cases_apart() {
    let (api, found) = lowered(
        "openapi: 3.1.1
info: { title: T, version: '1' }
paths: {}
components:
  schemas:
    U:
      anyOf:
        - { type: object, additionalProperties: false, required: [id, kind], properties: { id: { type: string }, kind: { const: 1 } } }
        - { type: object, properties: { id: { type: string }, kind: { type: integer, enum: [2, 3] } } }
        - { type: array, items: { type: integer } }
        - { enum: [auto] }
        - { type: array, items: { type: string } }
    Twins:
      anyOf:
        - { type: object, required: [a], properties: { a: { type: string } } }
        - { type: object, required: [a], properties: { a: { type: integer } } }",
    );
    let Definition::Union(union) = &api.types[0].definition else { panic!("a union") };
    insta::assert_debug_snapshot!(union.cases.iter().map(|case| &case.shape).collect::<Vec<_>>());
    assert_eq!(found, ["W505 /components/schemas/Twins/anyOf/1"]);
}

#[test]
fn a_discriminator_that_no_branch_has_is_no_discriminator() {
    insta::assert_snapshot!(dumped_schemas(
        "Cat: { type: object, required: [meow], properties: { kind: { type: string }, meow: { type: string } } }
Dog: { type: object, required: [bark], properties: { kind: { type: string }, bark: { type: string } } }
Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }], discriminator: { propertyName: knid } }"
    ));
}

#[test]
fn other_keywords_beside_branches_count() {
    insta::assert_snapshot!(dumped_schemas(
        "Cat: { type: object, properties: { id: { type: string }, meow: { type: string } } }
Dog: { type: object, required: [bark], properties: { id: { type: string }, bark: { type: string } } }
Required: { required: [id], oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] }
Rest: { additionalProperties: { type: integer }, anyOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] }
Nothing: { type: object, additionalProperties: true, oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] }"
    ));
}
