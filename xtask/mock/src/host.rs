//! Whom a request is for: this server is for programs of this machine.
//!
//! In: the head of a request. Out: nothing, or the problem with it.
//! Must never know: descriptions.

use std::net::IpAddr;

use http::header::HOST;
use http::{HeaderMap, StatusCode, Uri};

use crate::problem::Problem;

/// Refuses what a browser sends for a page of another host whose name was turned to this machine (DNS rebinding): the
/// page could read the answers.
pub(crate) fn check(headers: &HeaderMap, uri: &Uri) -> Result<(), Problem> {
    let of_headers = headers.get_all(HOST).iter().map(|host| String::from_utf8_lossy(host.as_bytes()));
    let of_uri = uri.authority().map(|authority| authority.as_str().into());
    match of_headers.chain(of_uri).find(|host| !is_loopback(host)) {
        None => Ok(()),
        Some(host) => {
            let detail = format!(
                "this server only accepts requests to localhost, not to `{}`: use http://127.0.0.1 with its port",
                host.escape_debug()
            );
            Err(Problem::new(StatusCode::MISDIRECTED_REQUEST, detail))
        }
    }
}

/// Whether a host, perhaps with a port, is this machine by name or number.
fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, _)) => address,
        None => host.split_once(':').map_or(host, |(name, _)| name),
    };
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    name == "localhost"
        || name.ends_with(".localhost")
        || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn names_of_this_machine() {
        for host in [
            "localhost",
            "LocalHost:80",
            "api.localhost:1",
            "127.0.0.1:4010",
            "127.8.9.1",
            "[::1]:80",
            "[::1]",
        ] {
            assert!(is_loopback(host), "{host}");
        }
        for host in [
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost.evil.example:80",
            "10.0.0.1",
            "[::2]",
            "",
            "a@localhost",
        ] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
