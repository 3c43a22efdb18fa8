//! Servers.
//!
//! In: a [`ServerSpec`]. Out: a [`Server`].
//! Must never know: which one a client talks to.

use crate::document::ServerSpec;
use crate::ir::{Docs, Server, ServerVariable};

/// The servers of the description, a path or an operation.
pub(super) fn lower_servers(specs: &[ServerSpec]) -> Vec<Server> {
    specs.iter().map(lower_server).collect()
}

fn lower_server(spec: &ServerSpec) -> Server {
    let variables = spec.variables.iter().map(|(name, variable)| ServerVariable {
        wire: name.clone(),
        default: variable.default.clone(),
        allowed: variable.allowed.clone(),
    });
    Server {
        pointer: spec.pointer.clone(),
        url: spec.url.clone(),
        docs: Docs { description: spec.description.clone(), ..Docs::default() },
        variables: variables.collect(),
    }
}
