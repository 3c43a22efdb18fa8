//! What becomes of several documents.

use super::*;
use crate::load::Files;
use crate::normalize::testing::{load, node};

fn merge(documents: &[&str]) -> (Draft, Vec<String>) {
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let names = ["a.yaml", "b.yaml", "c.yaml"];
    let drafts =
        documents.iter().zip(names).map(|(text, name)| Draft::new(load(name, text, &mut files))).collect();
    let merged = merge_documents(drafts, &mut diagnostics).expect("a document");
    let found = diagnostics.as_slice().iter().map(|found| {
        let place = found.place.as_ref().expect("a place");
        format!(
            "{} {}{}: {}",
            found.code.id,
            files.get(place.file).expect("a file").name,
            place.pointer,
            found.message
        )
    });
    (merged, found.collect())
}

#[track_caller]
fn check(documents: &[&str], expect: &str) -> Draft {
    let (merged, found) = merge(documents);
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(merged.root, node(expect));
    merged
}

#[test]
fn paths_components_and_tags_join() {
    let merged = check(
        &[
            "openapi: 3.1.0\ninfo: {title: A, version: '1'}\ntags: [{name: x}]\npaths: {/a: {get: {}}}\ncomponents: {schemas: {S: {type: string, title: t}}}\n",
            "openapi: 3.1.0\ninfo: {title: B, version: '1'}\ntags: [{name: x}, {name: y}]\nservers: [{url: 'https://h.example/v1'}]\n\
             paths: {/a: {post: {}}, /b: {get: {}}}\ncomponents: {schemas: {S: {title: t, type: string}, T: {}}}\n",
        ],
        "openapi: 3.1.0\ninfo: {title: h.example, version: '1'}\ntags: [{name: x}, {name: y}]\nservers: [{url: 'https://h.example/v1'}]\n\
         paths: {/a: {get: {}, post: {}}, /b: {get: {}}}\ncomponents: {schemas: {S: {type: string, title: t}, T: {}}}\n",
    );
    for (pointer, file, origin) in [
        ("/tags/1", 1, "/tags/1"),
        ("/paths/~1a/post", 1, "/paths/~1a/post"),
        ("/paths/~1a/get", 0, "/paths/~1a/get"),
    ] {
        let place = merged.origins.place(&Pointer::from_escaped(pointer)).expect("a place");
        assert_eq!((place.file.0, place.pointer.as_str()), (file, origin));
    }
}

#[test]
fn what_only_one_document_says_moves_to_its_operations() {
    check(
        &[
            "info: {title: A, version: '1'}\nservers: [{url: a}]\nsecurity: [{k: []}]\npaths: {/a: {get: {}}}\n",
            "info: {title: A, version: '1'}\nservers: [{url: b}]\npaths: {/b: {get: {}, post: {security: [{l: []}]}}}\n",
        ],
        "info: {title: A, version: '1'}\nservers: [{url: a}]\nsecurity: [{k: []}]\npaths:\n  /a: {get: {}}\n  /b:\n    get: {servers: [{url: b}], security: []}\n    \
         post: {security: [{l: []}], servers: [{url: b}]}\n",
    );
}

#[test]
fn parameters_of_a_shared_path_move_to_its_operations() {
    check(
        &[
            "info: {title: A, version: '1'}\npaths: {/a: {parameters: [{name: p, in: path}], get: {parameters: [{name: q, in: query}]}}}\n",
            "info: {title: A, version: '1'}\npaths: {/a: {put: {parameters: [{name: p, in: path, x: 1}]}}}\n",
        ],
        "info: {title: A, version: '1'}\npaths:\n  /a:\n    get: {parameters: [{name: q, in: query}, {name: p, in: path}]}\n    put: {parameters: [{name: p, in: path, x: 1}]}\n",
    );
}

#[test]
fn names_that_mean_two_things_are_errors() {
    let (_, found) = merge(&[
        "paths: {/a: {get: {summary: x}}}\ncomponents: {schemas: {S: {properties: {a: {type: string}}}, T: {enum: [1]}}}\n",
        "paths: {/a: {get: {summary: y}}}\ncomponents: {schemas: {S: {properties: {a: {type: integer}}}, T: {enum: [1], type: integer}}}\n",
    ]);
    assert_eq!(
        found,
        [
            "N220 b.yaml/paths/~1a/get: two documents describe `GET /a`; they are merged into one operation",
            "E207 b.yaml/components/schemas/S/properties/a/type: the documents disagree about the component `S` at `/properties/a/type`: \
             `\"integer\"` here, `\"string\"` there",
            "E207 b.yaml/components/schemas/T/type: the documents disagree about the component `T` at `/type`: `\"integer\"` here, nothing there",
        ]
    );
}

#[test]
fn two_pages_of_one_call_become_one() {
    let (merged, found) = merge(&[
        "paths: {/a: {post: {operationId: chat, parameters: [{name: p, in: path, required: true}], requestBody: {content: {a/b: {}}}, \
         responses: {'200': {description: ok, content: {application/json: {schema: {type: object}}}}}}}}\n",
        "paths: {/a: {post: {operationId: chat-stream, tags: [t], parameters: [{name: p, in: path, required: true}, {name: q, in: query}], \
         requestBody: {content: {c/d: {}}}, responses: {'200': {description: stream, content: {text/event-stream: {schema: {type: string}}}}, \
         '404': {description: gone}}}}}\n",
    ]);
    assert_eq!(
        found,
        ["N220 b.yaml/paths/~1a/post: two documents describe `POST /a`; they are merged into one operation"]
    );
    assert_eq!(
        merged.root.get("paths"),
        Some(&node(
            "/a: {post: {operationId: chat, parameters: [{name: p, in: path, required: true}, {name: q, in: query}], tags: [t], \
             requestBody: {content: {a/b: {}, c/d: {}}}, responses: {'200': {description: ok, content: {application/json: {schema: {type: object}}, \
             text/event-stream: {schema: {type: string}}}}, '404': {description: gone}}}}\n"
        ))
    );
    let origin = |pointer: &str| merged.origins.place(&Pointer::from_escaped(pointer)).expect("a place");
    let stream = origin("/paths/~1a/post/responses/200/content/text~1event-stream/schema");
    assert_eq!(
        (stream.file.0, origin("/paths/~1a/post/responses/200/content/application~1json").file.0),
        (1, 0)
    );
    assert_eq!(origin("/paths/~1a/post/parameters/1").pointer.as_str(), "/paths/~1a/post/parameters/1");
}

#[test]
fn a_second_description_that_contradicts_is_left_out() {
    let first = "{parameters: [{name: p, in: query}], responses: {'200': {description: ok, content: {a/b: {schema: {type: string}}}}}}";
    for second in [
        "{responses: {'200': {description: ok, content: {a/b: {schema: {type: integer}}}}}}",
        "{parameters: [{name: q, in: query, required: true}], responses: {}}",
        "{parameters: [{name: p, in: query, schema: {type: integer}}], responses: {}}",
        "{requestBody: {content: {a/b: {}}}, responses: {}}",
        "{responses: {}, security: [{k: []}]}",
    ] {
        for (left, right) in [(first, second), (second, first)] {
            let (merged, found) = merge(&[
                &format!("paths: {{/a: {{get: {left}}}}}\n"),
                &format!("paths: {{/a: {{get: {right}}}, /b: {{get: {{}}}}}}\n"),
            ]);
            assert_eq!(found.len(), 1, "{second}: {found:?}");
            assert!(found[0].starts_with("W208 b.yaml/paths/~1a/get/"), "{found:?}");
            assert_eq!(
                merged.root.get("paths"),
                Some(&node(&format!("/a: {{get: {left}}}\n/b: {{get: {{}}}}\n")))
            );
        }
    }
}

#[test]
fn operations_of_other_methods_keep_what_their_document_says() {
    let (merged, found) = merge(&[
        "openapi: 3.2.0\nservers: [{url: /a}]\nsecurity: [{k: []}]\npaths: {/a: {get: {}}}\n",
        "openapi: 3.2.0\nservers: [{url: /b}]\npaths: {/b: {additionalOperations: {COPY: {}, MOVE: {servers: [{url: /c}]}}, query: {}}}\n",
    ]);
    assert_eq!(found, Vec::<String>::new());
    let at = |path: &str, key: &str| {
        merged.root.at(&Pointer::from_escaped(&format!("/paths/~1b/{path}/{key}"))).cloned()
    };
    let server = |url: &str| node(&format!("v: [{{url: {url}}}]")).get("v").cloned();
    assert_eq!(at("additionalOperations/COPY", "servers"), server("/b"));
    assert_eq!(at("additionalOperations/MOVE", "servers"), server("/c"));
    assert_eq!(at("query", "servers"), server("/b"));
    assert_eq!(at("additionalOperations/COPY", "security"), Some(Node::List(Vec::new())));
}
