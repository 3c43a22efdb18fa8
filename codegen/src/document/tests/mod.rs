//! Reading documents from a few lines of YAML.

mod modern;
mod operations;
mod parameters;
mod robustness;
mod security;

use crate::diag::Diagnostics;
use crate::schema::testing::node;

use super::{Document, OperationSpec, read_document};

/// Reads the description, gives it with the findings, one a line: code, place, message, help.
fn read(yaml: &str) -> (Document, String) {
    let root = node(yaml);
    let mut diagnostics = Diagnostics::new();
    let document = read_document(&root, &mut diagnostics);
    let found = diagnostics.as_slice().iter().map(|found| {
        let help = found.help.as_ref().map(|help| format!(" | {help}")).unwrap_or_default();
        format!("{} {} {}{help}", found.code.id, found.pointer, found.message)
    });
    (document, found.collect::<Vec<_>>().join("\n"))
}

/// Reads a description of one path, whose item is given.
#[track_caller]
fn operation(path: &str, item: &str, expected: &str) -> OperationSpec {
    let yaml =
        format!("info: {{ title: T, version: '1' }}\npaths:\n  {path}: {item}\ncomponents:\n{COMPONENTS}");
    let (document, found) = read(&yaml);
    assert_eq!(found, expected);
    document.operations.into_iter().next().unwrap()
}

const COMPONENTS: &str = "
  schemas: { Pet: { type: object }, x-odd: {} }
  parameters:
    Limit: { name: limit, in: query, description: How many, schema: { type: integer } }
    Again: { $ref: '#/components/parameters/Limit' }
    Loop: { $ref: '#/components/parameters/Loop' }
  responses:
    Gone: { description: Gone, headers: { x-why: { $ref: '#/components/headers/Why' } } }
  headers:
    Why: { description: Reason, schema: { type: string } }
  requestBodies:
    Pet: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
  examples:
    Rex: { value: { name: Rex } }
  pathItems:
    Shared: { get: { operationId: shared }, put: { operationId: other } }
  securitySchemes: { key: { type: apiKey, in: header, name: x-key } }
";

#[test]
fn components_are_used_through_percent_encoded_references() {
    let unused = |yaml: &str| {
        let mut diagnostics = Diagnostics::new();
        super::advise(&node(yaml), &mut diagnostics);
        let found = diagnostics.as_slice().iter().filter(|found| found.code.id == "N322");
        found.map(|found| found.pointer.as_str().to_owned()).collect::<Vec<_>>()
    };
    let components = "components: { schemas: { 'R[U]': {}, 'a/b': {}, 'c%20d': {}, e f: {}, g: {} } }";
    let used = |references: &[&str]| {
        let list: Vec<String> =
            references.iter().map(|name| format!("{{ $ref: '#/components/schemas/{name}' }}")).collect();
        unused(&format!("paths: {{}}\nx: [{}]\n{components}\n", list.join(", ")))
    };
    assert_eq!(used(&["R%5BU%5D", "a~1b", "c%20d", "e%20f", "g"]), Vec::<String>::new());
    assert_eq!(used(&["R[U]", "a%7E1b", "c%2520d", "e f"]), ["/components/schemas/g"]);
}
