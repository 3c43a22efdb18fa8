use bytes::Bytes;
use http::Request;

use crate::Mock;
use crate::testing::tree;

/// The body of the answer whose content this is.
fn body(content: &str) -> String {
    let mock = Mock::new(
        tree(&format!(
            r#"{{ "openapi": "3.1.1", "info": {{ "title": "T", "version": "1" }},
                 "paths": {{ "/s": {{ "get": {{ "operationId": "s", "responses": {{ "200": {{ "description": "",
                     "content": {content} }} }} }} }} }},
                 "components": {{ "schemas": {{ "Word": {{ "type": "object", "required": ["word"],
                     "properties": {{ "word": {{ "const": "hi" }} }} }} }} }} }}"#
        )),
        0,
    );
    let request = Request::builder().method("GET").uri("/s").body(Bytes::new()).unwrap();
    String::from_utf8(mock.reply(&request).response.into_body().to_vec()).unwrap()
}

const TEXT: &str = r##"{ "type": "string", "contentMediaType": "application/json", "contentSchema": { "$ref": "#/components/schemas/Word" } }"##;

#[test]
fn an_event_that_is_described_with_its_fields_is_sent_with_them() {
    let twice = |event: &str| format!("{event}\n\n{event}\n\n");
    let word = twice(r#"data: {"word":"hi"}"#);
    for place in ["schema", "itemSchema"] {
        let only = format!(
            r#"{{ "text/event-stream": {{ "{place}": {{ "type": "object", "properties": {{ "data": {TEXT} }} }} }} }}"#
        );
        assert_eq!(body(&only), word, "{place}");
    }
    assert_eq!(
        body(
            r##"{ "text/event-stream": { "schema": { "type": "object", "properties": {
                "event": { "const": "word" }, "id": { "const": "7" }, "retry": { "const": 10 },
                "data": { "$ref": "#/components/schemas/Word" } } } } }"##
        ),
        twice("event: word\nid: 7\nretry: 10\ndata: {\"word\":\"hi\"}")
    );
    assert_eq!(
        body(
            r#"{ "text/event-stream": { "itemSchema": { "type": "object", "required": ["data"], "properties": {
                "data": { "const": "plain", "type": "string" } } } } }"#
        ),
        twice("data: \"plain\"")
    );
}

/// A union whose second branch is plain text, which the first branch would take for JSON.
#[test]
fn a_branch_of_plain_text_is_sent_as_a_json_string() {
    let plain = r#"{ "type": "object", "required": ["data"], "properties": { "data": { "type": "string", "const": "hi" } } }"#;
    let branches = format!(
        r#"{{ "type": "object", "required": ["event"], "properties": {{ "event": {{ "not": {{}} }}, "data": {TEXT} }} }}, {plain}"#
    );
    assert_eq!(
        body(&format!(r#"{{ "text/event-stream": {{ "itemSchema": {{ "anyOf": [{branches}] }} }} }}"#)),
        "data: \"hi\"\n\n".repeat(2)
    );
}

#[test]
fn json_in_events_is_sent_as_their_data() {
    assert_eq!(
        body(
            r##"{ "text/event-stream": { "schema": { "type": "object", "required": ["data"], "properties": {
                "data": { "$ref": "#/components/schemas/Word" } } } } }"##
        ),
        "data: {\"data\":{\"word\":\"hi\"}}\n\n".repeat(2)
    );
    assert_eq!(
        body(r##"{ "text/event-stream": { "schema": { "$ref": "#/components/schemas/Word" } } }"##),
        "data: {\"word\":\"hi\"}\n\n".repeat(2)
    );
}

#[test]
fn a_list_of_items_is_one_item_after_the_other() {
    let list = r##"{ "schema": { "type": "array", "minItems": 3, "maxItems": 3, "items": { "$ref": "#/components/schemas/Word" } } }"##;
    assert_eq!(body(&format!(r#"{{ "application/x-ndjson": {list} }}"#)), "{\"word\":\"hi\"}\n".repeat(3));
    assert_eq!(
        body(&format!(r#"{{ "text/event-stream": {list} }}"#)),
        "data: {\"word\":\"hi\"}\n\n".repeat(3)
    );
    assert_eq!(
        body(
            r#"{ "application/x-ndjson": { "itemSchema": { "type": "array", "items": { "const": 1 }, "minItems": 2, "maxItems": 2 } } }"#
        ),
        "[1,1]\n[1,1]\n"
    );
}

#[test]
fn examples_of_openapi_3_2_are_values_and_texts() {
    let example = |example: &str| {
        let text = format!(
            r#"{{ "openapi": "3.2.0", "info": {{ "title": "T", "version": "1" }}, "paths": {{ "/s": {{ "get": {{ "responses": {{
                 "200": {{ "description": "", "content": {{ "application/json": {{ "schema": {{ "type": "object" }},
                 "examples": {{ "e": {example} }} }} }} }} }} }} }} }} }}"#
        );
        let (mut files, mut diagnostics) =
            (codegen::load::Files::default(), codegen::diag::Diagnostics::new());
        let budgets = codegen::load::Budgets::default();
        let source = codegen::load::Source::new("a.json", text.into_bytes());
        let loaded = codegen::load::load_source(&source, &budgets, &mut files, &mut diagnostics);
        let options = codegen::normalize::Options::default();
        let description = codegen::normalize::normalize_sources(
            loaded,
            &[],
            &options,
            &|_| None,
            &mut files,
            &mut diagnostics,
        );
        let mock = Mock::new(description.expect("a description").root, 0);
        for prefer in ["", "example=e"] {
            let request = Request::get("/s").header("prefer", prefer).body(Bytes::new()).unwrap();
            let body = mock.reply(&request).response.into_body();
            assert_eq!(body, r#"{"a":1}"#, "{example} {prefer}");
        }
    };
    example(r#"{ "dataValue": { "a": 1 } }"#);
    example(r#"{ "dataValue": { "a": 1 }, "serializedValue": "{\"a\": 1 }" }"#);
    example(r#"{ "serializedValue": "{\"a\": 1 }" }"#);
}
