//! Swagger 2.0 → OpenAPI 3.
//!
//! In: a document in the words of 2.0, its references to other files made local. Out: the same in the words of
//! OpenAPI 3.0, which `dialect` turns into 3.1 like any other, and for each thing that moved where it was written.
//! Must never know: other documents, and what is generated.
//!
//! Two steps, because references to files come between them: [`normalize_sections`] gives what has a name its place under
//! `components`, where parts of other files join it; [`normalize_swagger`] then gives everything its new shape. What is
//! written as in OpenAPI 3 already stays as it is, as tools that convert by halves leave it.

mod bodies;
mod context;
mod document;
mod forms;
mod media;
mod operations;
mod parameters;
mod references;
mod responses;
mod schemas;
mod sections;
mod security;
mod servers;
mod slips;

pub(super) use sections::normalize_sections;

use context::Conversion;

use super::draft::Draft;
use crate::diag::{Diagnostic, Diagnostics};
use crate::load::{DocumentKind, Node, document_kind};

/// The version of OpenAPI whose words the result has.
const VERSION: &str = "3.0.4";

/// What the styles of OpenAPI 3 have no word for is kept under this name; its words are those of 2.0.
pub(crate) const COLLECTION_FORMAT: &str = "x-collection-format";

/// Whether a document speaks the words of 2.0.
pub(super) fn is_swagger(root: &Node) -> bool {
    document_kind(root) == DocumentKind::Swagger
}

/// Rewrites a document whose references are local.
pub(super) fn normalize_swagger(draft: &mut Draft, diagnostics: &mut Diagnostics) {
    let source = std::mem::take(&mut draft.root);
    let mut conversion = Conversion::new(&source, &draft.name);
    let mut root = conversion.document();
    let Conversion { made, moved, found, .. } = conversion;
    schemas::normalize_schemas(&mut root);
    references::translate_references(&mut root, &source, &draft.name, &moved);
    let before = draft.origins.clone();
    for (from, to) in &made {
        draft.origins.graft(to, &before, from);
    }
    for finding in found {
        // The tree that the finding speaks of is gone, so it takes the place in the file along.
        let place = before.place(&finding.pointer);
        diagnostics.push(Diagnostic { place, ..finding });
    }
    draft.root = root;
}

#[cfg(test)]
mod tests;
mod value;
