//! Every rule by its example, and what is no change at all.

mod directions;
mod rules;
mod spellings;

use serde_json::Value;

use crate::load::Source;
use crate::{Input, Options};

use super::{Report, State, compare_states};

/// The description that all examples change.
const BASE: &str = include_str!("base.yaml");

fn read(yaml: &str) -> Value {
    serde_yaml::from_str(yaml).unwrap_or_else(|error| panic!("{error}: {yaml}"))
}

/// The state of a description.
#[track_caller]
fn state(name: &str, description: &Value) -> State {
    state_of(name, serde_json::to_vec_pretty(description).unwrap())
}

#[track_caller]
fn state_of(name: &str, text: Vec<u8>) -> State {
    let sources = [Source::new(name, text)];
    let options = Options::default();
    let survey = crate::survey(&Input { sources: &sources, reader: &|_| None, options: &options });
    let said: Vec<&str> = survey.findings.iter().map(|finding| finding.message.as_str()).collect();
    survey.state.unwrap_or_else(|| panic!("{name} is refused: {said:?}"))
}

#[track_caller]
fn diff(old: &Value, new: &Value) -> Report {
    compare_states(&state("old.json", old), &state("new.json", new))
}

/// The base with something else at a place; nothing where `yaml` is empty.
fn with(at: &str, yaml: &str) -> Value {
    let mut description = read(BASE);
    let (outer, last) = at.rsplit_once('/').expect("a place below the whole");
    let last = last.replace("~1", "/").replace("~0", "~");
    let holder = description.pointer_mut(outer).unwrap_or_else(|| panic!("{outer} is not in the base"));
    match holder {
        Value::Object(members) if yaml.is_empty() => {
            members.remove(&last);
        }
        Value::Object(members) => {
            members.insert(last, read(yaml));
        }
        Value::Array(items) => {
            let index: usize = last.parse().expect("an index");
            items.truncate(index);
            if !yaml.is_empty() {
                items.push(read(yaml));
            }
        }
        other => panic!("{other} holds nothing"),
    }
    description
}

/// The findings in one line each.
fn lines(report: &Report) -> Vec<String> {
    report
        .findings
        .iter()
        .map(|found| {
            format!("{}: {}, {} ({})", found.rule.id, found.source, found.wire, found.direction.word())
        })
        .collect()
}
