//! Names that people choose for Rust, whatever the description says.
//!
//! In: a client, the names that it would have, and renames. Out: the client with the chosen names among its words, which
//! `names` gives to what they belong to; and what is wrong with a rename.
//! Must never know: wire names beyond finding things by them, and how names are told apart.
//!
//! What goes over the wire is another field of the IR, which nothing here writes.

mod said;
mod target;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use said::{RENAMES, Rename};

use crate::diag::code_table::select as codes;
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Place, Pointer, closest};
use crate::ir::{Api, Definition, Words};
use crate::load::Node;
use crate::names::Names;

use self::said::{Said, said_by};
use self::target::{Index, Target};

/// How many places may have one name at a pointer or in the list of a message.
const LISTED: usize = 8;

/// The renames of a description and of settings, which win.
#[must_use]
pub fn all_renames(root: &Node, settings: &[Rename], diagnostics: &mut Diagnostics) -> Vec<Rename> {
    let mut renames = said_by(root, diagnostics);
    renames.extend(settings.iter().cloned());
    renames
}

/// Chooses the names. `names` are those without any rename; `settings` is the file whose bytes renames know. What was
/// chosen is to be [`check_renames`]ed once names are given.
pub fn rename_items<'r>(
    api: &mut Api,
    names: &Names,
    renames: &'r [Rename],
    settings: Option<FileId>,
    diagnostics: &mut Diagnostics,
) -> Chosen<'r> {
    let index = Index::of(api, names);
    let mut chosen = Chosen { settings, names: BTreeMap::new() };
    for rename in renames {
        let targets = index.find(rename.kind, &rename.at);
        if targets.is_empty() {
            diagnostics.push(nothing(rename, &index, settings));
            continue;
        }
        if let Err(example) = rename.kind.check(&rename.to) {
            let message = format!("`{}` cannot be the name of a {} in Rust", rename.to, rename.kind.word());
            let found = at(&codes::E283, &message, rename, settings);
            diagnostics.push(found.with_help(format!("write {example}")));
            continue;
        }
        for target in targets {
            let before = chosen.names.insert(*target, rename);
            let is_same_source = |before: &&Rename| {
                std::mem::discriminant(&before.place) == std::mem::discriminant(&rename.place)
            };
            if let Some(before) = before.filter(is_same_source).filter(|before| before.to != rename.to) {
                let message = format!("`{}` is renamed to `{}` as well", rename.at, before.to);
                diagnostics.push(at(&codes::E284, &message, rename, settings));
                break;
            }
        }
    }
    for (target, rename) in &chosen.names {
        if let Some(words) = words_of(api, *target) {
            words.choose(Some(&rename.to));
        }
    }
    chosen
}

/// Names that were chosen.
pub struct Chosen<'r> {
    settings: Option<FileId>,
    names: BTreeMap<Target, &'r Rename>,
}

/// Refuses what could not be called as was chosen.
pub fn check_renames(chosen: &Chosen<'_>, names: &Names, diagnostics: &mut Diagnostics) {
    for (target, rename) in &chosen.names {
        if name_of(names, *target).is_none_or(|name| name != rename.to) {
            let message = format!("`{}` is not free to be the name of `{}`", rename.to, rename.at);
            diagnostics.push(at(&codes::E284, &message, rename, chosen.settings));
        }
    }
}

fn words_of(api: &mut Api, target: Target) -> Option<&mut Words> {
    Some(match target {
        Target::Resource(id) => &mut api.resources.get_mut(id)?.words,
        Target::Operation(id) => &mut api.operations.get_mut(id)?.words,
        Target::Type(id) => &mut api.types.get_mut(id)?.words,
        Target::Member(id, at) => match &mut api.types.get_mut(id)?.definition {
            Definition::Structure(structure) => &mut structure.fields.get_mut(at)?.words,
            Definition::Enumeration(enumeration) => &mut enumeration.members.get_mut(at)?.words,
            Definition::Union(union) => &mut union.cases.get_mut(at)?.words,
            Definition::Alias(_) | Definition::Newtype(_) => return None,
        },
        Target::Argument(id, at) => &mut api.operations.get_mut(id)?.parameters.get_mut(at)?.words,
        Target::Setter(id, at) => &mut api.operations.get_mut(id)?.setters.get_mut(at)?.words,
    })
}

fn name_of(names: &Names, target: Target) -> Option<&str> {
    let ident = match target {
        Target::Resource(id) => &names.resources.get(id)?.method,
        Target::Operation(id) => &names.operations.get(id)?.method,
        Target::Type(id) => &names.types.get(id)?.ident,
        Target::Member(id, at) => names.types.get(id)?.members.get(at)?,
        Target::Argument(id, at) => names.operations.get(id)?.arguments.get(at)?,
        Target::Setter(id, at) => names.operations.get(id)?.setters.get(at)?,
    };
    Some(ident.as_str())
}

fn nothing(rename: &Rename, index: &Index, settings: Option<FileId>) -> Diagnostic {
    let word = rename.kind.word();
    let message = if rename.at.starts_with('/') {
        format!("no {word} of the client stands at `#{}`", rename.at)
    } else {
        format!("no {word} of the client is called `{}`", rename.at)
    };
    let found = at(&codes::E282, &message, rename, settings);
    // Of what belongs to something, the owner is written as well; the right owner says what it has.
    let owner = rename.at.rsplit_once('.').map(|(owner, _)| format!("{owner}."));
    let own: Vec<&str> = match &owner {
        Some(owner) => index.names(rename.kind).filter(|name| name.starts_with(owner.as_str())).collect(),
        None => Vec::new(),
    };
    let meant =
        closest(&rename.at, own.iter().copied()).or_else(|| closest(&rename.at, index.names(rename.kind)));
    if let Some(meant) = meant {
        return found.with_help(format!("did you mean `{meant}`?"));
    }
    let some: Vec<String> = if own.is_empty() {
        index.names(rename.kind).take(LISTED).map(|name| format!("`{name}`")).collect()
    } else {
        own.iter().take(LISTED).map(|name| format!("`{name}`")).collect()
    };
    if some.is_empty() {
        return found;
    }
    found.with_help(format!("write a JSON pointer or a name, as {}", some.join(", ")))
}

/// A finding at a rename.
fn at(code: &'static Code, message: &str, rename: &Rename, settings: Option<FileId>) -> Diagnostic {
    match (&rename.place, settings) {
        (Said::Settings(Some(range)), Some(file)) => {
            Diagnostic::in_file(code, Place::bytes(file, range.clone()), message)
        }
        (Said::Description(pointer), _) => Diagnostic::new(code, pointer, message),
        _ => Diagnostic::new(code, &Pointer::root(), message),
    }
}
