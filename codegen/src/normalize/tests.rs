//! The whole room: sources in, one description out.

use super::*;
use crate::diag::{Pointer, Style, render_text};
use crate::load::{Source, load_source};

fn normalize(
    sources: &[(&str, &str)],
    overlays: &[(&str, &str)],
) -> (Option<Description>, Files, Diagnostics) {
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let mut load = |(name, text): &(&str, &str)| {
        load_source(&Source::new(*name, text.as_bytes()), &Budgets::default(), &mut files, &mut diagnostics)
    };
    let loaded = sources.iter().flat_map(&mut load).collect();
    let overlays: Vec<Loaded> = overlays.iter().flat_map(&mut load).collect();
    let none = |_: &str| None;
    let description =
        normalize_sources(loaded, &overlays, &Options::default(), &none, &mut files, &mut diagnostics);
    (description, files, diagnostics)
}

fn rendered(description: Option<&Description>, files: &Files, diagnostics: &Diagnostics) -> String {
    let origins = description.map(|description| &description.origins);
    render_text(&place_findings(diagnostics.as_slice(), files, origins), &Style::default())
}

const PAGE: &str = "# Place a call\n\nPOST https://api.example.com/v1/calls\n\nReference: https://example.com/docs\n\n## OpenAPI Specification\n\n\
```yaml\nopenapi: 3.1.1\ninfo:\n  title: Place A Call\n  version: endpoint_calls/outbound.place\npaths:\n  /v1/calls:\n    post:\n      tags:\n        - - subpackage_calls\n          \
- subpackage_calls/outbound\n      parameters:\n        - name: xi-api-key\n          in: header\n          required: true\n          schema: {type: string}\n      \
requestBody:\n        content:\n          application/json:\n            schema:\n              $ref: '#/components/schemas/Call'\n      responses:\n        '200':\n          \
content: {}\ncomponents:\n  schemas:\n    Call:\n      type: object\n      properties:\n        kind:\n          type: string\n          enum:\n            - value: a\n      \
required: [kind]\n```\n";

#[test]
fn a_page_and_an_overlay_become_a_description() {
    let overlay = "overlay: 1.1.0\ninfo: {title: o, version: 1.0.0}\nactions:\n- target: $\n  update:\n    info: {title: Calls}\n    \
                   components: {securitySchemes: {Key: {type: apiKey, in: header, name: xi-api-key, x-env: KEY}}}\n";
    let (description, _, diagnostics) =
        normalize(&[("spec/page.md", PAGE)], &[("spec/overlay.yaml", overlay)]);
    let description = description.expect("a description");
    assert_eq!(diagnostics.as_slice().iter().map(|found| found.code.id).collect::<Vec<_>>(), ["N218"]);
    let expect = serde_json::json!({
        "openapi": "3.1.1",
        "info": { "title": "Calls", "version": "unversioned" },
        "servers": [{ "url": "https://api.example.com" }],
        "security": [{ "Key": [] }],
        "paths": { "/v1/calls": { "post": {
            "tags": ["calls/outbound"],
            "externalDocs": { "url": "https://example.com/docs" },
            "x-fern-sdk-group-name": ["calls", "outbound"],
            "x-fern-sdk-method-name": "place",
            "requestBody": {
                "required": true,
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Call" } } },
            },
            "responses": { "200": { "description": "", "content": {} } },
        }}},
        "components": {
            "schemas": { "Call": {
                "type": "object",
                "properties": { "kind": { "type": "string", "enum": ["a"] } },
                "required": ["kind"],
            }},
            "securitySchemes": { "Key": { "type": "apiKey", "in": "header", "name": "xi-api-key", "x-env": "KEY" } },
        },
    });
    assert_eq!(export_normalized(&description), expect);
    let place = description
        .origins
        .place(&Pointer::from_escaped("/components/securitySchemes/Key"))
        .expect("a place");
    assert_eq!(place.pointer.as_str(), "/actions/0/update/components/securitySchemes/Key");
    assert_eq!(description.digest.len(), 64);
}

#[test]
fn findings_show_the_line_of_the_file() {
    let text = PAGE.replace("- value: a", "- value: a\n            - {x: y}");
    let (description, files, diagnostics) = normalize(&[("spec/page.md", &text)], &[]);
    let shown = rendered(description.as_ref(), &files, &diagnostics);
    assert!(shown.contains("warning[W214]") && shown.contains("--> spec/page.md:"), "{shown}");
    let line = text.lines().position(|line| line.contains("{x: y}")).expect("the line") + 1;
    assert!(shown.contains(&format!("spec/page.md:{line}:15\n")), "{shown}");
}

#[test]
fn documents_that_disagree_are_shown_with_both_places() {
    let first = "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    S:\n      type: string\n";
    let second = first.replace("type: string", "type: integer");
    let (description, files, diagnostics) =
        normalize(&[("spec/a.yaml", first), ("spec/b.yaml", &second)], &[]);
    assert!(description.is_none());
    insta::assert_snapshot!(rendered(None, &files, &diagnostics), @r#"
    error[E207]: the documents disagree about the component `S` at `/type`: `"integer"` here, `"string"` there
     --> spec/b.yaml:6:13
      |
    6 |       type: integer
      |             ^^^^^^^
      | the other one is here:
     --> spec/a.yaml:6:13
      |
    6 |       type: string
      |             ------
      = at: #/components/schemas/S/type
      = help: if they are two things, give one another name in an overlay:
              - target: $.components['schemas']['S']
                x-extends: b.yaml
                x-rename: S2
              if they are one thing, correct it with `update` and `x-extends`
    "#);
    let overlay =
        "overlay: 1.1.0\nactions:\n- {x-extends: b.yaml, target: $.components.schemas.S, x-rename: S2}\n";
    let (description, ..) =
        normalize(&[("spec/a.yaml", first), ("spec/b.yaml", &second)], &[("spec/o.yaml", overlay)]);
    let root = description.expect("a description").root;
    assert_eq!(root.at(&Pointer::from_escaped("/components/schemas/S2/type")), Some(&"integer".into()));
}

#[track_caller]
fn check_refused(text: &str, expect: &str) {
    let (description, files, diagnostics) = normalize(&[("a.yaml", text)], &[]);
    assert!(description.is_none());
    let shown = rendered(None, &files, &diagnostics);
    assert_eq!(shown.lines().next(), Some(expect), "{shown}");
}

#[test]
fn what_is_no_description_is_refused() {
    check_refused("swagger: '1.2'\n", "error[E202]: Swagger `1.2` is not supported; use 2.0");
    check_refused("a: b\n", "error[E201]: this is not a valid OpenAPI description: it has no key `openapi`");
    check_refused("- a\n", "error[E201]: this is not a valid OpenAPI description: it is an array");
    check_refused("openapi: 4.0.0\n", "error[E203]: OpenAPI `4.0.0` is not supported; use 3.0, 3.1 or 3.2");
    check_refused("openapi: [3]\n", "error[E203]: expected a version of OpenAPI: 3.0, 3.1 or 3.2");
    check_refused("overlay: 1.1.0\nactions: []\n", "error[E201]: this is an overlay, not a description");
    assert!(normalize(&[("a.yaml", "openapi: 3.1\npaths: 3\ncomponents: []\n")], &[]).0.is_some());
    assert!(normalize(&[("a.yaml", "openapi: 3\n")], &[]).0.is_some());
    assert!(normalize(&[("a.yaml", "swagger: 2.0\n")], &[]).0.is_some());
    assert!(normalize(&[("a.yaml", "swagger: '2.0'\npaths: 3\ndefinitions: []\n")], &[]).0.is_some());
}

#[test]
fn lines_that_end_as_on_windows_are_shown_without_their_end() {
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let loaded = super::testing::load("a.yaml", "a: text\r\nb:\r\n  c: 1\r\n", &mut files);
    for key in ["a", "b"] {
        let place = crate::diag::Place::new(loaded.file, Pointer::root().key(key));
        diagnostics.push(crate::diag::Diagnostic::in_file(
            &crate::diag::code_table::normalize::E204,
            place,
            "wrong",
        ));
    }
    let found = place_findings(diagnostics.as_slice(), &files, None);
    let lines: Vec<&str> =
        found.iter().filter_map(|found| Some(found.spot.as_ref()?.excerpt.text.as_str())).collect();
    assert_eq!(lines, ["a: text", "b:"]);
}

#[test]
fn what_an_overlay_names_is_told_from_what_a_description_names() {
    let schemes = "components: {securitySchemes: {a: {x-env: A}, b: {x-env: B}, c: {x-env: [C]}, d: {x-env: [D, E]}, f: {x-env: F}}}";
    let text = format!("openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n{schemes}\n");
    let overlay = "overlay: 1.1.0\ninfo: {title: o, version: 1.0.0}\nactions:\n- target: $.components.securitySchemes\n  update:\n    \
                   {b: {x-env: B}, c: {x-env: [OVER]}, new: {x-env: [N, M]}, f: {type: http}}\n\
                   - target: $.components.securitySchemes.d['x-env']\n  remove: true\n\
                   - target: $.components.securitySchemes.d\n  update: {x-env: [P, Q]}\n";
    let (description, _, _) = normalize(&[("a.yaml", &text)], &[("o.yaml", overlay)]);
    let overlaid = description.unwrap().overlaid_variables();
    let names: Vec<&str> =
        overlaid.iter().filter_map(|pointer| pointer.as_str().rsplit('/').next()).collect();
    assert_eq!(names, ["b", "d", "new"]);
}
