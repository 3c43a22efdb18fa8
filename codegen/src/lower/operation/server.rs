//! Servers.
//!
//! In: a [`ServerSpec`]. Out: a [`Server`].
//! Must never know: which one a client talks to.

use crate::diag::code_table::lower as codes;
use crate::diag::{Diagnostic, Pointer};
use crate::document::{Document, ServerSpec};
use crate::ir::{Docs, Operation, Server, ServerVariable};

use crate::lower::context::Lowering;

impl Lowering<'_> {
    /// Says that credentials would go through the network as they are: clients refuse that unless they are told.
    pub(in crate::lower) fn report_plain_servers(
        &mut self,
        document: &Document,
        operations: &[Operation],
        credentials: usize,
    ) {
        if credentials == 0 {
            return;
        }
        let shared = lower_servers(&document.servers);
        let own = operations.iter().flat_map(|operation| &operation.servers);
        let mut plain: Vec<(&Pointer, String)> = Vec::new();
        for server in shared.iter().chain(own) {
            let url = server.default_url();
            if is_plain(&url) && !plain.iter().any(|(known, _)| **known == server.pointer) {
                plain.push((&server.pointer, url));
            }
        }
        let Some(((first, url), others)) = plain.split_first() else { return };
        let message = format!(
            "credentials would be sent to `{url}` without TLS: the client refuses this server unless `.allow_plain_http(true)` is set"
        );
        let mut found = Diagnostic::new(&codes::W582, &first.key("url"), message);
        for (pointer, _) in others.iter().take(3) {
            found = found.with_related(&pointer.key("url"), "without TLS, too");
        }
        self.found.diagnostics.push(found);
    }
}

/// Whether a URL is plain `http` to another machine.
fn is_plain(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let place = authority.rsplit('@').next().unwrap_or_default();
    let host = match place.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, _)) => return scheme.eq_ignore_ascii_case("http") && !is_here(address),
        None => place.split(':').next().unwrap_or_default().trim_end_matches('.'),
    };
    scheme.eq_ignore_ascii_case("http") && !is_here(&host.to_ascii_lowercase())
}

/// Whether a host is this machine.
fn is_here(host: &str) -> bool {
    let is_address = host.split('.').count() == 4 && host.split('.').all(|part| part.parse::<u8>().is_ok());
    matches!(host, "localhost" | "::1" | "0:0:0:0:0:0:0:1")
        || host.ends_with(".localhost")
        || (is_address && host.starts_with("127."))
}

/// The servers of the description, a path or an operation.
pub(in crate::lower) fn lower_servers(specs: &[ServerSpec]) -> Vec<Server> {
    specs.iter().map(lower_server).collect()
}

fn lower_server(spec: &ServerSpec) -> Server {
    let variables = spec.variables.iter().map(|(name, variable)| ServerVariable {
        wire: name.clone(),
        default: variable.default.clone(),
        allowed: variable.allowed.clone(),
    });
    Server {
        pointer: spec.pointer.clone(),
        url: spec.url.clone(),
        name: spec.name.clone(),
        docs: Docs { description: spec.description.clone(), ..Docs::default() },
        variables: variables.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn plain_servers_are_those_of_other_machines() {
        for url in [
            "http://api.example.com/v1",
            "HTTP://10.0.0.1:80",
            "http://[2001:db8::1]/",
            "http://localhost.example",
        ] {
            assert!(is_plain(url), "{url}");
        }
        for url in [
            "https://api.example.com",
            "/v1",
            "//x/y",
            "http://LOCALHOST:1",
            "http://a.localhost/",
            "http://127.9.1.1",
            "http://[::1]:8",
        ] {
            assert!(!is_plain(url), "{url}");
        }
    }
}
