//! Bodies of parts without names: multipart types that are not forms, whose order says what each part is.
//!
//! In: a media type, and the parts of a request or a value for a response. Out: what the description does not allow of the
//! parts; or a body of parts. Must never know: parameters, how parts are found in a body.

use bytes::Bytes;
use codegen::diag::Pointer;
use codegen::document::{EncodingSpec, MediaSpec};
use codegen::kinds::JsonKinds;
use codegen::load::Node;
use codegen::normalize::media_type::{MediaClass, class_of};

use crate::content;
use crate::form::Part;
use crate::media_type::{essence_of, is_json, is_text, takes};
use crate::problem::Violation;
use crate::schema_query::Look;
use crate::stream::schema_of;
use crate::value::Reader;

/// Whether bodies of the media type are parts without names, as the generator has it: what is described is an array, or
/// the items of one.
pub(crate) fn is_ordered(look: Look<'_>, kind: &str, media: &MediaSpec) -> bool {
    if class_of(kind) != MediaClass::Multipart || essence_of(kind) == "multipart/form-data" {
        return false;
    }
    let by_position = !media.prefix_encoding.is_empty() || media.item_encoding.is_some();
    match media.schema.as_ref().map(|schema| look.kinds(schema)) {
        Some(kinds) if kinds != JsonKinds::ALL => kinds == JsonKinds::ARRAY,
        _ => media.item_schema.is_some() || by_position,
    }
}

/// What the description does not allow of the parts, each given with its content type.
pub(crate) fn check(
    reader: &Reader<'_>,
    media: &MediaSpec,
    parts: &[(Option<String>, Part)],
) -> Vec<Violation> {
    let mut violations = Vec::new();
    let mut found = |pointer: String, message: String| {
        violations.push(Violation { place: "body", pointer, message });
    };
    let mut values = Vec::new();
    for (position, (kind, part)) in parts.iter().enumerate() {
        let at = format!("/{position}");
        if let Some(allowed) =
            encoding_at(media, position).and_then(|encoding| encoding.content_type.as_ref())
        {
            let given = kind.as_deref().unwrap_or("text/plain");
            if !allowed.split(',').any(|one| takes(one.trim(), given)) {
                let message = format!("the content type of the part is `{given}`; it must be `{allowed}`");
                found(at.clone(), message);
            }
        }
        let place = schema_at(reader.look, media, position);
        let value = match part {
            Part::Text(text) => reader.scalar(place.as_ref(), text),
            Part::Value(value) => value.clone(),
        };
        for reason in reader.reasons(media.item_schema.as_ref(), &value) {
            found(format!("{at}{}", reason.value.as_str()), reason.message);
        }
        values.push(value);
    }
    for reason in reader.reasons(media.schema.as_ref(), &Node::List(values)) {
        found(reason.value.as_str().to_owned(), reason.message);
    }
    violations
}

/// A body of parts, and its content type with their boundary.
pub(crate) fn body(
    root: &Node,
    media: &MediaSpec,
    kind: &str,
    value: Option<&Node>,
    seed: u64,
) -> (Bytes, String) {
    let look = Look::new(root);
    let boundary = format!("mock-{seed:016x}-{seed:016x}");
    let mut body = Vec::new();
    for (position, item) in items(look, media, value).iter().enumerate() {
        let encoding = encoding_at(media, position).and_then(|encoding| encoding.content_type.as_deref());
        let named = encoding.and_then(|kinds| kinds.split(',').next()).map(str::trim);
        let kind = named.map_or_else(|| by_schema(look, media, position, item.as_ref()), str::to_owned);
        let kind = content::concrete(&kind, item.as_ref());
        body.extend_from_slice(format!("--{boundary}\r\nContent-Type: {kind}\r\n\r\n").as_bytes());
        body.extend_from_slice(&content::bytes(&kind, item.as_ref(), seed));
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    (body.into(), format!("{}; boundary={boundary}", essence_of(kind)))
}

/// The values of the parts: those of a list, or the value twice, so that readers meet a part that is not the last.
fn items(look: Look<'_>, media: &MediaSpec, value: Option<&Node>) -> Vec<Option<Node>> {
    let is_list = media.item_schema.is_none()
        && media.schema.as_ref().is_some_and(|schema| look.kinds(schema) == JsonKinds::ARRAY);
    match value {
        Some(Node::List(items)) if is_list => items.iter().cloned().map(Some).collect(),
        value => vec![value.cloned(), value.cloned()],
    }
}

/// The media type of a part whose encoding names none.
fn by_schema(look: Look<'_>, media: &MediaSpec, position: usize, value: Option<&Node>) -> String {
    let is_binary = schema_at(look, media, position).is_none_or(|schema| {
        let format = look.keyword(&schema, "format").and_then(Node::as_str);
        let holds = look.keyword(&schema, "contentMediaType").and_then(Node::as_str);
        format == Some("binary")
            || holds.is_some_and(|kind| !is_json(kind) && !is_text(kind))
            || look.schema(&schema).is_none_or(|map| map.is_empty())
    });
    match value {
        _ if is_binary => "application/octet-stream",
        Some(Node::Map(_) | Node::List(_)) => "application/json",
        _ if schema_at(look, media, position).is_some_and(|schema| holds_more(look.kinds(&schema))) => {
            "application/json"
        }
        _ => "text/plain",
    }
    .to_owned()
}

/// Whether what is described can have members or items, which text has not.
fn holds_more(kinds: JsonKinds) -> bool {
    kinds.has(JsonKinds::OBJECT) || kinds.has(JsonKinds::ARRAY)
}

/// The encoding of the part at a position.
fn encoding_at(media: &MediaSpec, position: usize) -> Option<&EncodingSpec> {
    media.prefix_encoding.get(position).or(media.item_encoding.as_ref())
}

/// Where the part at a position is described.
fn schema_at(look: Look<'_>, media: &MediaSpec, position: usize) -> Option<Pointer> {
    let of_list = media.schema.as_ref().and_then(|schema| look.item(schema, position));
    of_list.or_else(|| schema_of(media).filter(|_| media.item_schema.is_some()).cloned())
}

#[cfg(test)]
mod tests {
    use http::Request;
    use http::header::CONTENT_TYPE;

    use super::*;
    use crate::Mock;
    use crate::testing::tree;

    fn mock() -> Mock {
        Mock::new(
            tree(
                r#"{ "openapi": "3.2.0", "info": { "title": "T", "version": "1" }, "paths": {
                  "/in": { "post": { "requestBody": { "required": true, "content": { "multipart/mixed": {
                    "schema": { "type": "array", "minItems": 2, "prefixItems": [
                      { "type": "object", "required": ["id"], "properties": { "id": { "type": "integer" } } }, {} ],
                      "items": { "type": "integer" } },
                    "prefixEncoding": [{}, { "contentType": "image/png, image/jpeg" }] } } },
                    "responses": { "204": { "description": "" } } } },
                  "/items": { "get": { "responses": { "200": { "description": "", "content": { "multipart/mixed": {
                    "itemSchema": { "type": "object", "required": ["word"], "properties": { "word": { "const": "hi" } } } } } } } } },
                  "/files": { "get": { "responses": { "200": { "description": "", "content": { "multipart/related": {
                    "schema": { "type": "array", "prefixItems": [{ "const": "text" }, {}], "minItems": 2, "items": false },
                    "prefixEncoding": [{}, { "contentType": "image/*" }] } } } } } } } }"#,
            ),
            0,
        )
    }

    fn sent(parts: &[(&str, &str)]) -> (u16, String) {
        let mut body = String::new();
        for (head, content) in parts {
            body.extend(["--b\r\n", head, "\r\n", content, "\r\n"]);
        }
        body.push_str("--b--\r\n");
        let request = Request::post("/in").header(CONTENT_TYPE, "multipart/mixed; boundary=b");
        let reply = mock().reply(&request.body(Bytes::from(body)).unwrap());
        let status = reply.response.status().as_u16();
        (status, String::from_utf8_lossy(reply.response.body()).into_owned())
    }

    #[test]
    fn parts_are_judged_by_their_position() {
        let json = ("content-type: application/json\r\n", r#"{"id":1}"#);
        let image = ("content-type: image/jpeg\r\n", "jpeg");
        let text = |number| ("content-type: text/plain\r\n", number);
        assert_eq!(sent(&[json, image, text("3"), text("4")]).0, 204);
        for (parts, says) in [
            (vec![json], "2"),
            (vec![image, image], "/0"),
            (vec![("content-type: application/json\r\n", "{}"), image], "id"),
            (vec![json, json], "image/png, image/jpeg"),
            (vec![json, image, text("x")], "/2"),
        ] {
            let (status, text) = sent(&parts);
            assert!(status == 422 && text.contains(says), "{says}: {status} {text}");
        }
    }

    #[test]
    fn answers_are_parts_with_their_content_types() {
        let get = |path: &str| {
            let reply = mock().reply(&Request::get(path).body(Bytes::new()).unwrap());
            let (head, body) = reply.response.into_parts();
            let kind = head.headers[CONTENT_TYPE].to_str().unwrap().to_owned();
            let boundary = kind.split_once("boundary=").unwrap().1.to_owned();
            (kind, String::from_utf8_lossy(&body).replace(&boundary, "b"))
        };
        let (kind, text) = get("/items");
        assert!(kind.starts_with("multipart/mixed; "), "{kind}");
        let part = "--b\r\nContent-Type: application/json\r\n\r\n{\"word\":\"hi\"}\r\n";
        assert_eq!(text, format!("{part}{part}--b--\r\n"));
        let (kind, text) = get("/files");
        assert!(kind.starts_with("multipart/related; "), "{kind}");
        assert!(text.starts_with(
            "--b\r\nContent-Type: text/plain\r\n\r\ntext\r\n--b\r\nContent-Type: image/png\r\n\r\n"
        ));
    }
}
