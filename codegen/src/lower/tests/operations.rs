//! Operations: parameters, bodies, responses, security, pages.

use std::collections::BTreeSet;

use super::{dumped_paths, lowered, lowered_with};
use crate::diag::Pointer;
use crate::lower::LowerOptions;

#[test]
fn parameters_keep_place_style_and_type() {
    insta::assert_snapshot!(dumped_paths(
        "paths:
  '/a/{b}.{c}/{undeclared}':
    parameters:
      - { name: b, in: path, required: true, schema: { type: integer } }
    get:
      parameters:
        - { name: c, in: path, required: true, schema: { type: string }, style: label }
        - { name: gone, in: path, required: true, schema: { type: string } }
        - { name: ids, in: query, schema: { type: array, items: { type: string } }, explode: false }
        - { name: filter, in: query, style: deepObject, schema: { type: object, properties: { x: { type: string } } } }
        - { name: raw, in: query, content: { application/json: { schema: {} } } }
        - { name: untyped, in: query, schema: {} }
        - { name: mode, in: query, schema: { enum: [x], nullable: true } }
        - { name: X-Trace, in: header, schema: { type: string, format: uuid } }
        - { name: Accept, in: header, schema: { type: string } }
        - { name: Connection, in: header, required: true, schema: { type: string } }
        - { name: session, in: cookie, schema: { type: string } }
      responses: {}"
    ));
}

#[test]
fn a_schema_that_an_unknown_format_has_decides_nothing_and_that_is_said() {
    let found = |media_type: &str, schema: &str| {
        let content = format!("content: {{ {media_type}: {{ schema: {schema} }} }}");
        let (_, diagnostics) = lowered(&format!(
            "openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\npaths: {{ /a: {{ post: {{ requestBody: {{ {content} }}, \
             responses: {{ '200': {{ description: d, {content} }}, '400': {{ description: d, {content} }} }} }} }} }}"
        ));
        diagnostics.iter().filter(|found| found.starts_with("W546 ")).count()
    };
    for media_type in ["application/xml", "text/csv", "application/cbor", "application/x-yaml"] {
        for schema in [
            "{ type: object, properties: { a: { type: string } } }",
            "{ type: array, items: { type: object } }",
            "{ type: array, items: { type: string } }",
            "{ type: integer }",
            "{ type: [boolean, 'null'] }",
        ] {
            assert_eq!(found(media_type, schema), 3, "{media_type} {schema}");
        }
        for schema in
            ["{ type: string }", "{ type: string, format: binary }", "{}", "{ type: [string, integer] }"]
        {
            assert_eq!(found(media_type, schema), 0, "{media_type} {schema}");
        }
    }
}

#[test]
fn bodies_take_the_best_media_type() {
    insta::assert_snapshot!(dumped_paths(
        "paths:
  /json: { post: { operationId: j, requestBody: { required: true, content: { text/plain: {}, application/json: { schema: { type: object, required: [a, k], properties: { a: { type: string }, k: { const: x }, id: { type: string, readOnly: true } } } } } }, responses: {} } }
  /body: { post: { operationId: b, requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Body_Make_a_thing_v1_thing_post' } } } }, responses: {} } }
  /patch: { patch: { operationId: p, requestBody: { content: { application/merge-patch+json: { schema: { type: array, items: { type: string } } } } }, responses: {} } }
  /files: { post: { operationId: f, requestBody: { content: { multipart/form-data: { schema: { type: object, required: [file], properties: { file: { type: string, format: binary }, more: { type: array, items: { type: string, format: binary } }, meta: { type: object, properties: { x: { type: string } } }, image: { type: string }, opt: { anyOf: [{ type: string, format: binary }, { type: 'null' }] } } }, encoding: { image: { contentType: 'image/png, image/jpeg' } } } } }, responses: {} } }
  /form: { post: { operationId: u, requestBody: { content: { application/x-www-form-urlencoded: { schema: { type: object, properties: { a: { type: string }, o: { type: object, properties: { x: { type: string } } } } }, encoding: { o: { style: deepObject } } } } }, responses: {} } }
  /bytes: { post: { operationId: o, requestBody: { content: { application/octet-stream: { schema: { type: string, format: binary } } } }, responses: {} } }
  /xml: { delete: { operationId: x, requestBody: { content: { application/xml: { schema: { type: object } } } }, responses: {} } }
  /any: { post: { operationId: w, requestBody: { content: { '*/*': { schema: { type: object, properties: { a: { type: string } } } } } }, responses: {} } }
components:
  schemas:
    Body_Make_a_thing_v1_thing_post: { type: object, required: [name], properties: { name: { type: string } } }"
    ));
}

#[test]
fn responses_are_classified() {
    insta::assert_snapshot!(dumped_paths(
        "paths:
  /one: { get: { operationId: one, responses: { '200': { description: D, content: { application/json: { schema: { type: object, properties: { a: { type: string } } } } } }, '422': { description: E, content: { application/json: { schema: { type: object, properties: { detail: {} } } } } } } } }
  /optional: { get: { operationId: optional, responses: { '200': { description: D, content: { application/json: { schema: { type: string } } } }, '204': { description: D } } } }
  /status: { get: { operationId: status, responses: { '200': { description: D, content: { application/json: { schema: { type: object, properties: { a: { type: string } } } } } }, '202': { description: D, content: { application/json: { schema: { type: object, properties: { b: { type: string } } } } } } } } }
  /bytes: { get: { operationId: bytes, responses: { '200': { description: D, content: { application/json: { schema: {} }, audio/mpeg: { schema: { type: string, format: binary } } } } } } }
  /text: { get: { operationId: text, responses: { 2XX: { description: D, content: { text/plain: { schema: { type: string } } } } } } }
  /fallback: { get: { operationId: fallback, responses: { default: { description: D, content: { '*/*': { schema: { type: object } } } } } } }
  /error: { get: { operationId: error, responses: { '201': { description: D, content: {} }, default: { description: E, content: { application/json: { schema: { type: string } } } } } } }
  /lines: { get: { operationId: lines, responses: { '200': { description: D, content: { application/x-ndjson: { schema: { type: object, properties: { l: { type: string } } } } } } } } }
  /both:
    post:
      operationId: both
      requestBody: { content: { application/json: { schema: { type: object, properties: { stream: { type: [boolean, 'null'] } } } } } }
      responses: { '200': { description: D, content: { application/json: { schema: { type: object, properties: { whole: { type: string } } } }, text/event-stream: { schema: { type: object, properties: { id: { type: string }, data: { type: object, properties: { part: { type: string } } } } } } } } }"
    ));
}

#[test]
fn security_becomes_credentials() {
    insta::assert_snapshot!(dumped_paths(
        "security: [{ key: [] }, { user: [], key: [] }, {}]
paths:
  /a: { get: { operationId: a, security: [], responses: {} } }
  /b: { get: { operationId: b, security: [{ certificate: [] }], responses: {} } }
  /c: { get: { operationId: c, security: [{ token: [read] }, { digest: [] }], responses: {} } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: xi-api-key, x-env: PET_STORE_MY_KEY }
    user: { type: http, scheme: basic }
    token: { type: oauth2, flows: {} }
    otherKey: { type: apiKey, in: query, name: k }
    thirdKey: { type: apiKey, in: query, name: t }
    certificate: { type: mutualTLS }
    digest: { type: http, scheme: digest }"
    ));
}

#[test]
fn pages_are_recognised_by_rule() {
    insta::assert_snapshot!(dumped_paths(
        "paths:
  /cursor: { get: { operationId: cursor, parameters: [{ name: cursor, in: query, schema: { type: string } }], responses: { '200': { description: D, content: { application/json: { schema: { type: object, properties: { items: { type: array, items: { type: integer } }, next_cursor: { type: [string, 'null'] }, has_more: { type: boolean } } } } } } } } }
  /number: { get: { operationId: number, parameters: [{ name: page, in: query, schema: { type: integer, default: 0 } }], responses: { '200': { description: D, content: { application/json: { schema: { type: array, items: { type: string } } } } } } } }
  /said: { post: { operationId: said, x-fern-pagination: { cursor: $request.after, next_cursor: $response.meta.next, results: $response.rows }, parameters: [{ name: after, in: query, schema: { type: string } }], responses: { '200': { description: D, content: { application/json: { schema: { type: object, properties: { rows: { type: array, items: { type: string } }, meta: { type: object, properties: { next: { type: string } } } } } } } } } } }
  /none: { get: { operationId: none, parameters: [{ name: cursor, in: query, schema: { type: string } }], responses: { '200': { description: D, content: { application/json: { schema: { type: object, properties: { a: { type: string } } } } } } } } }"
    ));
}

#[test]
fn only_our_own_extension_makes_a_write_repeatable() {
    let (api, _) = super::lowered(
        "openapi: 3.1.0
info: { title: t, version: '1' }
paths:
  /fern: { post: { tags: [t], operationId: a, x-fern-idempotent: true, responses: {} } }
  /own: { post: { tags: [t], operationId: b, x-idempotent: true, responses: {} } }
  /not: { get: { tags: [t], operationId: c, x-idempotent: false, x-fern-idempotent: true, responses: {} } }",
    );
    let said: Vec<_> = api.operations.iter().map(|operation| operation.idempotent).collect();
    assert_eq!(said, [None, Some(true), Some(false)]);
}

#[test]
fn queries_of_paths_are_sent_once() {
    insta::assert_snapshot!(dumped_paths(
        "paths:
  '/path-variable?x={y}': { get: { operationId: a, parameters: [{ name: y, in: path, required: true, schema: { type: integer } }], responses: {} } }
  '/query-variable?y={y}': { get: { operationId: b, parameters: [{ name: y, in: query, schema: { type: string } }], responses: {} } }
  '/undeclared?z={z}': { get: { operationId: c, responses: {} } }
  '/fixed?x=a%20b': { get: { operationId: d, parameters: [{ name: x, in: query, schema: { type: string } }], responses: {} } }
  '/a/{}/b/{id}': { get: { operationId: e, parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: {} } }
  '/f/{unclosed': { get: { operationId: f, responses: {} } }"
    ));
}

#[test]
fn servers_of_operations_have_their_variables_filled_in() {
    let (api, _) = lowered(
        "openapi: 3.1.1
info: { title: T, version: '1' }
paths:
  /a:
    servers: [{ url: 'https://{region}.x.com/{region}/{unknown}', variables: { region: { default: eu } } }]
    get: { responses: {} }",
    );
    assert_eq!(api.operations[0].servers[0].default_url(), "https://eu.x.com/eu/{unknown}");
}

#[test]
fn no_two_credentials_read_one_variable() {
    let variables = |schemes: &str| {
        let (api, diagnostics) = lowered(&format!(
            "openapi: 3.1.0\ninfo: {{ title: Toys API, version: '1' }}\npaths: {{}}\ncomponents:\n  securitySchemes:\n{schemes}"
        ));
        let read: Vec<String> = api.credentials.iter().map(|credential| credential.env.join("+")).collect();
        (read, diagnostics.iter().filter(|found| found.starts_with("W531 ")).count())
    };
    let key =
        |name: &str, more: &str| format!("    {name}: {{ type: apiKey, in: header, name: {name}{more} }}\n");
    let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let schemes = key("key", ", x-env: TOYS_KEY") + &key("admin", ", x-env: toys_key");
    assert_eq!(variables(&schemes), (own(&["TOYS_KEY", "TOYS_API_KEY"]), 1));
    // Who asks for a variable gets it before one is made up.
    let schemes = key("one", "") + &key("two", "") + &key("three", ", x-env: TOYS_TWO_API_KEY");
    let expected = ["TOYS_API_KEY", "TOYS_TWO_API_KEY_2", "TOYS_TWO_API_KEY"];
    assert_eq!(variables(&schemes), (own(&expected), 0));
    // The plain name is for the plain scheme, whatever the order.
    let schemes = key("AdminApiKeyAuth", "") + &key("ApiKeyAuth", "");
    assert_eq!(variables(&schemes), (own(&["TOYS_ADMIN_API_KEY", "TOYS_API_KEY"]), 0));
    for (admin, plain) in
        [("adminBearerAuth", "bearerAuth"), ("AdminBearer", "HTTPBearer"), ("admin", "default")]
    {
        let bearer = |name: &str| format!("    {name}: {{ type: http, scheme: bearer }}\n");
        for schemes in [[plain, admin], [admin, plain]] {
            let (read, _) = variables(&schemes.map(bearer).concat());
            let of_plain = usize::from(schemes[1] == plain);
            assert_eq!(read[of_plain], "TOYS_TOKEN", "{plain}");
            assert!(read[1 - of_plain].contains("_ADMIN_"), "{read:?}");
        }
    }
    // Names that amount to the same words.
    let schemes = key("api_key", "") + &key("Api-Key", "") + &key("apiKey_auth", "");
    assert_eq!(variables(&schemes), (own(&["TOYS_API_KEY", "TOYS_API_KEY_2", "TOYS_API_KEY_3"]), 0));
    let login = "    a: { type: http, scheme: basic }\n    b_auth: { type: http, scheme: basic }\n    b: { type: http, scheme: basic }\n";
    let expected = [
        "TOYS_USERNAME+TOYS_PASSWORD",
        "TOYS_B_USERNAME+TOYS_B_PASSWORD",
        "TOYS_B_USERNAME_2+TOYS_B_PASSWORD_2",
    ];
    assert_eq!(variables(login), (own(&expected), 0));
}

#[test]
fn a_description_names_only_variables_of_its_api() {
    let variables = |title: &str, asked: &str, overlaid: bool| {
        let text = format!(
            "openapi: 3.1.0\ninfo: {{ title: {title}, version: '1' }}\npaths: {{}}\ncomponents: {{ securitySchemes: {{ \
             login: {{ type: http, scheme: basic, x-env: {asked} }} }} }}"
        );
        let scheme = Pointer::from_escaped("/components/securitySchemes/login");
        let options = LowerOptions {
            overlaid_variables: if overlaid { [scheme].into() } else { BTreeSet::new() },
            ..LowerOptions::default()
        };
        let (api, diagnostics) = lowered_with(&text, &options);
        let warns = diagnostics.iter().any(|found| found.starts_with("W581 "));
        (api.credentials[0].env.join("+"), warns)
    };
    let made = ("TOYS_USERNAME+TOYS_PASSWORD".to_owned(), true);
    for asked in [
        "[AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY]",
        "[TOYS_USER, HOME]",
        "[TOYSHOP_USER, TOYS_PASS]",
        "[TOYS, TOYS_P]",
    ] {
        assert_eq!(variables("Toys API", asked, false), made, "{asked}");
    }
    let own = ("Toys_User+TOYS_PASS".to_owned(), false);
    assert_eq!(variables("Toys API", "[Toys_User, TOYS_PASS]", false), own);
    let (read, warns) = variables("API", "[_USER, _PASS]", false);
    assert!(warns && !read.starts_with('_'), "{read}");
    let said = ("AWS_ACCESS_KEY_ID+AWS_SECRET_ACCESS_KEY".to_owned(), false);
    assert_eq!(variables("Toys API", "[AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY]", true), said);
}

#[test]
fn credentials_without_tls_are_told() {
    let told = |servers: &str, schemes: &str| {
        let text = format!(
            "openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\nservers: {servers}\npaths: {{ /a: {{ get: {{ servers: [{{ \
             url: 'http://files.example.com' }}], responses: {{}} }} }} }}\ncomponents: {{ securitySchemes: {schemes} }}"
        );
        lowered(&text).1.into_iter().find(|found| found.starts_with("W582 "))
    };
    let key = "{ key: { type: apiKey, in: header, name: k } }";
    let variable = "[{ url: '{scheme}://a.example.com', variables: { scheme: { default: http, enum: [http, https] } } }]";
    for (servers, place) in [
        ("[{ url: 'http://a.example.com' }]", "/servers/0/url"),
        ("[{ url: 'http://localhost:1' }, { url: 'HTTP://a.example.com/' }]", "/servers/1/url"),
        ("[{ url: 'https://a.example.com' }]", "/paths/~1a/get/servers/0/url"),
        (variable, "/servers/0/url"),
    ] {
        let told = told(servers, key).unwrap_or_else(|| panic!("{servers}"));
        assert!(told.contains(place), "{told}");
    }
    assert_eq!(told("[{ url: 'http://a.example.com' }]", "{}"), None);
}

#[test]
fn what_calls_need_is_said_or_given() {
    let security = |root: &str| {
        let (api, diagnostics) = lowered(&format!(
            "openapi: 3.1.0
info: {{ title: t, version: '1' }}
{root}
paths:
  /a: {{ get: {{ operationId: a, security: [{{ rare: [] }}], responses: {{}} }} }}
  /b: {{ get: {{ operationId: b, security: [{{ often: [] }}], responses: {{}} }}, put: {{ operationId: c, security: [{{ often: [] }}], responses: {{}} }} }}
  /d: {{ get: {{ operationId: d, responses: {{}} }}, put: {{ operationId: e, security: [], responses: {{}} }} }}
components:
  securitySchemes:
    rare: {{ type: apiKey, in: header, name: X-Rare }}
    often: {{ type: apiKey, in: header, name: X-Often }}"
        ));
        (api, diagnostics)
    };
    let (api, told) = security("externalDocs: { url: 'https://x.test' }");
    assert_eq!(
        (api.security, api.preferred, told),
        (None, vec![1, 0], vec!["W530 /components/securitySchemes".to_owned()])
    );
    assert_eq!((&api.operations[3].security, &api.operations[4].security), (&None, &Some(Vec::new())));
    // A description that says what calls need is taken at its word.
    for (root, expected) in [("security: []", vec![]), ("security: [{ rare: [] }]", vec![vec![0]])] {
        let (api, told) = security(root);
        assert_eq!((api.security, told.len()), (Some(expected), 0), "{root}");
    }
}

#[test]
fn what_contradicts_its_own_words_is_a_warning() {
    let found = |operation: &str| {
        let (_, found) = super::lowered(&format!(
            "openapi: 3.1.1\ninfo: {{ title: T, version: '1' }}\npaths: {{ /a/content: {{ get: {operation} }} }}\n"
        ));
        found.into_iter().filter(|found| found.starts_with("W54")).collect::<Vec<_>>().join(", ")
    };
    let query = |more: &str, text: &str| {
        found(&format!(
            "{{ parameters: [{{ name: m, in: query, {more} description: '{text}', schema: {{ type: object, \
             additionalProperties: {{ type: string }} }} }}], responses: {{}} }}"
        ))
    };
    assert_eq!(query("", "Such as `m[k]=v`."), "W541 /paths/~1a~1content/get/parameters/0");
    assert_eq!(query("", "Such as `m[k][]=v`."), "W541 /paths/~1a~1content/get/parameters/0");
    assert_eq!(query("", "Such as `k=v`, or a[m]."), "");
    assert_eq!(query("style: deepObject,", "Such as `m[k]=v`."), "");
    assert_eq!(query("style: form,", "Such as `m[k]=v`."), "");
    let answer = |schema: &str| {
        found(&format!(
            "{{ responses: {{ '200': {{ description: d, content: {{ application/json: {{ schema: {schema} }} }} }} }} }}"
        ))
    };
    assert_eq!(
        answer("{ type: string }"),
        "W542 /paths/~1a~1content/get/responses/200/content/application~1json"
    );
    assert_eq!(answer("{ type: string, format: uri }"), "");
    assert_eq!(answer("{ type: object }"), "");
}
