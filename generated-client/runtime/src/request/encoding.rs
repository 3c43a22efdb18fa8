//! Percent-encoding, for each place that text can have in a request.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but what RFC 3986 calls unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What `allowReserved` lets through; `#`, `&`, `+` and a `%` that begins no triple would change the meaning of the query.
const QUERY_WITH_RESERVED: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b'[')
    .remove(b']');

/// The same in a path, where a `/` begins another segment and a `?` ends the path.
const PATH_WITH_RESERVED: &AsciiSet = &QUERY_WITH_RESERVED.add(b'/').add(b'?');

/// What a cookie cannot hold (RFC 6265).
const NOT_IN_COOKIES: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b',').add(b';').add(b'\\');

/// The same once something has to be encoded: from then on, a `%` means an encoded byte.
const NOT_IN_ENCODED_COOKIES: &AsciiSet = &NOT_IN_COOKIES.add(b'%');

/// What text goes through on its way into a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// A segment of a path.
    Path,
    /// A segment of a path that may hold reserved characters, but for those that would end it.
    PathWithReserved,
    /// A name or value of a query.
    Query,
    /// A value of a query that may hold reserved characters.
    QueryWithReserved,
    /// A value of a cookie, which is sent as it is unless a cookie cannot hold it.
    Cookie,
    /// Nothing: headers.
    Plain,
}

/// Appends encoded text.
pub(crate) fn encode_into(target: &mut String, text: &str, encoding: Encoding) {
    match encoding {
        Encoding::Path | Encoding::Query => target.extend(utf8_percent_encode(text, RESERVED)),
        Encoding::QueryWithReserved => keep_triples(target, text),
        // A triple could be a slash or a dot, and lead out of the segment: here, a `%` is one.
        Encoding::PathWithReserved => target.extend(utf8_percent_encode(text, PATH_WITH_RESERVED)),
        Encoding::Cookie if fits_in_cookie(text) => target.push_str(text),
        Encoding::Cookie => target.extend(utf8_percent_encode(text, NOT_IN_ENCODED_COOKIES)),
        Encoding::Plain => target.push_str(text),
    }
}

/// Whether a cookie can hold the text as it is.
fn fits_in_cookie(text: &str) -> bool {
    let encoded: Cow<'_, str> = utf8_percent_encode(text, NOT_IN_COOKIES).into();
    encoded == text
}

/// Encodes for a query that may hold reserved characters. A triple (`%41`) is encoded already, and stays.
fn keep_triples(target: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (before, from) = rest.split_at(at);
        target.extend(utf8_percent_encode(before, QUERY_WITH_RESERVED));
        let is_triple = from.as_bytes().get(1..3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        let (kept, after) = from.split_at(if is_triple { 3 } else { 1 });
        target.push_str(if is_triple { kept } else { "%25" });
        rest = after;
    }
    target.extend(utf8_percent_encode(rest, QUERY_WITH_RESERVED));
}
