//! Parameters.
//!
//! In: one parameter of a path or an operation. Out: a [`ParameterSpec`].
//! Must never know: the other parameters.

use std::borrow::Cow;

use openapiv3 as oa;

use crate::diag::closest;
use crate::diag::code_table::document as codes;
use crate::load::Node;
use crate::normalize::COLLECTION_FORMAT;

use super::model::{ParameterPlace, ParameterSpec};
use super::reader::{Reader, Spot};
use super::skeleton::{Piece, place_of, site};

/// The style of a parameter that is the whole query string, for which the specification has a place of its own.
pub const WHOLE_QUERY: &str = "querystring";

/// The style of cookies as they are, which `openapiv3` does not know.
pub const COOKIE_STYLE: &str = "cookie";

impl ParameterPlace {
    /// The word of `in`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Path, Self::Query, Self::Header, Self::Cookie]
            .into_iter()
            .find(|place| place.word().eq_ignore_ascii_case(word))
    }

    /// The styles that the specification has for the place, the default first.
    fn styles(self) -> &'static [&'static str] {
        match self {
            Self::Path => &["simple", "label", "matrix"],
            Self::Query => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
            Self::Header => &["simple"],
            Self::Cookie => &["form", COOKIE_STYLE],
        }
    }
}

impl<'n> Reader<'n, '_> {
    /// One parameter, behind its reference if it is one. What cannot be read is reported and left out.
    pub(super) fn parameter(&mut self, spot: Spot<'n>) -> Option<ParameterSpec> {
        let written = spot.at.clone();
        let spot = self.follow(spot, "the parameter")?;
        if spot.at == written {
            return self.read_parameter(&spot);
        }
        let read = if let Some(read) = self.parameters.get(&spot.at) {
            read.clone()
        } else {
            let shared = Spot { description: None, ..spot.clone() };
            let read = self.read_parameter(&shared);
            self.parameters.insert(spot.at.clone(), read.clone());
            read
        };
        read.map(|parameter| ParameterSpec {
            description: spot.description.map(Cow::into_owned).or(parameter.description),
            ..parameter
        })
    }

    fn read_parameter(&mut self, spot: &Spot<'n>) -> Option<ParameterSpec> {
        self.map_of(spot, "a parameter")?;
        let name = self.text(spot, "name").filter(|name| !name.is_empty());
        let Some(name) = name else {
            self.report(&codes::W307, &spot.at, "a parameter has no `name`, so it is left out");
            return None;
        };
        let place = self.parameter_place(spot, &name)?;
        let is_whole = place == ParameterPlace::Query && !is_query(spot);
        let style = if is_whole { None } else { self.style(spot, place) };
        let is_raw = style.as_deref() == Some(COOKIE_STYLE);
        let style = style.filter(|_| !is_raw);
        let content = self.parameter_content(spot, &name);
        let piece = Piece::map()
            .with("in", Some(place.word()))
            .with("name", Some(name.clone()))
            .with("description", self.description(spot))
            .with("required", self.truth(spot, "required"))
            .with("deprecated", self.truth(spot, "deprecated"))
            .with("style", style)
            .with("explode", self.truth(spot, "explode"));
        let piece = match &content {
            Some(media) => {
                let schema = Self::site_of(media, "schema");
                let holds = Piece::map().with("schema", schema.as_ref().map(|at| site(Some(at))));
                let kind = media.at.tokens().last().unwrap_or_default();
                piece.with("content", Some(Piece::Map(vec![(Cow::Owned(kind), holds)])))
            }
            None => piece.with("schema", Some(site(self.parameter_schema(spot, &name).as_ref()))),
        };
        let read: oa::Parameter = self.read(piece, &spot.at, &format!("the parameter `{name}`"))?;
        let mut examples = self.examples(spot);
        if let Some(media) = &content {
            examples.extend(self.examples(media));
        }
        let allow_reserved = self.truth(spot, "allowReserved").unwrap_or_default();
        let read = specified(read, spot);
        let style = match delimited_style(spot.node) {
            _ if is_whole => WHOLE_QUERY.to_owned(),
            _ if is_raw => COOKIE_STYLE.to_owned(),
            delimited => delimited.map_or(read.style, str::to_owned),
        };
        Some(ParameterSpec { style, allow_reserved, examples, ..read })
    }

    fn parameter_place(&mut self, spot: &Spot<'n>, name: &str) -> Option<ParameterPlace> {
        let Some(word) = self.text(spot, "in") else {
            let message = format!("the parameter `{name}` has no location (`in`), so it is left out");
            self.report(&codes::W307, &spot.at, message);
            return None;
        };
        let place = ParameterPlace::from_word(&word);
        match (place, word.to_ascii_lowercase().as_str()) {
            (Some(_), _) => {}
            (None, "formdata" | "body") => {
                let message =
                    format!("the parameter `{name}` has the Swagger 2 location `{word}`, so it is left out");
                self.advise(&codes::W308, &spot.at, message, "describe it under `requestBody`");
            }
            (None, WHOLE_QUERY) => return Some(ParameterPlace::Query),
            (None, _) => {
                let message = format!(
                    "the parameter `{name}` has the location `{word}`, which is not valid; it is left out"
                );
                let help = match closest(&word, ["path", "query", "header", "cookie"]) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => "`in` is one of `path`, `query`, `querystring`, `header`, `cookie`".to_owned(),
                };
                self.advise(&codes::W307, &spot.at, message, help);
            }
        }
        place
    }

    /// A style that the place does not have is reported, and the default is used.
    fn style(&mut self, spot: &Spot<'n>, place: ParameterPlace) -> Option<Cow<'n, str>> {
        let style = self.text(spot, "style")?;
        if place.styles().contains(&style.as_ref()) {
            return Some(style);
        }
        let message = format!(
            "`{style}` is not a valid style for a {} parameter; `{}` is used",
            place.word(),
            place.styles()[0]
        );
        let help = match closest(&style, place.styles().iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("the styles are {}", place.styles().join(", ")),
        };
        self.advise(&codes::W310, &spot.at.key("style"), message, help);
        None
    }

    /// The media type of a parameter that has `content` and no schema. The specification allows one.
    fn parameter_content(&mut self, spot: &Spot<'n>, name: &str) -> Option<Spot<'n>> {
        let content = self.map_member(spot, "content")?;
        if spot.node.get("schema").is_some() {
            let message =
                format!("the parameter `{name}` has both `schema` and `content`; the schema is used");
            self.report(&codes::W311, &spot.at, message);
            return None;
        }
        let mut kinds = content.entries();
        let first = kinds.next();
        if kinds.next().is_some() {
            let message = format!("the parameter `{name}` has several media types; the first is used");
            self.report(&codes::W311, &content.at, message);
        }
        first.map(|(_, media)| media)
    }

    /// The place of the schema; a parameter of Swagger 2 is its own schema.
    fn parameter_schema(&mut self, spot: &Spot<'n>, name: &str) -> Option<crate::diag::Pointer> {
        if spot.node.get("schema").is_some_and(|schema| *schema != Node::Null) {
            return Some(spot.at.key("schema"));
        }
        if spot.node.get("type").is_some() {
            let message = format!("the parameter `{name}` has its `type` next to its name, as in Swagger 2");
            self.advise(&codes::W308, &spot.at, message, "put the keywords of its type under `schema`");
            return Some(spot.at.clone());
        }
        let message =
            format!("the parameter `{name}` has neither `schema` nor `content`; any string is accepted");
        self.report(&codes::W311, &spot.at, message);
        None
    }
}

/// Whether a parameter is one of the query, and not the query itself.
fn is_query(spot: &Spot<'_>) -> bool {
    let word = spot.node.get("in").and_then(Node::as_str).unwrap_or_default();
    !word.eq_ignore_ascii_case(WHOLE_QUERY)
}

/// The model's words for what `openapiv3` has read.
fn specified(read: oa::Parameter, spot: &Spot<'_>) -> ParameterSpec {
    let (place, style) = match &read {
        oa::Parameter::Path { style, .. } => (
            ParameterPlace::Path,
            match style {
                oa::PathStyle::Matrix => "matrix",
                oa::PathStyle::Label => "label",
                oa::PathStyle::Simple => "simple",
            },
        ),
        oa::Parameter::Query { style, .. } => (ParameterPlace::Query, query_style(style)),
        oa::Parameter::Header { .. } => (ParameterPlace::Header, "simple"),
        oa::Parameter::Cookie { .. } => (ParameterPlace::Cookie, "form"),
    };
    let data = read.parameter_data();
    let (schema, content) = match data.format {
        oa::ParameterSchemaOrContent::Schema(schema) => (place_of(&schema), None),
        oa::ParameterSchemaOrContent::Content(content) => content
            .into_iter()
            .next()
            .map_or((None, None), |(kind, media)| (media.schema.as_ref().and_then(place_of), Some(kind))),
    };
    ParameterSpec {
        pointer: spot.at.clone(),
        name: data.name,
        place,
        required: data.required || place == ParameterPlace::Path,
        description: data.description,
        deprecated: data.deprecated.unwrap_or_default(),
        style: style.to_owned(),
        explode: data.explode.unwrap_or(style == "form"),
        allow_reserved: false,
        schema,
        content,
        examples: Vec::new(),
        extensions: spot.extensions(),
    }
}

/// The style of a collection format of Swagger 2.0 for which the specification has no word at its place.
pub(super) fn delimited_style(node: &Node) -> Option<&'static str> {
    match node.get(COLLECTION_FORMAT)?.as_str()? {
        "ssv" => Some("spaceDelimited"),
        "tsv" => Some("tabDelimited"),
        "pipes" => Some("pipeDelimited"),
        _ => None,
    }
}

/// The specification's word for a style of the query or of a form.
pub(super) fn query_style(style: &oa::QueryStyle) -> &'static str {
    match style {
        oa::QueryStyle::Form => "form",
        oa::QueryStyle::SpaceDelimited => "spaceDelimited",
        oa::QueryStyle::PipeDelimited => "pipeDelimited",
        oa::QueryStyle::DeepObject => "deepObject",
    }
}
