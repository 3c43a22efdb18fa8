//! Places that a server points to: a redirect, the next page. The key never leaves its origin.

use url::Url;

use crate::error::is_hidden;

/// Why a place is not gone to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Elsewhere {
    /// No URL can be made of it.
    Broken,
    /// It names a user or a password.
    UserInformation,
    /// It has another scheme, host or port.
    OtherOrigin,
}

impl Elsewhere {
    /// What is wrong with a place that is called `what`.
    pub(crate) fn words(self, what: &str) -> String {
        match self {
            Self::Broken => format!("{what} is not a valid URL"),
            Self::UserInformation => {
                format!("{what} contains a user name or a password, which is never accepted from a server")
            }
            Self::OtherOrigin => format!("{what} is at another origin, and no request is sent there"),
        }
    }
}

/// Where a server points to, if that is at the same scheme, host and port as the request that it answered.
pub(crate) fn same_origin(url: &Url, location: &str) -> Result<Url, Elsewhere> {
    let next = url.join(location).map_err(|_| Elsewhere::Broken)?;
    // The origin of a `blob:` is that of the URL inside it, so the scheme has to be the same, too.
    let is_http = matches!(next.scheme(), "http" | "https") && next.scheme() == url.scheme();
    if !is_http || next.origin() != url.origin() {
        Err(Elsewhere::OtherOrigin)
    } else if !next.username().is_empty() || next.password().is_some() {
        Err(Elsewhere::UserInformation)
    } else {
        Ok(next)
    }
}

/// A place for a message: without the query, which can hold what only the target may know.
pub(crate) fn shown(location: &str) -> String {
    let shown: String = location
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .chars()
        .filter(|character| !is_hidden(*character))
        .take(200)
        .collect();
    // A user name and a password can stand before the host.
    match shown.split_once("://") {
        Some((scheme, rest)) => {
            let (authority, path) =
                rest.split_once('/').map_or((rest, ""), |(authority, path)| (authority, path));
            format!("{scheme}://{}/{path}", authority.rsplit('@').next().unwrap_or_default())
        }
        None => shown,
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{Elsewhere, same_origin};

    #[test]
    fn only_the_scheme_of_the_request_is_gone_to() {
        let url = Url::parse("https://api.example/v1").unwrap();
        assert_eq!(same_origin(&url, "/v2").unwrap().as_str(), "https://api.example/v2");
        assert_eq!(same_origin(&url, "//api.example:443/v2").unwrap().as_str(), "https://api.example/v2");
        for other in ["blob:https://api.example/1", "http://api.example/", "ftp://api.example/", "data:,x"] {
            assert_eq!(same_origin(&url, other), Err(Elsewhere::OtherOrigin), "{other}");
        }
        for broken in ["https://[::1/", "//api example/", "https://api.example:99999/", "https://"] {
            assert_eq!(same_origin(&url, broken), Err(Elsewhere::Broken), "{broken}");
        }
        for named in
            ["https://ada@api.example/", "//ada:secret@api.example/x", "https://:secret@api.example/"]
        {
            assert_eq!(same_origin(&url, named), Err(Elsewhere::UserInformation), "{named}");
        }
    }
}
