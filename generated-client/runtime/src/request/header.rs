//! Headers: names and values, checked, and what a call sends of them.

use std::borrow::Cow;

use http::{
    HeaderMap, HeaderName, HeaderValue,
    header::{ACCEPT, CONTENT_TYPE},
};

use crate::{client::Client, error::Failure};

/// Headers that frame the message: a caller's value would let one request pass for two. `host` is that of the URL.
const FRAMING: &[&str] = &[
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// The headers of a call but for its credentials: its own over the client's.
pub(crate) struct Headers {
    own: HeaderMap,
    accept: HeaderValue,
    content_type: Option<HeaderValue>,
}

impl Headers {
    /// Checks what a description says of them.
    pub(crate) fn new(
        own: HeaderMap,
        accept: &'static str,
        media_type: Option<Cow<'static, str>>,
    ) -> Result<Self, Failure> {
        let accept = HeaderValue::from_static(if is_plain(accept) { accept } else { "*/*" });
        let content_type = media_type.map(|media_type| match media_type {
            Cow::Borrowed(text) if is_plain(text) => Ok(HeaderValue::from_static(text)),
            text => HeaderValue::from_str(&text).map_err(|_| {
                Failure::invalid("the media type of the request body is not a valid header value")
            }),
        });
        Ok(Self { own, accept, content_type: content_type.transpose()? })
    }

    /// Whether the call or its client sets a header of this name.
    pub(crate) fn contains(&self, client: &Client, name: &str) -> bool {
        self.own.contains_key(name) || client.inner().headers.contains_key(name)
    }

    /// All of them, for one attempt, with room for credentials.
    pub(crate) fn all(&self, client: &Client) -> HeaderMap {
        let shared = &client.inner().headers;
        let mut all = HeaderMap::with_capacity(shared.len() + self.own.len() + 4);
        all.insert(ACCEPT, self.accept.clone());
        for (name, value) in shared {
            all.insert(name.clone(), value.clone());
        }
        all.extend(self.content_type.clone().map(|value| (CONTENT_TYPE, value)));
        for (name, value) in &self.own {
            all.insert(name.clone(), value.clone());
        }
        all
    }
}

/// Whether a static text is good for a header as it is: nothing is copied then.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| (0x20..0x7f).contains(&byte))
}

/// Checks a name.
pub(crate) fn header_name(name: &str) -> Result<HeaderName, Failure> {
    let checked = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| Failure::invalid(format!("`{}` is not a valid header name", name.escape_debug())))?;
    if FRAMING.contains(&checked.as_str()) {
        return Err(Failure::invalid(format!(
            "the header `{checked}` belongs to the connection and cannot be set"
        )));
    }
    Ok(checked)
}

/// Checks a value. Spaces around it would be lost on the way, and line breaks would begin another header.
pub(crate) fn header_value(name: &HeaderName, value: &str) -> Result<HeaderValue, Failure> {
    HeaderValue::from_bytes(value.as_bytes()).map_err(|_| {
        Failure::invalid(format!(
            "the value of the header `{name}` contains a line break or another control character"
        ))
    })
}

/// Checks a header of the caller's own. What it holds is nobody's business: it is never shown.
pub(crate) fn sensitive_header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), Failure> {
    let name = header_name(name)?;
    let mut value = header_value(&name, value)?;
    value.set_sensitive(true);
    Ok((name, value))
}
