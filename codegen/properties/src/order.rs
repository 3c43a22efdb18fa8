//! The order of a description's maps plays no part in what is written.

use std::collections::BTreeMap;

use codegen::load::{Map, Node};

use crate::choices::Choices;
use crate::description::{description, generate, source};

/// The files of a random description, shuffled as often as asked, are always the same.
///
/// # Panics
///
/// When two orders give two crates.
pub fn check_order(bytes: &[u8], shuffles: u64, seed: u64) {
    let description = description(&mut Choices::new(bytes));
    let first = files(&description);
    for number in 0..shuffles {
        let mut state = seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let other = files(&shuffled(&description, false, &mut state));
        for (path, text) in &first {
            assert_eq!(Some(text), other.get(path), "shuffle {number} changes {path}");
        }
        assert_eq!(first.len(), other.len(), "shuffle {number} has other files");
    }
}

/// The files without the line that holds the digest of the text itself.
fn files(description: &Node) -> BTreeMap<String, String> {
    let client = generate(source(description)).client;
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
