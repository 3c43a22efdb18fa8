//! Which members and items of a value a schema has looked at, for `unevaluatedProperties` and `unevaluatedItems`.

use std::collections::BTreeSet;

use crate::diag::Pointer;
use crate::load::{Map, Node};

use super::case::Case;
use super::validator::Validator;

/// What has been looked at.
#[derive(Default)]
pub(super) struct Evaluated {
    /// Members by name.
    pub(super) names: BTreeSet<String>,
    /// Whether it is all members.
    pub(super) all_names: bool,
    /// How many items from the start.
    pub(super) items: usize,
    /// Items that `contains` found, by their positions.
    pub(super) contained: BTreeSet<usize>,
}

impl Evaluated {
    fn add(&mut self, other: Self) {
        self.names.extend(other.names);
        self.all_names |= other.all_names;
        self.items = self.items.max(other.items);
        self.contained.extend(other.contained);
    }
}

impl Validator<'_> {
    /// What the schema of the case looks at in its value, through references and the branches that allow it.
    pub(super) fn evaluated(&mut self, case: Case<'_>) -> Evaluated {
        let mut known = self.directly(case);
        if let Some((at, node)) = self.target(case.schema) {
            known.add(self.evaluated_by(case, node, &at));
        }
        for key in ["allOf", "anyOf", "oneOf"] {
            for (position, branch) in
                case.schema.get(key).and_then(Node::as_list).unwrap_or_default().iter().enumerate()
            {
                known.add(self.evaluated_by(case, branch, &case.at.key(key).index(position)));
            }
        }
        if let Some(condition) = case.schema.get("if") {
            let at = case.at.key("if");
            let met = self.allows_same(case, condition, &at);
            known.add(self.evaluated_by(case, condition, &at));
            let key = if met { "then" } else { "else" };
            if let Some(consequence) = case.schema.get(key) {
                known.add(self.evaluated_by(case, consequence, &case.at.key(key)));
            }
        }
        for (name, schema) in case.schema.get("dependentSchemas").and_then(Node::as_map).into_iter().flatten()
        {
            if case.value.get(name).is_some() {
                known.add(self.evaluated_by(case, schema, &case.at.key("dependentSchemas").key(name)));
            }
        }
        known
    }

    /// A schema that does not allow the value has looked at nothing; the depth is bounded by the check.
    fn evaluated_by(&mut self, case: Case<'_>, node: &Node, at: &Pointer) -> Evaluated {
        let Node::Map(schema) = node else { return Evaluated::default() };
        if !self.allows_same(case, node, at) {
            return Evaluated::default();
        }
        let mut known = self.evaluated(Case { schema, at, depth: case.depth + 1, ..case });
        // It allows the value, so what it holds all the rest to has looked at the rest.
        known.all_names |= schema.contains_key("unevaluatedProperties");
        if schema.contains_key("unevaluatedItems") {
            known.items = usize::MAX;
        }
        known
    }

    /// What the keywords of the schema itself look at.
    fn directly(&mut self, case: Case<'_>) -> Evaluated {
        let has = |key: &str| case.schema.get(key).is_some();
        let first = case.schema.get("prefixItems").and_then(Node::as_list).map_or(0, <[Node]>::len);
        Evaluated {
            names: case.value.as_map().map(|members| self.names(case.schema, members)).unwrap_or_default(),
            all_names: has("additionalProperties"),
            items: if has("items") { usize::MAX } else { first },
            contained: self.contained(case),
        }
    }

    fn names(&self, schema: &Map, members: &Map) -> BTreeSet<String> {
        let is_named = |name: &str| {
            schema.get("properties").is_some_and(|named| named.get(name).is_some())
                || schema
                    .get("patternProperties")
                    .and_then(Node::as_map)
                    .into_iter()
                    .flatten()
                    .any(|(pattern, _)| self.matches(pattern, name) != Some(false))
        };
        members.keys().filter(|name| is_named(name)).cloned().collect()
    }

    fn contained(&mut self, case: Case<'_>) -> BTreeSet<usize> {
        let (Some(wanted), Some(items)) = (case.schema.get("contains"), case.value.as_list()) else {
            return BTreeSet::new();
        };
        let at = case.at.key("contains");
        (0..items.len()).filter(|position| self.is_contained(case, wanted, &at, *position)).collect()
    }

    /// Whether the item at a position is what `contains` wants.
    pub(super) fn is_contained(
        &mut self,
        case: Case<'_>,
        wanted: &Node,
        at: &Pointer,
        position: usize,
    ) -> bool {
        let Some(item) = case.value.as_list().and_then(|items| items.get(position)) else { return false };
        let place = case.place.index(position);
        self.tried(|tried| tried.check(wanted, at, item, &place, case.depth + 1)).is_ok()
    }
}
