//! Calls that ask for a stream, calls that give whatever comes, and what a description says of reading.

use crate::diag::Diagnostics;
use crate::document::read_document;
use crate::lower::{LowerOptions, ReadAhead, lower_api};
use crate::names::allocate_names;
use crate::schema::testing::node;

const RESPONSES: &str = r"
      responses:
        '200':
          description: ok
          content:
            application/json: { schema: { type: object, properties: { text: { type: string } } } }
            text/event-stream: { schema: { type: object, required: [delta], properties: { delta: { type: string } } } }
        default:
          description: bad
          content: { application/json: { schema: { $ref: '#/components/schemas/Failure' } } }
        '429':
          description: busy
          content: { application/json: { schema: { $ref: '#/components/schemas/Other' } } }
        '500':
          description: worse
          content: { application/json: { schema: { $ref: '#/components/schemas/Failure' } } }";

/// The module of the calls below these paths, without line breaks.
fn emitted(paths: &str) -> String {
    let root = node(&format!(
        "openapi: 3.1.1\ninfo: {{ title: Talk, version: '1' }}\npaths:\n{paths}\ncomponents:\n  schemas:\n    \
         Failure: {{ $ref: '#/components/schemas/Problem' }}\n    \
         Problem: {{ type: object, required: [code], properties: {{ code: {{ type: string }}, why: {{ type: string }} }} }}\n    \
         Other: {{ type: object, properties: {{ detail: {{ type: string }} }} }}\n"
    ));
    let mut diagnostics = Diagnostics::new();
    let document = read_document(&root, &mut diagnostics);
    let api = lower_api(&document, &ReadAhead::of(&root), &LowerOptions::default(), &mut diagnostics);
    let names = allocate_names(&api, &mut diagnostics);
    let text = super::text(&names, &api, "resources/talk.rs");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn operation(id: &str, media_type: &str, properties: &str) -> String {
    format!(
        "  /{id}:\n    post:\n      tags: [talk]\n      operationId: {id}\n      requestBody:\n        required: true\n        \
         content: {{ {media_type}: {{ schema: {{ type: object, properties: {properties} }} }} }}{RESPONSES}"
    )
}

#[test]
fn the_flag_of_a_stream_is_set_in_forms_too() {
    let kinds = ["application/json", "multipart/form-data", "application/x-www-form-urlencoded", "'*/*'"];
    let flags = [
        "{ text: { type: string }, stream: { type: boolean, default: false } }",
        "{ text: { type: string }, stream: { type: [boolean, 'null'] } }",
        "{ text: { type: string }, stream: { anyOf: [{ type: boolean }, { type: 'null' }] } }",
    ];
    for kind in kinds {
        for flag in flags {
            let text = emitted(&operation("tell", kind, flag));
            assert!(text.contains(".field(\"stream\", &true)"), "{kind} {flag}: {text}");
            assert_eq!(text.matches("pub fn stream").count(), 1, "the flag has no setter: {text}");
        }
        // Another member of that name is not a flag.
        let text = emitted(&operation("tell", kind, "{ text: { type: string }, stream: { type: string } }"));
        assert!(!text.contains("&true"), "{kind}: {text}");
    }
}

#[test]
fn the_flag_of_a_stream_is_set_in_the_query_too() {
    let of = |parameter: &str| {
        emitted(&format!(
            "  /tell:\n    get:\n      tags: [talk]\n      operationId: tell\n      parameters: [{{ name: stream, {parameter} }}]{RESPONSES}"
        ))
    };
    let text = of("in: query, schema: { type: boolean }");
    assert!(text.contains(".query(\"stream\", &true, runtime::Style::FORM)"), "{text}");
    assert_eq!(text.matches("pub fn stream").count(), 1, "the flag has no setter: {text}");
    assert!(!text.contains("&false"), "{text}");
    let text = of("in: query, required: true, schema: { type: boolean }");
    assert!(text.contains(".query(\"stream\", &false, runtime::Style::FORM)"), "{text}");
    for other in ["in: query, schema: { type: string }", "in: header, schema: { type: boolean }"] {
        assert!(!of(other).contains("&true"), "{other}");
    }
}

#[test]
fn a_stream_has_a_media_type_and_errors() {
    let text = emitted(&operation("tell", "application/json", "{ text: { type: string } }"));
    assert!(text.contains(".accept(\"application/json\")"), "{text}");
    assert!(text.contains(".stream_accept(\"text/event-stream\")"), "{text}");
    let errors = ".errors( &[ runtime::ErrorShape::new(&[\"code\"], &[\"code\", \"why\"]), \
                  runtime::ErrorShape::new(&[], &[\"detail\"]), ], )";
    assert!(text.contains(errors), "{text}");
    let lines = "  /n: { get: { tags: [talk], operationId: n, responses: { '200': { description: ok, content: { application/json: { schema: { type: array, items: { type: integer } } }, application/x-ndjson: { schema: { type: integer } } } } } } }";
    assert!(emitted(lines).contains(".stream_accept(\"application/x-ndjson\")"));
    // What only streams asks for that with `send`.
    let only = "  /n: { get: { tags: [talk], operationId: n, responses: { '200': { description: ok, content: { text/event-stream: { schema: { type: integer } } } } } } }";
    let text = emitted(only);
    assert!(text.contains(".accept(\"text/event-stream\")") && !text.contains("stream_accept"), "{text}");
}

#[test]
fn what_is_not_described_can_be_read_all_the_same() {
    let of = |responses: &str| {
        emitted(&format!("  /n: {{ get: {{ tags: [talk], operationId: n, responses: {{ {responses} }} }} }}"))
    };
    let anything = [
        "'200': { description: a file }",
        "'201': { description: a file }, '204': { description: none }",
        "default: { description: whatever }",
        "'400': { description: only an error }",
        "'200': { description: ok, content: { application/json: { schema: {} } } }",
        "'200': { description: ok, content: { application/json: {} } }",
    ];
    for responses in anything {
        let text = of(responses);
        assert!(
            text.contains("pub fn send_raw(self) -> runtime::Call<runtime::RawBody>"),
            "{responses}: {text}"
        );
        assert!(text.contains(".accept(\"*/*\").byte_stream()"), "{responses}: {text}");
        assert!(text.contains("`send_raw` and `stream` return whatever arrives"), "{responses}: {text}");
    }
    let described =
        of("'200': { description: ok, content: { application/json: { schema: { type: integer } } } }");
    assert!(described.contains("pub fn send_raw") && !described.contains("pub fn stream"), "{described}");
    let nothing = of("'204': { description: none }");
    assert!(!nothing.contains("pub fn send_raw") && !nothing.contains("pub fn stream"), "{nothing}");
}

#[test]
fn a_description_can_ask_for_a_lenient_reading() {
    let of = |more: &str, root: &str| {
        let root = node(&format!(
            "openapi: 3.1.1\ninfo: {{ title: Talk, version: '1' }}\n{root}\npaths:\n  /n: {{ get: {{ tags: [talk], operationId: n{more}, responses: {{ '204': {{ description: D }} }} }} }}\n"
        ));
        let mut diagnostics = Diagnostics::new();
        let document = read_document(&root, &mut diagnostics);
        let api = lower_api(&document, &ReadAhead::of(&root), &LowerOptions::default(), &mut diagnostics);
        let names = allocate_names(&api, &mut diagnostics);
        let file = |path: &str| super::text(&names, &api, path).contains(".lenient(");
        (file("client.rs"), file("resources/talk.rs"))
    };
    assert_eq!(of("", "x-other: 1"), (false, false));
    assert_eq!(of("", "x-lenient: true"), (true, false));
    assert_eq!(of("", "x-lenient: false"), (false, false));
    assert_eq!(of(", x-lenient: true", "x-other: 1"), (false, true));
    assert_eq!(of(", x-lenient: false", "x-lenient: true"), (true, true));
}

#[test]
fn a_client_whose_description_is_silent_about_keys_says_so() {
    let of = |root: &str, operation: &str| {
        let root = node(&format!(
            "openapi: 3.1.1\ninfo: {{ title: Talk, version: '1' }}\n{root}\npaths:\n  /n: {{ get: {{ tags: [talk], operationId: n{operation}, responses: {{ '204': {{ description: D }} }} }} }}\n\
             components: {{ securitySchemes: {{ key: {{ type: apiKey, in: header, name: x-key }} }} }}\n"
        ));
        let mut diagnostics = Diagnostics::new();
        let document = read_document(&root, &mut diagnostics);
        let api = lower_api(&document, &ReadAhead::of(&root), &LowerOptions::default(), &mut diagnostics);
        let names = allocate_names(&api, &mut diagnostics);
        super::text(&names, &api, "client.rs").contains(".security_unsaid()")
    };
    assert!(of("x-other: 1", ""));
    assert!(of("x-other: 1", ", security: [{ key: [] }]"));
    assert!(!of("security: [{ key: [] }]", ""));
    assert!(!of("security: []", ""));
}

#[test]
fn a_part_has_the_media_type_that_its_encoding_says() {
    let text = emitted(
        "  /n:\n    post:\n      tags: [talk]\n      operationId: send\n      requestBody:\n        required: true\n        content:\n          multipart/form-data:\n            schema:\n              \
         type: object\n              properties:\n                whole: { type: array, items: { type: object, properties: { a: { type: string } } } }\n                \
         table: { type: string }\n                plain: { type: string }\n            encoding:\n              whole: { contentType: application/json }\n              \
         table: { contentType: text/csv }\n      responses: { '204': { description: D } }\n",
    );
    for (part, media_type) in [("whole", "application/json"), ("table", "text/csv")] {
        let step = format!("part_typed(\"{part}\"");
        let at = text.find(&step).unwrap_or_else(|| panic!("{part} is a typed part: {text}"));
        assert!(text[at..at + 120].contains(media_type), "{text}");
    }
    assert!(!text.contains("part_typed(\"plain\""), "{text}");
}

#[test]
fn a_call_asks_for_what_is_required_and_only_written() {
    let text = emitted(
        "  /n:\n    post:\n      tags: [talk]\n      operationId: make\n      requestBody:\n        required: true\n        content:\n          application/json:\n            schema:\n              \
         type: object\n              required: [name, password]\n              properties:\n                name: { type: string }\n                \
         password: { type: string, writeOnly: true }\n                more: { type: string, writeOnly: true }\n      responses: { '204': { description: D } }\n",
    );
    assert!(
        text.contains("pub struct Make<const NAME: bool = false, const PASSWORD: bool = false>"),
        "{text}"
    );
    assert!(text.contains("runtime::Provided<PASSWORD>: required::Password"), "{text}");
}
