//! The request line of a page, and the base URL that it implies.

const METHODS: [&str; 8] = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];

/// Whether a line starts a description: `openapi: 3.1.1`, `"swagger": "2.0",`, `overlay: 1.1.0`.
pub(super) fn is_root_key(line: &str) -> bool {
    let line = line.strip_prefix('{').unwrap_or(line).trim_start();
    ["openapi", "swagger", "overlay"].iter().any(|key| {
        let unquoted = line.trim_start_matches(['"', '\'']);
        unquoted
            .strip_prefix(key)
            .is_some_and(|rest| rest.trim_start_matches(['"', '\'']).trim_start().starts_with(':'))
    })
}

/// The method and URL of a line such as `POST https://api.example.com/v1/things`.
pub(super) fn request_line(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_matches(['`', '*']);
    let (method, url) = line.split_once(' ')?;
    let url = url.trim();
    let is_url = url.starts_with("https://") || url.starts_with("http://");
    (METHODS.contains(&method) && is_url && !url.contains(' ')).then_some((method, url))
}

/// The URL without the description's own path, and that path.
pub(super) fn split_url(url: &str, block: &str) -> (String, String) {
    let url = url.split(['?', '#']).next().unwrap_or(url);
    let host_end = url.find("://").map_or(0, |scheme| {
        let host = scheme + 3;
        url[host..].find('/').map_or(url.len(), |slash| host + slash)
    });
    let (origin, whole) = url.split_at(host_end);
    for path in paths_of(block) {
        let trimmed = path.split(['?', '#']).next().unwrap_or(path);
        if let Some(prefix) = without_suffix(whole, trimmed) {
            return (format!("{origin}{prefix}"), path.to_owned());
        }
    }
    (origin.to_owned(), whole.to_owned())
}

/// The keys under `paths`, as far as they can be seen without reading the block.
fn paths_of(block: &str) -> impl Iterator<Item = &str> {
    block.lines().filter_map(|line| {
        let key = line.trim().trim_end_matches(['{', ' ']);
        let key = key.strip_suffix(':')?.trim_end().trim_matches(['"', '\'']);
        key.starts_with('/').then_some(key)
    })
}

/// What stands in `whole` before `path`; template segments match anything that stands there.
fn without_suffix<'a>(whole: &'a str, path: &str) -> Option<&'a str> {
    let mut rest = whole;
    for expected in path.rsplit('/') {
        let slash = rest.rfind('/').filter(|_| !expected.is_empty() || rest.ends_with('/'));
        let (before, actual) = match slash {
            Some(slash) => (&rest[..slash], &rest[slash + 1..]),
            None if expected.is_empty() => return Some(rest),
            None => return None,
        };
        if expected.is_empty() && !actual.is_empty() {
            return Some(rest);
        }
        let matches = expected == actual || (expected.contains('{') && !actual.is_empty());
        if !matches {
            return None;
        }
        rest = before;
    }
    Some(rest)
}
