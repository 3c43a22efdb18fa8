//! What may stand for a variable in each part of a URL.
//!
//! In: the pieces of one part. Out: its text, or an error that names the variable.
//! Must never know: the other parts.

use std::net::Ipv6Addr;

use super::piece::{Piece, Value};
use crate::{
    error::Failure,
    request::{Encoding, encode_into, is_dots},
};

/// The scheme: `https` or `http` where a variable has a say in it.
pub(super) fn scheme(pieces: &[Piece<'_>]) -> Result<String, Failure> {
    let mut scheme = String::new();
    let mut last = None;
    for piece in pieces {
        match piece {
            Piece::Literal(text) => scheme.push_str(text),
            Piece::Value(value) => {
                scheme.push_str(value.text);
                last = Some(value);
            }
        }
    }
    scheme.make_ascii_lowercase();
    match last {
        Some(value) if !matches!(scheme.as_str(), "http" | "https") => {
            Err(value.refused("does not make the scheme `https` or `http`"))
        }
        _ => Ok(scheme),
    }
}

/// Host and port.
pub(super) fn authority(pieces: &[Piece<'_>]) -> Result<String, Failure> {
    let mut authority = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Literal(text) => authority.push_str(text),
            Piece::Value(value) => {
                check_in_authority(value, &authority, pieces.get(at + 1))?;
                authority.push_str(value.text);
            }
        }
    }
    let last = pieces.iter().rev().find_map(|piece| match piece {
        Piece::Value(value) => Some(value),
        Piece::Literal(_) => None,
    });
    match last {
        Some(value) if has_empty_labels(host_of(&authority)) => {
            Err(value.refused("leaves part of the host empty"))
        }
        _ => Ok(authority),
    }
}

/// A dot at the end is none of them: it says that the name is whole.
fn has_empty_labels(host: &str) -> bool {
    !host.starts_with('[') && host.strip_suffix('.').unwrap_or(host).split('.').any(str::is_empty)
}

/// Checks a value by what stands around its variable.
fn check_in_authority(value: &Value<'_>, before: &str, after: Option<&Piece<'_>>) -> Result<(), Failure> {
    let (text, is_own) = (value.text, value.is_own());
    if is_own && text.is_empty() {
        return Ok(());
    }
    if value.variable.default.starts_with(':') {
        let is_port = text.strip_prefix(':').is_some_and(is_port);
        return if is_port { Ok(()) } else { Err(value.refused("must be `:` and the number of a port")) };
    }
    if host_of(before).len() < before.len() {
        return if is_port(text) { Ok(()) } else { Err(value.refused("must be the number of a port")) };
    }
    let begins = before.is_empty();
    let is_whole_host = begins && matches!(after, Some(Piece::Literal(after)) if after.starts_with(':'));
    let is_right = match after {
        None if begins => is_host_with_port(text, is_own),
        Some(_) if is_whole_host => is_host(text, is_own),
        _ => is_labels(text, is_own),
    };
    if is_right {
        return Ok(());
    }
    Err(value.refused(if begins && (after.is_none() || is_whole_host) {
        "stands for the host of the server, and is not a valid host"
    } else {
        "stands for a part of the host of the server, and may hold letters, digits, `-`, and `.` between them"
    }))
}

/// The path, which is empty or begins with a slash. Values are segments of it, or several with slashes between them.
pub(super) fn path(pieces: &[Piece<'_>]) -> Result<String, Failure> {
    let mut path = String::new();
    for piece in pieces {
        match piece {
            Piece::Literal(text) => path.push_str(text),
            Piece::Value(value) => push_segments(&mut path, value)?,
        }
    }
    if let Some(Piece::Value(value)) = pieces.iter().rev().find(|piece| matches!(piece, Piece::Value(_)))
        && has_dots(&path)
    {
        return Err(value.refused("makes a segment `.` or `..` in the path of the server"));
    }
    Ok(path)
}

fn push_segments(path: &mut String, value: &Value<'_>) -> Result<(), Failure> {
    let mut text = value.text;
    if value.is_own() && text.is_empty() {
        return Ok(());
    }
    if path.is_empty() {
        path.push('/');
        text = text
            .strip_prefix('/')
            .ok_or_else(|| value.refused("stands for the path of the server, and must begin with `/`"))?;
    }
    if value.is_own() {
        path.push_str(text);
        return Ok(());
    }
    for (at, segment) in text.split('/').enumerate() {
        if segment.is_empty() {
            return Err(value.refused("leaves a segment of the path of the server empty"));
        }
        if at > 0 {
            path.push('/');
        }
        encode_into(path, segment, Encoding::Path);
    }
    Ok(())
}

/// Whether what follows a variable is a path, or nothing.
pub(super) fn begins_path(rest: &[Piece<'_>]) -> bool {
    match rest.first() {
        None => true,
        Some(Piece::Literal(text)) => text.starts_with('/'),
        Some(Piece::Value(value)) => value.variable.default.starts_with('/'),
    }
}

/// Whether a segment of a path means "here" or "up".
pub(super) fn has_dots(path: &str) -> bool {
    path.split(['/', '\\']).any(is_dots)
}

/// Whether a URL parser read the host as it was written; digits alone are an address to it, in many spellings.
pub(super) fn is_host_of(host: &str, authority: &str) -> bool {
    let written = host_of(authority);
    let address = |host: &str| host.strip_prefix('[')?.strip_suffix(']')?.parse::<Ipv6Addr>().ok();
    if written.starts_with('[') {
        return address(host).is_some_and(|host| Some(host) == address(written));
    }
    let (mut parts, mut labels) = (host.split('.'), written.split('.'));
    loop {
        match (parts.next(), labels.next()) {
            (None, None) => return true,
            // A parser spells these otherwise, and only the description writes them.
            (Some(_), Some(label)) if !label.is_ascii() => {}
            (Some(part), Some(label)) if part.eq_ignore_ascii_case(label) => {}
            _ => return false,
        }
    }
}

/// What stands before the colon of a port.
fn host_of(authority: &str) -> &str {
    let end = authority.rfind(']').unwrap_or_default();
    authority[end..].find(':').map_or(authority, |colon| &authority[..end + colon])
}

fn is_port(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u16>().is_ok()
}

fn is_host_with_port(text: &str, is_own: bool) -> bool {
    let host = host_of(text);
    is_host(host, is_own) && text[host.len()..].strip_prefix(':').is_none_or(is_port)
}

fn is_host(text: &str, is_own: bool) -> bool {
    let address = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    address.map_or_else(|| is_labels(text, is_own), |address| address.parse::<Ipv6Addr>().is_ok())
}

/// Whether a text is labels of a host. An underscore is not a part of those, but descriptions write it.
fn is_labels(text: &str, is_own: bool) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || (is_own && byte == b'_');
    text.split('.').all(|label| !label.is_empty() && label.bytes().all(fits))
}
