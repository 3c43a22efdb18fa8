//! Schemas and document become the client.
//!
//! In: a [`Document`] and the normalised tree. Out: an [`Api`] whose invariants hold.
//! Must never know: a Rust identifier, a token, a file.
//!
//! Every named place becomes at most one definition: the registry in `context` is keyed by the pointer that a reference
//! resolves to. References never recurse; they reserve a definition and put it into a queue, so only schemas written
//! inside one another deepen the stack, and those to a limit.

mod ahead;
mod context;
mod example;
mod finish;
mod naming;
mod operation;
mod options;
mod page;
mod schema;

#[cfg(test)]
mod tests;

use crate::diag::Diagnostics;
use crate::document::{Document, OperationSpec};
use crate::ir::{Api, Docs, Operation, OperationId, Resource};
use crate::load::Node;
use crate::threads::drop_aside;

pub use ahead::ReadAhead;
pub use finish::assign_resources;
pub use options::LowerOptions;

use self::context::Lowering;
use self::finish::Unfinished;
use self::naming::resource::Place;
use self::operation::security::Credentials;

/// Lowers a description. What cannot be lowered as it is costs only itself and is reported.
pub fn lower_api(
    document: &Document,
    schemas: &ReadAhead<'_>,
    options: &LowerOptions,
    diagnostics: &mut Diagnostics,
) -> Api {
    let root = schemas.root();
    naming::operation_id::note_hashes(document, diagnostics);
    let (mut resources, places) = naming::resource::lower_resources(document);
    schemas.read();
    let mut lowering = Lowering::new(schemas, options, diagnostics);
    lowering.name_places(document, &places);
    lowering.find_families(document);
    for pointer in document.schemas.values() {
        lowering.registry.refer(pointer);
    }
    let credentials = lowering.lower_credentials(document);
    let security = lowering.lower_default_security(document, &credentials);
    let (mut operations, mut variants, specs) =
        lower_operations(&mut lowering, document, &places, &credentials, &mut resources);
    lowering.report_unsaid_security(document, &operations, credentials.list.len());
    lowering.report_plain_servers(document, &operations, credentials.list.len());
    let preferred = operation::security::preferred(security.as_deref(), &operations, credentials.list.len());
    operations.append(&mut variants);
    lowering.lower_reserved();
    lowering.note_xml_nodes();
    let types = lowering.registry.take_types();
    let (homes, examples, marks) = (lowering.registry.homes, lowering.found.examples, lowering.found.marks);
    let shown = lowering.found.shown;
    drop_aside(lowering.memory);
    let api = Api {
        title: options.name.clone().unwrap_or_else(|| document.title.clone()),
        version: document.version.clone(),
        docs: Docs {
            description: document.description.clone(),
            link: document.external_docs.clone(),
            ..Docs::default()
        },
        servers: operation::server::lower_servers(&document.servers),
        credentials: credentials.list,
        security,
        preferred,
        lenient: root.get("x-lenient").and_then(Node::as_bool) == Some(true),
        resources,
        operations,
        types,
        shown,
        ..Api::default()
    };
    finish::finish(Unfinished { api, specs, homes, examples, marks }, document, root, diagnostics)
}

/// The operations, the other ways to call them, and what each of both is described by.
fn lower_operations<'d>(
    lowering: &mut Lowering<'_>,
    document: &'d Document,
    places: &[Place],
    credentials: &Credentials,
    resources: &mut [Resource],
) -> (Vec<Operation>, Vec<Operation>, Vec<&'d OperationSpec>) {
    let mut operations = Vec::new();
    let mut variants = Vec::new();
    let count = document.operations.len();
    let mut specs: Vec<&OperationSpec> = document.operations.iter().collect();
    for (spec, place) in document.operations.iter().zip(places) {
        let id = OperationId(operations.len());
        let (mut operation, others) = lowering.lower_operation(document, spec, place, credentials);
        operation.variants =
            (0..others.len()).map(|more| OperationId(count + variants.len() + more)).collect();
        let resource = &mut resources[place.resource.0].operations;
        resource.push(id);
        resource.extend(&operation.variants);
        specs.extend(others.iter().map(|_| spec));
        variants.extend(others.into_iter().map(|other| other.operation(&operation, id)));
        operations.push(operation);
    }
    (operations, variants, specs)
}
