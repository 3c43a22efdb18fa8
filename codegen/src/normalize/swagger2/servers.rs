//! `host`, `basePath` and `schemes` → `servers`.

use super::context::{Base, Conversion, Schemes};
use crate::diag::Pointer;
use crate::diag::code_table::normalize as codes;
use crate::load::{Map, Node};

/// What comes before a host where nothing says it.
const SECURE: &str = "https";

impl Conversion<'_> {
    /// Reads `host`, `basePath` and `schemes` of the document.
    pub(super) fn read_base(&mut self) -> Base {
        let schemes = self.schemes(self.root, &Pointer::root()).unwrap_or_default();
        Base { schemes, host: self.host(), path: self.base_path() }
    }

    /// The servers of the document; `None` where it names none.
    pub(super) fn servers(&mut self) -> Option<Node> {
        let whole = Pointer::root();
        let to = whole.key("servers");
        if self.base.host.is_some() {
            let schemes = self.base.schemes.clone();
            return self.servers_with(schemes, &to);
        }
        let path = self.base.path.clone();
        (!path.is_empty()).then(|| {
            self.made_of(&whole.key("basePath"), &to);
            Node::List(vec![server(path)])
        })
    }

    /// The servers of an operation that names its own schemes, where those make another server.
    pub(super) fn operation_servers(&mut self, operation: &Node, at: &Pointer) -> Option<Node> {
        let own = self.schemes(operation, at).filter(|own| !own.is_empty())?;
        let whole = self.base.schemes.iter().map(|(scheme, _)| scheme);
        if own.iter().map(|(scheme, _)| scheme).eq(whole) {
            return None;
        }
        self.servers_with(own, &at.key("servers"))
    }

    fn servers_with(&mut self, mut schemes: Schemes, to: &Pointer) -> Option<Node> {
        let at = Pointer::root().key("host");
        let (inner, host) = self.base.host.clone()?;
        if let Some(inner) = inner {
            schemes = vec![(inner, at.clone())];
        }
        if schemes.is_empty() {
            let scheme = if is_loopback(&host) { "http" } else { SECURE };
            schemes = vec![(scheme.to_owned(), at.clone())];
        }
        // Credentials go to the first server, and nobody wants them sent in the clear where both ways are open.
        if !is_loopback(&host) {
            schemes.sort_by_key(|(scheme, _)| scheme != SECURE);
        }
        self.made_of(&at, to);
        for (index, (_, place)) in schemes.iter().enumerate() {
            self.made_of(place, &to.index(index));
            self.made_of(&at, &to.index(index).key("url"));
        }
        let path = &self.base.path;
        let urls = schemes.iter().map(|(scheme, _)| server(format!("{scheme}://{host}{path}")));
        Some(Node::List(urls.collect()))
    }

    /// The schemes under `schemes` that a client of HTTP can use.
    fn schemes(&mut self, holder: &Node, at: &Pointer) -> Option<Schemes> {
        let at = at.key("schemes");
        let written: Vec<(Pointer, &Node)> = match holder.get("schemes")? {
            Node::List(list) => {
                list.iter().enumerate().map(|(index, node)| (at.index(index), node)).collect()
            }
            text @ Node::String(_) => vec![(at.clone(), text)],
            other => {
                self.wrong_kind(&at, other, "schemes", "an array of `https` and `http`");
                return None;
            }
        };
        let mut schemes = Schemes::new();
        let mut others = None;
        for (place, node) in written {
            let scheme = node.as_str().unwrap_or_default().to_ascii_lowercase();
            match scheme.as_str() {
                "http" | "https" => {
                    if !schemes.iter().any(|(known, _)| *known == scheme) {
                        schemes.push((scheme, place));
                    }
                }
                // The same host answers over HTTP before it speaks the protocol of web sockets.
                "ws" | "wss" => others = others.or(Some(place)),
                _ => {
                    let message = "a scheme is one of `http`, `https`, `ws` and `wss`; this is left out";
                    self.report(&codes::W245, &place, message.to_owned(), "write `https`");
                }
            }
        }
        if let Some(place) = others.filter(|_| schemes.is_empty()) {
            let message = "WebSockets are not supported; `https` is used";
            self.report(&codes::W245, &place, message.to_owned(), "add `https` if the server supports it");
        }
        Some(schemes)
    }

    /// A scheme that stands before the host, and the host; `None` where there is none that could be called.
    fn host(&mut self) -> Option<(Option<String>, String)> {
        let at = Pointer::root().key("host");
        let node = self.root.get("host")?;
        let Some(text) = node.as_str() else {
            self.wrong_kind(&at, node, "host", "a string");
            return None;
        };
        let (scheme, rest) = match text.trim().split_once("://") {
            Some((scheme, rest)) => (Some(scheme.to_ascii_lowercase()), rest),
            None => (None, text.trim()),
        };
        let host = rest.trim_end_matches('/');
        if host.is_empty() {
            return None;
        }
        let is_fine = |character: char| character.is_alphanumeric() || ".-_:[]".contains(character);
        let is_http = scheme.as_deref().is_none_or(|scheme| matches!(scheme, "http" | "https"));
        if !is_http || !host.chars().all(is_fine) {
            let message = "`host` is not a valid host name; set the server on the client";
            self.report(
                &codes::W245,
                &at,
                message.to_owned(),
                "write a name and at most a port: `api.example.com`",
            );
            return None;
        }
        if scheme.is_some() {
            let message = "`host` has a scheme before it, which is used as if it stood under `schemes`";
            self.report(&codes::W245, &at, message.to_owned(), "write the scheme under `schemes`");
        }
        Some((scheme, host.to_owned()))
    }

    /// The path before all paths, without a slash at its end.
    fn base_path(&mut self) -> String {
        let Some(node) = self.root.get("basePath") else { return String::new() };
        let Some(text) = node.as_str() else {
            self.wrong_kind(&Pointer::root().key("basePath"), node, "basePath", "a string");
            return String::new();
        };
        let path = text.trim().trim_matches('/');
        if path.is_empty() { String::new() } else { format!("/{path}") }
    }
}

fn server(url: String) -> Node {
    Node::Map(Map::from([("url".to_owned(), Node::String(url))]))
}

/// Who listens at home rarely has a certificate.
fn is_loopback(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    name == "localhost" || name.starts_with("127.") || name == "[::1]" || name == "0.0.0.0"
}
