//! Examples in documentation: each is made of the call's own signature and of what the description shows.

use std::collections::BTreeMap;

use syn::visit::Visit;

use crate::diag::Diagnostics;
use crate::document::read_document;
use crate::emit::{Context, plan_files, render_readme};
use crate::lower::{LowerOptions, ReadAhead, lower_api};
use crate::names::allocate_names;
use crate::schema::testing::node;

const ZOO: &str = r"
openapi: 3.1.1
info: { title: Zoo, version: '1' }
components:
  schemas:
    Kind: { type: string, enum: [cat, dog] }
    Shape:
      oneOf: [{ $ref: '#/components/schemas/Round' }, { $ref: '#/components/schemas/Square' }]
      discriminator: { propertyName: shape, mapping: { round: '#/components/schemas/Round', square: '#/components/schemas/Square' } }
    Round: { type: object, required: [shape, radius], properties: { shape: { type: string }, radius: { type: number } } }
    Square: { type: object, required: [shape], properties: { shape: { type: string }, side: { type: integer } } }
    Cage:
      type: object
      required: [name, since, size, kinds, notes, shape, keeper, labels, data, deep]
      properties:
        name: { type: string, examples: [North] }
        since: { type: string, format: date }
        size: { type: [integer, 'null'], example: 7 }
        kinds: { type: array, items: { $ref: '#/components/schemas/Kind' } }
        notes: { type: [array, 'null'], items: { type: string } }
        shape: { $ref: '#/components/schemas/Shape' }
        keeper: { type: object, required: [type], properties: { type: { type: boolean } } }
        labels: { type: object, additionalProperties: { type: string } }
        data: { type: string, format: byte }
        deep: { type: array, items: { type: [object, 'null'], additionalProperties: { type: integer } } }
        optional: { type: string }
paths:
  /animals/{type}/{id}:
    get:
      operationId: find
      tags: [animals]
      parameters:
        - { name: id, in: path, required: true, example: SHOWN, schema: { type: string } }
        - { name: type, in: path, required: true, schema: { $ref: '#/components/schemas/Kind', example: dog } }
        - { name: page, in: query, required: true, schema: { type: integer }, example: 3 }
        - { name: cursor, in: query, schema: { type: string } }
      responses:
        '200': { content: { application/json: { schema: { type: object, properties: { next_cursor: { type: string }, items: { type: array, items: { type: string } } } } } } }
  /cages:
    post:
      operationId: build
      tags: [animals]
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Cage' }
            example: { name: South, since: '2020-02-02', size: 4, kinds: [dog], notes: [], shape: { shape: square }, keeper: { type: false }, labels: { colour: green }, data: aGVsbG8=, deep: [{ a: 1 }] }
      responses: { '204': { description: Built } }
  /all:
    put:
      operationId: replace
      tags: [animals]
      requestBody: { required: true, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Cage' } } } } }
      responses: { '200': { content: { text/event-stream: { schema: { type: string } } } } }
  /photos:
    post:
      operationId: upload
      tags: [animals]
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema: { type: object, required: [photo, more, title], properties: { photo: { type: string, format: binary }, more: { type: array, items: { type: string, format: binary } }, title: { type: string } } }
      responses: { '204': { description: Stored } }
  /status: { get: { operationId: status, responses: { '200': { content: { application/json: { schema: { type: object, properties: { ok: { type: boolean } } } } } } } } }
";

/// The files of a client by their path, and its `README.md`.
fn client(description: &str) -> BTreeMap<String, String> {
    let root = node(description);
    let mut diagnostics = Diagnostics::new();
    let document = read_document(&root, &mut diagnostics);
    let api = lower_api(&document, &ReadAhead::of(&root), &LowerOptions::default(), &mut diagnostics);
    let names = allocate_names(&api, &mut diagnostics);
    let context = Context::new(&api, &names, "zoo");
    let header = crate::output::Header::default();
    let plans = plan_files(&context);
    let mut files = crate::output::render_files(&context, &plans, &header, usize::MAX, &mut diagnostics);
    files.insert("README.md".to_owned(), render_readme(&context, "zoo"));
    files
}

/// The code of a file's documentation, with the lines that nobody sees.
fn code(file: &str) -> Vec<String> {
    let mut blocks: Vec<Vec<&str>> = Vec::new();
    let mut is_inside = false;
    for line in file.lines() {
        let Some(line) = line.trim_start().strip_prefix("///").or_else(|| line.strip_prefix("//!")) else {
            continue;
        };
        let line = line.strip_prefix(' ').unwrap_or(line);
        match line {
            "```no_run" => blocks.push(Vec::new()),
            "```" if is_inside => {}
            line if is_inside => blocks.last_mut().unwrap().push(line),
            _ => continue,
        }
        is_inside = line != "```";
    }
    blocks.iter().map(|block| block.join("\n")).collect()
}

/// What rustdoc compiles of a block.
fn compiled(block: &str) -> syn::File {
    let lines: Vec<&str> = block.lines().map(|line| line.strip_prefix("# ").unwrap_or(line)).collect();
    syn::parse_file(&lines.join("\n")).unwrap_or_else(|error| panic!("{error}\n{block}"))
}

#[test]
fn each_operation_shows_a_call_with_all_that_it_needs() {
    let files = client(&ZOO.replace("SHOWN", "cat-7"));
    let blocks: Vec<String> = files
        .iter()
        .filter(|(path, _)| path.starts_with("resources/"))
        .flat_map(|(_, text)| code(text))
        .collect();
    for block in &blocks {
        compiled(block);
    }
    insta::assert_snapshot!("snippets", blocks.join("\n\n"));
}

#[test]
fn the_first_example_is_that_of_the_readme() {
    let files = client(&ZOO.replace("SHOWN", "cat-7"));
    let blocks = code(&files["lib.rs"]);
    let [block] = blocks.as_slice() else { panic!("{blocks:?}") };
    drop(compiled(block));
    let seen: Vec<&str> = block.lines().filter(|line| !line.starts_with("# ")).collect();
    let readme = format!("```rust\n{}\n```", seen.join("\n"));
    assert!(files["README.md"].contains(&readme), "{readme}\n{}", files["README.md"]);
}

/// People run the first example as it is.
#[test]
fn the_first_example_does_as_little_as_it_can() {
    let first = |methods: &[&str]| {
        let operations: Vec<String> = methods
            .iter()
            .map(|method| {
                format!(
                    "{}: {{ operationId: {method}, parameters: [{{ name: id, in: path, required: true, schema: {{ type: \
                     string }} }}], responses: {{ '200': {{ description: d, content: {{ application/json: {{ schema: {{ \
                     type: object, properties: {{ a: {{ type: string }} }} }} }} }} }} }} }}",
                    method.split('_').next().unwrap()
                )
            })
            .collect();
        let paths = operations.join(", ");
        let files = client(&format!(
            "openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\npaths: {{ '/things/{{id}}': {{ {paths} }} }}"
        ));
        let called = code(&files["lib.rs"]).remove(0);
        methods
            .iter()
            .position(|method| called.contains(&format!(".{method}(")))
            .unwrap_or_else(|| panic!("{called}"))
    };
    assert_eq!(first(&["delete_it", "put_it", "post_it", "get_it"]), 3);
    assert_eq!(first(&["delete_it", "put_it", "post_it"]), 2);
    assert_eq!(first(&["delete_it", "patch_it"]), 1);
    assert_eq!(first(&["delete_it"]), 0);
}

#[test]
fn the_front_page_says_what_to_know_first() {
    let files = client(&ZOO.replace("SHOWN", "cat-7"));
    let page: Vec<&str> = files["lib.rs"].lines().filter_map(|line| line.strip_prefix("//!")).collect();
    insta::assert_snapshot!("front", page.join("\n"));
}

struct Texts(Vec<String>);

impl<'a> Visit<'a> for Texts {
    fn visit_lit_str(&mut self, literal: &'a syn::LitStr) {
        self.0.push(literal.value());
    }
}

#[test]
fn an_example_of_a_stranger_is_one_literal() {
    let twin = client(&ZOO.replace("SHOWN", "harmless"));
    for payload in super::hostile::PAYLOADS {
        let shown = serde_json::Value::from(*payload).to_string();
        let files = client(&ZOO.replace("SHOWN", &shown));
        for (path, text) in files.iter().filter(|(path, _)| path.starts_with("resources/")) {
            let (blocks, harmless) = (code(text), code(&twin[path]));
            assert_eq!(blocks.len(), harmless.len(), "{payload:?}");
            for (block, harmless) in blocks.iter().zip(&harmless) {
                let (mut texts, mut expected) = (Texts(Vec::new()), Texts(Vec::new()));
                texts.visit_file(&compiled(block));
                expected.visit_file(&compiled(harmless));
                for text in &mut expected.0 {
                    if text == "harmless" {
                        (*payload).clone_into(text);
                    }
                }
                assert_eq!(texts.0, expected.0, "{block}");
            }
        }
    }
}
