//! One description in one dialect out of many.
//!
//! In: loaded descriptions and overlays. Out: one merged tree in which every reference is local and every construct
//! has one spelling, with the way back to the files for diagnostics.
//! Must never know: what is generated from it.

mod bundle;
mod credentials;
mod dialect;
mod draft;
mod dynamic;
mod export;
mod extent;
mod identify;
mod locate;
pub mod media_type;
mod merge;
mod order;
mod origins;
mod overlay;
mod own_address;
mod page;
pub mod path;
pub mod positions;
mod reference;
#[cfg(test)]
mod robustness_tests;
mod swagger2;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod version;

use std::collections::{BTreeMap, BTreeSet};

pub use bundle::resolve_url;
pub use credentials::is_credential;
pub(crate) use draft::Draft;
pub use draft::Reader;
pub use export::export_normalized;
pub use locate::{Outlines, find_spots, place_findings};
pub use origins::Origins;
pub(crate) use swagger2::COLLECTION_FORMAT;

use crate::diag::{Diagnostics, FileId, Pointer};
use crate::load::{Budgets, Files, Loaded, Node, digest_of_all};
use crate::threads::at_once;

/// What the caller decides.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Limits for files that descriptions refer to.
    pub budgets: Budgets,
    /// The folder below which references may name files, as a display path; by default that of each description.
    pub folder: Option<String>,
    /// The URLs at which files were published, by their display names: a reference may name them so.
    pub published: BTreeMap<String, String>,
}

/// A merged description in one dialect.
#[derive(Clone, Debug)]
pub struct Description {
    /// The tree.
    pub root: Node,
    /// Where its places come from.
    pub origins: Origins,
    /// SHA-256 of everything that was read, in hexadecimal.
    pub digest: String,
    /// The overlays: what they say, the user says.
    overlays: BTreeSet<FileId>,
}

impl Description {
    fn of(merged: Draft, digest: String, overlays: &[Loaded]) -> Self {
        let overlays = overlays.iter().map(|overlay| overlay.file).collect();
        Self { root: merged.root, origins: merged.origins, digest, overlays }
    }

    /// Forgets operations that nobody calls.
    pub fn leave_out(&mut self, operations: &BTreeSet<Pointer>) {
        for operation in operations {
            let (Some(item), Some(method)) = (operation.parent(), operation.tokens().last()) else {
                continue;
            };
            if let Some(item) = self.root.at_mut(&item).and_then(Node::as_map_mut) {
                item.shift_remove(&method);
            }
        }
    }

    /// The security schemes whose environment variable (`x-env`) an overlay chose, all of it.
    #[must_use]
    pub fn overlaid_variables(&self) -> BTreeSet<Pointer> {
        let place = Pointer::root().key("components").key("securitySchemes");
        let schemes = self.root.at(&place).and_then(Node::as_map).into_iter().flatten();
        let is_overlaid = |pointer: &Pointer| {
            self.origins.place(pointer).is_some_and(|place| self.overlays.contains(&place.file))
        };
        let said = schemes.filter(|(name, scheme)| {
            let variables = place.key(name).key("x-env");
            let names = scheme.get("x-env").and_then(Node::as_list).map_or(0, <[Node]>::len);
            is_overlaid(&variables) && (0..names).all(|index| is_overlaid(&variables.index(index)))
        });
        said.map(|(name, _)| place.key(name)).collect()
    }
}

/// Makes one description of everything that was loaded; `None` if the input is refused, which is reported.
pub fn normalize_sources(
    loaded: Vec<Loaded>,
    overlays: &[Loaded],
    options: &Options,
    reader: Reader<'_>,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) -> Option<Description> {
    version::check_documents(&loaded, diagnostics);
    let mut drafts: Vec<Draft> = loaded.into_iter().map(Draft::new).collect();
    let names: Vec<String> = drafts.iter().map(|draft| draft.name.clone()).collect();
    let unreadable = diagnostics.refused();
    // An action that cannot be read does not keep the others from being tried: one run tells all that is wrong.
    let mut actions = overlay::read_actions(overlays, &names, diagnostics);
    overlay::keep_order(&mut actions, names.len());
    if unreadable {
        return None;
    }
    let mut done = BTreeSet::new();
    let mut allowance = overlay::Allowance::new(&options.budgets);
    let is_only = drafts.len() == 1;
    let is_modern = drafts.iter().any(|draft| version::is_modern(&draft.root));
    let addresses = drafts.iter().filter_map(|draft| own_address::own_address(&draft.root));
    let addresses: BTreeSet<String> = addresses.map(str::to_owned).collect();
    for (number, draft) in drafts.iter_mut().enumerate() {
        done.extend(correct_early(draft, number, is_only, &actions, &mut allowance, diagnostics));
        let is_swagger = swagger2::is_swagger(&draft.root);
        if is_swagger {
            swagger2::normalize_sections(draft);
        }
        own_address::localise_addresses(&mut draft.root, &addresses);
        identify::localise_identifiers(&mut draft.root);
        let places = (options.folder.as_deref(), &options.published);
        bundle::bundle_references(draft, places, reader, &options.budgets, files, diagnostics);
        if is_swagger {
            swagger2::normalize_swagger(draft, diagnostics);
        }
        for (index, action) in actions.iter().enumerate() {
            if action.document == Some(number) && done.insert(index) {
                overlay::apply_action(action, draft, &mut allowance, diagnostics);
            }
        }
        page::normalize_page(draft);
    }
    // Without a correction that was refused, documents may clash that otherwise would not.
    let (mut aside, refused) = (Diagnostics::new(), diagnostics.refused());
    let mut merged = merge::merge_documents(drafts, if refused { &mut aside } else { diagnostics })?;
    if !refused && diagnostics.refused() {
        return None;
    }
    for (index, action) in actions.iter().enumerate() {
        if !done.contains(&index) {
            overlay::apply_action(action, &mut merged, &mut allowance, diagnostics);
        }
    }
    if diagnostics.refused() {
        return None;
    }
    if let Some(root) = merged.root.as_map_mut().filter(|_| is_modern) {
        root.insert("openapi".to_owned(), version::MODERN.into());
    }
    settle(merged, overlays, options, files, diagnostics)
}

/// Puts what was merged into the form that everything behind it knows; `None` where it is too large for that.
fn settle(
    mut merged: Draft,
    overlays: &[Loaded],
    options: &Options,
    files: &Files,
    diagnostics: &mut Diagnostics,
) -> Option<Description> {
    let (digest, is_within) = at_once(
        || digest_of_all(files.iter().map(|(_, file)| file.text.as_bytes())),
        || {
            dynamic::bind_dynamic_references(&mut merged);
            dialect::normalize_dialect(&mut merged, diagnostics);
            credentials::normalize_credentials(&mut merged, diagnostics);
            extent::is_within(&merged, &options.budgets, diagnostics)
        },
    );
    is_within.then(|| {
        order::normalize_order(&mut merged.root);
        Description::of(merged, digest, overlays)
    })
}

/// Applies the corrections that speak of a document as it is written, and says which they were. For a document of
/// another dialect, these are the ones whose targets it has; others speak of what it becomes.
fn correct_early(
    draft: &mut Draft,
    number: usize,
    is_only: bool,
    actions: &[overlay::Action<'_>],
    allowance: &mut overlay::Allowance,
    diagnostics: &mut Diagnostics,
) -> Vec<usize> {
    let is_swagger = swagger2::is_swagger(&draft.root);
    let mut done = Vec::new();
    for (index, action) in actions.iter().enumerate() {
        let is_own = action.document == Some(number);
        let is_meant = is_own || is_swagger && is_only && action.document.is_none();
        if is_meant && (!is_swagger || overlay::selects(action, draft, allowance)) {
            overlay::apply_action(action, draft, allowance, diagnostics);
            done.push(index);
        }
    }
    done
}
