//! What the words of 2.0 become, and that every place leads back to where it was written.

mod bodies;

use super::*;
use crate::diag::Pointer;
use crate::load::Files;
use crate::normalize::testing::{load, node};

/// The document in the words of 3.0, and what was found, each with its place in the file.
fn convert(yaml: &str) -> (Draft, Vec<String>) {
    let mut diagnostics = Diagnostics::new();
    let mut draft = Draft::new(load("a.yaml", &format!("swagger: '2.0'\n{yaml}"), &mut Files::default()));
    normalize_sections(&mut draft);
    normalize_swagger(&mut draft, &mut diagnostics);
    let found = diagnostics.as_slice().iter();
    let found = found.map(|found| {
        format!("{} {}", found.code.id, found.place.as_ref().map_or("", |place| place.pointer.as_str()))
    });
    (draft, found.collect())
}

/// What stands at `at`; `found` is what is reported.
#[track_caller]
fn check(yaml: &str, at: &str, expect: &str, found: &[&str]) {
    let (draft, reported) = convert(yaml);
    assert_eq!(reported, found);
    assert_eq!(draft.root.at(&Pointer::from_escaped(at)), Some(&node(expect)));
}

/// Where a place of the result was written.
#[track_caller]
fn check_origins(yaml: &str, places: &[(&str, &str)]) {
    let (draft, _) = convert(yaml);
    for (at, expect) in places {
        let at = Pointer::from_escaped(at);
        assert!(draft.root.at(&at).is_some(), "{at} is not there");
        let place = draft.origins.place(&at).expect("a place");
        assert_eq!(place.pointer.as_str(), *expect, "{at}");
    }
}

#[track_caller]
fn check_servers(yaml: &str, expect: &str, found: &[&str]) {
    check(yaml, "/servers", expect, found);
}

#[test]
fn a_host_and_its_schemes_are_servers() {
    check_servers(
        "host: a.example\nbasePath: /v1/\nschemes: [http, https]\n",
        "[{url: 'https://a.example/v1'}, {url: 'http://a.example/v1'}]",
        &[],
    );
    check_servers("host: a.example\n", "[{url: 'https://a.example'}]", &[]);
    check_servers("host: 'localhost:80'\nbasePath: v1\n", "[{url: 'http://localhost:80/v1'}]", &[]);
    check_servers(
        "host: localhost\nschemes: [http, https]\n",
        "[{url: 'http://localhost'}, {url: 'https://localhost'}]",
        &[],
    );
    check_servers("basePath: /v1\n", "[{url: /v1}]", &[]);
    check_servers("host: a.example\nschemes: [wss, https]\n", "[{url: 'https://a.example'}]", &[]);
    check_servers("host: a.example\nschemes: https\n", "[{url: 'https://a.example'}]", &[]);
    check_servers("host: 'http://a.example/'\n", "[{url: 'http://a.example'}]", &["W245 /host"]);
    check_servers("host: a.example\nschemes: [ws]\n", "[{url: 'https://a.example'}]", &["W245 /schemes/0"]);
    check_servers(
        "host: a.example\nschemes: [gopher, http]\n",
        "[{url: 'http://a.example'}]",
        &["W245 /schemes/0"],
    );
    check_servers("host: '{{host}}'\nbasePath: /v1\n", "[{url: /v1}]", &["W245 /host"]);
    check_servers(
        "host: 7\nbasePath: [v]\nservers: [{url: x}]\n",
        "[{url: x}]",
        &["W247 /host", "W247 /basePath"],
    );
    check(
        "host: a.example\nschemes: [https]\npaths: {/a: {get: {schemes: [http]}, put: {schemes: [https]}}}\n",
        "/paths/~1a",
        "{get: {servers: [{url: 'http://a.example'}]}, put: {}}",
        &[],
    );
}

#[test]
fn every_collection_format_has_its_style() {
    let parameter = |place: &str, format: &str| {
        let written = if format.is_empty() { String::new() } else { format!(", collectionFormat: {format}") };
        let yaml = format!(
            "paths: {{/a: {{post: {{parameters: [{{in: {place}, name: n, type: array, items: {{type: string}}{written}}}]}}}}}}\n"
        );
        let (draft, found) = convert(&yaml);
        let at = if place == "formData" {
            "/paths/~1a/post/requestBody/content/application~1x-www-form-urlencoded/encoding/n"
        } else {
            "/paths/~1a/post/parameters/0"
        };
        let part = draft.root.at(&Pointer::from_escaped(at));
        let of = |key: &str| part.and_then(|part| part.get(key)).cloned().unwrap_or_default();
        let word = |key: &str| of(key).as_str().unwrap_or("-").to_owned();
        (word("style"), word(COLLECTION_FORMAT), of("explode").as_bool(), found.len())
    };
    let all = [
        ("query", "", "-", "-", Some(false), 0),
        ("query", "csv", "-", "-", Some(false), 0),
        ("query", "ssv", "spaceDelimited", "-", Some(false), 0),
        ("query", "tsv", "-", "tsv", Some(false), 0),
        ("query", "pipes", "pipeDelimited", "-", Some(false), 0),
        ("query", "multi", "-", "-", Some(true), 0),
        ("query", "spaces", "-", "-", Some(false), 1),
        ("path", "", "-", "-", None, 0),
        ("path", "pipes", "-", "pipes", Some(false), 0),
        ("header", "ssv", "-", "ssv", Some(false), 0),
        ("header", "multi", "-", "-", None, 1),
        ("formData", "", "form", "-", Some(false), 0),
        ("formData", "ssv", "spaceDelimited", "-", Some(false), 0),
        ("formData", "tsv", "-", "tsv", Some(false), 0),
        ("formData", "multi", "-", "-", None, 0),
    ];
    for (place, format, style, kept, explode, found) in all {
        let expect = (style.to_owned(), kept.to_owned(), explode, found);
        assert_eq!(parameter(place, format), expect, "{place} {format}");
    }
}

#[test]
fn a_response_is_of_the_media_types_that_can_hold_it() {
    let check = |operation: &str, expect: &str, found: &[&str]| {
        let yaml = format!("paths: {{/a: {{get: {{{operation}}}}}}}\ndefinitions: {{E: {{type: object}}}}\n");
        check(&yaml, "/paths/~1a/get/responses", expect, found);
    };
    check(
        "responses: {200: {description: d, schema: {$ref: '#/definitions/E'}, headers: {X: {type: integer, description: h}}}, 204: {description: n}}",
        "200: {description: d, headers: {X: {description: h, schema: {type: integer}}}, content: {application/json: {schema: {$ref: '#/components/schemas/E'}}}}\n204: {description: n}\n",
        &[],
    );
    check(
        "produces: [image/png], responses: {200: {schema: {type: file}}, 400: {schema: {$ref: '#/definitions/E'}}}",
        "200: {content: {image/png: {schema: {type: string, format: binary}}}}\n400: {content: {application/json: {schema: {$ref: '#/components/schemas/E'}}}}\n",
        &["N250 /paths/~1a/get/responses/400/schema"],
    );
    check(
        "produces: [image/png], responses: {200: {schema: {$ref: '#/definitions/E'}}}",
        "200: {content: {application/json: {schema: {$ref: '#/components/schemas/E'}}}}\n",
        &["W242 /paths/~1a/get/responses/200/schema"],
    );
    check(
        "produces: [application/json, image/png], responses: {200: {schema: {type: file}, examples: {application/json: {a: 1}}}}",
        "200: {content: {application/json: {schema: {type: string, format: binary}, example: {a: 1}}, image/png: {schema: {type: string, format: binary}}}}\n",
        &[],
    );
    check(
        "responses: {200: {$ref: '#/definitions/E'}, 404: {$ref: '#/responses/None'}}",
        "200: {content: {application/json: {schema: {$ref: '#/components/schemas/E'}}}, description: ''}\n404: {$ref: '#/components/responses/None'}\n",
        &["N251 /paths/~1a/get/responses/200/$ref"],
    );
}

#[test]
fn errors_of_an_operation_are_those_of_the_document() {
    check(
        "produces: [application/json]\npaths: {/a: {get: {produces: [application/x-ndjson], responses: {200: {schema: {type: object}}, 400: {schema: {type: object}}}}}}\n",
        "/paths/~1a/get/responses",
        "200: {content: {application/x-ndjson: {schema: {type: object}}}}\n400: {content: {application/json: {schema: {type: object}}}}\n",
        &[],
    );
}

#[test]
fn what_a_gateway_calls_a_stream_is_one() {
    let schema = "{type: object, title: Stream result of Event, properties: {result: {type: object}, error: {type: object}}}";
    check(
        &format!(
            "produces: [application/json]\npaths: {{/a: {{get: {{responses: {{200: {{schema: {schema}}}, default: {{schema: {schema}}}}}}}}}}}\n"
        ),
        "/paths/~1a/get/responses",
        &format!(
            "200: {{content: {{application/x-ndjson: {{schema: {schema}}}}}}}\ndefault: {{content: {{application/json: {{schema: {schema}}}}}}}\n"
        ),
        &[],
    );
}

#[test]
fn a_shared_file_is_of_the_media_type_of_its_operation() {
    let yaml = "produces: [a/b]\nresponses: {F: {description: f, schema: {type: file}}}\npaths: {/a: {get: {produces: [image/png], responses: {200: {$ref: '#/responses/F'}}}, put: {responses: {200: {$ref: '#/responses/F'}}}}}\n";
    check(
        yaml,
        "/paths/~1a/get/responses/200",
        "{description: f, content: {image/png: {schema: {type: string, format: binary}}}}",
        &[],
    );
    check(yaml, "/paths/~1a/put/responses/200", "{$ref: '#/components/responses/F'}", &[]);
    check_origins(
        yaml,
        &[
            ("/paths/~1a/get/responses/200/content/image~1png/schema/type", "/responses/F/schema/type"),
            ("/paths/~1a/get/responses/200/description", "/responses/F/description"),
        ],
    );
}

#[test]
fn credentials_are_said_in_the_words_of_today() {
    check(
        "securityDefinitions:\n  b: {type: basic, description: d}\n  k: {type: apiKey, in: header, name: X}\n  \
         o: {type: oauth2, flow: accessCode, authorizationUrl: a, tokenUrl: t, scopes: {s: d}}\n  p: {type: oauth2, flow: implicit, authorizationUrl: a}\n  \
         q: {type: oauth2, flow: application, tokenUrl: t}\n  r: {type: oauth2, flow: password, tokenUrl: t}\n  s: {type: oauth2, flow: device}\n",
        "/components/securitySchemes",
        "b: {type: http, description: d, scheme: basic}\nk: {type: apiKey, in: header, name: X}\n\
         o: {type: oauth2, flows: {authorizationCode: {authorizationUrl: a, tokenUrl: t, scopes: {s: d}}}}\np: {type: oauth2, flows: {implicit: {authorizationUrl: a, scopes: {}}}}\n\
         q: {type: oauth2, flows: {clientCredentials: {tokenUrl: t, scopes: {}}}}\nr: {type: oauth2, flows: {password: {tokenUrl: t, scopes: {}}}}\ns: {type: oauth2, flows: {}}\n",
        &["W246 /securityDefinitions/s/flow"],
    );
}

#[test]
fn schemas_say_what_they_said() {
    check(
        "definitions:\n  P: {type: object, discriminator: kind, required: [kind], properties: {kind: {type: string}}}\n  C: {x-discriminator-value: c, allOf: [{$ref: '#/definitions/P'}]}\n  \
         D: {properties: {p: {$ref: '#/definitions/P', type: object, description: d, x-nullable: true, required: [x]}, q: {$ref: Q}, f: {type: file}}}\n  Q: {type: string}\n",
        "/components/schemas",
        "P: {type: object, discriminator: {propertyName: kind, mapping: {c: '#/components/schemas/C'}}, required: [kind], properties: {kind: {type: string}}}\n\
         C: {x-discriminator-value: c, allOf: [{$ref: '#/components/schemas/P'}]}\n\
         D: {properties: {p: {$ref: '#/components/schemas/P', description: d, x-nullable: true}, q: {$ref: '#/components/schemas/Q'}, f: {type: string, format: binary}}}\n\
         Q: {type: string}\n",
        &[],
    );
}

#[test]
fn references_follow_what_moved() {
    let yaml = "paths:\n  /a:\n    get:\n      parameters: [{in: body, name: b, schema: {properties: {x: {}}}}, {in: query, name: q, type: string}]\n      \
                responses: {200: {schema: {items: {}}}}\n    post: {parameters: [{$ref: '#/paths/~1a/get/parameters/1'}]}\n\
                definitions: {A: {$ref: '#/paths/~1a/get/responses/200/schema/items'}, B: {$ref: '#/paths/~1a/get/parameters/0/schema/properties/x'}, C: {$ref: '#/definitions/None'}}\n";
    check(
        yaml,
        "/components/schemas",
        "A: {$ref: '#/paths/~1a/get/responses/200/content/application~1json/schema/items'}\n\
         B: {$ref: '#/paths/~1a/get/requestBody/content/application~1json/schema/properties/x'}\nC: {$ref: '#/components/schemas/None'}\n",
        &[],
    );
    check(yaml, "/paths/~1a/post/parameters/0", "{$ref: '#/paths/~1a/get/parameters/0'}", &[]);
}

#[test]
fn what_only_looks_like_a_schema_refers_to_one() {
    check(
        "definitions: {E: {type: string, enum: [a]}}\npaths: {/a: {get: {parameters: [{in: query, name: q, $ref: '#/definitions/E'}, {in: query, name: s, schema: {$ref: '#/definitions/E'}}, \
         {in: query, name: l, type: array, items: {$ref: '#/definitions/E'}}, {$ref: '#/definitions/E'}]}}}\n",
        "/paths/~1a/get/parameters",
        "- {in: query, name: q, schema: {$ref: '#/components/schemas/E'}}\n- {in: query, name: s, schema: {$ref: '#/components/schemas/E'}}\n\
         - {in: query, name: l, explode: false, schema: {type: array, items: {$ref: '#/components/schemas/E'}}}\n",
        &["W244 /paths/~1a/get/parameters/3/$ref"],
    );
}

#[test]
fn every_place_leads_back_to_the_file() {
    check_origins(
        "host: a.example\nschemes: [http]\nconsumes: [x/json]\npaths:\n  /a:\n    post:\n      produces: [y/json, z/json]\n      parameters:\n        - {in: body, name: b, schema: {type: string}}\n        \
         - {in: query, name: q, type: integer}\n      responses: {200: {schema: {type: object}, examples: {y/json: 1}, headers: {H: {type: string}}}}\n    put:\n      parameters:\n        - {in: formData, name: f, type: string, required: true}\n\
         definitions: {D: {type: object}}\nparameters: {B: {in: body, schema: {type: string}}, Q: {in: query, name: q, type: string}}\nsecurityDefinitions: {o: {type: oauth2, flow: application, tokenUrl: t}}\n",
        &[
            ("/openapi", "/swagger"),
            ("/servers/0", "/schemes/0"),
            ("/servers/0/url", "/host"),
            ("/paths/~1a/post/requestBody/content/x~1json", "/consumes/0"),
            (
                "/paths/~1a/post/requestBody/content/x~1json/schema/type",
                "/paths/~1a/post/parameters/0/schema/type",
            ),
            ("/paths/~1a/post/parameters/0/name", "/paths/~1a/post/parameters/1/name"),
            ("/paths/~1a/post/parameters/0/schema/type", "/paths/~1a/post/parameters/1/type"),
            ("/paths/~1a/post/responses/200/content/z~1json", "/paths/~1a/post/produces/1"),
            (
                "/paths/~1a/post/responses/200/content/z~1json/schema/type",
                "/paths/~1a/post/responses/200/schema/type",
            ),
            (
                "/paths/~1a/post/responses/200/content/y~1json/example",
                "/paths/~1a/post/responses/200/examples/y~1json",
            ),
            (
                "/paths/~1a/post/responses/200/headers/H/schema/type",
                "/paths/~1a/post/responses/200/headers/H/type",
            ),
            (
                "/paths/~1a/put/requestBody/content/application~1x-www-form-urlencoded/schema/properties/f/type",
                "/paths/~1a/put/parameters/0/type",
            ),
            (
                "/paths/~1a/put/requestBody/content/application~1x-www-form-urlencoded/schema/required/0",
                "/paths/~1a/put/parameters/0/required",
            ),
            ("/components/schemas/D/type", "/definitions/D/type"),
            ("/components/parameters/Q/schema/type", "/parameters/Q/type"),
            ("/components/requestBodies/B/content/x~1json/schema/type", "/parameters/B/schema/type"),
            (
                "/components/securitySchemes/o/flows/clientCredentials/tokenUrl",
                "/securityDefinitions/o/tokenUrl",
            ),
        ],
    );
}

#[test]
fn slips_of_the_pen_are_shown() {
    let (_, found) = convert(
        "definitons: {}\nbasepath: /v1\nconsume: [a/b]\npaths: {/a: {get: {produce: [a/b], responses: {200: {shema: {}}}}}}\n",
    );
    assert_eq!(
        found,
        [
            "W249 /definitons",
            "W249 /basepath",
            "W249 /consume",
            "W249 /paths/~1a/get/produce",
            "W249 /paths/~1a/get/responses/200/shema",
        ]
    );
}

#[test]
fn what_is_another_kind_of_value_is_left_out() {
    let (draft, found) = convert(
        "consumes: a/b\nproduces: 7\nschemes: {a: b}\ndefinitions: [a]\nparameters: x\nresponses: 1\nsecurityDefinitions: true\npaths: {/a: {get: [], put: {parameters: {}, consumes: [1, b/c], responses: []}, x-a: 1}, /b: 3, x-c: d}\n",
    );
    assert_eq!(draft.root.get("components"), None);
    assert_eq!(
        found,
        [
            "W247 /consumes",
            "W247 /produces",
            "W247 /schemes",
            "W247 /definitions",
            "W247 /parameters",
            "W247 /responses",
            "W247 /securityDefinitions",
            "W247 /paths/~1a/put/consumes/0",
        ]
    );
}
