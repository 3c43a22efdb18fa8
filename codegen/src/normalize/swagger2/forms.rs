//! `in: formData` → a form with members.

use super::COLLECTION_FORMAT;
use super::context::{Conversion, MediaList};
use super::media::{FORM, MULTIPART, is_form};
use super::operations::Payload;
use super::value::{SMALL, is_array, query_style, value_schema};
use crate::diag::Pointer;
use crate::diag::code_table::normalize as codes;
use crate::load::{Map, Node};

/// A form is described once for each of its media types, of which there are two; others are habits of few.
const MOST_KINDS: usize = 4;

/// What a member is called, what it holds, and how it is written.
struct Member {
    /// Where its parameter stands.
    from: Pointer,
    name: String,
    schema: Node,
    /// What `encoding` says of it.
    encoding: Map,
    required: bool,
}

impl<'n> Conversion<'n> {
    /// The body that members of a form make.
    pub(super) fn form(
        &mut self,
        payload: Vec<Payload<'n>>,
        operation: &Pointer,
        consumes: Option<MediaList>,
    ) -> Node {
        let has_files = payload.iter().any(|payload| holds_file(payload.found.node));
        let list = consumes.unwrap_or_else(|| self.consumes.clone());
        let to = operation.key("requestBody");
        let holder = payload.first().and_then(|first| first.at.parent()).unwrap_or_else(|| operation.clone());
        self.made_of(&holder, &to);
        let mut members: Vec<Member> = Vec::new();
        for payload in payload {
            members.extend(self.member(&payload));
        }
        let mut content = Map::new();
        for (kind, place) in kinds_of_form(list, has_files) {
            let to = to.key("content").key(&kind);
            if let Some(place) = &place {
                self.made_of(place, &to);
            }
            self.made_of(&holder, &to.key("schema"));
            content.insert(kind, self.form_media(&members, &to));
        }
        let mut body = Map::from([("content".to_owned(), Node::Map(content))]);
        if members.iter().any(|member| member.required) {
            body.insert("required".to_owned(), Node::Bool(true));
        }
        Node::Map(body)
    }

    /// One media type of a form.
    fn form_media(&mut self, members: &[Member], to: &Pointer) -> Node {
        let (mut properties, mut required, mut encodings) = (Map::new(), Vec::new(), Map::new());
        let schema_at = to.key("schema");
        for member in members {
            let Member { from, name, schema, encoding, .. } = member;
            self.made_of(from, &schema_at.key("properties").key(name));
            properties.insert(name.clone(), schema.clone());
            if member.required {
                self.made_of(&from.key("required"), &schema_at.key("required").index(required.len()));
                required.push(Node::from(name.as_str()));
            }
            if !encoding.is_empty() {
                self.made_of(from, &to.key("encoding").key(name));
                encodings.insert(name.clone(), Node::Map(encoding.clone()));
            }
        }
        let mut schema = Map::from([("type".to_owned(), "object".into())]);
        schema.insert("properties".to_owned(), Node::Map(properties));
        if !required.is_empty() {
            schema.insert("required".to_owned(), Node::List(required));
        }
        let mut media = Map::from([("schema".to_owned(), Node::Map(schema))]);
        if !encodings.is_empty() {
            media.insert("encoding".to_owned(), Node::Map(encodings));
        }
        Node::Map(media)
    }

    /// One member; `None` (reported) without a name.
    fn member(&mut self, payload: &Payload<'n>) -> Option<Member> {
        let from = &payload.found.at;
        let Some(name) = payload.name().filter(|name| !name.is_empty()) else {
            let message = "a form parameter has no `name`, so it is left out".to_owned();
            self.report(&codes::W241, &payload.at, message, "give it the name that the server reads");
            return None;
        };
        let node = payload.found.node;
        let schema = if payload.is_shared() && node.values() > SMALL {
            if from.as_str().starts_with("/components/parameters/") {
                self.shared_members.insert(from.clone());
            }
            let reference = Node::String(format!("#{from}"));
            Node::Map(Map::from([("$ref".to_owned(), reference)]))
        } else {
            member_schema(node)
        };
        Some(Member {
            from: from.clone(),
            name: name.to_owned(),
            schema,
            encoding: self.encoding(node, from),
            required: node.get("required").and_then(Node::as_bool) == Some(true),
        })
    }

    /// How the items of an array are written; files are parts of their own.
    fn encoding(&mut self, parameter: &Node, from: &Pointer) -> Map {
        let Some(members) = parameter.as_map().filter(|members| is_array(members)) else { return Map::new() };
        if holds_file(parameter) {
            return Map::new();
        }
        let format = self.collection_format(members, from).unwrap_or("csv");
        let mut encoding = Map::new();
        if format != "multi" {
            encoding.insert("explode".to_owned(), Node::Bool(false));
            match query_style(format) {
                Some(style) => encoding.insert("style".to_owned(), style.into()),
                None if format == "csv" => encoding.insert("style".to_owned(), "form".into()),
                None => encoding.insert(COLLECTION_FORMAT.to_owned(), format.into()),
            };
        }
        encoding
    }
}

/// The schema of a member, with what is said of it.
pub(super) fn member_schema(parameter: &Node) -> Node {
    let Some(members) = parameter.as_map() else { return Node::Map(Map::new()) };
    let of_its_own = parameter.get("schema").filter(|_| !members.contains_key("type"));
    let mut schema = of_its_own.cloned().unwrap_or_else(|| value_schema(members));
    if let Node::Map(schema) = &mut schema {
        let says =
            |key: &str| matches!(key, "description" | "deprecated" | "example") || key.starts_with("x-");
        let said = members.iter().filter(|(key, _)| says(key) && *key != "x-nullable");
        for (key, value) in said {
            schema.entry(key.clone()).or_insert_with(|| value.clone());
        }
    }
    schema
}

/// The media types of a form: those of the list that are, or the one that can hold what the form has.
fn kinds_of_form(list: MediaList, has_files: bool) -> MediaList {
    let fits = |kind: &str| is_form(kind) && (!has_files || super::media::essence_of(kind) != FORM);
    let mut kinds: MediaList = list.into_iter().filter(|(kind, _)| fits(kind)).collect();
    kinds.truncate(MOST_KINDS);
    if kinds.is_empty() {
        kinds.push((if has_files { MULTIPART } else { FORM }.to_owned(), None));
    }
    kinds
}

/// Whether a parameter is a file, or an array of files.
fn holds_file(parameter: &Node) -> bool {
    let is_file =
        |node: Option<&Node>| node.and_then(|node| node.get("type")).and_then(Node::as_str) == Some("file");
    is_file(Some(parameter)) || is_file(parameter.get("items")) || is_file(parameter.get("schema"))
}
