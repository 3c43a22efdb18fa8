use std::fs;

use toml::{Table, Value};

use super::*;

fn table(path: &str) -> Table {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    fs::read_to_string(format!("{root}/{path}")).unwrap().parse().unwrap()
}

/// A dependency as it is without a workspace.
fn resolved(shared: &Table, name: &str, said: &Value) -> Table {
    let mut whole = match &shared[name] {
        Value::String(version) => Table::from_iter([("version".to_owned(), Value::from(version.as_str()))]),
        other => other.as_table().unwrap().clone(),
    };
    for (key, value) in said.as_table().unwrap().iter().filter(|(key, _)| *key != "workspace") {
        let more = value.as_array().cloned().unwrap_or_default();
        match whole.get_mut(key).and_then(Value::as_array_mut) {
            Some(features) => features.extend(more),
            None => drop(whole.insert(key.clone(), value.clone())),
        }
    }
    whole
}

/// A dependency as a table, its features in order.
fn plain(said: &Value) -> Table {
    match said {
        Value::String(version) => Table::from_iter([("version".to_owned(), Value::from(version.as_str()))]),
        other => other.as_table().unwrap().clone(),
    }
}

#[test]
fn the_manifest_is_that_of_the_runtime() {
    let shared = table("Cargo.toml")["workspace"]["dependencies"].as_table().unwrap().clone();
    let own = table("generated-client/runtime/Cargo.toml");
    let embedded: Table = MANIFEST.parse().unwrap();
    let mut features = own["features"].as_table().unwrap().clone();
    features.remove("default");
    assert_eq!(embedded["features"].as_table().unwrap(), &features);
    let compare = |own: &Value, embedded: &Value| {
        let (own, embedded) = (own.as_table().unwrap(), embedded.as_table().unwrap());
        assert_eq!(own.keys().collect::<Vec<_>>(), embedded.keys().collect::<Vec<_>>());
        for (name, said) in own {
            let mut wanted = resolved(&shared, name, said);
            wanted.remove("path");
            assert_eq!(plain(&embedded[name]), wanted, "{name}");
        }
    };
    compare(&own["dependencies"], &embedded["dependencies"]);
    for (system, tables) in own["target"].as_table().unwrap() {
        if let Some(dependencies) = tables.get("dependencies") {
            compare(dependencies, &embedded["target"][system]["dependencies"]);
        }
    }
}

#[test]
fn tests_and_the_guide_stay_behind() {
    let text = "mod a;\n#[cfg(test)]\nmod tests;\n\nfn b() {}\n\n#[cfg(test)]\nmod tests {\n    fn c() {\n    }\n}\n";
    assert_eq!(without_tests(text), "mod a;\n\nfn b() {}\n\n");
    let root = SOURCE.iter().find(|(path, _)| *path == "lib.rs").unwrap().1;
    assert!(!without_guide(root).contains("guide") && without_guide(root).contains("pub mod json;"));
}

#[test]
fn paths_begin_at_the_module() {
    assert_eq!(
        in_module("use crate::a; $crate::b!(); my_crate::c"),
        "use crate::runtime::a; $crate::runtime::b!(); my_crate::c"
    );
    assert_eq!(
        moved("/// ```\n/// crate::a()\n/// ```\n"),
        "/// ```ignore\n/// crate::runtime::a()\n/// ```\n"
    );
}

#[test]
fn an_import_stands_below_what_is_above_all_items() {
    assert_eq!(
        with_import("// a\n\n#![b]\n\n/// c\nfn d() {}\n"),
        "// a\n\n#![b]\n\nuse crate::runtime;\n\n/// c\nfn d() {}\n"
    );
}

#[test]
fn what_is_not_rust_stays_as_it_is() {
    let list = "# api 1: path\nClient | struct\n".to_owned();
    let mut files = Tree::new();
    files.insert("src/api.txt".to_owned(), list.clone());
    files.insert("src/types/pet.rs".to_owned(), "struct Pet;\n".to_owned());
    embed(&mut files).unwrap();
    assert_eq!(files["src/api.txt"], list);
    assert!(files["src/types/pet.rs"].starts_with("use crate::runtime;\n"));
}
