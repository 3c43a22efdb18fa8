//! Whether a schema accepts null, in whichever of its spellings.
//!
//! In: a schema or the place of one. Out: yes or no. The null of a component goes to the places that use it.
//! Must never know: types of the client.

use crate::diag::Pointer;
use crate::load::Node;
use crate::schema::{JsonKind, Schema, SchemaObject, resolve_step};

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
        if let Some(known) = self.nullability.get(pointer) {
            return *known;
        }
        let mut path = Vec::new();
        let mut at = pointer.clone();
        let mut accepts = false;
        for _ in 0..MOST_HOPS {
            // A place that leads back to itself adds nothing to its own answer.
            if let Some(known) = self.nullability.insert(at.clone(), false) {
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
            self.nullability.insert(place, accepts);
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

/// Whether nothing but null fits.
pub(in crate::lower) fn is_only_null(object: &SchemaObject) -> bool {
    let only_kind = object.kinds.as_slice() == [JsonKind::Null];
    let only_member = object.enumeration.as_deref() == Some(&[Node::Null]);
    only_kind || only_member || object.constant == Some(Node::Null)
}

/// Whether the schema says nothing about values: annotations at most.
pub(in crate::lower) fn is_silent(schema: &Schema) -> bool {
    match schema {
        Schema::Bool(truth, _) => *truth,
        Schema::Object(object) => is_silent_object(object),
    }
}

/// Like [`is_silent`], for a schema that is written as an object.
pub(in crate::lower) fn is_silent_object(object: &SchemaObject) -> bool {
    object.reference.is_none() && !has_shaping_keywords(object) && !has_text_keywords(object)
}

/// Whether a choice of schemas is among what it says.
pub(in crate::lower) fn has_union(object: &SchemaObject) -> bool {
    !object.one_of.is_empty() || !object.any_of.is_empty()
}

/// Whether keywords say how a text is to be read.
pub(in crate::lower) fn has_text_keywords(object: &SchemaObject) -> bool {
    object.format.is_some() || object.content_encoding.is_some() || object.content_media_type.is_some()
}

/// Whether keywords say by themselves which values fit, kinds and other schemas aside.
pub(in crate::lower) fn has_value_keywords(object: &SchemaObject) -> bool {
    object.enumeration.is_some()
        || object.constant.is_some()
        || has_object_keywords(object)
        || object.items.is_some()
        || !object.prefix_items.is_empty()
}

/// Whether keywords speak about members of an object.
pub(in crate::lower) fn has_object_keywords(object: &SchemaObject) -> bool {
    object.properties.as_ref().is_some_and(|properties| !properties.is_empty())
        || object.additional_properties.is_some()
        || !object.pattern_properties.is_empty()
        || !object.required.is_empty()
}

/// Whether `$ref` stands beside annotations at most.
pub(in crate::lower) fn is_bare_reference(object: &SchemaObject) -> bool {
    object.reference.is_some() && !object.nullable && !has_shaping_keywords(object)
}

/// Whether a keyword besides `$ref` says which values fit; annotations and formats do not.
fn has_shaping_keywords(object: &SchemaObject) -> bool {
    !object.kinds.is_empty() || !object.all_of.is_empty() || has_union(object) || has_value_keywords(object)
}
