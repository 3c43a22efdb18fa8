//! Documents that servers publish.
//!
//! In: a URL, and what is known of its document. Out: the document, or that it is as it was, or why there is none.
//! Must never know: what is in the document.
//!
//! All that asks a server stands behind the feature `fetch`; without it, a URL is refused with a way out.

#[cfg(feature = "fetch")]
mod address;
#[cfg(feature = "fetch")]
mod client;
#[cfg(feature = "fetch")]
mod response;

use std::time::Duration;

#[cfg(not(feature = "fetch"))]
use crate::failure::Failure;

#[cfg(feature = "fetch")]
pub(crate) use client::fetch;

/// How many redirects are followed.
#[cfg(feature = "fetch")]
const MOST_REDIRECTS: usize = 5;

/// What is accepted of a server.
#[derive(Clone, Debug)]
#[cfg_attr(not(feature = "fetch"), expect(dead_code, reason = "nobody is asked"))]
pub(crate) struct Rules {
    /// How many bytes a document may have.
    pub(crate) bytes: usize,
    /// How long it may take, redirects included.
    pub(crate) time: Duration,
    /// Whether hosts of private networks and this machine may be asked, the latter also without TLS.
    pub(crate) private: bool,
    /// The hosts that redirects may lead to, beside the one that is asked.
    pub(crate) hosts: Vec<String>,
}

/// What a server said of a document, to ask whether it is still so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// The header `ETag`.
    pub(crate) etag: Option<String>,
    /// The header `Last-Modified`.
    pub(crate) last_modified: Option<String>,
}

/// What a server answers.
#[derive(Debug)]
#[cfg_attr(not(feature = "fetch"), expect(dead_code, reason = "nobody answers"))]
pub(crate) enum Answer {
    /// The document is as it was.
    Unchanged,
    /// The document.
    Document(Fetched),
}

/// A document.
#[derive(Debug)]
pub(crate) struct Fetched {
    /// Its bytes, as published.
    pub(crate) bytes: Vec<u8>,
    /// What the server said of it.
    pub(crate) stamp: Stamp,
    /// The ending of a file of its media type.
    pub(crate) ending: Option<&'static str>,
}

/// Whether a text is a URL, so that it names no file.
pub(crate) fn is_url(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.is_some_and(|scheme| matches!(scheme.as_str(), "http" | "https" | "ftp" | "file"))
}

/// A URL without its fragment, which is never sent.
pub(crate) fn without_fragment(url: &str) -> &str {
    url.split_once('#').map_or(url, |(url, _)| url)
}

/// Asks nobody: what would ask is not built in.
#[cfg(not(feature = "fetch"))]
pub(crate) fn fetch(url: &str, _known: &Stamp, _rules: &Rules) -> Result<Answer, Failure> {
    let name = crate::called::name();
    Err(Failure::usage(format!(
        "`{url}` is a URL, and this program was built without the feature `fetch`; build it with `cargo install callwright \
         --features fetch`, or pass the document on: `curl -L {url} | {name} import -`"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_told_from_paths() {
        for url in ["https://example.com/a.yaml", "HTTP://a", "file:///a.yaml", "ftp://a/b"] {
            assert!(is_url(url), "{url}");
        }
        for path in ["a.yaml", "./https:/a", "c:/a.yaml", "-"] {
            assert!(!is_url(path), "{path}");
        }
        assert_eq!(without_fragment("https://a.io/b#c"), "https://a.io/b");
    }

    #[cfg(not(feature = "fetch"))]
    #[test]
    fn without_the_feature_a_url_is_refused_with_a_way_out() {
        let rules = Rules { bytes: 1, time: Duration::from_secs(1), private: false, hosts: Vec::new() };
        let said = fetch("https://a.io/b", &Stamp::default(), &rules).unwrap_err().to_string();
        assert!(said.contains("--features fetch") && said.contains("import -"), "{said}");
    }
}
