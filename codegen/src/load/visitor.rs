//! The reader of JSON values.
//!
//! In: a `serde` deserializer. Out: a [`Node`] that keeps order and whole numbers. Counts what it makes, so that no
//! input can make more than the budgets allow, whatever a scan before it believed.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::Budgets;
use super::{Map, Node, Number};

/// What was noticed while reading.
pub(super) struct Watch {
    nodes_left: Cell<usize>,
    depth: usize,
    scalar: usize,
    key: usize,
    width: usize,
    /// A budget that stopped the reading.
    pub(super) exceeded: Cell<Option<Exceeded>>,
    /// Whether a map has a key twice; the first one is kept.
    pub(super) has_duplicates: Cell<bool>,
    /// Whether a number came as a float that may have been an integer of more than 64 bits.
    pub(super) has_huge_numbers: Cell<bool>,
}

/// A budget that did not suffice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exceeded {
    Depth,
    Nodes,
    Width,
    /// A text of this many bytes.
    Scalar(usize),
    /// A key of this many bytes.
    Key(usize),
}

impl Watch {
    pub(super) fn new(budgets: &Budgets) -> Self {
        Self {
            nodes_left: Cell::new(budgets.nodes),
            depth: budgets.depth(),
            scalar: budgets.scalar,
            key: budgets.key,
            width: budgets.width,
            exceeded: Cell::new(None),
            has_duplicates: Cell::new(false),
            has_huge_numbers: Cell::new(false),
        }
    }

    /// The seed that reads a whole document.
    pub(super) fn seed(&self) -> NodeSeed<'_> {
        NodeSeed { watch: self, depth: 0 }
    }
}

/// Reads one value.
#[derive(Clone, Copy)]
pub(super) struct NodeSeed<'a> {
    watch: &'a Watch,
    depth: usize,
}

impl NodeSeed<'_> {
    fn check_length<E: Error>(self, text: &str) -> Result<(), E> {
        if text.len() > self.watch.scalar {
            self.watch.exceeded.set(Some(Exceeded::Scalar(text.len())));
            return Err(E::custom("a string is too long"));
        }
        Ok(())
    }

    fn check_width<E: Error>(self, count: usize) -> Result<(), E> {
        if count > self.watch.width {
            self.watch.exceeded.set(Some(Exceeded::Width));
            return Err(E::custom("too many values in one list or map"));
        }
        Ok(())
    }

    fn inner<E: Error>(self) -> Result<Self, E> {
        if self.depth >= self.watch.depth {
            self.watch.exceeded.set(Some(Exceeded::Depth));
            return Err(E::custom("nested too deeply"));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for NodeSeed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        let left = self.watch.nodes_left.get();
        if left == 0 {
            self.watch.exceeded.set(Some(Exceeded::Nodes));
            return Err(D::Error::custom("too many values"));
        }
        self.watch.nodes_left.set(left - 1);
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NodeSeed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(Number::Integer(value.into())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(Number::Integer(value.into())))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Node, E> {
        Ok(Node::Number(Number::Integer(value)))
    }

    #[expect(clippy::cast_precision_loss, reason = "beyond 127 bits there is no exact number type to go to")]
    fn visit_u128<E>(self, value: u128) -> Result<Node, E> {
        Ok(Node::Number(i128::try_from(value).map_or(Number::Float(value as f64), Number::Integer)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        if !value.is_finite() {
            // JSON has no such number, so no schema can mean it; as text it is noticed by whoever wants a number.
            return Ok(Node::String(
                if value.is_nan() {
                    ".nan"
                } else if value > 0.0 {
                    ".inf"
                } else {
                    "-.inf"
                }
                .to_owned(),
            ));
        }
        if value.abs() >= 9.0e18 && value.fract() == 0.0 {
            self.watch.has_huge_numbers.set(true);
        }
        Ok(Node::Number(Number::Float(value)))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Node, E> {
        self.check_length(value)?;
        Ok(Node::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Node, E> {
        self.check_length(&value)?;
        Ok(Node::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let inner = self.inner()?;
        let mut list = Vec::new();
        while let Some(member) = access.next_element_seed(inner)? {
            list.push(member);
            self.check_width(list.len())?;
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let inner = self.inner()?;
        let mut map = Map::new();
        while let Some(key) = access.next_key_seed(KeySeed { watch: self.watch })? {
            let value = access.next_value_seed(inner)?;
            self.check_width(map.len() + 1)?;
            match map.entry(key) {
                indexmap::map::Entry::Vacant(place) => {
                    place.insert(value);
                }
                indexmap::map::Entry::Occupied(_) => self.watch.has_duplicates.set(true),
            }
        }
        Ok(Node::Map(map))
    }
}

/// Reads a key.
struct KeySeed<'a> {
    watch: &'a Watch,
}

impl KeySeed<'_> {
    fn check_length<E: Error>(&self, key: &str) -> Result<(), E> {
        if key.len() > self.watch.key {
            self.watch.exceeded.set(Some(Exceeded::Key(key.len())));
            return Err(E::custom("a key is too long"));
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string as key")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<String, E> {
        self.check_length(value)?;
        Ok(value.to_owned())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<String, E> {
        self.check_length(&value)?;
        Ok(value)
    }
}
