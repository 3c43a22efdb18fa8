//! The client: what all calls share.
//!
//! In: an API's statics and what the user configures. Out: a handle that is cheap to clone.
//! Must never know: a type of a generated crate.

mod api;
mod base_url;
mod builder;
mod macros;
mod piece;
mod placed;
mod places;
mod route;
mod server;
mod settings;

use std::{fmt, sync::Arc};

use http::HeaderMap;

pub use api::{Api, Server, ServerVariable};
pub(crate) use base_url::BaseUrl;
pub use builder::ClientBuilder;
pub(crate) use places::{Place, Places};
pub(crate) use settings::{Limit, Settings};

use crate::{auth::Held, error::Redact, transport::Transport};

/// What all calls of a generated client share. Cheap to clone; clones share connections.
///
/// ```
/// use callwright_runtime::{Api, Client};
///
/// static API: Api = Api::new("Example", "example/1.0");
/// let client = Client::builder(&API).base_url("https://api.example.com").build()?;
/// let call = client.request("GET", "/v1/agents").query("page_size", "30").send();
/// # Ok::<(), callwright_runtime::Error>(())
/// ```
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

/// Everything behind the handle.
pub(crate) struct Inner {
    pub(crate) api: &'static Api,
    /// Where calls go.
    pub(crate) base: BaseUrl,
    /// What the user chose of it.
    pub(crate) chosen: Chosen,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) held: Vec<Option<Held>>,
    /// Which of them go with calls that do not say what they need.
    pub(crate) given: Vec<usize>,
    /// Whether calls need no credential, whatever the description says.
    pub(crate) anonymous: bool,
    /// Whether credentials may go to another machine without TLS.
    pub(crate) may_be_plain: bool,
    pub(crate) settings: Settings,
    /// Places for calls that are under way.
    pub(crate) places: Option<Places>,
    /// Headers of every call.
    pub(crate) headers: HeaderMap,
    /// What no message may repeat.
    pub(crate) redact: Redact,
    pub(crate) unenforced: &'static [&'static str],
}

/// What a user chose of where calls go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Chosen {
    /// Nothing: operations may live elsewhere.
    Nothing,
    /// A server of the description: operations may have another path there.
    Server,
    /// The whole base: all operations are there.
    Base,
}

impl Client {
    /// Creates a client builder for an API.
    pub fn builder(api: &'static Api) -> ClientBuilder {
        ClientBuilder::new(api)
    }

    /// Safety rules that this client cannot vouch for: because it was given an HTTP client made elsewhere, or because a
    /// browser does as it likes. Empty for every other client that made its own.
    #[must_use]
    pub fn unenforced(&self) -> &'static [&'static str] {
        self.inner.unenforced
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.inner
    }
}

/// Where calls go and which credentials are held, never a credential.
impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let held: Vec<&str> = self
            .inner
            .api
            .credentials
            .iter()
            .zip(&self.inner.held)
            .filter(|(_, held)| held.is_some())
            .map(|(credential, _)| credential.name)
            .collect();
        formatter
            .debug_struct("Client")
            .field("api", &self.inner.api.title)
            .field("base_url", &self.inner.base.as_str())
            .field("credentials", &held)
            .field("settings", &self.inner.settings)
            .finish_non_exhaustive()
    }
}
