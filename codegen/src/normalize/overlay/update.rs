//! Changing a tree while keeping track of where its parts come from.

use crate::diag::{Place, Pointer};
use crate::load::{Budgets, Map, Node};
use crate::normalize::draft::Draft;

/// How many nodes putting a value at all these places adds; `None` where that would make a tree that nothing else may be: a
/// few actions that copy can double a description again and again.
pub(super) fn added_nodes(value: &Node, targets: &[Pointer]) -> Option<usize> {
    const MOST_NODES: usize = 50_000;
    let mut nodes = 0;
    let depth = measure(value, &mut nodes);
    let deepest = targets.iter().map(|target| target.tokens().count()).max().unwrap_or(0);
    let added = nodes.saturating_mul(targets.len());
    (added <= MOST_NODES && depth + deepest <= Budgets::MOST_DEPTH).then_some(added)
}

/// The depth of a value; its nodes are added to `nodes`.
fn measure(value: &Node, nodes: &mut usize) -> usize {
    *nodes += 1;
    let deepest = match value {
        Node::List(list) => list.iter().map(|member| measure(member, nodes)).max(),
        Node::Map(map) => map.values().map(|member| measure(member, nodes)).max(),
        _ => None,
    };
    deepest.map_or(0, |deepest| deepest + 1)
}

/// Merges `value`, which stands at `from` of an overlay, into the target.
pub(super) fn update(draft: &mut Draft, target: &Pointer, value: &Node, from: &Place) {
    let Some(node) = draft.root.at_mut(target) else { return };
    let mut added = Vec::new();
    match (&mut *node, value) {
        // A list takes an entry; a list of entries takes its place at the end member by member.
        (Node::List(list), value) if value.as_list().is_none() => {
            added.push((target.index(list.len()), from.pointer.clone()));
            list.push(value.clone());
        }
        (node, value) => merge(node, value, target, &from.pointer, &mut added),
    }
    for (pointer, origin) in added {
        draft.origins.relocate(&pointer, &pointer);
        draft.origins.set(&pointer, &Place::new(from.file, origin));
    }
}

/// Maps merge by key, lists are joined, anything else is replaced.
fn merge(node: &mut Node, value: &Node, at: &Pointer, from: &Pointer, added: &mut Vec<(Pointer, Pointer)>) {
    match (node, value) {
        (Node::Map(map), Node::Map(members)) => {
            for (key, member) in members {
                if let Some(existing) = map.get_mut(key) {
                    merge(existing, member, &at.key(key), &from.key(key), added);
                } else {
                    map.insert(key.clone(), member.clone());
                    added.push((at.key(key), from.key(key)));
                }
            }
        }
        (Node::List(list), Node::List(members)) => {
            for (index, member) in members.iter().enumerate() {
                added.push((at.index(list.len()), from.index(index)));
                list.push(member.clone());
            }
        }
        (node, value) => {
            *node = value.clone();
            added.push((at.clone(), from.clone()));
        }
    }
}

/// Merges `value`, which stands at `source` of the same tree, into the target.
pub(super) fn copy(draft: &mut Draft, target: &Pointer, value: &Node, source: &Pointer) {
    let before = draft.origins.clone();
    let mut added = Vec::new();
    let Some(node) = draft.root.at_mut(target) else { return };
    match (&mut *node, value) {
        (Node::List(list), value) if value.as_list().is_none() => {
            added.push((target.index(list.len()), source.clone()));
            list.push(value.clone());
        }
        (node, value) => merge(node, value, target, source, &mut added),
    }
    for (pointer, origin) in added {
        draft.origins.graft(&pointer, &before, &origin);
    }
}

/// Places in the order in which they can be taken out one by one, each once: what is inside of another before it, and
/// the later members of a list before the earlier ones, whose numbers would change. A query may select in any order.
pub(super) fn last_first(targets: Vec<Pointer>) -> Vec<Pointer> {
    let steps = |target: &Pointer| -> Vec<(Option<usize>, String)> {
        target.tokens().map(|token| (token.parse().ok(), token)).collect()
    };
    let mut keyed: Vec<_> = targets.into_iter().map(|target| (steps(&target), target)).collect();
    keyed.sort();
    keyed.dedup();
    keyed.into_iter().rev().map(|(_, target)| target).collect()
}

/// Takes a place out of what holds it; the whole document becomes an empty map.
pub(super) fn remove(draft: &mut Draft, target: &Pointer) {
    let Some(parent) = target.parent() else {
        draft.root = Node::Map(Map::new());
        return;
    };
    let Some(last) = target.tokens().last() else { return };
    match draft.root.at_mut(&parent) {
        Some(Node::Map(map)) => {
            map.shift_remove(&last);
        }
        Some(Node::List(members)) => {
            let Some(index) = last.parse::<usize>().ok().filter(|index| *index < members.len()) else {
                return;
            };
            let length = members.len();
            members.remove(index);
            draft.origins.remove_member(&parent, index, length);
        }
        _ => {}
    }
}
