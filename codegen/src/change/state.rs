//! A state that is compared: the public items of a client and, where it is known, the description that it was made from.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostics, Pointer, Spot};
use crate::document::{Document, read_document};
use crate::load::{Files, Node};
use crate::normalize::{Description, Origins, find_spots};
use crate::schema::{Schema, read_schema, resolve_reference};
use crate::surface::PublicItem;

/// One of two states.
#[derive(Debug)]
pub struct State {
    /// The public items of the client.
    pub items: Vec<PublicItem>,
    /// The description; `None` where only the list of items is known.
    pub described: Option<Described>,
}

/// A description and the way back to its files.
#[derive(Debug)]
pub struct Described {
    /// Digest of all that was read.
    pub digest: String,
    pub(super) document: Document,
    root: Node,
    origins: Origins,
    files: Files,
    schemas: RefCell<BTreeMap<Pointer, Schema>>,
}

impl State {
    /// A state of which only the list of items is known.
    #[must_use]
    pub fn of_items(items: Vec<PublicItem>) -> Self {
        Self { items, described: None }
    }

    /// Where places of the description stand in its files.
    pub(super) fn spots(&self, pointers: &[Pointer]) -> BTreeMap<Pointer, Spot> {
        let Some(described) = &self.described else { return BTreeMap::new() };
        find_spots(pointers, &described.files, &described.origins)
    }
}

impl Described {
    /// Takes a description over.
    #[must_use]
    pub fn new(description: Description, files: Files) -> Self {
        // What is wrong with it was said when it was read.
        let document = read_document(&description.root, &mut Diagnostics::new());
        let Description { root, origins, digest, .. } = description;
        Self { digest, document, root, origins, files, schemas: RefCell::default() }
    }

    /// Forgets components that the client has no types of, so that nobody is told of what changes in them.
    pub fn leave_out(&mut self, types: &BTreeSet<Pointer>) {
        self.document.schemas.retain(|_, at| !types.contains(at));
    }

    /// The schema at a place; each is read once.
    pub(super) fn schema(&self, at: &Pointer) -> Schema {
        if let Some(known) = self.schemas.borrow().get(at) {
            return known.clone();
        }
        let schema = read_schema(&self.root, at, &mut Diagnostics::new());
        self.schemas.borrow_mut().insert(at.clone(), schema.clone());
        schema
    }

    /// What a reference names in the end.
    pub(super) fn referred(&self, reference: &str) -> Option<Schema> {
        resolve_reference(&self.root, reference).ok().map(|at| self.schema(&at))
    }
}
