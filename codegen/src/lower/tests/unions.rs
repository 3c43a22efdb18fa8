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
    // The twins are told apart by what their member is.
    assert_eq!(found, [""; 0]);
}

/// The findings about unions in a description of these schemas.
fn findings(schemas: &str) -> Vec<String> {
    let schemas = schemas.lines().map(|line| format!("    {line}\n")).collect::<Vec<_>>().concat();
    let (_, found) = lowered(&format!(
        "openapi: 3.1.1\ninfo: {{ title: T, version: '1' }}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}"
    ));
    found.into_iter().filter(|found| found.starts_with("W505") || found.starts_with("W544")).collect()
}

#[test]
fn a_branch_that_an_earlier_one_can_hide_is_reported() {
    let found = findings(
        "Optional: { oneOf: [{ type: object, required: [id], properties: { id: { type: string }, name: { type: string } } }, { type: object, required: [id], properties: { id: { type: string } } }] }
Thrice: { oneOf: [{ type: object, properties: { id: { type: string } } }, { type: object, properties: { id: { type: string }, a: { type: string } } }, { type: object, properties: { id: { type: string }, b: { type: string } } }] }
Nested: { oneOf: [{ type: object, required: [p], properties: { url: { type: string }, p: { type: object, required: [k], properties: { k: { enum: [A, C] } } } } }, { type: object, required: [p], properties: { p: { type: object, required: [k], properties: { k: { enum: [B, C] } } } } }] }
Lists: { oneOf: [{ type: array, items: { type: object, properties: { id: { type: string }, a: { type: string } } } }, { type: array, items: { type: object, properties: { id: { type: string } } } }] }",
    );
    assert_eq!(
        found,
        [
            "W505 /components/schemas/Optional/oneOf/1",
            "W505 /components/schemas/Thrice/oneOf/1",
            "W505 /components/schemas/Nested/oneOf/1",
            "W505 /components/schemas/Lists/oneOf/1",
        ]
    );
}

#[test]
fn branches_that_say_the_same_or_differ_are_not_reported() {
    let found = findings(
        "Same: { oneOf: [{ title: A, type: object, required: [id], properties: { id: { type: string }, in: { type: object, properties: { x: { enum: [a] } } } } }, { title: B, type: object, required: [id], properties: { in: { type: object, properties: { x: { enum: [a] } } }, id: { type: string } } }] }
Required: { oneOf: [{ type: object, required: [a], properties: { a: { type: string }, id: { type: string } } }, { type: object, required: [b], properties: { b: { type: string }, id: { type: string } } }] }
Listed: { oneOf: [{ type: object, required: [p], properties: { p: { type: object, required: [k], properties: { k: { enum: [A, B] } } }, n: { type: string } } }, { type: object, required: [p], properties: { p: { type: object, required: [k], properties: { k: { const: C } } } } }] }
Kinds: { oneOf: [{ type: object, required: [a], properties: { a: { type: string }, x: { type: string } } }, { type: object, required: [a], properties: { a: { type: integer } } }] }
Apart: { oneOf: [{ type: object, properties: { a: { type: string } } }, { type: object, properties: { b: { type: string } } }] }",
    );
    assert_eq!(found, [""; 0]);
}

#[test]
fn objects_that_are_two_branches_at_once_keep_the_members_of_both() {
    let schemas = "Pet: { anyOf: [{ $ref: '#/components/schemas/ByAge' }, { $ref: '#/components/schemas/ByType' }] }
ByAge: { type: object, required: [age], properties: { age: { type: integer }, nick: { type: string } } }
ByType: { type: object, required: [kind], properties: { kind: { type: string, enum: [cat, dog] }, hunts: { type: boolean } } }
Only: { oneOf: [{ type: object, required: [a], properties: { a: { type: integer } } }, { type: object, required: [b], properties: { b: { type: string } } }] }
Closed: { anyOf: [{ type: object, required: [a], properties: { a: { type: integer } }, additionalProperties: false }, { type: object, required: [b], properties: { b: { type: string } } }] }
Told: { anyOf: [{ type: object, properties: { t: { const: a }, x: { type: integer } } }, { type: object, properties: { t: { const: b }, y: { type: integer } } }] }
Inner: { anyOf: [{ oneOf: [{ type: object, properties: { x: { type: integer } } }, { type: object, properties: { y: { type: integer } } }] }, { type: 'null' }] }";
    assert_eq!(findings(schemas), ["W544 /components/schemas/Pet/anyOf/1"]);
    insta::assert_snapshot!(dumped_schemas(schemas));
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

#[test]
fn a_parent_with_a_discriminator_is_a_union_of_its_children() {
    insta::assert_snapshot!(dumped_schemas(
        "Event: { type: object, required: [kind], properties: { kind: { enum: [new, Gone, other] } }, discriminator: { propertyName: kind, mapping: { new: '#/components/schemas/Created', fresh: '#/components/schemas/Created' } } }
Created: { allOf: [{ $ref: '#/components/schemas/Event' }, { required: [by], properties: { by: { type: string } } }] }
Gone: { allOf: [{ $ref: '#/components/schemas/Event' }] }
Imported: { allOf: [{ $ref: '#/components/schemas/Created' }, { properties: { kind: { const: imported }, cause: { $ref: '#/components/schemas/Event' } } }] }
Named: { x-ms-discriminator-value: Other.Name, allOf: [{ $ref: '#/components/schemas/Event' }] }
Alias: { $ref: '#/components/schemas/Event' }
Holder: { type: object, properties: { event: { allOf: [{ $ref: '#/components/schemas/Event' }], description: D }, events: { type: array, items: { $ref: '#/components/schemas/Alias' } } } }
Inner: { allOf: [{ $ref: '#/components/schemas/Outer' }, { properties: { i: { type: string } }, discriminator: { propertyName: sort } }] }
Innermost: { allOf: [{ $ref: '#/components/schemas/Inner' }, { properties: { m: { type: string } } }] }
Outer: { type: object, properties: { sort: { type: string } }, discriminator: { propertyName: sort } }
Childless: { type: object, properties: { sort: { type: string } }, discriminator: { propertyName: sort } }
Circle: { allOf: [{ $ref: '#/components/schemas/Round' }, { properties: { c: { type: string } }, discriminator: { propertyName: c } }] }
Round: { allOf: [{ $ref: '#/components/schemas/Circle' }, { properties: { r: { type: string } } }] }
Mapped: { type: object, properties: { t: { type: string } }, discriminator: { propertyName: t, mapping: { far: '#/components/schemas/Apart', back: '#/components/schemas/Either' } } }
Apart: { type: object, properties: { t: { type: string }, apart: { type: boolean } } }
Either: { oneOf: [{ $ref: '#/components/schemas/Mapped' }, { type: string }] }"
    ));
}

/// Such a case would be read by reading the union again.
#[test]
fn no_union_is_a_case_of_itself() {
    let of = |schemas: &str| {
        let (api, _) = lowered(&format!(
            "openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\ncomponents: {{ schemas: {{ {} }} }}",
            schemas.replace('\n', ", ")
        ));
        let shown = dumped_schemas(schemas);
        let found = api.types.iter().find(|found| found.pointer.as_str().ends_with("/A"));
        let Some(Definition::Union(union)) = found.map(|found| &found.definition) else { panic!("{shown}") };
        (union.cases.iter().map(|case| format!("{:?}", case.value)).collect::<Vec<_>>(), shown)
    };
    let scalars = ["Scalar(String)", "Scalar(I64)"];
    let (cases, shown) =
        of("A: { oneOf: [{ $ref: '#/components/schemas/A' }, { type: string }, { type: integer }] }");
    assert_eq!(cases, scalars, "{shown}");
    assert!(shown.contains("W507"), "{shown}");
    let (cases, shown) =
        of("A: { anyOf: [{ type: string }, { $ref: '#/components/schemas/B' }, { type: integer }] }
B: { oneOf: [{ $ref: '#/components/schemas/A' }, { type: 'null' }] }");
    assert_eq!(cases, scalars, "{shown}");
    let (cases, shown) = of(
        "A: { anyOf: [{ type: string }, { $ref: '#/components/schemas/B' }] }
B: { oneOf: [{ $ref: '#/components/schemas/A' }, { type: boolean }, { type: array, items: { $ref: '#/components/schemas/A' } }] }",
    );
    assert_eq!(cases.len(), 2, "{shown}");
    assert_eq!(shown.matches("W507").count(), 1, "{shown}");
    // Both allow the same, so neither loses what only the other one lists.
    let (_, other) = shown.split_once("union B").unwrap();
    assert!(other.contains("string string") && other.contains("boolean bool"), "{shown}");
    // What one takes over from another one may lead back further.
    let (cases, shown) = of("A: { oneOf: [{ $ref: '#/components/schemas/B' }, { type: integer }] }
B: { oneOf: [{ $ref: '#/components/schemas/C' }, { $ref: '#/components/schemas/A' }] }
C: { oneOf: [{ $ref: '#/components/schemas/B' }, { type: string }] }");
    assert_eq!(cases.len(), 2, "{shown}");
    let (_, other) = shown.split_once("union C").unwrap();
    assert!(other.contains("string string") && other.contains("integer i64"), "{shown}");
}

/// Each further schema is a branch beside those before it, also where those are no plain types.
#[test]
fn a_member_of_many_branches_has_all_their_schemas() {
    let tag = "{ type: object, required: [n], properties: { n: { type: string } } }";
    let branch = |value: &str| format!("{{ type: object, properties: {{ agent: {value} }} }}");
    let branches = [
        branch(&format!("{{ anyOf: [{tag}, {{ type: 'null' }}], description: one }}")),
        branch(&format!("{{ anyOf: [{tag}, {{ type: 'null' }}], description: two, title: T }}")),
        branch("{ type: string, const: x }"),
        branch("{ type: string, enum: [y, z] }"),
    ];
    let shown = dumped_schemas(&format!(
        "A: {{ type: object, properties: {{ id: {{ type: string }} }}, anyOf: [{}] }}",
        branches.join(", ")
    ));
    assert!(!shown.contains("W507"), "{shown}");
    insta::assert_snapshot!(shown);
}
