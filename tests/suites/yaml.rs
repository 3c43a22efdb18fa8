//! The YAML test suite, for the loader of descriptions: what has a JSON form is read as that, what is malformed is refused,
//! and what is neither ends well.

use codegen::diag::{Diagnostics, Severity};
use codegen::load::{Budgets, Files, Node, Number, Source, load_source};
use serde_json::Value;

use crate::{Outcome, suite};

#[test]
fn the_loader_reads_what_the_suite_says() {
    let mut outcome = Outcome::new("YAML");
    let mut files: Vec<_> =
        std::fs::read_dir(suite("yaml")).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "yaml")) {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let cases: Vec<Value> = serde_yaml::from_slice(&std::fs::read(file).unwrap()).unwrap();
        for (index, case) in cases.iter().enumerate().filter(|(_, case)| case["skip"] != true) {
            outcome.case(format!("{name}-{index}"), judged(case));
        }
    }
    outcome.check(include_str!("exceptions/yaml.txt"));
}

fn judged(case: &Value) -> Result<(), String> {
    let text = plain(case["yaml"].as_str().unwrap());
    let documents = load(&text);
    if case["fail"] == true {
        return documents.err().map(|_| ()).ok_or_else(|| "malformed, and read".to_owned());
    }
    let Some(json) = case["json"].as_str() else { return Ok(()) };
    let expected = serde_json::Deserializer::from_str(json).into_iter::<Value>();
    let expected: Vec<Node> = expected
        .map(|value| load(&value.unwrap().to_string()).map(|mut read| read.remove(0)))
        .collect::<Result<_, _>>()?;
    let found = documents.map_err(|error| format!("refused: {error}"))?;
    let is_same = found.len() == expected.len() && found.iter().zip(&expected).all(|(a, b)| same(a, b));
    is_same.then_some(()).ok_or_else(|| format!("read as {found:?}"))
}

/// Whether two values are the same; `450.00` is the number that JSON writes `450`.
fn same(left: &Node, right: &Node) -> bool {
    match (left, right) {
        (Node::Number(Number::Integer(whole)), Node::Number(Number::Float(float)))
        | (Node::Number(Number::Float(float)), Node::Number(Number::Integer(whole))) => {
            float.fract() == 0.0 && float.to_string() == whole.to_string()
        }
        (Node::List(left), Node::List(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Node::Map(left), Node::Map(right)) => {
            let has = |(key, value): (&String, &Node)| right.get(key).is_some_and(|other| same(value, other));
            left.len() == right.len() && left.iter().all(has)
        }
        _ => left == right,
    }
}

/// `serde_yaml` is how programs read and write YAML, and stands on another parser: what both can hold, both read alike.
#[test]
fn the_loader_reads_real_descriptions_as_serde_yaml_does() {
    let folder = integration_tests::project_root().join("../shared/corpus/apis");
    let mut compared = 0;
    for path in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        if path.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        // A JSON value holds no whole numbers of more than 64 bits.
        let Ok(other) = serde_yaml::from_str::<Value>(&text) else { continue };
        let own = load(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())).remove(0);
        assert!(serde_json::to_value(&own).unwrap() == other, "{} is read in two ways", path.display());
        compared += 1;
    }
    assert!(compared >= 10, "{compared} descriptions are too few");
}

/// The documents of a text, or the first error.
fn load(text: &str) -> Result<Vec<Node>, String> {
    let mut diagnostics = Diagnostics::new();
    let source = Source::new("suite.yaml", text.as_bytes());
    let loaded = load_source(&source, &Budgets::default(), &mut Files::default(), &mut diagnostics);
    match diagnostics.as_slice().iter().find(|found| found.code.severity == Severity::Error) {
        Some(error) => Err(format!("{}: {}", error.code.id, error.message)),
        None => Ok(loaded.into_iter().map(|loaded| loaded.root).collect()),
    }
}

/// The text of a case, in which the suite shows what nobody would see.
fn plain(text: &str) -> String {
    let mut plain = text.replace('␣', " ").replace('←', "\r").replace('⇔', "\u{feff}").replace('↵', "");
    while let Some(tab) = plain.find('»') {
        let start = plain[..tab].trim_end_matches('—').len();
        plain.replace_range(start..tab + '»'.len_utf8(), "\t");
    }
    match plain.strip_suffix("∎\n") {
        Some(rest) => rest.to_owned(),
        None => plain,
    }
}
