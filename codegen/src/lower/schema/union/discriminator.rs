//! The member that tells the cases of a union apart: named by the description, or plain to see.
//!
//! In: a union's branches. Out: the member and the values that mean each branch.
//! Must never know: types of the client.

use std::collections::BTreeSet;

use crate::diag::code_table::lower as codes;
use crate::diag::{Diagnostic, Pointer};
use crate::load::Node;
use crate::schema::{Discriminator, JsonKind, Schema, SchemaObject, kinds_of, listed_values};

use super::branch::{Branch, Tags, telling};
use crate::lower::context::Lowering;

/// Unions inside tagged unions are looked into to this depth.
const MOST_NESTED: usize = 3;

impl Lowering<'_> {
    /// The member that tells the branches apart, if there is one.
    pub(in crate::lower) fn tags_of(&mut self, object: &SchemaObject, branches: &[Branch]) -> Option<Tags> {
        match &object.discriminator {
            Some(discriminator) => self.declared_tags(object, discriminator, branches),
            None => self.implied_tags(branches),
        }
    }

    fn declared_tags(
        &mut self,
        object: &SchemaObject,
        discriminator: &Discriminator,
        branches: &[Branch],
    ) -> Option<Tags> {
        if !branches.iter().any(|branch| self.may_have_member(&branch.schema, &discriminator.property, 0)) {
            let place = object.pointer.key("discriminator").key("propertyName");
            let message = format!(
                "no branch has a property `{}`; the branches are told apart by their properties",
                discriminator.property
            );
            self.report(&codes::W524, &place, message);
            return self.implied_tags(branches);
        }
        let mut values: Vec<Vec<String>> = vec![Vec::new(); branches.len()];
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let targets: Vec<BTreeSet<Pointer>> =
            branches.iter().map(|branch| self.targets_in(branch.written(), 0)).collect();
        for (tag, reference) in &discriminator.mapping {
            let at = object.pointer.key("discriminator").key("mapping").key(tag);
            let Some(target) = self.resolve(reference, &at) else { continue };
            let branch = targets.iter().position(|targets| targets.contains(&target));
            if let Some(branch) = branch {
                taken.insert(tag.clone());
                values[branch].push(tag.clone());
            } else {
                let message =
                    format!("`{tag}` is mapped to a schema that is not a branch here; it is left out");
                let help = "add the schema to the branches, or remove the entry";
                self.advise(&codes::W509, &at, message, help);
            }
        }
        for (index, branch) in branches.iter().enumerate() {
            let constants = self.member_values(&branch.schema, &discriminator.property, 0);
            // Branches that tell themselves apart by numbers or booleans do it by shape.
            if constants.is_none() && self.member_is_no_text(&branch.schema, &discriminator.property) {
                return None;
            }
            let constants = constants.unwrap_or_default();
            for constant in constants {
                if taken.insert(constant.clone()) {
                    values[index].push(constant);
                }
            }
            if values[index].is_empty() {
                let named = self.component_name(branch.written());
                values[index].extend(named.filter(|name| taken.insert(name.clone())));
            }
        }
        let default = self.default_branch(object, discriminator, &targets);
        let is_untold = |(index, values): (usize, &Vec<String>)| values.is_empty() && default != Some(index);
        if let Some(untold) = values.iter().enumerate().position(is_untold) {
            let message = format!(
                "no value of `{}` selects this branch; the branches are told apart by their properties",
                discriminator.property
            );
            self.found.diagnostics.push(
                Diagnostic::new(&codes::W520, branches[untold].schema.pointer(), message)
                    .with_related(&object.pointer, "the union"),
            );
            return None;
        }
        if branches.iter().any(|branch| !self.is_object_like(&branch.schema, 0)) {
            return None;
        }
        Some(Tags { member: discriminator.property.clone(), values, default })
    }

    /// The branch of values that name none.
    fn default_branch(
        &mut self,
        object: &SchemaObject,
        discriminator: &Discriminator,
        targets: &[BTreeSet<Pointer>],
    ) -> Option<usize> {
        let reference = discriminator.default_mapping.as_ref()?;
        let at = object.pointer.key("discriminator").key("defaultMapping");
        let target = self.resolve(reference, &at)?;
        let branch = targets.iter().position(|targets| targets.contains(&target));
        if branch.is_none() {
            let message = "the default is a schema that is not a branch here; it is left out";
            self.advise(
                &codes::W509,
                &at,
                message.to_owned(),
                "add the schema to the branches, or remove the default",
            );
        }
        branch
    }

    /// A member that every branch requires, with one text of its own in each.
    fn implied_tags(&mut self, branches: &[Branch]) -> Option<Tags> {
        let first = self.view(&branches.first()?.schema)?;
        let mut candidates: Vec<String> = first.properties.as_ref()?.keys().cloned().collect();
        candidates.sort_by(|one, other| telling(one).cmp(&telling(other)));
        'candidates: for member in candidates {
            let mut values: Vec<Vec<String>> = Vec::new();
            for branch in branches {
                let view = self.view(&branch.schema)?;
                if !view.required.contains(&member) || !view.one_of.is_empty() || !view.any_of.is_empty() {
                    continue 'candidates;
                }
                let Some(own) = self.member_values(&branch.schema, &member, 0) else { continue 'candidates };
                let known = |value: &String| values.iter().flatten().any(|known| known == value);
                if own.len() != 1 || own.iter().any(known) {
                    continue 'candidates;
                }
                values.push(own);
            }
            return Some(Tags { member, values, default: None });
        }
        None
    }

    /// The texts that `member` can be in objects of this schema, where it lists them.
    pub(in crate::lower) fn member_values(
        &mut self,
        schema: &Schema,
        member: &str,
        depth: usize,
    ) -> Option<Vec<String>> {
        let view = self.view(schema)?;
        if let Some(property) = view.properties.as_ref().and_then(|properties| properties.get(member)) {
            let property = self.view(property)?;
            let values = listed_values(&property)?;
            let texts: Vec<String> =
                values.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect();
            let whole = texts.len() == values.iter().filter(|value| **value != Node::Null).count();
            return (whole && !texts.is_empty()).then_some(texts);
        }
        let inner: Vec<Schema> = view.one_of.iter().chain(&view.any_of).cloned().collect();
        if inner.is_empty() || depth >= MOST_NESTED {
            return None;
        }
        let mut all = Vec::new();
        for branch in &inner {
            all.extend(self.member_values(branch, member, depth + 1)?);
        }
        Some(all)
    }

    /// Whether objects of the schema are known to have the member, or their members are not known at all.
    fn may_have_member(&mut self, schema: &Schema, member: &str, depth: usize) -> bool {
        let Some(view) = self.view(schema).filter(|_| depth < MOST_NESTED) else { return true };
        let inner: Vec<Schema> = view.one_of.iter().chain(&view.any_of).cloned().collect();
        let known = view.properties.as_ref().map(|properties| properties.contains_key(member));
        view.required.iter().any(|name| name == member)
            || known.unwrap_or(inner.is_empty())
            || inner.iter().any(|branch| self.may_have_member(branch, member, depth + 1))
    }

    fn member_is_no_text(&mut self, schema: &Schema, member: &str) -> bool {
        let Some(view) = self.view(schema) else { return false };
        let Some(property) = view.properties.as_ref().and_then(|properties| properties.get(member)) else {
            return false;
        };
        let Some(property) = self.view(property) else { return false };
        let listed = listed_values(&property).unwrap_or_default();
        let kinds = kinds_of(&property);
        listed.iter().any(|value| matches!(value, Node::Number(_) | Node::Bool(_)))
            || (!kinds.is_empty() && !kinds.contains(&JsonKind::String))
    }

    /// The places that a branch stands for: its own target, and those of the union that it may be.
    fn targets_in(&mut self, schema: &Schema, depth: usize) -> BTreeSet<Pointer> {
        let mut targets = BTreeSet::from([schema.pointer().clone()]);
        let Some(target) = self.target_of(schema) else { return targets };
        targets.insert(target.clone());
        if let Some(view) = self.view(schema).filter(|_| depth < MOST_NESTED) {
            for branch in view.one_of.iter().chain(&view.any_of) {
                targets.extend(self.targets_in(branch, depth + 1));
            }
        }
        targets
    }

    fn component_name(&mut self, schema: &Schema) -> Option<String> {
        let target = self.target_of(schema)?;
        let tokens: Vec<String> = target.tokens().collect();
        match tokens.as_slice() {
            [components, schemas, name] if components == "components" && schemas == "schemas" => {
                Some(name.clone())
            }
            _ => None,
        }
    }

    fn is_object_like(&mut self, schema: &Schema, depth: usize) -> bool {
        let Some(view) = self.view(schema) else { return false };
        let inner: Vec<Schema> = view.one_of.iter().chain(&view.any_of).cloned().collect();
        if !inner.is_empty() && depth < MOST_NESTED {
            return inner.iter().all(|branch| self.is_object_like(branch, depth + 1));
        }
        kinds_of(&view).as_slice() == [JsonKind::Object]
    }
}
