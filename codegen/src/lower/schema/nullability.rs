//! Whether a schema accepts null, in whichever of its spellings.
//!
//! In: a schema or the place of one. Out: yes or no. The null of a component goes to the places that use it.
//! Must never know: types of the client.

use crate::diag::Pointer;
use crate::load::Node;
use crate::schema::{JsonKind, SchemaObject, is_bare_reference, is_only_null, is_silent, resolve_step};

use crate::lower::context::Lowering;

/// References and branches are followed to this depth; null behind more of them is not seen.
const MOST_STEPS: usize = 24;
/// A chain of bare references is followed by a loop, so it may be long.
const MOST_HOPS: usize = 20_000;

impl Lowering<'_> {
    /// Whether the schema at `pointer` accepts null.
    pub(in crate::lower) fn accepts_null(&mut self, pointer: &Pointer) -> bool {
        self.place_accepts_null(pointer, 0)
    }

    /// Whether the schema accepts null.
    pub(in crate::lower) fn object_accepts_null(&mut self, object: &SchemaObject) -> bool {
        self.any_part_accepts_null(object, 0)
    }

    fn place_accepts_null(&mut self, pointer: &Pointer, depth: usize) -> bool {
        if let Some(known) = self.memory.nullability.get(pointer) {
            return *known;
        }
        let mut path = Vec::new();
        let mut at = pointer.clone();
        let mut accepts = false;
        for _ in 0..MOST_HOPS {
            // A place that refers to itself adds nothing to its own answer.
            if let Some(known) = self.memory.nullability.insert(at.clone(), false) {
                accepts = known;
                path.push(at);
                break;
            }
            path.push(at.clone());
            let schema = self.schema(&at);
            let Some(object) = schema.as_object() else { break };
            if let Some(reference) = object.reference.as_deref().filter(|_| is_bare_reference(object)) {
                let Ok(next) = resolve_step(self.root, reference) else { break };
                at = next;
            } else {
                accepts = self.any_part_accepts_null(object, depth);
                break;
            }
        }
        for place in path {
            self.memory.nullability.insert(place, accepts);
        }
        accepts
    }

    fn any_part_accepts_null(&mut self, object: &SchemaObject, depth: usize) -> bool {
        if depth > MOST_STEPS || is_only_null(object) {
            return false;
        }
        if object.nullable || object.kinds.contains(&JsonKind::Null) {
            return true;
        }
        if let Some(members) = &object.enumeration {
            return members.contains(&Node::Null) && members.len() > 1;
        }
        if !object.kinds.is_empty() {
            return false;
        }
        if let Some(reference) = &object.reference {
            return match resolve_step(self.root, reference) {
                Ok(target) => self.place_accepts_null(&target, depth + 1),
                Err(_) => false,
            };
        }
        let branches = if object.one_of.is_empty() { &object.any_of } else { &object.one_of };
        if !branches.is_empty() {
            return branches.iter().any(|branch| {
                branch.as_object().is_some_and(|branch| {
                    is_only_null(branch) || self.any_part_accepts_null(branch, depth + 1)
                })
            });
        }
        let mut parts = object.all_of.iter().filter(|part| !is_silent(part)).peekable();
        parts.peek().is_some()
            && parts
                .all(|part| part.as_object().is_some_and(|part| self.any_part_accepts_null(part, depth + 1)))
    }
}
