//! What all of lowering shares: what is registered, remembered, budgeted and found.
//!
//! In: pointers to schemas. Out: ids of definitions, each made at most once.
//! Must never know: what any one keyword means.

mod budget;
mod found;
mod memory;
mod registry;

use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Diagnostics, Pointer};
use crate::load::Node;
use crate::schema::{Schema, resolve_step};

use crate::lower::ahead::ReadAhead;
use crate::lower::options::LowerOptions;

use budget::Budget;
use found::Found;
use memory::Memory;
use registry::Registry;

pub(in crate::lower) use budget::MOST_NESTED;
pub(in crate::lower) use found::FoundExample;
pub(in crate::lower) use registry::Home;

/// The state of one run.
pub(in crate::lower) struct Lowering<'a> {
    pub(in crate::lower) root: &'a Node,
    ahead: &'a ReadAhead<'a>,
    pub(in crate::lower) options: &'a LowerOptions,
    pub(in crate::lower) registry: Registry,
    pub(in crate::lower) memory: Memory,
    pub(in crate::lower) budget: Budget,
    pub(in crate::lower) found: Found<'a>,
}

impl<'a> Lowering<'a> {
    pub(in crate::lower) fn new(
        ahead: &'a ReadAhead<'a>,
        options: &'a LowerOptions,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Self {
            root: ahead.root(),
            ahead,
            options,
            registry: Registry::default(),
            memory: Memory::default(),
            budget: Budget::of(ahead.values()),
            found: Found::new(diagnostics),
        }
    }

    /// The schema at `pointer`, read once.
    pub(in crate::lower) fn schema(&mut self, pointer: &Pointer) -> Arc<Schema> {
        if let Some(schema) = self.memory.schemas.get(pointer) {
            return Arc::clone(schema);
        }
        let (schema, found) = self.ahead.take(pointer);
        self.found.diagnostics.append(found);
        let schema = Arc::new(schema);
        self.memory.schemas.insert(pointer.clone(), Arc::clone(&schema));
        schema
    }

    /// The place that `reference`, written at `at`, names; `None` (reported) where it cannot be resolved.
    pub(in crate::lower) fn resolve(&mut self, reference: &str, at: &Pointer) -> Option<Pointer> {
        match resolve_step(self.root, reference) {
            Ok(pointer) => Some(pointer),
            Err(error) => {
                self.found.diagnostics.push(error.diagnostic(&at.key("$ref")));
                None
            }
        }
    }

    pub(in crate::lower) fn report(
        &mut self,
        code: &'static Code,
        pointer: &Pointer,
        message: impl Into<String>,
    ) {
        self.found.diagnostics.push(Diagnostic::new(code, pointer, message));
    }

    pub(in crate::lower) fn advise(
        &mut self,
        code: &'static Code,
        pointer: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.found.diagnostics.push(Diagnostic::new(code, pointer, message).with_help(help));
    }
}
