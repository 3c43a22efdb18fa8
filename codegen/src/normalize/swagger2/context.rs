//! What every construct needs: the tree, what moves, what is found.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::code_table::normalize as codes;
use crate::diag::{Code, Diagnostic, Pointer};
use crate::load::Node;
use crate::normalize::reference::{Target, pointer_of, target_of};

/// References are followed this far.
const MOST_HOPS: usize = 16;

/// A document on its way from 2.0 to 3.0.
pub(super) struct Conversion<'n> {
    /// The document in the words of 2.0.
    pub(super) root: &'n Node,
    /// Its display path.
    file: &'n str,
    /// `consumes` of the whole document.
    pub(super) consumes: MediaList,
    /// `produces` of the whole document.
    pub(super) produces: MediaList,
    /// Where the document is served.
    pub(super) base: Base,
    /// For what was made of something: from → to, what holds others before them.
    pub(super) made: Vec<(Pointer, Pointer)>,
    /// For what stands elsewhere now: where references to it lead.
    pub(super) moved: BTreeMap<String, Pointer>,
    /// What is wrong, by its place in the words of 2.0.
    pub(super) found: Vec<Diagnostic>,
    /// Shared form parameters that are large, and so become schemas that forms refer to.
    pub(super) shared_members: BTreeSet<Pointer>,
}

/// Media types, each with the place where it is listed; `None` for one that nobody wrote.
pub(super) type MediaList = Vec<(String, Option<Pointer>)>;

/// What the document says about where it is served.
#[derive(Default)]
pub(super) struct Base {
    pub(super) schemes: Schemes,
    /// A scheme that stands before the host, and the host; `None` where there is none that could be called.
    pub(super) host: Option<(Option<String>, String)>,
    pub(super) path: String,
}

/// Schemes of HTTP, each with the place where it is written.
pub(super) type Schemes = Vec<(String, Pointer)>;

/// A part behind its references.
#[derive(Clone)]
pub(super) struct Found<'n> {
    pub(super) at: Pointer,
    pub(super) node: &'n Node,
}

impl<'n> Conversion<'n> {
    pub(super) fn new(root: &'n Node, file: &'n str) -> Self {
        let mut conversion = Self {
            root,
            file,
            consumes: MediaList::default(),
            produces: MediaList::default(),
            base: Base::default(),
            made: Vec::new(),
            moved: BTreeMap::new(),
            found: Vec::new(),
            shared_members: BTreeSet::new(),
        };
        let whole = Pointer::root();
        conversion.consumes = conversion.media_list(root, &whole, "consumes").unwrap_or_default();
        conversion.produces = conversion.media_list(root, &whole, "produces").unwrap_or_default();
        conversion.base = conversion.read_base();
        conversion
    }

    /// Says that `to` was made of what stands at `from`: findings about it are shown there.
    pub(super) fn made_of(&mut self, from: &Pointer, to: &Pointer) {
        if from != to {
            self.made.push((from.clone(), to.clone()));
        }
    }

    /// Says that what stood at `from` stands at `to` now: references follow it. Of several places, the first counts.
    pub(super) fn move_to(&mut self, from: &Pointer, to: &Pointer) {
        self.made_of(from, to);
        self.moved.entry(from.as_str().to_owned()).or_insert_with(|| to.clone());
    }

    pub(super) fn report(&mut self, code: &'static Code, at: &Pointer, message: String, help: &str) {
        self.found.push(Diagnostic::new(code, at, message).with_help(help));
    }

    /// Reports a member that is not the kind of value that it has to be.
    pub(super) fn wrong_kind(&mut self, at: &Pointer, node: &Node, key: &str, wanted: &str) {
        if *node == Node::Null {
            return;
        }
        let message =
            format!("expected {wanted} under `{key}`, found {}; it is left out", with_article(node));
        self.report(&codes::W247, at, message, &format!("make it {wanted}"));
    }

    /// What a node is, or what it refers to; `None` where its reference cannot be resolved.
    pub(super) fn resolve(&self, node: &'n Node, at: &Pointer) -> Option<Found<'n>> {
        let mut found = Found { at: at.clone(), node };
        for _ in 0..MOST_HOPS {
            let Some(reference) = found.node.get("$ref").and_then(Node::as_str) else { return Some(found) };
            found = lookup(self.root, reference, self.file)?;
        }
        None
    }

    /// Whether values of a schema have members or items, so that not every media type can hold them.
    pub(super) fn is_structured(&self, schema: &'n Node) -> bool {
        let Some(found) = self.resolve(schema, &Pointer::root()) else { return true };
        match found.node.get("type").and_then(Node::as_str) {
            Some(kind) => kind == "object" || kind == "array",
            None => ["properties", "allOf", "additionalProperties", "items"]
                .iter()
                .any(|key| found.node.get(key).is_some()),
        }
    }
}

/// What stands where a local reference leads, in the tree of 2.0.
fn lookup<'n>(root: &'n Node, reference: &str, file: &str) -> Option<Found<'n>> {
    let Target::Local(fragment) = target_of(reference, file, "") else { return None };
    let at = super::sections::settled(root, &pointer_of(&fragment)?);
    let node = root.at(&at)?;
    Some(Found { at, node })
}

/// `an array`, `a string`.
fn with_article(node: &Node) -> String {
    let kind = node.kind();
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {kind}")
}
