//! What a server answered, read within limits.
//!
//! In: a response. Out: the document, or why it is none.
//! Must never know: how the server was asked.

use std::error::Error;

use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderName, LAST_MODIFIED};
use reqwest::{Response, StatusCode};
use url::Url;

use super::{Answer, Fetched, Rules, Stamp};
use crate::failure::Failure;

/// Reads an answer that sends nowhere else.
pub(super) async fn read(
    url: &Url,
    mut answer: Response,
    known: &Stamp,
    rules: &Rules,
) -> Result<Answer, Failure> {
    let status = answer.status();
    if status == StatusCode::NOT_MODIFIED && *known != Stamp::default() {
        return Ok(Answer::Unchanged);
    }
    if status != StatusCode::OK {
        return Err(Failure::network(format!("{url} answers with {status}{}", advice(status))));
    }
    if let Some(encoding) = text(&answer, CONTENT_ENCODING).filter(|name| name != "identity") {
        return Err(Failure::refused(format!(
            "{url} answers in the encoding `{encoding}`, which was not asked for"
        )));
    }
    let ending = ending_of(url, text(&answer, CONTENT_TYPE).as_deref())?;
    let stamp = Stamp { etag: text(&answer, ETAG), last_modified: text(&answer, LAST_MODIFIED) };
    let too_large = || {
        Failure::refused(format!(
            "{url} is larger than {} bytes, which is the limit for a description; nothing was written",
            rules.bytes
        ))
    };
    if answer.content_length().is_some_and(|length| length > rules.bytes as u64) {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    loop {
        let piece = answer
            .chunk()
            .await
            .map_err(|error| Failure::network(format!("the answer of {url} broke off: {}", cause(&error))))?;
        let Some(piece) = piece else { break };
        if bytes.len() + piece.len() > rules.bytes {
            return Err(too_large());
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(Answer::Document(Fetched { bytes, stamp, ending }))
}

/// A header as text, if it is one.
fn text(answer: &Response, name: HeaderName) -> Option<String> {
    let value = answer.headers().get(name)?.to_str().ok()?.trim();
    Some(value.to_owned()).filter(|value| !value.is_empty())
}

fn advice(status: StatusCode) -> &'static str {
    match status.as_u16() {
        401 | 403 | 407 => {
            ", and no credentials are ever sent; fetch the document with another program and import it from standard input (`-`)"
        }
        404 | 410 => ": the document is gone from there; look for its new URL and import that",
        429 | 500..=599 => "; try again later",
        _ => "",
    }
}

/// The ending of a file of this media type; refuses what no description is published as.
fn ending_of(url: &Url, kind: Option<&str>) -> Result<Option<&'static str>, Failure> {
    let Some(kind) = kind else { return Ok(None) };
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (group, name) = kind.split_once('/').unwrap_or((&kind, ""));
    let is = |word: &str| name == word || name.ends_with(&format!("+{word}"));
    if is("json") {
        return Ok(Some("json"));
    }
    if is("yaml") || matches!(name, "x-yaml" | "yml" | "x-yml") {
        return Ok(Some("yaml"));
    }
    if matches!(name, "markdown" | "x-markdown") {
        return Ok(Some("md"));
    }
    if matches!((group, name), ("text", "plain") | ("application" | "binary", "octet-stream")) {
        return Ok(None);
    }
    let hint = if name.contains("html") {
        "; documentation sites often serve the Markdown of a page under the same address with `.md` at the end"
    } else {
        ""
    };
    Err(Failure::refused(format!(
        "{url} is `{kind}`, and descriptions are JSON, YAML, Markdown or plain text{hint}"
    )))
}

/// The reason at the bottom of an error: what is above repeats the URL.
pub(super) fn cause(error: &dyn Error) -> String {
    let mut cause = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_of_descriptions() {
        let url: Url = "https://a.io/x".parse().unwrap();
        for (kind, ending) in [
            ("application/json; charset=utf-8", Some("json")),
            ("application/vnd.oai.openapi+json;version=3.1", Some("json")),
            ("application/vnd.oai.openapi+yaml", Some("yaml")),
            ("text/x-yaml", Some("yaml")),
            ("TEXT/Markdown", Some("md")),
            ("text/plain", None),
            ("application/octet-stream", None),
        ] {
            assert_eq!(ending_of(&url, Some(kind)).unwrap(), ending, "{kind}");
        }
        assert_eq!(ending_of(&url, None).unwrap(), None);
        for kind in
            ["text/html", "application/xhtml+xml", "image/png", "application/zip", "application/xml", ""]
        {
            assert!(ending_of(&url, Some(kind)).is_err(), "{kind}");
        }
    }
}
