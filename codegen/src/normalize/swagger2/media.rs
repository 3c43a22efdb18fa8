//! `consumes` and `produces` → the keys of `content`.

use super::context::{Conversion, MediaList};
use crate::diag::Pointer;
use crate::diag::code_table::normalize as codes;
use crate::load::{Map, Node};
pub(super) use crate::normalize::media_type::{essence_of, is_form};

pub(super) const JSON: &str = "application/json";
pub(super) const LINES: &str = "application/x-ndjson";
pub(super) const BYTES: &str = "application/octet-stream";
pub(super) const FORM: &str = "application/x-www-form-urlencoded";
pub(super) const MULTIPART: &str = "multipart/form-data";

/// As many media types of one list are used: each is a copy of what it holds.
pub(super) const MOST: usize = 16;

/// What is in the name of a media type whose values have members or items.
const STRUCTURED: [&str; 11] =
    ["json", "xml", "yaml", "yml", "form", "csv", "event-stream", "html", "proto", "grpc", "cbor"];

impl Conversion<'_> {
    /// The media types under `key`; `None` where the key says nothing, and those of the document count.
    pub(super) fn media_list(&mut self, holder: &Node, at: &Pointer, key: &str) -> Option<MediaList> {
        let node = holder.get(key)?;
        let at = at.key(key);
        let mut list = MediaList::new();
        match node {
            Node::List(members) => {
                for (index, member) in members.iter().enumerate() {
                    match member {
                        Node::String(text) => add(&mut list, text, at.index(index)),
                        other => self.wrong_kind(&at.index(index), other, "a media type", "a string"),
                    }
                }
            }
            Node::String(text) => {
                let message = format!("`{key}` is a string; it is read as a list of one media type");
                self.report(&codes::W247, &at, message, &format!("write `{key}: [{text}]`"));
                add(&mut list, text, at.clone());
            }
            other => {
                self.wrong_kind(&at, other, key, "an array of media types");
                return None;
            }
        }
        if list.len() > MOST {
            let message = format!("`{key}` lists {} media types; the first {MOST} are used", list.len());
            self.report(&codes::W248, &at, message, "list only those that clients use");
            list.truncate(MOST);
        }
        Some(list)
    }

    /// `content` that holds one schema under each media type.
    pub(super) fn content(
        &mut self,
        list: &MediaList,
        schema: &Node,
        from: &Pointer,
        holder: &Pointer,
        is_copy: bool,
    ) -> Map {
        let to = holder.key("content");
        self.made_of(from, &to);
        let mut content = Map::new();
        for (media_type, place) in list {
            let to = to.key(media_type);
            if let Some(place) = place {
                self.made_of(place, &to);
            }
            // A copy for one operation is not a place that others mean.
            let to = to.key("schema");
            if is_copy {
                self.made_of(from, &to);
            } else {
                self.move_to(from, &to);
            }
            let media = Map::from([("schema".to_owned(), schema.clone())]);
            content.insert(media_type.clone(), Node::Map(media));
        }
        content
    }
}

fn add(list: &mut MediaList, media_type: &str, place: Pointer) {
    let media_type = media_type.trim();
    if !media_type.is_empty() && !list.iter().any(|(known, _)| known == media_type) {
        list.push((media_type.to_owned(), Some(place)));
    }
}

/// Whether a body of this media type can be a value with members or items. Servers say `text/plain` of JSON, too.
pub(super) fn holds_structure(media_type: &str) -> bool {
    let essence = essence_of(media_type);
    let (main, sub) = essence.split_once('/').unwrap_or(("", &essence));
    sub == "*"
        || main == "multipart"
        || essence == "text/plain"
        || STRUCTURED.iter().any(|word| sub.contains(word))
}

/// Whether bodies of this media type are read as JSON, if they are of an object or an array.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = essence_of(media_type);
    let sub = essence.split_once('/').map_or("", |(_, sub)| sub);
    sub == "json" || sub.ends_with("+json") || sub == "*" || essence == "text/plain"
}
