//! Operations.
//!
//! In: an [`OperationSpec`] and its place. Out: an [`Operation`] without setters and pages.
//! Must never know: other operations.

pub(in crate::lower) mod body;
pub(in crate::lower) mod doubt;
pub(in crate::lower) mod form;
pub(in crate::lower) mod form_style;
pub(in crate::lower) mod media_type;
pub(in crate::lower) mod parameter;
pub(in crate::lower) mod parts;
pub(in crate::lower) mod response;
pub(in crate::lower) mod security;
pub(in crate::lower) mod server;
pub(in crate::lower) mod stream;
pub(in crate::lower) mod variant;

use crate::document::{Document, OperationSpec};
use crate::ir::{self, Docs, Operation};
use crate::load::Node;

use self::security::Credentials;
use self::server::lower_servers;
use self::variant::Variant;
use crate::lower::context::Lowering;
use crate::lower::naming::path::lower_path;
use crate::lower::naming::resource::Place;

impl Lowering<'_> {
    /// Lowers one operation; and the other bodies that it can be called with.
    pub(in crate::lower) fn lower_operation(
        &mut self,
        document: &Document,
        spec: &OperationSpec,
        place: &Place,
        credentials: &Credentials,
    ) -> (Operation, Vec<Variant>) {
        let path = lower_path(&spec.path);
        let mut parameters = self.lower_parameters(spec, &path.parts, &place.types);
        let required = parameters.iter().filter(|parameter| parameter.required).count();
        if self.has_too_many_required(required, "parameters", &spec.pointer) {
            let outside_of_path =
                parameters.iter_mut().filter(|parameter| parameter.place != ir::Place::Path);
            outside_of_path.for_each(|parameter| parameter.required = false);
        }
        let lowered = spec.body.as_ref().and_then(|body| self.lower_body(body, &place.types));
        let (body, variants) = lowered.map_or((None, Vec::new()), |(body, variants)| (Some(body), variants));
        let answers = self.lower_responses(spec, body.as_ref(), &place.types);
        self.doubt_downloads(spec);
        let security = spec.security.as_ref().map(|alternatives| {
            self.lower_requirements(alternatives, &spec.pointer.key("security"), document, credentials)
        });
        let operation = Operation {
            pointer: spec.pointer.clone(),
            wire_id: spec.operation_id.clone(),
            tags: spec.tags.clone(),
            words: place.method.clone(),
            resource: place.resource,
            method: spec.method.clone(),
            path: path.parts,
            fixed_query: path.query,
            parameters,
            body,
            setters: Vec::new(),
            success: answers.success,
            accept: answers.accept,
            stream: answers.stream,
            errors: answers.errors,
            page: None,
            security,
            servers: lower_servers(&spec.servers),
            undescribed: answers.undescribed,
            lenient: spec.extensions.get("x-lenient").and_then(Node::as_bool),
            idempotent: idempotence(spec),
            variant_of: None,
            variants: Vec::new(),
            docs: Docs {
                summary: spec.summary.clone().filter(|text| !text.trim().is_empty()),
                description: spec.description.clone().filter(|text| !text.trim().is_empty()),
                facts: Vec::new(),
                link: spec.external_docs.clone(),
                deprecated: spec.deprecated,
            },
        };
        (operation, variants)
    }
}

/// Fern's `x-fern-idempotent` says something else: that the operation takes a header with a key, and without that key,
/// which nobody sends here, a repeated write is a second one.
fn idempotence(spec: &OperationSpec) -> Option<bool> {
    spec.extensions.get("x-idempotent").and_then(Node::as_bool)
}
