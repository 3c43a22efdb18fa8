use super::*;
use crate::testing::tree;

fn mock(paths: &str) -> Mock {
    Mock::new(
        tree(&format!(
            r#"{{ "openapi": "3.1.1", "info": {{ "title": "T", "version": "1" }},
                 "servers": [{{ "url": "https://{{host}}/v1/", "variables": {{ "host": {{ "default": "a" }} }} }}],
                 "paths": {paths} }}"#
        )),
        0,
    )
}

fn reply(mock: &Mock, method: &str, target: &str) -> (u16, Option<String>) {
    let request = Request::builder().method(method).uri(target).body(Bytes::new()).unwrap();
    let reply = mock.reply(&request);
    (reply.response.status().as_u16(), reply.operation)
}

const OK: &str = r#"{ "200": { "description": "" } }"#;

#[test]
fn the_most_literal_path_that_has_the_method_is_meant() {
    let mock = mock(&format!(
        r#"{{ "/a/{{id}}": {{ "post": {{ "operationId": "any", "responses": {OK} }} }},
             "/a/mine": {{ "get": {{ "operationId": "mine", "responses": {OK} }} }} }}"#
    ));
    assert_eq!(mock.operations(), 2);
    assert_eq!(reply(&mock, "GET", "/a/mine"), (200, Some("mine".into())));
    assert_eq!(reply(&mock, "HEAD", "/a/mine"), (200, Some("mine".into())));
    assert_eq!(reply(&mock, "POST", "/a/mine"), (200, Some("any".into())));
    assert_eq!(reply(&mock, "GET", "/a/7").0, 405);
    assert_eq!(reply(&mock, "GET", "/v1/a/mine").0, 200);
    assert_eq!(reply(&mock, "GET", "/v2/a/mine").0, 404);
}

#[test]
fn the_path_of_the_server_may_be_kept_or_left_out() {
    let mock = mock(&format!(
        r#"{{ "/users": {{ "post": {{ "operationId": "users", "responses": {OK} }} }},
             "/{{owner}}/{{name}}": {{ "get": {{ "operationId": "two", "responses": {OK} }} }},
             "/{{owner}}": {{ "get": {{ "operationId": "one", "responses": {OK} }} }},
             "/v1/beta": {{ "get": {{ "operationId": "beta", "responses": {OK} }} }},
             "/": {{ "get": {{ "operationId": "root", "responses": {OK} }} }} }}"#
    ));
    for (method, target, expected) in [
        ("POST", "/users", "users"),
        // Not the wrong method of `/{owner}/{name}`.
        ("POST", "/v1/users", "users"),
        ("GET", "/me", "one"),
        ("GET", "/v1/me", "one"),
        ("GET", "/me/x", "two"),
        ("GET", "/v1/me/x", "two"),
        ("GET", "/v1/beta", "beta"),
        ("GET", "/v1/v1/beta", "beta"),
        ("GET", "/v1/", "root"),
        ("GET", "/", "root"),
    ] {
        assert_eq!(reply(&mock, method, target), (200, Some(expected.into())), "{method} {target}");
    }
    assert_eq!(reply(&mock, "DELETE", "/v1/me").0, 405);
    assert_eq!(reply(&mock, "GET", "/v1/a/b/c").0, 404);
}

#[test]
fn of_two_paths_that_match_alike_the_one_whose_variables_fit_is_meant() {
    let parameter = |name: &str, schema: &str| {
        format!(r#"[{{ "name": "{name}", "in": "path", "required": true, "schema": {schema} }}]"#)
    };
    let (id, name) =
        (parameter("id", r#"{ "type": "integer" }"#), parameter("name", r#"{ "type": "string" }"#));
    let mock = mock(&format!(
        r#"{{ "/a/{{id}}": {{ "get": {{ "operationId": "id", "parameters": {id}, "responses": {OK} }} }},
             "/a/{{name}}": {{ "get": {{ "operationId": "name", "parameters": {name}, "responses": {OK} }} }} }}"#
    ));
    assert_eq!(reply(&mock, "GET", "/a/7").1.as_deref(), Some("id"));
    assert_eq!(reply(&mock, "GET", "/a/x").1.as_deref(), Some("name"));
    assert_eq!(mock.notes().len(), 1);
}

#[test]
fn variables_side_by_side_are_read_as_their_schemas_allow() {
    let mock = mock(&format!(
        r#"{{ "/a/{{id}}{{ending}}": {{ "get": {{ "operationId": "a", "parameters": [
               {{ "name": "id", "in": "path", "required": true, "schema": {{ "type": "string" }} }},
               {{ "name": "ending", "in": "path", "required": true, "schema": {{ "enum": [".json", ".xml"] }} }}
             ], "responses": {OK} }} }} }}"#
    ));
    assert_eq!(reply(&mock, "GET", "/a/7.json"), (200, Some("a".into())));
    assert_eq!(reply(&mock, "GET", "/a/7.js.xml"), (200, Some("a".into())));
    assert_eq!(reply(&mock, "GET", "/a/7.txt").0, 422);
}

#[test]
fn of_two_paths_that_match_alike_the_one_that_takes_the_body_is_meant() {
    let body =
        |kind: &str| format!(r#""requestBody": {{ "content": {{ "{kind}": {{}} }} }}, "responses": {OK}"#);
    let mock = mock(&format!(
        r#"{{ "/a": {{ "post": {{ "operationId": "json", {} }} }},
               "/a#file": {{ "post": {{ "operationId": "file", {} }} }} }}"#,
        body("application/json"),
        body("image/*")
    ));
    for (kind, status, meant) in
        [("application/json", 200, "json"), ("image/png", 200, "file"), ("text/plain", 415, "json")]
    {
        let request = Request::post("/a").header("content-type", kind).body(Bytes::from("{}")).unwrap();
        let reply = mock.reply(&request);
        assert_eq!((reply.response.status().as_u16(), reply.operation.as_deref()), (status, Some(meant)));
    }
    assert_eq!(reply(&mock, "POST", "/a"), (200, Some("json".into())));
}

#[test]
fn success_that_is_not_declared_has_no_content() {
    let mock = mock(
        r#"{ "/a": { "get": { "responses": { "404": { "description": "" } } } },
             "/b": { "get": { "responses": { "default": { "description": "" } } } },
             "/c#part": { "get": { "responses": { "302": { "description": "" } } } } }"#,
    );
    assert_eq!(reply(&mock, "GET", "/a"), (204, Some("/a".into())));
    assert_eq!(reply(&mock, "GET", "/b").0, 200);
    assert_eq!(reply(&mock, "GET", "/c").0, 302);
}

#[test]
fn objects_and_arrays_are_read_from_cookies() {
    let object = r#"{ "type": "object", "required": ["min", "max"],
        "properties": { "min": { "type": "integer" }, "max": { "type": "integer" } } }"#;
    let array = r#"{ "type": "array", "items": { "type": "string" }, "minItems": 2 }"#;
    let cookie = |path: &str, schema: &str, explode: bool| {
        format!(
            r#""/{path}": {{ "get": {{ "responses": {OK}, "parameters": [
                {{ "name": "value", "in": "cookie", "required": true, "explode": {explode}, "schema": {schema} }} ] }} }}"#
        )
    };
    let mock = mock(&format!(
        "{{ {}, {}, {}, {} }}",
        cookie("joined", object, false),
        cookie("spread", object, true),
        cookie("items", array, false),
        cookie("each", array, true),
    ));
    for (path, cookie, expected) in [
        ("/joined", "value=min%2C1%2Cmax%2C2", 200),
        ("/joined", "value=min,1,max,2", 200),
        ("/joined", "value=min%2C1", 422),
        ("/spread", "min=1; max=2", 200),
        ("/spread", "min=1; max=a", 422),
        ("/spread", "other=1", 422),
        ("/items", "value=a%2Cb", 200),
        ("/items", "value=a", 422),
        ("/each", "value=a; value=b", 200),
    ] {
        let request = Request::builder().uri(path).header("cookie", cookie).body(Bytes::new()).unwrap();
        let reply = mock.reply(&request);
        assert_eq!(reply.response.status(), expected, "{path} {cookie}: {:?}", reply.violations);
    }
}

#[test]
fn the_scheme_of_a_missing_credential_is_named() {
    let mock = Mock::new(
        tree(&format!(
            r#"{{ "openapi": "3.1.1", "info": {{ "title": "T", "version": "1" }},
                 "components": {{ "securitySchemes": {{
                     "signed": {{ "type": "http", "scheme": "digest" }},
                     "strange": {{ "type": "http", "scheme": "a\u0007b" }} }} }},
                 "paths": {{ "/a": {{ "get": {{ "security": [{{ "signed": [] }}], "responses": {OK} }} }},
                             "/b": {{ "get": {{ "security": [{{ "strange": [] }}], "responses": {OK} }} }} }} }}"#
        )),
        0,
    );
    for (path, challenge) in [("/a", Some("digest")), ("/b", None)] {
        let request = Request::builder().uri(path).body(Bytes::new()).unwrap();
        let response = mock.reply(&request).response;
        assert_eq!(response.status(), 401);
        let header = response.headers().get("www-authenticate").and_then(|value| value.to_str().ok());
        assert_eq!(header, challenge, "{path}");
    }
}

#[test]
fn headers_of_the_connection_are_not_asked_for() {
    let header = |name: &str| {
        format!(
            r#"{{ "name": "{name}", "in": "header", "required": true, "schema": {{ "type": "string" }} }}"#
        )
    };
    let mock = mock(&format!(
        r#"{{ "/a": {{ "get": {{ "responses": {OK}, "parameters": [{}, {}] }} }},
             "/b": {{ "get": {{ "responses": {OK}, "parameters": [{}] }} }} }}"#,
        header("Content-Length"),
        header("Connection"),
        header("X-Own"),
    ));
    assert_eq!(reply(&mock, "GET", "/a").0, 200);
    assert_eq!(reply(&mock, "GET", "/b").0, 422);
}

#[test]
fn what_openapi_3_2_brings_is_judged() {
    let parameter = |content: &str| {
        format!(r#"{{ "name": "all", "in": "querystring", "required": true, "content": {{ {content} }} }}"#)
    };
    let object = r#"{ "schema": { "type": "object", "required": ["n"], "properties": { "n": { "type": "integer" }, "tags": { "type": "array", "items": { "type": "string" } } } } }"#;
    let json = parameter(&format!(r#""application/json": {object}"#));
    let form = parameter(&format!(r#""application/x-www-form-urlencoded": {object}"#));
    let text = parameter(r#""application/jsonpath": { "schema": { "type": "string", "minLength": 3 } }"#);
    let mock = mock(&format!(
        r#"{{ "/a": {{ "query": {{ "operationId": "ask", "responses": {OK} }},
                    "additionalOperations": {{ "COPY": {{ "operationId": "copy", "responses": {OK} }} }} }},
             "/json": {{ "get": {{ "parameters": [{json}], "responses": {OK} }} }},
             "/form": {{ "get": {{ "parameters": [{form}], "responses": {OK} }} }},
             "/text": {{ "get": {{ "parameters": [{text}], "responses": {OK} }} }} }}"#
    ));
    assert_eq!(reply(&mock, "QUERY", "/a"), (200, Some("ask".into())));
    assert_eq!(reply(&mock, "COPY", "/a"), (200, Some("copy".into())));
    assert_eq!(reply(&mock, "GET", "/a").0, 405);
    for (target, is_fine) in [
        ("/json?%7B%22n%22%3A1%7D", true),
        ("/json?%7B%22n%22%3A%22x%22%7D", false),
        ("/json", false),
        ("/form?n=1&tags=a&tags=b%20c", true),
        ("/form?n=x", false),
        ("/form?tags=a", false),
        ("/text?%24.a", true),
        ("/text?a", false),
    ] {
        assert_eq!(reply(&mock, "GET", target).0 == 200, is_fine, "{target}");
    }
}
