//! `in: body` → `requestBody`.

use super::context::{Conversion, Found, MediaList};
use super::media::JSON;
use super::operations::Payload;
use super::value::value_schema;
use crate::diag::Pointer;
use crate::diag::code_table::normalize as codes;
use crate::load::{Map, Node};

impl<'n> Conversion<'n> {
    /// The body of an operation, of the parameters that are its body or members of its form.
    pub(super) fn request_body(
        &mut self,
        payload: Vec<Payload<'n>>,
        operation: &Pointer,
        consumes: Option<MediaList>,
    ) -> Option<Node> {
        let (bodies, members): (Vec<_>, Vec<_>) = payload.into_iter().partition(|payload| payload.is_body);
        let mut bodies = bodies.into_iter();
        let Some(body) = bodies.next() else {
            return (!members.is_empty()).then(|| self.form(members, operation, consumes));
        };
        for other in bodies {
            let message = "an operation has one request body; this second one is left out".to_owned();
            self.report(&codes::W241, &other.at, message, "describe both as one object");
        }
        if let Some(member) = members.first() {
            let message =
                "an operation cannot have both a request body and a form; its form parameters are left out"
                    .to_owned();
            self.report(
                &codes::W241,
                &member.at,
                message,
                "describe all of them in `in: body`, or in the form",
            );
        }
        let to = operation.key("requestBody");
        self.made_of(&body.at, &to);
        let section = body.found.at.parent();
        let is_component = section.is_some_and(|section| section.as_str() == "/components/parameters");
        if body.is_shared() && is_component && consumes.is_none() {
            // The reference is translated with all others, once it is known where everything stands.
            let reference = format!("#{}", body.found.at);
            return Some(Node::Map(Map::from([("$ref".to_owned(), Node::String(reference))])));
        }
        let list = consumes.unwrap_or_else(|| self.consumes.clone());
        Some(self.body_of(&body.found, &body.at, &to, &list))
    }

    /// The request body that a parameter is; `listed` is where an operation has it.
    pub(super) fn body_of(
        &mut self,
        body: &Found<'n>,
        listed: &Pointer,
        to: &Pointer,
        list: &MediaList,
    ) -> Node {
        let mut converted = Map::new();
        for (key, value) in body.node.as_map().into_iter().flatten() {
            if matches!(key.as_str(), "description" | "required") || key.starts_with("x-") {
                converted.insert(key.clone(), value.clone());
            }
        }
        let from = body.at.key("schema");
        let shared;
        let schema = match body.node.get("schema") {
            // One type, wherever it is used: a copy would be one of its own.
            Some(schema) if body.at != *listed && schema.get("$ref").is_none() => {
                let reference = Node::String(format!("#{from}"));
                shared = Node::Map(Map::from([("$ref".to_owned(), reference)]));
                &shared
            }
            Some(schema) => schema,
            None => {
                // A type beside the place is how some tools write a body that is one value.
                shared = value_schema(body.node.as_map().unwrap_or(&Map::new()));
                &shared
            }
        };
        let from = if body.node.get("schema").is_some() { from } else { body.at.clone() };
        let unsaid = vec![(JSON.to_owned(), None)];
        let list = if list.is_empty() { &unsaid } else { list };
        let content = self.content(list, schema, &from, to, body.at != *listed);
        converted.insert("content".to_owned(), Node::Map(content));
        Node::Map(converted)
    }
}
