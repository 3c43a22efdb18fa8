//! Objects: their members, one by one and together.

use crate::load::{Map, Node};

use super::case::Case;
use super::reason::Reason;
use super::scalar::within;
use super::validator::Validator;

impl Validator<'_> {
    pub(super) fn object(&mut self, case: Case<'_>, members: &Map) -> Result<(), Reason> {
        self.settle(within(case, members.len(), "minProperties", "maxProperties", "members"))?;
        let required = case.schema.get("required").and_then(Node::as_list).unwrap_or_default();
        for missing in required.iter().filter_map(Node::as_str).filter(|name| !members.contains_key(*name)) {
            if !self.is_optional(case, missing) {
                self.settle(case.fail(format!("`{missing}` is missing")))?;
            }
        }
        for (name, member) in members {
            self.member(case, name, member)?;
        }
        self.dependencies(case, members)?;
        self.unevaluated_properties(case, members)
    }

    /// Whether a required property may be missing on this side of the call.
    fn is_optional(&self, case: Case<'_>, name: &str) -> bool {
        let Some(keyword) = self.optional() else { return false };
        let Some(property) = case.schema.get("properties").and_then(|named| named.get(name)) else {
            return false;
        };
        let says = |node: &Node| node.get(keyword).and_then(Node::as_bool) == Some(true);
        says(property)
            || property.as_map().and_then(|schema| self.target(schema)).is_some_and(|(_, node)| says(node))
    }

    fn member(&mut self, case: Case<'_>, name: &str, member: &Node) -> Result<(), Reason> {
        let place = case.place.key(name);
        let depth = case.depth + 1;
        let mut is_named = false;
        if let Some(property) = case.schema.get("properties").and_then(|named| named.get(name)) {
            is_named = true;
            self.check(property, &case.at.key("properties").key(name), member, &place, depth)?;
        }
        for (pattern, schema) in
            case.schema.get("patternProperties").and_then(Node::as_map).into_iter().flatten()
        {
            match self.matches(pattern, name) {
                Some(true) => {
                    is_named = true;
                    self.check(
                        schema,
                        &case.at.key("patternProperties").key(pattern),
                        member,
                        &place,
                        depth,
                    )?;
                }
                // The member may be meant by it, so it is not held against the rest.
                None => is_named = true,
                Some(false) => {}
            }
        }
        if let Some(rest) = case.schema.get("additionalProperties")
            && !is_named
        {
            if *rest == Node::Bool(false) {
                return self.settle(case.fail(format!("`{name}` is not among the properties")));
            }
            self.check(rest, &case.at.key("additionalProperties"), member, &place, depth)?;
        }
        if let Some(names) = case.schema.get("propertyNames") {
            let name = Node::String(name.to_owned());
            self.check(names, &case.at.key("propertyNames"), &name, &place, depth)?;
        }
        Ok(())
    }

    /// `dependentRequired`, `dependentSchemas`, and `dependencies`, which was both.
    fn dependencies(&mut self, case: Case<'_>, members: &Map) -> Result<(), Reason> {
        for key in ["dependentRequired", "dependentSchemas", "dependencies"] {
            for (name, wanted) in case.schema.get(key).and_then(Node::as_map).into_iter().flatten() {
                if !members.contains_key(name) {
                    continue;
                }
                match wanted {
                    Node::List(names) => {
                        let missing =
                            names.iter().filter_map(Node::as_str).find(|name| !members.contains_key(*name));
                        if let Some(missing) = missing {
                            self.settle(case.fail(format!("`{missing}` is missing beside `{name}`")))?;
                        }
                    }
                    schema => self.check_same(case, schema, &case.at.key(key).key(name))?,
                }
            }
        }
        Ok(())
    }

    fn unevaluated_properties(&mut self, case: Case<'_>, members: &Map) -> Result<(), Reason> {
        let Some(rest) = case.schema.get("unevaluatedProperties") else { return Ok(()) };
        let at = case.at.key("unevaluatedProperties");
        let known = self.evaluated(case);
        for (name, member) in members.iter().filter(|(name, _)| !known.names.contains(name.as_str())) {
            if known.all_names {
                break;
            }
            self.check(rest, &at, member, &case.place.key(name), case.depth + 1)?;
        }
        Ok(())
    }
}
