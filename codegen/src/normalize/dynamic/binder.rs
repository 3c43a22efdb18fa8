//! The references of a description, each seen from the scope that it stands in.
//!
//! In: a description, and a copy of it as it was written. Out: the description with its references bound, and with a copy
//! of a schema for each scope in which it means something else than where it stands. Copies are made in the order in which
//! references are met; there are no more than so many times what the description holds.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::super::draft::{Draft, insert};
use super::super::identify::is_inside;
use super::super::own_address::mapped;
use super::super::positions::{Part, Step, walk_mut};
use super::reach::Reach;
use super::resources::{Meaning, Resources, Scope};
use super::splice;
use crate::diag::Pointer;
use crate::load::{Map, Node};

/// Copies hold at most so many times the values of the description, and these.
const MOST_COPIED: (usize, usize) = (4, 10_000);

/// A schema and what its names stand for.
type Key = (Pointer, Scope);

/// A copy that is to be made.
struct Copy {
    from: Pointer,
    scope: Scope,
    to: Pointer,
    /// Whether it is put into the schema that is there.
    is_spliced: bool,
}

struct Binder<'n> {
    root: &'n Node,
    resources: Resources<'n>,
    reach: Reach,
    places: BTreeMap<Key, Pointer>,
    waiting: VecDeque<Copy>,
    taken: BTreeSet<String>,
    room: usize,
    /// Places that are written otherwise now, and where they stood.
    moved: Vec<(Pointer, Pointer)>,
}

/// The scope at a place of the walk.
struct Level {
    start: Pointer,
    resource: usize,
    scope: Scope,
}

/// Binds the references of `draft`, whose tree is `root` as yet.
pub(super) fn bind(draft: &mut Draft, root: &Node) {
    let resources = Resources::of(root);
    let reach = Reach::of(root, &resources);
    let components = root.get("components").and_then(|components| components.get("schemas"));
    let taken = components.and_then(Node::as_map).into_iter().flatten().map(|(name, _)| name.clone());
    let taken = taken.collect();
    let copied = root.values().saturating_mul(MOST_COPIED.0).saturating_add(MOST_COPIED.1);
    let (places, waiting, moved) = (BTreeMap::new(), VecDeque::new(), Vec::new());
    let mut binder = Binder { root, resources, reach, places, waiting, taken, room: copied, moved };
    binder.bind_originals(&mut draft.root);
    for (to, from) in std::mem::take(&mut binder.moved) {
        draft.origins.copy(&from, &to);
    }
    while let Some(copy) = binder.waiting.pop_front() {
        binder.place_copy(draft, &copy);
    }
}

impl Binder<'_> {
    fn bind_originals(&mut self, root: &mut Node) {
        let mut levels: Vec<Level> = Vec::new();
        walk_mut(root, Part::Document, &Pointer::root(), &mut |part, trail, node| {
            if part == Part::Schema {
                let at = trail.pointer();
                levels.retain(|level| is_inside(&at, &level.start));
                if let Some(resource) = self.resources.starting(&at) {
                    let scope = self.resources.all[resource].scope.clone();
                    levels.push(Level { start: at.clone(), resource, scope });
                }
                if let Some(level) = levels.last() {
                    self.bind_schema(node, level, &at, &at, true);
                }
            }
            Step::Into
        });
    }

    fn place_copy(&mut self, draft: &mut Draft, copy: &Copy) {
        let Some(mut node) = self.root.at(&copy.from).cloned() else { return };
        let Some(resource) = self.resources.around(&copy.from) else { return };
        let mut levels = vec![Level { start: copy.from.clone(), resource, scope: copy.scope.clone() }];
        walk_mut(&mut node, Part::Schema, &copy.from, &mut |_, trail, node| {
            let at = trail.pointer();
            levels.retain(|level| is_inside(&at, &level.start));
            let outer = levels.last().map(|level| level.scope.clone()).unwrap_or_default();
            if let Some(resource) = self.resources.starting(&at).filter(|_| at != copy.from) {
                let scope = self.resources.entered(&outer, resource);
                levels.push(Level { start: at.clone(), resource, scope });
            }
            if let Some(map) = node.as_map_mut() {
                splice::forget_names(map);
            }
            let below = at.as_str().get(copy.from.as_str().len()..).unwrap_or_default();
            let to = Pointer::from_escaped(&format!("{}{below}", copy.to.as_str()));
            if let Some(level) = levels.last() {
                self.bind_schema(node, level, &at, &to, false);
            }
            Step::Into
        });
        if copy.is_spliced {
            let keys = splice::splice(&mut draft.root, &copy.to, node);
            for key in keys {
                draft.origins.copy(&copy.from.key(&key), &copy.to.key(&key));
            }
        } else {
            insert(&mut draft.root, &copy.to, node);
            draft.origins.copy(&copy.from, &copy.to);
        }
        for (to, from) in std::mem::take(&mut self.moved) {
            draft.origins.copy(&from, &to);
        }
    }

    /// Binds the references of one schema, which stands at `at` in the description as it was written, and at `to` now.
    fn bind_schema(&mut self, node: &mut Node, level: &Level, at: &Pointer, to: &Pointer, is_original: bool) {
        let Some(map) = node.as_map_mut() else { return };
        self.bind_mapping(map, level);
        let fixed = map.get("$ref").and_then(Node::as_str);
        if let Some(target) = fixed.and_then(|text| self.resources.fixed_target(text, level.resource)) {
            let is_site = is_original && self.resources.starting(at).is_some();
            let may_splice =
                is_site && self.resources.binds(level.resource) && splice::says_nothing_else(map);
            match self.link(&target, &level.scope, may_splice.then_some(to)) {
                Link::Same => {}
                Link::To(place) => {
                    map.insert("$ref".to_owned(), reference_to(&place));
                }
                Link::Here => {
                    map.shift_remove("$ref");
                }
                Link::Undecided(name) => {
                    map.shift_remove("$ref");
                    map.insert("$dynamicRef".to_owned(), Node::String(format!("#{name}")));
                    return;
                }
            }
        }
        self.bind_dynamic(map, level, at, to);
    }

    fn bind_dynamic(&mut self, map: &mut Map, level: &Level, at: &Pointer, to: &Pointer) {
        let Some(reference) = map.get("$dynamicRef").and_then(Node::as_str) else { return };
        let is_too_much = self
            .resources
            .anchor(reference, level.resource)
            .is_some_and(|anchor| self.resources.dynamic.contains_key(anchor) && !self.reach.knows(anchor));
        let Meaning::Schema(target) = self.resources.meaning(reference, level.resource, &level.scope) else {
            return;
        };
        let place = match self.link(&target, &level.scope, None) {
            _ if is_too_much => return,
            Link::Same => target,
            Link::To(place) => place,
            Link::Here | Link::Undecided(_) => return,
        };
        let from = at.key("$dynamicRef");
        map.shift_remove("$dynamicRef");
        if !map.contains_key("$ref") {
            map.insert("$ref".to_owned(), reference_to(&place));
            self.moved.push((to.key("$ref"), from));
            return;
        }
        // Both references count, and a schema has one.
        let reference = Map::from_iter([("$ref".to_owned(), reference_to(&place))]);
        if let Node::List(all) = map.entry("allOf".to_owned()).or_insert_with(|| Node::List(Vec::new())) {
            self.moved.push((to.key("allOf").index(all.len()).key("$ref"), from));
            all.push(Node::Map(reference));
        }
    }

    /// A discriminator names the schemas that the branches refer to.
    fn bind_mapping(&mut self, map: &mut Map, level: &Level) {
        for value in mapped(map) {
            let Some(text) = value.as_str() else { continue };
            let target = if text.contains(['#', '/']) {
                self.resources.fixed_target(text, level.resource)
            } else {
                Some(component(text)).filter(|place| self.root.at(place).is_some())
            };
            if let Some(Link::To(place)) = target.map(|target| self.link(&target, &level.scope, None)) {
                *value = reference_to(&place);
            }
        }
    }

    /// Where the schema stands that `target` is in a scope; a copy that may be made right here is made `here`.
    fn link(&mut self, target: &Pointer, scope: &Scope, here: Option<&Pointer>) -> Link {
        let Some(resource) = self.resources.around(target) else { return Link::Same };
        let entered = self.resources.entered(scope, resource);
        let own = &self.resources.all[resource].scope;
        let needed: Vec<&str> = self.reach.needed(target).collect();
        let Some(different) = needed.iter().find(|name| entered.get(**name) != own.get(**name)) else {
            return Link::Same;
        };
        let scope: Scope = needed
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), entered.get(*name)?.clone())))
            .collect();
        let (key, different) = ((target.clone(), scope.clone()), (*different).to_owned());
        if let Some(place) = self.places.get(&key) {
            return Link::To(place.clone());
        }
        let size = self.root.at(target).map_or(0, Node::values);
        let Some(room) = self.room.checked_sub(size) else { return Link::Undecided(different) };
        self.room = room;
        let to = match here {
            Some(here) => here.clone(),
            None => self.free_place(target, entered.get(&different).and_then(Option::as_ref)),
        };
        self.places.insert(key, to.clone());
        let is_spliced = here.is_some();
        self.waiting.push_back(Copy { from: target.clone(), scope, to: to.clone(), is_spliced });
        if is_spliced { Link::Here } else { Link::To(to) }
    }

    /// A copy is named after who binds, and what is bound.
    fn free_place(&mut self, target: &Pointer, bound: Option<&Pointer>) -> Pointer {
        let binder = bound.and_then(|place| self.resources.around(place));
        let binder = binder.and_then(|index| self.resources.all[index].pointer.tokens().last());
        let words = binder.into_iter().chain(target.tokens().last());
        let is_fine = |character: char| character.is_ascii_alphanumeric() || "._-".contains(character);
        let words = words.map(|word| word.replace(|character| !is_fine(character), "_"));
        let wanted = words.collect::<Vec<_>>().join("_");
        let mut name = wanted.clone();
        let mut number = 2;
        while !self.taken.insert(name.clone()) {
            name = format!("{wanted}_{number}");
            number += 1;
        }
        component(&name)
    }
}

/// Where a reference leads.
enum Link {
    /// To the schema as it stands there.
    Same,
    /// To a copy.
    To(Pointer),
    /// To a copy that takes its place.
    Here,
    /// Nowhere: there is no room for another copy, which this name would decide.
    Undecided(String),
}

fn component(name: &str) -> Pointer {
    Pointer::root().key("components").key("schemas").key(name)
}

fn reference_to(place: &Pointer) -> Node {
    Node::String(format!("#{place}").replace('%', "%25"))
}
