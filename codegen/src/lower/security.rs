//! Security: credentials that the client holds, and which calls need them.
//!
//! In: security schemes and requirements. Out: [`Credential`]s and alternatives of their indices.
//! Must never know: how a credential is put on a request.

use std::collections::BTreeMap;

use crate::diag::code_table::lower as codes;
use crate::diag::{Diagnostic, Pointer};
use crate::document::{self, Document, ParameterPlace, SecurityKind, SecurityScheme};
use crate::ir::{Credential, CredentialKind, Docs, KeyPlace, Requirement, Words};
use crate::load::Node;

use super::context::Lowering;
use super::split::split_words;

/// The credentials, and where each scheme went.
pub(super) struct Credentials {
    pub(super) list: Vec<Credential>,
    by_scheme: BTreeMap<String, usize>,
}

impl Lowering<'_> {
    /// The credentials of all schemes that a client can serve.
    pub(super) fn lower_credentials(&mut self, document: &Document) -> Credentials {
        let mut credentials = Credentials { list: Vec::new(), by_scheme: BTreeMap::new() };
        let prefix = self.env_prefix(document);
        let mut taken: Vec<String> = Vec::new();
        for (name, scheme) in &document.security_schemes {
            let kind = match &scheme.kind {
                SecurityKind::ApiKey { place, name: key } => {
                    CredentialKind::Key { place: key_place(*place), name: key.clone() }
                }
                SecurityKind::Basic => CredentialKind::Basic,
                SecurityKind::Bearer => CredentialKind::Bearer,
                SecurityKind::OtherHttp(other) => {
                    let message = format!("the client cannot speak the scheme `{other}` of `{name}`");
                    self.report(&codes::W511, &scheme.pointer, message);
                    continue;
                }
                SecurityKind::MutualTls => {
                    let message = format!("`{name}` asks for a client certificate, which no header carries");
                    self.report(&codes::W511, &scheme.pointer, message);
                    continue;
                }
            };
            let env = env_of(name, scheme, &kind, &prefix, &mut taken);
            credentials.by_scheme.insert(name.clone(), credentials.list.len());
            credentials.list.push(Credential {
                pointer: scheme.pointer.clone(),
                words: credential_words(name, &kind),
                wire: name.clone(),
                kind,
                env,
                docs: Docs { description: scheme.description.clone(), ..Docs::default() },
            });
        }
        credentials
    }

    /// What calls need unless they say otherwise.
    pub(super) fn lower_default_security(
        &mut self,
        document: &Document,
        credentials: &Credentials,
    ) -> Vec<Requirement> {
        if let Some(alternatives) = &document.security {
            let place = Pointer::root().key("security");
            return self.lower_requirements(alternatives, &place, document, credentials);
        }
        let said = document.operations.iter().any(|operation| operation.security.is_some());
        if said || credentials.list.is_empty() {
            return Vec::new();
        }
        // Keys that are described and never asked for are sent when the user gives one: it is what the author meant.
        let message = "security schemes are described, but no call asks for one: each is sent if it is set";
        self.report(&codes::N557, &Pointer::root().key("components").key("securitySchemes"), message);
        (0..credentials.list.len()).map(|index| vec![index]).chain([Vec::new()]).collect()
    }

    /// Alternatives of credentials; those with a scheme that a client cannot serve are left out.
    pub(super) fn lower_requirements(
        &mut self,
        alternatives: &[document::Requirement],
        place: &Pointer,
        document: &Document,
        credentials: &Credentials,
    ) -> Vec<Requirement> {
        let mut lowered: Vec<Requirement> = Vec::new();
        let mut left_out = false;
        for alternative in alternatives {
            let mut needed = Vec::new();
            let mut served = true;
            for name in alternative.keys() {
                if let Some(index) = credentials.by_scheme.get(name) {
                    needed.push(*index);
                } else {
                    served = false;
                    if !document.security_schemes.contains_key(name) {
                        self.report_missing_scheme(name, place);
                    }
                }
            }
            left_out |= !served;
            if served && !lowered.contains(&needed) {
                lowered.push(needed);
            }
        }
        // When only schemes that cannot be served would do, calls go out as they are; the caller adds headers.
        if lowered.is_empty() && left_out { vec![Vec::new()] } else { lowered }
    }

    fn report_missing_scheme(&mut self, name: &str, requirements: &Pointer) {
        let list = self.root.at(requirements).and_then(Node::as_list).unwrap_or_default();
        let index = list.iter().position(|alternative| alternative.get(name).is_some());
        let place = index.map_or_else(|| requirements.clone(), |index| requirements.index(index).key(name));
        let message = format!("`{name}` is required, but no such security scheme could be read");
        self.diagnostics.push(Diagnostic::new(&codes::W512, &place, message).at_key());
    }

    fn env_prefix(&self, document: &Document) -> String {
        let title = self.options.name.as_deref().unwrap_or(&document.title);
        let mut words: Vec<String> = title
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_ascii_uppercase)
            .collect();
        let is_noise = |word: &String| {
            matches!(
                word.as_str(),
                "API" | "APIS" | "REST" | "OPENAPI" | "DOCUMENTATION" | "REFERENCE" | "THE"
            ) || word.starts_with(|c: char| c.is_ascii_digit())
                || (word.len() <= 3 && word.starts_with('V') && word[1..].bytes().all(|b| b.is_ascii_digit()))
        };
        words.retain(|word| !is_noise(word));
        words.truncate(4);
        words.join("_")
    }
}

/// Environment variables: what `x-env` says, or made from the API's name and the kind.
fn env_of(
    name: &str,
    scheme: &SecurityScheme,
    kind: &CredentialKind,
    prefix: &str,
    taken: &mut Vec<String>,
) -> Vec<String> {
    let given: Vec<String> = match scheme.extensions.get("x-env") {
        Some(Node::String(one)) => vec![one.clone()],
        Some(Node::List(several)) => several.iter().filter_map(Node::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    let words = split_words(name);
    let is_key =
        words.windows(2).any(|pair| pair == ["api", "key"]) || words.iter().any(|word| word == "apikey");
    let ends: &[&str] = match kind {
        CredentialKind::Basic => &["USERNAME", "PASSWORD"],
        CredentialKind::Bearer if !is_key => &["TOKEN"],
        CredentialKind::Key { .. } | CredentialKind::Bearer => &["API_KEY"],
    };
    if given.len() == ends.len() && given.iter().all(|name| !name.is_empty()) {
        taken.extend(given.iter().cloned());
        return given;
    }
    let short: Vec<String> = ends.iter().map(|end| joined(&[prefix, end])).collect();
    let usable = |name: &String| name.starts_with(|c: char| c.is_ascii_alphabetic()) && !taken.contains(name);
    let names: Vec<String> = if short.iter().all(usable) {
        short
    } else {
        ends.iter().map(|end| long_name(prefix, &words, end)).collect()
    };
    taken.extend(names.iter().cloned());
    names
}

/// The name of a variable with the scheme's own words in it, but for those that only say that it is a scheme.
fn long_name(prefix: &str, scheme: &[String], end: &str) -> String {
    let mut words: Vec<String> = scheme.iter().map(|word| word.to_ascii_uppercase()).collect();
    words.retain(|word| word.is_ascii());
    while words.len() > 1
        && words.last().is_some_and(|last| matches!(last.as_str(), "AUTH" | "SECURITY" | "SCHEME"))
    {
        words.pop();
    }
    let words = words.join("_");
    if words.ends_with(end) { joined(&[prefix, &words]) } else { joined(&[prefix, &words, end]) }
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("_")
}

/// A key that is known only by its header (`xi-api-key`) is called what it is; a vendor's prefix says nothing here.
fn credential_words(name: &str, kind: &CredentialKind) -> Words {
    let words = split_words(name);
    match (kind, words.as_slice()) {
        (CredentialKind::Key { name: header, .. }, [vendor, api, key])
            if header == name && vendor.len() <= 2 && api == "api" && key == "key" =>
        {
            Words::one("api_key")
        }
        _ => Words::one(name),
    }
}

fn key_place(place: ParameterPlace) -> KeyPlace {
    match place {
        ParameterPlace::Query => KeyPlace::Query,
        ParameterPlace::Cookie => KeyPlace::Cookie,
        ParameterPlace::Header | ParameterPlace::Path => KeyPlace::Header,
    }
}
