//! What a generated crate says about its API, as statics.

use crate::auth::Credential;

/// An API: where it lives and what it wants to see before it answers.
///
/// ```
/// use callwright_runtime::{Api, Client, Credential, Server};
///
/// static API: Api = Api::new("Example", "example/1.0")
///     .servers(&[Server::new("https://api.example.com/v1")])
///     .credentials(&[Credential::header_key("x-api-key", "api_key", &["EXAMPLE_API_KEY"])])
///     .security(&[&[0]]);
///
/// let error = Client::builder(&API).build().unwrap_err();
/// assert!(error.to_string().contains("EXAMPLE_API_KEY"), "{error}");
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Api {
    /// What it is called, for messages.
    pub title: &'static str,
    /// The `user-agent` of the generated crate.
    pub user_agent: &'static str,
    /// Where it lives; the first is the default.
    pub servers: &'static [Server],
    /// What the client can hold.
    pub credentials: &'static [Credential],
    /// Which of those a call needs: alternatives, each a set of indices into `credentials`.
    pub security: &'static [&'static [usize]],
    /// Whether the description does not say what a call needs; then calls take what the client was given.
    pub(crate) security_unsaid: bool,
    /// The order in which `credentials` are taken where two have one place and nothing says which; empty: as listed.
    pub(crate) preferred: &'static [usize],
    /// Whether answers are read leniently, where nobody says.
    pub(crate) lenient: bool,
}

impl Api {
    /// An API without servers and credentials.
    #[must_use]
    pub const fn new(title: &'static str, user_agent: &'static str) -> Self {
        Self {
            title,
            user_agent,
            servers: &[],
            credentials: &[],
            security: &[],
            security_unsaid: false,
            preferred: &[],
            lenient: false,
        }
    }

    /// Says where it lives.
    #[must_use]
    pub const fn servers(mut self, servers: &'static [Server]) -> Self {
        self.servers = servers;
        self
    }

    /// Says what the client can hold.
    #[must_use]
    pub const fn credentials(mut self, credentials: &'static [Credential]) -> Self {
        self.credentials = credentials;
        self
    }

    /// Says what a call needs unless its endpoint says otherwise.
    #[must_use]
    pub const fn security(mut self, security: &'static [&'static [usize]]) -> Self {
        self.security = security;
        self
    }

    /// Says that the description does not say what a call needs: calls take what the client was given.
    #[must_use]
    pub const fn security_unsaid(mut self) -> Self {
        self.security_unsaid = true;
        self
    }

    /// Says that answers are read leniently unless a client, a call or an operation says otherwise.
    #[must_use]
    pub const fn lenient(mut self) -> Self {
        self.lenient = true;
        self
    }

    /// Says which credential goes first where two have one place and nothing says which.
    #[must_use]
    pub const fn preferred(mut self, order: &'static [usize]) -> Self {
        self.preferred = order;
        self
    }
}

/// One place where an API lives.
#[derive(Debug)]
#[non_exhaustive]
pub struct Server {
    /// The URL, with its `{variables}`.
    pub url: &'static str,
    /// What the description calls it; empty where it does not.
    pub name: &'static str,
    /// What it is for.
    pub description: &'static str,
    /// The variables of the URL.
    pub variables: &'static [ServerVariable],
}

impl Server {
    /// A server.
    #[must_use]
    pub const fn new(url: &'static str) -> Self {
        Self { url, name: "", description: "", variables: &[] }
    }

    /// Says what it is called.
    #[must_use]
    pub const fn name(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    /// Says what it is for.
    #[must_use]
    pub const fn description(mut self, description: &'static str) -> Self {
        self.description = description;
        self
    }

    /// Says what the braces in the URL stand for.
    #[must_use]
    pub const fn variables(mut self, variables: &'static [ServerVariable]) -> Self {
        self.variables = variables;
        self
    }
}

/// A variable of a server's URL.
#[derive(Debug)]
#[non_exhaustive]
pub struct ServerVariable {
    /// The name between the braces.
    pub name: &'static str,
    /// What stands there if nobody says otherwise.
    pub default: &'static str,
    /// What may stand there; empty where anything may.
    pub allowed: &'static [&'static str],
}

impl ServerVariable {
    /// A variable.
    #[must_use]
    pub const fn new(name: &'static str, default: &'static str, allowed: &'static [&'static str]) -> Self {
        Self { name, default, allowed }
    }
}
