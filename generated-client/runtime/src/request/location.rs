//! Places that a server points to: a redirect, the next page. The key never leaves its origin.

use url::Url;

use crate::error::is_hidden;

/// Where a server points to, if that is at the same scheme, host and port as the request that it answered.
pub(crate) fn same_origin(url: &Url, location: &str) -> Option<Url> {
    let next = url.join(location).ok()?;
    // The origin of a `blob:` is that of the URL inside it, so the scheme has to be the same, too.
    let is_http = matches!(next.scheme(), "http" | "https") && next.scheme() == url.scheme();
    let is_same =
        is_http && next.origin() == url.origin() && next.username().is_empty() && next.password().is_none();
    is_same.then_some(next)
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

    use super::same_origin;

    #[test]
    fn only_the_scheme_of_the_request_is_gone_to() {
        let url = Url::parse("https://api.example/v1").unwrap();
        assert_eq!(same_origin(&url, "/v2").unwrap().as_str(), "https://api.example/v2");
        assert_eq!(same_origin(&url, "//api.example:443/v2").unwrap().as_str(), "https://api.example/v2");
        for other in ["blob:https://api.example/1", "http://api.example/", "ftp://api.example/", "data:,x"] {
            assert_eq!(same_origin(&url, other), None, "{other}");
        }
    }
}
