//! One attempt of a call: send, follow what may be followed, read.

use std::future::Future;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use url::Url;

use super::{mode::CallMode, retry};
#[cfg(feature = "stream")]
use crate::response::opened;
use crate::{
    auth,
    error::{ApiError, Failure, Redact},
    request::{Elsewhere, Plan, Prepared, same_origin, shown},
    response::{Reply, ReplyBody, read_capped, read_start},
    transport::{Body, TransportRequest, TransportResponse},
};

/// Redirects within an origin are followed this often.
const MOST_REDIRECTS: usize = 5;

/// Sends once. What goes out is counted in `attempts`, at the moment in which it does.
///
/// What is rare (redirects, refusals) is boxed, so that every other call does without the room for it.
pub(crate) async fn send(
    prepared: &Prepared,
    plan: &mut Plan,
    credentials: &auth::Credentials<'_>,
    mode: &CallMode,
    redact: &Redact,
    attempts: &mut u32,
) -> Result<Reply, Failure> {
    let inner = prepared.client.inner();
    let body = plan.body().await?;
    let request = request_of(prepared, credentials, body)?;
    let place = match &inner.places {
        Some(places) => places.take().await,
        None => None,
    };
    *attempts += 1;
    let mut response = if inner.settings.same_origin_redirects {
        Box::pin(follow(prepared, plan, request, redact)).await?
    } else {
        inner.transport.send(request).await.map_err(|error| Failure::transport(error, redact))?
    };
    response.body.hold(place);
    if !(mode.is_value)(response.status) {
        return Err(Box::pin(refused(prepared, response, redact)).await);
    }
    if mode.streams {
        #[cfg(feature = "stream")]
        let response = if mode.expected.is_unlike(&response.headers) {
            let limit = inner.settings.max_error_body;
            Box::pin(opened(mode.expected, response, limit, prepared, redact)).await?
        } else {
            response
        };
        let TransportResponse { status, headers, body } = response;
        return Ok(reply_of(prepared, redact, status, headers, ReplyBody::Arriving(body)));
    }
    // Boxed, because most of a call is waiting for a response: the room for reading it is made when it is there.
    Box::pin(read_whole(prepared, redact, response)).await
}

/// Reads the body of a response to its end.
fn read_whole(
    prepared: &Prepared,
    redact: &Redact,
    response: TransportResponse,
) -> impl Future<Output = Result<Reply, Failure>> {
    let settings = &prepared.client.inner().settings;
    let TransportResponse { status, headers, mut body } = response;
    async move {
        match read_capped(&mut body, settings.max_body, prepared.idle_timeout()).await {
            Ok(bytes) => Ok(reply_of(prepared, redact, status, headers, ReplyBody::Whole(bytes))),
            Err(failure) => {
                let answer = ApiError::new(status, headers, Bytes::new(), true, redact);
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
        repeatable: prepared.repeatable,
        redact: redact.clone(),
        idle_timeout: prepared.idle_timeout(),
        max_item: settings.max_body,
        reading: prepared.reading,
        errors: prepared.errors,
        attempts: 0,
    }
}

/// The request of an attempt, with its credentials. What is borrowed between two awaits keeps its room in a future, so
/// none of it is there.
fn request_of(
    prepared: &Prepared,
    credentials: &auth::Credentials<'_>,
    body: Body,
) -> Result<TransportRequest, Failure> {
    let client = &prepared.client;
    let (mut headers, mut query, mut cookies) =
        (prepared.headers.all(client), prepared.query.clone(), prepared.cookies.clone());
    let mut target = auth::Target { headers: &mut headers, query: &mut query, cookies: &mut cookies };
    auth::apply(client, credentials, &mut target)?;
    let url = prepared.base.url(&prepared.path, &query)?;
    if !cookies.is_empty() {
        // One header holds all cookies, those of the caller's own header first.
        let mut all =
            headers.get(header::COOKIE).map_or_else(Vec::new, |own| [own.as_bytes(), b"; "].concat());
        all.extend_from_slice(cookies.as_bytes());
        let mut value = HeaderValue::from_bytes(&all)
            .map_err(|_| Failure::invalid("a cookie contains a character that is not allowed"))?;
        value.set_sensitive(true);
        headers.insert(header::COOKIE, value);
    }
    Ok(TransportRequest::new(prepared.method.clone(), url, headers, body))
}

/// Sends, and follows redirects that stay at the origin.
async fn follow(
    prepared: &Prepared,
    plan: &mut Plan,
    mut request: TransportRequest,
    redact: &Redact,
) -> Result<TransportResponse, Failure> {
    let transport = prepared.client.inner().transport.clone();
    let mut followed = 0;
    loop {
        let (method, url, mut headers) =
            (request.method.clone(), request.url.clone(), request.headers.clone());
        let response = transport.send(request).await.map_err(|error| {
            let failure = Failure::transport(error, redact);
            // Only the first hop can say that the server knows nothing of the call.
            if followed == 0 { failure } else { failure.sent() }
        })?;
        let Some(location) = location_of(&response) else { return Ok(response) };
        let (next, then) = match target(prepared, plan, &response, &method, &url, &location, followed) {
            Ok(target) => target,
            Err(why) => return Err(elsewhere(prepared, redact, response, &location, &why).await),
        };
        followed += 1;
        let body = match then {
            Then::Get => Body::empty(),
            Then::Same => match plan.body().await {
                Ok(body) => body,
                Err(failure) => {
                    let why = "the request body can be read only once";
                    let made = elsewhere(prepared, redact, response, &location, why).await;
                    return Err(made.because(failure.into()));
                }
            },
        };
        let method = match then {
            Then::Get => {
                headers.remove(header::CONTENT_TYPE);
                Method::GET
            }
            Then::Same => method,
        };
        request = TransportRequest::new(method, next, headers, body);
    }
}

/// What a redirect makes of a request.
#[derive(Clone, Copy)]
enum Then {
    /// A GET without a body.
    Get,
    /// The same once more.
    Same,
}

/// Where a redirect leads to and what is sent there, or why it is not followed.
fn target(
    prepared: &Prepared,
    plan: &Plan,
    response: &TransportResponse,
    method: &Method,
    url: &Url,
    location: &str,
    followed: usize,
) -> Result<(Url, Then), String> {
    let mut next =
        same_origin(url, location).map_err(|elsewhere| elsewhere.words("the target of this redirect"))?;
    if followed == MOST_REDIRECTS {
        return Err("too many redirects".to_owned());
    }
    let status = response.status;
    let then = if status == StatusCode::SEE_OTHER && *method != Method::HEAD {
        Then::Get
    } else if keeps_what_is_sent(status, method) && plan.can_repeat() {
        Then::Same
    } else {
        return Err("this redirect would change what is sent".to_owned());
    };
    // The server names a place, and a key that goes into the query is not part of it.
    if let Ok(chosen) = chosen(prepared) {
        auth::renew_query(&prepared.client, chosen, &mut next);
    }
    Ok((next, then))
}

/// Whether what is sent to the target of a redirect is what was sent before.
fn keeps_what_is_sent(status: StatusCode, method: &Method) -> bool {
    matches!(status, StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT)
        || matches!(*method, Method::GET | Method::HEAD)
}

fn location_of(response: &TransportResponse) -> Option<String> {
    let is_redirect = matches!(response.status.as_u16(), 301 | 302 | 303 | 307 | 308);
    let location = response.headers.get(header::LOCATION).filter(|_| is_redirect)?;
    Some(String::from_utf8_lossy(location.as_bytes()).into_owned())
}

/// A redirect as an error. It shows where to, without the query, which can hold what only the target may know.
async fn elsewhere(
    prepared: &Prepared,
    redact: &Redact,
    response: TransportResponse,
    location: &str,
    why: &str,
) -> Failure {
    Failure::redirect(
        error_answer(prepared, response, redact).await,
        format!("{why}: the server points to `{}`", shown(&redact.text(location.to_owned()))),
    )
}

/// A response that is not a value.
async fn refused(prepared: &Prepared, response: TransportResponse, redact: &Redact) -> Failure {
    if let Some(location) = location_of(&response) {
        let why = unfollowed(prepared, response.status, &location);
        return elsewhere(prepared, redact, response, &location, why).await;
    }
    let retry_after = retry::retry_after(&response.headers);
    Failure::answered(error_answer(prepared, response, redact).await, retry_after, redact)
}

/// Why a redirect is an error in a client that follows none, with the setting that the caller may have missed.
fn unfollowed(prepared: &Prepared, status: StatusCode, location: &str) -> &'static str {
    let from_here = prepared.base.url(&prepared.path, &prepared.query).map(|url| same_origin(&url, location));
    match from_here {
        Ok(Ok(_)) if keeps_what_is_sent(status, &prepared.method) || status == StatusCode::SEE_OTHER => {
            "redirects are followed only with `same_origin_redirects(true)` on the client's builder"
        }
        Ok(Err(Elsewhere::OtherOrigin)) => {
            "redirects to another origin are not followed; `base_url` on the client's builder says where the API is"
        }
        _ => "redirects are not followed",
    }
}

/// The response of an error, with the beginning of its body. A body that breaks off takes nothing from the status.
async fn error_answer(prepared: &Prepared, response: TransportResponse, redact: &Redact) -> ApiError {
    let TransportResponse { status, headers, body } = response;
    let limit = prepared.client.inner().settings.max_error_body;
    let (body, truncated) = read_start(body, limit, prepared.idle_timeout()).await;
    ApiError::new(status, headers, body, truncated, redact)
}

/// The credentials that the call needs.
pub(super) fn chosen(prepared: &Prepared) -> Result<&[usize], Failure> {
    let is_set = |name| prepared.headers.contains(&prepared.client, name);
    auth::choose(&prepared.client, prepared.need, is_set)
}
