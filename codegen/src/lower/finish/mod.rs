//! What is decided when all types are there.
//!
//! In: the types and operations of a client. Out: the same, with what only the whole of them tells.
//! Must never know: how a schema becomes a type.
//!
//! The order of the passes is that of [`finish`]: each counts on those before it.

mod aliases;
mod at_once;
mod boxing;
mod circular;
mod endless;
mod hidden;
mod setter;
mod shape;
mod share;
mod telling;
mod usage;

pub use usage::assign_resources;

use std::collections::BTreeMap;

use crate::diag::{Diagnostics, Pointer};
use crate::document::{Document, OperationSpec};
use crate::ir::{Api, Marks};
use crate::load::Node;

use crate::lower::context::{FoundExample, Home};
use crate::lower::{example, page};

/// A client whose types are all there, and what was found on the way.
pub(in crate::lower) struct Unfinished<'d> {
    /// The client.
    pub(in crate::lower) api: Api,
    /// What each operation is described by, in their order.
    pub(in crate::lower) specs: Vec<&'d OperationSpec>,
    /// The names that the description gives to places.
    pub(in crate::lower) homes: BTreeMap<Pointer, Home>,
    /// Examples; `None` for one that is not valid.
    pub(in crate::lower) examples: BTreeMap<Pointer, Option<FoundExample>>,
    /// What is known of types beside their definitions.
    pub(in crate::lower) marks: Marks,
}

/// Finishes a client.
pub(in crate::lower) fn finish(
    unfinished: Unfinished<'_>,
    document: &Document,
    root: &Node,
    diagnostics: &mut Diagnostics,
) -> Api {
    let Unfinished { mut api, specs, homes, mut examples, mut marks } = unfinished;
    // Types are numbered anew where some are shared, so this comes before all that remembers numbers.
    let within_examples = examples.values_mut().flatten().map(|found| &mut found.value);
    share::share_types(&mut api, root, &homes, &mut marks, within_examples.collect());
    // Whoever looks through aliases from here on comes to an end.
    aliases::break_alias_cycles(&mut api.types, diagnostics);
    circular::leave_out_circular_cases(&mut api.types, diagnostics);
    // The rules of pages ask what the description requires, not what is left of it in one direction.
    for (spec, operation) in specs.into_iter().zip(&mut api.operations) {
        operation.page = page::lower_page(root, spec, operation, &api.types, diagnostics);
    }
    page::report_misplaced(root, &document.operations, diagnostics);
    // Presence: by who reaches a type, then so that every type has a finite value.
    usage::mark_usage(&mut api);
    usage::adjust_presence(&mut api, &marks.write_only);
    endless::open_infinite_types(&mut api.types, diagnostics);
    // What a setter demands is said by presence.
    for operation in &mut api.operations {
        setter::lower_setters(operation, &api.types);
    }
    // Unions: what their cases keep, then how they are told apart.
    at_once::keep_members(&mut api.types, &marks.at_once, &marks.closed, diagnostics);
    shape::fill_shapes(&mut api.types, &marks.closed, diagnostics);
    // Boxes go where types are otherwise final.
    boxing::box_types(&mut api);
    api.examples = example::kept_examples(examples, &api.types, diagnostics);
    usage::assign_resources(&mut api);
    api
}
