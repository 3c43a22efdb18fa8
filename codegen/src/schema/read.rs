//! Reading a schema with everything that is written inside it.
//!
//! In: a place in the normalised tree. Out: a [`Schema`]; references in it are kept as text.
//! Must never know: what a reference leads to.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::diag::code_table::schema as codes;
use crate::diag::{Diagnostic, Diagnostics, Pointer};
use crate::load::{Map, Node};

use super::discriminator::read_discriminator;
use super::enumeration::settle_enumeration;
use super::kinds::{read_kinds, with_article};
use super::model::{JsonKind, Schema, SchemaObject};
use super::reader::Reader;
use super::reference::resolve_step;
use super::value::Value;

/// Schemas written inside one another beyond this are not read.
const DEEPEST: usize = 100;

/// Reads the schema that stands at `at`. Any input gives a schema; what cannot be used is reported and left out.
pub fn read_schema(root: &Node, at: &Pointer, diagnostics: &mut Diagnostics) -> Schema {
    let mut reader = Reader { root, diagnostics };
    if let Some(node) = root.at(at) {
        reader.schema(node, at.clone(), 0)
    } else {
        reader.diagnostics.report(&codes::W404, at, "expected a schema, found nothing");
        Schema::Bool(true, at.clone())
    }
}

impl Reader<'_> {
    fn schema(&mut self, node: &Node, at: Pointer, depth: usize) -> Schema {
        match node {
            Node::Bool(truth) => Schema::Bool(*truth, at),
            Node::Map(map) if depth < DEEPEST => Schema::Object(self.object(map, &at, depth)),
            Node::Map(_) => {
                let message = format!("more than {DEEPEST} schemas inside one another");
                let help = "give the inner schemas names under `components/schemas`";
                self.diagnostics.push(Diagnostic::new(&codes::W407, &at, message).with_help(help));
                Schema::Bool(true, at)
            }
            other => {
                let message =
                    format!("expected a schema, found {}; accepting any JSON value", with_article(other));
                let found = Diagnostic::new(&codes::W404, &at, message);
                self.diagnostics.push(match other {
                    Node::String(word) if JsonKind::from_word(word).is_some() => {
                        found.with_help(format!("write `type: {word}` inside an object"))
                    }
                    _ => found.with_help("write `{}` where any value is meant"),
                });
                Schema::Bool(true, at)
            }
        }
    }

    /// On the heap from the start, so that a level of nesting costs little stack.
    fn object(&mut self, map: &Map, at: &Pointer, depth: usize) -> Arc<SchemaObject> {
        let mut shared = Arc::<SchemaObject>::default();
        let object = Arc::make_mut(&mut shared);
        object.pointer = at.clone();
        for (key, node) in map {
            if self.shape(object, key, node, depth) {
                continue;
            }
            let value = Value { key, node, at, beside: map };
            let read = self.annotation(object, &value) || self.limit(object, &value);
            if !read {
                self.other(object, &value);
            }
        }
        self.settle(object, map);
        shared
    }

    /// Keywords that hold schemas. True if `key` is one of them.
    fn shape(&mut self, object: &mut SchemaObject, key: &str, node: &Node, depth: usize) -> bool {
        let at = &object.pointer;
        match key {
            "properties" => object.properties = self.schemas_by_name(key, node, at, depth),
            "patternProperties" => {
                object.pattern_properties = self.schemas_by_name(key, node, at, depth).unwrap_or_default();
            }
            "$defs" | "definitions" => {
                let read = self.schemas_by_name(key, node, at, depth).unwrap_or_default();
                object.definitions.extend(read);
            }
            "items" if node.as_list().is_some() => {
                let message = "`items` is a list; it is read as `prefixItems`";
                self.diagnostics.report(&codes::W410, &at.key(key), message);
                object.prefix_items = self.schemas_in_order(key, node, at, depth);
            }
            "items" => object.items = Some(self.inner(key, node, at, depth)),
            "prefixItems" => object.prefix_items = self.schemas_in_order(key, node, at, depth),
            "allOf" => object.all_of = self.schemas_in_order(key, node, at, depth),
            "oneOf" => object.one_of = self.schemas_in_order(key, node, at, depth),
            "anyOf" => object.any_of = self.schemas_in_order(key, node, at, depth),
            "additionalProperties" => {
                object.additional_properties = Some(self.inner(key, node, at, depth));
            }
            "contentSchema" => object.content_schema = Some(self.inner(key, node, at, depth)),
            "propertyNames" => object.property_names = Some(self.inner(key, node, at, depth)),
            "unevaluatedProperties" => {
                object.unevaluated_properties = Some(self.inner(key, node, at, depth));
            }
            _ => return false,
        }
        true
    }

    fn inner(&mut self, key: &str, node: &Node, at: &Pointer, depth: usize) -> Schema {
        self.schema(node, at.key(key), depth + 1)
    }

    fn schemas_by_name(
        &mut self,
        key: &str,
        node: &Node,
        at: &Pointer,
        depth: usize,
    ) -> Option<IndexMap<String, Schema>> {
        let at = at.key(key);
        let Some(map) = node.as_map() else {
            self.wrong_kind(key, node, &at, "a map of schemas");
            return None;
        };
        let read =
            |(name, node): (&String, &Node)| (name.clone(), self.schema(node, at.key(name), depth + 1));
        Some(map.iter().map(read).collect())
    }

    fn schemas_in_order(&mut self, key: &str, node: &Node, at: &Pointer, depth: usize) -> Vec<Schema> {
        let at = at.key(key);
        let Some(list) = node.as_list() else {
            self.wrong_kind(key, node, &at, "an array of schemas");
            return Vec::new();
        };
        if list.is_empty() && key != "prefixItems" {
            let message = format!("`{key}` is an empty array, so it is ignored");
            self.diagnostics.report(&codes::W414, &at, message);
        }
        let read = |(position, node)| self.schema(node, at.index(position), depth + 1);
        list.iter().enumerate().map(read).collect()
    }

    /// Keywords that hold plain values. True if `value` is under one of them.
    fn annotation(&mut self, object: &mut SchemaObject, value: &Value<'_>) -> bool {
        match value.key {
            "$ref" => self.reference(object, value),
            "$dynamicRef" => self.dynamic_reference(object, value),
            "type" => object.kinds = read_kinds(value.node, &value.place(), self.diagnostics),
            "nullable" | "x-nullable" => object.nullable |= value.truth(self).unwrap_or_default(),
            "format" => object.format = value.text(self),
            "enum" => object.enumeration = value.list(self).map(<[Node]>::to_vec),
            "const" => object.constant = Some(value.node.clone()),
            "required" => object.required = self.required(value),
            "discriminator" => object.discriminator = read_discriminator(self, value),
            "title" => object.title = value.text(self),
            "description" => object.description = value.text(self),
            "externalDocs" => {
                object.external_docs = value.node.get("url").and_then(Node::as_str).map(str::to_owned);
            }
            "default" => object.default = Some(value.node.clone()),
            "example" => object.examples.push(value.place()),
            "examples" => self.examples(object, value),
            "deprecated" => object.deprecated = value.truth(self).unwrap_or_default(),
            "readOnly" => object.read_only = value.truth(self).unwrap_or_default(),
            "writeOnly" => object.write_only = value.truth(self).unwrap_or_default(),
            "contentMediaType" => object.content_media_type = value.text(self),
            "contentEncoding" => object.content_encoding = value.text(self),
            _ => return false,
        }
        true
    }

    fn reference(&mut self, object: &mut SchemaObject, value: &Value<'_>) {
        if let Node::String(text) = value.node {
            object.reference = Some(text.clone());
        } else {
            self.no_reference(value);
        }
    }

    /// A `$dynamicRef` that `normalize` could not bind: what it means is any value.
    fn dynamic_reference(&mut self, object: &mut SchemaObject, value: &Value<'_>) {
        let Some(text) = value.node.as_str() else { return self.no_reference(value) };
        object.unmodelled.push("$dynamicRef");
        let found = resolve_step(self.root, text).err().map(|error| error.diagnostic(&value.place()));
        let message =
            format!("the target of `{text}` depends on where the schema is used; accepting any JSON value");
        self.diagnostics
            .push(found.unwrap_or_else(|| Diagnostic::new(&codes::W415, &value.place(), message)));
    }

    fn no_reference(&mut self, value: &Value<'_>) {
        let message =
            format!("expected a reference under `{}`, found {}", value.key, with_article(value.node));
        self.diagnostics.report(&codes::W403, &value.place(), message);
    }

    fn required(&mut self, value: &Value<'_>) -> Vec<String> {
        if let Node::Bool(_) = value.node {
            if value.is_in_parameter() {
                return Vec::new();
            }
            let help = "list the property's name under `required` of the object that holds it";
            let message = "`required` is a boolean, which is not valid in a schema; it is ignored";
            self.diagnostics.push(Diagnostic::new(&codes::W411, &value.place(), message).with_help(help));
            return Vec::new();
        }
        value.texts(self)
    }

    fn examples(&mut self, object: &mut SchemaObject, value: &Value<'_>) {
        let at = value.place();
        match value.node {
            Node::List(list) => object.examples.extend((0..list.len()).map(|position| at.index(position))),
            // The form that media types have: name → { value: … }.
            Node::Map(map) if map.values().all(|named| named.get("value").is_some()) => {
                object.examples.extend(map.keys().map(|name| at.key(name).key("value")));
            }
            other => self.wrong_kind(value.key, other, &at, "an array of values"),
        }
    }

    /// Keywords that limit values. True if `value` is under one of them.
    fn limit(&mut self, object: &mut SchemaObject, value: &Value<'_>) -> bool {
        let limits = &mut object.limits;
        match value.key {
            "minimum" => limits.minimum = value.number(self),
            "maximum" => limits.maximum = value.number(self),
            // The 3.0 spelling is a boolean beside `minimum`; it is settled when all keywords are read.
            "exclusiveMinimum" | "exclusiveMaximum" if value.node.as_bool().is_some() => {}
            "exclusiveMinimum" => limits.exclusive_minimum = value.number(self),
            "exclusiveMaximum" => limits.exclusive_maximum = value.number(self),
            "multipleOf" => limits.multiple_of = value.number(self),
            "minLength" => limits.min_length = value.count(self),
            "maxLength" => limits.max_length = value.count(self),
            "pattern" => limits.pattern = value.text(self),
            "minItems" => limits.min_items = value.count(self),
            "maxItems" => limits.max_items = value.count(self),
            "uniqueItems" => limits.unique_items = value.truth(self).unwrap_or_default(),
            "minProperties" => limits.min_properties = value.count(self),
            "maxProperties" => limits.max_properties = value.count(self),
            _ => return false,
        }
        true
    }

    /// What only shows when all keywords are read: the 3.0 spellings, and names of enum members.
    fn settle(&mut self, object: &mut SchemaObject, map: &Map) {
        if object.nullable && !object.kinds.is_empty() && !object.kinds.contains(&JsonKind::Null) {
            object.kinds.push(JsonKind::Null);
        }
        let is_true = |key: &str| map.get(key).and_then(Node::as_bool) == Some(true);
        if is_true("exclusiveMinimum") {
            object.limits.exclusive_minimum = object.limits.minimum.take();
        }
        if is_true("exclusiveMaximum") {
            object.limits.exclusive_maximum = object.limits.maximum.take();
        }
        settle_enumeration(self, object);
    }
}

#[cfg(test)]
mod tests;
