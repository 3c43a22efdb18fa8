//! One description in one dialect out of many.
//!
//! In: loaded descriptions and overlays. Out: one merged tree in which every reference is local and every construct
//! has one spelling, with the way back to the files for diagnostics.
//! Must never know: what is generated from it.

mod bundle;
mod credentials;
mod dialect;
mod export;
mod identify;
mod locate;
mod merge;
mod order;
mod origins;
mod overlay;
mod page;
mod path;
pub mod positions;
mod reference;
#[cfg(test)]
mod robustness_tests;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod version;

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

pub use export::export_normalized;
pub use locate::place_findings;
pub use origins::Origins;

use crate::diag::{Diagnostics, FileId};
use crate::load::{Budgets, Files, Loaded, Node, Page, Source};

/// Reads a file that a description refers to, by its display path; `None` if there is none.
pub type Reader<'a> = &'a dyn Fn(&str) -> Option<Source>;

/// What the caller decides.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Limits for files that descriptions refer to.
    pub budgets: Budgets,
    /// The folder below which references may name files, as a display path; by default that of each description.
    pub folder: Option<String>,
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
}

/// A description on its way.
pub(crate) struct Draft {
    file: FileId,
    name: String,
    root: Node,
    origins: Origins,
    page: Option<Page>,
}

impl Draft {
    fn new(loaded: Loaded) -> Self {
        let Loaded { file, name, root, page } = loaded;
        Self { file, name, root, origins: Origins::of_file(file), page }
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
    let actions = overlay::read_actions(overlays, &names, diagnostics);
    if unreadable {
        return None;
    }
    for (number, draft) in drafts.iter_mut().enumerate() {
        for action in actions.iter().filter(|action| action.document == Some(number)) {
            overlay::apply_action(action, draft, diagnostics);
        }
        identify::localise_identifiers(&mut draft.root);
        bundle::bundle_references(
            draft,
            options.folder.as_deref(),
            reader,
            &options.budgets,
            files,
            diagnostics,
        );
        page::normalize_page(draft);
    }
    // Without a correction that was refused, documents may clash that otherwise would not.
    let (mut aside, refused) = (Diagnostics::new(), diagnostics.refused());
    let mut merged = merge::merge_documents(drafts, if refused { &mut aside } else { diagnostics })?;
    if !refused && diagnostics.refused() {
        return None;
    }
    for action in actions.iter().filter(|action| action.document.is_none()) {
        overlay::apply_action(action, &mut merged, diagnostics);
    }
    if diagnostics.refused() {
        return None;
    }
    identify::bind_dynamic_references(&mut merged.root);
    dialect::normalize_dialect(&mut merged, diagnostics);
    credentials::normalize_credentials(&mut merged, diagnostics);
    order::normalize_order(&mut merged.root);
    Some(Description { root: merged.root, origins: merged.origins, digest: digest(files) })
}

fn digest(files: &Files) -> String {
    let mut hash = Sha256::new();
    for (_, file) in files.iter() {
        hash.update(file.text.len().to_be_bytes());
        hash.update(file.text.as_bytes());
    }
    hash.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
