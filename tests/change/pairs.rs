//! The pairs of descriptions by which rules are known: what stands at a place before and after, in one description.
//!
//! Where a rule says of what is sent another thing than of what is read, there is a pair for each: the place stands in
//! requests and answers in the rule's own example, and in one of them in the others.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use codegen::change::{Report, Rule, Source as Verdict, State, Wire, all_rules, compare_states};
use codegen::load::Source;
use codegen::{Input, Options};
use integration_tests::project_root;
use serde_json::Value;

/// A rule and what it is known by.
pub(crate) struct Pair {
    pub(crate) rule: &'static Rule,
    pub(crate) way: Way,
    /// The id of the rule, and the way, as the name of a module.
    pub(crate) name: String,
    pub(crate) old: Value,
    pub(crate) new: Value,
    /// What `diff` says of the pair as a whole.
    pub(crate) source: Verdict,
    pub(crate) wire: Wire,
}

/// Which way goes what changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// As in the example of the rule.
    Example,
    /// It is sent, and nothing else.
    Sent,
    /// It is read, and nothing else.
    Read,
}

impl Way {
    fn suffix(self) -> &'static str {
        match self {
            Self::Example => "",
            Self::Sent => "_sent",
            Self::Read => "_read",
        }
    }

    /// The description without what goes the other way.
    fn alone(self, mut description: Value) -> Value {
        let gone: &[&str] = match self {
            Self::Example => &[],
            Self::Sent => {
                &["/paths/~1pets/get", "/paths/~1pets/post/responses/201/content", "/paths/~1shapes/get"]
            }
            Self::Read => &["/paths/~1pets/put", "/paths/~1shapes/post"],
        };
        for at in gone {
            let (outer, last) = at.rsplit_once('/').expect("a place below the whole");
            description.pointer_mut(outer).and_then(Value::as_object_mut).expect("an object").remove(last);
        }
        description
    }
}

/// All pairs. What no description shows has none: another version of the generator.
pub(crate) fn pairs() -> Vec<Pair> {
    let mut all = Vec::new();
    for rule in all_rules().filter(|rule| !rule.example.at.is_empty()) {
        let (example, report) = Pair::of(rule, Way::Example);
        all.push(example);
        let found = report.findings.iter().find(|found| found.rule == rule);
        let both = found.unwrap_or_else(|| panic!("{} does not find its example", rule.id)).direction;
        if both.sent && both.read && rule.sent != rule.read {
            all.extend([Way::Sent, Way::Read].map(|way| Pair::of(rule, way).0));
        }
    }
    all
}

impl Pair {
    fn of(rule: &'static Rule, way: Way) -> (Self, Report) {
        let base = project_root().join("codegen/src/change/tests/base.yaml");
        let base = read(&std::fs::read_to_string(base).unwrap());
        let side = |yaml| way.alone(with(&base, rule.example.at, yaml));
        let (old, new) = (side(rule.example.old), side(rule.example.new));
        let report = diff(&old, &new);
        let name = rule.id.replace('-', "_") + way.suffix();
        (Self { rule, way, name, source: report.source(), wire: report.wire(), old, new }, report)
    }
}

fn read(yaml: &str) -> Value {
    serde_yaml::from_str(yaml).unwrap_or_else(|error| panic!("{error}: {yaml}"))
}

/// The description with something else at a place; nothing where `yaml` is empty.
fn with(base: &Value, at: &str, yaml: &str) -> Value {
    let mut description = base.clone();
    let (outer, last) = at.rsplit_once('/').expect("a place below the whole");
    let last = last.replace("~1", "/").replace("~0", "~");
    match description.pointer_mut(outer).expect("the place is in the description") {
        Value::Object(members) if yaml.is_empty() => drop(members.remove(&last)),
        Value::Object(members) => drop(members.insert(last, read(yaml))),
        Value::Array(items) => {
            items.truncate(last.parse().expect("an index"));
            items.extend((!yaml.is_empty()).then(|| read(yaml)));
        }
        other => panic!("{other} holds nothing"),
    }
    description
}

/// The text that the generator reads.
pub(crate) fn source(description: &Value) -> Source {
    Source::new("pets.json", serde_json::to_vec_pretty(description).unwrap())
}

fn state(description: &Value) -> State {
    let (sources, options) = ([source(description)], Options::default());
    let survey = codegen::survey(&Input { sources: &sources, reader: &|_| None, options: &options });
    survey.state.expect("the description is not refused")
}

fn diff(old: &Value, new: &Value) -> Report {
    compare_states(&state(old), &state(new))
}

/// What each rule finds where its place goes one way: the verdict of that way, and the way itself.
#[test]
fn each_way_has_the_verdict_of_its_own() {
    let mut shown = String::new();
    let mut rules = BTreeSet::new();
    for pair in pairs().iter().filter(|pair| pair.way != Way::Example) {
        let report = diff(&pair.old, &pair.new);
        let found = report.findings.iter().find(|found| found.rule == pair.rule);
        let found = found.unwrap_or_else(|| panic!("{} is not found", pair.name));
        let (sent, expected) = match pair.way {
            Way::Sent => (true, pair.rule.sent),
            _ => (false, pair.rule.read),
        };
        assert_eq!((found.direction.sent, found.direction.read), (sent, !sent), "{}", pair.name);
        assert_eq!(found.wire, expected, "{}", pair.name);
        writeln!(shown, "{}: rust {}, wire {}", pair.name, pair.source, pair.wire).unwrap();
        for found in &report.findings {
            let item = found.item.as_ref().map(|item| format!(", {}", item.path)).unwrap_or_default();
            let (rule, source, wire) = (found.rule.id, found.source, found.wire);
            writeln!(shown, "  {rule}: {source}, {wire} ({}){item}", found.direction.word()).unwrap();
        }
        rules.insert(pair.rule.id);
    }
    assert!(rules.len() >= 20, "{rules:?}");
    insta::assert_snapshot!(shown);
}
