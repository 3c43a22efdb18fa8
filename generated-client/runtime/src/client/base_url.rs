//! Where calls go: the base URL, checked once.

use std::sync::Arc;

use url::Url;

use super::Api;
use crate::error::Failure;

/// A checked base URL without the slash at its end.
#[derive(Clone, Debug)]
pub(crate) struct BaseUrl(Arc<str>);

impl BaseUrl {
    /// Checks a URL.
    pub(crate) fn new(text: &str) -> Result<Self, Failure> {
        // No message repeats the URL: it may hold a password.
        let url = Url::parse(text.trim())
            .map_err(|error| Failure::build(format!("the base URL is no URL: {error}")))?;
        if !matches!(url.scheme(), "http" | "https") || url.cannot_be_a_base() {
            return Err(Failure::build("the base URL must begin with `https://` or `http://`"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Failure::build(
                "the base URL holds a user name or a password; give credentials to the builder",
            ));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(Failure::build(
                "the base URL holds a query or a fragment; only scheme, host, port and path belong there",
            ));
        }
        Ok(Self(url.as_str().trim_end_matches('/').into()))
    }

    /// The text, without a slash at its end.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The base of an operation that lives elsewhere: a whole URL, or a path at this host.
    pub(crate) fn join(&self, place: &str) -> Result<Self, Failure> {
        let base = Url::parse(&self.0).map_err(|error| Failure::invalid(error.to_string()))?;
        let joined =
            base.join(place).map_err(|error| Failure::invalid(format!("the operation's server: {error}")))?;
        Self::new(joined.as_str())
    }
}

/// The base URL that the API names, with variables filled in.
pub(crate) fn from_server(
    api: &Api,
    index: usize,
    variables: &[(String, String)],
) -> Result<BaseUrl, Failure> {
    let Some(server) = api.servers.get(index) else {
        return Err(Failure::build(if api.servers.is_empty() {
            format!("the description of {} names no server: call `.base_url(…)`", api.title)
        } else {
            format!("there is no server {index}: {} has {}", api.title, api.servers.len())
        }));
    };
    for (name, value) in variables {
        let known = server.variables.iter().find(|variable| variable.name == name);
        let Some(known) = known else {
            return Err(Failure::build(format!("`{}` has no variable `{name}`", server.url)));
        };
        if !known.allowed.is_empty() && !known.allowed.contains(&value.as_str()) {
            return Err(Failure::build(format!("`{name}` of the server must be one of {:?}", known.allowed)));
        }
        if value
            .contains(|character: char| !(character.is_ascii_alphanumeric() || "-._~:/".contains(character)))
        {
            return Err(Failure::build(format!("the value of `{name}` does not fit into a URL")));
        }
    }
    let mut url = server.url.to_owned();
    for variable in server.variables {
        let given = variables.iter().rev().find(|(name, _)| name == variable.name);
        let value = given.map_or(variable.default, |(_, value)| value.as_str());
        url = url.replace(&format!("{{{}}}", variable.name), value);
    }
    if !url.contains("://") {
        return Err(Failure::build(format!(
            "the description of {} names no host (its server is `{url}`): call `.base_url(…)`",
            api.title
        )));
    }
    BaseUrl::new(&url)
}
