use std::time::{Duration, Instant};

use bytes::Bytes;
use http::Request;
use http::header::CONTENT_TYPE;

use crate::mock::Mock;
use crate::testing::tree;

fn mock() -> Mock {
    Mock::new(
        tree(
            r##"{ "openapi": "3.1.1", "info": { "title": "T", "version": "1" }, "paths": { "/a": { "post": {
                 "requestBody": { "required": true, "content": {
                   "application/x-www-form-urlencoded": { "schema": { "$ref": "#/components/schemas/Form" } },
                   "multipart/form-data": { "schema": { "$ref": "#/components/schemas/Form" } } } },
                 "responses": { "204": { "description": "" } } } } },
                 "components": { "schemas": { "Form": { "type": "object", "properties": {
                   "files[]": { "type": "array", "items": { "type": "integer" } },
                   "deep": { "type": "object", "additionalProperties": { "type": "integer" } },
                   "list": { "type": "array", "items": { "type": "integer" } },
                   "objects": { "type": "array", "items": { "type": "object", "required": ["k"] } },
                   "spread": { "type": "object", "properties": { "x": { "type": "integer" } } } } } } } }"##,
        ),
        0,
    )
}

fn send(kind: &str, body: String) -> (u16, String, Duration) {
    let mock = mock();
    let request = Request::post("/a").header(CONTENT_TYPE, kind).body(Bytes::from(body)).unwrap();
    let begun = Instant::now();
    let reply = mock.reply(&request);
    let text = String::from_utf8_lossy(reply.response.body()).into_owned();
    (reply.response.status().as_u16(), text, begun.elapsed())
}

fn form(body: String) -> (u16, String, Duration) {
    send("application/x-www-form-urlencoded", body)
}

#[test]
fn names_lead_to_their_members() {
    for (body, status) in [
        ("files[]=1&files[]=2&deep[a]=1&deep[b]=2&list=1&list[]=2&x=1&other=o", 204),
        ("files[]=x", 422),
        ("deep[a]=x", 422),
        ("list[0]=1&list[1]=x", 422),
        ("x=y", 422),
    ] {
        let (found, text, _) = form(body.to_owned());
        assert_eq!(found, status, "{body}: {text}");
    }
}

#[test]
fn objects_are_json_and_items_are_parts() {
    for (body, status) in [
        ("spread=%7B%22x%22%3A1%7D", 204),
        ("spread=%7B%22x%22%3A%22y%22%7D", 422),
        ("objects=%7B%22k%22%3A1%7D&objects=%7B%22k%22%3A2%7D", 204),
        ("objects=%7B%22n%22%3A1%7D", 422),
        ("", 204),
    ] {
        let (found, text, _) = form(body.to_owned());
        assert_eq!(found, status, "{body}: {text}");
    }
    let kind = "multipart/form-data; boundary=b";
    let part = |json: &str| {
        let head =
            "--b\r\ncontent-disposition: form-data; name=\"objects\"\r\ncontent-type: application/json";
        format!("{head}\r\n\r\n{json}\r\n")
    };
    for (body, status) in [
        (part(r#"{"k":1}"#), 204),
        (part(r#"{"k":1}"#) + &part(r#"{"k":2}"#), 204),
        (part(r#"{"n":1}"#), 422),
        (String::new(), 204),
    ] {
        let (found, text, _) = send(kind, body.clone() + "--b--\r\n");
        assert_eq!(found, status, "{body}: {text}");
    }
}

#[test]
fn time_grows_with_the_fields_and_too_many_are_refused() {
    let fields =
        |count: usize, field: &dyn Fn(usize) -> String| (0..count).map(field).collect::<Vec<_>>().join("&");
    let kinds: [&dyn Fn(usize) -> String; 4] = [
        &|at| format!("name{at}=1"),
        &|at| format!("deep[name{at}]=1"),
        &|at| format!("list[{at}]=1"),
        &|_| "list=1".to_owned(),
    ];
    for field in kinds {
        let (_, _, few) = form(fields(1_000, field));
        let (status, text, many) = form(fields(8_000, field));
        assert_eq!(status, 204, "{text}");
        // 8 times as long, and 64 times where each name is compared with each other.
        assert!(many < few * 24 + Duration::from_millis(100), "{}: {few:?}, {many:?}", field(0));
        let (status, text, _) = form(fields(10_001, field));
        assert!(status == 413 && text.contains("10000"), "{status}: {text}");
    }
}

#[test]
fn parts_have_limits_too() {
    let boundary = "multipart/form-data; boundary=b";
    let part = |head: &str, body: &str| {
        format!("--b\r\ncontent-disposition: form-data; name=\"n\"{head}\r\n\r\n{body}\r\n")
    };
    let many = part("", "x").repeat(10_001) + "--b--\r\n";
    assert_eq!(send(boundary, many).0, 413);
    let json = format!("\"{}\"", "x".repeat(3 << 20));
    let one = part("\r\ncontent-type: application/json", &json);
    assert_eq!(send(boundary, format!("{one}--b--\r\n")).0, 204);
    let (status, text, _) = send(boundary, format!("{one}{one}--b--\r\n"));
    assert!(status == 413 && text.contains("JSON"), "{status}: {text}");
}

#[test]
fn parts_are_not_held_to_a_schema_that_allows_no_object() {
    let mock = Mock::new(
        tree(
            r#"{ "openapi": "3.1.1", "info": { "title": "T", "version": "1" }, "paths": { "/a": { "post": {
                 "requestBody": { "required": true, "content": {
                   "multipart/form-data": { "schema": { "type": "array", "items": { "type": "object" } } } } },
                 "responses": { "204": { "description": "" } } } } } }"#,
        ),
        0,
    );
    let body = "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--b--\r\n";
    let request = Request::post("/a").header(CONTENT_TYPE, "multipart/form-data; boundary=b");
    let reply = mock.reply(&request.body(Bytes::from(body)).unwrap());
    assert_eq!(reply.response.status(), 204);
}
