//! Reading documents from a few lines of YAML.

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
