//! How much all operations take together, with what they refer to.
//!
//! In: the normalised tree. Out: a refusal where that is more than the limit.
//! Must never know: what is made of it.
//!
//! References multiply: five thousand paths that refer to one path item with a thousand parameters are five million
//! parameters, in a file of 300 kilobytes. Each of them becomes an item of the client.

use std::collections::BTreeMap;

use super::draft::Draft;
use super::positions::METHODS;
use super::reference::pointer_of;
use crate::diag::code_table::normalize as codes;
use crate::diag::{Diagnostic, Diagnostics, Place, Pointer};
use crate::load::{Budgets, Node};

/// What an operation itself takes, in parameters.
const OPERATION: usize = 2;

/// References behind one another that are followed; what is further away is not looked for.
const MOST_HOPS: usize = 16;

/// Whether what the operations take is within the limit; if not, that is reported.
pub(super) fn is_within(draft: &Draft, budgets: &Budgets, diagnostics: &mut Diagnostics) -> bool {
    let mut extent = Extent { root: &draft.root, members: BTreeMap::new() };
    let Some(paths) = draft.root.get("paths").and_then(Node::as_map) else { return true };
    let mut taken = 0;
    for (path, item) in paths {
        let layers = extent.layers(item);
        // What the item says and what stands behind its reference hold for each of its operations.
        let shared: usize = layers.iter().map(|layer| length(layer, "parameters")).sum();
        for (keys, operation) in operations(&layers) {
            taken += OPERATION + shared + extent.of_operation(operation);
            if taken <= budgets.parts {
                continue;
            }
            let at = keys.iter().fold(Pointer::root().key("paths").key(path), |at, key| at.key(key));
            let place = draft.origins.place(&at).unwrap_or_else(|| Place::new(draft.file, at));
            let message = format!(
                "up to this one, the operations with their parameters, fields of request bodies and response headers come \
                 to more than {}",
                budgets.parts
            );
            let help = "generate a part of the API from a description of that part, or raise the limit with `--budget \
                        parts=NUMBER` if the description is yours";
            diagnostics.push(Diagnostic::in_file(&codes::E221, place, message).with_help(help).at_key());
            return false;
        }
    }
    true
}

struct Extent<'n> {
    root: &'n Node,
    /// The fields of what references lead to; nothing while they are counted.
    members: BTreeMap<&'n str, usize>,
}

impl<'n> Extent<'n> {
    /// What stands at a node or behind the reference that stands there.
    fn behind(&self, node: &'n Node) -> &'n Node {
        let mut node = node;
        for _ in 0..MOST_HOPS {
            let Some(target) = self.target(node) else { break };
            node = target;
        }
        node
    }

    fn target(&self, node: &'n Node) -> Option<&'n Node> {
        let fragment = node.get("$ref")?.as_str()?.strip_prefix('#')?;
        self.root.at(&pointer_of(fragment)?)
    }

    /// A path item, and the one that it refers to.
    fn layers(&self, item: &'n Node) -> Vec<&'n Node> {
        let behind = self.behind(item);
        if std::ptr::eq(item, behind) { vec![item] } else { vec![item, behind] }
    }

    fn of_operation(&mut self, operation: &'n Node) -> usize {
        let parameters = length(operation, "parameters");
        let responses = operation.get("responses").and_then(Node::as_map);
        let headers: usize = responses
            .into_iter()
            .flat_map(|map| map.values())
            .map(|response| length(self.behind(response), "headers"))
            .sum();
        let body = operation.get("requestBody").map(|body| self.behind(body));
        let content = body.and_then(|body| body.get("content")).and_then(Node::as_map);
        let schemas =
            content.into_iter().flat_map(|map| map.values()).filter_map(|media| media.get("schema"));
        let fields = schemas.map(|schema| self.fields(schema, 0)).max().unwrap_or(0);
        parameters + headers + fields
    }

    /// The fields that a call has a setter for: those of an object and of what it is put together from.
    fn fields(&mut self, schema: &'n Node, hops: usize) -> usize {
        if hops == MOST_HOPS {
            return 0;
        }
        let own = schema.get("properties").and_then(Node::as_map).map_or(0, |map| map.len());
        let parts = ["allOf", "anyOf", "oneOf"].iter().filter_map(|key| schema.get(key)?.as_list());
        let parts: usize = parts.flatten().map(|part| self.fields(part, hops + 1)).sum();
        own + parts + self.fields_behind(schema, hops)
    }

    fn fields_behind(&mut self, schema: &'n Node, hops: usize) -> usize {
        let Some(reference) = schema.get("$ref").and_then(Node::as_str) else { return 0 };
        if let Some(counted) = self.members.get(reference) {
            return *counted;
        }
        self.members.insert(reference, 0);
        let Some(target) = self.target(schema) else { return 0 };
        let counted = self.fields(target, hops + 1);
        self.members.insert(reference, counted);
        counted
    }
}

/// The operations of the layers of a path item, each below its keys.
fn operations<'n>(layers: &[&'n Node]) -> Vec<(Vec<&'n str>, &'n Node)> {
    let mut found = Vec::new();
    for (key, member) in layers.iter().filter_map(|layer| layer.as_map()).flatten() {
        if METHODS.contains(&key.as_str()) {
            found.push((vec![key.as_str()], member));
        }
        if key == "additionalOperations" {
            let more = member.as_map().into_iter().flatten();
            found.extend(more.map(|(method, member)| (vec![key.as_str(), method.as_str()], member)));
        }
    }
    found
}

/// The items or entries under a key.
fn length(node: &Node, key: &str) -> usize {
    match node.get(key) {
        Some(Node::List(items)) => items.len(),
        Some(Node::Map(entries)) => entries.len(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::Files;
    use crate::normalize::testing::load;

    fn refused(paths: &str, components: &str, parts: usize) -> bool {
        let text = format!("openapi: 3.1.0\npaths: {paths}\ncomponents: {components}\n");
        let draft = Draft::new(load("test.yaml", &text, &mut Files::default()));
        let mut diagnostics = Diagnostics::new();
        let budgets = Budgets { parts, ..Budgets::default() };
        !is_within(&draft, &budgets, &mut diagnostics)
    }

    #[test]
    fn what_references_multiply_is_counted() {
        let many = "{a: {}, b: {}, c: {}, d: {}}";
        let cases = [
            // Two operations, four times each of what stands behind the reference.
            (
                "{/a: {$ref: '#/components/pathItems/P'}, /b: {$ref: '#/components/pathItems/P'}}",
                "{pathItems: {P: {get: {parameters: [{}, {}, {}, {}]}}}}".to_owned(),
                12,
            ),
            // What stands beside a reference holds for what is behind it.
            (
                "{/a: {parameters: [{}, {}], $ref: '#/components/pathItems/P'}}",
                "{pathItems: {P: {parameters: [{}], get: {}, put: {}}}}".to_owned(),
                10,
            ),
            (
                "{/a: {parameters: [{}, {}], get: {}, put: {}, additionalOperations: {COPY: {}}}}",
                "{}".to_owned(),
                12,
            ),
            (
                "{/a: {get: {responses: {200: {$ref: '#/components/responses/R'}, 404: {$ref: '#/components/responses/R'}}}}}",
                format!("{{responses: {{R: {{headers: {many}}}}}}}"),
                10,
            ),
            (
                "{/a: {post: {requestBody: {$ref: '#/components/requestBodies/B'}}, put: {requestBody: {$ref: '#/components/requestBodies/B'}}}}",
                format!(
                    "{{requestBodies: {{B: {{content: {{a/b: {{schema: {{$ref: '#/components/schemas/S'}}}}}}}}}}, \
                      schemas: {{S: {{allOf: [{{properties: {many}}}, {{$ref: '#/components/schemas/S'}}, {{$ref: '#/components/schemas/T'}}]}}, T: {{properties: {many}}}}}}}"
                ),
                20,
            ),
        ];
        for (paths, components, parts) in cases {
            assert!(!refused(paths, &components, parts), "{paths}");
            assert!(refused(paths, &components, parts - 1), "{paths}");
        }
    }
}
