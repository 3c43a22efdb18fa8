//! Single faults, put into a description.
//!
//! In: a tree and a seed. Out: the text of the description with one fault, and where it is.
//! Must never know: what the generator makes of it.

use codegen::diag::Pointer;
use codegen::load::{Node, Number};

/// Kinds of faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A key is not there.
    Deleted,
    /// A value is of another type.
    Retyped,
    /// A reference cannot be resolved.
    Broken,
    /// A key appears twice.
    Duplicated,
    /// A list is a map, or a map a list.
    Swapped,
}

/// All kinds, in turn.
pub(super) const KINDS: [Kind; 5] =
    [Kind::Deleted, Kind::Retyped, Kind::Broken, Kind::Duplicated, Kind::Swapped];

/// A fault in a description.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub(super) kind: Kind,
    /// Where it is.
    pub(super) at: Pointer,
}

/// A key that no description has; it is given its real name when the text is written.
const TWIN: &str = "\u{1}twin";

/// The places of a description where faults can be.
pub(super) struct Places {
    members: Vec<Pointer>,
    values: Vec<Pointer>,
    references: Vec<Pointer>,
    containers: Vec<Pointer>,
}

impl Places {
    /// Finds all of them.
    pub(super) fn of(root: &Node) -> Self {
        let mut places =
            Self { members: Vec::new(), values: Vec::new(), references: Vec::new(), containers: Vec::new() };
        let mut waiting = vec![(Pointer::root(), root)];
        while let Some((at, node)) = waiting.pop() {
            match node {
                Node::Map(members) => {
                    for (key, value) in members {
                        let below = at.key(key);
                        places.members.push(below.clone());
                        if key == "$ref" && value.as_str().is_some() {
                            places.references.push(below.clone());
                        }
                        waiting.push((below, value));
                    }
                }
                Node::List(list) => {
                    waiting.extend(list.iter().enumerate().map(|(index, value)| (at.index(index), value)));
                }
                _ => {}
            }
            if !matches!(node, Node::Null) && at != Pointer::root() {
                places.values.push(at.clone());
            }
            if matches!(node, Node::Map(_) | Node::List(_)) && at != Pointer::root() {
                places.containers.push(at);
            }
        }
        places
    }

    /// A place for a fault of this kind; `None` where the description has none.
    pub(super) fn choose(&self, kind: Kind, random: &mut Random) -> Option<Fault> {
        let places = match kind {
            Kind::Deleted | Kind::Duplicated => &self.members,
            Kind::Retyped => &self.values,
            Kind::Broken => &self.references,
            Kind::Swapped => &self.containers,
        };
        let at = places.get(random.below(places.len().max(1)))?.clone();
        Some(Fault { kind, at })
    }
}

impl Fault {
    /// The description with the fault, as JSON.
    pub(super) fn write(&self, root: &Node, random: &mut Random) -> Option<Vec<u8>> {
        let mut root = root.clone();
        let last = self.at.tokens().last()?;
        match self.kind {
            Kind::Deleted => drop(root.at_mut(&self.at.parent()?)?.as_map_mut()?.shift_remove(&last)),
            Kind::Retyped => retype(root.at_mut(&self.at)?, random),
            Kind::Broken => {
                // Where things with names stand depends on the dialect.
                let section =
                    if root.get("swagger").is_some() { "definitions" } else { "components/schemas" };
                *root.at_mut(&self.at)? = format!("#/{section}/NobodyHasThisName").into();
            }
            Kind::Swapped => swap(root.at_mut(&self.at)?),
            Kind::Duplicated => {
                let members = root.at_mut(&self.at.parent()?)?.as_map_mut()?;
                let value = members.get(&last)?.clone();
                members.insert(TWIN.to_owned(), value);
                let text = serde_json::to_string(&root).ok()?;
                let (twin, name) = (serde_json::to_string(TWIN).ok()?, serde_json::to_string(&last).ok()?);
                return Some(text.replacen(&twin, &name, 1).into_bytes());
            }
        }
        serde_json::to_vec(&root).ok()
    }
}

fn retype(node: &mut Node, random: &mut Random) {
    let others = [
        Node::String("text".to_owned()),
        Node::Number(Number::Integer(7)),
        Node::Bool(true),
        Node::List(vec![Node::String("text".to_owned())]),
        Node::Null,
    ];
    let kind = node.kind();
    let others: Vec<Node> = others.into_iter().filter(|other| other.kind() != kind).collect();
    *node = others[random.below(others.len())].clone();
}

fn swap(node: &mut Node) {
    *node = match std::mem::take(node) {
        Node::List(list) => {
            Node::Map(list.into_iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect())
        }
        Node::Map(members) => Node::List(members.into_iter().map(|(_, value)| value).collect()),
        other => other,
    };
}

/// Numbers that are the same for the same seed.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end`, which is not 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let small = usize::try_from(self.0 >> 33).unwrap_or_default();
        small % end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_fault_is_single_and_seeded() {
        let text = r##"{"a": [1, {"$ref": "#/b"}], "b": {"c": "d"}}"##;
        let source = codegen::load::Source::new("a.json", text.as_bytes());
        let mut files = codegen::load::Files::default();
        let loaded = codegen::load::load_source(
            &source,
            &codegen::load::Budgets::default(),
            &mut files,
            &mut codegen::diag::Diagnostics::new(),
        );
        let root = &loaded[0].root;
        let places = Places::of(root);
        for kind in KINDS {
            let made = || {
                let mut random = Random::new(3);
                let fault = places.choose(kind, &mut random).unwrap();
                (fault.at.clone(), fault.write(root, &mut random).unwrap())
            };
            assert_eq!(made(), made());
            assert_ne!(made().1, serde_json::to_vec(root).unwrap(), "{kind:?}");
        }
    }
}
