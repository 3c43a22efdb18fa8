//! Which files a client has, and what stands in them.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Definition, OperationId, ResourceId, TypeId};

use super::context::Context;
use super::endpoint::{operation_path, resource_path};
use super::example::{emit_examples, has_examples};
use super::library::{emit_library, emit_required, emit_resources_root};
use super::program::{GivenRequest, emit_calls, emit_program, emit_sizes};
use super::resource::{emit_resource, operations};
use super::type_module::{emit_types_root, type_modules};

/// How much goes into one piece: enough to be worth a thread's while, little enough to share the work evenly.
const TYPES_A_PIECE: usize = 12;
const OPERATIONS_A_PIECE: usize = 4;

/// A file of the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePlan {
    /// Where it stands below `src`, with `/`.
    pub path: String,
    /// What stands in it, in this order.
    pub pieces: Vec<Piece>,
}

/// A part of a file that can be emitted apart from the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The root of the crate.
    Library,
    /// The client.
    Client,
    /// The traits that say what is missing.
    Required,
    /// The modules of resources.
    ResourcesRoot,
    /// The modules of types.
    TypesRoot,
    /// A resource.
    Resource(ResourceId),
    /// Calls.
    Operations(Vec<OperationId>),
    /// What types need.
    TypesHead,
    /// Types.
    Types(Vec<TypeId>),
    /// The test of the description's examples.
    Examples,
    /// The root of the program that makes every call.
    Program {
        /// How many modules of calls it has.
        modules: usize,
    },
    /// A module of that program: calls, each with its request.
    Calls(Vec<(OperationId, GivenRequest)>),
    /// The sizes that the program looks at.
    Sizes,
}

/// All files, in the order of their paths' depth and the description.
#[must_use]
pub fn plan_files(context: &Context<'_>) -> Vec<FilePlan> {
    let one = |path: &str, piece: Piece| FilePlan { path: path.to_owned(), pieces: vec![piece] };
    let mut files = vec![
        one("lib.rs", Piece::Library),
        one("client.rs", Piece::Client),
        one("required.rs", Piece::Required),
        one("resources/mod.rs", Piece::ResourcesRoot),
        one("types/mod.rs", Piece::TypesRoot),
    ];
    for index in 0..context.api.resources.len() {
        let id = ResourceId(index);
        let operations = operations(context, id);
        if index == 0 && operations.is_empty() {
            continue;
        }
        let mut pieces = vec![Piece::Resource(id)];
        pieces.extend(operations.chunks(OPERATIONS_A_PIECE).map(|chunk| Piece::Operations(chunk.to_vec())));
        files.push(FilePlan { path: resource_file(context, id), pieces });
    }
    if has_examples(context) {
        files.push(one("examples.rs", Piece::Examples));
    }
    for (module, types) in type_modules(context) {
        let mut pieces = vec![Piece::TypesHead];
        pieces.extend(types.chunks(TYPES_A_PIECE).map(|chunk| Piece::Types(chunk.to_vec())));
        files.push(FilePlan { path: format!("types/{}.rs", module.as_str()), pieces });
    }
    files
}

/// The tokens of a piece.
#[must_use]
pub fn emit_piece(context: &Context<'_>, piece: &Piece) -> TokenStream {
    match piece {
        Piece::Library => emit_library(context),
        Piece::Client => super::client::emit_client(context),
        Piece::Required => emit_required(context),
        Piece::ResourcesRoot => emit_resources_root(context),
        Piece::TypesRoot => emit_types_root(context),
        Piece::Resource(id) => {
            let resource = emit_resource(context, *id);
            quote! {
                use crate::{required, types};
                #resource
            }
        }
        Piece::Operations(operations) => {
            operations.iter().map(|id| super::operation::emit_operation(context, *id)).collect()
        }
        Piece::TypesHead => quote!(
            use crate::{required, types};
        ),
        Piece::Examples => emit_examples(context),
        Piece::Program { modules } => emit_program(context, *modules),
        Piece::Calls(operations) => emit_calls(context, operations),
        Piece::Sizes => emit_sizes(context),
        Piece::Types(types) => types
            .iter()
            .map(|id| {
                let (definition, far) = (emit_type(context, *id), super::far::emit_far(context, *id));
                quote!(#definition #far)
            })
            .collect(),
    }
}

fn emit_type(context: &Context<'_>, id: TypeId) -> TokenStream {
    match &context.definition(id).definition {
        Definition::Structure(structure) => super::structure::emit_structure(context, id, structure),
        Definition::Enumeration(enumeration) => {
            super::enumeration::emit_enumeration(context, id, enumeration)
        }
        Definition::Union(union) => super::union::emit_union(context, id, union),
        Definition::Alias(value) => super::alias::emit_alias(context, id, value),
        Definition::Newtype(value) => super::alias::emit_newtype(context, id, value),
    }
}

fn resource_file(context: &Context<'_>, id: ResourceId) -> String {
    if id.0 == 0 {
        return "resources/root.rs".to_owned();
    }
    format!("resources/{}.rs", module_path(context, id))
}

/// The modules that lead to a resource, with `/` between them.
fn module_path(context: &Context<'_>, id: ResourceId) -> String {
    let mut parts = Vec::new();
    let mut current = id;
    while current.0 != 0 {
        parts.push(context.resource_names(current).module.as_str().to_owned());
        match context.api.resources[current.0].parent {
            Some(parent) if parent.0 < current.0 => current = parent,
            _ => break,
        }
    }
    parts.reverse();
    parts.join("/")
}

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
