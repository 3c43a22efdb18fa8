//! Damaged input: whatever is done to a description, the result is a description or findings with places.

use super::*;
use crate::diag::{Style, render_text};
use crate::load::{Source, load_source};

const DESCRIPTION: &str = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\nservers: [{url: 'https://a.example'}]\ntags: [{name: t}]\npaths:\n  /a/{id}:\n    \
parameters: [{$ref: '#/components/parameters/Id'}, {name: x-api-key, in: header, schema: {type: string}}]\n    post:\n      tags: [[t, t/u]]\n      requestBody:\n        \
content: {application/json: {schema: {$ref: 'b.yaml#/S'}, example: {nullable: true}}}\n      responses:\n        200: {content: {}, headers: {X: {schema: {type: integer}}}}\n      \
callbacks: {c: {'{$url}': {post: {requestBody: {content: {}}}}}}\ncomponents:\n  parameters: {Id: {name: id, in: path, required: true, schema: &s {type: string, nullable: true}}}\n  \
schemas:\n    S: *s\n    T:\n      <<: *s\n      minimum: 1\n      exclusiveMinimum: true\n      enum: [{value: a}, {value: b, name: B}]\n      discriminator: {propertyName: k, mapping: {s: 'b.yaml#/S'}}\n";

const OVERLAY: &str = "overlay: 1.1.0\nactions:\n- {target: '$.paths[*][?@.tags]', update: {x: 1}}\n- {target: '$.tags[0]', remove: true}\n\
- {target: $.components.schemas.T, x-rename: U}\n- {target: $.info, copy: '$.servers[0]'}\n";

/// The same sequence on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit.max(1)
    }
}

fn damage(text: &str, random: &mut Random) -> Vec<u8> {
    const PIECES: [&str; 16] = [
        "{",
        "}",
        "[",
        "]",
        ": ",
        "- ",
        "&s ",
        "*s",
        "<<: ",
        "null",
        "\n",
        "  ",
        "'",
        "\"",
        "$ref: '#'",
        "\u{1f600}",
    ];
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=random.below(3) {
        let at = random.below(bytes.len());
        match random.below(4) {
            0 => {
                let end = (at + 1 + random.below(12)).min(bytes.len());
                bytes.drain(at..end);
            }
            1 => {
                let piece = PIECES[random.below(PIECES.len())].bytes();
                bytes.splice(at..at, piece);
            }
            2 => {
                let end = (at + random.below(60)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, piece);
            }
            _ => bytes[at] = u8::try_from(random.below(256)).expect("a byte"),
        }
    }
    bytes
}

fn run(text: &[u8], name: &str, overlay: &[u8]) {
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let budgets = Budgets::default();
    let loaded = load_source(&Source::new(name, text), &budgets, &mut files, &mut diagnostics);
    let overlays = load_source(&Source::new("o.yaml", overlay), &budgets, &mut files, &mut diagnostics);
    let reader = |path: &str| {
        (path == "b.yaml")
            .then(|| Source::new("b.yaml", "S: {$ref: 'a.yaml#/components/schemas/T'}".as_bytes()))
    };
    let description =
        normalize_sources(loaded, &overlays, &Options::default(), &reader, &mut files, &mut diagnostics);
    let origins = description.as_ref().map(|description| &description.origins);
    let shown = render_text(&place_findings(diagnostics.as_slice(), &files, origins), &Style::default());
    assert!(description.is_some() || !shown.is_empty());
    if let Some(description) = description {
        assert!(export_normalized(&description).is_object());
    }
}

#[test]
fn damaged_descriptions_never_panic() {
    let mut random = Random(7);
    run(DESCRIPTION.as_bytes(), "a.yaml", OVERLAY.as_bytes());
    for _ in 0..500 {
        run(&damage(DESCRIPTION, &mut random), "a.yaml", OVERLAY.as_bytes());
        run(DESCRIPTION.as_bytes(), "a.yaml", &damage(OVERLAY, &mut random));
    }
}

const SWAGGER: &str = include_str!("../../properties/src/bases/swagger.yaml");

const SWAGGER_OVERLAY: &str = "overlay: 1.1.0\nactions:\n- {target: '$.paths[*][?@.parameters]', update: {x: 1}}\n- {target: '$.definitions.Cat', remove: true}\n\
- {target: $.definitions.Kind, x-rename: U}\n- {target: $.components.schemas.Pet, update: {description: d}}\n";

#[test]
fn damaged_descriptions_in_swagger_2_never_panic() {
    let mut random = Random(13);
    run(SWAGGER.as_bytes(), "a.yaml", SWAGGER_OVERLAY.as_bytes());
    for _ in 0..500 {
        run(&damage(SWAGGER, &mut random), "a.yaml", SWAGGER_OVERLAY.as_bytes());
    }
}

#[test]
fn damaged_json_and_pages_never_panic() {
    let mut random = Random(11);
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let source = Source::new("a.yaml", DESCRIPTION.as_bytes());
    let root = load_source(&source, &Budgets::default(), &mut files, &mut diagnostics).remove(0).root;
    let json = serde_json::to_string(&root).expect("JSON");
    let page = format!(
        "# A\n\nPOST https://a.example/a/1\n\nReference: https://b.example\n\n```yaml\n{DESCRIPTION}```\n\n# B\n\n  ~~~json\n{json}\n  ~~~\n"
    );
    for _ in 0..300 {
        run(&damage(&json, &mut random), "a.json", OVERLAY.as_bytes());
        run(&damage(&page, &mut random), "a.md", OVERLAY.as_bytes());
    }
}
