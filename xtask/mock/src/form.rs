//! Forms: named parts as one object.
//!
//! In: parts, of a URL-encoded or a multipart body. Out: the object that they make by their schema.
//! Must never know: requests.

use bytes::Bytes;
use codegen::diag::Pointer;
use codegen::document::MediaSpec;
use codegen::load::{Map, Node};
use futures_util::FutureExt as _;
use futures_util::stream;

use crate::look::Kinds;
use crate::media_type::is_json;
use crate::route::{decoded, pairs};
use crate::value::{Reader, bracketed, json};

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

/// Parts inside one multipart body.
const MOST_PARTS: usize = 10_000;

/// The parts of a URL-encoded form.
pub(crate) fn url_encoded(body: &[u8]) -> Vec<(String, Part)> {
    let text = String::from_utf8_lossy(body);
    let parts = pairs(&text).into_iter();
    parts.map(|(name, value)| (name, Part::Text(decoded(&value.replace('+', " "))))).collect()
}

/// The parts of a multipart body.
pub(crate) fn multipart(body: &Bytes, content_type: &str) -> Result<Vec<(String, Part)>, String> {
    let boundary = multer::parse_boundary(content_type).map_err(|error| error.to_string())?;
    let whole = body.clone();
    let chunks = stream::once(async move { Ok::<_, std::convert::Infallible>(whole) });
    let reading = read_parts(multer::Multipart::new(chunks, boundary));
    // The body is in memory, so there is nothing to wait for.
    reading.now_or_never().unwrap_or_else(|| Err("the body ends too early".to_owned()))
}

async fn read_parts(mut parts: multer::Multipart<'static>) -> Result<Vec<(String, Part)>, String> {
    let mut found = Vec::new();
    while let Some(field) = parts.next_field().await.map_err(|error| error.to_string())? {
        let Some(name) = field.name().map(str::to_owned) else {
            return Err("a part has no name".to_owned());
        };
        let kind = field.content_type().map(ToString::to_string);
        let is_file = field.file_name().is_some();
        let bytes = field.bytes().await.map_err(|error| error.to_string())?;
        found.push((name, part(kind.as_deref(), is_file, &bytes)));
        if found.len() > MOST_PARTS {
            return Err(format!("there are more than {MOST_PARTS} parts"));
        }
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

/// The object that the parts make.
pub(crate) fn object(reader: &Reader<'_>, media: &MediaSpec, parts: &[(String, Part)]) -> Node {
    let schema = media.schema.as_ref();
    let place_of = |name: &str| schema.and_then(|schema| reader.look.property(schema, name));
    let is_declared = |name: &str| {
        schema.is_some_and(|schema| reader.look.properties(schema).iter().any(|(known, _)| known == name))
    };
    let mut members = Map::new();
    let mut strays: Vec<(&String, &Part)> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for (name, part) in parts {
        // A declared name may itself have brackets (`files[]`).
        let base = if is_declared(name) { name.clone() } else { bracketed(name).0 };
        if !is_declared(&base) && bracketed(name).1.is_empty() {
            strays.push((name, part));
        }
        if !names.contains(&base) {
            names.push(base);
        }
    }
    for name in names {
        let own: Vec<(Vec<String>, &Part)> = parts
            .iter()
            .filter_map(|(given, part)| {
                let (base, path) = bracketed(given);
                if *given == name { Some((Vec::new(), part)) } else { (base == name).then_some((path, part)) }
            })
            .collect();
        let encoding = media.encoding.get(&name);
        let is_joined =
            encoding.is_some_and(|encoding| encoding.explode == Some(false) || is_delimited(encoding));
        members.insert(name.clone(), member(reader, place_of(&name).as_ref(), &own, is_joined));
    }
    if let Some(schema) = schema {
        gather_strays(reader, schema, &strays, &mut members);
    }
    Node::Map(members)
}

fn is_delimited(encoding: &codegen::document::EncodingSpec) -> bool {
    matches!(encoding.style.as_deref(), Some("spaceDelimited" | "pipeDelimited"))
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
    if kinds.has(Kinds::ARRAY) || own.len() > 1 {
        let item = |(position, (_, part)): (usize, &(Vec<String>, &Part))| match part {
            Part::Text(text) => {
                let place = schema.and_then(|schema| reader.look.item(schema, position));
                reader.scalar(place.as_ref(), text)
            }
            Part::Value(value) => value.clone(),
        };
        let list = Node::List(own.iter().enumerate().map(item).collect());
        // What can only be a list is judged as one, so that the reason speaks of its items.
        if kinds.has(Kinds::STRING) {
            values.push(list);
        } else {
            values.insert(0, list);
        }
        if let ([(_, Part::Text(text))], true) = (own, is_joined) {
            let pieces: Vec<String> = text.split([',', ' ', '|']).map(str::to_owned).collect();
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
        if members.contains_key(&property) || !reader.look.kinds(&place).has(Kinds::OBJECT) {
            continue;
        }
        let named = reader.look.properties(&place);
        let found: Vec<(String, String)> = strays
            .iter()
            .filter(|(name, _)| named.iter().any(|(known, _)| known == *name))
            .map(|(name, part)| ((*name).clone(), text_of(part)))
            .collect();
        if !found.is_empty() {
            for (name, _) in &found {
                members.shift_remove(name);
            }
            members.insert(property, reader.object(Some(&place), &found));
        }
    }
}
