//! Walkers over the table of positions.
//!
//! They recurse with the input, whose depth `load` has limited.

use super::table::{Part, Shape, shape_of};
use crate::diag::Pointer;
use crate::load::Node;

/// Whether the walker goes on below a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into what the part holds.
    Into,
    /// Over it.
    Over,
}

/// Where the walker stands; the pointer is only built when it is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Trail<'a> {
    up: Option<&'a Trail<'a>>,
    token: Token<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Token<'a> {
    Root(&'a Pointer),
    Key(&'a str),
    Index(usize),
}

impl<'a> Trail<'a> {
    fn root(pointer: &'a Pointer) -> Self {
        Self { up: None, token: Token::Root(pointer) }
    }

    fn then<'b>(&'b self, token: Token<'b>) -> Trail<'b> {
        Trail { up: Some(self), token }
    }

    /// The pointer of this place.
    #[must_use]
    pub fn pointer(&self) -> Pointer {
        let up = |trail: Option<&Trail<'_>>| trail.map_or_else(Pointer::root, Trail::pointer);
        match self.token {
            Token::Root(pointer) => pointer.clone(),
            Token::Key(key) => up(self.up).key(key),
            Token::Index(index) => up(self.up).index(index),
        }
    }

    /// The key under which the map that holds this place stands.
    #[must_use]
    pub fn parent_key(&self) -> Option<&str> {
        self.up.and_then(Trail::last_key)
    }

    /// The last key of the place, if it stands in a map.
    #[must_use]
    pub fn last_key(&self) -> Option<&str> {
        if let Token::Key(key) = self.token { Some(key) } else { None }
    }
}

/// Visits every part from `node` down, each before what it holds. A part that is only a reference has no parts.
pub fn walk(node: &Node, part: Part, from: &Pointer, visit: &mut dyn FnMut(Part, &Trail<'_>, &Node) -> Step) {
    walk_part(node, part, &Trail::root(from), visit);
}

fn walk_part(
    node: &Node,
    part: Part,
    trail: &Trail<'_>,
    visit: &mut dyn FnMut(Part, &Trail<'_>, &Node) -> Step,
) {
    if visit(part, trail, node) == Step::Over || is_bare_reference(node, part) {
        return;
    }
    let Some(map) = node.as_map() else { return };
    for (key, value) in map {
        let Some(shape) = shape_of(part, key) else { continue };
        let below = trail.then(Token::Key(key));
        match (shape, value) {
            (Shape::List(part) | Shape::OneOrList(part), Node::List(list)) => {
                for (index, member) in list.iter().enumerate() {
                    walk_part(member, part, &below.then(Token::Index(index)), visit);
                }
            }
            (Shape::Map(part), Node::Map(members)) => {
                for (name, member) in members {
                    if is_member(part, name, member) {
                        walk_part(member, part, &below.then(Token::Key(name)), visit);
                    }
                }
            }
            (Shape::One(part) | Shape::OneOrList(part), value) => walk_part(value, part, &below, visit),
            _ => {}
        }
    }
}

/// Visits every place below `node` that the specification gives a meaning: parts, and the maps and lists that hold
/// them, each before what it holds.
pub fn walk_places(
    node: &Node,
    shape: Shape,
    from: &Pointer,
    visit: &mut dyn FnMut(Shape, &Trail<'_>, &Node) -> Step,
) {
    walk_place(node, shape, &Trail::root(from), visit);
}

fn walk_place(
    node: &Node,
    shape: Shape,
    trail: &Trail<'_>,
    visit: &mut dyn FnMut(Shape, &Trail<'_>, &Node) -> Step,
) {
    if visit(shape, trail, node) == Step::Over {
        return;
    }
    match (shape, node) {
        (Shape::One(part) | Shape::OneOrList(part), Node::Map(map)) => {
            for (key, value) in map {
                if let Some(shape) = shape_of(part, key) {
                    walk_place(value, shape, &trail.then(Token::Key(key)), visit);
                }
            }
        }
        (Shape::List(part) | Shape::OneOrList(part), Node::List(list)) => {
            for (index, member) in list.iter().enumerate() {
                walk_place(member, Shape::One(part), &trail.then(Token::Index(index)), visit);
            }
        }
        (Shape::Map(part), Node::Map(members)) => {
            for (name, member) in members {
                if is_member(part, name, member) {
                    walk_place(member, Shape::One(part), &trail.then(Token::Key(name)), visit);
                }
            }
        }
        _ => {}
    }
}

/// The walk of [`walk`] over a tree that the visitor may change; what it leaves behind is walked.
pub fn walk_mut(
    node: &mut Node,
    part: Part,
    from: &Pointer,
    visit: &mut dyn FnMut(Part, &Trail<'_>, &mut Node) -> Step,
) {
    walk_part_mut(node, part, &Trail::root(from), visit);
}

fn walk_part_mut(
    node: &mut Node,
    part: Part,
    trail: &Trail<'_>,
    visit: &mut dyn FnMut(Part, &Trail<'_>, &mut Node) -> Step,
) {
    if visit(part, trail, node) == Step::Over || is_bare_reference(node, part) {
        return;
    }
    let Some(map) = node.as_map_mut() else { return };
    for (key, value) in map {
        let Some(shape) = shape_of(part, key) else { continue };
        let below = trail.then(Token::Key(key));
        match (shape, value) {
            (Shape::List(part) | Shape::OneOrList(part), Node::List(list)) => {
                for (index, member) in list.iter_mut().enumerate() {
                    walk_part_mut(member, part, &below.then(Token::Index(index)), visit);
                }
            }
            (Shape::Map(part), Node::Map(members)) => {
                for (name, member) in members {
                    if is_member(part, name, member) {
                        walk_part_mut(member, part, &below.then(Token::Key(name)), visit);
                    }
                }
            }
            (Shape::One(part) | Shape::OneOrList(part), value) => walk_part_mut(value, part, &below, visit),
            _ => {}
        }
    }
}

/// Path items and schemas may say more beside a reference; elsewhere what stands beside it has no meaning.
fn is_bare_reference(node: &Node, part: Part) -> bool {
    let may_say_more = matches!(part, Part::Schema | Part::PathItem | Part::Paths | Part::Components);
    !may_say_more && node.get("$ref").is_some_and(|reference| reference.as_str().is_some())
}

/// Extensions may stand between named parts, except where any name is a name: among schemas.
fn is_member(part: Part, name: &str, member: &Node) -> bool {
    if part == Part::Schema {
        // Draft 4 writes a list of names under `dependencies`.
        return !matches!(member, Node::List(_));
    }
    !name.starts_with("x-") || part == Part::Header || part == Part::Encoding || member.as_map().is_some()
}
