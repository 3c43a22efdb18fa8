//! Request bodies, and the media types that bodies and responses share.
//!
//! In: `requestBody` and `content`. Out: [`BodySpec`] and [`MediaSpec`].
//! Must never know: schemas, but for their places.

use std::borrow::Cow;

use indexmap::IndexMap;
use openapiv3 as oa;

use crate::diag::code_table::document as codes;
use crate::load::Node;
use crate::normalize::media_type::essence_of;

use super::model::{BodySpec, EncodingSpec, MediaSpec};
use super::parameter::{delimited_style, query_style};
use super::reader::{Reader, Spot, place_in};
use super::skeleton::{Piece, site};

/// The styles that `encoding` can name.
const STYLES: [&str; 4] = ["form", "spaceDelimited", "pipeDelimited", "deepObject"];

impl<'n> Reader<'n, '_> {
    /// `requestBody` of an operation, behind its reference if it is one.
    pub(super) fn body(&mut self, operation: &Spot<'n>) -> Option<BodySpec> {
        let spot = operation.member("requestBody").filter(|spot| *spot.node != Node::Null)?;
        let spot = self.follow(spot, "the body")?;
        self.map_of(&spot, "the request body")?;
        if spot.node.get("content").is_none() {
            let help = "list the media types under `content`";
            self.advise(&codes::W316, &spot.at, "the request body has no `content`", help);
        }
        let piece = Piece::map()
            .with("description", self.description(&spot))
            .with("required", self.truth(&spot, "required"));
        let body: oa::RequestBody = self.read(piece, &spot.at, "the request body")?;
        Some(BodySpec {
            pointer: spot.at.clone(),
            required: body.required,
            description: body.description,
            content: self.content(&spot),
        })
    }

    /// `content`: what can be read of it.
    pub(super) fn content(&mut self, holder: &Spot<'n>) -> IndexMap<String, MediaSpec> {
        let mut content = IndexMap::new();
        let Some(spot) = self.map_member(holder, "content") else { return content };
        for (key, media) in spot.entries() {
            let meant = meant_media_type(key);
            let kind = meant.unwrap_or(key);
            let is_there = kind != key && (spot.node.get(kind).is_some() || content.contains_key(kind));
            self.check_media_type(key, meant, is_there, &media);
            if is_there {
                continue;
            }
            // 3.2 lets a media type be a reference.
            if let Some(media) = self.follow(media, "the media type")
                && let Some(media) = self.media(kind, &media)
            {
                content.insert(kind.to_owned(), media);
            }
        }
        content
    }

    /// A key that is not a media type, and means none, is sent as it stands, which most servers refuse. `is_there` says
    /// that what it means is described, too.
    fn check_media_type(&mut self, key: &str, meant: Option<&str>, is_there: bool, media: &Spot<'n>) {
        if is_media_type(key) {
            return;
        }
        let (done, help) = match meant {
            Some(meant) if is_there => {
                (format!("`{meant}` is described, too, and is used"), format!("remove it, or `{meant}`"))
            }
            Some("*/*") => (
                "it is read as any media type".to_owned(),
                "write the media type of the body, such as `application/json`".to_owned(),
            ),
            Some(meant) => (format!("it is read as `{meant}`"), format!("write `{meant}`")),
            None => (
                "it is sent unchanged".to_owned(),
                "a media type has two parts, such as `application/json`".to_owned(),
            ),
        };
        self.advise_key(&codes::W326, &media.at, format!("`{key}` is not a valid media type; {done}"), &help);
    }

    fn media(&mut self, kind: &str, spot: &Spot<'n>) -> Option<MediaSpec> {
        if *spot.node != Node::Null {
            self.map_of(spot, &format!("the media type `{kind}`"))?;
        }
        let schema = Self::site_of(spot, "schema");
        let mut piece = Piece::map().with("schema", schema.as_ref().map(|at| site(Some(at))));
        let mut unread = IndexMap::new();
        if let Some(encodings) = self.map_member(spot, "encoding") {
            let mut read = Piece::map();
            for (property, encoding) in encodings.entries() {
                read = read.with(property, self.encoding(property, &encoding));
                let explode = self.truth(&encoding, "explode");
                let is_map = encoding.node.as_map().is_some();
                let style = delimited_style(encoding.node);
                let headers = if is_map { self.headers_of(&encoding) } else { IndexMap::new() };
                unread.insert(property, (explode, style, headers));
            }
            piece = piece.with("encoding", Some(read));
        }
        let media: oa::MediaType = self.read(piece, &spot.at, &format!("the media type `{kind}`"))?;
        let encoding = |(property, read): (String, oa::Encoding)| {
            let (explode, style, headers) = unread.swap_remove(property.as_str()).unwrap_or_default();
            let read = specified(&read, explode);
            (property, EncodingSpec { style: style.map(str::to_owned).or(read.style), headers, ..read })
        };
        let by_position = self.list_member(spot, "prefixEncoding").into_iter().enumerate();
        let prefix_encoding = by_position
            .map(|(index, encoding)| self.part_encoding(&format!("part {}", index + 1), &encoding))
            .collect();
        let of_items = spot.member("itemEncoding").filter(|encoding| *encoding.node != Node::Null);
        Some(MediaSpec {
            pointer: spot.at.clone(),
            prefix_encoding,
            item_encoding: of_items.map(|encoding| self.part_encoding("each part", &encoding)),
            schema: place_in(media.schema.as_ref()),
            item_schema: Self::site_of(spot, "itemSchema"),
            examples: self.examples(spot),
            encoding: media.encoding.into_iter().map(encoding).collect(),
        })
    }

    /// How a part without a name is sent. What cannot be read of it is reported, and leaves what its schema says.
    fn part_encoding(&mut self, part: &str, spot: &Spot<'n>) -> EncodingSpec {
        let what = format!("the encoding of {part}");
        let piece = self.encoding_piece(&what, spot);
        let read: Option<oa::Encoding> = piece.and_then(|piece| self.read(piece, &spot.at, &what));
        let Some(read) = read else { return EncodingSpec::default() };
        let headers = self.headers_of(spot);
        EncodingSpec { headers, ..specified(&read, None) }
    }

    fn encoding(&mut self, property: &str, spot: &Spot<'n>) -> Option<Piece<'n>> {
        self.encoding_piece(&format!("the encoding of `{property}`"), spot)
    }

    fn encoding_piece(&mut self, what: &str, spot: &Spot<'n>) -> Option<Piece<'n>> {
        self.map_of(spot, what)?;
        let style = self.text(spot, "style").filter(|style| {
            let known = STYLES.contains(&style.as_ref());
            if !known {
                let message = format!("`{style}` is not a valid style for a form; `form` is used");
                self.report(&codes::W310, &spot.at.key("style"), message);
            }
            known
        });
        // A list is how some frameworks write several allowed types; the specification wants them with commas.
        let kind = match spot.node.get("contentType").and_then(Node::as_list) {
            Some(list) => {
                let kinds: Vec<&str> = list.iter().filter_map(Node::as_str).collect();
                (!kinds.is_empty()).then(|| Cow::Owned(kinds.join(", ")))
            }
            None => self.text(spot, "contentType"),
        };
        let piece = Piece::map()
            .with("contentType", kind)
            .with("style", style)
            .with("allowReserved", self.truth(spot, "allowReserved"));
        Some(piece)
    }
}

/// `openapiv3` takes a missing `explode` for false, which for `form` it is not; so that comes from the tree.
fn specified(read: &oa::Encoding, explode: Option<bool>) -> EncodingSpec {
    EncodingSpec {
        content_type: read.content_type.clone(),
        style: read.style.as_ref().map(|style| query_style(style).to_owned()),
        explode,
        allow_reserved: read.allow_reserved,
        headers: IndexMap::new(),
    }
}

fn is_media_type(key: &str) -> bool {
    essence_of(key).split_once('/').is_some_and(|(main, sub)| !main.is_empty() && !sub.is_empty())
}

/// What a key that is not a media type can only mean. An empty one says nothing, so the schema decides.
fn meant_media_type(key: &str) -> Option<&'static str> {
    match essence_of(key).as_str() {
        "" => Some("*/*"),
        "json" => Some("application/json"),
        "xml" => Some("application/xml"),
        "text" => Some("text/plain"),
        "form" => Some("application/x-www-form-urlencoded"),
        "multipart" => Some("multipart/form-data"),
        _ => None,
    }
}
