//! Credentials: what is held, what a call needs, and putting it on the wire.
//!
//! In: the API's statics and the user's secrets. Out: sensitive headers, query pairs, cookies.
//! Must never know: what a call does, or show a secret to anything but the wire.

mod credential;
mod held;
mod provider;

use http::{HeaderMap, HeaderValue};
use url::{Url, form_urlencoded};

use credential::AUTHORIZATION;
pub use credential::Credential;
pub(crate) use credential::Place;
pub(crate) use held::{Held, from_env};
pub use provider::{Token, TokenProvider};

use crate::{
    client::{Api, Client},
    error::{Failure, Redact},
    request::{Encoding, encode_into},
};

/// A request's places for credentials.
pub(crate) struct Target<'request> {
    pub(crate) headers: &'request mut HeaderMap,
    pub(crate) query: &'request mut String,
    pub(crate) cookies: &'request mut String,
}

/// What a call needs.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Need {
    /// One of these alternatives.
    Said(&'static [&'static [usize]]),
    /// What the client was given: the description says nothing of this call.
    Given,
    /// What every call of the API needs or else what the client was given: the caller wrote this call.
    Written,
    /// Nothing, and nothing is sent.
    Nothing,
}

/// The credentials of a call: the first alternative of which everything is held, or all that the client was given. A
/// header that the caller set (`is_set`) counts as held.
pub(crate) fn choose(
    client: &Client,
    need: Need,
    is_set: impl Fn(&'static str) -> bool,
) -> Result<&[usize], Failure> {
    let inner = client.inner();
    match need {
        Need::Nothing => Ok(&[]),
        Need::Given => Ok(&inner.given),
        Need::Said(security) => choose_said(inner.api, security, &inner.held, is_set),
        Need::Written => match choose_said(inner.api, inner.api.security, &inner.held, is_set) {
            Ok([]) | Err(_) if !inner.given.is_empty() => Ok(&inner.given),
            chosen => chosen,
        },
    }
}

/// The first alternative of which everything is held. That nothing is needed comes last, wherever it stands: whoever
/// holds a key wants to be known by it.
pub(crate) fn choose_said(
    api: &'static Api,
    security: &'static [&'static [usize]],
    held: &[Option<Held>],
    is_set: impl Fn(&'static str) -> bool,
) -> Result<&'static [usize], Failure> {
    let is_there = |index: &usize| {
        held.get(*index).is_some_and(Option::is_some)
            || api.credentials.get(*index).and_then(header_of).is_some_and(&is_set)
    };
    let held_whole =
        |alternative: &&&'static [usize]| !alternative.is_empty() && alternative.iter().all(is_there);
    if let Some(alternative) = security.iter().find(held_whole) {
        return Ok(alternative);
    }
    if security.is_empty() || security.iter().any(|alternative| alternative.is_empty()) {
        return Ok(&[]);
    }
    Err(Failure::missing_credential(missing(api, security)))
}

/// All that is held, one for each place: two cannot stand in one header.
pub(crate) fn given(api: &'static Api, held: &[Option<Held>]) -> Vec<usize> {
    let mut given: Vec<usize> = Vec::new();
    let mut places = Vec::new();
    for index in api.preferred.iter().copied().chain(0..api.credentials.len()) {
        let Some(credential) =
            api.credentials.get(index).filter(|_| held.get(index).is_some_and(Option::is_some))
        else {
            continue;
        };
        let place = credential.place.on_the_wire();
        if !places.contains(&place) {
            places.push(place);
            given.push(index);
        }
    }
    given
}

fn header_of(credential: &Credential) -> Option<&'static str> {
    match credential.place {
        Place::Header(name) => Some(name),
        Place::Basic | Place::Bearer => Some(AUTHORIZATION),
        Place::Query(_) | Place::Cookie(_) => None,
    }
}

/// Says what is missing, by the setters and the environment variables that give it.
fn missing(api: &Api, security: &[&[usize]]) -> String {
    let alternatives: Vec<String> = security
        .iter()
        .filter(|alternative| !alternative.is_empty())
        .map(|alternative| {
            let names: Vec<String> = alternative
                .iter()
                .filter_map(|index| api.credentials.get(*index))
                .map(|credential| {
                    let setter = credential.name;
                    match credential.env {
                        [] => format!("`.{setter}(…)`"),
                        env => format!("`.{setter}(…)` or the environment variable {}", env.join(" and ")),
                    }
                })
                .collect();
            names.join(", and ")
        })
        .collect();
    format!(
        "{} needs a credential: {}; where a server asks for none, call `.anonymous()` on the client's builder or on the call",
        api.title,
        alternatives.join("; or ")
    )
}

/// A token that was given for one attempt: whose, and which.
#[derive(Clone, Copy)]
pub(crate) struct Given {
    index: usize,
    number: u64,
}

/// The credentials of one attempt.
pub(crate) struct Credentials<'client> {
    alternative: &'client [usize],
    /// Boxed, so that calls with a key do without the room for it.
    asked: Option<Box<Asked>>,
}

/// A token that was asked for, as the value of its header.
struct Asked {
    given: Given,
    value: HeaderValue,
}

impl Credentials<'_> {
    /// The token, if somebody can give another.
    pub(crate) fn given(&self) -> Option<Given> {
        self.asked.as_ref().map(|asked| asked.given)
    }
}

/// Asks for the token of an alternative, if somebody gives tokens for it; there is one at most, as all of them go into
/// the same header. A header that the caller set (`is_set`) is not asked for.
///
/// This alone has to be waited for, so it comes before anything that a waiting call would have to keep.
pub(crate) async fn ask<'client>(
    client: &'client Client,
    alternative: &'client [usize],
    is_set: impl Fn(&'static str) -> bool,
    redact: &mut Redact,
) -> Result<Credentials<'client>, Failure> {
    let inner = client.inner();
    let provided = alternative.iter().find_map(|index| match inner.held.get(*index) {
        Some(Some(Held::Provided(source))) => Some((*index, source)),
        _ => None,
    });
    let name = |index: usize| inner.api.credentials.get(index).and_then(header_of);
    let asked = match provided {
        Some((index, source)) if name(index).is_some_and(|name| !is_set(name)) => {
            let (value, number) = Box::pin(held::bearer_of(source, redact)).await?;
            Some(Box::new(Asked { given: Given { index, number }, value }))
        }
        _ => None,
    };
    Ok(Credentials { alternative, asked })
}

/// Puts them on a request.
pub(crate) fn apply(
    client: &Client,
    credentials: &Credentials<'_>,
    target: &mut Target<'_>,
) -> Result<(), Failure> {
    let inner = client.inner();
    for index in credentials.alternative {
        let (Some(credential), Some(Some(held))) =
            (inner.api.credentials.get(*index), inner.held.get(*index))
        else {
            continue;
        };
        if let Some(name) = header_of(credential) {
            let value = match held {
                Held::Fixed { header, .. } => Some(header),
                Held::Provided(_) => credentials.asked.as_ref().map(|asked| &asked.value),
            };
            if let Some(value) = value.filter(|_| !target.headers.contains_key(name)) {
                target.headers.insert(http::HeaderName::from_static_lowercase(name)?, value.clone());
            }
            continue;
        }
        let key = held.text();
        match credential.place {
            Place::Query(name) => add_to_query(target.query, name, key),
            Place::Cookie(name) => {
                if !target.cookies.is_empty() {
                    target.cookies.push_str("; ");
                }
                target.cookies.push_str(name);
                target.cookies.push('=');
                target.cookies.push_str(key);
            }
            Place::Header(_) | Place::Basic | Place::Bearer => {}
        }
    }
    Ok(())
}

fn add_to_query(query: &mut String, name: &str, key: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    encode_into(query, name, Encoding::Query);
    query.push('=');
    encode_into(query, key, Encoding::Query);
}

/// Puts the keys that go into a query on a URL that a server gave, in place of what stands there under their names.
pub(crate) fn renew_query(client: &Client, alternative: &[usize], url: &mut Url) {
    let inner = client.inner();
    for index in alternative {
        let (Some(credential), Some(Some(held))) =
            (inner.api.credentials.get(*index), inner.held.get(*index))
        else {
            continue;
        };
        let Place::Query(name) = credential.place else { continue };
        let is_other = |pair: &&str| {
            let known = form_urlencoded::parse(pair.as_bytes()).next();
            known.is_some_and(|(known, _)| known != name)
        };
        let pairs = url.query().unwrap_or_default().split('&');
        let mut query = pairs.filter(is_other).collect::<Vec<_>>().join("&");
        add_to_query(&mut query, name, held.text());
        url.set_query(Some(&query));
    }
}

/// Forgets a token that the server refused, so that the next call asks its provider for a new one.
pub(crate) fn forget(client: &Client, given: Given) {
    if let Some(Some(held)) = client.inner().held.get(given.index) {
        held.forget(given.number);
    }
}

/// Header names of statics, which descriptions may write in any case.
trait FromStatic: Sized {
    fn from_static_lowercase(name: &'static str) -> Result<Self, Failure>;
}

impl FromStatic for http::HeaderName {
    fn from_static_lowercase(name: &'static str) -> Result<Self, Failure> {
        Self::from_bytes(name.as_bytes())
            .map_err(|_| Failure::invalid(format!("`{}` is not a valid header name", name.escape_debug())))
    }
}
