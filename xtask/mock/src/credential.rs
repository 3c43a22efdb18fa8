//! Credentials: whether a request carries what its operation demands.
//!
//! In: the demands, and a request. Out: nothing, or what is missing. No value of a credential goes out again.
//! Must never know: which credentials are right; any will do.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use codegen::document::{ParameterPlace, Requirement, SecurityKind, SecurityScheme};
use http::HeaderMap;
use http::header::AUTHORIZATION;

use crate::parameters::cookies;

/// What a request lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Missing {
    /// In words.
    pub(crate) wanted: String,
    /// For the header `WWW-Authenticate`.
    pub(crate) challenge: String,
}

/// The schemes of a description by name.
pub(crate) type Schemes = [(String, SecurityScheme)];

/// Whether one of the alternatives is met.
pub(crate) fn check(
    alternatives: &[Requirement],
    schemes: &Schemes,
    headers: &HeaderMap,
    query: &[(String, String)],
) -> Result<(), Missing> {
    let find = |name: &str| schemes.iter().find(|(known, _)| known == name).map(|(_, scheme)| &scheme.kind);
    let is_met = |alternative: &Requirement| {
        // A scheme that is not described cannot be asked for.
        alternative.keys().filter_map(|name| find(name)).all(|kind| has(kind, headers, query))
    };
    if alternatives.is_empty() || alternatives.iter().any(is_met) {
        return Ok(());
    }
    let words: Vec<String> = alternatives
        .iter()
        .map(|alternative| {
            alternative.keys().filter_map(|name| find(name)).map(words).collect::<Vec<_>>().join(" and ")
        })
        .collect();
    let first = alternatives.iter().flat_map(Requirement::keys).find_map(|name| find(name));
    let challenge = match first {
        Some(SecurityKind::Basic) => "Basic realm=\"mock\"".to_owned(),
        Some(SecurityKind::Bearer) => "Bearer".to_owned(),
        Some(SecurityKind::OtherHttp(scheme)) => scheme.clone(),
        _ => "ApiKey".to_owned(),
    };
    Err(Missing { wanted: words.join(", or "), challenge })
}

/// Whether a pair of the query is a credential of one of the alternatives.
pub(crate) fn is_in_query(alternatives: &[Requirement], schemes: &Schemes, pair: &str) -> bool {
    let is_meant = |kind: &SecurityKind| matches!(kind, SecurityKind::ApiKey { place: ParameterPlace::Query, name } if name == pair);
    let mut asked = alternatives.iter().flat_map(Requirement::keys);
    asked.any(|name| schemes.iter().any(|(known, scheme)| known == name && is_meant(&scheme.kind)))
}

fn has(kind: &SecurityKind, headers: &HeaderMap, query: &[(String, String)]) -> bool {
    let authorization = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let credentials = |scheme: &str| {
        let (given, rest) = authorization.split_once(' ')?;
        (given.eq_ignore_ascii_case(scheme) && !rest.trim().is_empty()).then(|| rest.trim().to_owned())
    };
    match kind {
        SecurityKind::ApiKey { place: ParameterPlace::Query, name } => {
            query.iter().any(|(given, value)| given == name && !value.is_empty())
        }
        SecurityKind::ApiKey { place: ParameterPlace::Cookie, name } => {
            cookies(headers).iter().any(|(given, value)| given == name && !value.is_empty())
        }
        SecurityKind::ApiKey { name, .. } => headers.get(name).is_some_and(|value| !value.is_empty()),
        SecurityKind::Basic => credentials("basic")
            .and_then(|text| STANDARD.decode(text).ok())
            .is_some_and(|bytes| bytes.contains(&b':')),
        SecurityKind::Bearer => credentials("bearer").is_some(),
        SecurityKind::OtherHttp(scheme) => credentials(scheme).is_some(),
        // What happens below HTTP cannot be seen here.
        SecurityKind::MutualTls => true,
    }
}

fn words(kind: &SecurityKind) -> String {
    match kind {
        SecurityKind::ApiKey { place: ParameterPlace::Query, name } => {
            format!("the query parameter `{name}`")
        }
        SecurityKind::ApiKey { place: ParameterPlace::Cookie, name } => format!("the cookie `{name}`"),
        SecurityKind::ApiKey { name, .. } => format!("the header `{name}`"),
        SecurityKind::Basic => "`Authorization: Basic …`".to_owned(),
        SecurityKind::Bearer => "`Authorization: Bearer …`".to_owned(),
        SecurityKind::OtherHttp(scheme) => format!("`Authorization: {scheme} …`"),
        SecurityKind::MutualTls => "a client certificate".to_owned(),
    }
}
