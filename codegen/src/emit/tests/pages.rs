//! Calls whose results come in pages: members that may be absent or null, nested paths, the last item, numbers, URLs.

use crate::diag::Diagnostics;
use crate::document::read_document;
use crate::lower::{LowerOptions, ReadAhead, lower_api};
use crate::names::allocate_names;
use crate::schema::testing::node;

const PATHS: &str = r"
openapi: 3.1.1
info: { title: Paged, version: '1' }
paths:
  /cats:
    get:
      operationId: list_cats
      tags: [cats]
      parameters:
        - { name: cursor, in: query, schema: { type: string } }
        - { name: by_page, in: query, schema: { type: string } }
      responses:
        '200':
          content:
            application/json:
              schema:
                type: object
                required: [cats]
                properties:
                  cats: { type: array, items: { type: string } }
                  pagination:
                    type: [object, 'null']
                    properties:
                      next_cursor: { type: [string, 'null'] }
                      has_more: { type: boolean }
  /dogs:
    get:
      operationId: list_dogs
      tags: [cats]
      parameters: [{ name: starting_after, in: query, schema: { type: string } }]
      responses:
        '200':
          content:
            application/json:
              schema:
                type: object
                required: [has_more]
                properties:
                  has_more: { type: boolean }
                  data:
                    type: [array, 'null']
                    items: { type: object, required: [id], properties: { id: { type: string } } }
        '204': { description: none }
  /birds:
    get:
      operationId: list_birds
      tags: [cats]
      parameters: [{ name: page, in: query, schema: { type: integer, default: 0 } }]
      responses:
        '200': { content: { application/json: { schema: { type: array, items: { type: integer } } } } }
  /fish:
    get:
      operationId: list_fish
      tags: [cats]
      responses:
        '200':
          content:
            application/json:
              schema:
                type: object
                properties:
                  links: { type: object, properties: { next: { type: [string, 'null'], format: uri } } }
                  fish: { type: array, items: { type: string } }
  /bees:
    get:
      operationId: list_bees
      tags: [cats]
      responses:
        '200':
          headers: { Link: { example: '</bees?page=2>; rel=next', schema: { type: string } } }
          content: { application/json: { schema: { type: array, items: { type: string } } } }
  /frogs:
    get:
      operationId: list_frogs
      tags: [cats]
      parameters: [{ name: page, in: query, schema: { type: integer } }]
      responses:
        '200':
          content:
            application/json:
              schema:
                type: object
                required: [count, results]
                properties:
                  count: { type: integer }
                  next: { type: [string, 'null'] }
                  results: { type: array, items: { type: string } }
        '404': { description: No such page }
  /toads:
    get:
      operationId: list_toads
      tags: [cats]
      parameters: [{ name: offset, in: query, schema: { type: integer } }, { name: limit, in: query, schema: { type: integer } }]
      responses:
        '200':
          content:
            application/json:
              schema:
                type: object
                properties: { total: { type: integer }, toads: { type: array, items: { type: string } } }
  /ants:
    post:
      operationId: find_ants
      tags: [cats]
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties: { q: { type: string }, page: { type: object, properties: { cursor: { type: string } } } }
      responses:
        '200':
          content:
            application/json:
              schema:
                type: object
                properties: { next_cursor: { type: string }, ants: { type: array, items: { type: string } } }
";

#[test]
fn a_table_says_where_the_next_page_is_named() {
    let root = node(PATHS);
    let mut diagnostics = Diagnostics::new();
    let document = read_document(&root, &mut diagnostics);
    let api = lower_api(&document, &ReadAhead::of(&root), &LowerOptions::default(), &mut diagnostics);
    assert!(api.operations.iter().all(|operation| operation.page.is_some()));
    let names = allocate_names(&api, &mut diagnostics);
    insta::assert_snapshot!("pages", super::text(&names, &api, "resources/cats.rs"));
}
