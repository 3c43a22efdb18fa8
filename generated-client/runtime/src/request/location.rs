//! Places that a server points to: a redirect, the next page. The key never leaves its origin.

use url::Url;

/// Where a server points to, if that is at the same scheme, host and port as the request that it answered.
pub(crate) fn same_origin(url: &Url, location: &str) -> Option<Url> {
    let next = url.join(location).ok()?;
    // The scheme by itself, too: a `blob:` URL has the origin of what made it.
    let is_same = next.scheme() == url.scheme()
        && next.origin() == url.origin()
        && next.username().is_empty()
        && next.password().is_none();
    is_same.then_some(next)
}

/// A place for a message: without the query, which can hold what only the target may know.
pub(crate) fn shown(location: &str) -> String {
    let shown: String = location
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .chars()
        .filter(|character| !character.is_control())
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
