//! Bytes that cannot be read as text, by what the headers of a response call them.
//!
//! In: headers and a body. Out: words that say why.
//! Must never know: what the body should have been.

use http::{HeaderMap, header};

use super::{Redact, visible::is_hidden};

/// Why the bytes of a response cannot be read as text: a coding or a charset that this crate does not know.
pub(crate) fn unreadable(headers: &HeaderMap, body: &[u8], redact: &Redact) -> Option<String> {
    if body.is_empty() {
        return None;
    }
    let is_text = std::str::from_utf8(body).is_ok() && !body.contains(&0);
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let charset = content_type.unwrap_or_default().split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"'))
    });
    let codings = headers.get(header::CONTENT_ENCODING).and_then(|value| value.to_str().ok());
    let foreign = codings.filter(|codings| !codings.trim().eq_ignore_ascii_case("identity"));
    if let Some(codings) = foreign.filter(|_| !is_text) {
        return Some(format!(
            "the response has the content-encoding `{}`, which this client does not support",
            shown_word(codings, redact)
        ));
    }
    let known = ["utf-8", "utf8", "us-ascii", "ascii", ""];
    let is_known = |charset: &str| known.iter().any(|known| charset.eq_ignore_ascii_case(known));
    let charset = charset.filter(|charset| !is_text && !is_known(charset))?;
    Some(format!(
        "the response is in the charset `{}`; this client reads UTF-8 only",
        shown_word(charset, redact).to_ascii_lowercase()
    ))
}

/// A word of a server's, for a message. A secret in it is blotted out as the server wrote it, before it is cut.
pub(crate) fn shown_word(text: &str, redact: &Redact) -> String {
    let text = redact.text(text.trim().to_owned());
    text.chars().filter(|character| !is_hidden(*character)).take(60).collect()
}
