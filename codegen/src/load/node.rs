//! The tree that YAML and JSON become.

use indexmap::IndexMap;

/// The members of a map, in the order of the input.
pub type Map = IndexMap<String, Node>;

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
    /// A whole number that fits 128 bits.
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

    /// The member `key`, if this is a map that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.as_map()?.get(key)
    }

    /// The place that `pointer` names, if it exists.
    #[must_use]
    pub fn at(&self, pointer: &crate::diag::Pointer) -> Option<&Self> {
        pointer.tokens().try_fold(self, |node, token| match node {
            Self::Map(map) => map.get(&token),
            Self::List(list) => list.get(token.parse::<usize>().ok()?),
            _ => None,
        })
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
