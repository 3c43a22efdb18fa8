//! What a schema allows, in one form: the spellings of the same thing give the same view.
//!
//! References are followed, `allOf` is one object, null is a flag, a union of one case is that case, and a union of single
//! values is a list of values.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::diag::Pointer;
use crate::load::Node;
use crate::schema::{Discriminator, JsonKind, Limits, Schema, SchemaObject};

use super::super::state::Described;

/// So many references and parts of `allOf` are followed for one view, and so many of them from one to the next.
const MOST_FOLLOWED: usize = 512;
const DEEPEST: usize = 48;

/// What a value may be.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a keyword of its own")]
pub(in crate::change) struct View {
    /// Where it is written: the first place that is more than a reference.
    pub(super) at: Pointer,
    /// The types, without null; empty where any is allowed.
    pub(super) kinds: BTreeSet<JsonKind>,
    pub(super) nullable: bool,
    /// Nothing is allowed.
    pub(super) never: bool,
    pub(super) format: Option<String>,
    pub(super) encoding: Option<String>,
    /// The listed values as JSON, without null, each with its place.
    pub(super) values: Option<BTreeMap<String, Pointer>>,
    pub(super) members: IndexMap<String, Vec<Schema>>,
    pub(super) required: BTreeSet<String>,
    pub(super) rest: Rest,
    pub(super) items: Vec<Schema>,
    pub(super) places: Vec<Schema>,
    /// The cases of a union; empty where it is none.
    pub(super) cases: Vec<Schema>,
    pub(super) discriminator: Option<Discriminator>,
    pub(super) limits: Vec<Limits>,
    pub(super) default: Option<String>,
    pub(super) read_only: bool,
    pub(super) write_only: bool,
    pub(super) deprecated: bool,
    pub(super) docs: Vec<String>,
    pub(super) conditions: BTreeSet<String>,
}

/// What becomes of members without a name.
#[derive(Clone, Debug, Default)]
pub(super) enum Rest {
    /// The schema does not say.
    #[default]
    Unsaid,
    Forbidden,
    Allowed,
    Of(Schema),
}

impl View {
    /// The view of a value that must be all of these.
    pub(in crate::change) fn of(described: &Described, schemas: &[Schema]) -> Self {
        let mut collector =
            Collector { described, view: Self::default(), followed: 0, seen: BTreeSet::new() };
        if let Some(first) = schemas.first() {
            collector.view.at = first.pointer().clone();
        }
        for (index, schema) in schemas.iter().enumerate() {
            collector.add(schema, index == 0, 0);
        }
        collector.finish()
    }

    pub(super) fn is_union(&self) -> bool {
        !self.cases.is_empty()
    }
}

struct Collector<'a> {
    described: &'a Described,
    view: View,
    followed: usize,
    seen: BTreeSet<Pointer>,
}

impl Collector<'_> {
    fn add(&mut self, schema: &Schema, is_first: bool, depth: usize) {
        self.followed += 1;
        if self.followed > MOST_FOLLOWED || depth > DEEPEST || !self.seen.insert(schema.pointer().clone()) {
            return;
        }
        let object = match schema {
            Schema::Bool(truth, _) => {
                self.view.never |= !truth;
                return;
            }
            Schema::Object(object) => object,
        };
        if let Some(reference) = &object.reference
            && let Some(target) = self.described.referred(reference)
        {
            if is_first && is_only_reference(object) {
                self.view.at = target.pointer().clone();
            }
            self.add(&target, is_first, depth + 1);
        }
        self.own(object);
        for part in &object.all_of {
            self.add(part, false, depth + 1);
        }
        self.union(object, is_first, depth);
    }

    /// What stands in the schema itself.
    fn own(&mut self, object: &SchemaObject) {
        let view = &mut self.view;
        let stated: BTreeSet<JsonKind> =
            object.kinds.iter().copied().filter(|kind| *kind != JsonKind::Null).collect();
        let allows_null = object.nullable || object.kinds.contains(&JsonKind::Null);
        view.nullable |= allows_null;
        if view.kinds.is_empty() {
            view.kinds = stated;
        } else if !stated.is_empty() {
            view.kinds.retain(|kind| stated.contains(kind));
        }
        view.format = object.format.clone().or_else(|| view.format.take());
        let encoding = object.content_encoding.as_ref().or(object.content_media_type.as_ref());
        view.encoding = encoding.cloned().or_else(|| view.encoding.take());
        self.listed(object);
        let view = &mut self.view;
        for (name, schema) in object.properties.iter().flatten() {
            view.members.entry(name.clone()).or_default().push(schema.clone());
        }
        view.required.extend(object.required.iter().cloned());
        match &object.additional_properties {
            None => {}
            Some(Schema::Bool(false, _)) => view.rest = Rest::Forbidden,
            Some(schema) if is_anything(schema) => view.rest = Rest::Allowed,
            Some(schema) => view.rest = Rest::Of(schema.clone()),
        }
        view.items.extend(object.items.iter().cloned());
        if !object.prefix_items.is_empty() {
            view.places.clone_from(&object.prefix_items);
        }
        if object.limits != Limits::default() {
            view.limits.push(object.limits.clone());
        }
        view.discriminator = object.discriminator.clone().or_else(|| view.discriminator.take());
        view.default = object.default.as_ref().map(text_of).or_else(|| view.default.take());
        view.read_only |= object.read_only;
        view.write_only |= object.write_only;
        view.deprecated |= object.deprecated;
        view.docs.extend([&object.title, &object.description].into_iter().flatten().cloned());
        view.conditions.extend(object.unmodelled.iter().map(|word| (*word).to_owned()));
    }

    /// `enum` and `const`; where both or several hold, what all list.
    fn listed(&mut self, object: &SchemaObject) {
        let at = object.pointer.key("enum");
        let listed = object.enumeration.iter().flatten().enumerate();
        let listed: BTreeMap<String, Pointer> =
            listed.map(|(index, node)| (text_of(node), at.index(index))).collect();
        let fixed = object.constant.iter().map(|node| (text_of(node), object.pointer.key("const")));
        let mut all: BTreeMap<String, Pointer> = listed.into_iter().chain(fixed).collect();
        if all.is_empty() {
            return;
        }
        if all.remove("null").is_some() {
            self.view.nullable = true;
        }
        self.list(all);
    }

    fn list(&mut self, all: BTreeMap<String, Pointer>) {
        match &mut self.view.values {
            Some(known) => known.retain(|value, _| all.contains_key(value)),
            none => *none = Some(all),
        }
    }

    /// `oneOf` and `anyOf`.
    fn union(&mut self, object: &SchemaObject, is_first: bool, depth: usize) {
        let mut cases: Vec<Schema> = Vec::new();
        for case in object.one_of.iter().chain(&object.any_of) {
            if is_null(case) {
                self.view.nullable = true;
            } else {
                cases.push(case.clone());
            }
        }
        match cases.as_slice() {
            [] => {}
            [only] => {
                let only = only.clone();
                let is_bare = is_first && object.properties.is_none() && object.all_of.is_empty();
                if is_bare {
                    self.view.at = only.pointer().clone();
                }
                self.add(&only, is_bare, depth + 1);
            }
            _ => match single_values(&cases) {
                Some(values) => {
                    let texts = cases.iter().filter_map(Schema::as_object);
                    let docs: Vec<String> =
                        texts.flat_map(|case| [&case.title, &case.description]).flatten().cloned().collect();
                    self.view.docs.extend(docs);
                    self.list(values);
                }
                None => self.view.cases.extend(cases),
            },
        }
    }

    fn finish(mut self) -> View {
        let view = &mut self.view;
        if view.kinds.contains(&JsonKind::Number) {
            view.kinds.remove(&JsonKind::Integer);
        }
        // What has members is an object, whether it says so or not, and what lists texts is text.
        if view.kinds.is_empty() && !view.is_union() {
            if !view.members.is_empty() {
                view.kinds.insert(JsonKind::Object);
            } else if !view.items.is_empty() || !view.places.is_empty() {
                view.kinds.insert(JsonKind::Array);
            } else if let Some(values) = &view.values {
                view.kinds.extend(values.keys().filter_map(|value| kind_of(value)));
            }
        }
        view.docs.retain(|text| !text.trim().is_empty());
        self.view
    }
}

fn is_only_reference(object: &SchemaObject) -> bool {
    object.kinds.is_empty()
        && object.properties.is_none()
        && object.all_of.is_empty()
        && object.enumeration.is_none()
}

/// Whether the schema allows null and nothing else.
fn is_null(schema: &Schema) -> bool {
    let Schema::Object(object) = schema else { return false };
    let by_type = object.kinds == [JsonKind::Null];
    let listed = object.enumeration.as_deref().or(object.constant.as_ref().map(std::slice::from_ref));
    by_type
        || listed.is_some_and(|values| !values.is_empty() && values.iter().all(|value| *value == Node::Null))
}

/// Whether the schema says nothing.
fn is_anything(schema: &Schema) -> bool {
    match schema {
        Schema::Bool(truth, _) => *truth,
        Schema::Object(object) => {
            let bare = SchemaObject {
                pointer: object.pointer.clone(),
                title: object.title.clone(),
                description: object.description.clone(),
                ..SchemaObject::default()
            };
            **object == bare
        }
    }
}

/// The values, where each case is one.
fn single_values(cases: &[Schema]) -> Option<BTreeMap<String, Pointer>> {
    let mut values = BTreeMap::new();
    for case in cases {
        let object = case.as_object().filter(|object| object.reference.is_none())?;
        let at = &object.pointer;
        let stated = (&object.constant, object.enumeration.as_deref());
        let ((Some(value), _) | (None, Some([value]))) = stated else { return None };
        values.insert(text_of(value), at.clone());
    }
    Some(values)
}

fn kind_of(json: &str) -> Option<JsonKind> {
    Some(match json.as_bytes().first()? {
        b'"' => JsonKind::String,
        b't' | b'f' => JsonKind::Boolean,
        b'{' => JsonKind::Object,
        b'[' => JsonKind::Array,
        _ if json.contains(['.', 'e', 'E']) => JsonKind::Number,
        _ => JsonKind::Integer,
    })
}

/// A value as JSON whose members are sorted: their order means nothing.
pub(in crate::change) fn text_of(node: &Node) -> String {
    match node {
        Node::Map(map) => {
            let sorted: BTreeMap<&String, &Node> = map.iter().collect();
            let members = sorted
                .into_iter()
                .map(|(key, value)| format!("{}:{}", serde_json::Value::from(key.as_str()), text_of(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        Node::List(items) => format!("[{}]", items.iter().map(text_of).collect::<Vec<_>>().join(",")),
        other => serde_json::to_string(other).unwrap_or_default(),
    }
}
