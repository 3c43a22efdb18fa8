//! Parameters, whose keywords of a schema move under `schema`.

use super::COLLECTION_FORMAT;
use super::context::{Conversion, Found};
use super::forms::member_schema;
use super::value::{OF_PARAMETER, is_array, query_style, value_schema};
use crate::diag::Pointer;
use crate::diag::code_table::normalize as codes;
use crate::load::{Map, Node};

impl<'n> Conversion<'n> {
    /// A parameter of a list; `None` (reported) for what is none.
    pub(super) fn listed_parameter(
        &mut self,
        written: &'n Node,
        found: Option<Found<'n>>,
        from: &Pointer,
        to: &Pointer,
    ) -> Option<Node> {
        let is_reference = written.get("$ref").is_some_and(|reference| reference.as_str().is_some());
        self.move_to(from, to);
        if !is_reference {
            return Some(self.parameter(written, from, to));
        }
        if written.get("in").is_some() && written.get("name").is_some() {
            // The reference stands where the keywords of the value stand.
            return Some(self.parameter(written, from, to));
        }
        let Some(found) = found else { return Some(written.clone()) };
        if found.at.as_str().starts_with("/components/schemas/") && found.node.get("in").is_none() {
            let message = "the reference leads to a schema, which is not a parameter; it is left out";
            let help = "add `name` and `in`, or refer to an entry of `parameters`";
            self.report(&codes::W244, &from.key("$ref"), message.to_owned(), help);
            return None;
        }
        Some(written.clone())
    }

    /// The shared parameters: what is a body goes to `requestBodies`, what a form refers to goes to `schemas`.
    pub(super) fn shared_parameters(&mut self, members: &'n Map, at: &Pointer, components: &mut Map) {
        let mut parameters = Map::new();
        for (name, parameter) in members {
            let from = at.key(name);
            let found = self.resolve(parameter, &from);
            let place = found.as_ref().and_then(|found| found.node.get("in")).and_then(Node::as_str);
            let place = place.map(str::to_ascii_lowercase);
            let is_reference = found.is_none_or(|found| found.at != from);
            match place.as_deref() {
                Some("body") if is_reference => {
                    let to = Pointer::root().key("components").key("requestBodies").key(name);
                    self.move_to(&from, &to);
                    add(components, "requestBodies", name.clone(), parameter.clone());
                }
                _ if is_reference => {
                    parameters.insert(name.clone(), parameter.clone());
                }
                Some("body") => {
                    let to = Pointer::root().key("components").key("requestBodies").key(name);
                    self.move_to(&from, &to);
                    let list = self.consumes.clone();
                    let found = Found { at: from, node: parameter };
                    let body = self.body_of(&found, &found.at, &to, &list);
                    add(components, "requestBodies", name.clone(), body);
                }
                Some("formdata" | "form") => {
                    if self.shared_members.contains(&from) {
                        self.shared_member(name, parameter, &from, components);
                    }
                }
                _ => {
                    let converted = self.parameter(parameter, &from, &from);
                    parameters.insert(name.clone(), converted);
                }
            }
        }
        components.insert("parameters".to_owned(), Node::Map(parameters));
    }

    fn shared_member(&mut self, name: &str, parameter: &'n Node, from: &Pointer, components: &mut Map) {
        let schemas = Pointer::root().key("components").key("schemas");
        let mut free = name.to_owned();
        let mut number = 2;
        while self.root.at(&schemas.key(&free)).is_some() {
            free = format!("{name}_{number}");
            number += 1;
        }
        self.move_to(from, &schemas.key(&free));
        let schema = member_schema(parameter);
        add(components, "schemas", free, schema);
    }

    /// One parameter that stands at `to` now.
    fn parameter(&mut self, parameter: &'n Node, from: &Pointer, to: &Pointer) -> Node {
        let Some(members) = parameter.as_map() else { return parameter.clone() };
        let place = members.get("in").and_then(Node::as_str).unwrap_or_default().to_ascii_lowercase();
        let mut converted = Map::new();
        for key in OF_PARAMETER.into_iter().filter(|key| *key != "collectionFormat") {
            if let Some(value) = members.get(key) {
                converted.insert(key.to_owned(), value.clone());
            }
        }
        converted.extend(
            members.iter().filter(|(key, _)| key.starts_with("x-")).map(|(k, v)| (k.clone(), v.clone())),
        );
        if converted.contains_key("content") {
            return Node::Map(converted);
        }
        // Some tools put the schema of a body's parameter beside any parameter; keywords of the parameter itself win.
        let has_schema = members.get("schema").is_some_and(|schema| schema.as_map().is_some());
        let says_kind = members.get("type").and_then(Node::as_str).is_some_and(|kind| kind != "object");
        if !has_schema || says_kind {
            self.made_of(from, &to.key("schema"));
            converted.insert("schema".to_owned(), value_schema(members));
        }
        if is_array(members) {
            self.style(members, &place, from, &mut converted);
        }
        Node::Map(converted)
    }

    /// How the items of an array stand beside one another.
    fn style(&mut self, members: &Map, place: &str, from: &Pointer, converted: &mut Map) {
        let Some(format) = self.collection_format(members, from) else {
            // In a query, commas are not the default of OpenAPI 3.
            if place == "query" && !converted.contains_key("style") {
                converted.entry("explode".to_owned()).or_insert(Node::Bool(false));
            }
            return;
        };
        let mut say = |key: &str, value: Node| {
            converted.insert(key.to_owned(), value);
        };
        match (format, place) {
            ("multi", "query") => say("explode", Node::Bool(true)),
            ("multi", _) => {
                let message = format!("a {place} parameter is sent once; its items are separated by commas");
                let help = "`multi` is only valid in a query or a form; use `csv`, `ssv`, `tsv` or `pipes`";
                self.report(&codes::W243, &from.key("collectionFormat"), message, help);
            }
            ("csv", "query") => say("explode", Node::Bool(false)),
            ("csv", _) => {}
            (format, "query") if query_style(format).is_some() => {
                say("explode", Node::Bool(false));
                say("style", query_style(format).unwrap_or_default().into());
            }
            (format, _) => {
                say("explode", Node::Bool(false));
                say(COLLECTION_FORMAT, format.into());
            }
        }
    }

    /// `collectionFormat`, if it is one that 2.0 knows; another one is reported.
    pub(super) fn collection_format(&mut self, members: &Map, from: &Pointer) -> Option<&'static str> {
        const FORMATS: [&str; 5] = ["csv", "ssv", "tsv", "pipes", "multi"];
        let written = members.get("collectionFormat").filter(|written| **written != Node::Null)?;
        let word = written.as_str().unwrap_or_default();
        let known = FORMATS.into_iter().find(|known| known.eq_ignore_ascii_case(word));
        if known.is_none() {
            let message = "the collection format is not valid in Swagger 2.0; items are separated by commas";
            let help = match crate::diag::closest(word, FORMATS) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "it is one of `csv`, `ssv`, `tsv`, `pipes` and `multi`".to_owned(),
            };
            self.report(&codes::W243, &from.key("collectionFormat"), message.to_owned(), &help);
        }
        known
    }
}

/// Puts a part into a section of `components`, which is made where it is not there.
fn add(components: &mut Map, section: &str, name: String, part: Node) {
    let members = components.entry(section.to_owned()).or_insert_with(|| Node::Map(Map::new()));
    if let Node::Map(members) = members {
        members.insert(name, part);
    }
}
