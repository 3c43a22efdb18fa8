//! The base URL that the API names, with its variables filled in.
//!
//! In: the template of a server, and values for its variables. Out: a base URL whose scheme, host and port are those of
//! the template. A value never leaves the part of the URL that its variable stands in, because keys go to the host that
//! the URL names.
//! Must never know: a credential, a call.

use url::Url;

use super::{
    Api, BaseUrl, Server,
    piece::{Piece, Value},
    placed,
};
use crate::error::Failure;

/// A template, cut where its URL is.
#[derive(Default)]
struct Parts<'a> {
    scheme: Vec<Piece<'a>>,
    authority: Vec<Piece<'a>>,
    path: Vec<Piece<'a>>,
}

/// The base URL that the API names, with variables filled in.
pub(crate) fn from_server(
    api: &Api,
    index: usize,
    variables: &[(String, String)],
) -> Result<BaseUrl, Failure> {
    let Some(server) = api.servers.get(index) else {
        return Err(Failure::build(if api.servers.is_empty() {
            format!("the API description of {} names no server: call `.base_url(…)`", api.title)
        } else {
            format!("server {index} does not exist: {} has {}", api.title, api.servers.len())
        }));
    };
    check_given(server, variables)?;
    let pieces = pieces_of(server, variables)?;
    if let Some(parts) = parts_of(&pieces) {
        return filled(&parts);
    }
    match pieces.split_first() {
        Some((Piece::Value(value), rest)) if placed::begins_path(rest) => whole_url(value, rest),
        _ => Err(Failure::build(format!(
            "the API description of {} names no host (its server is `{}`): call `.base_url(…)`",
            api.title, server.url
        ))),
    }
}

/// Only variables that the server has, and only values that they may have.
fn check_given(server: &Server, variables: &[(String, String)]) -> Result<(), Failure> {
    for (name, value) in variables {
        let known = server.variables.iter().find(|variable| variable.name == name);
        let Some(known) = known else {
            return Err(Failure::build(format!("`{}` has no variable `{name}`", server.url)));
        };
        if !known.allowed.is_empty() && !known.allowed.contains(&value.as_str()) {
            return Err(Failure::build(format!("`{name}` of the server must be one of {:?}", known.allowed)));
        }
    }
    Ok(())
}

/// The template as literals and values. What a value holds is never read as a template.
fn pieces_of<'a>(server: &'a Server, variables: &'a [(String, String)]) -> Result<Vec<Piece<'a>>, Failure> {
    let mut pieces = Vec::new();
    let mut rest = server.url;
    while let Some((before, name, after)) = placeholder(rest) {
        let Some(variable) = server.variables.iter().find(|variable| variable.name == name) else {
            return Err(Failure::build(format!(
                "the server `{}` does not define the variable `{name}`: call `.base_url(…)`",
                server.url
            )));
        };
        let given = variables.iter().rev().find(|(known, _)| known == name);
        let text = given.map_or(variable.default, |(_, value)| value.as_str());
        if !before.is_empty() {
            pieces.push(Piece::Literal(before));
        }
        pieces.push(Piece::Value(Value { variable, text }));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest));
    }
    Ok(pieces)
}

/// The first `{name}` with what stands around it.
fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let open = text.find('{')?;
    let close = open + text[open..].find('}')?;
    Some((&text[..open], &text[open + 1..close], &text[close + 1..]))
}

/// Cuts a template into scheme, authority and path, by its literals alone; `None` where no literal ends a scheme.
fn parts_of<'a>(pieces: &[Piece<'a>]) -> Option<Parts<'a>> {
    let mut parts = Parts::default();
    let mut rest = pieces.iter().copied();
    let authority = loop {
        match rest.next()? {
            Piece::Literal(text) => match text.split_once("://") {
                Some((scheme, _)) if scheme.contains('/') => return None,
                Some((scheme, after)) => {
                    parts.scheme.push(Piece::Literal(scheme));
                    break after;
                }
                None if text.contains('/') => return None,
                None => parts.scheme.push(Piece::Literal(text)),
            },
            value @ Piece::Value(_) => parts.scheme.push(value),
        }
    };
    let mut is_path = false;
    for piece in std::iter::once(Piece::Literal(authority)).chain(rest) {
        match piece {
            piece if is_path => parts.path.push(piece),
            Piece::Literal("") => {}
            Piece::Literal(text) => {
                let end = text.find(['/', '?', '#', '\\']).unwrap_or(text.len());
                is_path = end < text.len();
                parts.authority.extend((end > 0).then_some(Piece::Literal(&text[..end])));
                parts.path.extend(is_path.then_some(Piece::Literal(&text[end..])));
            }
            Piece::Value(value) => {
                // By its default, such a variable stands for a path: `https://host{basePath}`.
                is_path = !parts.authority.is_empty() && value.variable.default.starts_with('/');
                if is_path { parts.path.push(piece) } else { parts.authority.push(piece) }
            }
        }
    }
    own_path(&mut parts);
    Some(parts)
}

/// Where a variable stands for all between `://` and the path, the description's own value may hold a path, too.
fn own_path(parts: &mut Parts<'_>) {
    if let [Piece::Value(value)] = parts.authority[..]
        && value.is_own()
        && let Some(at) = value.text.find('/')
    {
        parts.authority = vec![Piece::Literal(&value.text[..at])];
        parts.path.insert(0, Piece::Literal(value.text[at..].trim_end_matches('/')));
    }
}

/// The base URL of a template whose literals say where its host stands.
fn filled(parts: &Parts<'_>) -> Result<BaseUrl, Failure> {
    let scheme = placed::scheme(&parts.scheme)?;
    let authority = placed::authority(&parts.authority)?;
    let path = placed::path(&parts.path)?;
    let text = format!("{scheme}://{authority}{path}");
    let mut values = parts.authority.iter().filter_map(|piece| match piece {
        Piece::Value(value) => Some(value),
        Piece::Literal(_) => None,
    });
    let Some(value) = values.next_back() else { return BaseUrl::new(&text) };
    let url = Url::parse(&text).ok();
    let host = url.as_ref().and_then(Url::host_str);
    if !host.is_some_and(|host| placed::is_host_of(host, &authority)) {
        return Err(value.refused("does not make a valid host"));
    }
    BaseUrl::new(&text)
}

/// The base URL where a variable stands for the whole of one (`{origin}/v1`): its value is a base URL itself.
fn whole_url(value: &Value<'_>, rest: &[Piece<'_>]) -> Result<BaseUrl, Failure> {
    if value.text.is_empty() {
        return Err(value.refused("is empty, and stands for the URL of the server"));
    }
    let is_strange =
        |character: char| character.is_control() || character.is_whitespace() || character == '\\';
    if value.text.contains(is_strange) || placed::has_dots(value.text) {
        return Err(value.refused("is not a valid base URL"));
    }
    if let Err(failure) = BaseUrl::new(value.text) {
        return Err(value.refused(&format!("stands for the URL of the server: {}", failure.message())));
    }
    BaseUrl::new(&[value.text.trim_end_matches('/'), &placed::path(rest)?].concat())
}
