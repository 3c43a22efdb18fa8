//! What an API wants to see: a static of the generated crate.

/// One credential that a client can hold.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Credential {
    /// The name of its setter.
    pub name: &'static str,
    /// What it is and where it goes.
    pub(crate) place: Place,
    /// The environment variables that hold it: one, or user name and password.
    pub env: &'static [&'static str],
}

/// Where a credential goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Into a header of this name.
    Header(&'static str),
    /// Into the query, under this name.
    Query(&'static str),
    /// Into a cookie of this name.
    Cookie(&'static str),
    /// `Authorization: Basic …`
    Basic,
    /// `Authorization: Bearer …`
    Bearer,
}

/// The header of tokens and passwords.
pub(crate) const AUTHORIZATION: &str = "authorization";

impl Place {
    /// Which part of a request it takes, and the name there: two of one such place exclude each other.
    pub(crate) fn on_the_wire(self) -> (u8, String) {
        match self {
            Self::Header(name) => (0, name.to_ascii_lowercase()),
            Self::Basic | Self::Bearer => (0, AUTHORIZATION.to_owned()),
            Self::Query(name) => (1, name.to_owned()),
            Self::Cookie(name) => (2, name.to_owned()),
        }
    }
}

impl Credential {
    const fn new(name: &'static str, place: Place, env: &'static [&'static str]) -> Self {
        Self { name, place, env }
    }

    /// A key in a header.
    #[must_use]
    pub const fn header_key(header: &'static str, name: &'static str, env: &'static [&'static str]) -> Self {
        Self::new(name, Place::Header(header), env)
    }

    /// A key in the query.
    #[must_use]
    pub const fn query_key(
        parameter: &'static str,
        name: &'static str,
        env: &'static [&'static str],
    ) -> Self {
        Self::new(name, Place::Query(parameter), env)
    }

    /// A key in a cookie.
    #[must_use]
    pub const fn cookie_key(cookie: &'static str, name: &'static str, env: &'static [&'static str]) -> Self {
        Self::new(name, Place::Cookie(cookie), env)
    }

    /// A user name and a password.
    #[must_use]
    pub const fn basic(name: &'static str, env: &'static [&'static str]) -> Self {
        Self::new(name, Place::Basic, env)
    }

    /// The query parameter that it goes into.
    #[cfg(feature = "stream")]
    pub(crate) fn query_name(&self) -> Option<&'static str> {
        match self.place {
            Place::Query(name) => Some(name),
            Place::Header(_) | Place::Cookie(_) | Place::Basic | Place::Bearer => None,
        }
    }

    /// A bearer token.
    #[must_use]
    pub const fn bearer(name: &'static str, env: &'static [&'static str]) -> Self {
        Self::new(name, Place::Bearer, env)
    }
}
