//! A description that says the same is not a change: itself, with its keys in another order, with null spelt otherwise.

use codegen::change::{Report, State, compare_states};
use codegen::diag::{Diagnostics, Located};
use codegen::load::{Budgets, Files, Map, Node, Source, load_source};
use codegen::{Input, Options};

use crate::choices::Choices;
use crate::description::{description, source};

/// A random description against itself in other words, and against another one, which must come to an end.
///
/// # Panics
///
/// When something is found where nothing changed.
pub fn check_change(bytes: &[u8]) {
    let (first, second) = bytes.split_at(bytes.len() / 2);
    let one = description(&mut Choices::new(first));
    check_spellings(&one, 1);
    let other = description(&mut Choices::new(second));
    if let (Some(one), Some(other)) = (state(source(&one)), state(source(&other))) {
        for report in [compare_states(&one, &other), compare_states(&other, &one)] {
            let is_told =
                |finding: &codegen::change::Finding| !finding.subject.is_empty() && !finding.why().is_empty();
            assert!(report.findings.iter().all(is_told));
        }
    }
}

/// The same for a description that somebody wrote, in YAML or JSON. Whether it has a client at all.
///
/// # Panics
///
/// When it cannot be read, and as [`check_change`] does.
#[must_use]
pub fn check_change_of(text: &[u8]) -> bool {
    let written = Source::new("written.yaml", text);
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let loaded = load_source(&written, &Budgets::default(), &mut files, &mut diagnostics);
    let [loaded] = loaded.as_slice() else { panic!("refused: {:#?}", diagnostics.as_slice()) };
    check_spellings(&loaded.root, 7)
}

/// What the steps of a history give.
///
/// # Panics
///
/// Where one of them has no client.
#[must_use]
pub fn state_of(name: &str, text: &[u8]) -> State {
    state(Source::new(name, text)).unwrap_or_else(|| panic!("{name} is refused"))
}

/// The same where the client had a list of public items before; and what is told of it.
///
/// # Panics
///
/// Where there is no client.
#[must_use]
pub fn state_after(name: &str, text: &[u8], known: &str) -> (State, Vec<Located>) {
    let known = Some(known.to_owned());
    let options = Options { folder: Some(String::new()), known, ..Options::default() };
    let sources = [Source::new(name, text)];
    let survey = codegen::survey(&Input { sources: &sources, reader: &|_| None, options: &options });
    (survey.state.unwrap_or_else(|| panic!("{name} is refused")), survey.findings)
}

fn check_spellings(description: &Node, seed: u64) -> bool {
    let Some(first) = state(source(description)) else { return false };
    assert_same(&compare_states(&first, &first), "itself");
    let mut random = seed | 1;
    for (what, other) in [
        ("its keys in another order", shuffled(description, &mut random)),
        ("null spelt otherwise", respelt(description)),
    ] {
        let other = state(source(&other)).unwrap_or_else(|| panic!("{what} is refused"));
        assert_same(&compare_states(&first, &other), what);
        assert_same(&compare_states(&other, &first), what);
    }
    true
}

fn assert_same(report: &Report, what: &str) {
    let found: Vec<String> = report
        .findings
        .iter()
        .map(|found| format!("{}: {} {:?} {:?}", found.rule.id, found.subject, found.site(), found.item))
        .collect();
    assert!(
        found.is_empty(),
        "{what} is not a change, and {} are found: {:#?}",
        found.len(),
        &found[..found.len().min(8)]
    );
}

fn state(source: Source) -> Option<State> {
    let options = Options { folder: Some(String::new()), ..Options::default() };
    let sources = [source];
    codegen::survey(&Input { sources: &sources, reader: &|_| None, options: &options }).state
}

/// Every map in another order, but for values that belong to the API's data.
fn shuffled(node: &Node, random: &mut u64) -> Node {
    const DATA: [&str; 4] = ["example", "default", "const", "enum"];
    match node {
        Node::Map(members) => {
            let mut keyed: Vec<(u64, String, Node)> = Vec::new();
            for (key, value) in members {
                let is_data = DATA.contains(&key.as_str());
                let value = if is_data { value.clone() } else { shuffled(value, random) };
                *random ^= *random << 13;
                *random ^= *random >> 7;
                *random ^= *random << 17;
                keyed.push((*random, key.clone(), value));
            }
            keyed.sort_by_key(|(at, ..)| *at);
            Node::Map(keyed.into_iter().map(|(_, key, value)| (key, value)).collect::<Map>())
        }
        Node::List(list) => Node::List(list.iter().map(|member| shuffled(member, random)).collect()),
        other => other.clone(),
    }
}

/// `nullable` as a list of types, and a list of types as `nullable`, where nothing else speaks of null.
fn respelt(node: &Node) -> Node {
    match node {
        Node::List(list) => Node::List(list.iter().map(respelt).collect()),
        Node::Map(members) => {
            let mut members: Map = members.iter().map(|(key, value)| (key.clone(), respelt(value))).collect();
            let speaks = ["enum", "const", "oneOf", "anyOf", "allOf", "$ref"];
            if speaks.iter().any(|key| members.contains_key(*key)) {
                return Node::Map(members);
            }
            let null = || Node::String("null".to_owned());
            let one = match members.get("type").cloned() {
                Some(Node::String(kind)) if members.get("nullable") == Some(&Node::Bool(true)) => {
                    Some(Node::List(vec![null(), Node::String(kind)]))
                }
                Some(Node::List(kinds)) => match kinds.as_slice() {
                    [kind @ Node::String(_), other] | [other, kind @ Node::String(_)]
                        if *other == null() && *kind != null() =>
                    {
                        members.insert("nullable".to_owned(), Node::Bool(true));
                        members.insert("type".to_owned(), kind.clone());
                        None
                    }
                    _ => None,
                },
                _ => None,
            };
            if let Some(kinds) = one {
                members.shift_remove("nullable");
                members.insert("type".to_owned(), kinds);
            }
            Node::Map(members)
        }
        other => other.clone(),
    }
}
