//! Credentials: what is held, what a call needs, and putting it on the wire.
//!
//! In: the API's statics and the user's secrets. Out: sensitive headers, query pairs, cookies.
//! Must never know: what a call does, or show a secret to anything but the wire.

mod credential;
mod held;
mod provider;

use http::HeaderMap;

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
    pub(crate) redact: &'request mut Redact,
}

/// The first alternative of which everything is held; none at all is the last resort, wherever it stands among them. A
/// header that the caller set (`is_set`) counts as held.
pub(crate) fn choose(
    api: &'static Api,
    security: &'static [&'static [usize]],
    held: &[Option<Held>],
    is_set: impl Fn(&'static str) -> bool,
) -> Result<&'static [usize], Failure> {
    let is_there = |index: &usize| {
        held.get(*index).is_some_and(Option::is_some)
            || api.credentials.get(*index).and_then(header_of).is_some_and(&is_set)
    };
    let mut demanding = security.iter().filter(|alternative| !alternative.is_empty());
    if let Some(alternative) = demanding.find(|alternative| alternative.iter().all(is_there)) {
        return Ok(alternative);
    }
    if security.is_empty() || security.iter().any(|alternative| alternative.is_empty()) {
        return Ok(&[]);
    }
    Err(Failure::missing_credential(missing(api, security)))
}

fn header_of(credential: &Credential) -> Option<&'static str> {
    match credential.place {
        Place::Header(name) => Some(name),
        Place::Basic | Place::Bearer => Some("authorization"),
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
    format!("{} needs a credential: {}", api.title, alternatives.join("; or "))
}

/// Puts the credentials of an alternative on a request.
pub(crate) async fn apply(
    client: &Client,
    alternative: &'static [usize],
    target: &mut Target<'_>,
) -> Result<(), Failure> {
    let inner = client.inner();
    for index in alternative {
        let (Some(credential), Some(Some(held))) =
            (inner.api.credentials.get(*index), inner.held.get(*index))
        else {
            continue;
        };
        if let Some(name) = header_of(credential) {
            if !target.headers.contains_key(name) {
                let value = held.header(target.redact).await?;
                target.headers.insert(http::HeaderName::from_static_lowercase(name)?, value);
            }
            continue;
        }
        let key = held.text();
        match credential.place {
            Place::Query(name) => {
                if !target.query.is_empty() {
                    target.query.push('&');
                }
                encode_into(target.query, name, Encoding::Query);
                target.query.push('=');
                encode_into(target.query, key, Encoding::Query);
            }
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

/// Forgets the token that the server refused, so that the next call asks its provider for a new one. Calls that were
/// under way with the same token find the new one, or the one who asks for it. Answers whether there is a provider.
pub(crate) fn forget(
    client: &Client,
    alternative: &'static [usize],
    refused: Option<&http::HeaderValue>,
) -> bool {
    let held = &client.inner().held;
    let mut forgot = false;
    for index in alternative {
        if let Some(Some(held)) = held.get(*index) {
            forgot |= held.forget(refused);
        }
    }
    forgot
}

/// Header names of statics, which descriptions may write in any case.
trait FromStatic: Sized {
    fn from_static_lowercase(name: &'static str) -> Result<Self, Failure>;
}

impl FromStatic for http::HeaderName {
    fn from_static_lowercase(name: &'static str) -> Result<Self, Failure> {
        Self::from_bytes(name.as_bytes()).map_err(|_| {
            Failure::invalid(format!("`{}` cannot be the name of a header", name.escape_debug()))
        })
    }
}
