//! What the caller may decide about the client.

use std::collections::BTreeSet;

use crate::diag::Pointer;

/// What the caller may decide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LowerOptions {
    /// The name of the API, where it is not to be `info.title`.
    pub name: Option<String>,
    /// The security schemes whose environment variable the user chose, by an overlay.
    pub overlaid_variables: BTreeSet<Pointer>,
}
