//! Header names and values, checked.

use http::{HeaderName, HeaderValue};

use crate::error::Failure;

/// Headers that frame the message: a caller's value would let one request pass for two.
const FRAMING: &[&str] = &[
    "connection",
    "content-length",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Checks a name.
pub(crate) fn header_name(name: &str) -> Result<HeaderName, Failure> {
    let checked = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| Failure::invalid(format!("`{}` cannot be the name of a header", name.escape_debug())))?;
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
            "the value of the header `{name}` holds a line break or another control character"
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
