//! Which part of a client is wanted.
//!
//! In: the whole client with its names, and patterns. Out: the part that fits them, with the names that it has in the whole.
//! Must never know: descriptions, tokens, where patterns are written beyond their bytes.
//!
//! Everything is decided for the whole client first, its names among it, and only then is a part of it left out. So a part
//! has the same code as the whole, and two parts of one description have the same code for what they share.

mod glob;
mod pattern;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

pub use pattern::{Pattern, Selection};

use crate::diag::code_table::select as codes;
use crate::diag::{Diagnostic, Diagnostics, FileId, Place, Pointer, closest};
use crate::ir::{Api, Operation, keep_part};
use crate::names::Names;

use self::glob::fits;
use self::pattern::Kind;

/// How many names a message lists.
const LISTED: usize = 8;

/// Leaves out what is not selected. `settings` is the file whose bytes patterns know.
#[must_use]
pub fn select_part(
    api: &mut Api,
    names: Names,
    selection: &Selection,
    settings: Option<FileId>,
    diagnostics: &mut Diagnostics,
) -> Names {
    if selection.is_all() {
        return names;
    }
    let candidates: Vec<Candidate> =
        api.operations.iter().map(|operation| Candidate::of(api, &names, operation)).collect();
    let mut matches = |pattern: &Pattern| {
        let found: Vec<bool> = candidates.iter().map(|candidate| candidate.is_meant(pattern)).collect();
        if !found.contains(&true) {
            diagnostics.push(refusal(pattern, &candidates, settings));
        }
        found
    };
    let mut wanted = vec![selection.select.is_empty(); candidates.len()];
    for pattern in &selection.select {
        wanted.iter_mut().zip(matches(pattern)).for_each(|(wanted, found)| *wanted |= found);
    }
    for pattern in &selection.omit {
        wanted.iter_mut().zip(matches(pattern)).for_each(|(wanted, found)| *wanted &= !found);
    }
    if !diagnostics.refused() && !wanted.contains(&true) && !candidates.is_empty() {
        let message = "`select` and `omit` together leave no operation";
        let place = selection.omit.first().or_else(|| selection.select.first());
        diagnostics.push(at(&codes::E281, message, place, settings));
    }
    let kept = keep_part(api, &wanted, selection.select.is_empty());
    let gone = &api.left_out;
    diagnostics.forget_below(|place| gone.operations.contains(place) || gone.types.contains(place));
    names.of_part(api, &kept)
}

/// What patterns can name an operation by.
struct Candidate {
    tags: Vec<String>,
    method: String,
    path: String,
    id: Option<String>,
    /// The resource of the operation, and those around it: `pets.toys`, `pets`.
    resources: Vec<String>,
}

impl Candidate {
    fn of(api: &Api, names: &Names, operation: &Operation) -> Self {
        let mut way = Vec::new();
        let mut resource = Some(operation.resource).filter(|id| id.0 != 0);
        while let Some(id) = resource {
            way.push(names.resources[id.0].method.as_str());
            resource = api.resources[id.0].parent.filter(|parent| parent.0 != 0 && *parent < id);
        }
        way.reverse();
        Self {
            tags: operation.tags.clone(),
            method: operation.method.clone(),
            path: operation.written_path(),
            id: operation.wire_id.clone(),
            resources: (1..=way.len()).rev().map(|length| way[..length].join(".")).collect(),
        }
    }

    fn is_meant(&self, pattern: &Pattern) -> bool {
        let glob = pattern.glob.as_str();
        match pattern.kind {
            Kind::Tag => self.tags.iter().any(|tag| fits(glob, tag, None)),
            Kind::Path => {
                pattern.method.as_ref().is_none_or(|method| *method == self.method)
                    && fits(glob, &self.path, Some('/'))
            }
            Kind::Operation => self.id.as_ref().is_some_and(|id| fits(glob, id, None)),
            Kind::Resource => self.resources.iter().any(|resource| fits(glob, resource, Some('.'))),
        }
    }

    /// The names of one kind.
    fn named(&self, kind: Kind) -> Vec<&str> {
        match kind {
            Kind::Tag => self.tags.iter().map(String::as_str).collect(),
            Kind::Path => vec![self.path.as_str()],
            Kind::Operation => self.id.as_deref().into_iter().collect(),
            Kind::Resource => self.resources.iter().map(String::as_str).collect(),
        }
    }
}

fn refusal(pattern: &Pattern, candidates: &[Candidate], settings: Option<FileId>) -> Diagnostic {
    let word = pattern.kind.word();
    let names: BTreeSet<&str> =
        candidates.iter().flat_map(|candidate| candidate.named(pattern.kind)).collect();
    let method = pattern.method.as_ref().map(|method| format!("{method} ")).unwrap_or_default();
    let help = match closest(&pattern.glob, names.iter().copied().filter(|name| *name != pattern.glob)) {
        Some(meant) => format!("did you mean `{word}={method}{meant}`?"),
        None if names.is_empty() => format!("no operation has a {word}; select by path: `path=/pets/**`"),
        None => {
            let listed: Vec<String> = names.iter().take(LISTED).map(|name| format!("`{name}`")).collect();
            let more = if names.len() > LISTED { ", …" } else { "" };
            format!("names of the kind `{word}` are {}{more}", listed.join(", "))
        }
    };
    at(&codes::E280, &format!("`{}` matches no operation", pattern.text), Some(pattern), settings)
        .with_help(help)
}

/// A finding at a pattern, where that stands in a file.
fn at(
    code: &'static crate::diag::Code,
    message: &str,
    pattern: Option<&Pattern>,
    settings: Option<FileId>,
) -> Diagnostic {
    match (settings, pattern.and_then(|pattern| pattern.range.clone())) {
        (Some(file), Some(range)) => Diagnostic::in_file(code, Place::bytes(file, range), message),
        _ => Diagnostic::new(code, &Pointer::root(), message),
    }
}
