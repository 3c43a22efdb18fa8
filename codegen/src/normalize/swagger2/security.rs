//! `securityDefinitions` → security schemes.

use super::context::Conversion;
use crate::diag::Pointer;
use crate::diag::code_table::normalize as codes;
use crate::load::{Map, Node};

/// The flows of 2.0, and what they are called since.
const FLOWS: [(&str, &str); 4] = [
    ("implicit", "implicit"),
    ("password", "password"),
    ("application", "clientCredentials"),
    ("accessCode", "authorizationCode"),
];

/// What is said of a flow, and not of the scheme.
const OF_FLOW: [&str; 4] = ["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"];

impl Conversion<'_> {
    /// One scheme; API keys are written as they were.
    pub(super) fn security_scheme(&mut self, scheme: &Node, at: &Pointer) -> Node {
        let Some(members) = scheme.as_map() else { return scheme.clone() };
        match members.get("type").and_then(Node::as_str) {
            Some(kind) if kind.eq_ignore_ascii_case("basic") => {
                let mut converted = members.clone();
                converted.insert("type".to_owned(), "http".into());
                converted.insert("scheme".to_owned(), "basic".into());
                Node::Map(converted)
            }
            Some("oauth2") if !members.contains_key("flows") => self.oauth2(members, at),
            _ => scheme.clone(),
        }
    }

    fn oauth2(&mut self, members: &Map, at: &Pointer) -> Node {
        let mut converted = Map::new();
        let mut flow = Map::new();
        for (key, value) in members.iter().filter(|(key, _)| *key != "flow") {
            let target = if OF_FLOW.contains(&key.as_str()) { &mut flow } else { &mut converted };
            target.insert(key.clone(), value.clone());
        }
        flow.entry("scopes".to_owned()).or_insert_with(|| Node::Map(Map::new()));
        let written = members.get("flow").and_then(Node::as_str);
        // What later versions call it is understood, too.
        let named = |word: &str| FLOWS.iter().find(|(old, new)| *old == word || *new == word);
        let mut flows = Map::new();
        if let Some((_, name)) = written.and_then(named) {
            let to = at.key("flows").key(name);
            self.made_of(&at.key("flow"), &at.key("flows"));
            self.made_of(at, &to);
            flows.insert((*name).to_owned(), Node::Map(flow));
        } else {
            let place = if members.contains_key("flow") { at.key("flow") } else { at.clone() };
            let message = "the OAuth 2 flow is not valid in Swagger 2.0; the client accepts a token anyway";
            let help = "`flow` is one of `implicit`, `password`, `application` and `accessCode`";
            self.report(&codes::W246, &place, message.to_owned(), help);
        }
        converted.insert("flows".to_owned(), Node::Map(flows));
        Node::Map(converted)
    }
}
