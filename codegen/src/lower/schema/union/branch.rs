//! The branches of a union before they are types: flattened, without null, without duplicates, named.
//!
//! In: a schema with `oneOf` or `anyOf`. Out: branches that differ.
//! Must never know: types of the client.

use std::collections::BTreeMap;

use crate::diag::Pointer;
use crate::diag::code_table::lower as codes;
use crate::ir::{Literal, Words};
use crate::load::Node;
use crate::schema::{
    JsonKind, Schema, SchemaObject, is_bare_reference, is_only_null, is_silent_object, kinds_of,
    listed_values,
};

use crate::lower::context::Lowering;
use crate::lower::schema::flat::schema_eq::same_schema;

/// Unions written directly inside unions are flattened to this depth.
const MOST_FLATTENED: usize = 16;
/// Branches of one union; only a description built to explode has more. See W516.
const MOST_BRANCHES: usize = 2_000;
/// A longer title is a sentence, not a name.
const LONGEST_TITLE: usize = 48;

/// One branch.
#[derive(Clone)]
pub(in crate::lower) struct Branch {
    /// What fits the branch.
    pub(in crate::lower) schema: Schema,
    /// The branch as it was written, where `schema` is made of it and of what stands beside the union.
    pub(in crate::lower) named_by: Option<Schema>,
    /// What the case is called.
    pub(in crate::lower) words: Words,
}

/// How branches are told apart by a member.
pub(in crate::lower) struct Tags {
    /// The member.
    pub(in crate::lower) member: String,
    /// For each branch the values that mean it; none is empty but for the default's.
    pub(in crate::lower) values: Vec<Vec<String>>,
    /// The branch of values that mean none.
    pub(in crate::lower) default: Option<usize>,
}

impl Branch {
    pub(in crate::lower) fn of(schema: Schema) -> Self {
        Self { schema, named_by: None, words: Words::default() }
    }

    /// The branch as it was written.
    pub(in crate::lower) fn written(&self) -> &Schema {
        self.named_by.as_ref().unwrap_or(&self.schema)
    }
}

impl Lowering<'_> {
    /// The branches that are not null, unions inside unions flattened; and whether one of them was null.
    pub(in crate::lower) fn branches_of(&mut self, object: &SchemaObject) -> (Vec<Branch>, bool) {
        let mut nullable = false;
        let mut branches = Vec::new();
        let mut todo: Vec<(Schema, usize)> = Vec::new();
        let listed = if object.one_of.is_empty() { &object.any_of } else { &object.one_of };
        todo.extend(listed.iter().rev().map(|branch| (branch.clone(), 0)));
        while let Some((schema, depth)) = todo.pop() {
            if branches.len() >= MOST_BRANCHES {
                let message =
                    format!("the union has more than {MOST_BRANCHES} branches; the others are left out");
                self.report(&codes::W516, &object.pointer, message);
                break;
            }
            match &schema {
                Schema::Bool(false, _) => {}
                Schema::Object(inner) if is_only_null(inner) || is_null_by_mark(inner) => nullable = true,
                Schema::Object(inner) if depth < MOST_FLATTENED && is_inline_union(inner) => {
                    nullable |= inner.nullable || inner.kinds.contains(&JsonKind::Null);
                    let inner = if inner.one_of.is_empty() { &inner.any_of } else { &inner.one_of };
                    todo.extend(inner.iter().rev().map(|branch| (branch.clone(), depth + 1)));
                }
                _ => branches.push(Branch::of(schema)),
            }
        }
        (branches, nullable)
    }

    /// The branches without those that say the same as an earlier one.
    pub(in crate::lower) fn without_duplicates(&mut self, branches: Vec<Branch>) -> Vec<Branch> {
        let mut kept: Vec<(Option<Pointer>, Branch)> = Vec::new();
        for branch in branches {
            let target = self.target_of(&branch.schema);
            let known = kept.iter().any(|(kept_target, kept)| match (&target, kept_target) {
                (Some(target), Some(kept)) => target == kept,
                (None, None) => same_schema(&branch.schema, &kept.schema),
                _ => false,
            });
            if !known {
                kept.push((target, branch));
            }
        }
        kept.into_iter().map(|(_, branch)| branch).collect()
    }

    /// Gives each branch its words; branches that would share them are told apart by what only they have.
    pub(in crate::lower) fn name_branches(&mut self, branches: &mut [Branch], tags: Option<&Tags>) {
        for (index, branch) in branches.iter_mut().enumerate() {
            let tag = tags.and_then(|tags| tags.values[index].first());
            let written = branch.written().clone();
            branch.words = self.branch_words(&written, tag, 0);
        }
        let mut same: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, branch) in branches.iter().enumerate() {
            same.entry(branch.words.parts().join(" ").to_lowercase()).or_default().push(index);
        }
        for group in same.into_values().filter(|group| group.len() > 1) {
            let members: Vec<Vec<String>> =
                group.iter().map(|index| self.member_names(&branches[*index].schema)).collect();
            for (position, index) in group.iter().enumerate() {
                let only_here = members[position].iter().find(|name| {
                    members
                        .iter()
                        .enumerate()
                        .all(|(other, names)| other == position || !names.contains(name))
                });
                let branch = &mut branches[*index];
                branch.words = if let Some(name) = only_here {
                    branch.words.then("with").then(name)
                } else {
                    let last = branch.schema.pointer().tokens().last().unwrap_or_default();
                    branch.words.then(last)
                };
            }
        }
    }

    /// What a branch is called by itself: its component, its title, its tag, its one value, or its kind.
    fn branch_words(&mut self, schema: &Schema, tag: Option<&String>, depth: usize) -> Words {
        if let Some(words) = self.target_of(schema).and_then(|target| self.words_at(&target)) {
            return words;
        }
        let Some(object) = schema.as_object() else { return Words::one("any") };
        if let Some(title) = object.title.as_deref().filter(|title| is_name(title)) {
            return Words::one(title);
        }
        if let Some(tag) = tag {
            return Words::one(tag);
        }
        let Some(view) = self.view(schema) else { return Words::one("any") };
        if let Some([Node::String(only)]) = listed_values(&view).as_deref() {
            return Words::one(only);
        }
        if listed_values(&view).is_some() && kinds_of(&view).as_slice() != [JsonKind::Integer] {
            return Words::one("text");
        }
        if !view.one_of.is_empty() || !view.any_of.is_empty() {
            return Words::one("choice");
        }
        match kinds_of(&view).as_slice() {
            [JsonKind::Array] => {
                let inner = view.items.as_ref().filter(|_| depth < 4);
                match inner {
                    Some(items) => self.branch_words(items, None, depth + 1).then("list"),
                    None => Words::one("list"),
                }
            }
            [JsonKind::Object] => self.object_words(&view),
            [JsonKind::Integer] => Words::one("integer"),
            [JsonKind::Number] => Words::one("number"),
            [JsonKind::Boolean] => Words::one("boolean"),
            [JsonKind::String] => Words::one(text_words(view.format.as_deref())),
            _ => Words::one("any"),
        }
    }

    /// An object with one required member of its own is called by that: how many languages write tagged values.
    fn object_words(&mut self, view: &SchemaObject) -> Words {
        let constants = view.properties.iter().flatten().filter_map(|(name, schema)| {
            let required = view.required.contains(name);
            let words = match self.constant_of(schema).filter(|_| required)? {
                Literal::String(text) => Words::one(text),
                Literal::Integer(number) => Words::one(name).then(number.to_string()),
                Literal::Bool(_) | Literal::Json(_) => return None,
            };
            Some((telling(name), words))
        });
        if let Some((_, words)) = constants.min_by(|(one, _), (other, _)| one.cmp(other)) {
            return words;
        }
        match (&view.properties, view.required.as_slice()) {
            (Some(properties), [only]) if properties.len() == 1 && properties.contains_key(only) => {
                Words::one(only)
            }
            (Some(properties), _) if !properties.is_empty() => Words::one("object"),
            _ if view.additional_properties.is_some() => Words::one("map"),
            _ => Words::one("object"),
        }
    }

    /// The members of a branch, those that tell most of it first.
    fn member_names(&mut self, schema: &Schema) -> Vec<String> {
        let Some(view) = self.view(schema) else { return Vec::new() };
        let mut names: Vec<&String> = view.properties.iter().flatten().map(|(name, _)| name).collect();
        names.sort_by_key(|name| (!view.required.contains(name), telling(name)));
        names.into_iter().cloned().collect()
    }
}

/// How much the name of a member tells, the most first. The order in which members are written plays no part: an author who
/// sorts them must not rename anything.
pub(super) fn telling(name: &str) -> (bool, usize, &str) {
    (!matches!(name, "type" | "kind"), name.len(), name)
}

/// `{ nullable: true }` alone among branches: 3.0 has no `type: 'null'`, and some write null like that.
fn is_null_by_mark(object: &SchemaObject) -> bool {
    object.nullable && is_silent_object(object)
}

/// A union and nothing else, so that its branches may as well stand in the union around it.
fn is_inline_union(object: &SchemaObject) -> bool {
    let listed = (object.one_of.is_empty(), object.any_of.is_empty());
    listed.0 != listed.1
        && object.reference.is_none()
        && object.all_of.is_empty()
        && object.discriminator.is_none()
        && object.properties.is_none()
        && object.required.is_empty()
        && object.enumeration.is_none()
        && object.constant.is_none()
        && object.items.is_none()
        && !is_bare_reference(object)
}

fn is_name(title: &str) -> bool {
    title.chars().count() <= LONGEST_TITLE
        && title.chars().any(char::is_alphanumeric)
        && title.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.'))
        && title.split_whitespace().count() <= 6
}

fn text_words(format: Option<&str>) -> &'static str {
    match format {
        Some("date-time" | "datetime") => "date time",
        Some("date") => "date",
        Some("time") => "time",
        Some("uuid" | "guid" | "uuid4") => "uuid",
        Some("uri" | "url" | "iri") => "uri",
        Some("byte" | "base64") => "base64",
        _ => "string",
    }
}
