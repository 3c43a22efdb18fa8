//! Answers: which response of an operation, and what is in it.
//!
//! In: an operation, and what the request asks for. Out: a response that the description allows.
//! Must never know: whether the request was right.

use bytes::Bytes;
use codegen::diag::Pointer;
use codegen::document::{MediaSpec, OperationSpec, ResponseSpec};
use codegen::load::{Node, meant_by};
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, Response, StatusCode};

use crate::content;
use crate::judge::{Judge, Side};
use crate::media_type::{is_json, negotiate};
use crate::parts;
use crate::prefer::Prefer;
use crate::problem::Problem;
use crate::sample::{Recipe, Sampler, is_meant_by};
use crate::schema_query::Look;
use crate::stream;

/// What answers are made from.
#[derive(Clone, Copy)]
pub(crate) struct Source<'n> {
    pub(crate) root: &'n Node,
    pub(crate) seed: u64,
}

/// The answer of an operation to a request that is right.
pub(crate) fn answer(
    source: Source<'_>,
    operation: &OperationSpec,
    headers: &HeaderMap,
    prefer: &Prefer,
) -> Result<Response<Bytes>, Problem> {
    let Some((status, spec)) = choose(operation, prefer.code)? else {
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = StatusCode::NO_CONTENT;
        return Ok(response);
    };
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = status;
    let recipe = Recipe { seed: source.seed, side: Side::Response, examples: !prefer.dynamic };
    for (name, value) in required_headers(source.root, spec, recipe) {
        response.headers_mut().insert(name, value);
    }
    let has_no_body = status.is_informational() || matches!(status.as_u16(), 204 | 205 | 304);
    if spec.content.is_empty() || has_no_body {
        return Ok(response);
    }
    let offered: Vec<&str> = spec.content.keys().map(String::as_str).collect();
    let Some(kind) = negotiate(headers, &offered) else {
        let detail = format!("the request accepts none of {}", offered.join(", "));
        return Err(Problem::new(StatusCode::NOT_ACCEPTABLE, detail));
    };
    let Some(media) = spec.content.get(kind) else { return Ok(response) };
    let value = value(source, media, kind, recipe, prefer.example.as_deref())?;
    let mut kind = content::concrete(kind, value.as_ref());
    if parts::is_ordered(Look::new(source.root), &kind, media) {
        (*response.body_mut(), kind) = parts::body(source.root, media, &kind, value.as_ref(), source.seed);
    } else {
        *response.body_mut() = stream::body(source.root, media, &kind, value.as_ref())
            .unwrap_or_else(|| content::bytes(&kind, value.as_ref(), source.seed));
    }
    let kind = HeaderValue::from_str(&kind).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    response.headers_mut().insert(CONTENT_TYPE, kind);
    Ok(response)
}

/// The response that is asked for, or the first that is a success; `None` where the operation declares only errors,
/// or nothing: then success has no content.
fn choose(
    operation: &OperationSpec,
    code: Option<u16>,
) -> Result<Option<(StatusCode, &ResponseSpec)>, Problem> {
    let responses = &operation.responses;
    let listed = || responses.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
    if let Some(code) = code {
        let keys = [code.to_string(), format!("{}XX", code / 100), "default".to_owned()];
        let spec = keys.iter().find_map(|key| responses.get(key));
        let (Some(spec), Ok(status)) = (spec, StatusCode::from_u16(code)) else {
            let detail = format!("the operation has no response {code}; it has {}", listed());
            return Err(Problem::new(StatusCode::BAD_REQUEST, detail));
        };
        return Ok(Some((status, spec)));
    }
    let of = |status: u16, key: &str| {
        responses.get(key).and_then(|spec| Some((StatusCode::from_u16(status).ok()?, spec)))
    };
    let codes = || responses.keys().filter_map(|key| Some((key.as_str(), key.parse::<u16>().ok()?)));
    let success = codes().find(|(_, code)| (200..300).contains(code));
    let success = success.and_then(|(key, code)| of(code, key)).or_else(|| of(200, "2XX"));
    let other = || codes().find(|(_, code)| (300..400).contains(code)).and_then(|(key, code)| of(code, key));
    Ok(success.or_else(|| of(200, "default")).or_else(other))
}

/// The value of a body: the example that is asked for, one that conforms, or a made-up one.
fn value(
    source: Source<'_>,
    media: &MediaSpec,
    kind: &str,
    recipe: Recipe,
    example: Option<&str>,
) -> Result<Option<Node>, Problem> {
    if let Some(name) = example {
        let named = media.examples.iter().find(|at| has_name(source.root, media, at, name));
        let Some(at) = named else {
            let detail = format!("`{kind}` has no example `{name}`");
            return Err(Problem::new(StatusCode::BAD_REQUEST, detail));
        };
        return Ok(source.root.at(at).cloned());
    }
    let has_items = stream::is_stream(kind) || parts::is_ordered(Look::new(source.root), kind, media);
    let schema = if has_items { stream::schema_of(media) } else { media.schema.as_ref() };
    if recipe.examples {
        let judge = Judge::default();
        let conforms = |value: &Node| {
            let is_text = !is_json(kind) && matches!(value, Node::String(_));
            let allows = |schema: &Pointer| {
                judge.allows_strictly(source.root, schema, value) && is_meant_by(source.root, schema, value)
            };
            is_text || schema.is_none_or(allows)
        };
        let mut examples = media.examples.iter().filter_map(|at| source.root.at(at));
        let found = examples.find_map(|example| meant_by(example, conforms));
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(schema.map(|schema| Sampler::new(source.root, recipe).value(schema, media.pointer.as_str())))
}

/// Whether the example at a place is the one of this name, directly or behind a reference.
fn has_name(root: &Node, media: &MediaSpec, at: &Pointer, name: &str) -> bool {
    let entry = media.pointer.key("examples").key(name);
    let behind = root.at(&entry).and_then(codegen::schema::reference_of);
    let entry = match behind {
        Some(reference) => codegen::schema::resolve_reference(root, reference).ok(),
        None => Some(entry),
    };
    entry.is_some_and(|entry| ["value", "dataValue"].iter().any(|key| entry.key(key) == *at))
}

/// The headers that the description requires of the response.
fn required_headers(root: &Node, spec: &ResponseSpec, recipe: Recipe) -> Vec<(HeaderName, HeaderValue)> {
    let mut headers = Vec::new();
    for (name, header) in &spec.headers {
        let at = spec.pointer.key("headers").key(name);
        let at = root
            .at(&at)
            .and_then(codegen::schema::reference_of)
            .map_or(Some(at), |reference| codegen::schema::resolve_reference(root, reference).ok());
        let required = at.and_then(|at| root.at(&at)?.get("required")?.as_bool());
        let (Some(true), Some(schema)) = (required, &header.schema) else { continue };
        let value = Sampler::new(root, recipe).value(schema, name);
        let named = HeaderName::from_bytes(name.as_bytes());
        let text = HeaderValue::from_str(&content::plain(&value));
        if let (Ok(name), Ok(value)) = (named, text)
            && !is_of_the_connection(&name)
        {
            headers.push((name, value));
        }
    }
    headers
}

/// Headers that the server sets by itself.
fn is_of_the_connection(name: &HeaderName) -> bool {
    matches!(
        name.as_str(),
        "connection"
            | "content-length"
            | "content-encoding"
            | "content-type"
            | "transfer-encoding"
            | "upgrade"
            | "trailer"
            | "te"
    )
}
