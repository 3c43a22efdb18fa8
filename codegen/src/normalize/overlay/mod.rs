//! Corrections to a description, kept apart from it: OpenAPI Overlay 1.0 and 1.1.
//!
//! In: a description and overlays. Out: the description with every action applied, in the order of overlays and actions;
//! an action that matches nothing is a warning, because the correction it held would be lost in silence. Two extensions:
//! `x-extends` on an action (as `extends` on the whole overlay) picks one of several documents, and `x-rename` gives a
//! component another name.

mod rename;
mod update;

use super::draft::Draft;
use super::path::Query;
use super::reference::{Target, target_of};
use crate::diag::code_table::normalize as codes;
use crate::diag::{Code, Diagnostic, Diagnostics, Place, Pointer, closest};
use crate::load::{Budgets, DocumentKind, Loaded, Node, document_kind};

/// One action of an overlay.
pub(super) struct Action<'a> {
    overlay: &'a Loaded,
    pointer: Pointer,
    /// The number of the document that it is for; `None` for the merged one.
    pub(super) document: Option<usize>,
    target: &'a str,
    kind: Kind<'a>,
}

/// What all actions of a run may do together.
pub(super) struct Allowance {
    /// How many values queries may still visit.
    visits: usize,
    /// How many values may still be added.
    nodes: usize,
}

impl Allowance {
    /// So many visits take a few seconds.
    const MOST_VISITS: usize = 15_000_000;

    pub(super) fn new(budgets: &Budgets) -> Self {
        Self { visits: Self::MOST_VISITS, nodes: budgets.nodes }
    }

    /// Takes note of nodes that are about to be added.
    fn take(&mut self, nodes: usize) -> Result<(), Refusal> {
        let too_much = "the overlays add more values than a description may have";
        self.nodes = self.nodes.checked_sub(nodes).ok_or((&codes::E216, too_much.to_owned()))?;
        Ok(())
    }
}

/// Why an action is not carried out.
type Refusal = (&'static Code, String);

enum Kind<'a> {
    Remove,
    Update(&'a Node),
    Copy(&'a str),
    Rename(&'a str),
}

/// The actions of all overlays in their order, each with the document that it is for.
pub(super) fn read_actions<'a>(
    overlays: &'a [Loaded],
    documents: &[String],
    diagnostics: &mut Diagnostics,
) -> Vec<Action<'a>> {
    let mut actions = Vec::new();
    for overlay in overlays {
        let problem = if document_kind(&overlay.root) != DocumentKind::Overlay {
            Some(("overlay", "this is not a valid overlay: it does not start with `overlay: 1.1.0`"))
        } else if !version_is_known(&overlay.root) {
            Some(("overlay", "this version of the Overlay specification is not supported; use 1.0 or 1.1"))
        } else if overlay.root.get("actions").and_then(Node::as_list).is_none() {
            Some(("actions", "the overlay has no list of `actions`"))
        } else {
            None
        };
        if let Some((key, problem)) = problem {
            let whole = Pointer::root();
            let pointer = if overlay.root.get(key).is_some() { whole.key(key) } else { whole };
            let place = Place::new(overlay.file, pointer);
            diagnostics.push(Diagnostic::in_file(&codes::E204, place, problem));
            continue;
        }
        let list = overlay.root.get("actions").and_then(Node::as_list).unwrap_or_default();
        for (index, action) in list.iter().enumerate() {
            let pointer = Pointer::root().key("actions").index(index);
            match read_action(overlay, &pointer, action, documents) {
                Ok(action) => actions.push(action),
                Err(found) => diagnostics.push(*found),
            }
        }
    }
    actions
}

/// Actions for one document are carried out before the documents are merged, and the others behind that. Where there is one
/// document, what comes behind an action of the others waits for it: nothing but the order decides then.
pub(super) fn keep_order(actions: &mut [Action<'_>], documents: usize) {
    if documents == 1 {
        let first = actions.iter().position(|action| action.document.is_none()).unwrap_or(actions.len());
        for action in &mut actions[first..] {
            action.document = None;
        }
    }
}

fn version_is_known(root: &Node) -> bool {
    match root.get("overlay") {
        Some(Node::String(version)) => version.starts_with("1.0") || version.starts_with("1.1"),
        // An unquoted `1.1` is a number to YAML.
        Some(Node::Number(_)) => true,
        _ => false,
    }
}

fn read_action<'a>(
    overlay: &'a Loaded,
    pointer: &Pointer,
    action: &'a Node,
    documents: &[String],
) -> Result<Action<'a>, Box<Diagnostic>> {
    let refuse = |pointer: &Pointer, message: &str| {
        Diagnostic::in_file(&codes::E204, Place::new(overlay.file, pointer.clone()), message)
    };
    let Some(target) = action.get("target").and_then(Node::as_str) else {
        let found = refuse(pointer, "the action has no `target`");
        return Err(Box::new(match misspelled(action).filter(|(_, meant)| *meant == "target") {
            Some((key, _)) => found.with_help(format!("is `{key}` meant to be `target`?")),
            None => found,
        }));
    };
    let text = |key: &str| action.get(key).and_then(Node::as_str);
    let kind = if action.get("remove").and_then(Node::as_bool) == Some(true) {
        Kind::Remove
    } else if let Some(update) = action.get("update") {
        Kind::Update(update)
    } else if let Some(copy) = text("copy") {
        Kind::Copy(copy)
    } else if let Some(name) = text("x-rename") {
        Kind::Rename(name)
    } else {
        let found = refuse(pointer, "the action has neither `update` nor `remove: true` nor `copy`");
        return Err(Box::new(match misspelled(action) {
            Some((key, meant)) => {
                let key = Place::new(overlay.file, pointer.key(key));
                let found = found.with_help(format!("did you mean `{meant}`?"));
                Diagnostic { pointer: key.pointer.clone(), place: Some(key), ..found }.at_key()
            }
            None => found.with_help("`x-rename: NewName` gives a component another name"),
        }));
    };
    let (extends, place) = match (text("x-extends"), overlay.root.get("extends").and_then(Node::as_str)) {
        (Some(own), _) => (Some(own), pointer.key("x-extends")),
        (None, whole) => (whole, Pointer::root().key("extends")),
    };
    let document = match extends {
        None => None,
        Some(extends) => Some(find_document(extends, &overlay.name, documents).ok_or_else(|| {
            let message = format!("`{extends}` is not among the documents that were read");
            let names =
                documents.iter().take(10).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let help = format!("paths are relative to the overlay; the documents are {names}");
            Box::new(
                Diagnostic::in_file(&codes::E209, Place::new(overlay.file, place), message).with_help(help),
            )
        })?),
    };
    Ok(Action { overlay, pointer: pointer.clone(), document, target, kind })
}

/// The first key of an action that the specification does not know, and the one that is probably meant.
fn misspelled(action: &Node) -> Option<(&str, &'static str)> {
    const KEYS: [&str; 6] = ["target", "update", "remove", "copy", "description", "x-rename"];
    let unknown = |key: &&String| !KEYS.contains(&key.as_str()) && key.as_str() != "x-extends";
    let mut keys = action.as_map().into_iter().flat_map(|map| map.keys()).filter(unknown);
    keys.find_map(|key| Some((key.as_str(), closest(key, KEYS)?)))
}

/// An address on the web says where a description was published; with one document there is nothing to choose.
fn find_document(extends: &str, overlay: &str, documents: &[String]) -> Option<usize> {
    let path = match target_of(extends, overlay, "") {
        Target::File { path, .. } => path,
        _ => extends.to_owned(),
    };
    let found = documents.iter().position(|name| *name == path);
    found.or_else(|| (documents.len() == 1).then_some(0))
}

/// Whether the target of an action is something that the description has.
pub(super) fn selects(action: &Action<'_>, draft: &Draft, allowance: &mut Allowance) -> bool {
    places(action.target, draft, allowance).is_ok_and(|targets| !targets.is_empty())
}

/// The places that a query selects.
fn places(query: &str, draft: &Draft, allowance: &mut Allowance) -> Result<Vec<Pointer>, Refusal> {
    let invalid = |error| (&codes::E206, format!("`{query}` is not a valid JSONPath query: {error}"));
    let parsed = Query::parse(query.trim()).map_err(invalid)?;
    parsed.select_distinct(&draft.root, &mut allowance.visits).map_err(|error| match allowance.visits {
        0 => (&codes::E216, "the queries of the overlays visit too many values".to_owned()),
        _ => invalid(error),
    })
}

/// Carries out one action.
pub(super) fn apply_action(
    action: &Action<'_>,
    draft: &mut Draft,
    allowance: &mut Allowance,
    diagnostics: &mut Diagnostics,
) {
    let place = |key: &str| Place::new(action.overlay.file, action.pointer.key(key));
    let targets = match places(action.target, draft, allowance) {
        Ok(targets) => targets,
        Err((code, message)) => {
            diagnostics.push(Diagnostic::in_file(code, place("target"), message));
            return;
        }
    };
    if targets.is_empty() {
        let message = format!("`{}` matches nothing in `{}`", action.target, draft.name);
        let help = "remove the action if the description has been corrected at its source; otherwise correct the target";
        diagnostics.push(Diagnostic::in_file(&codes::W205, place("target"), message).with_help(help));
        return;
    }
    match &action.kind {
        Kind::Remove => {
            for target in update::last_first(targets) {
                update::remove(draft, &target);
            }
        }
        Kind::Update(value) => {
            if let Err((code, message)) = may_add(value, &targets, allowance) {
                diagnostics.push(Diagnostic::in_file(code, place("update"), message));
                return;
            }
            let from = place("update");
            for target in &targets {
                update::update(draft, target, value, &from);
            }
        }
        Kind::Copy(source) => {
            if let Err((code, message)) = apply_copy(source, &targets, draft, allowance) {
                diagnostics.push(Diagnostic::in_file(code, place("copy"), message));
            }
        }
        Kind::Rename(name) => {
            if let Some(found) = rename::refuse_wire(&targets, name, &place("x-rename")) {
                diagnostics.push(found);
                return;
            }
            let result = match targets.as_slice() {
                [single] => rename::rename(draft, single, name),
                several => {
                    Err(format!("the target selects {} places; one can be renamed at a time", several.len()))
                }
            };
            if let Err(message) = result {
                diagnostics.push(Diagnostic::in_file(&codes::E210, place("x-rename"), message));
            }
        }
    }
}

/// Whether a value may be put at all these places.
fn may_add(value: &Node, targets: &[Pointer], allowance: &mut Allowance) -> Result<(), Refusal> {
    let too_much = "the action would make the description too large or too deep";
    let added = update::added_nodes(value, targets).ok_or((&codes::E204, too_much.to_owned()))?;
    allowance.take(added)
}

fn apply_copy(
    source: &str,
    targets: &[Pointer],
    draft: &mut Draft,
    allowance: &mut Allowance,
) -> Result<(), Refusal> {
    let found = places(source, draft, allowance)?;
    let [single] = found.as_slice() else {
        let message = format!("`{source}` selects {} places; `copy` needs one", found.len());
        return Err((&codes::E204, message));
    };
    let value = draft.root.at(single).cloned().unwrap_or_default();
    may_add(&value, targets, allowance)?;
    for target in targets {
        update::copy(draft, target, &value, single);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
