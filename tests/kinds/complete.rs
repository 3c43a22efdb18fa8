//! The table leaves no operation out.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::operations::OPERATIONS;

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { files(&path, into) } else { into.push(path) }
    }
}

/// The operations of a client, each with its method, from the statics that describe them.
fn described(folder: &str) -> BTreeSet<(String, String)> {
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    let mut all = BTreeSet::new();
    for file in found {
        let text = std::fs::read_to_string(&file).expect("a source file");
        for call in text.split("runtime::Endpoint::new(").skip(1) {
            let mut literals = call.split('"').skip(1).step_by(2);
            let name = literals.next().expect("a name").to_owned();
            all.insert((name, literals.next().expect("a method").to_owned()));
        }
    }
    all
}

#[test]
fn every_operation_is_in_the_table() {
    let mut all = described("../generated-client/src/resources");
    all.extend(described("synthetic/src/resources"));
    let table: BTreeSet<_> =
        OPERATIONS.iter().map(|operation| (operation.name.to_owned(), operation.method.to_owned())).collect();
    assert_eq!(table, all);
}
