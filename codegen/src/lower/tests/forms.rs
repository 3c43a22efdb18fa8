//! Forms and parameters with media types of their own: what is sent, and what is said to be left out.

use super::{dumped, dumped_paths};

#[test]
fn parts_of_every_multipart_type_are_described_members() {
    insta::assert_snapshot!(dumped_paths(
        "paths:
  /mixed: { post: { operationId: mixed, requestBody: { required: true, content: { multipart/mixed: { schema: { type: object, required: [meta], properties: { meta: { type: object, properties: { a: { type: string } } }, file: { type: string, format: binary } } } } } }, responses: {} } }
  /related: { post: { operationId: related, requestBody: { required: true, content: { multipart/related: { schema: { type: string, format: binary } } } }, responses: {} } }"
    ));
}

#[test]
fn values_of_other_media_types_are_given_as_they_are() {
    insta::assert_snapshot!(dumped_paths(
        "paths:
  /parts:
    post:
      operationId: parts
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              properties:
                order: { type: object, properties: { a: { type: string } } }
                archive: { type: object, properties: { a: { type: string } } }
                either: { type: object, properties: { a: { type: string } } }
                text: { type: string }
            encoding: { order: { contentType: application/xml }, archive: { contentType: application/x-tar }, either: { contentType: 'application/xml, application/json' }, text: { contentType: text/csv } }
      responses: {}
  /query:
    get:
      operationId: query
      parameters:
        - { name: filter, in: query, content: { application/xml: { schema: { type: object, properties: { a: { type: string } } } } } }
        - { name: plain, in: query, content: { text/plain: { schema: { type: string } } } }
      responses: {}"
    ));
}

#[test]
fn parts_have_styles_since_3_1() {
    let paths = "paths:
  /parts:
    post:
      operationId: parts
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema: { type: object, properties: { deep: { type: object, properties: { a: { type: string } } }, joined: { type: array, items: { type: string } }, plain: { type: array, items: { type: string } }, object: { type: object, properties: { b: { type: string } } } } }
            encoding: { deep: { style: deepObject, contentType: application/xml }, joined: { explode: false }, plain: { style: form }, object: { style: form } }
      responses: {}";
    let of =
        |version: &str| dumped(&format!("openapi: {version}\ninfo: {{ title: T, version: '1' }}\n{paths}"));
    insta::assert_snapshot!(format!("{}\n\n{}", of("3.0.3"), of("3.1.1")));
}

#[test]
fn details_that_are_not_sent_are_noted() {
    insta::assert_snapshot!(dumped_paths(
        "paths:
  /parts:
    post:
      operationId: parts
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema: { type: object, properties: { a: { type: string }, b: { type: array, items: { type: string } }, c: { $ref: '#/components/schemas/Id' } }, additionalProperties: { type: string } }
            encoding: { a: { headers: { X-Sum: { schema: { type: string } }, Content-Type: { schema: { type: string } } } }, b: { style: pipeDelimited, explode: false } }
      responses: {}
  /form:
    post:
      operationId: form
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            schema: { type: object, properties: { a: { type: string } }, additionalProperties: false }
            encoding: { a: { allowReserved: true } }
      responses: {}
components: { schemas: { Id: { type: string, readOnly: true } } }"
    ));
}

/// One POST with this body.
fn with_body(content: &str) -> String {
    dumped_paths(&format!(
        "paths:
  /x:
    post:
      operationId: edit
      requestBody: {{ required: true, content: {{ {content} }} }}
      responses: {{}}
components: {{ schemas: {{ Image: {{ type: object, required: [url], properties: {{ url: {{ type: string }} }} }}, \
         Upload: {{ type: object, properties: {{ title: {{ type: string }}, file: {{ type: string, format: binary }} }} }} }} }}"
    ))
}

#[track_caller]
fn has(dump: &str, lines: &[&str]) {
    for line in lines {
        assert!(dump.lines().any(|found| found.trim() == *line), "no `{line}` in\n{dump}");
    }
}

#[test]
fn a_form_that_says_more_than_json_is_a_call_of_its_own() {
    let image = "schema: { $ref: '#/components/schemas/Image' }";
    let upload = "schema: { $ref: '#/components/schemas/Upload' }";
    let body = |first: &str, second: &str| {
        with_body(&format!("application/json: {{ {first} }}, multipart/form-data: {{ {second} }}"))
    };
    let other = body(image, upload);
    has(
        &other,
        &["POST /x = .x.edit", "body! application/json Image by fields", "POST /x = .x.edit multipart"],
    );
    has(&other, &["body! multipart/form-data title string, file file"]);
    assert!(!other.contains("W554"), "{other}");
    // Files go into no JSON, even where the schema is the same.
    has(
        &body(upload, upload),
        &["POST /x = .x.edit multipart", "body! multipart/form-data title string, file file"],
    );
    let same = body(image, image);
    assert!(!same.contains("edit multipart") && !same.contains("W554"), "{same}");
    // Whatever the schema of a list says, its parts have names, and the caller gives them.
    let list = body("schema: { type: array, items: { type: string } }", "schema: { type: array, items: {} }");
    has(&list, &["body! application/json [string]", "POST /x = .x.edit multipart"]);
    has(&list, &["body! multipart/form-data parts of any name"]);
}

#[test]
fn urlencoded_forms_are_calls_of_their_own_where_they_differ() {
    let dump = with_body(
        "application/json: { schema: { $ref: '#/components/schemas/Image' } }, \
         application/x-www-form-urlencoded: { schema: { type: object, properties: { a: { type: string } } } }, \
         multipart/form-data: { schema: { type: object, properties: { f: { type: string, format: binary } } } }",
    );
    has(&dump, &["POST /x = .x.edit", "POST /x = .x.edit multipart", "POST /x = .x.edit form"]);
    has(&dump, &["body! application/x-www-form-urlencoded a string", "body! multipart/form-data f file"]);
}

#[test]
fn members_of_urlencoded_forms_have_styles_only_where_they_are_said() {
    let dump = with_body(
        "application/x-www-form-urlencoded: { schema: { type: object, properties: { a: { type: object }, \
         b: { type: object }, c: { type: array, items: { type: string } }, d: { type: object }, e: { type: string } } }, \
         encoding: { b: { style: form }, c: { explode: false }, d: { contentType: application/json }, \
         e: { allowReserved: true } } }",
    );
    let line = "body! application/x-www-form-urlencoded a object, b object Form exploded, c [string] Form, d object \
                Json, e string Form exploded reserved";
    has(&dump, &[line]);
}

#[test]
fn a_range_is_no_type_of_a_request() {
    for (content, line) in [
        ("text/*: { schema: { type: string } }", "body! text/plain text"),
        (
            "application/*+json: { schema: { $ref: '#/components/schemas/Image' } }",
            "body! application/json Image by fields",
        ),
        (
            "multipart/*: { schema: { $ref: '#/components/schemas/Image' } }",
            "body! multipart/form-data url! string",
        ),
        (
            "multipart/data: { schema: { $ref: '#/components/schemas/Image' } }",
            "body! multipart/form-data url! string",
        ),
        // Bytes are of the media type that they say themselves, at the time of the call.
        ("image/*: { schema: { type: string, format: binary } }", "body! image/* bytes"),
        ("image/png: {}, image/jpeg: {}", "body! image/png, image/jpeg bytes"),
    ] {
        has(&with_body(content), &[line]);
    }
}

#[test]
fn headers_of_parts_have_setters() {
    let dump = with_body(
        "multipart/form-data: { schema: { type: object, required: [file], properties: { file: { type: string, \
         format: binary }, text: { type: string } } }, encoding: { file: { headers: { X-Sum: { required: true, schema: \
         { type: integer } }, X-Note: {} } } } }",
    );
    has(&dump, &["body! multipart/form-data file! file with X-Sum! i64 with X-Note string, text string"]);
    assert!(!dump.contains("N563"), "{dump}");
}

#[test]
fn a_multipart_form_that_does_not_name_its_parts_takes_those_of_the_caller() {
    for schema in ["{}", "{ schema: {} }", "{ schema: { type: string } }", "{ schema: { type: object } }"] {
        let dump = with_body(&format!("multipart/form-data: {schema}"));
        has(&dump, &["body! multipart/form-data parts of any name"]);
    }
    let with = |additional: &str| {
        let schema = format!(
            "type: object, properties: {{ a: {{ type: string }} }}, additionalProperties: {additional}"
        );
        with_body(&format!("multipart/form-data: {{ schema: {{ {schema} }} }}"))
    };
    has(&with("true"), &["body! multipart/form-data a string, parts of any name"]);
    has(
        &with("{ type: string, format: binary }"),
        &["body! multipart/form-data a string, parts of any name"],
    );
    assert!(!with("false").contains("parts of any name"));
}

#[test]
fn a_form_that_does_not_name_its_fields_takes_those_of_the_caller() {
    let form = |media: &str| with_body(&format!("application/x-www-form-urlencoded: {media}"));
    for media in ["{}", "{ schema: {} }", "{ schema: { type: string } }", "{ schema: { type: object } }"] {
        has(&form(media), &["body! application/x-www-form-urlencoded fields of any name"]);
    }
    let with = |additional: &str| {
        form(&format!(
            "{{ schema: {{ type: object, properties: {{ a: {{ type: string }} }}{additional} }} }}"
        ))
    };
    for more in [", additionalProperties: true", ", additionalProperties: { type: string }"] {
        has(&with(more), &["body! application/x-www-form-urlencoded a string, fields of any name"]);
    }
    for closed in ["", ", additionalProperties: false"] {
        assert!(!with(closed).contains("of any name"));
    }
}

#[test]
fn what_a_form_requires_without_describing_it_can_be_given() {
    let form = |media_type: &str| {
        format!(
            "paths:
  /revoke: {{ post: {{ operationId: revoke, requestBody: {{ content: {{ {media_type}: {{ schema: {{ type: object, required: [grant_type, token], properties: {{ token: {{ type: string }} }} }} }} }} }}, responses: {{}} }} }}
  /closed: {{ post: {{ operationId: closed, requestBody: {{ content: {{ {media_type}: {{ schema: {{ type: object, additionalProperties: false, required: [grant_type], properties: {{ token: {{ type: string }} }} }} }} }} }}, responses: {{}} }} }}
  /branches: {{ post: {{ operationId: branches, requestBody: {{ content: {{ {media_type}: {{ schema: {{ type: object, required: [a], anyOf: [{{ properties: {{ a: {{ type: string }} }} }}, {{ properties: {{ b: {{ type: string }} }} }}] }} }} }} }}, responses: {{}} }} }}"
        )
    };
    for media_type in ["application/x-www-form-urlencoded", "multipart/form-data"] {
        let shown = dumped_paths(&form(media_type));
        assert_eq!(shown.matches("grant_type any").count(), 1, "{shown}");
        assert_eq!(shown.matches("W508").count(), 2, "{shown}");
    }
}

/// Each has the media type of its encoding, or that of its schema; the last member is all parts behind the others.
#[test]
fn parts_without_names_are_members_by_position() {
    insta::assert_snapshot!(dumped_paths(
        "paths:
  /related: { post: { operationId: related, requestBody: { required: true, content: { multipart/related: { schema: { type: array, minItems: 2, prefixItems: [{ $ref: '#/components/schemas/Meta' }, {}], items: { type: integer } }, prefixEncoding: [{ contentType: application/ld+json, headers: { X-Sum: { required: true, schema: { type: integer } } } }, { contentType: 'image/png, image/jpeg' }], itemEncoding: {} } } }, responses: {} } }
  /items: { post: { operationId: items, requestBody: { content: { multipart/mixed: { itemSchema: { $ref: '#/components/schemas/Meta' } } } }, responses: {} } }
  /texts: { post: { operationId: texts, requestBody: { content: { multipart/mixed: { schema: { type: array, minItems: 1, items: { type: string } }, itemEncoding: { contentType: text/csv } } } }, responses: {} } }
  /files: { post: { operationId: files, requestBody: { content: { multipart/x-pictures: { itemSchema: {}, itemEncoding: { contentType: image/png } } } }, responses: {} } }
  /kinds: { post: { operationId: kinds, requestBody: { content: { multipart/mixed: { schema: { type: array, maxItems: 5, prefixItems: [{ const: v1 }, { type: array, items: { type: integer } }, { type: string, contentMediaType: text/html }, { oneOf: [{ type: integer }, { $ref: '#/components/schemas/Meta' }] }, { type: object }] , items: true}, prefixEncoding: [{}, {}, {}, {}, { contentType: application/xml }] } } }, responses: {} } }
  /open: { post: { operationId: open, requestBody: { content: { multipart/mixed: { prefixEncoding: [{ contentType: application/json }, { contentType: text/plain }, {}] } } }, responses: {} } }
  /many: { post: { operationId: many, requestBody: { content: { multipart/mixed: { schema: { type: array, prefixItems: [{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}] } } } }, responses: {} } }
  /also: { post: { operationId: also, requestBody: { content: { application/json: { schema: { type: object, properties: { a: { type: string } } } }, multipart/mixed: { itemSchema: { type: integer } } } }, responses: {} } }
  /form: { post: { operationId: form, requestBody: { content: { multipart/form-data: { schema: { type: object, properties: { a: { type: string } } }, itemEncoding: {} } } }, responses: {} } }
  /named: { post: { operationId: named, requestBody: { content: { multipart/mixed: { schema: { type: object, properties: { a: { type: string } } }, prefixEncoding: [{}] } } }, responses: {} } }
components:
  schemas:
    Meta: { type: object, required: [a], properties: { a: { type: string } } }"
    ));
}
