//! The client as a whole.

use crate::diag::Pointer;

use super::{Operation, OperationId, Type, TypeId, Types, Words};

/// Everything that `emit` needs.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// The name of the API for people (`info.title` or `--name`), as text.
    pub title: String,
    /// `info.version`, as text.
    pub version: String,
    /// Documentation of the whole.
    pub docs: Docs,
    /// Where the API lives; the first is the default. Empty: the user must say.
    pub servers: Vec<Server>,
    /// Credentials that the client holds.
    pub credentials: Vec<Credential>,
    /// What a call needs unless its operation says otherwise: alternatives, each a set of credentials. `None` where the
    /// description does not say: then calls take what the client was given.
    pub security: Option<Vec<Requirement>>,
    /// All credentials, those that most calls need first: which of two goes where both have one place.
    pub preferred: Vec<usize>,
    /// Whether answers are read leniently where nothing else says (`x-lenient`).
    pub lenient: bool,
    /// The tree of resources, flat: each but the first has a parent that stands before it. Index 0 is the client itself.
    pub resources: Vec<Resource>,
    /// Operations, indexed by [`OperationId`].
    pub operations: Vec<Operation>,
    /// Types, indexed by [`TypeId`].
    pub types: Types,
    /// The types that others hold only behind a box that a compiler does not look into, sorted.
    pub far: Vec<TypeId>,
    /// Examples of the description that are valid and that the types keep whole.
    pub examples: Vec<Example>,
}

impl Api {
    /// What carries a definition: the resource right below the client that has all its uses. Its feature does.
    #[must_use]
    pub fn gate(&self, id: TypeId) -> Option<ResourceId> {
        let mut resource = self.types[id.0].resource.filter(|resource| resource.0 != 0)?;
        while let Some(parent) =
            self.resources[resource.0].parent.filter(|parent| parent.0 != 0 && *parent < resource)
        {
            resource = parent;
        }
        Some(resource)
    }
}

/// An example of the description: reading it as its type and writing it again gives the same JSON value.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Where it stands.
    pub pointer: Pointer,
    /// What it is an example of.
    pub value: Type,
    /// The example as compact JSON text.
    pub json: String,
}

/// Documentation from the description, as plain text or Markdown of strangers: `emit` makes it harmless.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// One line.
    pub summary: Option<String>,
    /// The rest.
    pub description: Option<String>,
    /// Facts of ours: limits, defaults, formats; each a sentence fragment (``"at most 40 characters"``).
    pub facts: Vec<String>,
    /// Where to read more.
    pub link: Option<String>,
    /// Whether the description calls this deprecated.
    pub deprecated: bool,
}

/// Index into [`Api::resources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceId(pub usize);

/// A node of the resource tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// What it is called; empty for the client itself.
    pub words: Words,
    /// What it hangs on; `None` for the client itself.
    pub parent: Option<ResourceId>,
    /// Documentation, from `tags` where there is some.
    pub docs: Docs,
    /// Its own operations, in the order of the description.
    pub operations: Vec<OperationId>,
}

/// Where an API lives.
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// The place in the description.
    pub pointer: Pointer,
    /// The URL with its `{variables}`; absolute, or relative where the description says no more.
    pub url: String,
    /// What it is for.
    pub docs: Docs,
    /// The variables of the URL, each with its default.
    pub variables: Vec<ServerVariable>,
}

impl Server {
    /// The URL with what stands in it if nobody says otherwise.
    #[must_use]
    pub fn default_url(&self) -> String {
        self.variables.iter().fold(self.url.clone(), |url, variable| {
            url.replace(&format!("{{{}}}", variable.wire), &variable.default)
        })
    }
}

/// A variable of a server's URL.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerVariable {
    /// The name between the braces.
    pub wire: String,
    /// What stands there if nobody says otherwise.
    pub default: String,
    /// The values that the description lists; empty where any goes.
    pub allowed: Vec<String>,
}

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

/// A set of credentials that suffices together: indices into [`Api::credentials`]. Empty: no credential is needed.
pub type Requirement = Vec<usize>;
