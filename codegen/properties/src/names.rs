//! Whatever things are called, their Rust names are valid, distinct and independent of order.

use std::collections::{BTreeMap, BTreeSet};

use codegen::diag::{Diagnostics, Pointer};
use codegen::ir::Api;
use codegen::load::{Files, Node};
use codegen::names::{Names, RustIdent, allocate_names};
use codegen::{Input, Options, describe, document, lower};

use crate::choices::{Choices, map};
use crate::description::source;
use crate::text;

/// Texts of one description.
const MOST_TEXTS: usize = 32;

/// Names out of random texts in every scope that a description fills; how many texts there were.
///
/// # Panics
///
/// When a name is not an identifier, appears twice in its scope, or changes with the order of the description.
#[must_use = "a test that tries no names cannot fail"]
pub fn check_names(bytes: &[u8]) -> usize {
    let mut choices = Choices::new(bytes);
    let texts: BTreeSet<String> = (0..=choices.below(MOST_TEXTS)).map(|_| text::any(&mut choices)).collect();
    let texts: Vec<String> = texts.into_iter().collect();
    let (api, names) = named(&called(&texts));
    check_scopes(&api, &names);
    let mut shuffled = texts.clone();
    let seed = u64::from(choices.byte());
    let mixed =
        |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    shuffled.sort_by_cached_key(|text| text.bytes().fold(seed, mixed));
    let (other_api, other_names) = named(&called(&shuffled));
    let (first, other) = (by_place(&api, &names), by_place(&other_api, &other_names));
    for (place, called) in &first {
        assert_eq!(Some(called), other.get(place), "the order plays a part at {place}");
    }
    assert_eq!(first.len(), other.len(), "the order plays a part");
    texts.len()
}

/// A description in which schemas, members, values, parameters and operations have these names.
fn called(texts: &[String]) -> Node {
    // The order of a list may mean something, so that only maps are shuffled.
    let sorted: BTreeSet<&String> = texts.iter().collect();
    let string = || map([("type", "string".into())]);
    let properties = map(texts.iter().map(|text| (text.as_str(), string())));
    let required = sorted.iter().step_by(2).map(|text| text.as_str().into()).collect();
    let values = sorted.iter().map(|text| text.as_str().into()).collect();
    let all = map([
        ("type", "object".into()),
        ("properties", properties),
        ("required", Node::List(required)),
        ("x-of", "all".into()),
    ]);
    let listed = map([("type", "string".into()), ("enum", Node::List(values))]);
    let schemas = texts
        .iter()
        .map(|text| (format!("x{text}"), map([("type", "object".into()), ("title", text.as_str().into())])));
    let own = [("All".to_owned(), all), ("Listed".to_owned(), listed)];
    let uses = sorted
        .iter()
        .map(|text| reference(&format!("x{text}")))
        .chain([reference("All"), reference("Listed")]);
    // One operation has a parameter for each text; in all of them they would multiply.
    let with_parameters = sorted.first().copied();
    let paths = texts.iter().map(|text| {
        let parameters = if Some(text) == with_parameters { sorted.clone() } else { BTreeSet::new() };
        (format!("/{}", text.escape_unicode()), map([("post", operation(text, &parameters))]))
    });
    map([
        ("openapi", "3.1.0".into()),
        ("info", map([("title", "Names".into()), ("version", "1".into())])),
        ("paths", map(paths)),
        (
            "components",
            map([(
                "schemas",
                map(own
                    .into_iter()
                    .chain(schemas)
                    .chain([("Uses".to_owned(), map([("prefixItems", Node::List(uses.collect()))]))])),
            )]),
        ),
    ])
}

fn operation(text: &str, texts: &BTreeSet<&String>) -> Node {
    let parameter = |name: &&String| {
        map([
            ("name", name.as_str().into()),
            ("in", "query".into()),
            ("schema", map([("type", "string".into())])),
        ])
    };
    let body = map([("content", map([("application/json", map([("schema", reference("Uses"))]))]))]);
    map([
        ("operationId", text.into()),
        ("tags", Node::List(vec![text.into()])),
        ("parameters", Node::List(texts.iter().map(parameter).collect())),
        ("requestBody", body),
    ])
}

fn reference(name: &str) -> Node {
    let escaped = name.replace('~', "~0").replace('/', "~1").replace('%', "%25");
    map([("$ref", format!("#/components/schemas/{escaped}").into())])
}

fn named(description: &Node) -> (Api, Names) {
    let options = Options { folder: Some(String::new()), ..Options::default() };
    let sources = [source(description)];
    let input = Input { sources: &sources, reader: &|_| None, options: &options };
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let made = describe(&input, &mut files, &mut diagnostics)
        .unwrap_or_else(|| panic!("refused: {:#?}", diagnostics.as_slice()));
    let read = document::read_document(&made.root, &mut diagnostics);
    let api = lower::lower_api(
        &read,
        &lower::ReadAhead::of(&made.root),
        &lower::LowerOptions::default(),
        &mut diagnostics,
    );
    let names = allocate_names(&api, &mut diagnostics);
    (api, names)
}

fn check_scopes(api: &Api, names: &Names) {
    check_scope("types", names.types.iter().map(|found| &found.ident));
    for found in &names.types {
        check_scope("members", found.members.iter().chain(&found.rest));
        if let Some(builder) = &found.builder {
            check_scope("setters", builder.setters.iter().chain(&builder.rest));
            check_scope("flags", builder.flags.iter().flatten());
        }
    }
    for found in &names.operations {
        check_scope("setters", found.setters.iter());
        check_scope("arguments", found.arguments.iter());
        check_scope("flags", found.flags.iter().flatten());
    }
    for resource in &api.resources {
        check_scope("methods", resource.operations.iter().map(|id| &names.operations[id.0].method));
    }
    check_scope("traits", names.required.values().map(|names| &names.ident));
}

fn check_scope<'a>(what: &str, idents: impl Iterator<Item = &'a RustIdent>) {
    let mut seen = BTreeSet::new();
    for ident in idents {
        let text = ident.as_str();
        assert!(
            is_name(text) || is_name(&format!("r#{text}")),
            "{text:?} among the {what} is not an identifier"
        );
        assert!(seen.insert(text), "{text} appears twice among the {what}");
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the text is a name that the generator made, and nothing is made of it"
)]
fn is_name(text: &str) -> bool {
    syn::parse_str::<syn::Ident>(text).is_ok()
}

/// What each place of the description is called.
fn by_place(api: &Api, names: &Names) -> BTreeMap<Pointer, Vec<String>> {
    let mut places = BTreeMap::new();
    for (found, called) in api.types.iter().zip(&names.types) {
        let mut all: Vec<String> = called.members.iter().map(|ident| ident.as_str().to_owned()).collect();
        all.sort();
        all.insert(0, called.ident.as_str().to_owned());
        places.insert(found.pointer.clone(), all);
    }
    for (found, called) in api.operations.iter().zip(&names.operations) {
        let mut all: Vec<String> = called.setters.iter().map(|ident| ident.as_str().to_owned()).collect();
        all.sort();
        all.insert(0, called.method.as_str().to_owned());
        places.insert(found.pointer.clone(), all);
    }
    places
}
