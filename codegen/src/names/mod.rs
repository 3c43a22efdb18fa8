//! Words → identifiers: the one table of what everything is called in Rust.
//!
//! In: the IR with its words, wire names and pointers. Out: [`Names`], and a note for each name that is not the first
//! choice. Must never know: a schema, a token stream beyond a single identifier.
//!
//! Within a scope all candidates are gathered before the first is named. Names that the description gives itself win;
//! who must give way takes a name made from its own wire text, then from its pointer. Nothing is ever numbered, and
//! the order of the description plays no part.

mod candidate;
mod case;
mod cases;
mod count;
mod fallback_names;
mod former;
mod gather;
mod hoisted;
mod ident;
mod kept;
mod members;
mod memory;
mod moves;
mod operations;
mod part;
mod pins;
mod recall;
mod required;
mod reserved;
mod resources;
mod scope;
mod shorten;
mod table;
mod type_modules;
mod types;

#[cfg(test)]
mod stay_tests;
#[cfg(test)]
mod tests;

pub use count::{NameCounts, count_names};
pub use ident::{RustIdent, can_be_chosen};
pub use kept::tell_names;
pub use memory::Memory;
pub use operations::setter_wire;
pub use pins::{NewNames, Pins};
pub use recall::recall_names;
pub use table::{
    BuilderNames, CredentialNames, Former, FormerMethod, FormerType, Names, OperationNames, RequiredNames,
    ResourceNames, TypeNames,
};

use crate::diag::Diagnostics;
use crate::ir::Api;

/// Names everything that the client has, as if nobody knew it.
#[must_use]
pub fn allocate_names(api: &Api, diagnostics: &mut Diagnostics) -> Names {
    allocate_kept(api, &Pins::default(), diagnostics)
}

/// Names everything that the client has; what had a name keeps it.
#[must_use]
pub fn allocate_kept(api: &Api, pins: &Pins, diagnostics: &mut Diagnostics) -> Names {
    let types = types::allocate_types(api, pins, diagnostics);
    let resources = resources::allocate_resources(api, pins, diagnostics);
    let operations = operations::allocate_operations(api, pins, &resources, diagnostics);
    let credentials = resources::allocate_credentials(api, pins, diagnostics);
    let servers = resources::allocate_servers(api, diagnostics);
    let required = required::allocate_required(&types, &operations);
    let below = resources::resources_below(api);
    let names = Names {
        types,
        resources: resources.names,
        below,
        operations,
        credentials,
        servers,
        ..Names::default()
    };
    let former = former::allocate_former(api, pins, &names);
    Names { required, former, ..names }
}
