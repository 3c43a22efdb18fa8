//! The merge key `<<` of YAML 1.1, which people use to share parts of a description.

use std::collections::BTreeSet;

use crate::load::{Map, Node};

/// Replaces every `<<` whose value is a map, or a list of maps, by those members of it that are not there already.
pub(super) fn apply_merge_keys(node: &mut Node) {
    match node {
        Node::List(list) => list.iter_mut().for_each(apply_merge_keys),
        Node::Map(map) => {
            map.values_mut().for_each(apply_merge_keys);
            let merges = map.get("<<").is_some_and(|value| match value {
                Node::Map(_) => true,
                Node::List(list) => list.iter().all(|member| member.as_map().is_some()),
                _ => false,
            });
            if merges {
                merge(map);
            }
        }
        _ => {}
    }
}

fn merge(map: &mut Map) {
    let mut merged = Map::with_capacity(map.len());
    let members = std::mem::take(map);
    let own: BTreeSet<String> = members.keys().cloned().collect();
    for (key, value) in members {
        if key != "<<" {
            merged.insert(key, value);
            continue;
        }
        let sources = match value {
            Node::List(list) => list,
            single => vec![single],
        };
        for source in sources {
            let Node::Map(source) = source else { continue };
            for (key, value) in source {
                if !own.contains(&key) && !merged.contains_key(&key) {
                    merged.insert(key, value);
                }
            }
        }
    }
    *map = merged;
}
