//! The client as a whole.

use std::collections::BTreeMap;

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
    /// The types that others hold only behind a box that a compiler does not look into, sorted.
    pub far: Vec<TypeId>,
    /// Examples of the description that are valid and that the types keep whole, by their place.
    pub examples: Vec<Example>,
    /// What the description shows of values that need no test, as compact JSON text by its place.
    pub shown: BTreeMap<Pointer, String>,
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
