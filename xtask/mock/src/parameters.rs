//! Parameters of the path, the query, headers and cookies.
//!
//! In: the parameters of an operation, and what a request holds. Out: what the description does not allow.
//! Must never know: bodies, credentials.

use codegen::diag::Pointer;
use codegen::document::{COOKIE_STYLE, ParameterPlace, ParameterSpec, WHOLE_QUERY, is_own_header};
use codegen::kinds::JsonKinds;
use codegen::load::{Map, Node};
use http::HeaderMap;
use http::header::COOKIE;

use crate::media_type::{essence_of, is_json};
use crate::problem::Violation;
use crate::route::{Variables, decoded};
use crate::value::{Reader, bracketed, json};

/// What a request holds besides its body.
pub(crate) struct Given<'r> {
    pub(crate) variables: &'r Variables,
    /// Names decoded, values as written.
    pub(crate) query: &'r [(String, String)],
    pub(crate) headers: &'r HeaderMap,
}

/// Judges all parameters.
pub(crate) fn check(reader: &Reader<'_>, parameters: &[ParameterSpec], given: &Given<'_>) -> Vec<Violation> {
    let mut violations = Vec::new();
    for parameter in parameters {
        let place = word(parameter.place);
        let value = match parameter.place {
            ParameterPlace::Path => path_value(reader, parameter, given.variables),
            ParameterPlace::Query => query_value(reader, parameter, parameters, given.query),
            ParameterPlace::Header => header_value(reader, parameter, given.headers),
            ParameterPlace::Cookie => cookie_value(reader, parameter, parameters, given.headers),
        };
        let at = Pointer::root().key(&parameter.name);
        match value {
            Some(value) => {
                for reason in reader.reasons(parameter.schema.as_ref(), &value) {
                    let pointer = format!("{at}{}", reason.value);
                    violations.push(Violation { place, pointer, message: reason.message });
                }
            }
            None if parameter.required && !is_ignored(parameter) => {
                violations.push(Violation {
                    place,
                    pointer: at.to_string(),
                    message: "it is missing".to_owned(),
                });
            }
            None => {}
        }
    }
    violations
}

fn word(place: ParameterPlace) -> &'static str {
    match place {
        ParameterPlace::Path => "path",
        ParameterPlace::Query => "query",
        ParameterPlace::Header => "header",
        ParameterPlace::Cookie => "cookie",
    }
}

fn is_ignored(parameter: &ParameterSpec) -> bool {
    // A credential is judged as such.
    parameter.place == ParameterPlace::Header
        && (is_own_header(&parameter.name) || parameter.name.eq_ignore_ascii_case("authorization"))
}

/// A value of JSON text; text that is none is text.
fn from_json(text: &str) -> Node {
    json(text.as_bytes()).unwrap_or_else(|_| Node::String(text.to_owned()))
}

/// A text with separators inside: as a list, an object or a scalar, whichever the schema allows.
fn separated(
    reader: &Reader<'_>,
    parameter: &ParameterSpec,
    text: &str,
    separators: &[&str],
    decode: &dyn Fn(&str) -> String,
) -> Node {
    let schema = parameter.schema.as_ref();
    let kinds = reader.kinds(schema);
    let mut values = Vec::new();
    let separator = separators.iter().find(|separator| text.contains(**separator)).unwrap_or(&separators[0]);
    let pieces: Vec<&str> = text.split(separator).collect();
    if kinds.has(JsonKinds::ARRAY) {
        let texts: Vec<String> = pieces.iter().map(|piece| decode(piece)).collect();
        values.push(reader.list(schema, &texts));
    }
    if kinds.has(JsonKinds::OBJECT) {
        let members: Vec<(String, String)> = if parameter.explode {
            let split = pieces.iter().filter_map(|piece| piece.split_once('='));
            split.map(|(name, value)| (decode(name), decode(value))).collect()
        } else {
            pieces.chunks_exact(2).map(|pair| (decode(pair[0]), decode(pair[1]))).collect()
        };
        values.push(reader.object(schema, &members));
    }
    let scalar = reader.scalar(schema, &decode(text));
    // Where a scalar will do, it is the likelier meaning of a text without separators.
    if kinds.has(JsonKinds::STRING) || values.is_empty() {
        values.insert(0, scalar);
    } else {
        values.push(scalar);
    }
    reader.first_valid(schema, values)
}

fn path_value(reader: &Reader<'_>, parameter: &ParameterSpec, variables: &Variables) -> Option<Node> {
    let (_, text) = variables.iter().find(|(name, _)| *name == parameter.name)?;
    if parameter.content.is_some() {
        return Some(from_json(&decoded(text)));
    }
    let name = &parameter.name;
    let (text, separator) = match parameter.style.as_str() {
        "label" => {
            (text.strip_prefix('.').unwrap_or(text).to_owned(), if parameter.explode { "." } else { "," })
        }
        "matrix" if parameter.explode => {
            let text = text.strip_prefix(';').unwrap_or(text);
            // `;name=a;name=b` of a list; an object has names of its own.
            let pieces =
                text.split(';').map(|piece| piece.strip_prefix(&format!("{name}=")).unwrap_or(piece));
            (pieces.collect::<Vec<_>>().join(";"), ";")
        }
        "matrix" => (text.strip_prefix(&format!(";{name}=")).unwrap_or(text).to_owned(), ","),
        "spaceDelimited" => (text.clone(), "%20"),
        "pipeDelimited" => (text.clone(), "%7C"),
        "tabDelimited" => (text.clone(), "%09"),
        _ => (text.clone(), ","),
    };
    Some(separated(reader, parameter, &text, &[separator], &decoded))
}

fn query_value(
    reader: &Reader<'_>,
    parameter: &ParameterSpec,
    all: &[ParameterSpec],
    query: &[(String, String)],
) -> Option<Node> {
    let schema = parameter.schema.as_ref();
    let decode = |text: &str| decoded(&text.replace('+', " "));
    if parameter.style == WHOLE_QUERY {
        return whole_query(reader, parameter, query, &decode);
    }
    let own: Vec<&str> = query
        .iter()
        .filter(|(name, _)| *name == parameter.name || name.strip_suffix("[]") == Some(&parameter.name))
        .map(|(_, value)| value.as_str())
        .collect();
    if parameter.content.is_some() {
        return own.first().map(|text| from_json(&decode(text)));
    }
    let kinds = reader.kinds(schema);
    let deep: Vec<(Vec<String>, String)> = query
        .iter()
        .filter_map(|(name, value)| {
            let (base, path) = bracketed(name);
            (base == parameter.name && !path.is_empty()).then(|| (path, decode(value)))
        })
        .collect();
    // Only `deepObject` is the specification's; lists with brackets are what servers of this style read as well.
    if !deep.is_empty() && kinds.has(JsonKinds::OBJECT.or(JsonKinds::ARRAY)) {
        return Some(reader.deep(schema, &deep));
    }
    if own.is_empty() {
        let spreads = parameter.style == "form" && parameter.explode && kinds.has(JsonKinds::OBJECT);
        let taken =
            |name: &str| all.iter().any(|other| other.place == ParameterPlace::Query && other.name == name);
        return schema.filter(|_| spreads).and_then(|schema| spread(reader, schema, &taken, query, &decode));
    }
    if kinds.has(JsonKinds::ARRAY) && (own.len() > 1 || parameter.explode) {
        let texts: Vec<String> = own.iter().map(|text| decode(text)).collect();
        let mut values = vec![reader.list(schema, &texts)];
        if let [only] = own[..] {
            let scalar = reader.scalar(schema, &decode(only));
            if kinds.has(JsonKinds::STRING) { values.insert(0, scalar) } else { values.push(scalar) }
        }
        return Some(reader.first_valid(schema, values));
    }
    let text = own[0];
    if text.is_empty() && allows_empty(reader, parameter) {
        return None;
    }
    if kinds.has(JsonKinds::ARRAY.or(JsonKinds::OBJECT)) {
        let separators: &[&str] = match parameter.style.as_str() {
            "spaceDelimited" => &["%20", "+", " "],
            "pipeDelimited" => &["|", "%7C", "%7c"],
            "tabDelimited" => &["%09", "\t"],
            _ => &[",", "%2C", "%2c"],
        };
        return Some(separated(reader, parameter, text, separators, &decode));
    }
    Some(reader.scalar(schema, &decode(text)))
}

/// The query as a whole: an object of its pairs, or the one text that it is.
fn whole_query(
    reader: &Reader<'_>,
    parameter: &ParameterSpec,
    query: &[(String, String)],
    decode: &dyn Fn(&str) -> String,
) -> Option<Node> {
    let schema = parameter.schema.as_ref();
    let (first, _) = query.first()?;
    let kind = parameter.content.as_deref().unwrap_or_default();
    if !essence_of(kind).ends_with("x-www-form-urlencoded") || !reader.kinds(schema).has(JsonKinds::OBJECT) {
        return Some(if is_json(kind) { from_json(first) } else { reader.scalar(schema, first) });
    }
    let mut members = Map::new();
    for (name, _) in query {
        let own = query.iter().filter(|(other, _)| other == name).map(|(_, value)| decode(value));
        let texts: Vec<String> = own.collect();
        let place = schema.and_then(|schema| reader.look.property(schema, name));
        let is_list = reader.kinds(place.as_ref()).has(JsonKinds::ARRAY) && place.is_some();
        let value = match texts.as_slice() {
            [only] if !is_list => reader.scalar(place.as_ref(), only),
            texts => reader.list(place.as_ref(), texts),
        };
        members.insert(name.clone(), value);
    }
    Some(Node::Map(members))
}

/// An object whose members are parameters of their own; not those that `taken` says are others.
fn spread(
    reader: &Reader<'_>,
    schema: &Pointer,
    taken: &dyn Fn(&str) -> bool,
    pairs: &[(String, String)],
    decode: &dyn Fn(&str) -> String,
) -> Option<Node> {
    let mut members = Map::new();
    for (name, value) in pairs {
        if let Some(place) = reader.look.property(schema, name).filter(|_| !taken(name)) {
            members.insert(name.clone(), reader.scalar(Some(&place), &decode(value)));
        }
    }
    (!members.is_empty()).then_some(Node::Map(members))
}

/// `allowEmptyValue`, which the model of the document does not keep.
fn allows_empty(reader: &Reader<'_>, parameter: &ParameterSpec) -> bool {
    let written = reader.look.schema(&parameter.pointer);
    written.and_then(|written| written.get("allowEmptyValue")).and_then(Node::as_bool) == Some(true)
}

fn header_value(reader: &Reader<'_>, parameter: &ParameterSpec, headers: &HeaderMap) -> Option<Node> {
    if is_ignored(parameter) {
        return None;
    }
    let values = headers.get_all(parameter.name.as_str()).iter();
    let texts: Vec<String> =
        values.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).collect();
    if texts.is_empty() {
        return None;
    }
    let text = texts.join(",");
    if parameter.content.is_some() {
        return Some(from_json(&text));
    }
    let separator = match parameter.style.as_str() {
        "spaceDelimited" => " ",
        "pipeDelimited" => "|",
        "tabDelimited" => "\t",
        _ => ",",
    };
    Some(separated(reader, parameter, &text, &[separator], &|piece: &str| piece.trim().to_owned()))
}

/// A cookie cannot hold a comma (RFC 6265), so that what stands between items is mostly encoded.
fn cookie_value(
    reader: &Reader<'_>,
    parameter: &ParameterSpec,
    all: &[ParameterSpec],
    headers: &HeaderMap,
) -> Option<Node> {
    let sent = cookies(headers);
    let schema = parameter.schema.as_ref();
    let own: Vec<&str> =
        sent.iter().filter(|(name, _)| *name == parameter.name).map(|(_, value)| value.as_str()).collect();
    match own.as_slice() {
        [] => {
            let spreads = parameter.explode && reader.kinds(schema).has(JsonKinds::OBJECT);
            let taken = |name: &str| {
                all.iter().any(|other| other.place == ParameterPlace::Cookie && other.name == name)
            };
            schema.filter(|_| spreads).and_then(|schema| spread(reader, schema, &taken, &sent, &decoded))
        }
        // A cookie of this style is as it is.
        [only] if parameter.style == COOKIE_STYLE => {
            Some(separated(reader, parameter, only, &[","], &|piece: &str| piece.to_owned()))
        }
        [only] if parameter.content.is_some() => Some(from_json(&decoded(only))),
        [only] => Some(separated(reader, parameter, only, &[",", "%2C", "%2c"], &decoded)),
        several => {
            let texts: Vec<String> = several.iter().map(|text| decoded(text)).collect();
            Some(reader.list(schema, &texts))
        }
    }
}

/// The cookies of a request.
pub(crate) fn cookies(headers: &HeaderMap) -> Vec<(String, String)> {
    let texts = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let parts = texts.flat_map(|text| text.split(';'));
    parts
        .filter_map(|part| part.trim().split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}
