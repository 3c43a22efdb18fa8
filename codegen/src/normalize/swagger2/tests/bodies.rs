//! Bodies: those of 2.0 are parameters.

use super::*;

#[test]
fn a_body_is_a_request_body_in_each_media_type() {
    check(
        "consumes: [application/json]\npaths:\n  /a:\n    post:\n      consumes: [text/xml, application/json]\n      parameters:\n        \
         - {in: query, name: q, type: string}\n        - {in: body, name: b, description: d, required: true, x-a: 1, schema: {$ref: '#/definitions/B'}}\n        \
         - {in: header, name: h, type: integer, format: int32, x-nullable: true}\ndefinitions: {B: {type: object}}\n",
        "/paths/~1a/post",
        "parameters:\n- {in: query, name: q, schema: {type: string}}\n- {in: header, name: h, x-nullable: true, schema: {type: integer, format: int32, x-nullable: true}}\n\
         requestBody:\n  description: d\n  required: true\n  x-a: 1\n  content:\n    text/xml: {schema: {$ref: '#/components/schemas/B'}}\n    \
         application/json: {schema: {$ref: '#/components/schemas/B'}}\n",
        &[],
    );
    check(
        "paths: {/a: {post: {parameters: [{in: body, name: b, type: string}]}}}\n",
        "/paths/~1a/post/requestBody",
        "content: {application/json: {schema: {type: string}}}",
        &[],
    );
    check(
        "paths: {/a: {post: {parameters: [{in: body, schema: {}}, {in: formData, name: f, type: string}, {in: body, schema: {}}]}}}\n",
        "/paths/~1a/post/requestBody",
        "content: {application/json: {schema: {}}}",
        &["W241 /paths/~1a/post/parameters/2", "W241 /paths/~1a/post/parameters/1"],
    );
}

#[test]
fn a_content_type_among_the_headers_says_what_the_body_is() {
    check(
        "paths: {/a: {post: {consumes: [application/octet-stream], parameters: [{in: body, schema: {type: string, format: binary}}, {in: header, name: Content-type, type: string, enum: [application/x-tar], default: application/x-tar}]}}}\n",
        "/paths/~1a/post/requestBody",
        "content: {application/x-tar: {schema: {type: string, format: binary}}}",
        &[],
    );
}

#[test]
fn what_a_path_says_of_bodies_counts_for_methods_that_have_one() {
    let (draft, found) = convert(
        "paths:\n  /a:\n    parameters: [{in: path, name: a, type: string}, {in: body, name: b, schema: {type: integer}}, {$ref: '#/parameters/F'}]\n    \
         get: {}\n    put: {}\n    post: {parameters: [{in: body, name: c, schema: {type: string}}]}\n    patch: {parameters: [{in: formData, name: f, type: integer}]}\n\
         parameters: {F: {in: formData, name: f, type: string}}\n",
    );
    let body = |method: &str| {
        let at = Pointer::from_escaped("/paths/~1a").key(method).key("requestBody").key("content");
        draft.root.at(&at).cloned()
    };
    assert_eq!(body("get"), None);
    assert_eq!(body("post"), Some(node("application/json: {schema: {type: string}}")));
    assert_eq!(body("put"), Some(node("application/json: {schema: {type: integer}}")));
    let form =
        "application/x-www-form-urlencoded: {schema: {type: object, properties: {f: {type: integer}}}}";
    assert_eq!(body("patch"), Some(node(form)));
    assert_eq!(found, ["W241 /paths/~1a/parameters/2"]);
    let path = node("[{in: path, name: a, schema: {type: string}}]");
    assert_eq!(draft.root.at(&Pointer::from_escaped("/paths/~1a/parameters")), Some(&path));
}

#[test]
fn shared_bodies_are_shared_unless_media_types_differ() {
    let yaml = "parameters:\n  B: {in: body, name: b, schema: {properties: {p: {}}}}\n  C: {$ref: '#/parameters/B'}\npaths:\n  /a:\n    \
                post: {parameters: [{$ref: '#/parameters/B'}]}\n    put: {consumes: [a/json], parameters: [{$ref: '#/parameters/C'}]}\n";
    check(yaml, "/paths/~1a/post/requestBody", "{$ref: '#/components/requestBodies/B'}", &[]);
    check(
        yaml,
        "/paths/~1a/put/requestBody",
        "content: {a/json: {schema: {$ref: '#/components/requestBodies/B/content/application~1json/schema'}}}",
        &[],
    );
    check(yaml, "/components/requestBodies/C", "{$ref: '#/components/requestBodies/B'}", &[]);
}

#[test]
fn a_form_has_the_members_and_the_media_type_that_they_need() {
    let members = "{in: formData, name: a, type: string, required: true, description: d}, {in: formData, name: f, type: file}";
    check(
        &format!("paths: {{/a: {{post: {{parameters: [{members}]}}}}}}\n"),
        "/paths/~1a/post",
        "parameters: []\nrequestBody:\n  required: true\n  content:\n    multipart/form-data:\n      schema: {type: object, properties: {a: {type: string, description: d}, f: {type: string, format: binary}}, required: [a]}\n",
        &[],
    );
    check(
        "consumes: [application/json]\npaths: {/a: {post: {parameters: [{in: formData, name: l, type: array, items: {type: string}}]}}}\n",
        "/paths/~1a/post/requestBody/content",
        "application/x-www-form-urlencoded:\n  schema: {type: object, properties: {l: {type: array, items: {type: string}}}}\n  encoding: {l: {explode: false, style: form}}\n",
        &[],
    );
    let both = "consumes: [application/x-www-form-urlencoded, multipart/form-data; x=y]\n";
    let (draft, _) = convert(&format!("{both}paths: {{/a: {{post: {{parameters: [{members}]}}}}}}\n"));
    let content = draft.root.at(&Pointer::from_escaped("/paths/~1a/post/requestBody/content"));
    let kinds: Vec<&String> = content.and_then(Node::as_map).expect("a map").keys().collect();
    assert_eq!(kinds, ["multipart/form-data; x=y"]);
}
