//! The client as a whole.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Pointer;

use super::{
    Credential, Docs, Operation, OperationId, Requirement, ResourceId, Server, Type, TypeId, Types, Words,
};

/// Everything that `emit` needs.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// The name of the API for people (`info.title` or `--name`), as text.
    pub title: String,
    /// `info.version`, as text.
    pub version: String,
    /// Documentation of the whole.
    pub docs: Docs,
    /// Where the API lives; the first is the default. Empty: the user must say.
    pub servers: Vec<Server>,
    /// Credentials that the client holds.
    pub credentials: Vec<Credential>,
    /// What a call needs unless its operation says otherwise: alternatives, each a set of credentials. `None` where the
    /// description does not say: then calls take what the client was given.
    pub security: Option<Vec<Requirement>>,
    /// All credentials, those that most calls need first: which of two goes where both have one place.
    pub preferred: Vec<usize>,
    /// Whether answers are read leniently where nothing else says (`x-lenient`).
    pub lenient: bool,
    /// The tree of resources, flat: each but the first has a parent that stands before it. Index 0 is the client itself.
    pub resources: Vec<Resource>,
    /// Operations, indexed by [`OperationId`].
    pub operations: Vec<Operation>,
    /// Types, indexed by [`TypeId`].
    pub types: Types,
    /// The types that others hold only behind a box that a compiler does not look into, each with the number that it has
    /// among all of them.
    pub far: BTreeMap<TypeId, usize>,
    /// Examples of the description that are valid and that the types keep whole, by their place.
    pub examples: Vec<Example>,
    /// What the description shows of values that need no test, as compact JSON text by its place.
    pub shown: BTreeMap<Pointer, String>,
    /// What was not selected.
    pub left_out: LeftOut,
}

/// What a selection has left out of the client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Operations, by their place.
    pub operations: BTreeSet<Pointer>,
    /// Types that nothing uses any more, by their place.
    pub types: BTreeSet<Pointer>,
    /// Where the resources that stay come from in the whole client; empty where nothing is left out.
    pub places: Vec<Pointer>,
}

impl Api {
    /// The first example at a place of the description, as compact JSON text.
    #[must_use]
    pub fn example_at(&self, place: &Pointer) -> Option<&str> {
        let below = format!("{}/example", place.as_str());
        let from = Pointer::from_escaped(&below);
        let shown = self.shown.range(from.clone()..).next().map(|(pointer, json)| (pointer, json.as_str()));
        let tested = self.examples.partition_point(|example| example.pointer < from);
        let tested = self.examples.get(tested).map(|example| (&example.pointer, example.json.as_str()));
        let mut found = [shown, tested].into_iter().flatten();
        found.find_map(|(pointer, json)| pointer.as_str().starts_with(&below).then_some(json))
    }

    /// Where each resource comes from: it stands for operations, of which the first, its own or one of those below, is meant.
    /// In a part of a client that is the first of the whole.
    #[must_use]
    pub fn resource_places(&self) -> Vec<Pointer> {
        if !self.left_out.places.is_empty() {
            return self.left_out.places.clone();
        }
        let first = |resource: &Resource| self.operations.get(resource.operations.first()?.0);
        let own = |resource: &Resource| first(resource).map(|operation| operation.pointer.clone());
        let mut places: Vec<Option<Pointer>> = self.resources.iter().map(own).collect();
        let is_own: Vec<bool> = places.iter().map(Option::is_some).collect();
        // Children stand behind their parents; the first of several is the last to be heard.
        for index in (1..places.len()).rev() {
            let parent = self.resources[index].parent.filter(|parent| parent.0 < index && !is_own[parent.0]);
            if let (Some(parent), Some(place)) = (parent, places[index].clone()) {
                places[parent.0] = Some(place);
            }
        }
        places.into_iter().map(Option::unwrap_or_default).collect()
    }

    /// What carries a definition: the resource right below the client that has all its uses. Its feature does.
    #[must_use]
    pub fn gate(&self, id: TypeId) -> Option<ResourceId> {
        let mut resource = self.types[id.0].resource.filter(|resource| resource.0 != 0)?;
        while let Some(parent) =
            self.resources[resource.0].parent.filter(|parent| parent.0 != 0 && *parent < resource)
        {
            resource = parent;
        }
        Some(resource)
    }
}

/// An example of the description: reading it as its type and writing it again gives the same JSON value.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Where it stands.
    pub pointer: Pointer,
    /// What it is an example of.
    pub value: Type,
    /// The example as compact JSON text.
    pub json: String,
}

/// A node of the resource tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// What it is called; empty for the client itself.
    pub words: Words,
    /// What it hangs on; `None` for the client itself.
    pub parent: Option<ResourceId>,
    /// Documentation, from `tags` where there is some.
    pub docs: Docs,
    /// Its own operations, in the order of the description.
    pub operations: Vec<OperationId>,
}
