//! One attempt of a call: send, follow what may be followed, read.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use url::Url;

use super::{Manner, retry};
use crate::{
    client::Settings,
    error::{ApiError, Failure, Redact},
    platform,
    request::{Plan, Prepared},
    response::{Reply, ReplyBody, read_capped, read_start},
    transport::{TransportRequest, TransportResponse},
};

/// Redirects within an origin are followed this often.
const MOST_REDIRECTS: usize = 5;

/// What an attempt adds to the prepared request.
pub(crate) struct Outgoing {
    pub(crate) headers: HeaderMap,
    pub(crate) query: String,
    pub(crate) cookies: String,
}

/// Sends once, within the limit of time.
pub(crate) async fn send(
    prepared: &Prepared,
    plan: &mut Plan,
    outgoing: Outgoing,
    manner: Manner,
    redact: Redact,
) -> Result<Reply, Failure> {
    let settings = &prepared.client.inner().settings;
    let limit = prepared.options.timeout.or(settings.timeout);
    let what = if manner.streams { "the beginning of the answer" } else { "the call" };
    let attempt = attempt(prepared, plan, settings, outgoing, manner, redact);
    match platform::timeout(limit, attempt).await {
        Some(result) => result,
        None => Err(Failure::timeout(what, limit.unwrap_or(Duration::ZERO))),
    }
}

async fn attempt(
    prepared: &Prepared,
    plan: &mut Plan,
    settings: &Settings,
    outgoing: Outgoing,
    manner: Manner,
    redact: Redact,
) -> Result<Reply, Failure> {
    let url = url_of(prepared, &outgoing.query)?;
    let mut headers = outgoing.headers;
    if !outgoing.cookies.is_empty() {
        let mut value = HeaderValue::from_str(&outgoing.cookies)
            .map_err(|_| Failure::invalid("a cookie holds a character that it cannot"))?;
        value.set_sensitive(true);
        headers.insert(header::COOKIE, value);
    }
    let body = plan.body().await?;
    let mut request = TransportRequest::new(prepared.method.clone(), url, headers, body);
    request.blocking = prepared.options.blocking;
    let transport = prepared.client.inner().transport.clone();
    let response = if settings.same_origin_redirects {
        follow(prepared, plan, settings, request, &redact).await?
    } else {
        transport.send(request).await.map_err(|error| Failure::transport(error, &redact))?
    };
    answer(prepared, settings, response, manner, redact).await
}

/// The URL, checked once more: a parser that read it otherwise than it was written would send the call elsewhere.
fn url_of(prepared: &Prepared, query: &str) -> Result<Url, Failure> {
    let base = prepared.base.as_str();
    let mut text = String::with_capacity(base.len() + prepared.path.len() + query.len() + 1);
    text.push_str(base);
    text.push_str(&prepared.path);
    let segments = text.bytes().filter(|byte| *byte == b'/').count();
    if !query.is_empty() {
        text.push('?');
        text.push_str(query);
    }
    let url = Url::parse(&text).map_err(|error| Failure::invalid(format!("the URL cannot be: {error}")))?;
    let read = url[..url::Position::AfterPath].bytes().filter(|byte| *byte == b'/').count();
    if read != segments {
        return Err(Failure::invalid("the path means another one to URL parsers"));
    }
    Ok(url)
}

/// Sends, and follows redirects that stay at the origin.
async fn follow(
    prepared: &Prepared,
    plan: &mut Plan,
    settings: &Settings,
    mut request: TransportRequest,
    redact: &Redact,
) -> Result<TransportResponse, Failure> {
    let transport = prepared.client.inner().transport.clone();
    let mut followed = 0;
    loop {
        let (method, url, headers, blocking) =
            (request.method.clone(), request.url.clone(), request.headers.clone(), request.blocking);
        let response = transport.send(request).await.map_err(|error| Failure::transport(error, redact))?;
        let Some(location) = location_of(&response) else { return Ok(response) };
        let is_read = matches!(method, Method::GET | Method::HEAD);
        let status = response.status;
        let as_get = status == StatusCode::SEE_OTHER && method != Method::HEAD;
        let as_it_is =
            matches!(status, StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT) || is_read;
        let Some(next) = same_origin(&url, &location) else {
            let why = "redirects to another origin are not followed";
            return Err(elsewhere(settings, redact, response, &location, why).await);
        };
        if followed == MOST_REDIRECTS {
            return Err(elsewhere(settings, redact, response, &location, "the redirects do not end").await);
        }
        followed += 1;
        if !(as_get || as_it_is && plan.can_repeat()) {
            return Err(elsewhere(
                settings,
                redact,
                response,
                &location,
                "this redirect would change what is sent",
            )
            .await);
        }
        let body = if as_get { crate::Body::empty() } else { plan.body().await? };
        let method = if as_get { Method::GET } else { method };
        request = TransportRequest::new(method, next, headers, body);
        request.blocking = blocking;
        if as_get {
            request.headers.remove(header::CONTENT_TYPE);
        }
    }
}

/// Where a redirect leads, if that is at the same scheme, host and port.
fn same_origin(url: &Url, location: &str) -> Option<Url> {
    let next = url.join(location).ok()?;
    let is_same = next.origin() == url.origin() && next.username().is_empty() && next.password().is_none();
    is_same.then_some(next)
}

fn location_of(response: &TransportResponse) -> Option<String> {
    let is_redirect = matches!(response.status.as_u16(), 301 | 302 | 303 | 307 | 308);
    let location = response.headers.get(header::LOCATION).filter(|_| is_redirect)?;
    Some(String::from_utf8_lossy(location.as_bytes()).into_owned())
}

/// A redirect as an error. It shows where to, without the query, which can hold what only the target may know.
async fn elsewhere(
    settings: &Settings,
    redact: &Redact,
    response: TransportResponse,
    location: &str,
    why: &str,
) -> Failure {
    let shown: String = location
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .chars()
        .filter(|character| !character.is_control())
        .take(200)
        .collect();
    // A user name and a password can stand before the host.
    let shown = match shown.split_once("://") {
        Some((scheme, rest)) => {
            let (authority, path) =
                rest.split_once('/').map_or((rest, ""), |(authority, path)| (authority, path));
            format!("{scheme}://{}/{path}", authority.rsplit('@').next().unwrap_or_default())
        }
        None => shown,
    };
    Failure::redirect(
        error_answer(settings, response).await,
        redact.text(format!("{why}: the server points to `{shown}`")),
    )
}

/// What the head of an answer means.
async fn answer(
    prepared: &Prepared,
    settings: &Settings,
    response: TransportResponse,
    manner: Manner,
    redact: Redact,
) -> Result<Reply, Failure> {
    let status = response.status;
    if !(manner.is_value)(status) {
        if let Some(location) = location_of(&response) {
            return Err(elsewhere(settings, &redact, response, &location, "redirects are not followed").await);
        }
        let retry_after = retry::retry_after(&response.headers);
        return Err(Failure::answered(error_answer(settings, response).await, retry_after, &redact));
    }
    let TransportResponse { status, headers, body } = response;
    let idle = prepared.options.idle_timeout.or(settings.idle_timeout);
    let body = if manner.streams {
        ReplyBody::Arriving(body)
    } else {
        match read_capped(body, settings.max_body, idle).await {
            Ok(bytes) => ReplyBody::Whole(bytes),
            Err(failure) => {
                let answer = ApiError { status, headers, body: Bytes::new(), truncated: true };
                return Err(failure.into_failure(answer, settings.max_body, &redact));
            }
        }
    };
    Ok(Reply {
        status,
        headers,
        body,
        operation: prepared.operation.clone(),
        redact,
        idle_timeout: idle,
        max_item: settings.max_body,
        max_error_body: settings.max_error_body,
        attempts: 0,
    })
}

/// The answer of an error, with the beginning of its body. A body that breaks off takes nothing from the status.
async fn error_answer(settings: &Settings, response: TransportResponse) -> ApiError {
    let TransportResponse { status, headers, body } = response;
    let (body, truncated) = read_start(body, settings.max_error_body, settings.idle_timeout).await;
    ApiError { status, headers, body, truncated }
}
