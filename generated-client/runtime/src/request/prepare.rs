//! The last step before credentials: one checked description of what goes on the wire, good for every attempt.

use std::borrow::Cow;

use http::{
    HeaderMap, HeaderValue, Method,
    header::{ACCEPT, CONTENT_TYPE},
};

use super::{Draft, Options, Plan, Target, path};
use crate::{
    client::{BaseUrl, Client},
    error::Failure,
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
    pub(crate) headers: HeaderMap,
    pub(crate) cookies: String,
    /// Whether the body can be given again.
    pub(crate) can_repeat_body: bool,
    pub(crate) security: &'static [&'static [usize]],
    pub(crate) options: Options,
    /// Whether sending the call again repeats no side effect.
    pub(crate) repeatable: bool,
}

impl Prepared {
    /// Checks a draft.
    pub(crate) fn new(draft: Draft) -> Result<(Self, Plan), Failure> {
        let Draft { client, target, path: values, query, headers, cookies, body, options, failure } = draft;
        let operation = target.operation();
        if let Some(failure) = failure {
            return Err(failure.of(&operation));
        }
        let made = (|| {
            let (method, path) = match &target {
                Target::Described(endpoint) => (endpoint.method, path::fill(endpoint.path, &values)?),
                Target::Written { method, path, .. } => (method.as_str(), path::check_written(path)?),
            };
            let method = Method::from_bytes(method.as_bytes())
                .map_err(|_| Failure::invalid(format!("`{}` is no HTTP method", method.escape_debug())))?;
            let endpoint = target.endpoint();
            let base = base_of(&client, endpoint.servers)?;
            let (body, media_type) = body.plan(endpoint)?;
            let headers = all_headers(&client, headers, endpoint.accept, media_type)?;
            let settings = &client.inner().settings;
            let repeatable = options.repeatable.or(endpoint.idempotent).unwrap_or(
                matches!(method, Method::GET | Method::HEAD | Method::OPTIONS)
                    || settings.repeat_put_and_delete && matches!(method, Method::PUT | Method::DELETE),
            );
            let security = endpoint.security.unwrap_or(client.inner().api.security);
            Ok((method, base, path, full_query(endpoint.query, query), headers, body, security, repeatable))
        })();
        let (method, base, path, query, headers, body, security, repeatable) =
            made.map_err(|failure: Failure| failure.of(&operation))?;
        let can_repeat_body = body.can_repeat();
        let prepared = Self {
            client,
            operation,
            method,
            base,
            path,
            query,
            headers,
            cookies,
            can_repeat_body,
            security,
            options,
            repeatable,
        };
        Ok((prepared, body))
    }
}

/// Where the operation lives. A base that the user chose is chosen for all operations: proxies and tests rely on it.
fn base_of(client: &Client, servers: &[&str]) -> Result<BaseUrl, Failure> {
    let inner = client.inner();
    match servers.first() {
        Some(server) if !inner.base_is_chosen => inner.base.join(server),
        _ => Ok(inner.base.clone()),
    }
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

/// The client's headers, under the call's own.
fn all_headers(
    client: &Client,
    own: HeaderMap,
    accept: &'static str,
    media_type: Option<Cow<'static, str>>,
) -> Result<HeaderMap, Failure> {
    let mut headers = client.inner().headers.clone();
    if !headers.contains_key(ACCEPT) {
        let accept = if is_plain(accept) { accept } else { "*/*" };
        headers.insert(ACCEPT, HeaderValue::from_static(accept));
    }
    if let Some(media_type) = media_type {
        let value = match media_type {
            Cow::Borrowed(text) if is_plain(text) => HeaderValue::from_static(text),
            text => HeaderValue::from_str(&text)
                .map_err(|_| Failure::invalid("the media type of the body cannot be a header"))?,
        };
        headers.insert(CONTENT_TYPE, value);
    }
    for (name, value) in own {
        if let Some(name) = name {
            headers.insert(name, value);
        }
    }
    Ok(headers)
}

/// Whether a static text is good for a header as it is: nothing is copied then.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| (0x20..0x7f).contains(&byte))
}
