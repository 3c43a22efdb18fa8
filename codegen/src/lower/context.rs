//! What all of lowering shares: the registry of definitions, the schemas read so far, the findings.
//!
//! In: pointers to schemas. Out: ids of definitions, each made at most once.
//! Must never know: what any one keyword means.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use crate::diag::{Code, Diagnostic, Diagnostics, Pointer};
use crate::ir::{Definition, Docs, Type, TypeDefinition, TypeId, Usage, Words};
use crate::load::Node;
use crate::schema::{Schema, SchemaObject, read_schema, resolve_step};

use super::LowerOptions;
use super::example::Found;
use super::schema::family::Families;

/// Schemas written inside one another (also by merging) are followed to this depth; see W502.
pub(super) const MOST_NESTED: usize = 48;
/// Schemas looked at in one run, at most; only a description built to explode comes near. See W516.
const MOST_STEPS: usize = 600_000;
/// A description may look at so many, and at one more for each of its values. Public descriptions look at 0.7 for each
/// value where they are small, at 0.2 where they are large.
const STEPS_OF_ALL: usize = 10_000;

/// A name that the description gives to a place, and whether it wins collisions.
#[derive(Clone, Debug)]
pub(super) struct Home {
    pub(super) words: Words,
    pub(super) pinned: bool,
}

/// The state of one run.
pub(super) struct Lowering<'a> {
    pub(super) root: &'a Node,
    pub(super) options: &'a LowerOptions,
    pub(super) diagnostics: &'a mut Diagnostics,
    schemas: BTreeMap<Pointer, Rc<Schema>>,
    ids: BTreeMap<Pointer, TypeId>,
    slots: Vec<Option<TypeDefinition>>,
    queue: VecDeque<(TypeId, Pointer)>,
    /// Names of places that are known before they are lowered: components, bodies, responses.
    pub(super) homes: BTreeMap<Pointer, Home>,
    /// What `view` found out about places that are referred to.
    pub(super) views: BTreeMap<Pointer, Option<Rc<SchemaObject>>>,
    /// Whether places that are referred to accept null.
    pub(super) nullability: BTreeMap<Pointer, bool>,
    /// Fields that only requests hold: structure and index.
    pub(super) write_only: BTreeSet<(TypeId, usize)>,
    /// Schemas that are nothing but several references together: the references → the first such place.
    pub(super) together: BTreeMap<Vec<Pointer>, Pointer>,
    /// Definitions whose members are being lowered; merging can lead back to them by their own place.
    pub(super) under_way: BTreeSet<Pointer>,
    /// Structures that say that they have no other members.
    pub(super) closed: BTreeSet<TypeId>,
    /// Unions whose branches may hold at once (`anyOf`).
    pub(super) at_once: BTreeSet<TypeId>,
    /// Parents with a discriminator, and their children.
    pub(super) families: Families,
    /// References whose content is being merged into what is lowered now.
    pub(super) open: Vec<Pointer>,
    /// Examples seen so far; `None` for one that is not valid.
    pub(super) examples: BTreeMap<Pointer, Option<Found>>,
    /// Formats that were already noted.
    pub(super) noted_formats: BTreeSet<String>,
    /// Schemas that went into others so far.
    pub(super) merged_parts: usize,
    pub(super) depth: usize,
    steps_left: usize,
}

impl<'a> Lowering<'a> {
    pub(super) fn new(root: &'a Node, options: &'a LowerOptions, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            root,
            options,
            diagnostics,
            schemas: BTreeMap::new(),
            ids: BTreeMap::new(),
            slots: Vec::new(),
            queue: VecDeque::new(),
            homes: BTreeMap::new(),
            views: BTreeMap::new(),
            nullability: BTreeMap::new(),
            write_only: BTreeSet::new(),
            together: BTreeMap::new(),
            under_way: BTreeSet::new(),
            closed: BTreeSet::new(),
            at_once: BTreeSet::new(),
            families: Families::default(),
            open: Vec::new(),
            examples: BTreeMap::new(),
            noted_formats: BTreeSet::new(),
            merged_parts: 0,
            depth: 0,
            steps_left: root.values().saturating_add(STEPS_OF_ALL).min(MOST_STEPS),
        }
    }

    /// The schema at `pointer`, read once.
    pub(super) fn schema(&mut self, pointer: &Pointer) -> Rc<Schema> {
        if let Some(schema) = self.schemas.get(pointer) {
            return Rc::clone(schema);
        }
        let schema = Rc::new(read_schema(self.root, pointer, self.diagnostics));
        self.schemas.insert(pointer.clone(), Rc::clone(&schema));
        schema
    }

    /// The place that `reference`, written at `at`, names; `None` (reported) where it leads nowhere.
    pub(super) fn resolve(&mut self, reference: &str, at: &Pointer) -> Option<Pointer> {
        match resolve_step(self.root, reference) {
            Ok(pointer) => Some(pointer),
            Err(error) => {
                self.diagnostics.push(error.diagnostic(&at.key("$ref")));
                None
            }
        }
    }

    /// The definition of the schema at `pointer`; it is lowered later if it was not before.
    pub(super) fn refer(&mut self, pointer: &Pointer) -> TypeId {
        if let Some(id) = self.ids.get(pointer) {
            return *id;
        }
        let id = self.reserve(pointer);
        self.queue.push_back((id, pointer.clone()));
        id
    }

    /// The definition of the schema at `pointer`, if it is finished.
    pub(super) fn finished(&self, pointer: &Pointer) -> Option<TypeId> {
        self.ids.get(pointer).copied().filter(|id| self.slots[id.0].is_some())
    }

    /// The definition of the schema at `pointer`, if one is finished or on its way.
    pub(super) fn registered(&self, pointer: &Pointer) -> Option<TypeId> {
        self.ids.get(pointer).copied()
    }

    /// Registers what the schema at `pointer` is. A place that is registered already keeps its first definition.
    pub(super) fn define(
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
    pub(super) fn place(&mut self, pointer: &Pointer) -> TypeId {
        self.ids.get(pointer).copied().unwrap_or_else(|| self.reserve(pointer))
    }

    /// The next reserved definition that nobody has lowered yet.
    pub(super) fn next_reserved(&mut self) -> Option<(TypeId, Pointer)> {
        while let Some((id, pointer)) = self.queue.pop_front() {
            if self.slots[id.0].is_none() {
                return Some((id, pointer));
            }
        }
        None
    }

    /// All definitions; a place that was reserved and never lowered is a broken invariant, kept harmless.
    pub(super) fn take_types(&mut self) -> Vec<TypeDefinition> {
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

    /// Counts a step; false once there were more than any honest description needs.
    pub(super) fn step(&mut self) -> bool {
        let before = self.steps_left;
        self.steps_left = before.saturating_sub(1);
        before > 0
    }

    pub(super) fn report(&mut self, code: &'static Code, pointer: &Pointer, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, pointer, message));
    }

    pub(super) fn advise(
        &mut self,
        code: &'static Code,
        pointer: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.diagnostics.push(Diagnostic::new(code, pointer, message).with_help(help));
    }

    fn reserve(&mut self, pointer: &Pointer) -> TypeId {
        let id = TypeId(self.slots.len());
        self.slots.push(None);
        self.ids.insert(pointer.clone(), id);
        id
    }
}
