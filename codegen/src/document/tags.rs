//! Tags that stand below one another, and tags that say something else than where an operation belongs (OpenAPI 3.2).
//!
//! In: `tags` of the description, and operations with tags as they are written. Out: the operations, each with the path of its
//! tag (`animals/cats`), as documentation pages write nested tags.
//! Must never know: what becomes of a tag.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::diag::code_table::document as codes;
use crate::load::Node;

use super::model::OperationSpec;
use super::reader::{Reader, Spot};

/// The kind of tags that say where an operation belongs; it is what a tag without a kind says.
const NAVIGATION: &str = "nav";

/// Steps from a tag to the outermost one above it.
const MOST_STEPS: usize = 32;

impl<'n> Reader<'n, '_> {
    /// Gives operations the whole path of their tags, those that say where they belong first.
    pub(super) fn nest_tags(&mut self, root: &Spot<'n>, operations: &mut [OperationSpec]) {
        let mut parents: BTreeMap<&str, &str> = BTreeMap::new();
        let mut others: Vec<&str> = Vec::new();
        let mut places = Vec::new();
        for tag in root.member("tags").iter().flat_map(Spot::items) {
            let text = |key: &str| tag.node.get(key).and_then(Node::as_str);
            let Some(name) = text("name") else { continue };
            if let Some(parent) = text("parent") {
                parents.entry(name).or_insert(parent);
                places.push((tag.at.key("parent"), name, parent));
            }
            if text("kind").is_some_and(|kind| kind != NAVIGATION) {
                others.push(name);
            }
        }
        let known: Vec<&str> = root
            .member("tags")
            .iter()
            .flat_map(Spot::items)
            .filter_map(|tag| tag.node.get("name").and_then(Node::as_str))
            .collect();
        for (at, name, parent) in places {
            let (wrong, help) = if path_of(name, &parents).is_none() {
                parents.remove(name);
                (format!("the tag `{name}` stands below itself"), "correct the parents")
            } else if known.contains(&parent) {
                continue;
            } else {
                (
                    format!("the parent `{parent}` of the tag `{name}` is not a tag of the description"),
                    "add it to `tags`",
                )
            };
            self.diagnostics.push(Diagnostic::new(&codes::W333, &at, wrong).with_help(help));
        }
        if parents.is_empty() && others.is_empty() {
            return;
        }
        for operation in operations {
            // A stable order: where all tags are of other kinds, they are all there is to go by.
            operation.tags.sort_by_key(|tag| others.contains(&tag.as_str()));
            for tag in &mut operation.tags {
                if let Some(path) = path_of(tag, &parents) {
                    *tag = path;
                }
            }
        }
    }
}

/// The names from the outermost tag to this one; `None` where they go round in a circle.
fn path_of(tag: &str, parents: &BTreeMap<&str, &str>) -> Option<String> {
    let mut path = vec![tag];
    while let Some(parent) = path.last().and_then(|last| parents.get(last)) {
        if path.len() > MOST_STEPS {
            return None;
        }
        path.push(parent);
    }
    path.reverse();
    Some(path.join("/"))
}
