//! Objects: structures, maps and open objects.
//!
//! In: a schema of objects. Out: a [`Type`]; a structure is registered on the way.
//! Must never know: who uses it; `readOnly` and `writeOnly` are weighed when usage is known.

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::diag::code_table::lower as codes;
use crate::diag::{Pointer, closest};
use crate::ir::{Definition, Field, Presence, Rest, Scalar, Structure, Type, TypeId, Words};
use crate::load::Node;
use crate::schema::{Schema, SchemaObject, is_silent};

use super::docs::docs_of;
use super::enumeration::is_fixed_text;
use super::literal::json_text;
use super::secret::says_secret;
use crate::lower::context::Lowering;
use crate::lower::naming::title::thing_title;
use crate::lower::naming::words::{member_words, value_words};
use crate::lower::schema::lowered::Lowered;

/// Members that a structure can require; a builder says which of them are set, once for each. See W516.
const MOST_REQUIRED: usize = 200;

impl Lowering<'_> {
    /// The type of an object.
    pub(in crate::lower) fn lower_object(&mut self, object: &SchemaObject, words: &Words) -> Type {
        if object.property_names.is_some() {
            let message = "`propertyNames` limits the names of properties; only the server checks it";
            let place = self.keyword_place(&object.pointer, "propertyNames");
            self.report(&codes::N556, &place, message);
        }
        let has_properties = object.properties.as_ref().is_some_and(|properties| !properties.is_empty());
        let open = if has_properties { None } else { self.lower_unnamed_members(object, words) };
        if let Some(open) = open {
            return open;
        }
        let titled = self.titled_words(object, words);
        let words = titled.as_ref().unwrap_or(words);
        let id = self.registry.place(&object.pointer);
        if !self.memory.under_way.insert(object.pointer.clone()) {
            return Type::Named(id);
        }
        let structure = self.lower_structure(object, id, words);
        self.memory.under_way.remove(&object.pointer);
        Type::Named(self.registry.define(
            &object.pointer,
            words,
            Definition::Structure(structure),
            docs_of(object),
        ))
    }

    /// Words that begin with the title of an object that the description does not name otherwise.
    fn titled_words(&self, object: &SchemaObject, words: &Words) -> Option<Words> {
        if self.registry.homes.contains_key(&object.pointer) {
            return None;
        }
        thing_title(object, words).map(|title| words.titled(title))
    }

    /// A map or an open object; `None` where no member at all is allowed.
    fn lower_unnamed_members(&mut self, object: &SchemaObject, words: &Words) -> Option<Type> {
        match self.lower_rest(object, words) {
            RestOfObject::Typed(value) => Some(Type::Map(Box::new(value))),
            RestOfObject::Open => Some(Type::OpenObject),
            RestOfObject::Unsaid => {
                self.report(
                    &codes::N561,
                    &object.pointer,
                    "no property is described; accepting any properties",
                );
                Some(Type::OpenObject)
            }
            RestOfObject::Closed => None,
        }
    }

    /// Whether more is required than a builder can ask for, and says so; then all of it is optional.
    pub(in crate::lower) fn has_too_many_required(
        &mut self,
        required: usize,
        what: &str,
        pointer: &Pointer,
    ) -> bool {
        let too_many = required > MOST_REQUIRED;
        if too_many {
            let message = format!(
                "more than {MOST_REQUIRED} {what} are required; all of them are optional in the client"
            );
            self.report(&codes::W516, pointer, message);
        }
        too_many
    }

    fn lower_structure(&mut self, object: &SchemaObject, id: TypeId, words: &Words) -> Structure {
        let mut fields = Vec::new();
        let mut all_required: BTreeSet<&String> = object.required.iter().collect();
        if self.has_too_many_required(all_required.len(), "members", &object.pointer) {
            all_required.clear();
        }
        for (name, schema) in object.properties.iter().flatten() {
            let required = all_required.contains(name);
            if let Schema::Bool(false, pointer) = schema {
                if required {
                    let message = format!("`{name}` is required, but its schema allows no value");
                    self.report(&codes::W518, pointer, message);
                }
                continue;
            }
            if self.is_marked(schema, |part| part.write_only) {
                self.found.marks.write_only.insert((id, fields.len()));
            }
            fields.push(self.lower_field(object, name, schema, required, words));
        }
        let rest = self.lower_rest(object, words);
        if matches!(rest, RestOfObject::Closed) {
            self.found.marks.closed.insert(id);
        }
        let rest = match rest {
            RestOfObject::Typed(value) => Rest::Kept(value),
            RestOfObject::Open => Rest::Kept(Type::Any),
            RestOfObject::Unsaid if is_base_of_others(object) => Rest::Kept(Type::Any),
            RestOfObject::Closed | RestOfObject::Unsaid => Rest::Ignored,
        };
        self.add_unnamed_required(object, &rest, &mut fields);
        Structure { fields, rest }
    }

    fn lower_field(
        &mut self,
        object: &SchemaObject,
        name: &str,
        schema: &Schema,
        required: bool,
        words: &Words,
    ) -> Field {
        let written = schema.pointer().parent().and_then(|members| self.root.at(&members));
        let inner_words = self.words_below(object, schema, &words.then(member_words(name, written)));
        let lowered = if is_fixed_text(schema) {
            Lowered::plain(Type::Scalar(Scalar::String))
        } else {
            self.lower_schema(schema, &inner_words)
        };
        let is_secret = self.is_marked(schema, |part| part.write_only) && says_secret(name);
        let constant = if lowered.nullable { None } else { self.constant_of(schema) };
        let value = if is_secret && constant.is_none() {
            self.hidden(Some(schema), lowered.value)
        } else {
            lowered.value
        };
        // Any value includes null, and the value itself can say so.
        let nullable = lowered.nullable && value != Type::Any;
        let written = schema.as_object();
        Field {
            pointer: schema.pointer().clone(),
            wire: name.to_owned(),
            words: Words::one(written.and_then(given_name).unwrap_or(name)),
            value,
            presence: match (required, nullable) {
                (true, false) => Presence::Required,
                (true, true) => Presence::RequiredNullable,
                (false, false) => Presence::Optional,
                (false, true) => Presence::OptionalNullable,
            },
            constant,
            read_only: self.is_marked(schema, |part| part.read_only),
            demanded: false,
            docs: written.map(docs_of).unwrap_or_default(),
        }
    }

    /// A member that is required but has no schema can be set and read as any JSON value.
    fn add_unnamed_required(&mut self, object: &SchemaObject, rest: &Rest, fields: &mut Vec<Field>) {
        let names = self.undescribed_required(object, |_| false);
        let closed = matches!(object.additional_properties, Some(Schema::Bool(false, _)));
        if closed || *rest != Rest::Ignored {
            return;
        }
        fields.extend(names.into_iter().map(|name| Field {
            pointer: object.pointer.key("required"),
            words: Words::one(&name),
            wire: name,
            value: Type::Any,
            presence: Presence::Optional,
            constant: None,
            read_only: false,
            demanded: false,
            docs: crate::ir::Docs::default(),
        }));
    }

    /// The names that are required and described neither by the object nor elsewhere, each of which is reported.
    pub(in crate::lower) fn undescribed_required(
        &mut self,
        object: &SchemaObject,
        is_described_elsewhere: impl Fn(&str) -> bool,
    ) -> Vec<String> {
        // Merged parts, and careless lists, name a member twice.
        let required: BTreeSet<&String> = object.required.iter().collect();
        let is_described = |name: &String| {
            object.properties.as_ref().is_some_and(|properties| properties.contains_key(name))
                || is_described_elsewhere(name)
        };
        let names: Vec<String> = required.into_iter().filter(|name| !is_described(name)).cloned().collect();
        if names.is_empty() {
            return names;
        }
        // YAML reads an unquoted `7` as a number; the list of names takes it as text.
        let name_of = |item: &Node| item.as_str().map_or_else(|| json_text(item), str::to_owned);
        let places = self.item_places(&object.pointer, "required", name_of);
        for name in &names {
            let message = format!("`{name}` is required, but no property of that name is described");
            let place = places.get(name).unwrap_or(&object.pointer);
            let described = object.properties.iter().flat_map(IndexMap::keys).map(String::as_str);
            let help = match closest(name, described) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "describe it under `properties`, or take it out of `required`".to_owned(),
            };
            self.advise(&codes::W508, place, message, help);
        }
        names
    }

    fn lower_rest(&mut self, object: &SchemaObject, words: &Words) -> RestOfObject {
        let additional = object.additional_properties.as_ref().or(object.unevaluated_properties.as_ref());
        if !object.pattern_properties.is_empty() {
            return RestOfObject::Typed(self.lower_patterns(object, additional, words));
        }
        match additional {
            None => RestOfObject::Unsaid,
            Some(Schema::Bool(false, _)) => RestOfObject::Closed,
            Some(schema) if is_silent(schema) => RestOfObject::Open,
            Some(schema) => {
                let words = self.words_below(object, schema, &value_words(words));
                RestOfObject::Typed(self.lower_schema(schema, &words).into_type())
            }
        }
    }

    fn lower_patterns(&mut self, object: &SchemaObject, additional: Option<&Schema>, words: &Words) -> Type {
        let mut branches: Vec<Schema> = object.pattern_properties.values().cloned().collect();
        branches.extend(additional.filter(|schema| !matches!(schema, Schema::Bool(..))).cloned());
        let words = value_words(words);
        if let [only] = branches.as_slice() {
            let words = self.words_below(object, only, &words);
            return self.lower_schema(only, &words).into_type();
        }
        let union = SchemaObject {
            pointer: object.pointer.key("patternProperties"),
            any_of: branches,
            ..SchemaObject::default()
        };
        self.lower_schema(&Schema::Object(Arc::new(union)), &words).into_type()
    }
}

/// What a schema says about members that it does not name.
enum RestOfObject {
    Unsaid,
    Closed,
    Open,
    Typed(Type),
}

/// A base that tells its children apart by a member holds members of theirs where a place is typed as the base.
fn is_base_of_others(object: &SchemaObject) -> bool {
    object.discriminator.is_some() && object.one_of.is_empty() && object.any_of.is_empty()
}

/// The name that the description wants in clients.
fn given_name(object: &SchemaObject) -> Option<&str> {
    object.extensions.get("x-fern-property-name").and_then(Node::as_str).filter(|name| !name.is_empty())
}
