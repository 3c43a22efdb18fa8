//! Headers that are never parameters.
//!
//! In: the name of a header. Out: whether a client writes it by itself.

/// Whether a client writes this header itself, so that it is not a parameter, wherever it is described as one.
#[must_use]
pub fn is_own_header(name: &str) -> bool {
    OWN_HEADERS.iter().any(|own| name.eq_ignore_ascii_case(own))
}

/// Headers that the client writes itself, so that nobody is asked for them: OpenAPI has some ignored among parameters,
/// because body and responses decide them, and others frame the message or belong to the connection.
const OWN_HEADERS: &[&str] = &[
    "accept",
    "connection",
    "content-length",
    "content-type",
    "expect",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];
