//! Values from a list: `enum` and `const`.
//!
//! In: a schema with one of them. Out: an enumeration, registered; a boolean stays a boolean.
//! Must never know: where it is used.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::Pointer;
use crate::diag::code_table::lower as codes;
use crate::ir::{Definition, Docs, Enumeration, Literal, Member, Scalar, Type, Words};
use crate::load::{Node, Number};
use crate::schema::{JsonKind, Schema, SchemaObject, kinds_of, listed_values};

use super::docs::docs_of;
use super::literal::{json_text, literal_of};
use crate::lower::context::Lowering;
use crate::lower::schema::lowered::Lowered;

impl Lowering<'_> {
    /// The enumeration of a schema that lists its values; `None` where it does not, or lists lists and objects.
    pub(in crate::lower) fn lower_enumeration(
        &mut self,
        object: &SchemaObject,
        words: &Words,
    ) -> Option<Lowered> {
        let listed = listed_values(object)?;
        if listed.is_empty() {
            let place = self.keyword_place(&object.pointer, "enum");
            self.report(&codes::W518, &place, "`enum` is empty, so it is ignored");
            return None;
        }
        let values: Vec<(usize, &Node)> =
            listed.iter().enumerate().filter(|(_, value)| **value != Node::Null).collect();
        if values.is_empty() {
            return Some(Lowered::plain(Type::Null));
        }
        if values.iter().any(|(_, value)| matches!(value, Node::List(_) | Node::Map(_))) {
            let message = "the enum values are arrays or objects; the other keywords determine the type";
            let place = self.keyword_place(&object.pointer, "enum");
            self.report(&codes::N558, &place, message);
            return None;
        }
        if let Some(lowered) = self.listed_for_items(object, &values, words) {
            return Some(lowered);
        }
        let nullable =
            object.nullable || object.kinds.contains(&JsonKind::Null) || values.len() < listed.len();
        let mut members: Vec<Member> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut misfits: BTreeMap<Fate, Vec<&Node>> = BTreeMap::new();
        for (index, value) in values {
            let (wire, misfit) = member_literal(object, value);
            if let Some(fate) = misfit {
                misfits.entry(fate).or_default().push(value);
            }
            let Some(wire) = wire else { continue };
            if !seen.insert(format!("{wire:?}")) {
                continue;
            }
            let pointer = self.member_place(object, index, value);
            members.push(member_of(object, index, pointer, wire));
        }
        for (fate, values) in misfits {
            self.report_misfits(object, fate, &values);
        }
        if members.is_empty() {
            return None;
        }
        if members.iter().all(|member| matches!(member.wire, Literal::Bool(_))) {
            return Some(Lowered { value: Type::Scalar(Scalar::Bool), nullable });
        }
        let definition = Definition::Enumeration(Enumeration { members });
        let id = self.registry.define(&object.pointer, words, definition, docs_of(object));
        Some(Lowered { value: Type::Named(id), nullable })
    }

    /// Some frameworks list the values of a list's items beside `type: array`; they belong to the items.
    fn listed_for_items(
        &mut self,
        object: &SchemaObject,
        values: &[(usize, &Node)],
        words: &Words,
    ) -> Option<Lowered> {
        if kinds_of(object).as_slice() != [JsonKind::Array] {
            return None;
        }
        let message = "the enum values are not arrays; they are applied to the items";
        let place = self.keyword_place(&object.pointer, "enum");
        self.report(&codes::W510, &place, message);
        let mut list =
            SchemaObject { enumeration: None, constant: None, enum_names: Vec::new(), ..object.clone() };
        let says_values = |items: &Schema| {
            items.as_object().is_none_or(|items| items.enumeration.is_some() || items.reference.is_some())
        };
        if !list.items.as_ref().is_some_and(says_values) {
            let items = match &list.items {
                Some(Schema::Object(items)) => (**items).clone(),
                _ => SchemaObject { pointer: object.pointer.key("items"), ..SchemaObject::default() },
            };
            list.items = Some(Schema::Object(Arc::new(SchemaObject {
                enumeration: Some(values.iter().map(|(_, value)| (*value).clone()).collect()),
                enum_names: object.enum_names.clone(),
                ..items
            })));
        }
        Some(self.lower_flat(&list, words))
    }

    /// The one value that the schema allows, if so; a null beside it does not count.
    pub(in crate::lower) fn constant_of(&mut self, schema: &Schema) -> Option<Literal> {
        let object = schema.as_object()?;
        if object.reference.is_none() && object.all_of.is_empty() {
            // Most fields end here, and looking through nothing would still copy the schema.
            return only_value(object);
        }
        only_value(&*self.view(schema)?)
    }

    /// Where a value stands, unless the list was put together from several: then only the whole is known.
    fn member_place(&self, object: &SchemaObject, index: usize, value: &Node) -> Pointer {
        let listed = object.pointer.key("enum").index(index);
        let is_there = self.root.at(&listed) == Some(value);
        if is_there { listed } else { object.pointer.clone() }
    }

    /// One finding for all values of a list that fare alike, at the first of them: where a list has another type than its
    /// schema says, hundreds of values have.
    fn report_misfits(&mut self, object: &SchemaObject, fate: Fate, values: &[&Node]) {
        let Some(first) = values.first() else { return };
        let place = self.listed_place(&object.pointer, first);
        let named = |quote: &str| {
            let texts =
                values.iter().take(MOST_NAMED).map(|value| format!("{quote}{}{quote}", json_text(value)));
            let rest = values.len().saturating_sub(MOST_NAMED);
            let named = texts.collect::<Vec<_>>().join(", ");
            if rest == 0 { named } else { format!("{named} and {rest} more") }
        };
        let is_one = values.len() == 1;
        let outcome = match (fate, is_one) {
            (Fate::LeftOut, true) => "it is left out".to_owned(),
            (Fate::LeftOut, false) => "they are left out".to_owned(),
            (Fate::Read, true) => "it is read as one".to_owned(),
            (Fate::Read, false) => "they are read as such".to_owned(),
            (Fate::Spelt, true) => {
                format!("the client sends the string {}, however it is spelled here", named("`"))
            }
            (Fate::Spelt, false) => {
                format!("the client sends the strings {}, however they are spelled here", named("`"))
            }
        };
        let listed = if is_one { "is listed, but is" } else { "are listed, but are" };
        // YAML keeps the value of a number and not its spelling, so the text in the file is not known here.
        let message = format!("{} {listed} not of the type; {outcome}", named(""));
        let help = match (fate, is_one) {
            (Fate::LeftOut | Fate::Read, true) => "list a value of the type, or correct `type`".to_owned(),
            (Fate::LeftOut | Fate::Read, false) => "list values of the type, or correct `type`".to_owned(),
            (Fate::Spelt, true) => {
                format!("write it in quotes as the API spells it: {}, if that is it", named("'"))
            }
            (Fate::Spelt, false) => {
                format!("write them in quotes as the API spells them: {}, if that is it", named("'"))
            }
        };
        self.advise(&codes::W510, &place, message, help);
    }
}

/// How many values a message names.
const MOST_NAMED: usize = 5;

/// What becomes of a listed value that is not of the type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    LeftOut,
    /// It can be read as one of the type.
    Read,
    /// It is a text, but YAML has many spellings of a number (`1e3`, `0x1F`), and only its value is left by now.
    Spelt,
}

/// A listed value as a literal of the schema's type, if it is one, and what becomes of it where it is not quite.
fn member_literal(object: &SchemaObject, value: &Node) -> (Option<Literal>, Option<Fate>) {
    match coerced(object, value) {
        Some((literal, false)) => (Some(literal), None),
        Some((literal @ Literal::String(_), true)) => (Some(literal), Some(Fate::Spelt)),
        Some((literal, true)) => (Some(literal), Some(Fate::Read)),
        None => (None, Some(Fate::LeftOut)),
    }
}

fn only_value(object: &SchemaObject) -> Option<Literal> {
    let listed = listed_values(object)?;
    let mut values = listed.iter().filter(|value| **value != Node::Null);
    let only = values.next()?;
    if values.any(|other| other != only) || matches!(only, Node::List(_) | Node::Map(_)) {
        return None;
    }
    coerced(object, only).map(|literal| literal.0)
}

/// Whether the schema, written in place, allows a single text and nothing else.
///
/// An enumeration of one would say no more than a text does whose value is known, and half of the enumerations of a
/// large description are such: each costs its users' compiler a dozen functions.
pub(in crate::lower) fn is_fixed_text(schema: &Schema) -> bool {
    let Some(object) = schema.as_object() else { return false };
    let plain = object.reference.is_none()
        && object.all_of.is_empty()
        && object.any_of.is_empty()
        && object.one_of.is_empty()
        && !object.nullable
        && object.kinds.iter().all(|kind| *kind == JsonKind::String);
    plain
        && listed_values(object).is_some_and(|listed| {
            listed.first().is_some_and(|only| {
                matches!(only, Node::String(_)) && listed.iter().all(|other| other == only)
            })
        })
}

/// The value as a literal of the schema's type, and whether it had to be converted: YAML reads an unquoted `1` in a
/// list of texts as a number, and some write numbers in quotes.
fn coerced(object: &SchemaObject, value: &Node) -> Option<(Literal, bool)> {
    let kinds: Vec<JsonKind> = object.kinds.iter().copied().filter(|kind| *kind != JsonKind::Null).collect();
    let fits = kinds.is_empty()
        || kinds.iter().any(|kind| match (kind, value) {
            (JsonKind::String, Node::String(_))
            | (JsonKind::Boolean, Node::Bool(_))
            | (JsonKind::Number, Node::Number(_))
            | (JsonKind::Integer, Node::Number(Number::Integer(_))) => true,
            (JsonKind::Integer, Node::Number(Number::Float(number))) => number.fract() == 0.0,
            _ => false,
        });
    if fits {
        return Some((whole(value).unwrap_or_else(|| literal_of(value)), false));
    }
    let converted = match (kinds.first()?, value) {
        (JsonKind::String, Node::Number(_) | Node::Bool(_)) => Literal::String(json_text(value)),
        (JsonKind::Integer | JsonKind::Number, Node::String(text)) => {
            Literal::Integer(text.trim().parse().ok()?)
        }
        (JsonKind::Boolean, Node::String(text)) => Literal::Bool(text.trim().parse().ok()?),
        _ => return None,
    };
    Some((converted, true))
}

/// A float without a fraction as the integer that it is on the wire.
fn whole(value: &Node) -> Option<Literal> {
    let Node::Number(Number::Float(number)) = value else { return None };
    serde_json::Number::from_f64(*number)
        .filter(|_| number.fract() == 0.0)
        .and_then(|number| number.to_string().trim_end_matches(".0").parse().ok())
        .map(Literal::Integer)
}

fn member_of(object: &SchemaObject, index: usize, pointer: Pointer, wire: Literal) -> Member {
    let given = object.enum_names.get(index).filter(|name| !name.trim().is_empty());
    let text = match &wire {
        Literal::String(text) | Literal::Json(text) => text.clone(),
        Literal::Integer(number) => number.to_string(),
        Literal::Bool(truth) => truth.to_string(),
    };
    let description = object.enum_descriptions.get(index).filter(|text| !text.trim().is_empty()).cloned();
    Member {
        pointer,
        wire,
        words: Words::one(given.cloned().unwrap_or(text)),
        docs: Docs { description, ..Docs::default() },
    }
}
