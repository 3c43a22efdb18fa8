//! A description with a wrong value at any place still gives all that is right.

use super::{COMPONENTS, read_document};
use crate::diag::{Diagnostics, Pointer};
use crate::load::Node;
use crate::schema::testing::node;

/// Every member that is read, all of them right.
const DESCRIPTION: &str = "
info: { title: T, version: '1', description: D }
tags: [{ name: t, description: d }]
servers: [{ url: 'https://{r}.example', variables: { r: { default: a, enum: [a], description: d } } }]
security: [{ key: [a] }]
externalDocs: { url: u }
webhooks: { w: { post: {} } }
paths:
  /pets/{id}:
    summary: s
    servers: [{ url: u }]
    parameters:
      - { name: id, in: path, required: true, style: simple, explode: false, deprecated: false, schema: {}, examples: { e: { value: 1 } } }
      - { $ref: '#/components/parameters/Again' }
    get:
      operationId: get
      tags: [t]
      deprecated: false
      externalDocs: { url: u }
      security: [{ key: [] }]
      callbacks: { c: { u: { post: {} } } }
      parameters: [{ name: f, in: query, allowReserved: true, content: { a/b: { schema: {} } } }]
      responses: { '200': { description: d, headers: { h: { schema: {}, description: d } }, content: { a/b: { schema: {}, example: 1 } } }, default: { $ref: '#/components/responses/Gone' } }
    post:
      requestBody: { $ref: '#/components/requestBodies/Pet' }
    put:
      requestBody: { required: true, description: d, content: { a/b: { schema: {}, encoding: { p: { contentType: c, style: form, explode: true, headers: {} } } } } }
  /shared: { $ref: '#/components/pathItems/Shared' }
";

/// Every place of the tree.
fn places(node: &Node, at: &Pointer, found: &mut Vec<Pointer>) {
    found.push(at.clone());
    for (key, member) in node.as_map().into_iter().flatten() {
        places(member, &at.key(key), found);
    }
    for (position, item) in node.as_list().into_iter().flatten().enumerate() {
        places(item, &at.index(position), found);
    }
}

fn place_mut<'n>(root: &'n mut Node, at: &Pointer) -> &'n mut Node {
    at.tokens().fold(root, |node, token| match node {
        Node::Map(map) => map.get_mut(&token).unwrap(),
        Node::List(list) => &mut list[token.parse::<usize>().unwrap()],
        _ => panic!("{at}"),
    })
}

#[test]
fn one_wrong_value_costs_at_most_its_operation() {
    let description = node(&format!("{DESCRIPTION}components:{COMPONENTS}"));
    let mut all = Vec::new();
    places(&description, &Pointer::root(), &mut all);
    let junk = [
        "null",
        "true",
        "1",
        "-1.5",
        "''",
        "odd",
        "[]",
        "[1, [2]]",
        "{}",
        "{ $ref: 1 }",
        "{ $ref: '#/nowhere' }",
        "{ $ref: '#' }",
    ];
    let mut diagnostics = Diagnostics::new();
    assert_eq!(read_document(&description, &mut diagnostics).operations.len(), 5);
    assert_eq!(diagnostics.as_slice().iter().map(|found| found.code.id).collect::<Vec<_>>(), ["N321"]);
    for at in all.iter().skip(1) {
        for value in junk {
            let mut broken = description.clone();
            *place_mut(&mut broken, at) = node(value);
            let mut diagnostics = Diagnostics::new();
            let left = read_document(&broken, &mut diagnostics).operations.len();
            let is_holder = matches!(at.as_str(), "/paths" | "/components" | "/components/pathItems")
                || at.as_str().starts_with("/components/pathItems/Shared")
                || at.as_str().starts_with("/paths/~1shared")
                || at.as_str() == "/paths/~1pets~1{id}";
            let is_operation = at.parent().is_some_and(|parent| parent.as_str() == "/paths/~1pets~1{id}");
            let least = if is_holder { 0 } else { 5 - usize::from(is_operation) };
            assert!(left >= least, "{left} operations left with {value} at {at}");
        }
    }
}

#[test]
fn references_that_never_end_cost_only_their_place() {
    let link = |link: u32| format!("    P{link}: {{ $ref: '#/components/parameters/P{}' }}\n", link + 1);
    let parameters: String = (0..10_000).map(link).collect();
    let root = node(&format!(
        "
info: {{ title: T }}
paths:
  /a: {{ $ref: '#/paths/~1b', get: {{}} }}
  /b: {{ $ref: '#/paths/~1a', put: {{ responses: {{ '200': {{ $ref: '#/paths/~1b/put/responses/200' }} }} }} }}
  /c: {{ get: {{ requestBody: {{ $ref: '#/paths/~1c/get/requestBody/x' }}, parameters: [{{ $ref: '#/components/parameters/P0' }}] }} }}
components:
  parameters:
{parameters}    P10000: {{ name: end, in: query, schema: {{}} }}"
    ));
    let mut diagnostics = Diagnostics::new();
    let document = read_document(&root, &mut diagnostics);
    assert_eq!(document.operations.len(), 3);
    assert_eq!(document.operations[2].parameters[0].name, "end");
    assert!(diagnostics.as_slice().iter().all(|found| found.code.id == "W402"), "{diagnostics:?}");
    assert_eq!(diagnostics.as_slice().len(), 4);
}

#[test]
fn every_section_of_components_is_a_map() {
    let (_, found) = super::read(
        "info: { title: T, version: '1' }\npaths: {}\ncomponents: { examples: none, links: null, x-own: 5 }",
    );
    assert_eq!(found, "W302 /components/examples expected an object for `examples`, found the string `none`");
}
