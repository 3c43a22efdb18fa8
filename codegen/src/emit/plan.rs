//! Which files a client has, and what stands in them.

use proc_macro2::TokenStream;

use crate::ir::{Definition, OperationId, ResourceId, TypeId};

use super::context::Context;
use super::example::{emit_examples, has_examples};
use super::library::{emit_library, emit_required, emit_resources_root};
use super::paths::{operations, resource_file};
use super::program::{GivenRequest, GivenRequests, emit_calls, emit_program, emit_sizes};
use super::resource::emit_resource;
use super::type_module::{emit_types_root, type_modules};

/// How much goes into one piece: enough to be worth a thread's while, little enough to share the work evenly.
const TYPES_A_PIECE: usize = 12;
const OPERATIONS_A_PIECE: usize = 4;
/// How many operations stand in a module of the program: the compiler shares its work by modules.
const CALLS_A_MODULE: usize = 8;

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
    /// The imports of what the other pieces of the file name. Pieces are emitted apart from one another, so it is made of
    /// their texts.
    Imports,
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
        let mut pieces = vec![Piece::Imports, Piece::Resource(id)];
        pieces.extend(operations.chunks(OPERATIONS_A_PIECE).map(|chunk| Piece::Operations(chunk.to_vec())));
        files.push(FilePlan { path: resource_file(context, id), pieces });
    }
    if has_examples(context) {
        files.push(one("examples.rs", Piece::Examples));
    }
    for (module, types) in type_modules(context) {
        let mut pieces = vec![Piece::Imports];
        pieces.extend(types.chunks(TYPES_A_PIECE).map(|chunk| Piece::Types(chunk.to_vec())));
        files.push(FilePlan { path: format!("types/{}.rs", module.as_str()), pieces });
    }
    files
}

/// All files of the program, below its `src`. What no request is given for is called without one, and says so.
#[must_use]
pub fn plan_program(context: &Context<'_>, requests: &GivenRequests) -> Vec<FilePlan> {
    let one = |path: String, piece: Piece| FilePlan { path, pieces: vec![piece] };
    let operations: Vec<(OperationId, GivenRequest)> = context
        .api
        .operations
        .iter()
        .enumerate()
        .map(|(index, operation)| {
            // Another way to call an operation is described where that is.
            let described = operation.variant_of.and_then(|id| context.api.operations.get(id.0));
            let pointer = &described.unwrap_or(operation).pointer;
            (OperationId(index), requests.get(pointer.as_str()).cloned().unwrap_or_default())
        })
        .collect();
    let modules: Vec<&[(OperationId, GivenRequest)]> = operations.chunks(CALLS_A_MODULE).collect();
    let mut files = vec![
        one("main.rs".to_owned(), Piece::Program { modules: modules.len() }),
        one("sizes.rs".to_owned(), Piece::Sizes),
    ];
    files.extend(
        modules
            .iter()
            .enumerate()
            .map(|(number, calls)| one(format!("calls_{number}.rs"), Piece::Calls(calls.to_vec()))),
    );
    files
}

/// What a piece becomes.
#[derive(Debug, Default)]
pub struct Emitted {
    /// The items, in their order; a stream has one or several of them.
    pub items: Vec<TokenStream>,
    /// Their documentation: the lines that each number in `#[doc = number]` stands for.
    pub comments: Vec<Vec<String>>,
}

/// The items of a piece, and their documentation.
#[must_use]
pub fn emit_piece(context: &Context<'_>, piece: &Piece) -> Emitted {
    let context = context.anew();
    let items = emit_items(&context, piece);
    Emitted { items, comments: context.comments.into_lines() }
}

/// Streams are not put together: moving tokens takes as long as making them.
fn emit_items(context: &Context<'_>, piece: &Piece) -> Vec<TokenStream> {
    match piece {
        Piece::Imports => Vec::new(),
        Piece::Library => vec![emit_library(context)],
        Piece::Client => vec![super::client::emit_client(context)],
        Piece::Required => vec![emit_required(context)],
        Piece::ResourcesRoot => vec![emit_resources_root(context)],
        Piece::TypesRoot => vec![emit_types_root(context)],
        Piece::Resource(id) => vec![emit_resource(context, *id)],
        Piece::Operations(operations) => {
            operations.iter().flat_map(|id| super::operation::emit_operation(context, *id)).collect()
        }
        Piece::Examples => vec![emit_examples(context)],
        Piece::Program { modules } => vec![emit_program(context, *modules)],
        Piece::Calls(operations) => vec![emit_calls(context, operations)],
        Piece::Sizes => vec![emit_sizes(context)],
        Piece::Types(types) => {
            let mut items = Vec::new();
            for id in types {
                emit_type(context, *id, &mut items);
                items.push(super::far::emit_far(context, *id));
            }
            items
        }
    }
}

fn emit_type(context: &Context<'_>, id: TypeId, items: &mut Vec<TokenStream>) {
    let item = match &context.definition(id).definition {
        Definition::Structure(structure) => {
            items.push(super::structure::emit_structure(context, id, structure));
            super::builder::emit_builder(context, id, structure)
        }
        Definition::Enumeration(enumeration) => {
            super::enumeration::emit_enumeration(context, id, enumeration)
        }
        Definition::Union(union) => super::union::emit_union(context, id, union),
        Definition::Alias(value) => super::alias::emit_alias(context, id, value),
        Definition::Newtype(value) => super::alias::emit_newtype(context, id, value),
    };
    items.push(item);
}
