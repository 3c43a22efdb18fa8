//! Which header names are credentials, and what scheme sends them.

use crate::load::{Map, Node};

/// Whether a header of this name holds a credential, as far as its name says.
#[must_use]
pub fn is_credential(header: &str) -> bool {
    /// Words that make a token something else: a place in a list, a mark against double work or forgery.
    const OTHER_TOKENS: [&str; 18] = [
        "idempot",
        "csrf",
        "xsrf",
        "page",
        "paging",
        "next",
        "continuation",
        "sync",
        "client-token",
        "request-token",
        "tokens",
        "token-count",
        "token-type",
        "max-token",
        "upload",
        "resum",
        "captcha",
        "device",
    ];
    let name = header.to_ascii_lowercase().replace('_', "-");
    let is_token = name.contains("token") && !OTHER_TOKENS.iter().any(|word| name.contains(word));
    name == "authorization" || name.ends_with("api-key") || name.ends_with("apikey") || is_token
}

/// Whether a security scheme puts its credential where this parameter stands.
pub(super) fn sent_by(scheme: &Node, name: &str, place: &str) -> bool {
    let text = |key: &str| scheme.get(key).and_then(Node::as_str).unwrap_or_default();
    match text("type") {
        "apiKey" => {
            let same = if place == "header" {
                text("name").eq_ignore_ascii_case(name)
            } else {
                text("name") == name
            };
            text("in") == place && same
        }
        "http" | "oauth2" | "openIdConnect" => {
            place == "header" && name.eq_ignore_ascii_case("authorization")
        }
        _ => false,
    }
}

/// A name and a scheme for a header that no scheme sends.
pub(super) fn scheme_for(header: &str, parameter: Option<&Node>) -> (String, Map) {
    let description = parameter.and_then(|parameter| parameter.get("description")).and_then(Node::as_str);
    let mut scheme = Map::new();
    let mut say = |key: &str, value: &str| {
        scheme.insert(key.to_owned(), value.into());
    };
    let http = header.eq_ignore_ascii_case("authorization").then(|| http_scheme(parameter)).flatten();
    let name = if let Some(http) = http {
        say("type", "http");
        say("scheme", http);
        format!("{http}Auth")
    } else {
        say("type", "apiKey");
        say("in", "header");
        say("name", header);
        header.to_owned()
    };
    if let Some(description) = description {
        say("description", description);
    }
    (name, scheme)
}

/// `bearer` or `basic`, if the parameter says so anywhere.
fn http_scheme(parameter: Option<&Node>) -> Option<&'static str> {
    let parameter = parameter?;
    let schema = parameter.get("schema");
    let keys = ["description", "example", "default", "pattern"];
    let texts =
        keys.into_iter().flat_map(|key| [parameter.get(key), schema.and_then(|schema| schema.get(key))]);
    let said: String =
        texts.flatten().filter_map(Node::as_str).collect::<Vec<_>>().join(" ").to_ascii_lowercase();
    ["bearer", "basic"].into_iter().find(|scheme| said.contains(scheme))
}
