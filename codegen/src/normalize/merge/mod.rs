//! Several descriptions → one.
//!
//! In: descriptions whose references are local. Out: one, or an error for every name that means two things. What only
//! one document says about all its operations (servers, security) moves to those operations.

mod difference;
mod operation;
mod scope;

use difference::first_difference;

use super::draft::Draft;
use super::draft::insert;
use super::positions::METHODS;
use crate::diag::code_table::normalize as codes;
use crate::diag::{Diagnostic, Diagnostics, Place, Pointer};
use crate::load::{Map, Node};

/// Merges the documents in their order; `None` only if there is none.
pub(super) fn merge_documents(mut drafts: Vec<Draft>, diagnostics: &mut Diagnostics) -> Option<Draft> {
    if drafts.len() < 2 {
        return drafts.pop();
    }
    let info = merged_info(&drafts);
    scope::agree_on_scope(&mut drafts);
    let mut drafts = drafts.into_iter();
    let mut merged = drafts.next()?;
    for draft in drafts {
        absorb(&mut merged, draft, diagnostics);
    }
    insert(&mut merged.root, &Pointer::root().key("info"), info);
    Some(merged)
}

/// What the documents say about themselves, as far as they say the same.
fn merged_info(drafts: &[Draft]) -> Node {
    let mut info = Map::new();
    let first = drafts.first().and_then(|draft| draft.root.get("info")).and_then(Node::as_map);
    for (key, value) in first.into_iter().flatten() {
        let agreed =
            drafts.iter().all(|draft| draft.root.get("info").and_then(|info| info.get(key)) == Some(value));
        if agreed {
            info.insert(key.clone(), value.clone());
        }
    }
    if !info.contains_key("title") {
        let host = drafts.iter().find_map(|draft| {
            let url = draft.root.get("servers")?.as_list()?.first()?.get("url")?.as_str()?;
            let host = url.split_once("://")?.1.split(['/', ':']).next()?;
            (!host.contains('{') && !host.is_empty()).then(|| host.to_owned())
        });
        let first = || first.and_then(|info| info.get("title")?.as_str()).unwrap_or("API").to_owned();
        info.insert("title".to_owned(), Node::String(host.unwrap_or_else(first)));
    }
    info.entry("version".to_owned()).or_insert_with(|| "unversioned".into());
    Node::Map(info)
}

fn absorb(merged: &mut Draft, mut draft: Draft, diagnostics: &mut Diagnostics) {
    let Node::Map(members) = std::mem::take(&mut draft.root) else { return };
    for (key, value) in members {
        let pointer = Pointer::root().key(&key);
        match (key.as_str(), value) {
            ("openapi" | "info" | "servers" | "security" | "$self", _) => {}
            ("paths", Node::Map(paths)) => {
                for (path, item) in paths {
                    absorb_path(merged, &draft, &pointer.key(&path), item, diagnostics);
                }
            }
            ("components", Node::Map(sections)) => {
                for (section, members) in sections {
                    let Node::Map(members) = members else { continue };
                    for (name, member) in members {
                        absorb_component(
                            merged,
                            &draft,
                            &pointer.key(&section).key(&name),
                            member,
                            diagnostics,
                        );
                    }
                }
            }
            ("tags", Node::List(tags)) => absorb_tags(merged, &draft, tags),
            ("webhooks", Node::Map(hooks)) => {
                for (name, hook) in hooks {
                    adopt_if_new(merged, &draft, &pointer.key(&name), hook);
                }
            }
            (_, value) => adopt_if_new(merged, &draft, &pointer, value),
        }
    }
}

fn adopt_if_new(merged: &mut Draft, draft: &Draft, pointer: &Pointer, value: Node) {
    if merged.root.at(pointer).is_none() {
        merged.origins.graft(pointer, &draft.origins, pointer);
        insert(&mut merged.root, pointer, value);
    }
}

fn absorb_component(
    merged: &mut Draft,
    draft: &Draft,
    pointer: &Pointer,
    member: Node,
    diagnostics: &mut Diagnostics,
) {
    let Some(existing) = merged.root.at(pointer) else {
        adopt_if_new(merged, draft, pointer, member);
        return;
    };
    let Some((below, this, that)) = first_difference(&member, existing) else { return };
    let name = pointer.tokens().last().unwrap_or_default();
    let at = Pointer::from_escaped(&format!("{pointer}{below}"));
    let inside = if below.as_str().is_empty() { String::new() } else { format!(" at `{below}`") };
    let message =
        format!("the documents disagree about the component `{name}`{inside}: {this} here, {that} there");
    let file = draft.name.rsplit('/').next().unwrap_or_default();
    let path: Vec<String> =
        pointer.tokens().map(|token| format!("['{}']", token.replace('\'', "\\'"))).collect();
    let help = format!(
        "if they are two things, give one another name in an overlay:\n- target: $.{}\n  x-extends: {file}\n  x-rename: {name}2\n\
         if they are one thing, correct it with `update` and `x-extends`",
        path.join("").replacen("['components']", "components", 1),
    );
    diagnostics.push(disagreement(&codes::E207, merged, draft, &at, message).with_help(help));
}

/// A finding about a place of both documents.
fn disagreement(
    code: &'static crate::diag::Code,
    merged: &Draft,
    draft: &Draft,
    at: &Pointer,
    message: String,
) -> Diagnostic {
    let place = draft.origins.place(at).unwrap_or_else(|| Place::new(draft.file, at.clone()));
    let found = Diagnostic::in_file(code, place, message);
    match merged.origins.place(at) {
        Some(other) => found.with_related_place(other, "the other one is here"),
        None => found,
    }
}

fn absorb_path(
    merged: &mut Draft,
    draft: &Draft,
    pointer: &Pointer,
    mut item: Node,
    diagnostics: &mut Diagnostics,
) {
    let Some(existing) = merged.root.at_mut(pointer) else {
        adopt_if_new(merged, draft, pointer, item);
        return;
    };
    if *existing == item {
        return;
    }
    let mut origins = draft.origins.clone();
    for key in ["parameters", "servers"] {
        if existing.get(key) != item.get(key) {
            scope::push_down(existing, pointer, key, &mut merged.origins);
            scope::push_down(&mut item, pointer, key, &mut origins);
        }
    }
    let Node::Map(members) = item else { return };
    for (key, member) in members {
        let at = pointer.key(&key);
        match merged.root.at(&at) {
            None => {
                merged.origins.graft(&at, &origins, &at);
                insert(&mut merged.root, &at, member);
            }
            Some(other) if *other == member => {}
            Some(other) if METHODS.contains(&key.as_str()) || key == "$ref" => {
                let path = pointer.tokens().last().unwrap_or_default();
                let call = format!("{} {path}", key.to_ascii_uppercase());
                match operation::additions(other, &member) {
                    Ok(additions) => {
                        for operation::Addition { from, to, node } in additions {
                            let [from, to] =
                                [from, to].map(|below| Pointer::from_escaped(&format!("{at}{below}")));
                            merged.origins.graft(&to, &origins, &from);
                            add(&mut merged.root, &to, node);
                        }
                        let message =
                            format!("two documents describe `{call}`; they are merged into one operation");
                        let found = disagreement(&codes::N220, merged, draft, &at, message);
                        diagnostics.push(found.at_key());
                    }
                    Err((below, this, that)) => {
                        let message = format!(
                            "two documents describe `{call}` differently, at `{below}`: {this} here, {that} there; \
                             this one is left out"
                        );
                        let place = Pointer::from_escaped(&format!("{at}{below}"));
                        diagnostics.push(disagreement(&codes::W208, merged, draft, &place, message));
                    }
                }
            }
            Some(_) => {}
        }
    }
}

/// Puts a value at a pointer; the index behind the end of a list appends to it.
fn add(root: &mut Node, pointer: &Pointer, value: Node) {
    let length = pointer.tokens().count();
    match root.at_mut(&pointer.beginning(length.saturating_sub(1))) {
        Some(Node::List(list)) => list.push(value),
        _ => insert(root, pointer, value),
    }
}

fn absorb_tags(merged: &mut Draft, draft: &Draft, tags: Vec<Node>) {
    let list = Pointer::root().key("tags");
    for (index, tag) in tags.into_iter().enumerate() {
        let known = merged.root.get("tags").and_then(Node::as_list).unwrap_or_default();
        if known.iter().any(|known| known.get("name") == tag.get("name")) {
            continue;
        }
        let place = list.index(known.len());
        merged.origins.graft(&place, &draft.origins, &list.index(index));
        match merged.root.get_mut("tags") {
            Some(Node::List(known)) => known.push(tag),
            _ => insert(&mut merged.root, &list, Node::List(vec![tag])),
        }
    }
}

#[cfg(test)]
mod tests;
