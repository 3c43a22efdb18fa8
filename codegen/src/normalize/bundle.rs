//! References to other files → components of one document.
//!
//! In: a description and a reader of files. Out: the description with every part that other files hold under
//! `components`, once, under a name of its own, and all references local. Cycles through files end because a part
//! gets its name before it is read.

mod inline;
mod published;
mod sites;

use std::collections::{BTreeMap, VecDeque};

pub use published::resolve_url;

use super::draft::{Draft, Reader, insert};
use super::own_address::mapped;
use super::positions::{Part, Shape, Step, walk, walk_mut};
use super::reference::{Target, folder_of, pointer_of, target_of};
use crate::diag::code_table::normalize as codes;
use crate::diag::{Diagnostic, Diagnostics, FileId, Place, Pointer};
use crate::load::{Budgets, Files, Map, Node, load_source};
use published::Published;

/// A part of another file.
type Key = (String, String, Part);

struct Bundle<'a> {
    folder: String,
    /// The description itself: its file and its display path.
    root: (FileId, String),
    reader: Reader<'a>,
    /// Where files were published that references name by their URLs.
    published: Published<'a>,
    budgets: &'a Budgets,
    files: &'a mut Files,
    diagnostics: &'a mut Diagnostics,
    read: BTreeMap<String, Option<(FileId, Node)>>,
    /// The local reference that stands for a part.
    names: BTreeMap<Key, String>,
    waiting: VecDeque<(Key, Pointer)>,
    taken: BTreeMap<Part, Vec<String>>,
    /// How many values were copied to where a reference stood.
    inlined: usize,
    /// Whether a reference was refused for want of room.
    is_full: bool,
}

/// Makes all references of the description local: to files below the folder, and to those that were published at URLs.
pub(super) fn bundle_references(
    draft: &mut Draft,
    (folder, published): (Option<&str>, &BTreeMap<String, String>),
    reader: Reader<'_>,
    budgets: &Budgets,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) {
    let sites = sites::find_sites(&draft.root, Shape::One(Part::Document), &Pointer::root());
    if sites.is_empty() && !has_foreign_references(&draft.root) {
        return;
    }
    let folder = folder.map_or_else(|| folder_of(&draft.name).to_owned(), with_slash);
    let mut bundle = Bundle {
        folder,
        root: (draft.file, draft.name.clone()),
        reader,
        published: Published::new(published),
        budgets,
        files,
        diagnostics,
        read: BTreeMap::new(),
        names: BTreeMap::new(),
        waiting: VecDeque::new(),
        taken: BTreeMap::new(),
        inlined: 0,
        is_full: false,
    };
    bundle.inline_sites(draft, sites);
    bundle.taken = taken_names(&draft.root);
    bundle.claim_components(draft);
    bundle.localise(draft, Part::Document, &Pointer::root());
    while let Some((key, pointer)) = bundle.waiting.pop_front() {
        bundle.place_part(draft, &key, &pointer);
    }
}

fn with_slash(folder: &str) -> String {
    if folder.is_empty() || folder.ends_with('/') { folder.to_owned() } else { format!("{folder}/") }
}

/// Most descriptions are one file; they are not copied about for nothing.
fn has_foreign_references(root: &Node) -> bool {
    let mut found = false;
    walk(root, Part::Document, &Pointer::root(), &mut |part, _, node| {
        let reference = node.get("$ref").and_then(Node::as_str);
        found |= reference.is_some_and(|reference| !reference.starts_with('#'));
        if part == Part::Schema {
            found |= mapping(node).any(is_file);
        }
        if found { Step::Over } else { Step::Into }
    });
    found
}

/// The values of a discriminator's `mapping` are names of schemas or references.
fn is_file(value: &str) -> bool {
    let address = value.split('#').next().unwrap_or_default();
    address.contains('/') || [".yaml", ".yml", ".json"].iter().any(|extension| address.ends_with(extension))
}

fn mapping(schema: &Node) -> impl Iterator<Item = &str> {
    let discriminator = schema.get("discriminator");
    let mapping = discriminator.and_then(|found| found.get("mapping")).and_then(Node::as_map);
    let default = discriminator.and_then(|found| found.get("defaultMapping"));
    mapping.into_iter().flat_map(|map| map.values()).chain(default).filter_map(Node::as_str)
}

fn taken_names(root: &Node) -> BTreeMap<Part, Vec<String>> {
    let mut taken: BTreeMap<Part, Vec<String>> = BTreeMap::new();
    for (section, members) in root.get("components").and_then(Node::as_map).into_iter().flatten() {
        let Some(super::positions::Shape::Map(part)) = super::positions::shape_of(Part::Components, section)
        else {
            continue;
        };
        taken
            .entry(part)
            .or_default()
            .extend(members.as_map().into_iter().flatten().map(|(name, _)| name.clone()));
    }
    taken
}

impl Bundle<'_> {
    /// A component that is nothing but a reference to a file is the place of what the file holds, and names it.
    fn claim_components(&mut self, draft: &Draft) {
        for (section, members) in draft.root.get("components").and_then(Node::as_map).into_iter().flatten() {
            let Some(super::positions::Shape::Map(part)) =
                super::positions::shape_of(Part::Components, section)
            else {
                continue;
            };
            let members: BTreeMap<&String, &Node> = members.as_map().into_iter().flatten().collect();
            for (name, node) in members {
                let only = node.as_map().filter(|map| map.len() == 1).and_then(|map| map.get("$ref"));
                let Some(reference) = only.and_then(Node::as_str) else { continue };
                let place = Pointer::root().key("components").key(section).key(name);
                let from = self.name_of(draft.origins.place(&place).as_ref());
                let target = self.target(reference, &from);
                let Target::File { path, fragment } = target else { continue };
                let key = (path, fragment, part);
                if key.0 == self.root.1 || self.names.contains_key(&key) {
                    continue;
                }
                let inside = pointer_of(&key.1);
                let is_there = self
                    .read_file(&key.0)
                    .is_some_and(|(_, file)| inside.is_some_and(|inside| file.at(&inside).is_some()));
                if is_there {
                    self.names.insert(key.clone(), format!("#{place}"));
                    self.waiting.push_back((key, place));
                }
            }
        }
    }

    /// Rewrites the references of the part at `at`; each is relative to the file that its place comes from.
    fn localise(&mut self, draft: &mut Draft, part: Part, at: &Pointer) {
        let mut root = std::mem::take(&mut draft.root);
        let Some(node) = root.at_mut(at) else {
            draft.root = root;
            return;
        };
        walk_mut(node, part, at, &mut |part, trail, node| {
            let reference = node.get("$ref").and_then(Node::as_str).map(str::to_owned);
            let has_mapping = part == Part::Schema && mapping(node).next().is_some();
            if reference.is_none() && !has_mapping {
                return Step::Into;
            }
            let pointer = trail.pointer();
            let from = self.name_of(draft.origins.place(&pointer).as_ref());
            if let Some(reference) = reference {
                match self.local_name(&reference, part, &from) {
                    Ok(None) => {}
                    Ok(Some(local)) => set_reference(node, local),
                    Err(found) => {
                        let place = draft.origins.place(&pointer.key("$ref"));
                        let instead = if part == Part::Schema { ANY_INSTEAD } else { LEFT_OUT };
                        self.refuse(found, instead, place);
                        *node = Node::Map(Map::new());
                    }
                }
            }
            if has_mapping {
                self.localise_mapping(node, &from);
            }
            Step::Into
        });
        draft.root = root;
    }

    /// The display path of the file that a place stands in.
    fn name_of(&self, place: Option<&Place>) -> String {
        let foreign = place.filter(|place| place.file != self.root.0);
        let file = foreign.and_then(|place| self.files.get(place.file));
        file.map_or_else(|| self.root.1.clone(), |file| file.name.clone())
    }

    fn localise_mapping(&mut self, schema: &mut Node, from: &str) {
        for value in schema.as_map_mut().map(mapped).into_iter().flatten() {
            let Some(reference) = value.as_str().filter(|text| is_file(text) || text.starts_with('#')) else {
                continue;
            };
            if let Ok(Some(local)) = self.local_name(reference, Part::Schema, from) {
                *value = Node::String(local);
            }
        }
    }

    /// What a reference in the file `from` names: what was published at its URL, else a file below the folder.
    fn target(&self, reference: &str, from: &str) -> Target {
        self.published.find(reference, from).unwrap_or_else(|| target_of(reference, from, &self.folder))
    }

    fn refuse(&mut self, found: Problem, what: &str, place: Option<Place>) {
        let (code, message, help) = match found {
            Problem::Refused(reference, reason) => (
                &codes::W211,
                format!("the reference `{reference}` is not followed: {reason}; {what}"),
                if reference.contains("://") { FETCH_IT } else { PUT_IT_THERE },
            ),
            Problem::Missing(path) => (
                &codes::W212,
                format!("the file `{path}` could not be read; {what}"),
                "check the path; it is relative to the file with the reference",
            ),
            Problem::NoPlace(path, fragment) => (
                &codes::W213,
                format!("`{path}` has nothing at `#{fragment}`; {what}"),
                "check the part after `#`; it is a JSON pointer into that file",
            ),
            Problem::Circular(reference) => (
                &codes::W211,
                format!("the reference `{reference}` is not followed: it refers to itself; {what}"),
                "write out what stands at one of the places on the way",
            ),
            Problem::TooMuch(reference) => (
                &codes::W211,
                format!(
                    "the reference `{reference}` is not followed: references copy more than {} values; {what}",
                    self.budgets.nodes
                ),
                "move what is repeated under `components` and refer to it there",
            ),
        };
        let place = place.unwrap_or_else(|| Place::new(self.root.0, Pointer::root()));
        self.diagnostics.push(Diagnostic::in_file(code, place, message).with_help(help));
    }

    /// The local reference for one that may name another file; `None` if it may stay as it is.
    fn local_name(&mut self, reference: &str, part: Part, from: &str) -> Result<Option<String>, Problem> {
        let (path, fragment) = match self.target(reference, from) {
            Target::Local(fragment) if from == self.root.1 => {
                return Ok((!reference.starts_with('#')).then(|| format!("#{fragment}")));
            }
            Target::Local(fragment) => (from.to_owned(), fragment),
            Target::File { path, fragment } if path == self.root.1 => {
                return Ok(Some(format!("#{fragment}")));
            }
            Target::File { path, fragment } => (path, fragment),
            Target::Refused(reason) => return Err(Problem::Refused(reference.to_owned(), reason)),
        };
        let Some(section) = part.section() else {
            return Err(Problem::Refused(reference.to_owned(), "no part of this kind can be referred to"));
        };
        let key = (path, fragment, part);
        if let Some(local) = self.names.get(&key) {
            return Ok(Some(local.clone()));
        }
        let pointer = pointer_of(&key.1);
        let Some((_, root)) = self.read_file(&key.0) else { return Err(Problem::Missing(key.0)) };
        if pointer.is_none_or(|pointer| root.at(&pointer).is_none()) {
            return Err(Problem::NoPlace(key.0, key.1));
        }
        let name = self.free_name(&key);
        let place = Pointer::root().key("components").key(section).key(&name);
        let local = format!("#{place}");
        self.names.insert(key.clone(), local.clone());
        self.waiting.push_back((key, place));
        Ok(Some(local))
    }

    /// The last word of the reference, behind its file and folders where another part has it; a number, which says
    /// nothing and depends on the order, comes last.
    fn free_name(&mut self, (path, fragment, part): &Key) -> String {
        let path = path.trim_start_matches(self.folder.as_str());
        let mut places: Vec<&str> = path.split('/').collect();
        let stem = places.pop().unwrap_or_default().split('.').next().unwrap_or_default();
        let last = Pointer::from_escaped(fragment).tokens().last().unwrap_or_default();
        let mut name = harmless(if last.is_empty() { stem } else { &last });
        if !last.is_empty() {
            places.push(stem);
        }
        let taken = self.taken.entry(*part).or_default();
        for place in places.iter().rev().filter(|place| !place.is_empty()) {
            if !taken.contains(&name) {
                break;
            }
            name = format!("{}_{name}", harmless(place));
        }
        let wanted = name.clone();
        let mut number = 2;
        while name.is_empty() || taken.contains(&name) {
            name = format!("{wanted}_{number}");
            number += 1;
        }
        taken.push(name.clone());
        name
    }

    fn read_file(&mut self, path: &str) -> Option<(FileId, &Node)> {
        if !self.read.contains_key(path) {
            let loaded = (self.reader)(path).and_then(|source| {
                let loaded = load_source(&source, self.budgets, self.files, self.diagnostics);
                loaded.into_iter().next().map(|loaded| (loaded.file, loaded.root))
            });
            self.read.insert(path.to_owned(), loaded);
        }
        self.read.get(path)?.as_ref().map(|(file, root)| (*file, root))
    }

    fn place_part(&mut self, draft: &mut Draft, key: &Key, pointer: &Pointer) {
        let (path, fragment, part) = key;
        let inside = Pointer::from_escaped(fragment);
        let found = self.read_file(path).and_then(|(file, root)| Some((file, root.at(&inside)?.clone())));
        let Some((file, node)) = found else { return };
        let sites = sites::find_sites(&node, Shape::One(*part), pointer);
        draft.origins.set(pointer, &Place::new(file, inside));
        insert(&mut draft.root, pointer, node);
        self.inline_sites(draft, sites);
        self.localise(draft, *part, pointer);
    }
}

/// The text in the characters that names of components have.
fn harmless(text: &str) -> String {
    let is_fine = |character: char| character.is_ascii_alphanumeric() || "._-".contains(character);
    text.chars().map(|character| if is_fine(character) { character } else { '_' }).collect()
}

/// Why a reference cannot be resolved.
enum Problem {
    Refused(String, &'static str),
    Missing(String),
    NoPlace(String, String),
    Circular(String),
    TooMuch(String),
}

const FETCH_IT: &str = "bring the document into the folder once, with `import --follow`, or put it there yourself and refer to it \
                        by a relative path";
const PUT_IT_THERE: &str =
    "put the file into the folder of the description and refer to it by a relative path";
const ANY_INSTEAD: &str = "any value is accepted here instead";
const LEFT_OUT: &str = "it is left out";

fn set_reference(node: &mut Node, local: String) {
    if let Some(reference) = node.get_mut("$ref") {
        *reference = Node::String(local);
    }
}

#[cfg(test)]
mod tests;
