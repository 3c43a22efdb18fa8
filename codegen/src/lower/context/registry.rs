//! Definitions: each place makes at most one, and is known by its id before it is lowered.

use std::collections::{BTreeMap, VecDeque};

use crate::diag::Pointer;
use crate::ir::{Definition, Docs, Type, TypeDefinition, TypeId, Union, Usage, Words};

/// A name that the description gives to a place, and whether it wins collisions.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Home {
    pub(in crate::lower) words: Words,
    pub(in crate::lower) pinned: bool,
}

/// What is registered.
#[derive(Default)]
pub(in crate::lower) struct Registry {
    ids: BTreeMap<Pointer, TypeId>,
    slots: Vec<Option<TypeDefinition>>,
    queue: VecDeque<(TypeId, Pointer)>,
    /// Names of places that are known before they are lowered: components, bodies, responses.
    pub(in crate::lower) homes: BTreeMap<Pointer, Home>,
}

impl Registry {
    /// The definition of the schema at `pointer`; it is lowered later if it was not before.
    pub(in crate::lower) fn refer(&mut self, pointer: &Pointer) -> TypeId {
        if let Some(id) = self.ids.get(pointer) {
            return *id;
        }
        let id = self.reserve(pointer);
        self.queue.push_back((id, pointer.clone()));
        id
    }

    /// The definition of the schema at `pointer`, if it is finished.
    pub(in crate::lower) fn finished(&self, pointer: &Pointer) -> Option<TypeId> {
        self.ids.get(pointer).copied().filter(|id| self.slots[id.0].is_some())
    }

    /// The definition of the schema at `pointer`, if one is finished or on its way.
    pub(in crate::lower) fn registered(&self, pointer: &Pointer) -> Option<TypeId> {
        self.ids.get(pointer).copied()
    }

    /// The union of a finished definition.
    pub(in crate::lower) fn union_mut(&mut self, id: TypeId) -> Option<&mut Union> {
        match self.slots.get_mut(id.0)?.as_mut().map(|found| &mut found.definition) {
            Some(Definition::Union(union)) => Some(union),
            _ => None,
        }
    }

    /// Registers what the schema at `pointer` is. A place that is registered already keeps its first definition.
    pub(in crate::lower) fn define(
        &mut self,
        pointer: &Pointer,
        words: &Words,
        definition: Definition,
        docs: Docs,
    ) -> TypeId {
        let id = self.place(pointer);
        if self.slots[id.0].is_none() {
            let home = self.homes.get(pointer);
            self.slots[id.0] = Some(TypeDefinition {
                pointer: pointer.clone(),
                words: home.map_or_else(|| words.clone(), |home| home.words.clone()),
                pinned: home.is_some_and(|home| home.pinned),
                definition,
                docs,
                usage: Usage::default(),
                resource: None,
            });
        }
        id
    }

    /// The id for a definition at `pointer`, reserved now if need be, but not put into the queue.
    pub(in crate::lower) fn place(&mut self, pointer: &Pointer) -> TypeId {
        self.ids.get(pointer).copied().unwrap_or_else(|| self.reserve(pointer))
    }

    /// The next reserved definition that nobody has lowered yet.
    pub(in crate::lower) fn next_reserved(&mut self) -> Option<(TypeId, Pointer)> {
        while let Some((id, pointer)) = self.queue.pop_front() {
            if self.slots[id.0].is_none() {
                return Some((id, pointer));
            }
        }
        None
    }

    /// All definitions; a place that was reserved and never lowered is a broken invariant, kept harmless.
    pub(in crate::lower) fn take_types(&mut self) -> Vec<TypeDefinition> {
        let pointers: BTreeMap<TypeId, Pointer> =
            self.ids.iter().map(|(pointer, id)| (*id, pointer.clone())).collect();
        std::mem::take(&mut self.slots)
            .into_iter()
            .enumerate()
            .map(|(index, slot)| {
                slot.unwrap_or_else(|| TypeDefinition {
                    pointer: pointers.get(&TypeId(index)).cloned().unwrap_or_default(),
                    words: Words::default(),
                    pinned: false,
                    definition: Definition::Alias(Type::Any),
                    docs: Docs::default(),
                    usage: Usage::default(),
                    resource: None,
                })
            })
            .collect()
    }

    fn reserve(&mut self, pointer: &Pointer) -> TypeId {
        let id = TypeId(self.slots.len());
        self.slots.push(None);
        self.ids.insert(pointer.clone(), id);
        id
    }
}
