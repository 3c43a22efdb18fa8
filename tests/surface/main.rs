//! `api.txt` of a client says what the client offers: no item more, none less, each with its signature.
//!
//! The generator makes it of what it knows; here it is held against the Rust that it wrote.

#[cfg(feature = "corpus")]
mod corpus;
mod macros;
mod source;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use codegen::load::Node;
use codegen::surface::{PublicItem, read_surface};

/// Files of a client by their path below `src`.
type Files = BTreeMap<String, String>;

#[test]
fn the_list_of_the_committed_client_is_true() {
    check(&read(&integration_tests::project_root().join("generated-client/src")));
}

#[test]
fn the_list_of_the_synthetic_client_is_true() {
    check(&read(&integration_tests::project_root().join("tests/synthetic/src")));
}

/// The words for items that were there and are called otherwise, or are there and nobody listed.
fn check(files: &Files) {
    let listed = read_surface(&files["api.txt"]).expect("the list is one");
    let listed: BTreeSet<String> = listed.iter().map(line).collect();
    let found = walk::items(files);
    assert!(found.len() > 40, "the walk finds the client's items");
    let missing: Vec<&String> = found.difference(&listed).collect();
    let made_up: Vec<&String> = listed.difference(&found).collect();
    assert!(
        missing.is_empty() && made_up.is_empty(),
        "of {} items, in the code and not in the list: {missing:#?}\nin the list and not in the code: {made_up:#?}",
        found.len()
    );
}

/// All that can be seen of an item in its code. Spaces are a matter of taste.
fn line(item: &PublicItem) -> String {
    let signature: String = item.signature.split_whitespace().collect::<String>().replace("r#", "");
    walk::line(&item.path, item.kind.word(), &signature, item.needed.word(), item.deprecated, &item.feature)
}

fn read(root: &Path) -> Files {
    let mut files = Files::new();
    read_below(root, root, &mut files);
    files
}

fn read_below(root: &Path, folder: &Path, files: &mut Files) {
    for entry in std::fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            read_below(root, &path, files);
        } else {
            let text = std::fs::read_to_string(&path).expect("a readable file");
            let name = path.strip_prefix(root).expect("below the root").display().to_string();
            files.insert(name.replace('\\', "/"), text);
        }
    }
}

#[test]
fn every_place_is_one_of_the_description() {
    let root = integration_tests::project_root();
    let path = root.join("tests/fixtures/synthetic/all-kinds.yaml");
    let text = std::fs::read(&path).expect("the description").into();
    let source = codegen::load::Source { name: "all-kinds.yaml".to_owned(), text };
    let sources = [source];
    let options = codegen::Options::default();
    let input = codegen::Input { sources: &sources, reader: &|_| None, options: &options };
    let (mut found, mut diagnostics) = (codegen::load::Files::default(), codegen::diag::Diagnostics::new());
    let description = codegen::describe(&input, &mut found, &mut diagnostics).expect("a good description");
    let client = codegen::generate(&input).client.expect("a good description");
    let items = read_surface(&client.files["src/api.txt"]).expect("the list is one");
    let is_there =
        |item: &&PublicItem| description.root.at(&item.pointer).is_some_and(|node| *node != Node::Null);
    let nowhere: Vec<&PublicItem> = items.iter().filter(|item| !is_there(item)).collect();
    assert!(nowhere.is_empty(), "{nowhere:#?}");
    let own = items.iter().filter(|item| item.pointer.as_str().is_empty()).count();
    assert!(own * 4 < items.len(), "most items come from somewhere: {own} of {} do not", items.len());
}
