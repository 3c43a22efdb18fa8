//! What a document says about all its operations.

use crate::diag::Pointer;
use crate::load::{Map, Node};
use crate::normalize::draft::Draft;
use crate::normalize::origins::Origins;
use crate::normalize::positions::METHODS;

/// Lets the first document that says something speak for all; operations of documents that say something else say
/// it themselves.
pub(super) fn agree_on_scope(drafts: &mut [Draft]) {
    let servers =
        drafts.iter().find_map(|draft| said(&draft.root, "servers").filter(|node| !is_empty(node))).cloned();
    let first = drafts.first().map(|draft| draft.file);
    for draft in &mut *drafts {
        // A document without servers takes those of the others: it says nothing else.
        let own = said(&draft.root, "servers").filter(|node| !is_empty(node)).cloned();
        if let Some(own) = own.filter(|own| Some(own) != servers.as_ref()) {
            push_to_operations(draft, "servers", &own);
        }
    }
    let security = drafts.first().and_then(|draft| said(&draft.root, "security")).cloned();
    let agreed = drafts.iter().all(|draft| said(&draft.root, "security") == security.as_ref());
    if !agreed {
        for draft in drafts.iter_mut().filter(|draft| Some(draft.file) != first) {
            let own = said(&draft.root, "security").cloned();
            if own != security {
                push_to_operations(draft, "security", &own.unwrap_or_else(|| Node::List(Vec::new())));
            }
        }
    }
    if let (Some(servers), Some(draft)) = (servers, drafts.first_mut())
        && let Node::Map(root) = &mut draft.root
    {
        root.insert("servers".to_owned(), servers);
    }
}

fn said<'a>(root: &'a Node, key: &str) -> Option<&'a Node> {
    root.get(key)
}

fn is_empty(node: &Node) -> bool {
    node.as_list().is_none_or(<[Node]>::is_empty)
}

fn push_to_operations(draft: &mut Draft, key: &str, value: &Node) {
    let from = Pointer::root().key(key);
    let before = draft.origins.clone();
    let Some(Node::Map(paths)) = draft.root.get_mut("paths") else { return };
    for (path, item) in paths {
        let Node::Map(item) = item else { continue };
        if item.contains_key(key) {
            continue;
        }
        for (at, operation) in operations_of(item, &Pointer::root().key("paths").key(path)) {
            if !operation.contains_key(key) {
                operation.insert(key.to_owned(), value.clone());
                draft.origins.graft(&at.key(key), &before, &from);
            }
        }
    }
}

/// The operations of a path item, by the methods that have keys of their own and by others, and where each stands.
fn operations_of<'i>(item: &'i mut Map, pointer: &Pointer) -> Vec<(Pointer, &'i mut Map)> {
    let mut operations = Vec::new();
    for (key, value) in item {
        let Node::Map(held) = value else { continue };
        let at = pointer.key(key);
        if METHODS.contains(&key.as_str()) {
            operations.push((at, held));
        } else if key == "additionalOperations" {
            for (method, operation) in held {
                if let Node::Map(operation) = operation {
                    operations.push((at.key(method), operation));
                }
            }
        }
    }
    operations
}

/// Moves `parameters` or `servers` of a path item into its operations.
pub(super) fn push_down(item: &mut Node, pointer: &Pointer, key: &str, origins: &mut Origins) {
    let Node::Map(item) = item else { return };
    let Some(Node::List(shared)) = item.shift_remove(key) else { return };
    let from = pointer.key(key);
    let before = origins.clone();
    for (at, operation) in operations_of(item, pointer) {
        let to = at.key(key);
        if key == "servers" && operation.contains_key(key) {
            continue;
        }
        let own = operation.entry(key.to_owned()).or_insert_with(|| Node::List(Vec::new()));
        let Node::List(own) = own else { continue };
        for (index, member) in shared.iter().enumerate() {
            if key == "parameters" && own.iter().any(|own| same_parameter(own, member)) {
                continue;
            }
            origins.graft(&to.index(own.len()), &before, &from.index(index));
            own.push(member.clone());
        }
    }
}

/// An operation's own parameter takes the place of the path's.
fn same_parameter(own: &Node, shared: &Node) -> bool {
    let key =
        |node: &Node| Some((node.get("name")?.as_str()?.to_owned(), node.get("in")?.as_str()?.to_owned()));
    own == shared || key(own).is_some_and(|own| key(shared) == Some(own))
}
