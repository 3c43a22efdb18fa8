//! One attempt of a call: send, follow what may be followed, read.

use std::{future::Future, pin::pin, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};

use super::{Manner, retry};
use crate::{
    client::Settings,
    error::{ApiError, Failure, Redact},
    platform,
    request::{Plan, Prepared, same_origin, shown},
    response::{Reply, ReplyBody, read_capped, read_start},
    transport::{Body, TransportRequest, TransportResponse},
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
    outgoing: Box<Outgoing>,
    manner: &Manner,
    redact: &Redact,
) -> Result<Reply, Failure> {
    let limit = prepared.options.timeout.or(prepared.client.inner().settings.timeout);
    let attempt = pin!(attempt(prepared, plan, outgoing, manner, redact));
    platform::timeout(limit, attempt).await.unwrap_or_else(|| {
        let what = if manner.streams { "the beginning of the answer" } else { "the call" };
        Err(Failure::timeout(what, limit.unwrap_or(Duration::ZERO)))
    })
}

/// What is rare (redirects, refusals) is boxed, so that every other call does without the room for it.
async fn attempt(
    prepared: &Prepared,
    plan: &mut Plan,
    outgoing: Box<Outgoing>,
    manner: &Manner,
    redact: &Redact,
) -> Result<Reply, Failure> {
    let inner = prepared.client.inner();
    let settings = &inner.settings;
    let body = plan.body().await?;
    let request = request_of(prepared, *outgoing, body)?;
    let response = if settings.same_origin_redirects {
        Box::pin(follow(prepared, plan, settings, request, redact)).await?
    } else {
        inner.transport.send(request).await.map_err(|error| Failure::transport(error, redact))?
    };
    if !(manner.is_value)(response.status) {
        return Err(Box::pin(refused(settings, response, redact)).await);
    }
    if manner.streams {
        let TransportResponse { status, headers, body } = response;
        return Ok(reply_of(prepared, redact, status, headers, ReplyBody::Arriving(body)));
    }
    // Boxed, because most of a call is waiting for an answer: the room for reading it is made when it is there.
    Box::pin(read_whole(prepared, redact, response)).await
}

/// Reads the body of an answer to its end.
fn read_whole(
    prepared: &Prepared,
    redact: &Redact,
    response: TransportResponse,
) -> impl Future<Output = Result<Reply, Failure>> {
    let settings = &prepared.client.inner().settings;
    let TransportResponse { status, headers, mut body } = response;
    async move {
        match read_capped(&mut body, settings.max_body, idle_timeout(prepared)).await {
            Ok(bytes) => Ok(reply_of(prepared, redact, status, headers, ReplyBody::Whole(bytes))),
            Err(failure) => {
                let answer = ApiError { status, headers, body: Bytes::new(), truncated: true };
                Err(failure.into_failure(answer, settings.max_body, redact))
            }
        }
    }
}

fn reply_of(
    prepared: &Prepared,
    redact: &Redact,
    status: StatusCode,
    headers: HeaderMap,
    body: ReplyBody,
) -> Reply {
    let settings = &prepared.client.inner().settings;
    Reply {
        status,
        headers,
        body,
        operation: prepared.operation.clone(),
        redact: redact.clone(),
        idle_timeout: idle_timeout(prepared),
        max_item: settings.max_body,
        max_error_body: settings.max_error_body,
        attempts: 0,
    }
}

/// How long an answer may pause.
fn idle_timeout(prepared: &Prepared) -> Option<Duration> {
    prepared.options.idle_timeout.or(prepared.client.inner().settings.idle_timeout)
}

/// The request of an attempt. What is borrowed between two awaits keeps its room in a future, so none of it is there.
fn request_of(prepared: &Prepared, outgoing: Outgoing, body: Body) -> Result<TransportRequest, Failure> {
    let Outgoing { mut headers, query, cookies } = outgoing;
    let url = prepared.base.url(&prepared.path, &query)?;
    if !cookies.is_empty() {
        // One header holds all cookies, those of the caller's own header first.
        let mut all =
            headers.get(header::COOKIE).map_or_else(Vec::new, |own| [own.as_bytes(), b"; "].concat());
        all.extend_from_slice(cookies.as_bytes());
        let mut value = HeaderValue::from_bytes(&all)
            .map_err(|_| Failure::invalid("a cookie holds a character that it cannot"))?;
        value.set_sensitive(true);
        headers.insert(header::COOKIE, value);
    }
    let mut request = TransportRequest::new(prepared.method.clone(), url, headers, body);
    request.blocking = prepared.options.blocking;
    Ok(request)
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
    Failure::redirect(
        error_answer(settings, response).await,
        redact.text(format!("{why}: the server points to `{}`", shown(location))),
    )
}

/// An answer that is no value.
async fn refused(settings: &Settings, response: TransportResponse, redact: &Redact) -> Failure {
    if let Some(location) = location_of(&response) {
        return elsewhere(settings, redact, response, &location, "redirects are not followed").await;
    }
    let retry_after = retry::retry_after(&response.headers);
    Failure::answered(error_answer(settings, response).await, retry_after, redact)
}

/// The answer of an error, with the beginning of its body. A body that breaks off takes nothing from the status.
async fn error_answer(settings: &Settings, response: TransportResponse) -> ApiError {
    let TransportResponse { status, headers, body } = response;
    let (body, truncated) = read_start(body, settings.max_error_body, settings.idle_timeout).await;
    ApiError { status, headers, body, truncated }
}
