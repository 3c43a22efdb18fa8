//! What a maintainer would want to know about a description that works: what nothing uses, what is left unsaid.
//!
//! In: the normalised tree. Out: notes.
//! Must never know: what is generated from it.

use std::collections::BTreeSet;

use crate::diag::code_table::document as codes;
use crate::diag::{Diagnostic, Diagnostics, Pointer};
use crate::load::Node;
use crate::normalize::positions::METHODS;
use crate::schema::{reference_of, reference_tokens, resolve_step};

/// A component: its kind and its name.
type Component = (String, String);

/// Notes components that nothing uses and operations that document no error.
pub fn advise(root: &Node, diagnostics: &mut Diagnostics) {
    note_unused_components(root, diagnostics);
    note_missing_errors(root, diagnostics);
}

fn note_unused_components(root: &Node, diagnostics: &mut Diagnostics) {
    let used = used_components(root);
    let at = Pointer::root().key("components");
    for (kind, members) in root.get("components").and_then(Node::as_map).into_iter().flatten() {
        // Whether credentials are asked for is another question, and has a note of its own.
        if kind.starts_with("x-") || kind == "securitySchemes" {
            continue;
        }
        for (name, member) in members.as_map().into_iter().flatten() {
            // A child of a base with a discriminator is named by values on the wire; nothing has to refer to it.
            if kind == "schemas" && is_told_apart(root, member) {
                continue;
            }
            if !used.contains(&(kind.clone(), name.clone())) {
                let message = format!("`{name}` is never used");
                diagnostics.push(Diagnostic::new(&codes::N322, &at.key(kind).key(name), message).at_key());
            }
        }
    }
}

/// Whether a schema is a part of one that tells its children apart by a member.
fn is_told_apart(root: &Node, schema: &Node) -> bool {
    const MOST: usize = 100;
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<&str> = references_in(schema).collect();
    while let Some(reference) = waiting.pop() {
        if seen.len() > MOST || !seen.insert(reference) {
            continue;
        }
        let base = resolve_step(root, reference).ok().and_then(|at| root.at(&at));
        let Some(base) = base else { continue };
        if base.get("discriminator").is_some() {
            return true;
        }
        waiting.extend(reference_of(base).into_iter().chain(references_in(base)));
    }
    false
}

/// The references in an `allOf`.
fn references_in(schema: &Node) -> impl Iterator<Item = &str> {
    schema.get("allOf").and_then(Node::as_list).unwrap_or_default().iter().filter_map(reference_of)
}

/// The components that something outside of them refers to.
fn used_components(root: &Node) -> BTreeSet<Component> {
    let mut used = BTreeSet::new();
    let mut waiting: Vec<(Vec<&str>, &Node)> = vec![(Vec::new(), root)];
    while let Some((path, node)) = waiting.pop() {
        let inside = match path.as_slice() {
            ["components", kind, name] => Some(((*kind).to_owned(), (*name).to_owned())),
            _ => None,
        };
        let outside = |text: &str| {
            let targets = components_of(text).into_iter().flatten();
            targets.filter(|target| inside.as_ref() != Some(target)).collect::<Vec<_>>()
        };
        used.extend(reference_of(node).into_iter().flat_map(outside));
        if let Some(mapping) = node.get("mapping").and_then(Node::as_map) {
            for target in mapping.values().filter_map(Node::as_str) {
                used.extend(outside(target));
                used.insert(("schemas".to_owned(), target.to_owned()));
            }
        }
        if let Some(target) = node.get("defaultMapping").and_then(Node::as_str) {
            used.extend(outside(target));
            used.insert(("schemas".to_owned(), target.to_owned()));
        }
        match node {
            Node::Map(members) => waiting.extend(members.iter().map(|(key, member)| {
                // Below a component, only the component itself is of interest.
                let mut below = path.clone();
                if path.len() < 3 && (!path.is_empty() || key == "components") {
                    below.push(key);
                }
                (below, member)
            })),
            Node::List(list) => waiting.extend(list.iter().map(|member| (path.clone(), member))),
            _ => {}
        }
    }
    used
}

/// The component that a reference leads to, or into: by its percent-decoded text, as in a URL, and as it stands.
fn components_of(reference: &str) -> [Option<Component>; 2] {
    let component = |percent_decoded: bool| {
        let mut tokens = reference_tokens(reference)?;
        let is_component = tokens.next()?.0 == "components";
        let [kind, name] = [tokens.next()?, tokens.next()?]
            .map(|(written, decoded)| if percent_decoded { decoded } else { written });
        is_component.then_some((kind, name))
    };
    [component(true), component(false)]
}

fn note_missing_errors(root: &Node, diagnostics: &mut Diagnostics) {
    let at = Pointer::root().key("paths");
    for (path, item) in root.get("paths").and_then(Node::as_map).into_iter().flatten() {
        let item_at = at.key(path);
        let own = item.as_map().into_iter().flatten();
        let own = own.filter(|(method, _)| METHODS.contains(&method.as_str()));
        let additional = item.get("additionalOperations").and_then(Node::as_map).into_iter().flatten();
        let additional_at = item_at.key("additionalOperations");
        let all = own.map(|(method, operation)| (item_at.key(method), operation));
        for (at, operation) in
            all.chain(additional.map(|(method, operation)| (additional_at.key(method), operation)))
        {
            let Some(responses) = operation.get("responses").and_then(Node::as_map) else { continue };
            let is_error = |status: &String| status == "default" || status.starts_with(['4', '5']);
            if !responses.keys().any(is_error) {
                diagnostics.report(&codes::N323, &at.key("responses"), "no error response is described");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Budgets, Files, Source, load_source};

    #[test]
    fn children_that_values_name_are_used() {
        let text = "components:\n  schemas:\n    \
            Pet: {discriminator: {propertyName: kind}}\n    \
            Cat: {allOf: [{$ref: '#/components/schemas/Pet'}]}\n    \
            Kitten: {allOf: [{$ref: '#/components/schemas/Cat'}]}\n    \
            Round: {allOf: [{$ref: '#/components/schemas/Round'}]}\n\
            paths: {/a: {get: {schema: {$ref: '#/components/schemas/Pet'}}}}\n";
        let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
        let source = Source::new("a.yaml", text.as_bytes());
        let loaded = load_source(&source, &Budgets::default(), &mut files, &mut diagnostics);
        advise(&loaded[0].root, &mut diagnostics);
        let found: Vec<&str> = diagnostics.as_slice().iter().map(|found| found.pointer.as_str()).collect();
        assert_eq!(found, ["/components/schemas/Round"]);
    }
}
