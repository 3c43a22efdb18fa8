//! What a client proves who it is with.

use crate::diag::Pointer;

use super::{Docs, Words};

/// One credential that the client holds and puts on calls.
#[derive(Clone, Debug, PartialEq)]
pub struct Credential {
    /// The place in the description.
    pub pointer: Pointer,
    /// Its name in the description (`ApiKeyAuth`), or made from its header.
    pub words: Words,
    /// The key under `securitySchemes`, or the header's name where a header parameter was the credential.
    pub wire: String,
    /// What it is and where it goes.
    pub kind: CredentialKind,
    /// The environment variables that `from_env` reads: one, or user and password. Never empty.
    pub env: Vec<String>,
    /// Documentation.
    pub docs: Docs,
}

/// What a credential is and where it goes.
#[derive(Clone, Debug, PartialEq)]
pub enum CredentialKind {
    /// A key under a name.
    Key {
        /// Header, query or cookie.
        place: KeyPlace,
        /// The name there.
        name: String,
    },
    /// `Authorization: Basic …`
    Basic,
    /// `Authorization: Bearer …`, fixed or from a provider.
    Bearer,
}

/// Where a key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// A header.
    Header,
    /// The query.
    Query,
    /// A cookie.
    Cookie,
}

/// A set of credentials that suffices together: indices into [`Api::credentials`](super::Api::credentials). Empty: no credential is needed.
pub type Requirement = Vec<usize>;
