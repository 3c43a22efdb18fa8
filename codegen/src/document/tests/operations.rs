//! Paths, operations, bodies and responses.

use super::{operation, read};

#[test]
fn an_operation_is_read_whole() {
    let operation = operation(
        "/pets/{id}",
        "{ summary: Shared, servers: [{ url: 'https://a.example' }], parameters: [{ name: id, in: path, schema: {} }],
           post: { operationId: makePet, tags: [a, [b, c]], description: D, deprecated: true, x-own: 1,
             externalDocs: { url: 'https://docs.example' }, security: [], requestBody: { $ref: '#/components/requestBodies/Pet' },
             responses: { 200: { description: Ok, content: { application/json: { schema: {}, example: { a: 1 } } } }, 2xx: {}, default: { $ref: '#/components/responses/Gone', description: Not here } } } }",
        "",
    );
    assert_eq!(operation.pointer.as_str(), "/paths/~1pets~1{id}/post");
    assert_eq!((operation.method.as_str(), operation.path.as_str()), ("POST", "/pets/{id}"));
    assert_eq!(operation.operation_id.as_deref(), Some("makePet"));
    assert_eq!(operation.tags, ["a", "c"]);
    assert_eq!(operation.summary.as_deref(), Some("Shared"));
    assert_eq!(operation.external_docs.as_deref(), Some("https://docs.example"));
    assert_eq!(operation.servers[0].url, "https://a.example");
    assert_eq!(operation.security, Some(Vec::new()));
    assert_eq!(operation.extensions.len(), 1);
    let body = operation.body.unwrap();
    assert_eq!((body.pointer.as_str(), body.required), ("/components/requestBodies/Pet", true));
    let json = &body.content["application/json"];
    assert_eq!(
        json.schema.as_ref().unwrap().as_str(),
        "/components/requestBodies/Pet/content/application~1json/schema"
    );
    assert_eq!(operation.responses.keys().collect::<Vec<_>>(), ["200", "2XX", "default"]);
    let ok = &operation.responses["200"].content["application/json"];
    assert_eq!(
        ok.examples[0].as_str(),
        "/paths/~1pets~1{id}/post/responses/200/content/application~1json/example"
    );
    let gone = &operation.responses["default"];
    assert_eq!(
        (gone.pointer.as_str(), gone.description.as_str()),
        ("/components/responses/Gone", "Not here")
    );
    assert_eq!(gone.headers["x-why"].schema.as_ref().unwrap().as_str(), "/components/headers/Why/schema");
}

#[test]
fn what_3_1_leaves_out_is_not_missed() {
    let operation = operation("/a", "{ get: { responses: { '204': null } }, x-own: 1 }", "");
    assert_eq!(operation.responses.len(), 1);
    assert_eq!(operation.parameters.len(), 0);
    assert!(operation.security.is_none() && operation.body.is_none());
}

#[test]
fn path_items_by_reference() {
    let (document, found) = read(
        "info: { title: T }
paths:
  /a: { $ref: '#/components/pathItems/Shared', put: { operationId: own }, parameters: [{ name: q, in: query, schema: {} }] }
  /b: { $ref: '#/paths/~1a' }
components: { pathItems: { Shared: { get: { operationId: shared }, put: { operationId: other } } } }",
    );
    assert_eq!(found, "");
    let ids = document.operations.iter().map(|operation| {
        (operation.path.as_str(), operation.operation_id.as_deref().unwrap(), operation.parameters.len())
    });
    assert_eq!(
        ids.collect::<Vec<_>>(),
        [("/a", "own", 1), ("/a", "shared", 1), ("/b", "shared", 0), ("/b", "other", 0)]
    );
}

#[test]
fn odd_paths_and_members() {
    let operation = operation(
        "pets",
        "{ GET: { operationId: list }, query: {}, additionalOperations: { COPY: {}, LINK: {} }, gett: {} }",
        "W318 /paths/pets the path `pets` does not start with a slash; it is read as `/pets`\n\
         W319 /paths/pets/GET the method `GET` is read as `get` | methods are written in lower case\n\
         W319 /paths/pets/gett `gett` is neither an HTTP method nor a field of a path | did you mean `get`?",
    );
    assert_eq!((operation.path.as_str(), operation.method.as_str()), ("/pets", "GET"));
}

#[test]
fn odd_responses_cost_themselves() {
    let operation = operation(
        "/a",
        "{ get: { responses: { 200: { schema: { type: string } }, 2000: {}, 6XX: {}, 404: gone, 500: { $ref: '#/components/responses/Gon' }, 4XX: {}, 4xx: {} } } }",
        "W308 /paths/~1a/get/responses/200 the response has its `schema` as in Swagger 2; it is read as JSON | put it under `content` and `application/json`\n\
         W317 /paths/~1a/get/responses/2000 `2000` is not a valid status, so the response is left out | a key is a status (`200`), a range (`2XX`) or `default`\n\
         W317 /paths/~1a/get/responses/6XX `6XX` is not a valid status, so the response is left out | a key is a status (`200`), a range (`2XX`) or `default`\n\
         W302 /paths/~1a/get/responses/404 expected an object for a response, found the string `gone`\n\
         W401 /paths/~1a/get/responses/500/$ref `#/components/responses/Gon` cannot be resolved: `Gon` does not exist; the response is left out | did you mean `#/components/responses/Gone`?\n\
         W317 /paths/~1a/get/responses/4xx the status `4XX` has two responses; the first is used",
    );
    assert_eq!(operation.responses.keys().collect::<Vec<_>>(), ["200", "4XX"]);
    let json = &operation.responses["200"].content["application/json"];
    assert_eq!(json.schema.as_ref().unwrap().as_str(), "/paths/~1a/get/responses/200/schema");
}

#[test]
fn forms_and_examples() {
    let operation = operation(
        "/a",
        "{ post: { requestBody: { content: { multipart/form-data: { schema: {}, itemSchema: {},
            examples: { one: { value: 1 }, two: { $ref: '#/components/examples/Rex' }, three: { externalValue: 'https://x.example' } },
            encoding: { file: { contentType: [image/png, image/jpeg] }, x-list: { style: spaceDelimited, explode: false }, odd: { style: simple } } } } } } }",
        "W310 /paths/~1a/post/requestBody/content/multipart~1form-data/encoding/odd/style `simple` is not a valid style for a form; `form` is used",
    );
    let media = &operation.body.unwrap().content["multipart/form-data"];
    assert_eq!(media.encoding["file"].content_type.as_deref(), Some("image/png, image/jpeg"));
    assert_eq!((media.encoding["file"].explode, media.encoding["x-list"].explode), (None, Some(false)));
    assert_eq!(media.encoding["x-list"].style.as_deref(), Some("spaceDelimited"));
    assert_eq!(media.encoding["odd"].style, None);
    assert!(media.item_schema.is_some());
    let places: Vec<&str> = media.examples.iter().map(crate::diag::Pointer::as_str).collect();
    assert_eq!(
        places,
        [
            "/paths/~1a/post/requestBody/content/multipart~1form-data/examples/one/value",
            "/components/examples/Rex/value"
        ]
    );
}

#[test]
fn bodies_without_content() {
    let body = operation(
        "/a",
        "{ post: { requestBody: { required: 'true' } } }",
        "W316 /paths/~1a/post/requestBody the request body has no `content` | list the media types under `content`\n\
         W302 /paths/~1a/post/requestBody/required expected a boolean for `required`, found the string `true`",
    )
    .body
    .unwrap();
    assert!(body.required && body.content.is_empty());
}

#[test]
fn keys_that_mean_a_media_type_are_that() {
    let body = operation(
        "/a",
        "{ post: { requestBody: { content: { json: {}, '': {}, MULTIPART: {}, text: {}, text/plain: {}, odd: {} } } } }",
        "W326 /paths/~1a/post/requestBody/content/json `json` is not a valid media type; it is read as `application/json` | write `application/json`\n\
         W326 /paths/~1a/post/requestBody/content/ `` is not a valid media type; it is read as any media type | write the media type of the body, such as `application/json`\n\
         W326 /paths/~1a/post/requestBody/content/MULTIPART `MULTIPART` is not a valid media type; it is read as `multipart/form-data` | write `multipart/form-data`\n\
         W326 /paths/~1a/post/requestBody/content/text `text` is not a valid media type; `text/plain` is described, too, and is used | remove it, or `text/plain`\n\
         W326 /paths/~1a/post/requestBody/content/odd `odd` is not a valid media type; it is sent unchanged | a media type has two parts, such as `application/json`",
    )
    .body
    .unwrap();
    let kinds: Vec<&str> = body.content.keys().map(String::as_str).collect();
    assert_eq!(kinds, ["application/json", "*/*", "multipart/form-data", "text/plain", "odd"]);
}

#[test]
fn what_the_description_says_about_itself() {
    let (document, found) = read(
        "info: { title: 7, version: 1.0, description: D }
tags: [{ name: a, description: A }, b, { description: nameless }]
servers:
  - { url: 'https://{region}.example', variables: { region: { enum: [eu, us] }, port: { default: 8080 } } }
  - { description: nowhere }
webhooks: { made: { post: {} } }
paths: { /a: { post: { callbacks: { done: { '{$request.body#/url}': { post: {}, put: {} } } } } } }",
    );
    assert_eq!(
        found,
        "W304 /servers/0/variables/region the server variable `region` has no default; `eu` is used\n\
         W304 /servers/1 a server has no `url`, so it is left out\n\
         W302 /tags/2 a tag has no `name`\n\
         N321 /paths/~1a/post/callbacks 3 webhook and callback operation(s): the API makes these calls"
    );
    assert_eq!((document.title.as_str(), document.version.as_str()), ("7", "1.0"));
    assert_eq!(document.tags.keys().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(document.servers[0].variables["port"].default, "8080");
    assert_eq!(document.inbound_operations, 3);
    let (_, found) = read("{}");
    assert_eq!(found, "W303  the description has no `info`, so the API has no title");
}

#[test]
fn what_is_of_another_kind_is_no_operation_and_said() {
    let found = |operation: &str| {
        let (document, found) =
            read(&format!("info: {{ title: T, version: '1' }}\npaths: {{ /a: {{ get: {operation} }} }}"));
        (document.operations.len(), found.lines().next().unwrap_or_default().to_owned())
    };
    for (operation, kind) in [
        ("{ type: object, properties: { a: { type: string } } }", "a schema"),
        ("{ description: D, deprecated: true, enum: [a], x-more: 1 }", "a schema"),
        ("{ parameters: [], get: { responses: {} } }", "a path item"),
        ("{ description: D, content: {}, headers: {} }", "a response"),
        ("{ name: n, in: query, required: true }", "a parameter"),
    ] {
        let (count, message) = found(operation);
        assert_eq!(count, 0, "{operation}");
        let expected =
            format!("W302 /paths/~1a/get expected the operation GET /a, found the fields of {kind}");
        assert!(message.starts_with(&expected), "{operation}: {message}");
    }
    let (count, message) = found("null");
    assert_eq!(
        (count, message.as_str()),
        (0, "W302 /paths/~1a/get expected an object for the operation GET /a, found nothing")
    );
    for operation in
        ["{}", "{ description: D }", "{ responses: {}, type: object }", "{ reponses: {}, own: 1 }"]
    {
        assert_eq!(found(operation).0, 1, "{operation}");
    }
    let (document, found) = read(
        "info: { title: T, version: '1' }\npaths: { /a: { get: { responses: { 200: { $ref: '#/components/schemas/S' } } } } }\n\
         components: { schemas: { S: { type: object, properties: { a: {} } } } }",
    );
    assert_eq!(document.operations.len(), 1);
    assert!(
        found.contains("W302 /components/schemas/S expected a response, found the fields of a schema"),
        "{found}"
    );
}
