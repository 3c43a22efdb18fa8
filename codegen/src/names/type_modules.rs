//! Which module each type stands in, and so which file.
//!
//! A type that no other is written around has a module of its own name; those that are written inside of it stand with it,
//! because they are read together. Where that would be long, each that is written right inside gets a module of its own in
//! turn. All of this is asked of the type and of what it is written in, never of how many there are or who uses it, so
//! that a component that is added moves no other type to another file.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Definition, Detail, ResourceId, TypeDefinition, TypeId, split_text};

use super::case::{Case, join};
use super::ident::RustIdent;
use super::reserved::MODULES;

/// About so many lines a module has at most, unless a single type has more.
const MOST_LINES: usize = 1_500;

/// The module of each type.
pub(super) fn allocate_type_modules(api: &Api, idents: &[RustIdent]) -> Vec<RustIdent> {
    let tree = Tree::new(api, idents);
    let heads: Vec<(RustIdent, Option<ResourceId>)> =
        tree.heads().into_iter().map(|head| (module_name(&idents[head]), tree.gates[head])).collect();
    // Heads of one name share a module where one feature carries them, and have a module each where not.
    let mut gates: BTreeMap<&RustIdent, BTreeSet<Option<ResourceId>>> = BTreeMap::new();
    for (name, gate) in &heads {
        gates.entry(name).or_default().insert(*gate);
    }
    let module = |(name, gate): &(RustIdent, Option<ResourceId>)| {
        let place = gates[name].range(..gate).count();
        // No name ends so by itself.
        let text = format!("{}{}", name.as_str(), "_".repeat(place));
        RustIdent::new(&text).unwrap_or_else(|| name.clone())
    };
    heads.iter().map(module).collect()
}

/// `agent_config` for `AgentConfig`.
fn module_name(ident: &RustIdent) -> RustIdent {
    let name = join(&split_text(ident.as_str(), Detail::Letters), Case::File);
    let free = Some(&name).filter(|name| !MODULES.contains(&name.as_str()));
    let named =
        free.and_then(|name| RustIdent::new(name)).or_else(|| RustIdent::new(&format!("{name}_type")));
    named.unwrap_or_else(|| ident.clone())
}

/// Types by what is written inside of what.
struct Tree<'a> {
    api: &'a Api,
    /// The type around each that it stands with.
    parents: Vec<Option<usize>>,
    /// What carries each: the resource right below the client whose feature it has.
    gates: Vec<Option<ResourceId>>,
}

impl<'a> Tree<'a> {
    fn new(api: &'a Api, idents: &[RustIdent]) -> Self {
        let gates: Vec<Option<ResourceId>> =
            (0..api.types.len()).map(|index| api.gate(TypeId(index))).collect();
        let mut by_pointer: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, definition) in api.types.iter().enumerate() {
            by_pointer.entry(definition.pointer.as_str()).or_insert(index);
        }
        let parents = api.types.iter().enumerate().map(|(index, definition)| {
            let around = ancestors(definition.pointer.as_str()).find_map(|pointer| by_pointer.get(pointer));
            around.copied().filter(|&around| {
                // What has a name of its own, as that of a title, is looked for under it.
                gates[around] == gates[index] && idents[index].as_str().starts_with(idents[around].as_str())
            })
        });
        Self { api, parents: parents.collect(), gates }
    }

    /// The type whose name the module of each has.
    fn heads(&self) -> Vec<usize> {
        let mut heads = vec![0; self.parents.len()];
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for index in 0..self.parents.len() {
            groups.entry(self.outermost(index, None)).or_default().push(index);
        }
        let mut todo: Vec<(usize, Vec<usize>)> = groups.into_iter().collect();
        while let Some((head, group)) = todo.pop() {
            let lines: usize = group.iter().map(|&index| lines(&self.api.types[index])).sum();
            if lines <= MOST_LINES || group.len() == 1 {
                for &index in &group {
                    heads[index] = head;
                }
                continue;
            }
            heads[head] = head;
            let mut inner: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for index in group.into_iter().filter(|&index| index != head) {
                inner.entry(self.outermost(index, Some(head))).or_default().push(index);
            }
            todo.extend(inner);
        }
        heads
    }

    /// The outermost type around one, below this one.
    fn outermost(&self, index: usize, below: Option<usize>) -> usize {
        let mut outermost = index;
        while let Some(around) = self.parents[outermost].filter(|&around| Some(around) != below) {
            outermost = around;
        }
        outermost
    }
}

/// The pointers of all that is around a place, outwards.
fn ancestors(pointer: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(pointer.rsplit_once('/').map(|(around, _)| around), |inner| {
        inner.rsplit_once('/').map(|(around, _)| around)
    })
}

/// How many lines a type has with its builder, about, whether it has one or not. Documentation is not counted: a word more
/// must not move a type.
fn lines(definition: &TypeDefinition) -> usize {
    match &definition.definition {
        Definition::Structure(structure) => 40 + 14 * structure.places(),
        Definition::Enumeration(enumeration) => 12 + 3 * enumeration.members.len(),
        Definition::Union(union) => 40 + 20 * union.cases.len(),
        Definition::Alias(_) | Definition::Newtype(_) => 10,
    }
}
