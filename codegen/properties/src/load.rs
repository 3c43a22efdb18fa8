//! Any bytes are a description or are refused.

use codegen::diag::{Diagnostics, Style, render_json, render_text};
use codegen::load::{Files, Source};
use codegen::normalize::place_findings;
use codegen::{Input, Options, describe};

use crate::choices::Choices;
use crate::description::check_findings;

/// Small descriptions that faults are put into.
const BASES: &[(&str, &str)] = &[
    ("base.yaml", include_str!("bases/small.yaml")),
    ("base.json", include_str!("bases/small.json")),
    ("base.md", include_str!("bases/page.md")),
    ("swagger.yaml", include_str!("bases/swagger.yaml")),
    ("modern.yaml", include_str!("bases/modern.yaml")),
];
/// Names for bytes that are not based on anything.
const NAMES: &[&str] = &["any.yaml", "any.json", "any.md", "any"];
/// Pieces that mean something to one of the readers.
const PIECES: &[&[u8]] = &[
    b"\n",
    b": ",
    b"- ",
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b"'",
    b"&a ",
    b"*a",
    b"<<: *a",
    b"!tag ",
    b"|\n",
    b">-\n",
    b"---\n",
    b"...\n",
    b"#",
    b"\t",
    b"\r",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"? ",
    b"$ref: ",
    b"1e999",
    b"0x1F",
    b".nan",
    b"~",
    b"%YAML 1.1\n",
    b"\\u0000",
    b"\\ud800",
    b"99999999999999999999999999999999999999999",
    b"```yaml\n",
    b"```",
    b"## OpenAPI Specification\n",
];

/// Loading and normalising give a description or diagnostics with places.
///
/// # Panics
///
/// When they do neither.
pub fn check_load(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let source = match choices.below(4) {
        0 => Source::new(choices.pick(NAMES), choices.rest()),
        _ => damaged(&mut choices),
    };
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let options = Options { folder: Some(String::new()), ..Options::default() };
    let text = source.text.clone();
    let sources = [source];
    let input = Input { sources: &sources, reader: &|_| None, options: &options };
    let made = describe(&input, &mut files, &mut diagnostics);
    let found = place_findings(diagnostics.as_slice(), &files, made.as_ref().map(|made| &made.origins));
    assert!(made.is_some() || diagnostics.refused(), "neither a description nor a refusal");
    check_findings(&found, &text);
    assert_eq!(render_text(&found, &Style { colour: false }).is_empty(), found.is_empty());
    serde_json::from_str::<serde_json::Value>(&render_json(&found)).expect("findings are JSON");
}

/// A small description with a few faults.
fn damaged(choices: &mut Choices<'_>) -> Source {
    let (name, text) = choices.pick(BASES);
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=choices.below(4) {
        let at = choices.below(bytes.len().max(1));
        let length = choices.below(40).min(bytes.len() - at);
        match choices.below(5) {
            0 => drop(bytes.splice(at..at, choices.pick(PIECES).iter().copied())),
            1 => drop(bytes.drain(at..at + length)),
            2 => {
                let piece = bytes[at..at + length].to_vec();
                bytes.splice(at..at, piece);
            }
            3 => drop(bytes.splice(at..at, choices.take(length).iter().copied())),
            _ => bytes.truncate(at),
        }
    }
    Source::new(name, bytes)
}
