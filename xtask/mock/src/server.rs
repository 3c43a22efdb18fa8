//! The server: requests from a loopback socket to the description, and its answers back.
//!
//! In: a description that answers, and when to stop. Out: lines about what happened.
//! Must never know: what makes a request right.

mod crowd;

use std::convert::Infallible;
use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::pin;
use std::rc::Rc;
use std::time::Duration;

use bytes::Bytes;
use codegen::diag::{visible_line, visible_lines};
use http::header::{CONTENT_LENGTH, HeaderValue};
use http::{HeaderMap, Method, Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;

use crate::host;
use crate::mock::{Mock, Reply, refused};
use crate::problem::Problem;
use crowd::{Crowd, Place, Waiting};

/// Bodies of requests beyond this are refused.
const MOST_BODY: usize = 64 << 20;

/// How long a client may take to send its headers, and to send its body.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long requests that are being answered hold the end up.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// How to serve.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    /// The port on 127.0.0.1; 0 takes any that is free.
    pub port: u16,
    /// When to stop at the latest.
    pub stop_after: Option<Duration>,
    /// Whether to stop when standard input ends, as it does with the program that started this one.
    pub until_stdin_closes: bool,
    /// Whether the bodies of requests are reported too.
    pub bodies: bool,
}

/// What is reported while serving.
#[derive(Debug)]
pub enum Served {
    /// Requests are taken at this address from now on.
    Ready(SocketAddr),
    /// A request was answered: one line about it.
    Request(String),
    /// The body of a request, if that is wanted.
    Body(String),
}

/// Serves until it is told to stop.
///
/// ```no_run
/// # fn example(mock: callwright_mock::Mock) -> std::io::Result<()> {
/// use callwright_mock::{Served, Settings, serve};
///
/// let settings = Settings { port: 4010, ..Settings::default() };
/// serve(mock, settings, |served| match served {
///     Served::Ready(address) => println!("listening on http://{address}"),
///     Served::Request(line) | Served::Body(line) => println!("{line}"),
/// })
/// # }
/// ```
///
/// # Errors
///
/// If the port cannot be had.
pub fn serve(mock: Mock, settings: Settings, report: impl Fn(Served) + 'static) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let tasks = tokio::task::LocalSet::new();
    let service = Rc::new(Service { mock, bodies: settings.bodies, report: Box::new(report) });
    let result = tasks.block_on(&runtime, run(service, settings));
    // Whoever still waits for standard input is not waited for.
    runtime.shutdown_background();
    result
}

struct Service {
    mock: Mock,
    bodies: bool,
    report: Box<dyn Fn(Served)>,
}

async fn run(service: Rc<Service>, settings: Settings) -> std::io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, settings.port)).await?;
    (service.report)(Served::Ready(listener.local_addr()?));
    let connections = GracefulShutdown::new();
    let crowd = Rc::new(Crowd::default());
    let mut stop = pin!(stop(settings));
    loop {
        let accept = async {
            crowd.room().await;
            listener.accept().await
        };
        let accepted = tokio::select! {
            () = &mut stop => break,
            accepted = accept => accepted,
        };
        // A connection that is gone before it was accepted is its client's affair.
        let Ok((stream, peer)) = accepted else {
            tokio::time::sleep(Duration::from_millis(10)).await;
            continue;
        };
        let place = Rc::new(crowd.enter(peer.ip()));
        let (service, asking) = (Rc::clone(&service), Rc::clone(&place));
        let answering = service_fn(move |request| {
            let (service, place) = (Rc::clone(&service), Rc::clone(&asking));
            async move { Ok::<_, Infallible>(service.answer(request, &place).await) }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(PATIENCE)
            .serve_connection(TokioIo::new(stream), answering);
        let connection = connections.watch(connection);
        tokio::task::spawn_local(async move {
            // A client that goes away early has no one to tell.
            tokio::select! {
                ended = connection => drop(ended),
                () = place.asked_to_go() => {}
            }
        });
    }
    drop(tokio::time::timeout(LAST_WORDS, connections.shutdown()).await);
    Ok(())
}

/// Ends when one of the reasons to stop is there.
async fn stop(settings: Settings) {
    let time = async {
        match settings.stop_after {
            Some(time) => tokio::time::sleep(time).await,
            None => std::future::pending().await,
        }
    };
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = time => {}
        () = interrupted => {}
        () = stdin_closed(settings.until_stdin_closes) => {}
    }
}

/// Ends when standard input does.
fn stdin_closed(wanted: bool) -> impl Future<Output = ()> {
    let (closed, told) = tokio::sync::oneshot::channel::<()>();
    if wanted {
        // A thread of its own, as reading cannot be broken off.
        std::thread::spawn(move || {
            drop(std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink()));
            drop(closed);
        });
        return futures_util::future::Either::Left(async move { drop(told.await) });
    }
    futures_util::future::Either::Right(std::future::pending())
}

impl Service {
    async fn answer(&self, request: Request<Incoming>, place: &Place) -> Response<Full<Bytes>> {
        place.waits_for(Waiting::Body);
        let (parts, body) = request.into_parts();
        let (method, path) = (parts.method.clone(), parts.uri.path().to_owned());
        let read = match host::check(&parts.headers, &parts.uri) {
            Ok(()) => read(&parts.headers, body).await,
            Err(problem) => Err(problem),
        };
        let reply = match read {
            Ok(body) => {
                let request = Request::from_parts(parts, body);
                let reply = self.mock.reply(&request);
                (self.report)(Served::Request(line(&method, &path, &reply)));
                if self.bodies && !request.body().is_empty() {
                    (self.report)(Served::Body(
                        visible_lines(&String::from_utf8_lossy(request.body())).into_owned(),
                    ));
                }
                reply
            }
            Err(problem) => {
                let reply = refused(&problem, None);
                (self.report)(Served::Request(line(&method, &path, &reply)));
                reply
            }
        };
        place.waits_for(Waiting::Head);
        let mut response = reply.response;
        if method == Method::HEAD {
            let length = HeaderValue::from(response.body().len());
            response.headers_mut().insert(CONTENT_LENGTH, length);
            *response.body_mut() = Bytes::new();
        }
        response.map(Full::new)
    }
}

/// The body of a request, whole.
async fn read(headers: &HeaderMap, body: Incoming) -> Result<Bytes, Problem> {
    let too_large = || {
        let detail = format!("a request body may have at most {} MiB", MOST_BODY >> 20);
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, detail)
    };
    let announced = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > MOST_BODY as u64) {
        return Err(too_large());
    }
    match tokio::time::timeout(PATIENCE, Limited::new(body, MOST_BODY).collect()).await {
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(error)) if error.is::<http_body_util::LengthLimitError>() => Err(too_large()),
        Ok(Err(_)) => Err(Problem::new(StatusCode::BAD_REQUEST, "the request body ends too early")),
        Err(_) => Err(Problem::new(StatusCode::REQUEST_TIMEOUT, "the request body takes too long")),
    }
}

/// What happened, in one line. The query is left out, as it may hold a key.
fn line(method: &Method, path: &str, reply: &Reply) -> String {
    let operation = reply.operation.as_deref().unwrap_or("-");
    let status = reply.response.status().as_u16();
    let mut line = format!("{method} {path} {operation} {status}");
    if let Some(problem) = reply.problem.as_ref().filter(|_| reply.violations.is_empty()) {
        line.push(' ');
        line.push_str(problem);
    }
    for (position, violation) in reply.violations.iter().enumerate() {
        line.push_str(if position == 0 { " " } else { "; " });
        line.push_str(&violation.to_string());
    }
    visible_line(&line).into_owned()
}

#[cfg(test)]
mod tests;
