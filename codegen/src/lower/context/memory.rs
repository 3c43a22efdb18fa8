//! What was found out once about places, so that nobody looks twice.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::Pointer;
use crate::schema::{Schema, SchemaObject};

/// What is remembered of schemas.
#[derive(Default)]
pub(in crate::lower) struct Memory {
    /// The schemas that somebody asked for.
    pub(super) schemas: BTreeMap<Pointer, Arc<Schema>>,
    /// What `view` found out about places that are referred to.
    pub(in crate::lower) views: BTreeMap<Pointer, Option<Arc<SchemaObject>>>,
    /// Whether places that are referred to accept null.
    pub(in crate::lower) nullability: BTreeMap<Pointer, bool>,
    /// Schemas that are nothing but several references together: the references → the first such place.
    pub(in crate::lower) together: BTreeMap<Vec<Pointer>, Pointer>,
    /// Parents with a discriminator, and their children.
    pub(in crate::lower) families: Families,
    /// Definitions whose members are being lowered; merging can lead back to them by their own place.
    pub(in crate::lower) under_way: BTreeSet<Pointer>,
    /// References whose content is being merged into what is lowered now.
    pub(in crate::lower) open: Vec<Pointer>,
}

/// The components that stand for values of a parent.
#[derive(Debug, Default)]
pub(in crate::lower) struct Families {
    /// The parent → its children, and theirs.
    pub(in crate::lower) children: BTreeMap<Pointer, Vec<Pointer>>,
    /// All of these children.
    pub(in crate::lower) all: BTreeSet<Pointer>,
}

impl Families {
    /// Whether the component is a child: it has the members of its parent, and is not another name for it.
    pub(in crate::lower) fn is_child(&self, pointer: &Pointer) -> bool {
        self.all.contains(pointer)
    }
}
