//! The tree that YAML and JSON become.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::map::Map;

/// A value of the description, as written.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Node {
    /// `null`, or a key without a value in YAML.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, exact.
    Number(Number),
    /// Text.
    String(String),
    /// A list.
    List(Vec<Node>),
    /// A map whose keys are distinct.
    Map(Map),
}

/// A number of the description that no rounding has touched.
#[derive(Clone, Debug, PartialEq)]
pub enum Number {
    /// An integer that fits 128 bits.
    Integer(i128),
    /// Anything else that a 64-bit float holds.
    Float(f64),
}

impl Node {
    /// The map, if it is one.
    #[must_use]
    pub fn as_map(&self) -> Option<&Map> {
        if let Self::Map(map) = self { Some(map) } else { None }
    }

    /// The list, if it is one.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Self]> {
        if let Self::List(list) = self { Some(list) } else { None }
    }

    /// The text, if it is text.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// The truth value, if it is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(truth) = self { Some(*truth) } else { None }
    }

    /// How many values there are: this one, and all inside.
    #[must_use]
    pub fn values(&self) -> usize {
        1 + match self {
            Self::Map(map) => map.values().map(Self::values).sum::<usize>(),
            Self::List(list) => list.iter().map(Self::values).sum(),
            _ => 0,
        }
    }

    /// The entry `key`, if this is a map that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.as_map()?.get(key)
    }

    /// The place that `pointer` names, if it exists.
    #[must_use]
    pub fn at(&self, pointer: &crate::diag::Pointer) -> Option<&Self> {
        pointer.steps().try_fold(self, |node, token| node.child(&token))
    }

    /// The place that `pointer` names, or the nearest around it that exists.
    #[must_use]
    pub fn nearest(&self, pointer: &crate::diag::Pointer) -> crate::diag::Pointer {
        let mut at = self;
        let below = pointer.steps().map_while(|token| {
            at = at.child(&token)?;
            Some(())
        });
        pointer.beginning(below.count())
    }

    /// The member or item that a token of a pointer names.
    fn child(&self, token: &str) -> Option<&Self> {
        match self {
            Self::Map(map) => map.get(token),
            Self::List(list) => list.get(token.parse::<usize>().ok()?),
            _ => None,
        }
    }

    /// The place that `pointer` names, if it exists, to change it.
    #[must_use]
    pub fn at_mut(&mut self, pointer: &crate::diag::Pointer) -> Option<&mut Self> {
        pointer.steps().try_fold(self, |node, token| match node {
            Self::Map(map) => map.get_mut(&*token),
            Self::List(list) => list.get_mut(token.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// The map, if it is one, to change it.
    #[must_use]
    pub fn as_map_mut(&mut self) -> Option<&mut Map> {
        if let Self::Map(map) = self { Some(map) } else { None }
    }

    /// The list, if it is one, to change it.
    #[must_use]
    pub fn as_list_mut(&mut self) -> Option<&mut Vec<Self>> {
        if let Self::List(list) = self { Some(list) } else { None }
    }

    /// The entry `key`, if this is a map that has it, to change it.
    #[must_use]
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        self.as_map_mut()?.get_mut(key)
    }

    /// What kind of value this is, in the words of JSON Schema.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "boolean",
            Self::Number(Number::Integer(_)) => "integer",
            Self::Number(Number::Float(_)) => "number",
            Self::String(_) => "string",
            Self::List(_) => "array",
            Self::Map(_) => "object",
        }
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<bool> for Node {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

/// In the order of the input.
impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(Number::Integer(value)) => match (i64::try_from(*value), u64::try_from(*value)) {
                (Ok(small), _) => serializer.serialize_i64(small),
                (_, Ok(positive)) => serializer.serialize_u64(positive),
                _ => serializer.serialize_i128(*value),
            },
            Self::Number(Number::Float(value)) => serializer.serialize_f64(*value),
            Self::String(text) => serializer.serialize_str(text),
            Self::List(list) => serializer.collect_seq(list),
            Self::Map(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (key, value) in members {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Map, Node};
    use crate::diag::Pointer;

    #[test]
    fn the_nearest_place_is_the_deepest_that_exists() {
        let list = Node::List(vec![Node::Null]);
        let root = Node::Map(Map::from_iter([("a/b".to_owned(), list)]));
        for (asked, found) in
            [("/a~1b/0", "/a~1b/0"), ("/a~1b/1", "/a~1b"), ("/a~1b/0/x/y", "/a~1b/0"), ("/a/b", ""), ("", "")]
        {
            let nearest = root.nearest(&Pointer::from_escaped(asked));
            assert_eq!(nearest.as_str(), found, "{asked}");
        }
    }
}
