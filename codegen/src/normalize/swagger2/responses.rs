//! Responses, whose schema moves under `content`.

use super::context::{Conversion, MediaList};
use super::media::{BYTES, JSON, LINES, essence_of, holds_structure, is_json};
use super::value::{SMALL, value_schema};
use crate::diag::Pointer;
use crate::diag::code_table::normalize as codes;
use crate::load::{Map, Node};

impl<'n> Conversion<'n> {
    /// `responses` of an operation.
    pub(super) fn responses(
        &mut self,
        responses: &'n Node,
        at: &Pointer,
        produces: Option<&MediaList>,
    ) -> Node {
        let Some(members) = responses.as_map() else { return responses.clone() };
        let converted = members.iter().map(|(status, response)| {
            if status.starts_with("x-") {
                return (status.clone(), response.clone());
            }
            let is_success = status.starts_with('2');
            let at = at.key(status);
            (status.clone(), self.response(response, &at, &at, produces, is_success))
        });
        Node::Map(converted.collect())
    }

    /// One response that stands at `to` now. `produces` is what its operation says; that of the document counts where it
    /// says nothing.
    pub(super) fn response(
        &mut self,
        response: &'n Node,
        at: &Pointer,
        to: &Pointer,
        produces: Option<&MediaList>,
        is_success: bool,
    ) -> Node {
        let Some(members) = response.as_map() else { return response.clone() };
        if members.get("$ref").is_some_and(|reference| reference.as_str().is_some()) {
            return self.referring_response(response, at, produces, is_success);
        }
        self.check_keys(members, at, super::slips::RESPONSE);
        let mut converted = Map::new();
        for (key, value) in members {
            match key.as_str() {
                "schema" | "examples" => {}
                "headers" => {
                    converted.insert(key.clone(), self.headers(value, &at.key(key), &to.key(key)));
                }
                _ => {
                    converted.insert(key.clone(), value.clone());
                }
            }
        }
        if converted.contains_key("content") {
            return Node::Map(converted);
        }
        let schema = members.get("schema").filter(|schema| **schema != Node::Null);
        let mut content = match schema {
            Some(schema) => {
                let from = at.key("schema");
                let list = self.answer_types(schema, &from, produces, is_success);
                self.content(&list, schema, &from, to, at != to)
            }
            None => Map::new(),
        };
        if let Some(Node::Map(examples)) = members.get("examples") {
            self.examples(examples, &at.key("examples"), &to.key("content"), &mut content);
        }
        if !content.is_empty() {
            converted.insert("content".to_owned(), Node::Map(content));
        }
        Node::Map(converted)
    }

    /// A response that is a reference: to another response, or to the schema that it should name under `schema`.
    fn referring_response(
        &mut self,
        response: &'n Node,
        at: &Pointer,
        produces: Option<&MediaList>,
        is_success: bool,
    ) -> Node {
        let Some(found) = self.resolve(response, at) else { return response.clone() };
        if !found.at.as_str().starts_with("/components/schemas/") {
            let says_kind = |schema: &'n Node| !self.is_structured(schema);
            let is_own = produces.is_some() && found.node.get("schema").is_some_and(says_kind);
            if is_own && found.node.values() <= SMALL {
                // A file or a text is of the media type that this operation says.
                self.made_of(&found.at, at);
                return self.response(found.node, &found.at, at, produces, is_success);
            }
            return response.clone();
        }
        let place = at.key("$ref");
        let message = "the response refers to a schema; it is read as a response with that schema".to_owned();
        self.report(&codes::N251, &place, message, "write the reference under `schema`");
        let reference = response.get("$ref").cloned().unwrap_or_default();
        let schema = Node::Map(Map::from([("$ref".to_owned(), reference)]));
        let list = self.answer_types(found.node, at, produces, is_success);
        let content = self.content(&list, &schema, at, at, false);
        let mut converted = Map::from([("content".to_owned(), Node::Map(content))]);
        converted.insert("description".to_owned(), response.get("description").cloned().unwrap_or("".into()));
        Node::Map(converted)
    }

    /// The media types of an answer: those of the list that can hold what the schema describes.
    fn answer_types(
        &mut self,
        schema: &'n Node,
        at: &Pointer,
        produces: Option<&MediaList>,
        is_success: bool,
    ) -> MediaList {
        let mut list = produces.unwrap_or(&self.produces).clone();
        let is_file = schema.get("type").and_then(Node::as_str) == Some("file");
        if list.is_empty() {
            return vec![(if is_file { BYTES } else { JSON }.to_owned(), None)];
        }
        if !self.is_structured(schema) {
            return list;
        }
        if is_success && is_gateway_stream(schema) {
            let lines =
                |(kind, place): (String, _)| (if is_json(&kind) { LINES.to_owned() } else { kind }, place);
            let mut list: MediaList = list.into_iter().map(lines).collect();
            list.dedup_by(|one, other| one.0 == other.0);
            return list;
        }
        if !is_success && !list.iter().any(|(kind, _)| is_json(kind)) {
            // An operation lists what its success is; its errors are what those of the others are.
            let usual =
                self.produces.iter().filter(|(kind, _)| is_json(kind)).cloned().collect::<MediaList>();
            if !usual.is_empty() {
                list = usual;
            }
        }
        if list.iter().all(|(kind, _)| holds_structure(kind)) {
            return list;
        }
        let (fitting, others): (MediaList, MediaList) =
            list.into_iter().partition(|(kind, _)| holds_structure(kind));
        let others: Vec<String> = others.iter().map(|(kind, _)| format!("`{kind}`")).collect();
        let others = others.join(", ");
        if !fitting.is_empty() {
            let message = format!(
                "the schema describes properties or items, which {others} cannot contain; it is left out"
            );
            self.report(&codes::N250, at, message, "list the media types of the response under `produces`");
            return fitting;
        }
        let message = format!(
            "the schema describes properties or items, which {others} cannot contain; the response is read as JSON"
        );
        // Errors that have a schema are JSON nearly everywhere, so nothing has to be done about theirs.
        let code = if is_success { &codes::W242 } else { &codes::N250 };
        self.report(code, at, message, "list `application/json` under `produces`, or write `type: file`");
        vec![(JSON.to_owned(), None)]
    }

    /// Examples by media type → the example of each. One of a media type that is not listed belongs to the only one.
    fn examples(&mut self, examples: &Map, from: &Pointer, to: &Pointer, content: &mut Map) {
        for (kind, example) in examples.iter().filter(|(kind, _)| kind.contains('/')) {
            if content.is_empty() {
                content.insert(kind.clone(), Node::Map(Map::new()));
            }
            let wanted = essence_of(kind);
            let Some((key, Node::Map(media))) = content.iter_mut().find(|(key, _)| essence_of(key) == wanted)
            else {
                continue;
            };
            let to = to.key(key).key("example");
            media.entry("example".to_owned()).or_insert_with(|| example.clone());
            self.made_of(&from.key(kind), &to);
        }
    }

    /// Headers, whose keywords of a schema move under `schema`.
    fn headers(&mut self, headers: &Node, at: &Pointer, to: &Pointer) -> Node {
        let Some(members) = headers.as_map() else { return headers.clone() };
        let converted = members.iter().map(|(name, header)| {
            let (at, to) = (at.key(name), to.key(name));
            let Some(members) = header.as_map() else { return (name.clone(), header.clone()) };
            if members.contains_key("schema") || members.contains_key("content") {
                return (name.clone(), header.clone());
            }
            let keeps = |key: &str| key == "description" || key == "example" || key.starts_with("x-");
            let mut converted: Map =
                members.iter().filter(|(key, _)| keeps(key)).map(|(k, v)| (k.clone(), v.clone())).collect();
            let schema = value_schema(members);
            if schema.as_map().is_some_and(|schema| !schema.is_empty()) {
                self.made_of(&at, &to.key("schema"));
                converted.insert("schema".to_owned(), schema);
            }
            (name.clone(), Node::Map(converted))
        });
        Node::Map(converted.collect())
    }
}

/// Whether a gateway to gRPC sends many of these, one on each line, though it says JSON: this is how it writes so.
fn is_gateway_stream(schema: &Node) -> bool {
    let title = schema.get("title").and_then(Node::as_str).unwrap_or_default();
    let member = |name: &str| schema.get("properties").and_then(|properties| properties.get(name)).is_some();
    title.starts_with("Stream result of ") && member("result") && member("error")
}
