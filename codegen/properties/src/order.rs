//! Neither the order of a description's maps nor the format that it is written in plays a part in what is written.

use std::collections::BTreeMap;

use codegen::diag::Diagnostics;
use codegen::load::{Budgets, Files, Map, Node, Source, load_source};

use crate::choices::Choices;
use crate::description::{description, generate, source};

/// Files by their paths.
type Texts = BTreeMap<String, String>;

/// The files of a random description, shuffled as often as asked, are always the same.
///
/// # Panics
///
/// When two orders give two crates, or JSON and YAML do.
pub fn check_order(bytes: &[u8], shuffles: u64, seed: u64) {
    check_shuffles(&description(&mut Choices::new(bytes)), shuffles, seed);
}

/// The same for a description that somebody wrote, in YAML or JSON.
///
/// # Panics
///
/// When it cannot be read, and as [`check_order`] does.
pub fn check_order_of(text: &str, shuffles: u64, seed: u64) {
    let written = Source::new("written.yaml", text.as_bytes());
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let loaded = load_source(&written, &Budgets::default(), &mut files, &mut diagnostics);
    let [loaded] = loaded.as_slice() else { panic!("refused: {:#?}", diagnostics.as_slice()) };
    let written = files_of(written);
    assert!(written.len() > 5, "a crate is written");
    assert_same(&written, &files_of(source(&loaded.root)), "JSON");
    check_shuffles(&loaded.root, shuffles, seed);
}

fn check_shuffles(description: &Node, shuffles: u64, seed: u64) {
    let first = files_of(source(description));
    for number in 0..shuffles {
        let mut state = seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let other = shuffled(description, false, &mut state);
        // Every other one in YAML, so that either reader meets every kind of map.
        let other = if number % 2 == 0 { source(&other) } else { yaml(&other) };
        assert_same(&first, &files_of(other), &format!("shuffle {number}"));
    }
}

fn assert_same(first: &Texts, other: &Texts, what: &str) {
    for (path, text) in first {
        assert_eq!(Some(text), other.get(path), "{what} changes {path}");
    }
    assert_eq!(first.len(), other.len(), "{what} has other files");
}

fn yaml(description: &Node) -> Source {
    Source::new("random.yaml", serde_yaml::to_string(description).expect("a tree is YAML").into_bytes())
}

/// The files without the line that holds the digest of the text itself.
fn files_of(source: Source) -> Texts {
    let client = generate(source).client;
    let without_digest = |text: String| {
        text.lines()
            .filter(|line| !line.starts_with("// sha256 of the description"))
            .collect::<Vec<_>>()
            .join("\n")
    };
    client.map_or(BTreeMap::new(), |client| {
        client.files.into_iter().map(|(path, text)| (path, without_digest(text))).collect()
    })
}

/// Every map in another order, but for the members of objects, which stay as their author wrote them, and for values
/// that belong to the API's data.
fn shuffled(node: &Node, keeps_order: bool, state: &mut u64) -> Node {
    const DATA: [&str; 4] = ["example", "default", "const", "enum"];
    match node {
        Node::Map(members) if keeps_order => Node::Map(
            members.iter().map(|(key, value)| (key.clone(), shuffled(value, false, state))).collect::<Map>(),
        ),
        Node::Map(members) => {
            let mut keyed: Vec<(u64, String, Node)> = Vec::new();
            for (key, value) in members {
                let is_data = DATA.contains(&key.as_str());
                let value = if is_data { value.clone() } else { shuffled(value, key == "properties", state) };
                keyed.push((next(state), key.clone(), value));
            }
            keyed.sort_by_key(|(at, ..)| *at);
            Node::Map(keyed.into_iter().map(|(_, key, value)| (key, value)).collect::<Map>())
        }
        Node::List(list) => Node::List(list.iter().map(|member| shuffled(member, false, state)).collect()),
        other => other.clone(),
    }
}

/// The next number of an xorshift generator.
fn next(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}
