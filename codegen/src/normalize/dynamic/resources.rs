//! Schema resources: what a reference without an address is relative to, and what enters the scope as a whole.
//!
//! In: a description. Out: its resources, the names that they give to schemas, and what a reference means in one.
//! A schema with an `$id` is a resource. So is a component and any other outermost schema, though a description is one
//! resource by the letter: otherwise no two components could give one name to two schemas, which is what the names are for.

use std::collections::BTreeMap;

use super::super::identify::{is_inside, joined, text};
use super::super::positions::{Part, Step, walk};
use super::super::reference::decode;
use crate::diag::Pointer;
use crate::load::Node;

/// The schemas that names stand for; `None` where a resource gives one name twice, so that nothing can be told.
pub(super) type Scope = BTreeMap<String, Option<Pointer>>;

/// One resource.
pub(super) struct Resource {
    /// What references are relative to: the `$id` of it or of a resource around it.
    base: Option<String>,
    pub(super) pointer: Pointer,
    fixed: BTreeMap<String, Pointer>,
    dynamic: Scope,
    /// What is in scope where nothing has led to it from outside.
    pub(super) scope: Scope,
}

/// All resources of a description.
pub(super) struct Resources<'n> {
    root: &'n Node,
    pub(super) all: Vec<Resource>,
    starts: BTreeMap<Pointer, usize>,
    by_id: BTreeMap<String, usize>,
    /// The schemas that have a name, over all resources.
    pub(super) dynamic: BTreeMap<String, Vec<Pointer>>,
    fixed: BTreeMap<String, Pointer>,
}

/// What a reference means.
pub(super) enum Meaning {
    /// This schema, in the scope as it is behind the reference.
    Schema(Pointer),
    /// That cannot be told.
    Undecided,
}

impl<'n> Resources<'n> {
    /// Finds the resources of a description.
    pub(super) fn of(root: &'n Node) -> Self {
        let mut found = Self {
            root,
            all: Vec::new(),
            starts: BTreeMap::new(),
            by_id: BTreeMap::new(),
            dynamic: BTreeMap::new(),
            fixed: BTreeMap::new(),
        };
        let mut open: Vec<usize> = Vec::new();
        walk(root, Part::Document, &Pointer::root(), &mut |part, trail, node| {
            if part == Part::Schema {
                found.visit(trail.pointer(), node, &mut open);
            }
            Step::Into
        });
        found.fill_scopes();
        found
    }

    fn visit(&mut self, pointer: Pointer, node: &Node, open: &mut Vec<usize>) {
        while open.last().is_some_and(|index| !is_inside(&pointer, &self.all[*index].pointer)) {
            open.pop();
        }
        let id = text(node, "$id");
        if id.is_some() || open.is_empty() {
            let outer = open.last().and_then(|index| self.all[*index].base.clone());
            let index = self.all.len();
            let base = match id {
                Some(id) => {
                    let id = joined(outer.as_deref(), id.split('#').next().unwrap_or_default());
                    self.by_id.entry(id.clone()).or_insert(index);
                    Some(id)
                }
                None => outer,
            };
            self.starts.insert(pointer.clone(), index);
            self.all.push(Resource {
                base,
                pointer: pointer.clone(),
                fixed: BTreeMap::new(),
                dynamic: BTreeMap::new(),
                scope: BTreeMap::new(),
            });
            open.push(index);
        }
        let Some(resource) = open.last().and_then(|index| self.all.get_mut(*index)) else { return };
        if let Some(anchor) = text(node, "$anchor") {
            resource.fixed.entry(anchor.to_owned()).or_insert_with(|| pointer.clone());
            self.fixed.entry(anchor.to_owned()).or_insert_with(|| pointer.clone());
        }
        if let Some(anchor) = text(node, "$dynamicAnchor") {
            let known = resource.dynamic.entry(anchor.to_owned());
            known.and_modify(|place| *place = None).or_insert_with(|| Some(pointer.clone()));
            self.dynamic.entry(anchor.to_owned()).or_default().push(pointer);
        }
    }

    /// A resource that stands among definitions is entered by references only; any other is entered where it stands.
    fn fill_scopes(&mut self) {
        for index in 0..self.all.len() {
            let pointer = &self.all[index].pointer;
            let outer = pointer.parent().and_then(|parent| self.around(&parent));
            let inherited = outer.map(|outer| &self.all[outer]).filter(|outer| {
                let between = pointer.as_str().get(outer.pointer.as_str().len()..).unwrap_or_default();
                !between.split('/').any(|token| token == "$defs" || token == "definitions")
            });
            let scope = inherited.map(|outer| outer.scope.clone()).unwrap_or_default();
            self.all[index].scope = self.entered(&scope, index);
        }
    }

    /// The scope behind the entrance to a resource: who came first has the say.
    pub(super) fn entered(&self, scope: &Scope, resource: usize) -> Scope {
        let mut scope = scope.clone();
        for (anchor, place) in &self.all[resource].dynamic {
            scope.entry(anchor.clone()).or_insert_with(|| place.clone());
        }
        scope
    }

    /// Whether a resource gives a name that can be bound.
    pub(super) fn binds(&self, resource: usize) -> bool {
        !self.all[resource].dynamic.is_empty()
    }

    /// The resource that begins at a place.
    pub(super) fn starting(&self, pointer: &Pointer) -> Option<usize> {
        self.starts.get(pointer).copied()
    }

    /// The innermost resource around a place.
    pub(super) fn around(&self, pointer: &Pointer) -> Option<usize> {
        let mut at = Some(pointer.clone());
        while let Some(pointer) = at {
            if let Some(index) = self.starts.get(&pointer) {
                return Some(*index);
            }
            at = pointer.parent();
        }
        None
    }

    /// The place that a `$ref` in a resource means.
    pub(super) fn fixed_target(&self, reference: &str, resource: usize) -> Option<Pointer> {
        let (resource, fragment) = self.addressed(reference, resource)?;
        if fragment.is_empty() {
            return Some(self.all[resource].pointer.clone());
        }
        if fragment.starts_with('/') {
            return self.pointed(fragment, resource);
        }
        let own = &self.all[resource];
        let own = own.fixed.get(fragment).or_else(|| own.dynamic.get(fragment)?.as_ref());
        own.or_else(|| self.fixed.get(fragment)).or_else(|| self.dynamic.get(fragment)?.first()).cloned()
    }

    /// What a `$dynamicRef` in a resource means in a scope.
    pub(super) fn meaning(&self, reference: &str, resource: usize, scope: &Scope) -> Meaning {
        let (Some((target, fragment)), true) = (self.addressed(reference, resource), !reference.is_empty())
        else {
            return Meaning::Undecided;
        };
        let fixed = || self.fixed_target(reference, resource).map_or(Meaning::Undecided, Meaning::Schema);
        if fragment.is_empty() || fragment.starts_with('/') {
            return fixed();
        }
        let own = &self.all[target];
        if !own.dynamic.contains_key(fragment) && own.fixed.contains_key(fragment) {
            return fixed();
        }
        if let Some(bound) = self.entered(scope, target).get(fragment) {
            return bound.clone().map_or(Meaning::Undecided, Meaning::Schema);
        }
        match self.dynamic.get(fragment).map(Vec::as_slice) {
            Some([only]) => Meaning::Schema(only.clone()),
            Some(_) => Meaning::Undecided,
            None => fixed(),
        }
    }

    /// The name that a `$dynamicRef` binds by the scope, if it does.
    pub(super) fn anchor<'r>(&self, reference: &'r str, resource: usize) -> Option<&'r str> {
        let (target, fragment) = self.addressed(reference, resource)?;
        let own = &self.all[target];
        let is_fixed = fragment.is_empty()
            || fragment.starts_with('/')
            || !own.dynamic.contains_key(fragment) && own.fixed.contains_key(fragment);
        (!is_fixed).then_some(fragment)
    }

    fn addressed<'r>(&self, reference: &'r str, resource: usize) -> Option<(usize, &'r str)> {
        let (address, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        if address.is_empty() {
            return Some((resource, fragment));
        }
        let id = joined(self.all[resource].base.as_deref(), address);
        self.by_id.get(&id).map(|index| (*index, fragment))
    }

    /// The place of a pointer: `normalize` has made those of `$ref` begin at the description; others begin at their resource.
    fn pointed(&self, fragment: &str, resource: usize) -> Option<Pointer> {
        let written = [Some(fragment.into()), decode(fragment)];
        ["", self.all[resource].pointer.as_str()].into_iter().find_map(|base| {
            let mut places =
                written.iter().flatten().map(|text| Pointer::from_escaped(&format!("{base}{text}")));
            places.find(|place| self.root.at(place).is_some())
        })
    }
}
