//! Two schemas that hold together, as one: later keywords refine earlier ones.
//!
//! In: the parts of an `allOf`, bases first. Out: one schema; contradictions are reported and the later part wins.
//! Must never know: references; each part is free of them at its top.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::diag::code_table::lower as codes;
use crate::diag::{Diagnostic, Diagnostics, Pointer};
use crate::load::Node;
use crate::schema::{JsonKind, Limits, Schema, SchemaObject, is_silent, is_silent_object, requires_only};

use super::schema_eq::same_schema;

/// Branches that two unions beside each other may multiply to.
const MOST_BRANCHES: usize = 32;

/// What to do about parts that contradict each other.
const BOTH_AT_ONCE: &str =
    "`allOf` requires all parts at once: correct one of them, or use `oneOf` if either may apply";

/// What is wrong with parts that list different values.
const NO_VALUE: &str = "the parts of `allOf` have no enum value in common; the later list is used";

/// A merge on its way.
pub(in crate::lower) struct Merge {
    whole: SchemaObject,
    /// Where it is said that all parts hold.
    allof_location: Pointer,
    /// Where the kinds come from that hold so far.
    kinds_at: Pointer,
    /// Where the values come from that hold so far.
    values_at: Pointer,
}

impl Merge {
    pub(in crate::lower) fn new(pointer: Pointer, allof_location: Pointer) -> Self {
        Self {
            allof_location,
            kinds_at: pointer.clone(),
            values_at: pointer.clone(),
            whole: SchemaObject { pointer, ..SchemaObject::default() },
        }
    }

    pub(in crate::lower) fn finish(self) -> SchemaObject {
        self.whole
    }

    /// Adds a part; what it says refines what was said before.
    pub(in crate::lower) fn add(
        &mut self,
        part: &SchemaObject,
        referred: bool,
        diagnostics: &mut Diagnostics,
    ) {
        self.add_kinds(part, diagnostics);
        self.add_values(part, diagnostics);
        self.add_members(part);
        self.add_union(part, diagnostics);
        self.add_annotations(part, referred);
        self.whole.limits = merged_limits(&self.whole.limits, &part.limits);
    }

    fn add_kinds(&mut self, part: &SchemaObject, diagnostics: &mut Diagnostics) {
        let kinds: Vec<JsonKind> =
            part.kinds.iter().copied().filter(|kind| *kind != JsonKind::Null).collect();
        if kinds.is_empty() {
            return;
        }
        let before = std::mem::replace(&mut self.kinds_at, part.pointer.key("type"));
        if self.whole.kinds.is_empty() {
            self.whole.kinds = kinds;
            return;
        }
        let both = intersected(&self.whole.kinds, &kinds);
        if both.is_empty() {
            let message = format!(
                "`allOf` requires both {} and {}; the later one is used",
                spelled(&self.whole.kinds),
                spelled(&kinds)
            );
            diagnostics.push(self.contradiction(message, &before, &self.kinds_at));
            self.whole.kinds = kinds;
        } else {
            self.whole.kinds = both;
        }
    }

    /// Two parts that cannot both hold. The parts may stand anywhere; what is wrong is that one `allOf` has them both.
    fn contradiction(&self, message: impl Into<String>, before: &Pointer, after: &Pointer) -> Diagnostic {
        Diagnostic::new(&codes::W503, &self.allof_location, message)
            .with_related(before, "one part says this")
            .with_related(after, "a later part says this")
            .with_help(BOTH_AT_ONCE)
            .at_key()
    }

    fn add_values(&mut self, part: &SchemaObject, diagnostics: &mut Diagnostics) {
        if let Some(constant) = &part.constant {
            let place = part.pointer.key("const");
            if self.whole.constant.as_ref().is_some_and(|before| before != constant) {
                diagnostics.push(self.contradiction(NO_VALUE, &self.values_at, &place));
            }
            self.values_at = place;
            self.whole.constant = Some(constant.clone());
        }
        let Some(members) = &part.enumeration else { return };
        let place = part.pointer.key("enum");
        let kept: Option<Vec<Node>> = self
            .whole
            .enumeration
            .as_ref()
            .map(|before| before.iter().filter(|member| members.contains(member)).cloned().collect());
        match kept {
            Some(kept) if kept.is_empty() => {
                diagnostics.push(self.contradiction(NO_VALUE, &self.values_at, &place));
                take_members(&mut self.whole, part);
            }
            // Fewer of the same members: names and descriptions go by position, so they come from the same list.
            Some(kept) if kept.len() < self.whole.enumeration.as_ref().map_or(0, Vec::len) => {
                retain_members(&mut self.whole, &kept);
            }
            Some(_) => {}
            None => take_members(&mut self.whole, part),
        }
        self.values_at = place;
    }

    fn add_members(&mut self, part: &SchemaObject) {
        let whole = &mut self.whole;
        if let Some(properties) = &part.properties {
            let place = whole.pointer.key("properties");
            let merged = whole.properties.get_or_insert_with(IndexMap::new);
            for (name, schema) in properties {
                let schema = match merged.get(name) {
                    Some(before) => refined(before, schema, &place.key(name)),
                    None => schema.clone(),
                };
                merged.insert(name.clone(), schema);
            }
        }
        for name in &part.required {
            if !whole.required.contains(name) {
                whole.required.push(name.clone());
            }
        }
        self.add_other_members(part);
        self.add_items(part);
    }

    fn add_other_members(&mut self, part: &SchemaObject) {
        let whole = &mut self.whole;
        let pointer = &whole.pointer;
        let closed = |schema: &Option<Schema>| matches!(schema, Some(Schema::Bool(false, _)));
        if !closed(&whole.additional_properties) {
            let place = pointer.key("additionalProperties");
            refine(&mut whole.additional_properties, part.additional_properties.as_ref(), &place);
        }
        for (pattern, schema) in &part.pattern_properties {
            let place = pointer.key("patternProperties").key(pattern);
            let schema = match whole.pattern_properties.get(pattern) {
                Some(before) => refined(before, schema, &place),
                None => schema.clone(),
            };
            whole.pattern_properties.insert(pattern.clone(), schema);
        }
        let place = pointer.key("propertyNames");
        refine(&mut whole.property_names, part.property_names.as_ref(), &place);
        if !closed(&whole.unevaluated_properties) {
            let place = pointer.key("unevaluatedProperties");
            refine(&mut whole.unevaluated_properties, part.unevaluated_properties.as_ref(), &place);
        }
    }

    fn add_items(&mut self, part: &SchemaObject) {
        let whole = &mut self.whole;
        refine(&mut whole.items, part.items.as_ref(), &whole.pointer.key("items"));
        let place = whole.pointer.key("prefixItems");
        for (index, item) in part.prefix_items.iter().enumerate() {
            match whole.prefix_items.get_mut(index) {
                Some(before) => *before = refined(before, item, &place.index(index)),
                None => whole.prefix_items.push(item.clone()),
            }
        }
    }

    fn add_union(&mut self, part: &SchemaObject, diagnostics: &mut Diagnostics) {
        if part.one_of.is_empty() && part.any_of.is_empty() || requires_only(part) {
            return;
        }
        let whole = &mut self.whole;
        whole.discriminator = part.discriminator.clone().or(whole.discriminator.take());
        if whole.one_of.is_empty() && whole.any_of.is_empty() {
            whole.one_of.clone_from(&part.one_of);
            whole.any_of.clone_from(&part.any_of);
            return;
        }
        let before = if whole.one_of.is_empty() { &whole.any_of } else { &whole.one_of };
        let added = if part.one_of.is_empty() { &part.any_of } else { &part.one_of };
        if before.len() * added.len() > MOST_BRANCHES {
            let message = format!(
                "two unions apply at once here, {} × {} combinations; this one is left out",
                before.len(),
                added.len()
            );
            diagnostics.push(
                Diagnostic::new(&codes::W506, &part.pointer, message)
                    .with_related(&whole.pointer, "the schema with both")
                    .with_help("list the combinations that are meant as branches of one `oneOf`"),
            );
            return;
        }
        let place = whole.pointer.key("allOf");
        let mut combined = Vec::new();
        for (row, first) in before.iter().enumerate() {
            for (column, second) in added.iter().enumerate() {
                combined.push(both(first, second, &place.key(&format!("{row}x{column}"))));
            }
        }
        whole.any_of.clear();
        whole.one_of = combined;
    }

    fn add_annotations(&mut self, part: &SchemaObject, referred: bool) {
        let whole = &mut self.whole;
        if part.format.is_some() {
            whole.format.clone_from(&part.format);
        }
        if part.content_encoding.is_some() {
            whole.content_encoding.clone_from(&part.content_encoding);
        }
        if part.content_media_type.is_some() {
            whole.content_media_type.clone_from(&part.content_media_type);
        }
        if part.content_schema.is_some() {
            whole.content_schema.clone_from(&part.content_schema);
        }
        if referred {
            return;
        }
        whole.title = part.title.clone().or(whole.title.take());
        whole.description = part.description.clone().or(whole.description.take());
        whole.external_docs = part.external_docs.clone().or(whole.external_docs.take());
        whole.default = part.default.clone().or(whole.default.take());
        whole.examples.extend(part.examples.iter().cloned());
        whole.deprecated |= part.deprecated;
        whole.read_only |= part.read_only;
        whole.write_only |= part.write_only;
        for (name, value) in &part.extensions {
            whole.extensions.insert(name.clone(), value.clone());
        }
    }
}

/// A schema for which both hold, at `place`.
pub(in crate::lower) fn both(first: &Schema, second: &Schema, place: &Pointer) -> Schema {
    Schema::Object(Arc::new(SchemaObject {
        pointer: place.clone(),
        all_of: vec![first.clone(), second.clone()],
        ..SchemaObject::default()
    }))
}

/// Refines what one keyword said before by what it says now.
fn refine(before: &mut Option<Schema>, after: Option<&Schema>, place: &Pointer) {
    let Some(after) = after else { return };
    *before = Some(match before {
        Some(before) => refined(before, after, place),
        None => after.clone(),
    });
}

/// The later schema of a member as a refinement of the earlier one.
fn refined(before: &Schema, after: &Schema, place: &Pointer) -> Schema {
    if same_schema(before, after) || is_silent(before) {
        return after.clone();
    }
    match (before, after) {
        (Schema::Object(before), Schema::Object(after)) if is_silent_object(after) => {
            let mut shared = Arc::clone(before);
            let kept = Arc::make_mut(&mut shared);
            kept.title = after.title.clone().or(kept.title.take());
            kept.description = after.description.clone().or(kept.description.take());
            kept.default = after.default.clone().or(kept.default.take());
            kept.deprecated |= after.deprecated;
            kept.read_only |= after.read_only;
            kept.write_only |= after.write_only;
            Schema::Object(shared)
        }
        (Schema::Object(_), Schema::Bool(true, _)) => before.clone(),
        (Schema::Object(_), Schema::Object(_)) => both(before, after, place),
        _ => after.clone(),
    }
}

fn take_members(whole: &mut SchemaObject, part: &SchemaObject) {
    whole.enumeration.clone_from(&part.enumeration);
    whole.enum_names.clone_from(&part.enum_names);
    whole.enum_descriptions.clone_from(&part.enum_descriptions);
}

fn retain_members(whole: &mut SchemaObject, kept: &[Node]) {
    let members = whole.enumeration.take().unwrap_or_default();
    let stays: Vec<bool> = members.iter().map(|member| kept.contains(member)).collect();
    let of = |texts: &[String]| -> Vec<String> {
        texts.iter().zip(&stays).filter(|(_, stays)| **stays).map(|(text, _)| text.clone()).collect()
    };
    whole.enum_names = of(&whole.enum_names);
    whole.enum_descriptions = of(&whole.enum_descriptions);
    whole.enumeration = Some(kept.to_vec());
}

fn intersected(before: &[JsonKind], after: &[JsonKind]) -> Vec<JsonKind> {
    let narrowed = |kind: &JsonKind| {
        if after.contains(kind) {
            Some(*kind)
        } else if (*kind == JsonKind::Number && after.contains(&JsonKind::Integer))
            || (*kind == JsonKind::Integer && after.contains(&JsonKind::Number))
        {
            Some(JsonKind::Integer)
        } else {
            None
        }
    };
    before.iter().filter_map(narrowed).collect()
}

fn spelled(kinds: &[JsonKind]) -> String {
    kinds.iter().map(|kind| format!("`{}`", kind.word())).collect::<Vec<_>>().join(" or ")
}

fn merged_limits(before: &Limits, after: &Limits) -> Limits {
    Limits {
        minimum: after.minimum.or(before.minimum),
        maximum: after.maximum.or(before.maximum),
        exclusive_minimum: after.exclusive_minimum.or(before.exclusive_minimum),
        exclusive_maximum: after.exclusive_maximum.or(before.exclusive_maximum),
        multiple_of: after.multiple_of.or(before.multiple_of),
        min_length: after.min_length.or(before.min_length),
        max_length: after.max_length.or(before.max_length),
        pattern: after.pattern.clone().or_else(|| before.pattern.clone()),
        min_items: after.min_items.or(before.min_items),
        max_items: after.max_items.or(before.max_items),
        unique_items: after.unique_items || before.unique_items,
        min_properties: after.min_properties.or(before.min_properties),
        max_properties: after.max_properties.or(before.max_properties),
    }
}
