//! Modules of types: each type stands where the resource is that holds all its operations.

use crate::diag::Diagnostics;
use crate::document::read_document;
use crate::emit::{Context, plan::Piece, plan::plan_files};
use crate::lower::{LowerOptions, lower_api};
use crate::names::allocate_names;
use crate::schema::testing::node;

const PATHS: &str = r"
openapi: 3.1.1
info: { title: Nested, version: '1' }
paths:
  /left: { get: { x-fern-sdk-group-name: [shop, left], x-fern-sdk-method-name: get, responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Left' } } } } } } }
  /right: { get: { x-fern-sdk-group-name: [shop, right], x-fern-sdk-method-name: get, responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Right' } } } } } } }
  /other: { get: { x-fern-sdk-group-name: [other, deep, deeper], x-fern-sdk-method-name: get, responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Deep' } } } } } } }
components:
  schemas:
    Left: { type: object, properties: { own: { $ref: '#/components/schemas/OfLeft' }, both: { $ref: '#/components/schemas/OfShop' } } }
    Right: { type: object, properties: { both: { $ref: '#/components/schemas/OfShop' }, all: { $ref: '#/components/schemas/OfAll' } } }
    Deep: { type: object, properties: { all: { $ref: '#/components/schemas/OfAll' } } }
    OfLeft: { type: object, properties: { a: { type: string } } }
    OfShop: { type: object, properties: { a: { type: string } } }
    OfAll: { type: object, properties: { a: { type: string } } }
    OfNobody: { type: object, properties: { deep: { $ref: '#/components/schemas/Unused' } } }
    Unused: { type: object, properties: { a: { type: string } } }";

#[test]
fn types_stand_with_the_innermost_resource_that_has_all_their_uses() {
    let root = node(PATHS);
    let mut diagnostics = Diagnostics::new();
    let document = read_document(&root, &mut diagnostics);
    let api = lower_api(&document, &root, &LowerOptions::default(), &mut diagnostics);
    let names = allocate_names(&api, &mut diagnostics);
    let context = Context { api: &api, names: &names, tests: false };
    let mut found = Vec::new();
    for file in plan_files(&context) {
        for piece in &file.pieces {
            if let Piece::Types(types) = piece {
                let types: Vec<&str> = types.iter().map(|id| names.types[id.0].ident.as_str()).collect();
                found.push(format!("{}: {}", file.path, types.join(" ")));
            } else if let Piece::TypeModules(inner) = piece
                && !inner.is_empty()
            {
                let inner: Vec<&str> = inner.iter().map(|id| names.resources[id.0].module.as_str()).collect();
                found.push(format!("{}: mod {}", file.path, inner.join(" ")));
            }
        }
    }
    found.sort();
    insta::assert_snapshot!("modules", found.join("\n"));
}
