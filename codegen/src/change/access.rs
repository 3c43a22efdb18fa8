//! Servers, credentials, and what calls need of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Pointer;
use crate::document::{OperationSpec, Requirement, SecurityKind, ServerSpec};

use super::changes::{Side, Use};
use super::rules::access as rules;
use super::schema::Comparison;

/// Compares the servers of the whole, and the credentials that the API knows.
pub(super) fn compare_access(comparison: &mut Comparison<'_>) {
    let (base, head) = (comparison.base, comparison.head);
    let root = Pointer::root();
    let (old, new) = (&base.document, &head.document);
    compare_servers(comparison, (&old.servers, &root), (&new.servers, &root), "the API");
    let place = Pointer::root().key("components").key("securitySchemes");
    for (name, scheme) in &old.security_schemes {
        let subject = format!("the credential `{name}`");
        match new.security_schemes.get(name) {
            None => {
                let (base, head) = (Side::with(&scheme.pointer, kind(&scheme.kind)), Side::at(&place));
                comparison.changes.note(&rules::SCHEME_REMOVED, Use::Sent, &subject, base, head);
            }
            Some(other) if kind(&other.kind) != kind(&scheme.kind) => {
                let base = Side::with(&scheme.pointer, kind(&scheme.kind));
                let head = Side::with(&other.pointer, kind(&other.kind));
                comparison.changes.note(&rules::SCHEME_CHANGED, Use::Sent, &subject, base, head);
            }
            Some(_) => {}
        }
    }
    for (name, scheme) in &new.security_schemes {
        if !old.security_schemes.contains_key(name) {
            let (base, head) = (Side::at(&place), Side::with(&scheme.pointer, kind(&scheme.kind)));
            let subject = format!("the credential `{name}`");
            comparison.changes.note(&rules::SCHEME_ADDED, Use::Sent, &subject, base, head);
        }
    }
}

fn kind(kind: &SecurityKind) -> String {
    match kind {
        SecurityKind::ApiKey { place, name } => {
            format!("key `{name}` in {}", format!("{place:?}").to_lowercase())
        }
        SecurityKind::Basic => "basic".to_owned(),
        SecurityKind::Bearer => "bearer".to_owned(),
        SecurityKind::OtherHttp(scheme) => scheme.to_lowercase(),
        SecurityKind::MutualTls => "mutual TLS".to_owned(),
    }
}

/// Compares lists of servers; the first of each is the default.
pub(super) fn compare_servers(
    comparison: &mut Comparison<'_>,
    (old, from): (&[ServerSpec], &Pointer),
    (new, to): (&[ServerSpec], &Pointer),
    what: &str,
) {
    let (before, after) = (from.key("servers"), to.key("servers"));
    let at = |server: Option<&ServerSpec>, otherwise: &Pointer| match server {
        Some(server) => Side::with(&server.pointer, &server.url),
        None => Side::at(otherwise),
    };
    let (first, now) = (old.first(), new.first());
    if first.map(|server| &server.url) != now.map(|server| &server.url) {
        let (base, head) = (at(first, &before), at(now, &after));
        comparison.changes.note(&rules::SERVER_DEFAULT, Use::Sent, what, base, head);
    }
    for server in old.iter().skip(1) {
        if !new.iter().any(|other| other.url == server.url) {
            let (base, head) = (at(Some(server), &before), Side::at(&after));
            comparison.changes.note(&rules::SERVER_REMOVED, Use::Sent, &server.url, base, head);
        }
    }
    for server in new.iter().skip(1) {
        if !old.iter().any(|other| other.url == server.url) {
            let (base, head) = (Side::at(&before), at(Some(server), &after));
            comparison.changes.note(&rules::SERVER_ADDED, Use::Sent, &server.url, base, head);
        }
    }
    for server in old {
        let Some(other) = new.iter().find(|other| other.url == server.url) else { continue };
        for (name, variable) in &server.variables {
            let told = |found: &crate::document::ServerVariableSpec| {
                format!("{} of {:?}", found.default, found.allowed)
            };
            let now = other.variables.get(name).map(told).unwrap_or_default();
            if told(variable) != now {
                let base = Side::with(&server.pointer, told(variable));
                let head = Side::with(&other.pointer, now);
                comparison.changes.note(&rules::SERVER_VARIABLE, Use::Sent, name, base, head);
            }
        }
    }
}

/// The alternatives: the names of the credentials of each, and their scopes.
type Alternatives = BTreeMap<BTreeSet<String>, BTreeSet<String>>;

/// Compares what an operation needs.
pub(super) fn compare_requirements(
    comparison: &mut Comparison<'_>,
    old: &OperationSpec,
    new: &OperationSpec,
) {
    let (base, head) = (comparison.base, comparison.head);
    let before = alternatives(old.security.as_ref().or(base.document.security.as_ref()));
    let after = alternatives(new.security.as_ref().or(head.document.security.as_ref()));
    let what = format!("{} {}", old.method, old.path);
    let mut note = |rule, from: String, to: String| {
        let (from, to) = (Side::with(&old.pointer, from), Side::with(&new.pointer, to));
        comparison.changes.note(rule, Use::Sent, &what, from, to);
    };
    match (is_open(&before), is_open(&after)) {
        (true, false) => return note(&rules::REQUIRED, shown(&before), shown(&after)),
        (false, true) => return note(&rules::DROPPED, shown(&before), shown(&after)),
        _ => {}
    }
    if before.keys().any(|names| !after.contains_key(names)) {
        note(&rules::ALTERNATIVE_REMOVED, shown(&before), shown(&after));
    }
    if after.keys().any(|names| !before.contains_key(names)) {
        note(&rules::ALTERNATIVE_ADDED, shown(&before), shown(&after));
    }
    let differs = |(names, scopes): (&BTreeSet<String>, &BTreeSet<String>)| {
        after.get(names).is_some_and(|other| other != scopes)
    };
    if before.iter().any(differs) {
        let scopes =
            |all: &Alternatives| all.values().flatten().map(String::as_str).collect::<Vec<_>>().join(", ");
        note(&rules::SCOPES, scopes(&before), scopes(&after));
    }
}

fn alternatives(requirements: Option<&Vec<Requirement>>) -> Alternatives {
    let mut all = Alternatives::new();
    for requirement in requirements.into_iter().flatten() {
        let names: BTreeSet<String> = requirement.keys().cloned().collect();
        all.entry(names).or_default().extend(requirement.values().flatten().cloned());
    }
    all
}

/// Whether a call without any credential is good.
fn is_open(alternatives: &Alternatives) -> bool {
    alternatives.is_empty() || alternatives.keys().any(BTreeSet::is_empty)
}

fn shown(alternatives: &Alternatives) -> String {
    let one = |names: &BTreeSet<String>| names.iter().map(String::as_str).collect::<Vec<_>>().join(" and ");
    let all: Vec<String> = alternatives.keys().map(one).collect();
    if all.is_empty() { "none".to_owned() } else { all.join(" or ") }
}
