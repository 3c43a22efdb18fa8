//! Schemas that go round in circles, multiply, or have no end.

use std::fmt::Write as _;

use super::{dumped_schemas, lowered};

const HEAD: &str = "openapi: 3.1.1\ninfo: { title: T, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n";

/// Runs on a stack of 2 MiB, whatever the machine gives.
fn on_small_stack(yaml: String) -> (crate::ir::Api, Vec<String>) {
    std::thread::Builder::new().stack_size(2 << 20).spawn(move || lowered(&yaml)).unwrap().join().unwrap()
}

#[test]
fn cycles_are_boxed_once() {
    insta::assert_snapshot!(dumped_schemas(
        "Node: { type: object, properties: { next: { $ref: '#/components/schemas/Node' }, all: { type: array, items: { $ref: '#/components/schemas/Node' } } } }
A: { type: object, required: [b], properties: { b: { $ref: '#/components/schemas/B' } } }
B: { type: object, required: [a], properties: { a: { $ref: '#/components/schemas/AliasOfA' } } }
AliasOfA: { $ref: '#/components/schemas/A' }
Tree: { type: array, items: { $ref: '#/components/schemas/Tree' } }
Json: { oneOf: [{ type: string }, { type: array, items: { $ref: '#/components/schemas/Json' } }, { type: object, additionalProperties: { $ref: '#/components/schemas/Json' } }] }
Deep: { anyOf: [{ type: string }, { $ref: '#/components/schemas/Other' }] }
Other: { anyOf: [{ type: integer }, { $ref: '#/components/schemas/Deep' }] }
Pair: { type: array, prefixItems: [{ $ref: '#/components/schemas/Node' }, { type: integer }], items: false }"
    ));
}

#[test]
fn circles_without_content_are_any_value() {
    insta::assert_snapshot!(dumped_schemas(
        "Same: { $ref: '#/components/schemas/Same' }
Left: { $ref: '#/components/schemas/Right' }
Right: { $ref: '#/components/schemas/Left' }
All: { allOf: [{ $ref: '#/components/schemas/All' }, { properties: { x: { type: string } } }] }
One: { oneOf: [{ $ref: '#/components/schemas/One' }, { type: 'null' }] }
Nowhere: { type: object, properties: { x: { $ref: '#/components/schemas/Missing' } } }"
    ));
}

#[test]
fn refinements_of_recursive_schemas_end() {
    let (api, found) = lowered(&format!(
        "{HEAD}    A: {{ type: object, properties: {{ n: {{ type: array, items: {{ allOf: [{{ $ref: '#/components/schemas/A' }}, {{ $ref: '#/components/schemas/B' }}] }} }} }} }}
    B: {{ type: object, properties: {{ n: {{ type: array, items: {{ allOf: [{{ $ref: '#/components/schemas/A' }}, {{ $ref: '#/components/schemas/B' }}] }} }} }} }}
    C: {{ allOf: [{{ $ref: '#/components/schemas/A' }}, {{ $ref: '#/components/schemas/B' }}] }}"
    ));
    assert!(api.types.len() < 12, "{}", crate::ir::dump(&api));
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn long_chains_fit_a_small_stack() {
    const LENGTH: usize = 1_500;
    for link in [
        "{ $ref: '#/components/schemas/S@' }",
        "{ type: object, properties: { next: { $ref: '#/components/schemas/S@' } } }",
        "{ type: array, items: { $ref: '#/components/schemas/S@' } }",
        "{ anyOf: [{ type: string }, { $ref: '#/components/schemas/S@' }] }",
        "{ allOf: [{ $ref: '#/components/schemas/S@' }, { properties: { p@: { type: string } } }] }",
    ] {
        let mut yaml = HEAD.to_owned();
        for number in 0..LENGTH {
            let _ = writeln!(yaml, "    S{number}: {}", link.replace('@', &(number + 1).to_string()));
        }
        let _ =
            writeln!(yaml, "    S{LENGTH}: {{ type: object, properties: {{ end: {{ type: string }} }} }}");
        let (api, _) = on_small_stack(yaml);
        assert!(api.types.len() > LENGTH, "{link}");
    }
}

#[test]
fn inline_nesting_is_limited() {
    let mut schema = "{ type: string }".to_owned();
    for _ in 0..58 {
        schema = format!("{{ type: object, properties: {{ a: {schema} }} }}");
    }
    let (_, found) = on_small_stack(format!("{HEAD}    Deep: {schema}\n"));
    assert!(found.iter().all(|finding| finding.starts_with("W502")), "{found:?}");
    assert_eq!(found.len(), 1);
}

#[test]
fn unions_that_multiply_are_cut() {
    let mut parts = String::new();
    for number in 0..12 {
        let _ = write!(
            parts,
            "{{ oneOf: [{{ required: [a{number}], properties: {{ a{number}: {{ type: string }} }} }}, {{ required: [b{number}], properties: {{ b{number}: {{ type: string }} }} }}] }}, "
        );
    }
    let (api, found) = on_small_stack(format!("{HEAD}    Bomb: {{ allOf: [{parts}] }}\n"));
    assert!(found.iter().any(|finding| finding.starts_with("W506")), "{found:?}");
    assert!(api.types.len() < 100);
}

#[test]
fn unions_that_refine_each_other_are_cut() {
    let (api, found) = on_small_stack(format!(
        "{HEAD}    Pet: {{ type: array, items: {{ type: array, items: {{ $ref: '#/components/schemas/Cat', const: 1 }} }} }}
    Cat:
      allOf:
        - oneOf:
            - $ref: '#/components/schemas/Pet'
            - oneOf:
                - oneOf: [{{ $ref: '#/components/schemas/Cat' }}, {{ $ref: '#/components/schemas/Pet' }}]
                - allOf: [{{ $ref: '#/components/schemas/Pet' }}, {{ $ref: '#/components/schemas/Cat' }}, {{ type: integer }}]
                - oneOf: [{{ type: string, const: false }}, {{ $ref: '#/components/schemas/Pet' }}]
        - oneOf: [{{ type: array, items: {{ $ref: '#/components/schemas/Cat' }} }}, {{ type: object }}, {{ type: string }}]"
    ));
    assert!(found.iter().any(|finding| finding.starts_with("W502")), "{found:?}");
    assert!(api.types.len() < 5_000, "{}", api.types.len());
}

#[test]
fn variables_that_are_all_alike_are_compared_with_ids_once() {
    let (path, id) = ("/{id}".repeat(200), "Id".repeat(200));
    let head = "openapi: 3.1.1\ninfo: { title: T, version: '1' }\npaths:\n";
    let (api, _) = on_small_stack(format!(
        "{head}  '{path}': {{ get: {{ operationId: get{id}X, responses: {{}} }}, put: {{ operationId: put{id}, responses: {{}} }} }}\n"
    ));
    assert_eq!(api.operations.len(), 2);
}

#[test]
fn circles_through_aliases_are_boxed() {
    let (api, _) = lowered(&format!(
        "{HEAD}    A: {{ type: object, required: [b], properties: {{ b: {{ $ref: '#/components/schemas/B' }} }} }}
    B: {{ anyOf: [{{ $ref: '#/components/schemas/A' }}, {{ type: 'null' }}] }}
    C: {{ type: object, required: [d], properties: {{ d: {{ $ref: '#/components/schemas/D' }} }} }}
    D: {{ type: array, prefixItems: [{{ $ref: '#/components/schemas/C' }}, {{ type: string }}], items: false }}"
    ));
    assert_eq!(crate::ir::broken_invariants(&api), Vec::<String>::new());
}

#[test]
fn a_member_that_is_required_twice_is_one_member() {
    let (api, _) = lowered(&format!(
        "{HEAD}    A: {{ type: object, required: [a, a], properties: {{ b: {{ type: string }} }} }}"
    ));
    assert_eq!(crate::ir::broken_invariants(&api), Vec::<String>::new());
}

#[test]
fn more_required_members_than_a_builder_can_count_are_optional() {
    let mut yaml = format!("{HEAD}    A:\n      type: object\n      required: [");
    yaml.extend((0..300).map(|number| format!("p{number}, ")));
    yaml.push_str("]\n      properties:\n");
    yaml.extend((0..300).map(|number| format!("        p{number}: {{ type: string }}\n")));
    let (api, found) = lowered(&yaml);
    assert!(found.iter().any(|finding| finding.starts_with("W516")), "{found:?}");
    assert!(crate::ir::dump(&api).contains("p299"));
}
