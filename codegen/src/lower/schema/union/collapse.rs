//! Branches of a union that need no telling apart become one.
//!
//! In: branches that differ. Out: fewer of them, where some only differ in formats, limits or listed values.
//! Must never know: types of the client.

use std::sync::Arc;

use crate::load::{Node, Number};
use crate::schema::{JsonKind, Schema, SchemaObject, kinds_of, listed_values};

use super::branch::Branch;
use crate::lower::context::Lowering;

/// What kind of values a branch lists.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Listed {
    Text,
    Integer,
}

impl Lowering<'_> {
    /// Lists of values of one kind as one list; a list that stands beside its whole kind is open, as every list is.
    pub(in crate::lower) fn merged_enumerations(
        &mut self,
        object: &SchemaObject,
        mut branches: Vec<Branch>,
    ) -> Vec<Branch> {
        for listed in [Listed::Text, Listed::Integer] {
            let of_kind: Vec<usize> = (0..branches.len())
                .filter(|index| self.listed_in(&branches[*index].schema) == Some(listed))
                .collect();
            let Some(first) = of_kind.first().copied() else { continue };
            let plain: Vec<usize> =
                (0..branches.len()).filter(|index| self.is_plain(&branches[*index].schema, listed)).collect();
            if of_kind.len() > 1 {
                let whole = of_kind.len() + plain.len() == branches.len();
                let pointer = if whole { object.pointer.clone() } else { object.pointer.key("enum") };
                let mut merged = SchemaObject { pointer, ..SchemaObject::default() };
                if whole {
                    merged.title.clone_from(&object.title);
                    merged.description.clone_from(&object.description);
                }
                let mut members = Vec::new();
                for index in &of_kind {
                    self.add_members(&branches[*index].schema, &mut merged, &mut members);
                }
                merged.enumeration = Some(members);
                branches[first] = Branch::of(Schema::Object(Arc::new(merged)));
            }
            let mut index = 0;
            branches.retain(|_| {
                let stays = index == first || !(of_kind.contains(&index) || plain.contains(&index));
                index += 1;
                stays
            });
        }
        branches
    }

    /// Texts of several formats, and integers of several widths, as the most general of them.
    pub(in crate::lower) fn collapsed_scalars(&mut self, branches: Vec<Branch>) -> Vec<Branch> {
        let mut kept: Vec<Branch> = Vec::new();
        let mut seen: Vec<(JsonKind, usize)> = Vec::new();
        for branch in branches {
            let kind = self.scalar_kind(&branch.schema);
            let before = kind.and_then(|kind| seen.iter().find(|(seen, _)| *seen == kind).copied());
            match (kind, before) {
                (Some(kind), Some((_, index))) => {
                    let pointer = kept[index].schema.pointer().clone();
                    let object = SchemaObject { pointer, kinds: vec![kind], ..SchemaObject::default() };
                    kept[index] = Branch::of(Schema::Object(Arc::new(object)));
                }
                (Some(kind), None) => {
                    seen.push((kind, kept.len()));
                    kept.push(branch);
                }
                (None, _) => kept.push(branch),
            }
        }
        kept
    }

    /// The kind of a branch that is a bare scalar without a list of values.
    fn scalar_kind(&mut self, schema: &Schema) -> Option<JsonKind> {
        let view = self.view(schema)?;
        let is_listed = view.enumeration.is_some() || view.constant.is_some();
        if !view.one_of.is_empty() || !view.any_of.is_empty() {
            return None;
        }
        match kinds_of(&view).as_slice() {
            // Constants of a boolean are all of its values, as far as a type can show.
            [JsonKind::Boolean] => Some(JsonKind::Boolean),
            [kind @ (JsonKind::String | JsonKind::Integer | JsonKind::Number)] if !is_listed => Some(*kind),
            _ => None,
        }
    }

    fn listed_in(&mut self, schema: &Schema) -> Option<Listed> {
        let view = self.view(schema)?;
        let values = listed_values(&view)?;
        let mut values = values.iter().filter(|value| **value != Node::Null).peekable();
        values.peek()?;
        let kinds = kinds_of(&view);
        let text_only = kinds.iter().all(|kind| *kind == JsonKind::String);
        let number_only = kinds.iter().all(|kind| matches!(kind, JsonKind::Integer | JsonKind::Number));
        let mut all = values.map(|value| match value {
            Node::String(_) if text_only => Some(Listed::Text),
            Node::Number(Number::Integer(_)) if number_only => Some(Listed::Integer),
            _ => None,
        });
        let first = all.next()??;
        all.all(|listed| listed == Some(first)).then_some(first)
    }

    fn is_plain(&mut self, schema: &Schema, listed: Listed) -> bool {
        let kind = self.scalar_kind(schema);
        match listed {
            Listed::Text => kind == Some(JsonKind::String),
            Listed::Integer => kind == Some(JsonKind::Integer),
        }
    }

    /// Adds the values of a branch, with names and descriptions at the same positions.
    fn add_members(&mut self, schema: &Schema, merged: &mut SchemaObject, members: &mut Vec<Node>) {
        let Some(view) = self.view(schema) else { return };
        let values = listed_values(&view).unwrap_or_default();
        let single = values.len() == 1;
        for (index, value) in values.into_iter().enumerate() {
            let own = schema.as_object().filter(|_| single);
            let title = own.and_then(|own| own.title.clone()).filter(|title| title.len() < 40);
            let description = own.and_then(|own| own.description.clone());
            merged.enum_names.push(view.enum_names.get(index).cloned().or(title).unwrap_or_default());
            merged
                .enum_descriptions
                .push(view.enum_descriptions.get(index).cloned().or(description).unwrap_or_default());
            merged.nullable |= value == Node::Null;
            members.push(value);
        }
        merged.nullable |= view.nullable || view.kinds.contains(&JsonKind::Null);
    }
}
