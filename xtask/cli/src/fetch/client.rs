//! Asking a server, within limits.
//!
//! In: a URL, what is known of its document, and what is accepted. Out: what came of it.
//! Must never know: what the document is for.

use std::time::Duration;

use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, LOCATION,
    USER_AGENT,
};
use reqwest::{Response, StatusCode};
use url::Url;

use super::{Answer, MOST_REDIRECTS, Rules, Stamp, address, response, without_fragment};
use crate::failure::Failure;
use crate::{interrupt, terminal};

/// The formats of descriptions, the plainest first; documentation sites answer with their Markdown.
const FORMATS: &str =
    "application/yaml, application/json, text/yaml, text/markdown;q=0.9, text/plain;q=0.8, */*;q=0.1";

/// How often it is asked whether Ctrl-C came.
const PATIENCE: Duration = Duration::from_millis(20);

/// Asks for a document.
pub(crate) fn fetch(url: &str, known: &Stamp, rules: &Rules) -> Result<Answer, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::network(format!("the network cannot be used: {error}")))?;
    let asked = runtime.block_on(async {
        tokio::select! {
            answer = tokio::time::timeout(rules.time, ask(url, known, rules)) => {
                answer.unwrap_or_else(|_| Err(Failure::network(format!(
                    "{url} did not answer in full within {} seconds; try again later, or give it more time with --time",
                    rules.time.as_secs()
                ))))
            }
            () = interrupted() => Err(Failure::Interrupted),
        }
    });
    // Whoever looks a name up cannot be stopped, and must not be waited for.
    runtime.shutdown_background();
    asked
}

async fn interrupted() {
    while !interrupt::is_asked() {
        tokio::time::sleep(PATIENCE).await;
    }
}

/// Asks, and follows redirects by the rules.
async fn ask(text: &str, known: &Stamp, rules: &Rules) -> Result<Answer, Failure> {
    let first = address::parse(without_fragment(text))?;
    let mut url = first.clone();
    let mut seen = vec![first.clone()];
    loop {
        let answer = send(&url, known, rules).await?;
        let Some(next) = redirect(&url, &answer)? else {
            return response::read(&url, answer, known, rules).await;
        };
        terminal::note(&format!("{url} redirects to {next}"));
        refuse_elsewhere(&first, &next, rules)?;
        if seen.contains(&next) || seen.len() > MOST_REDIRECTS {
            return Err(Failure::refused(format!(
                "{first} redirects in a circle or more than {MOST_REDIRECTS} times; import the URL of the document itself"
            )));
        }
        seen.push(next.clone());
        url = next;
    }
}

async fn send(url: &Url, known: &Stamp, rules: &Rules) -> Result<Response, Failure> {
    let addresses = address::look_up(url, rules).await?;
    let failed = |error: &dyn std::error::Error| {
        Failure::network(format!("{url} cannot be fetched: {}", response::cause(error)))
    };
    let mut builder = runtime::http_client_builder().map_err(|error| failed(&error))?;
    // A proxy would look the host up once more, and ask whatever address it finds.
    builder = builder.no_proxy();
    if let Some(host) = url.domain() {
        builder = builder.resolve_to_addrs(host, &addresses);
    }
    let client = builder.build().map_err(|error| failed(&error))?;
    client.get(url.clone()).headers(headers(known)?).send().await.map_err(|error| failed(&error))
}

fn headers(known: &Stamp) -> Result<HeaderMap, Failure> {
    let mut headers = HeaderMap::new();
    let mut add = |name: HeaderName, text: &str| -> Result<(), Failure> {
        let value = HeaderValue::from_str(text).map_err(|_| {
            Failure::usage(format!("`{}` cannot be sent as the value of {name}", text.escape_debug()))
        })?;
        headers.insert(name, value);
        Ok(())
    };
    add(USER_AGENT, concat!("callwright/", env!("CARGO_PKG_VERSION")))?;
    add(ACCEPT, FORMATS)?;
    // What is compressed is small, and what becomes of it may be anything.
    add(ACCEPT_ENCODING, "identity")?;
    if let Some(etag) = &known.etag {
        add(IF_NONE_MATCH, etag)?;
    }
    if let Some(date) = &known.last_modified {
        add(IF_MODIFIED_SINCE, date)?;
    }
    Ok(headers)
}

/// Where an answer sends on to.
fn redirect(url: &Url, answer: &Response) -> Result<Option<Url>, Failure> {
    let sends_on = [
        StatusCode::MOVED_PERMANENTLY,
        StatusCode::FOUND,
        StatusCode::SEE_OTHER,
        StatusCode::TEMPORARY_REDIRECT,
        StatusCode::PERMANENT_REDIRECT,
    ];
    if !sends_on.contains(&answer.status()) {
        return Ok(None);
    }
    let location = answer.headers().get(LOCATION).and_then(|value| value.to_str().ok());
    let next = location.and_then(|location| url.join(location).ok()).ok_or_else(|| {
        Failure::network(format!("{url} redirects with {} and does not say where to", answer.status()))
    })?;
    address::parse(without_fragment(next.as_str())).map(Some)
}

/// Refuses a redirect to a host that nobody named, and one that leaves TLS.
fn refuse_elsewhere(first: &Url, next: &Url, rules: &Rules) -> Result<(), Failure> {
    let place = |url: &Url| (url.host_str().unwrap_or_default().to_owned(), url.port_or_known_default());
    if first.scheme() == "https" && next.scheme() != "https" {
        return Err(Failure::refused(format!(
            "{first} redirects to {next}, which is not https; nothing was fetched"
        )));
    }
    let host = next.host_str().unwrap_or_default();
    let is_named = rules.hosts.iter().any(|named| named.eq_ignore_ascii_case(host));
    if place(first) == place(next) || is_named {
        return Ok(());
    }
    Err(Failure::refused(format!(
        "{first} redirects to another host, {}, and is not followed there; import that URL, or allow it with `--redirect-host \
         {host}`",
        &next[..url::Position::BeforePath]
    )))
}
