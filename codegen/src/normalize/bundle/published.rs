//! References by URL → the files that stand for what they name.
//!
//! In: a reference, the file that it stands in, and where files were published. Out: the file that was published there.
//! Nothing is asked: a URL that no file stands for is refused as before.

use std::collections::BTreeMap;

use crate::normalize::reference::{Target, decode};

/// The files of which it is known where they were published.
pub(super) struct Published<'a> {
    urls: &'a BTreeMap<String, String>,
    names: BTreeMap<&'a str, &'a str>,
}

impl<'a> Published<'a> {
    /// URLs by the display names of files.
    pub(super) fn new(urls: &'a BTreeMap<String, String>) -> Self {
        // Of two files from one place, the first by name stands for it, whatever the order in which they are known.
        let names = urls.iter().rev().map(|(name, url)| (url.as_str(), name.as_str())).collect();
        Self { urls, names }
    }

    /// The file that was published where a reference in `from` points to, if there is one.
    pub(super) fn find(&self, reference: &str, from: &str) -> Option<Target> {
        if self.names.is_empty() {
            return None;
        }
        let (address, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let url = resolve_url(self.urls.get(from).map(String::as_str), address)?;
        let path = (*self.names.get(url.as_str())?).to_owned();
        let fragment = decode(fragment)?.into_owned();
        Some(if path == from { Target::Local(fragment) } else { Target::File { path, fragment } })
    }
}

/// The URL that a reference without its fragment names, seen from the document that was published at `base` (RFC 3986,
/// section 5.2, for `http` and `https`). `None` for what names no other document, or none that has a URL.
#[must_use]
pub fn resolve_url(base: Option<&str>, address: &str) -> Option<String> {
    if address.is_empty() || address.contains(['#', '\\']) || address.chars().any(char::is_control) {
        return None;
    }
    if let Some((scheme, rest)) = address.split_once("://") {
        let (authority, path) = split_authority(rest);
        let is_web = ["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
        return is_web.then(|| joined(&scheme.to_ascii_lowercase(), authority, path));
    }
    let (scheme, rest) = base?.split_once("://")?;
    let (authority, path) = split_authority(rest);
    if let Some(rest) = address.strip_prefix("//") {
        let (authority, path) = split_authority(rest);
        return Some(joined(scheme, authority, path));
    }
    let first = address.split('/').next().unwrap_or_default();
    // `urn:x`, `mailto:x`: nothing that is fetched.
    if first.contains(':') {
        return None;
    }
    let own = path.split(['?', '#']).next().unwrap_or_default();
    if address.starts_with('/') {
        return Some(joined(scheme, authority, address));
    }
    if address.starts_with('?') {
        return Some(joined(scheme, authority, &format!("{own}{address}")));
    }
    let folder = own.rfind('/').map_or("/", |slash| &own[..=slash]);
    Some(joined(scheme, authority, &format!("{folder}{address}")))
}

/// The host with its port, and the path with its query.
fn split_authority(rest: &str) -> (&str, &str) {
    rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()))
}

fn joined(scheme: &str, authority: &str, path: &str) -> String {
    let (path, query) = path.split_at(path.find('?').unwrap_or(path.len()));
    let mut segments: Vec<&str> = Vec::new();
    let mut parts = path.split('/').skip(1).peekable();
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        match part {
            "." | ".." => {
                if part == ".." {
                    segments.pop();
                }
                if is_last {
                    segments.push("");
                }
            }
            other => segments.push(other),
        }
    }
    format!("{scheme}://{}/{}{query}", authority.to_ascii_lowercase(), segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_joined_as_browsers_do() {
        let base = Some("https://a.io/b/c/d?q");
        for (address, expect) in [
            ("g", "https://a.io/b/c/g"),
            ("./g.yaml", "https://a.io/b/c/g.yaml"),
            ("g/", "https://a.io/b/c/g/"),
            ("/g", "https://a.io/g"),
            ("//g.io/x", "https://g.io/x"),
            ("?y", "https://a.io/b/c/d?y"),
            ("g?y/../x", "https://a.io/b/c/g?y/../x"),
            ("..", "https://a.io/b/"),
            ("../g", "https://a.io/b/g"),
            ("../../../../g", "https://a.io/g"),
            ("HTTPS://B.io", "https://b.io/"),
            ("http://b.io:80/x/./y", "http://b.io:80/x/y"),
        ] {
            assert_eq!(resolve_url(base, address).as_deref(), Some(expect), "{address}");
        }
        for address in ["", "#/a", "urn:x", "mailto:a@b", "file:///etc/passwd", "a\\b", "ftp://a/b"] {
            assert_eq!(resolve_url(base, address), None, "{address}");
        }
        assert_eq!(resolve_url(None, "g.yaml"), None);
        assert_eq!(resolve_url(Some("https://a.io"), "g").as_deref(), Some("https://a.io/g"));
    }

    #[test]
    fn files_stand_for_their_urls() {
        let urls =
            [("spec/a.yaml", "https://a.io/x/a.yaml"), ("spec/followed/b.yaml", "https://a.io/b.yaml")];
        let urls = urls.map(|(name, url)| (name.to_owned(), url.to_owned())).into();
        let published = Published::new(&urls);
        let file = |path: &str, fragment: &str| {
            Some(Target::File { path: path.to_owned(), fragment: fragment.to_owned() })
        };
        assert_eq!(published.find("../b.yaml#/B", "spec/a.yaml"), file("spec/followed/b.yaml", "/B"));
        assert_eq!(published.find("https://a.io/b.yaml", "other.yaml"), file("spec/followed/b.yaml", ""));
        assert_eq!(published.find("x/a.yaml#/%7EA", "spec/followed/b.yaml"), file("spec/a.yaml", "/~A"));
        assert_eq!(published.find("b.yaml#/C", "spec/followed/b.yaml"), Some(Target::Local("/C".to_owned())));
        for (reference, from) in
            [("c.yaml", "spec/a.yaml"), ("../b.yaml", "other.yaml"), ("#/B", "spec/a.yaml")]
        {
            assert_eq!(published.find(reference, from), None, "{reference}");
        }
    }
}
