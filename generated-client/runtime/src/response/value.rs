//! Reading values from a response: one function for each thing that an operation can promise.

use bytes::Bytes;
use http::StatusCode;

use super::{
    ByStatus, RawBody, Reply,
    content_type::{content_type, is_json},
    unlike::{is_other_than_json, told_type},
};
use crate::{
    error::{Error, Failure, unreadable},
    json::{self, Json, Reading},
};

/// JSON.
pub(crate) fn json<T: Json>(mut reply: Reply) -> Result<T, Error> {
    let body = reply.bytes();
    read(&reply, &body)
}

/// JSON or nothing.
pub(crate) fn json_or_none<T: Json>(mut reply: Reply) -> Result<Option<T>, Error> {
    let body = reply.bytes();
    if is_nothing(&reply, &body) { Ok(None) } else { read(&reply, &body).map(Some) }
}

/// Text.
pub(crate) fn text(mut reply: Reply) -> Result<String, Error> {
    let body = reply.bytes();
    read_text(&reply, body)
}

/// Text or nothing.
pub(crate) fn text_or_none(mut reply: Reply) -> Result<Option<String>, Error> {
    let body = reply.bytes();
    if is_nothing(&reply, &body) { Ok(None) } else { read_text(&reply, body).map(Some) }
}

/// Bytes.
#[expect(clippy::unnecessary_wraps, reason = "every reader of responses has this signature")]
pub(crate) fn bytes(mut reply: Reply) -> Result<Bytes, Error> {
    Ok(reply.bytes())
}

/// Bytes or nothing.
#[expect(clippy::unnecessary_wraps, reason = "every reader of responses has this signature")]
pub(crate) fn bytes_or_none(mut reply: Reply) -> Result<Option<Bytes>, Error> {
    let body = reply.bytes();
    Ok((!is_nothing(&reply, &body)).then_some(body))
}

/// Nothing, whatever came.
#[expect(clippy::unnecessary_wraps, reason = "every reader of responses has this signature")]
pub(crate) fn unit(_: Reply) -> Result<(), Error> {
    Ok(())
}

/// The response as it came.
#[expect(clippy::unnecessary_wraps, reason = "every reader of responses has this signature")]
pub(crate) fn raw(mut reply: Reply) -> Result<RawBody, Error> {
    let body = reply.bytes();
    Ok(raw_of(&reply, body))
}

/// A value that depends on the status.
pub(crate) fn by_status<T: ByStatus>(mut reply: Reply) -> Result<T, Error> {
    let bytes = reply.bytes();
    let raw = raw_of(&reply, bytes.clone());
    match T::read(reply.status.as_u16(), raw) {
        Some(Ok(value)) => Ok(value),
        Some(Err(error)) => {
            let raw = raw_of(&reply, bytes.clone());
            let reads = |reading| T::read(raw.status.as_u16(), RawBody { reading, ..raw.clone() });
            Err(decode_failure(&reply, &bytes, &error, &|reading| matches!(reads(reading), Some(Ok(_)))))
        }
        None => {
            let failure =
                Failure::decode(reply.answer(&bytes), "the API description does not define this status");
            Err(reply.failed(failure))
        }
    }
}

/// A value of a body that was taken already.
pub(crate) fn read<T: Json>(reply: &Reply, body: &Bytes) -> Result<T, Error> {
    json::read_slice(body, reply.reading).map_err(|error| {
        decode_failure(reply, body, &error, &|reading| json::read_slice::<T>(body, reading).is_ok())
    })
}

fn raw_of(reply: &Reply, bytes: Bytes) -> RawBody {
    let content_type = content_type(&reply.headers);
    RawBody { status: reply.status, content_type, bytes, reading: reply.reading }
}

/// Not generic, and out of the way of the responses that are fine. `reads` is whether the body can be read in another way.
#[cold]
fn decode_failure(
    reply: &Reply,
    body: &Bytes,
    error: &json::DecodeError,
    reads: &dyn Fn(Reading) -> bool,
) -> Error {
    let answer = reply.answer(body);
    let content_type = content_type(&reply.headers).unwrap_or_default();
    let failure = if error.is_too_large() {
        Failure::decode_json(answer, error, false, &reply.redact)
    } else if let Some(why) = unreadable(&reply.headers, body, &reply.redact) {
        Failure::decode(answer, why)
    } else if body.trim_ascii().is_empty() {
        Failure::decode(answer, "the response body is empty, but the API description promises JSON")
    } else if content_type.starts_with("text/html") {
        Failure::decode(answer, "the response body is an HTML page, but the API description promises JSON")
    } else if is_other_than_json(&content_type, body) {
        Failure::decode(
            answer,
            format!(
                "the response body is `{}`, but the API description promises JSON; `send_raw` returns it as it arrived",
                told_type(&reply.headers, &reply.redact)
            ),
        )
    } else {
        let helps = reply.reading.leniently(error).is_some_and(reads);
        Failure::decode_json(answer, error, helps, &reply.redact)
    };
    reply.failed(failure)
}

/// Text. Where the content type says that it came as JSON, it is the text that is written there.
fn read_text(reply: &Reply, body: Bytes) -> Result<String, Error> {
    if content_type(&reply.headers).as_deref().is_some_and(is_json)
        && let Ok(text) = json::from_slice(&body)
    {
        return Ok(text);
    }
    if let Some(why) = unreadable(&reply.headers, &body, &reply.redact) {
        return Err(reply.failed(Failure::decode(reply.answer(&body), why)));
    }
    String::from_utf8(body.into()).map_err(|error| {
        let body = Bytes::from(error.into_bytes());
        reply.failed(Failure::decode(reply.answer(&body), "the response body is not UTF-8 text"))
    })
}

/// Whether there is no body to read.
pub(crate) fn is_nothing(reply: &Reply, body: &Bytes) -> bool {
    matches!(reply.status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT | StatusCode::NOT_MODIFIED)
        || body.is_empty()
}
