//! Responses and their headers.
//!
//! In: `responses` of an operation. Out: status → [`ResponseSpec`].
//! Must never know: which status is a success.

use std::borrow::Cow;

use indexmap::IndexMap;
use openapiv3 as oa;

use crate::diag::Diagnostic;
use crate::diag::code_table::document as codes;
use crate::load::Node;
use crate::normalize::positions::Part;

use super::model::{HeaderSpec, MediaSpec, ResponseSpec};
use super::reader::{Reader, Spot};
use super::skeleton::{Piece, place_of, site};

/// The media type that a response of Swagger 2 is taken to have.
const JSON: &str = "application/json";

impl<'n> Reader<'n, '_> {
    /// `responses`: those that can be read, in the order of the input.
    pub(super) fn responses(&mut self, operation: &Spot<'n>) -> IndexMap<String, ResponseSpec> {
        let mut responses = IndexMap::new();
        let Some(spot) = self.map_member(operation, "responses") else { return responses };
        for (key, response) in spot.members() {
            let Some(status) = self.status(key, &response) else { continue };
            if responses.contains_key(&status) {
                let message = format!("the status `{status}` has two responses; the first is used");
                self.diagnostics.push(Diagnostic::new(&codes::W317, &response.at, message).at_key());
                continue;
            }
            if let Some(response) = self.response(response) {
                responses.insert(status, response);
            }
        }
        responses
    }

    /// `200`, `2XX` (in any case) or `default`.
    fn status(&mut self, key: &str, spot: &Spot<'n>) -> Option<String> {
        if key == "default" {
            return Some(key.to_owned());
        }
        let read: Option<oa::StatusCode> = Piece::from(Cow::Owned(key.to_owned())).read().ok();
        let status = read.filter(|status| match status {
            oa::StatusCode::Code(_) => true,
            oa::StatusCode::Range(range) => (1..=5).contains(range),
        });
        if status.is_none() {
            let help = "a key is a status (`200`), a range (`2XX`) or `default`";
            let message = format!("`{key}` is not a valid status, so the response is left out");
            self.advise_key(&codes::W317, &spot.at, message, help);
        }
        status.map(|status| status.to_string())
    }

    fn response(&mut self, spot: Spot<'n>) -> Option<ResponseSpec> {
        let written = spot.at.clone();
        let spot = self.follow(spot, "the response")?;
        if spot.at == written {
            return self.read_response(&spot);
        }
        let read = if let Some(read) = self.responses.get(&spot.at) {
            read.clone()
        } else {
            let shared = Spot { description: None, ..spot.clone() };
            let read = self.read_response(&shared);
            self.responses.insert(spot.at.clone(), read.clone());
            read
        };
        read.map(|response| ResponseSpec {
            description: spot.description.map_or(response.description, Cow::into_owned),
            ..response
        })
    }

    /// The description is required, but a response without one says all that a client needs.
    fn read_response(&mut self, spot: &Spot<'n>) -> Option<ResponseSpec> {
        if *spot.node != Node::Null {
            self.map_of(spot, "a response")?;
            self.is_mistaken(spot, Part::Response, "a response");
        }
        // The summary of 3.2 is the shorter of the two; one of them is there.
        let description = self.description(spot).or_else(|| self.text(spot, "summary")).unwrap_or_default();
        let piece = Piece::map().with("description", Some(description));
        let response: oa::Response = self.read(piece, &spot.at, "the response")?;
        let mut content = self.content(spot);
        if spot.node.get("content").is_none() && spot.node.get("schema").is_some() {
            let message = "the response has its `schema` as in Swagger 2; it is read as JSON";
            self.advise(&codes::W308, &spot.at, message, format!("put it under `content` and `{JSON}`"));
            content.insert(JSON.to_owned(), schema_alone(spot));
        }
        Some(ResponseSpec {
            pointer: spot.at.clone(),
            description: response.description,
            content,
            headers: self.headers_of(spot),
        })
    }

    /// `headers` of a response or of an encoding.
    pub(super) fn headers_of(&mut self, spot: &Spot<'n>) -> IndexMap<String, HeaderSpec> {
        let mut headers = IndexMap::new();
        let Some(declared) = self.map_member(spot, "headers") else { return headers };
        // The content type is described by `content`; the specification has it ignored here.
        for (name, header) in
            declared.entries().filter(|(name, _)| !name.eq_ignore_ascii_case("content-type"))
        {
            if let Some(header) = self.header(name, header) {
                headers.insert(name.to_owned(), header);
            }
        }
        headers
    }

    fn header(&mut self, name: &str, spot: Spot<'n>) -> Option<HeaderSpec> {
        let written = spot.at.clone();
        let spot = self.follow(spot, "the header")?;
        if let Some(read) = self.headers.get(&spot.at) {
            return read.clone();
        }
        let read = self.read_header(name, &spot);
        if spot.at != written {
            self.headers.insert(spot.at, read.clone());
        }
        read
    }

    fn read_header(&mut self, name: &str, spot: &Spot<'n>) -> Option<HeaderSpec> {
        self.map_of(spot, &format!("the header `{name}`"))?;
        let content = spot.member("content").and_then(|content| content.entries().next());
        let schema = match content {
            Some((_, media)) if spot.node.get("schema").is_none() => Self::site_of(&media, "schema"),
            // A header of Swagger 2 is its own schema.
            _ if spot.node.get("schema").is_none() && spot.node.get("type").is_some() => {
                Some(spot.at.clone())
            }
            _ => Self::site_of(spot, "schema"),
        };
        let piece = Piece::map()
            .with("description", self.text(spot, "description"))
            .with("schema", Some(site(schema.as_ref())));
        let required = self.truth(spot, "required").unwrap_or(false);
        let header: oa::Header = self.read(piece, &spot.at, &format!("the header `{name}`"))?;
        let schema = match &header.format {
            oa::ParameterSchemaOrContent::Schema(schema) => place_of(schema),
            oa::ParameterSchemaOrContent::Content(_) => None,
        };
        Some(HeaderSpec { pointer: spot.at.clone(), description: header.description, schema, required })
    }
}

/// What `application/json` holds where only a schema is given.
fn schema_alone(spot: &Spot<'_>) -> MediaSpec {
    MediaSpec {
        pointer: spot.at.clone(),
        schema: Some(spot.at.key("schema")),
        item_schema: None,
        prefix_encoding: Vec::new(),
        item_encoding: None,
        examples: Vec::new(),
        encoding: IndexMap::new(),
    }
}
