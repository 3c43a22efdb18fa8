//! What changes are chosen from: the places of a description that fit.
//!
//! In: a tree and its layout. Out: a place by lot, and the tree with a change there.
//! Must never know: which changes there are.

use codegen::diag::Pointer;
use codegen::load::Node;

use super::super::fault::Random;
use super::edit::{is, text};
use super::walk::{Layout, Operation, Uses, is_given, resolved};

/// A description that is to be changed.
pub(super) struct Bed {
    pub(super) root: Node,
    pub(super) layout: Layout,
    /// Whether null is a type, and no keyword.
    pub(super) null_is_type: bool,
}

/// The tree after a change, and where that is.
pub(super) type Made = Option<(Node, Pointer)>;

/// A kind of change.
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) make: fn(&Bed, &mut Random) -> Made,
}

/// A parameter of an operation, where it is written.
#[derive(Clone)]
pub(super) struct Parameter {
    /// The operation.
    pub(super) operation: Pointer,
    /// Its position in the operation's list.
    pub(super) index: usize,
    /// Where it is written, behind any references.
    pub(super) at: Pointer,
}

/// A property of an object.
#[derive(Clone)]
pub(super) struct Member {
    pub(super) object: Pointer,
    pub(super) name: String,
}

impl Member {
    pub(super) fn at(&self) -> Pointer {
        self.object.key("properties").key(&self.name)
    }
}

impl Bed {
    pub(super) fn new(root: Node) -> Self {
        let layout = Layout::of(&root);
        let null_is_type = text(&root, "openapi").is_some_and(|version| !version.starts_with("3.0"));
        Self { root, layout, null_is_type }
    }

    pub(super) fn at(&self, at: &Pointer) -> Option<&Node> {
        self.root.at(at)
    }

    /// The tree with a change at a place; nothing where the change cannot be made or makes no difference.
    pub(super) fn change(&self, at: &Pointer, change: impl FnOnce(&mut Node) -> Option<()>) -> Made {
        let mut root = self.root.clone();
        change(&mut root)?;
        (root != self.root).then(|| (root, at.clone()))
    }

    /// Whether the same schema, or one around it, is written somewhere else, too. Twins are one type of the client: where one
    /// of them changes alone, it becomes a type of its own, and `diff` rightly calls that a break.
    pub(super) fn has_twin(&self, at: &Pointer) -> bool {
        let mut around = Some(at.clone());
        while let Some(place) = around {
            let twins = |schema: &Node| {
                let others = self.layout.schemas.keys().filter(|other| **other != place);
                others.filter_map(|other| self.at(other)).any(|other| other == schema)
            };
            if self.layout.schemas.contains_key(&place) && self.at(&place).is_some_and(twins) {
                return true;
            }
            around = place.parent();
        }
        false
    }

    /// An operation by lot.
    pub(super) fn operation(&self, random: &mut Random, fits: impl Fn(&Node) -> bool) -> Option<Operation> {
        let all = self.layout.operations.iter();
        choose(random, all.filter(|operation| self.at(&operation.at).is_some_and(&fits)).cloned())
    }

    /// A parameter by lot that the operation lists itself, and that nothing else of the same name overrides.
    pub(super) fn parameter(&self, random: &mut Random, fits: impl Fn(&Node) -> bool) -> Option<Parameter> {
        let mut all = Vec::new();
        for operation in &self.layout.operations {
            let list = operation.at.key("parameters");
            for index in 0..self.at(&list).and_then(Node::as_list).map_or(0, <[Node]>::len) {
                let at = resolved(&self.root, &list.index(index));
                let Some(parameter) = self.at(&at) else { continue };
                if fits(parameter) && is_plain(parameter) && !self.stands_outside(operation, parameter) {
                    all.push(Parameter { operation: operation.at.clone(), index, at });
                }
            }
        }
        choose(random, all.into_iter())
    }

    fn stands_outside(&self, operation: &Operation, parameter: &Node) -> bool {
        let list = operation.at.parent().unwrap_or_default().key("parameters");
        let count = self.at(&list).and_then(Node::as_list).map_or(0, <[Node]>::len);
        let mut outer = (0..count).filter_map(|index| self.at(&resolved(&self.root, &list.index(index))));
        outer.any(|other| text(other, "name") == text(parameter, "name"))
    }

    /// A schema by lot.
    pub(super) fn schema(&self, random: &mut Random, fits: impl Fn(&Node, Uses) -> bool) -> Option<Pointer> {
        let all = self.layout.schemas.iter();
        let fitting = all.filter(|(at, uses)| self.at(at).is_some_and(|schema| fits(schema, **uses)));
        choose(random, fitting.map(|(at, _)| at.clone()))
    }

    /// A property by lot of an object whose uses are known: the test gets the object, the property and the uses.
    pub(super) fn member(
        &self,
        random: &mut Random,
        fits: impl Fn(&Node, &Node, Uses, &str) -> bool,
    ) -> Option<Member> {
        let all = self.layout.members.iter().filter(|(object, name)| {
            let Some(uses) = self.layout.schemas.get(object) else { return false };
            let (Some(holder), Some(member)) =
                (self.at(object), self.at(&object.key("properties").key(name)))
            else {
                return false;
            };
            // What only goes one way is no part of the other.
            let target =
                self.at(&resolved(&self.root, &object.key("properties").key(name))).unwrap_or(member);
            let goes_both_ways =
                [member, target].iter().all(|schema| !is(schema, "readOnly") && !is(schema, "writeOnly"));
            goes_both_ways && fits(holder, member, *uses, name)
        });
        choose(random, all.map(|(object, name)| Member { object: object.clone(), name: name.clone() }))
    }
}

/// Whether the name of a parameter is one that any place of a request can have, and no header that OpenAPI ignores.
fn is_plain(parameter: &Node) -> bool {
    let name = text(parameter, "name").unwrap_or_default();
    is_given(parameter)
        && !name.is_empty()
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter))
}

fn choose<T>(random: &mut Random, all: impl Iterator<Item = T>) -> Option<T> {
    let mut all: Vec<T> = all.collect();
    (!all.is_empty()).then(|| all.swap_remove(random.below(all.len())))
}
