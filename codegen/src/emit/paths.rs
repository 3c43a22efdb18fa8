//! Where things of the client stand and how a user reaches them: modules, files, methods, templates.
//!
//! In: the client and its names. Out: paths as text, and what is right below a resource.
//! Must never know: what is emitted there.

use crate::ir::{Operation, OperationId, PathPart, ResourceId, TypeId};

use super::context::Context;

/// How a user reaches an operation: `client.conversational_ai().whatsapp().outbound_call()`.
#[must_use]
pub fn rust_path_of_operation(context: &Context<'_>, id: OperationId) -> String {
    let mut path = String::from("client");
    for part in resource_path(context, context.api.operations[id.0].resource) {
        path.push('.');
        path.push_str(&part);
        path.push_str("()");
    }
    let full = operation_path(context, id);
    path.push('.');
    path.push_str(full.rsplit('.').next().unwrap_or(&full));
    path.push_str("()");
    path
}

/// How a user names a type: `types::Llm`.
#[must_use]
pub fn rust_path_of_type(context: &Context<'_>, id: TypeId) -> String {
    format!("types::{}", context.type_names(id).ident.as_str())
}

/// The way to the method: `conversational_ai.whatsapp.outbound_call`.
pub(super) fn operation_path(context: &Context<'_>, id: OperationId) -> String {
    let mut parts = resource_path(context, context.api.operations[id.0].resource);
    parts.push(context.operation_names(id).method.as_str().to_owned());
    parts.join(".")
}

/// The path with its parameters between braces.
pub(super) fn path_template(operation: &Operation) -> String {
    operation
        .path
        .iter()
        .map(|part| match part {
            PathPart::Literal(text) => text.clone(),
            PathPart::Parameter(name) => format!("{{{name}}}"),
        })
        .collect()
}

/// The file of a resource, below `src`.
pub(super) fn resource_file(context: &Context<'_>, id: ResourceId) -> String {
    if id.0 == 0 {
        return "resources/root.rs".to_owned();
    }
    format!("resources/{}.rs", module_path(context, id))
}

/// The modules that lead to a resource, with `/` between them.
pub(super) fn module_path(context: &Context<'_>, id: ResourceId) -> String {
    let way = way_down(context, id).into_iter();
    let modules: Vec<String> = way.map(|id| context.resource_names(id).module.as_str().to_owned()).collect();
    modules.join("/")
}

/// The resources right below one, in their order.
pub(super) fn children(context: &Context<'_>, id: ResourceId) -> Vec<ResourceId> {
    context.names.below.get(id.0).cloned().unwrap_or_default()
}

/// The operations of a resource that take part in the client.
pub(super) fn operations(context: &Context<'_>, id: ResourceId) -> Vec<OperationId> {
    let count = context.api.operations.len();
    context.api.resources[id.0].operations.iter().copied().filter(|operation| operation.0 < count).collect()
}

/// The methods from the client down to a resource.
fn resource_path(context: &Context<'_>, id: ResourceId) -> Vec<String> {
    let way = way_down(context, id).into_iter();
    way.map(|id| context.resource_names(id).method.as_str().to_owned()).collect()
}

/// The resources from right below the client down to this one.
pub(super) fn way_down(context: &Context<'_>, id: ResourceId) -> Vec<ResourceId> {
    let mut way: Vec<ResourceId> = way_to(context, id).collect();
    way.reverse();
    way
}

/// A resource and those above it, without the client.
fn way_to<'c>(context: &'c Context<'_>, id: ResourceId) -> impl Iterator<Item = ResourceId> + 'c {
    std::iter::successors((id.0 != 0).then_some(id), |current| {
        // Parents stand before their children, so that this ends at the client.
        let parent = context.api.resources.get(current.0)?.parent?;
        (parent.0 != 0 && parent < *current).then_some(parent)
    })
}
