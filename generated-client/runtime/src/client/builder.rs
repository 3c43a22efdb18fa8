//! Building a client: every option, checked once.

mod limits;

use std::{fmt, sync::Arc};

use http::{HeaderMap, HeaderName, HeaderValue, header::USER_AGENT};
use secrecy::SecretString;

use super::{Api, BaseUrl, Chosen, Client, Inner, Places, Settings, route::Route, server};
use crate::{
    auth::{self, Held, TokenProvider},
    error::{Error, Failure, Redact, is_credential, secrets_of},
    request::sensitive_header,
    transport::Transport,
};

/// Why a client is not built.
const PLAIN: &str = "the server is reached by plain `http`, and the client holds a credential, which everybody on the way \
                     could read: use `https`, or say `.allow_plain_http(true)`";

/// Builds a [`Client`]. The first thing that is wrong is kept and told by [`build`](Self::build).
///
/// ```
/// use std::time::Duration;
/// use callwright_runtime::{Api, Client};
///
/// static API: Api = Api::new("Example", "example/1.0");
/// let builder = Client::builder(&API).base_url("https://api.example.com");
/// let client = builder.timeout(Duration::from_secs(20)).max_retries(3).build()?;
/// # Ok::<(), callwright_runtime::Error>(())
/// ```
#[must_use]
pub struct ClientBuilder {
    api: &'static Api,
    base_url: Option<String>,
    server: Option<usize>,
    server_variables: Vec<(String, String)>,
    settings: Settings,
    route: Route,
    headers: HeaderMap,
    held: Vec<Option<Held>>,
    may_lack_credentials: bool,
    may_be_plain: bool,
    is_anonymous: bool,
    failure: Option<Failure>,
}

impl ClientBuilder {
    /// Creates a client builder for an API.
    pub fn new(api: &'static Api) -> Self {
        Self {
            api,
            base_url: None,
            server: None,
            server_variables: Vec::new(),
            settings: Settings::default(),
            route: Route::new(),
            headers: HeaderMap::new(),
            held: api.credentials.iter().map(|_| None).collect(),
            may_lack_credentials: false,
            may_be_plain: false,
            is_anonymous: false,
            failure: None,
        }
    }

    /// Where calls go: scheme, host, port and perhaps a path, which is kept in front of every operation's path. All
    /// calls go there, also those of operations for which the description names a server of their own.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Chooses one of the servers that the description names, by its place in the list; the first, 0, is the default.
    ///
    /// What is chosen is chosen for all calls: an operation for which the description names a server of its own goes
    /// to this one, too, lest a call of a client for tests reaches production. Where it names only a path, that path
    /// at the chosen host is taken.
    pub fn server(mut self, index: usize) -> Self {
        self.server = Some(index);
        self
    }

    /// Chooses the server that the description calls so, as [`server`](Self::server) does. A name that it does not have is an
    /// error of [`build`](Self::build).
    pub fn server_named(mut self, name: &str) -> Self {
        let found = self.api.servers.iter().position(|server| !name.is_empty() && server.name == name);
        if found.is_none() {
            let names = self.api.servers.iter().map(|server| server.name).filter(|name| !name.is_empty());
            let names = names.collect::<Vec<_>>().join("`, `");
            let known =
                if names.is_empty() { "it names none".to_owned() } else { format!("there are `{names}`") };
            let failure = Failure::build(format!(
                "the API description of {} names no server `{}`: {known}",
                self.api.title,
                name.escape_debug()
            ));
            self.failure.get_or_insert(failure);
        }
        self.server = found;
        self
    }

    /// Sets a variable of the server's URL, which chooses a server as [`server`](Self::server) does.
    ///
    /// A value stays in the part of the URL that its variable stands in, because the credentials go to the host that the
    /// URL names: a part of the host holds letters, digits, `-`, and `.` between them; a port holds digits; a variable
    /// that stands for the whole host takes a host, perhaps with a port, and one that stands for the whole URL takes a
    /// base URL. A path holds segments, which are percent-encoded. Any other value is an error of
    /// [`build`](Self::build). The description's own values may be empty, too.
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.server_variables.push((name.into(), value.into()));
        self
    }

    /// Follows redirects that stay at the same scheme, host and port, five at most. Others stay errors.
    pub fn same_origin_redirects(mut self, follow: bool) -> Self {
        self.settings.same_origin_redirects = follow;
        self
    }

    /// Adds a header to every call.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match sensitive_header(name, value) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
                self
            }
            Err(failure) => self.failed(Failure::build(failure.message().to_owned())),
        }
    }

    /// Replaces the `user-agent`.
    pub fn user_agent(self, user_agent: &str) -> Self {
        self.header("user-agent", user_agent)
    }

    /// Trusts the certificates in this PEM text, besides those that the operating system trusts.
    pub fn root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.route.root_certificates.push(pem.into());
        self
    }

    /// Changes the HTTP client that is built inside: proxies, addresses, pool sizes. What keeps a call safe (no
    /// redirects, no repetition, no `Referer`) is set after this and cannot be lost here. All else that is set here
    /// counts, a connect time-out, too. Responses in gzip are asked for and read here, whatever is said about that; a header
    /// `accept-encoding` asks for something else. TLS is set up already; see [`root_certificate`](Self::root_certificate).
    pub fn configure_http(
        mut self,
        configure: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) -> Self {
        self.route.configure = Some(Box::new(configure));
        self
    }

    /// Uses an HTTP client that was made elsewhere. Some safety rules are then out of reach, because they are set when
    /// an HTTP client is built: [`Client::unenforced`] lists them. [`configure_http`](Self::configure_http) keeps all
    /// rules.
    ///
    /// Begin it with [`http_client_builder`](crate::http_client_builder), where TLS and these rules are set. With the
    /// feature `rustls`, `reqwest::Client::new()` panics unless the program has installed a `CryptoProvider`.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.route.injected = Some(client);
        self
    }

    /// Sends through this transport instead of the network, for tests above all. To wrap the network itself, see
    /// [`middleware`](Self::middleware).
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.route.transport = Some(Arc::new(transport));
        self
    }

    /// Puts something around what sends, be it the network, an injected HTTP client or a transport: it sees every
    /// attempt with its credentials, and every response. What is added later goes around what was added before.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use callwright_runtime::{
    ///     Api, BoxFuture, Client, Transport, TransportError, TransportRequest, TransportResponse,
    /// };
    ///
    /// struct Timed(Arc<dyn Transport>);
    ///
    /// impl Transport for Timed {
    ///     fn send(&self, request: TransportRequest) -> BoxFuture<Result<TransportResponse, TransportError>> {
    ///         let (begun, method) = (std::time::Instant::now(), request.method.clone());
    ///         let sending = self.0.send(request);
    ///         Box::pin(async move {
    ///             let result = sending.await;
    ///             println!("{method} took {:?}", begun.elapsed());
    ///             result
    ///         })
    ///     }
    /// }
    ///
    /// static API: Api = Api::new("Example", "example/1.0");
    /// let builder = Client::builder(&API).base_url("https://api.example.com");
    /// let client = builder.middleware(|inner| Arc::new(Timed(inner))).build()?;
    /// # Ok::<(), callwright_runtime::Error>(())
    /// ```
    pub fn middleware(
        mut self,
        wrap: impl FnOnce(Arc<dyn Transport>) -> Arc<dyn Transport> + Send + Sync + 'static,
    ) -> Self {
        self.route.middleware.push(Box::new(wrap));
        self
    }

    /// Builds the client even when it lacks the credentials that calls usually need. Calls that need them then fail
    /// before anything is sent.
    pub fn allow_missing_credentials(mut self, allow: bool) -> Self {
        self.may_lack_credentials = allow;
        self
    }

    /// Lets credentials go to a server that is reached by plain `http`, where everybody on the way can read them. Without
    /// this, a client that holds a credential is not built for such a server, and calls of operations that live at one
    /// fail; servers on the same machine (`localhost`, `127.0.0.1`, `[::1]`) are left alone.
    pub fn allow_plain_http(mut self, allow: bool) -> Self {
        self.may_be_plain = allow;
        self
    }

    /// Whether a value stands in for one that the description requires and the server sends as null or not at all: an empty
    /// text, 0, `false`, an object of such. By default only lists and maps do, which then are empty: nothing else can be
    /// meant, while nobody could tell a text or a number that was made up from one that was sent. A date, a value of an
    /// enum or a case of a union cannot be made up; that stays an error.
    pub fn lenient(mut self, lenient: bool) -> Self {
        self.settings.lenient = Some(lenient);
        self
    }

    /// Sends no credential with any call and demands none, for servers that need no key: local ones, mostly. What was
    /// given before, or stands in environment variables, is not sent. [`Call::anonymous`](crate::Call::anonymous) does
    /// so for one call.
    pub fn anonymous(mut self) -> Self {
        self.is_anonymous = true;
        self
    }

    /// Reads every credential that was not given yet from its environment variable, where that is set. For a user name
    /// with an empty password, `user:` in the variable of the user name says so.
    pub fn credentials_from_env(mut self) -> Self {
        for (index, credential) in self.api.credentials.iter().enumerate() {
            if self.held.get(index).is_some_and(Option::is_none)
                && let Some(held) = auth::from_env(credential)
            {
                self = self.hold(index, held);
            }
        }
        self
    }

    /// Holds a key.
    #[doc(hidden)]
    pub fn key(self, index: usize, key: impl Into<String>) -> Self {
        match self.api.credentials.get(index) {
            Some(credential) => {
                let held = Held::key(credential, SecretString::from(key.into()));
                self.hold(index, held)
            }
            None => self.failed(Failure::build("the API does not use this credential")),
        }
    }

    /// Holds a user name and a password.
    #[doc(hidden)]
    pub fn basic(self, index: usize, username: impl Into<String>, password: impl Into<String>) -> Self {
        self.hold(index, Held::basic(&username.into(), &SecretString::from(password.into())))
    }

    /// Holds a token.
    #[doc(hidden)]
    pub fn bearer(self, index: usize, token: impl Into<String>) -> Self {
        self.hold(index, Held::bearer(&SecretString::from(token.into())))
    }

    /// Holds where tokens come from.
    #[doc(hidden)]
    pub fn bearer_provider(self, index: usize, provider: impl TokenProvider) -> Self {
        self.hold(index, Ok(Held::provider(provider)))
    }

    fn hold(mut self, index: usize, held: Result<Held, Failure>) -> Self {
        match (held, self.held.get_mut(index)) {
            (Ok(held), Some(slot)) => {
                *slot = Some(held);
                self
            }
            (Ok(_), None) => self.failed(Failure::build("the API does not use this credential")),
            (Err(failure), _) => self.failed(failure),
        }
    }

    /// Whether something is sent with calls that nobody else may know.
    fn has_credentials(&self) -> bool {
        self.held.iter().any(Option::is_some) || self.headers.keys().any(is_credential)
    }

    fn failed(mut self, failure: Failure) -> Self {
        self.failure.get_or_insert(failure);
        self
    }

    /// Builds the client. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Build`](crate::ErrorKind::Build) for an option that cannot be,
    /// [`ErrorKind::MissingCredential`](crate::ErrorKind::MissingCredential) when every call would lack its credential.
    pub fn build(mut self) -> Result<Client, Error> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        if self.is_anonymous {
            self.held.fill_with(|| None);
        }
        let base = match &self.base_url {
            Some(url) => BaseUrl::new(url)?,
            None => server::from_server(self.api, self.server.unwrap_or_default(), &self.server_variables)?,
        };
        if base.is_plain() && !self.may_be_plain && self.has_credentials() {
            return Err(Failure::build(PLAIN));
        }
        let chosen = if self.base_url.is_some() {
            Chosen::Base
        } else if self.server.is_some() || !self.server_variables.is_empty() {
            Chosen::Server
        } else {
            Chosen::Nothing
        };
        if !self.may_lack_credentials && !self.is_anonymous {
            let is_set = |name| self.headers.contains_key(name);
            auth::choose_said(self.api, self.api.security, &self.held, is_set)?;
        }
        let mut headers = self.headers;
        if !headers.contains_key(USER_AGENT) {
            let user_agent = HeaderValue::from_str(self.api.user_agent).map_err(|_| {
                Failure::build("the user agent contains a character that is not allowed in a header")
            })?;
            headers.insert(USER_AGENT, user_agent);
        }
        let places = self.settings.max_connections.map(Places::new).transpose()?;
        let (transport, unenforced) = self.route.build(self.settings.max_connections)?;
        let secrets = self.held.iter().flatten().flat_map(Held::hidden);
        let redact =
            Redact::new(secrets.chain(headers.iter().flat_map(|(name, value)| secrets_of(name, value))));
        Ok(Client {
            inner: Arc::new(Inner {
                api: self.api,
                base,
                chosen,
                transport,
                given: auth::given(self.api, &self.held),
                held: self.held,
                anonymous: self.is_anonymous,
                may_be_plain: self.may_be_plain,
                settings: self.settings,
                places,
                redact,
                headers,
                unenforced,
            }),
        })
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ClientBuilder")
            .field("api", &self.api.title)
            .field("settings", &self.settings)
            .field("headers", &self.headers.keys().map(HeaderName::as_str).collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
