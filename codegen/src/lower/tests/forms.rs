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
