//! Looking at a schema through its references and `allOf`, without making types of it.
//!
//! In: a schema or the place of one. Out: the schema object that counts in the end.
//! Must never know: types of the client.

use std::sync::Arc;

use crate::diag::Pointer;
use crate::schema::{Schema, SchemaObject, resolve_step};

use super::all_of::Flat;
use crate::lower::context::Lowering;

/// A chain of references is followed by a loop, so it may be long.
const MOST_HOPS: usize = 20_000;

/// Schemas that one mark is looked for in; a mark behind more of them is not seen.
const MOST_MARKS: usize = 64;

impl Lowering<'_> {
    /// The schema that counts in the end; `None` for booleans and for references that lead nowhere.
    pub(in crate::lower) fn view(&mut self, schema: &Schema) -> Option<Arc<SchemaObject>> {
        let Schema::Object(object) = schema else { return None };
        match self.flatten(object) {
            Flat::Itself => Some(Arc::clone(object)),
            Flat::Merged { object, .. } => Some(object),
            Flat::Reference { target, .. } => self.view_at(&target),
            Flat::Nowhere => None,
        }
    }

    /// Like [`Self::view`], for the schema at a place.
    pub(in crate::lower) fn view_at(&mut self, pointer: &Pointer) -> Option<Arc<SchemaObject>> {
        let mut path = Vec::new();
        let mut at = pointer.clone();
        let mut found = None;
        for _ in 0..MOST_HOPS {
            if let Some(known) = self.memory.views.get(&at) {
                found.clone_from(known);
                break;
            }
            // Until it is known, a place that refers to itself is nothing.
            self.memory.views.insert(at.clone(), None);
            path.push(at.clone());
            let schema = self.schema(&at);
            let Schema::Object(object) = schema.as_ref() else { break };
            match self.flatten(object) {
                Flat::Itself => {
                    found = Some(Arc::clone(object));
                    break;
                }
                Flat::Merged { object, .. } => {
                    found = Some(object);
                    break;
                }
                Flat::Reference { target, .. } => at = target,
                Flat::Nowhere => break,
            }
        }
        for place in path {
            self.memory.views.insert(place, found.clone());
        }
        found
    }

    /// Whether the schema is marked so: itself, what it refers to, or a part of its `allOf`.
    pub(in crate::lower) fn is_marked(&mut self, schema: &Schema, mark: fn(&SchemaObject) -> bool) -> bool {
        let Some(object) = schema.as_object() else { return false };
        // Nearly all schemas: nothing has to be copied to ask them.
        if object.all_of.is_empty() && object.reference.is_none() {
            return mark(object);
        }
        let mut todo = vec![schema.clone()];
        for _ in 0..MOST_MARKS {
            let Some(schema) = todo.pop() else { return false };
            let Some(object) = schema.as_object() else { continue };
            if mark(object) {
                return true;
            }
            todo.extend(object.all_of.iter().cloned());
            let target = object.reference.as_deref().and_then(|to| resolve_step(self.root, to).ok());
            todo.extend(target.map(|target| self.schema(&target).as_ref().clone()));
        }
        false
    }

    /// The place that the schema refers to, if it is a reference but for annotations.
    pub(in crate::lower) fn target_of(&mut self, schema: &Schema) -> Option<Pointer> {
        match self.flatten(schema.as_object()?) {
            Flat::Reference { target, .. } => Some(target),
            _ => None,
        }
    }
}
