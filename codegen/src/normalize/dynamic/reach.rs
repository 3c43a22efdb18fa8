//! Which names a schema needs to be bound, itself or by what it refers to.
//!
//! In: the resources of a description. Out: for each schema that something refers to, the names. A schema that needs none
//! is one and the same whatever led to it, and that is nearly all of them.

use std::collections::{BTreeMap, BTreeSet};

use super::super::identify::text;
use super::super::positions::{Part, Step, walk};
use super::resources::Resources;
use crate::diag::Pointer;
use crate::load::Node;

/// A name more than these is not bound: a description with so many means harm.
const MOST_NAMES: usize = 64;

/// What is needed where.
pub(super) struct Reach {
    names: Vec<String>,
    needed: BTreeMap<Pointer, u64>,
}

/// What refers: a schema, or a name on behalf of all schemas that have it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum User {
    Schema(Pointer),
    Name(usize),
}

impl Reach {
    /// Looks from every schema that something refers to.
    pub(super) fn of(root: &Node, resources: &Resources<'_>) -> Self {
        let mut found = Self { names: Vec::new(), needed: BTreeMap::new() };
        let mut waiting: Vec<Pointer> = Vec::new();
        let mut seen: BTreeSet<Pointer> = BTreeSet::new();
        let mut users: BTreeMap<User, Vec<User>> = BTreeMap::new();
        let mut changed: Vec<(User, u64)> = Vec::new();
        for start in &resources.all {
            waiting.push(start.pointer.clone());
        }
        while let Some(pointer) = waiting.pop() {
            if !seen.insert(pointer.clone()) {
                continue;
            }
            let (targets, anchors) = uses(root, &pointer, resources);
            for target in targets {
                users.entry(User::Schema(target.clone())).or_default().push(User::Schema(pointer.clone()));
                waiting.push(target);
            }
            for anchor in anchors {
                let Some(number) = found.number(&anchor) else { continue };
                changed.push((User::Schema(pointer.clone()), 1 << number));
                let name = users.entry(User::Name(number)).or_default();
                let is_first = name.is_empty();
                name.push(User::Schema(pointer.clone()));
                for bound in resources.dynamic.get(&anchor).into_iter().flatten().filter(|_| is_first) {
                    users.entry(User::Schema(bound.clone())).or_default().push(User::Name(number));
                    waiting.push(bound.clone());
                }
            }
        }
        found.spread(&users, changed);
        found
    }

    /// The names that a schema needs.
    pub(super) fn needed(&self, pointer: &Pointer) -> impl Iterator<Item = &str> {
        let needed = self.needed.get(pointer).copied().unwrap_or_default();
        let names = self.names.iter().enumerate();
        names.filter(move |(number, _)| needed & (1 << number) != 0).map(|(_, name)| name.as_str())
    }

    /// Whether a name is one that is bound.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    fn number(&mut self, name: &str) -> Option<usize> {
        if let Some(number) = self.names.iter().position(|known| known == name) {
            return Some(number);
        }
        (self.names.len() < MOST_NAMES).then(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        })
    }

    /// What one needs, its users need.
    fn spread(&mut self, users: &BTreeMap<User, Vec<User>>, mut changed: Vec<(User, u64)>) {
        let mut names: Vec<u64> = vec![0; self.names.len()];
        while let Some((user, needed)) = changed.pop() {
            let known = match &user {
                User::Schema(pointer) => self.needed.entry(pointer.clone()).or_default(),
                User::Name(number) => &mut names[*number],
            };
            let more = needed & !*known;
            if more == 0 {
                continue;
            }
            *known |= more;
            changed.extend(users.get(&user).into_iter().flatten().map(|user| (user.clone(), more)));
        }
    }
}

/// The schemas that one refers to, and the names that it leaves to the scope, but for those of its definitions.
fn uses(root: &Node, at: &Pointer, resources: &Resources<'_>) -> (Vec<Pointer>, Vec<String>) {
    let (mut targets, mut anchors) = (Vec::new(), Vec::new());
    let Some(node) = root.at(at) else { return (targets, anchors) };
    walk(node, Part::Schema, at, &mut |_, trail, node| {
        if is_definition(trail.parent_key()) {
            return Step::Over;
        }
        let (fixed, dynamic) = (text(node, "$ref"), text(node, "$dynamicRef"));
        if fixed.is_none() && dynamic.is_none() {
            return Step::Into;
        }
        let Some(resource) = resources.around(&trail.pointer()) else { return Step::Into };
        targets.extend(fixed.and_then(|text| resources.fixed_target(text, resource)));
        if let Some(text) = dynamic {
            match resources.anchor(text, resource) {
                Some(anchor) => anchors.push(anchor.to_owned()),
                None => targets.extend(resources.fixed_target(text, resource)),
            }
        }
        Step::Into
    });
    (targets, anchors)
}

/// Whether members under a key only wait to be referred to.
fn is_definition(key: Option<&str>) -> bool {
    matches!(key, Some("$defs" | "definitions"))
}
