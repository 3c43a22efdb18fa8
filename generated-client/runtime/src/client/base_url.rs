//! Where calls go: the base URL, checked once.

use std::{borrow::Cow, sync::Arc};

use url::{Host, Url};

use crate::error::Failure;

/// A checked base URL. Calls copy it and set their path: reading a host anew takes longer than all else about a URL.
#[derive(Clone, Debug)]
pub(crate) struct BaseUrl(Arc<Url>);

impl BaseUrl {
    /// Checks a URL.
    pub(crate) fn new(text: &str) -> Result<Self, Failure> {
        // No message repeats the URL: it may hold a password.
        let text = text.trim();
        if !text.contains("://") {
            return Err(Failure::build(
                "the base URL has no scheme: add `https://` in front of it, or `http://` for a server without TLS",
            ));
        }
        let url = Url::parse(text)
            .map_err(|error| Failure::build(format!("the base URL is not valid: {error}")))?;
        if !matches!(url.scheme(), "http" | "https") || url.cannot_be_a_base() {
            return Err(Failure::build("the base URL must begin with `https://` or `http://`"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Failure::build(
                "the base URL contains a user name or a password; pass credentials to the builder instead",
            ));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(Failure::build(
                "the base URL contains a query or a fragment; use only scheme, host, port and path",
            ));
        }
        Ok(Self(Arc::new(url)))
    }

    /// Whether everybody on the way can read what is sent: plain `http` to another machine.
    pub(crate) fn is_plain(&self) -> bool {
        let is_here = match self.0.host() {
            Some(Host::Domain(name)) => {
                let name = name.trim_end_matches('.');
                name == "localhost" || name.ends_with(".localhost")
            }
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => {
                address.to_ipv4_mapped().map_or(address.is_loopback(), |address| address.is_loopback())
            }
            None => false,
        };
        self.0.scheme() == "http" && !is_here
    }

    /// Scheme, host and port of a URL alone.
    pub(crate) fn origin_of(url: &Url) -> Self {
        let mut origin = url.clone();
        origin.set_path("");
        origin.set_query(None);
        Self(Arc::new(origin))
    }

    /// Whether scheme, host and port are those of the other.
    pub(crate) fn is_at_origin_of(&self, other: &Self) -> bool {
        self.0.origin() == other.0.origin()
    }

    /// The text, without a slash at its end.
    pub(crate) fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// The URL of a call, whose path begins with a slash and follows that of the base. Checked once more: a parser that
    /// read the path otherwise than it was written would send the call elsewhere.
    pub(crate) fn url(&self, path: &str, query: &str) -> Result<Url, Failure> {
        let mut whole = Cow::Borrowed(path);
        let prefix = self.0.path().trim_end_matches('/');
        if !prefix.is_empty() {
            whole = Cow::Owned([prefix, path].concat());
        }
        let mut url = (*self.0).clone();
        url.set_path(&whole);
        let segments = |path: &str| path.bytes().filter(|byte| *byte == b'/').count();
        if segments(url.path()) != segments(&whole) {
            return Err(Failure::invalid("URL parsers would change the path"));
        }
        if !query.is_empty() {
            url.set_query(Some(query));
        }
        Ok(url)
    }

    /// The base of an operation that lives elsewhere: a whole URL, or a path at this host.
    pub(crate) fn join(&self, place: &str) -> Result<Self, Failure> {
        let joined = self
            .0
            .join(place)
            .map_err(|error| Failure::invalid(format!("the operation's server: {error}")))?;
        Self::new(joined.as_str())
    }
}
