//! The program that makes every call: each with the request that is given for it.

use std::collections::BTreeMap;

use crate::diag::Diagnostics;
use crate::document::read_document;
use crate::emit::{Context, GivenBody, GivenRequest, GivenRequests, plan_program};
use crate::ir::{Api, Place};
use crate::lower::{LowerOptions, ReadAhead, lower_api};
use crate::names::allocate_names;
use crate::schema::testing::node;

const PATHS: &str = r"
openapi: 3.1.1
info: { title: Every, version: '1' }
servers: [{ url: https://every.example }]
security: [{ key: [] }, { login: [] }]
paths:
  /calls/{id}:
    post:
      tags: [calls]
      operationId: make
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: tags, in: query, required: true, schema: { type: array, items: { type: string } } }
        - { name: more, in: query, schema: { type: string } }
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [kind, name, note, when]
              properties:
                kind: { const: call }
                name: { type: string }
                note: { type: [string, 'null'] }
                when: { type: string, format: date }
                rest: { type: integer }
      responses:
        '200': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Made' } } } }
        '202': { description: d, content: { text/plain: { schema: { type: string } } } }
  /files:
    put:
      tags: [files]
      operationId: upload
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              required: [file, name]
              properties: { file: { type: string, format: binary }, name: { type: string } }
      responses: { '204': { description: d } }
    get:
      tags: [files]
      operationId: download
      responses: { '200': { description: d, content: { application/octet-stream: {} } } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    login: { type: http, scheme: basic }
  schemas:
    Made: { type: object, properties: { a: { type: string }, b: { type: integer } } }";

fn api() -> Api {
    let root = node(PATHS);
    let mut diagnostics = Diagnostics::new();
    let document = read_document(&root, &mut diagnostics);
    lower_api(&document, &ReadAhead::of(&root), &LowerOptions::default(), &mut diagnostics)
}

fn program(api: &Api, requests: &GivenRequests) -> BTreeMap<String, String> {
    let names = allocate_names(api, &mut Diagnostics::new());
    let context = Context::new(api, &names, "phone");
    let mut diagnostics = Diagnostics::new();
    let header = crate::output::Header::default();
    let plans = plan_program(&context, requests);
    let files = crate::output::render_files(&context, &plans, &header, usize::MAX, &mut diagnostics);
    assert_eq!(diagnostics.as_slice(), []);
    for text in files.values() {
        syn::parse_file(text).unwrap();
    }
    files
}

fn body(kind: &str, members: &[(&str, &str)]) -> BTreeMap<String, GivenBody> {
    let whole: Vec<String> = members.iter().map(|(name, json)| format!("{name:?}:{json}")).collect();
    let members = members.iter().map(|(name, json)| ((*name).to_owned(), (*json).to_owned())).collect();
    let body =
        GivenBody { whole: format!("{{{}}}", whole.join(",")), members: Some(members), is_valid: true };
    BTreeMap::from([(kind.to_owned(), body)])
}

#[test]
fn each_call_has_what_its_request_has() {
    let api = api();
    let mut requests = GivenRequests::new();
    for operation in &api.operations {
        let request = match operation.method.as_str() {
            "POST" => GivenRequest {
                parameters: BTreeMap::from([
                    ((Place::Path, "id".to_owned()), r#""a b""#.to_owned()),
                    ((Place::Query, "tags".to_owned()), r#"["t"]"#.to_owned()),
                ]),
                are_parameters_valid: true,
                bodies: body(
                    "application/json",
                    &[
                        ("kind", r#""call""#),
                        ("name", r#""n""#),
                        ("note", "null"),
                        ("when", r#""2026-01-02""#),
                    ],
                ),
            },
            "PUT" => GivenRequest {
                are_parameters_valid: true,
                bodies: body("multipart/form-data", &[("file", r#""f""#), ("name", r#""n""#)]),
                ..GivenRequest::default()
            },
            _ => GivenRequest { are_parameters_valid: true, ..GivenRequest::default() },
        };
        requests.insert(operation.pointer.to_string(), request);
    }
    let files = program(&api, &requests);
    insta::assert_snapshot!("program_main", files["main.rs"]);
    insta::assert_snapshot!("program_calls", files["calls_0.rs"]);
    insta::assert_snapshot!("program_sizes", files["sizes.rs"]);
}

#[test]
fn what_members_cannot_say_is_given_whole_and_what_nobody_knows_is_absent() {
    let api = api();
    let of = |members: &[(&str, &str)]| {
        let request = GivenRequest { bodies: body("application/json", members), ..GivenRequest::default() };
        let pointer = api.operations.iter().find(|operation| operation.method == "POST").unwrap();
        program(&api, &GivenRequests::from([(pointer.pointer.to_string(), request)]))
            .remove("calls_0.rs")
            .unwrap()
    };
    let whole = of(&[("name", r#""n""#), ("unknown", "1")]);
    let dense: String = whole.split_whitespace().collect();
    assert!(
        dense.contains(".body(every_call::value::<types::") && !dense.contains(".name(every_call::value"),
        "{whole}"
    );
    let absent = of(&[("name", r#""n""#)]);
    for missing in [
        r#".make(every_call::absent::<String>("id")?)"#,
        r#".tags(every_call::absent::<Vec<String>>("tags")?)"#,
        r#".when(every_call::absent::<runtime::Date>("when")?)"#,
        r#"every_call::Call::new("calls.make", false, send_0)"#,
    ] {
        assert!(absent.contains(missing), "{missing} in {absent}");
    }
}
