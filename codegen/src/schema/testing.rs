//! A tree from a few lines of YAML, for the tests of the rooms that stand on it.

use crate::load::{Map, Node, Number};

/// The tree of `yaml`; keys that are numbers become text, as they do when a description is loaded.
pub(crate) fn node(yaml: &str) -> Node {
    from_yaml(&serde_yaml::from_str(yaml).unwrap())
}

fn from_yaml(value: &serde_yaml::Value) -> Node {
    match value {
        serde_yaml::Value::Null => Node::Null,
        serde_yaml::Value::Bool(truth) => Node::Bool(*truth),
        serde_yaml::Value::Number(number) => Node::Number(
            number
                .as_i64()
                .map_or_else(|| Number::Float(number.as_f64().unwrap()), |n| Number::Integer(n.into())),
        ),
        serde_yaml::Value::String(text) => Node::String(text.clone()),
        serde_yaml::Value::Sequence(list) => Node::List(list.iter().map(from_yaml).collect()),
        serde_yaml::Value::Mapping(map) => Node::Map(
            map.iter()
                .map(|(key, value)| {
                    let Node::String(key) = (match from_yaml(key) {
                        Node::Number(Number::Integer(number)) => Node::String(number.to_string()),
                        other => other,
                    }) else {
                        panic!("keys are text")
                    };
                    (key, from_yaml(value))
                })
                .collect::<Map>(),
        ),
        serde_yaml::Value::Tagged(tagged) => from_yaml(&tagged.value),
    }
}
