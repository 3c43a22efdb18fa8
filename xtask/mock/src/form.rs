//! Forms: named parts as one object.
//!
//! In: parts, of a URL-encoded or a multipart body. Out: the object that they make by their schema.
//! Must never know: requests.

use std::collections::BTreeSet;

use bytes::Bytes;
use codegen::diag::Pointer;
use codegen::document::MediaSpec;
use codegen::kinds::JsonKinds;
use codegen::load::{Map, Node};
use futures_util::FutureExt as _;
use futures_util::stream;
use http::StatusCode;

use crate::media_type::is_json;
use crate::problem::Problem;
use crate::route::{decoded, pairs};
use crate::value::{Groups, Reader, bracketed, json};

/// What a part holds.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    /// Text whose schema says what it means.
    Text(String),
    /// A value that is read already: JSON, or a file.
    Value(Node),
}

/// The longest piece of a file that schemas get to see.
const MOST_OF_A_FILE: usize = 64 * 1024;

/// Fields of one form, and parts of one multipart body.
const MOST_PARTS: usize = 10_000;

/// Bytes of JSON inside one multipart body: read values take many times their memory.
const MOST_JSON: usize = 4 << 20;

/// The parts of a URL-encoded form.
pub(crate) fn url_encoded(body: &[u8]) -> Result<Vec<(String, Part)>, Problem> {
    // Counted before anything is kept of them.
    let fields = body.split(|byte| *byte == b'&').filter(|field| !field.is_empty());
    if fields.take(MOST_PARTS + 1).count() > MOST_PARTS {
        return Err(too_many());
    }
    let text = String::from_utf8_lossy(body);
    let parts = pairs(&text).into_iter();
    Ok(parts.map(|(name, value)| (name, Part::Text(decoded(&value.replace('+', " "))))).collect())
}

/// A part as it arrived.
struct Arrived {
    name: Option<String>,
    kind: Option<String>,
    part: Part,
}

/// The parts of a multipart form, by their names.
pub(crate) fn multipart(body: &Bytes, content_type: &str) -> Result<Vec<(String, Part)>, Problem> {
    let named = |arrived: Arrived| match arrived.name {
        Some(name) => Ok((name, arrived.part)),
        None => Err(unreadable(&"a part has no name")),
    };
    parts_of(body, content_type)?.into_iter().map(named).collect()
}

/// The parts of a multipart body without names, each with its content type.
pub(crate) fn nameless(body: &Bytes, content_type: &str) -> Result<Vec<(Option<String>, Part)>, Problem> {
    let arrived = parts_of(body, content_type)?.into_iter();
    Ok(arrived.map(|arrived| (arrived.kind, arrived.part)).collect())
}

fn parts_of(body: &Bytes, content_type: &str) -> Result<Vec<Arrived>, Problem> {
    // The parser takes the boundary of forms only; that of other kinds is written the same way.
    let parameters = content_type.split_once(';').map_or("", |(_, parameters)| parameters);
    let boundary = multer::parse_boundary(format!("multipart/form-data;{parameters}"));
    let boundary = boundary.map_err(|error| unreadable(&error))?;
    let whole = body.clone();
    let chunks = stream::once(async move { Ok::<_, std::convert::Infallible>(whole) });
    let reading = read_parts(multer::Multipart::new(chunks, boundary));
    // The body is in memory, so there is nothing to wait for.
    reading.now_or_never().unwrap_or_else(|| Err(unreadable(&"the request body ends too early")))
}

fn unreadable(why: &dyn std::fmt::Display) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, format!("the request body cannot be read: {why}"))
}

fn too_many() -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        format!("a form may have at most {MOST_PARTS} fields or parts"),
    )
}

async fn read_parts(mut parts: multer::Multipart<'static>) -> Result<Vec<Arrived>, Problem> {
    let mut found = Vec::new();
    let mut json_left = MOST_JSON;
    while let Some(field) = parts.next_field().await.map_err(|error| unreadable(&error))? {
        if found.len() == MOST_PARTS {
            return Err(too_many());
        }
        let name = field.name().map(str::to_owned);
        let kind = field.content_type().map(ToString::to_string);
        let is_file = field.file_name().is_some();
        let bytes = field.bytes().await.map_err(|error| unreadable(&error))?;
        if !is_file && kind.as_deref().is_some_and(is_json) {
            json_left = json_left.checked_sub(bytes.len()).ok_or_else(|| {
                let detail =
                    format!("the parts of a request body may have at most {} MiB of JSON", MOST_JSON >> 20);
                Problem::new(StatusCode::PAYLOAD_TOO_LARGE, detail)
            })?;
        }
        let part = part(kind.as_deref(), is_file, &bytes);
        found.push(Arrived { name, kind, part });
    }
    Ok(found)
}

fn part(kind: Option<&str>, is_file: bool, bytes: &[u8]) -> Part {
    if !is_file
        && kind.is_some_and(is_json)
        && let Ok(value) = json(bytes)
    {
        return Part::Value(value);
    }
    let shown = bytes.get(..MOST_OF_A_FILE).unwrap_or(bytes);
    let text = String::from_utf8_lossy(shown).into_owned();
    if is_file { Part::Value(Node::String(text)) } else { Part::Text(text) }
}

/// The object that the parts make. Each part is looked at once: a request decides how many there are.
pub(crate) fn object(reader: &Reader<'_>, media: &MediaSpec, parts: &[(String, Part)]) -> Node {
    let schema = media.schema.as_ref();
    let declared: BTreeSet<String> =
        schema.into_iter().flat_map(|schema| reader.look.properties(schema)).map(|(name, _)| name).collect();
    let mut members = Map::new();
    let mut strays: Vec<(&String, &Part)> = Vec::new();
    let mut groups: Groups<String, (Vec<String>, &Part)> = Groups::default();
    for (name, part) in parts {
        // A declared name may itself have brackets (`files[]`).
        let (base, path) = if declared.contains(name) { (name.clone(), Vec::new()) } else { bracketed(name) };
        if path.is_empty() && !declared.contains(&base) {
            strays.push((name, part));
        }
        groups.add(base, (path, part));
    }
    for (name, own) in groups.into_vec() {
        let encoding = media.encoding.get(&name);
        let is_joined =
            encoding.is_some_and(|encoding| encoding.explode == Some(false) || is_delimited(encoding));
        let place = schema.and_then(|schema| reader.look.property(schema, &name));
        let value = member(reader, place.as_ref(), &own, is_joined);
        members.insert(name, value);
    }
    if let Some(schema) = schema {
        gather_strays(reader, schema, &strays, &mut members);
    }
    Node::Map(members)
}

fn is_delimited(encoding: &codegen::document::EncodingSpec) -> bool {
    matches!(encoding.style.as_deref(), Some("spaceDelimited" | "pipeDelimited" | "tabDelimited"))
}

/// The parts of one name.
fn member(
    reader: &Reader<'_>,
    schema: Option<&Pointer>,
    own: &[(Vec<String>, &Part)],
    is_joined: bool,
) -> Node {
    if own.iter().any(|(path, _)| !path.is_empty()) {
        let entries: Vec<(Vec<String>, String)> =
            own.iter().map(|(path, part)| (path.clone(), text_of(part))).collect();
        return reader.deep(schema, &entries);
    }
    let kinds = reader.kinds(schema);
    let mut values = Vec::new();
    if let [(_, only)] = own {
        values.push(match only {
            Part::Text(text) => reader.scalar(schema, text),
            Part::Value(value) => value.clone(),
        });
    }
    if kinds.has(JsonKinds::ARRAY) || own.len() > 1 {
        let item = |(position, (_, part)): (usize, &(Vec<String>, &Part))| match part {
            Part::Text(text) => {
                let place = schema.and_then(|schema| reader.look.item(schema, position));
                reader.scalar(place.as_ref(), text)
            }
            Part::Value(value) => value.clone(),
        };
        let list = Node::List(own.iter().enumerate().map(item).collect());
        // What can only be a list is judged as one, so that the reason speaks of its items.
        if kinds.has(JsonKinds::STRING) {
            values.push(list);
        } else {
            values.insert(0, list);
        }
        if let ([(_, Part::Text(text))], true) = (own, is_joined) {
            let pieces: Vec<String> = text.split([',', ' ', '|', '\t']).map(str::to_owned).collect();
            values.push(reader.list(schema, &pieces));
        }
    }
    reader.first_valid(schema, values)
}

fn text_of(part: &Part) -> String {
    match part {
        Part::Text(text) | Part::Value(Node::String(text)) => text.clone(),
        Part::Value(value) => serde_json::to_string(value).unwrap_or_default(),
    }
}

/// Members of objects that the default style spreads over the form: they go back to the first that knows them.
fn gather_strays(reader: &Reader<'_>, schema: &Pointer, strays: &[(&String, &Part)], members: &mut Map) {
    for (property, place) in reader.look.properties(schema) {
        if members.contains_key(&property) || !reader.look.kinds(&place).has(JsonKinds::OBJECT) {
            continue;
        }
        let named: BTreeSet<String> =
            reader.look.properties(&place).into_iter().map(|(name, _)| name).collect();
        let found: Vec<(String, String)> = strays
            .iter()
            .filter(|(name, _)| named.contains(*name))
            .map(|(name, part)| ((*name).clone(), text_of(part)))
            .collect();
        if !found.is_empty() {
            let gathered: BTreeSet<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
            members.retain(|name, _| !gathered.contains(name.as_str()));
            members.insert(property, reader.object(Some(&place), &found));
        }
    }
}

#[cfg(test)]
mod tests;
