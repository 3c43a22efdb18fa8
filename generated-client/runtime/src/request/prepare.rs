//! The last step before credentials: one checked description of what goes on the wire, good for every attempt.

use std::{borrow::Cow, time::Duration};

use http::Method;

use super::{Endpoint, ErrorShape, Headers, Options, Plan, RequestDraft, Target, path};
use crate::{
    auth::Need,
    client::{BaseUrl, Chosen, Client},
    error::{Failure, Redact, is_credential},
    json::{Lenience, Reading},
};

/// A call that is ready but for its credentials.
pub(crate) struct Prepared {
    pub(crate) client: Client,
    pub(crate) operation: Cow<'static, str>,
    pub(crate) method: Method,
    pub(crate) base: BaseUrl,
    /// Begins with a slash; percent-encoded.
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: Headers,
    pub(crate) cookies: String,
    /// Whether the body can be given again.
    pub(crate) can_repeat_body: bool,
    /// The credentials that it needs.
    pub(crate) need: Need,
    pub(crate) options: Options,
    /// What no message of this call may repeat.
    pub(crate) redact: Redact,
    /// Whether sending the call again repeats no side effect.
    pub(crate) repeatable: bool,
    /// How the response is read.
    pub(crate) reading: Reading,
    /// The errors that the operation declares.
    pub(crate) errors: &'static [ErrorShape],
}

impl Prepared {
    /// Checks a draft.
    pub(crate) fn new(draft: Box<RequestDraft>) -> Result<(Self, Plan), Failure> {
        let operation = draft.target.operation();
        Self::of(*draft, operation.clone()).map_err(|failure| failure.of(&operation))
    }

    fn of(draft: RequestDraft, operation: Cow<'static, str>) -> Result<(Self, Plan), Failure> {
        let RequestDraft {
            client,
            target,
            path: values,
            query,
            headers,
            secrets,
            cookies,
            body,
            options,
            accept,
            failure,
            location,
        } = draft;
        if let Some(failure) = failure {
            return Err(failure);
        }
        let method = method_of(target.method())?;
        let endpoint = target.endpoint();
        let (base, path, query) = if let Some(url) = location {
            (BaseUrl::origin_of(&url), url.path().to_owned(), url.query().unwrap_or_default().to_owned())
        } else {
            let base = base_of(&client, endpoint.servers)?;
            (base, target.path(&values)?, full_query(endpoint.query, query))
        };
        let (body, media_type) = body.plan(endpoint)?;
        let need = if options.anonymous || client.inner().anonymous {
            Need::Nothing
        } else {
            target.need(&client, &base)
        };
        if !endpoint.servers.is_empty() && is_exposed(&client, &base, need) {
            return Err(Failure::invalid(PLAIN));
        }
        let repeatable = options.repeatable.or(endpoint.idempotent).unwrap_or(
            matches!(method, Method::GET | Method::HEAD | Method::OPTIONS)
                // It asks for something, as GET does, and changes nothing.
                || method.as_str() == "QUERY"
                || client.inner().settings.repeat_put_and_delete
                    && matches!(method, Method::PUT | Method::DELETE),
        );
        let reading = reading(&client, &options, endpoint);
        let prepared = Self {
            operation,
            method,
            base,
            path,
            query,
            headers: Headers::new(headers, accept.unwrap_or(endpoint.accept), media_type)?,
            cookies,
            can_repeat_body: body.can_repeat(),
            need,
            options,
            redact: client.inner().redact.with(&secrets),
            reading,
            errors: endpoint.errors,
            repeatable,
            client,
        };
        Ok((prepared, body))
    }
}

impl Prepared {
    /// How long a response may pause.
    pub(crate) fn idle_timeout(&self) -> Option<Duration> {
        self.options.idle_timeout.or(self.client.inner().settings.idle_timeout)
    }
}

impl RequestDraft {
    /// The URL that the call goes to, but for its credentials.
    #[cfg(feature = "stream")]
    pub(crate) fn url(&self) -> Result<url::Url, Failure> {
        if let Some(url) = &self.location {
            return Ok((**url).clone());
        }
        let endpoint = self.target.endpoint();
        let base = base_of(&self.client, endpoint.servers)?;
        let query = full_query(endpoint.query, self.query.clone());
        base.url(&self.target.path(&self.path)?, &query)
    }
}

impl Target {
    /// The credentials that the call needs, where it goes to this base. What nobody asked for stays at the client's own
    /// origin.
    fn need(&self, client: &Client, base: &BaseUrl) -> Need {
        let inner = client.inner();
        match self {
            Self::Written(_) => Need::Written,
            Self::Described(endpoint) => match endpoint.security {
                Some(security) => Need::Said(security),
                None if !inner.api.security_unsaid => Need::Said(inner.api.security),
                None if base.is_at_origin_of(&inner.base) => Need::Given,
                None => Need::Nothing,
            },
        }
    }

    fn method(&self) -> &str {
        match self {
            Self::Described(endpoint) => endpoint.method,
            Self::Written(written) => &written.method,
        }
    }

    fn path(&self, values: &[(&'static str, String)]) -> Result<String, Failure> {
        match self {
            Self::Described(endpoint) => path::fill(endpoint.path, values),
            Self::Written(written) => path::check_written(&written.path),
        }
    }
}

/// Where the operation lives. What the user chose is chosen for all operations: proxies and tests rely on it. A server
/// of the description that was chosen says nothing about an operation's path at that host.
fn base_of(client: &Client, servers: &[&str]) -> Result<BaseUrl, Failure> {
    let inner = client.inner();
    let is_path = |server: &str| !server.contains("://") && !server.starts_with("//");
    match (servers.first(), inner.chosen) {
        (Some(server), Chosen::Nothing) => inner.base.join(server),
        (Some(server), Chosen::Server) if is_path(server) => inner.base.join(server),
        _ => Ok(inner.base.clone()),
    }
}

/// Why a call is not made.
const PLAIN: &str = "the operation's server is reached by plain `http`, where everybody on the way could read the client's \
                     credentials: choose another by `.server(…)` or `.base_url(…)`, or say `.allow_plain_http(true)`";

fn method_of(name: &str) -> Result<Method, Failure> {
    let method = Method::from_bytes(name.as_bytes())
        .map_err(|_| Failure::invalid(format!("`{}` is not a valid HTTP method", name.escape_debug())))?;
    if name.eq_ignore_ascii_case("CONNECT") {
        return Err(Failure::invalid(
            "`CONNECT` is only for proxies: it opens a tunnel and sends no request",
        ));
    }
    Ok(method)
}

/// Whether the client's credentials would go to a server of the operation's own where everybody on the way could read
/// them: that server was not looked at when the client was built.
fn is_exposed(client: &Client, base: &BaseUrl, need: Need) -> bool {
    let inner = client.inner();
    let is_sent = match need {
        Need::Nothing => false,
        Need::Said(alternatives) => !alternatives.is_empty(),
        Need::Given | Need::Written => true,
    };
    // Headers of the client's own go with every call, whatever it needs.
    let goes_there =
        is_sent && inner.held.iter().any(Option::is_some) || inner.headers.keys().any(is_credential);
    goes_there && !inner.may_be_plain && !base.is_at_origin_of(&inner.base) && base.is_plain()
}

/// What the call says, else the client, else the description.
fn reading(client: &Client, options: &Options, endpoint: &Endpoint) -> Reading {
    let inner = client.inner();
    let said = options.lenient.or(inner.settings.lenient).or(endpoint.lenient);
    let lenience = if said.unwrap_or(inner.api.lenient) { Lenience::All } else { Lenience::default() };
    Reading { lenience, max_value_size: options.max_value.unwrap_or(inner.settings.max_value) }
}

fn full_query(fixed: &[(&str, &str)], query: String) -> String {
    if fixed.is_empty() {
        return query;
    }
    let mut full = String::new();
    for (name, value) in fixed {
        if !full.is_empty() {
            full.push('&');
        }
        super::encode_into(&mut full, name, super::Encoding::Query);
        full.push('=');
        super::encode_into(&mut full, value, super::Encoding::Query);
    }
    if !query.is_empty() {
        full.push('&');
        full.push_str(&query);
    }
    full
}
