//! The value of a server's variable never moves a call to another host.

use runtime::{Api, Client, Credential, ErrorKind, Script, ScriptedReply, Server, ServerVariable};

use crate::choices::Choices;
use crate::finished::finished;

static NAMES: &[ServerVariable] = &[ServerVariable::new("a", "x", &[]), ServerVariable::new("b", "y", &[])];
static PORTS: &[ServerVariable] = &[ServerVariable::new("a", "x", &[]), ServerVariable::new("b", "81", &[])];
static API: Api = Api::new("Servers", "servers/1.0")
    .credentials(&[Credential::header_key("x-key", "key", &[])])
    .security(&[&[0]])
    .servers(&[
        Server::new("https://{a}.example.com:81/{b}/end").variables(NAMES),
        Server::new("https://{a}-{b}.example.com/end").variables(NAMES),
        Server::new("https://api.{b}:81/{a}").variables(NAMES),
        Server::new("https://{a}:{b}/end").variables(PORTS),
        Server::new("https://{a}/v/.{b}").variables(NAMES),
        Server::new("{a}/v/{b}").variables(NAMES),
    ]);

/// A request goes to the authority of its template with labels, a host or a port filled in, below the path of the
/// template, or no client is built and the error names the variable.
///
/// # Panics
///
/// When another authority or path is called, or the error is another one.
pub fn check_server_variables(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let index = choices.below(API.servers.len());
    let (is_likely, length) = (choices.once_in(2), choices.below(64));
    let first = text_of(choices.take(length), is_likely);
    let second = text_of(choices.rest(), is_likely);
    let values = format!("{first:?} {second:?}");
    let script = Script::new().otherwise(ScriptedReply::status(204));
    let builder = Client::builder(&API).key(0, "key-0123456789").transport(script.clone()).server(index);
    let client = match builder.server_variable("a", &first).server_variable("b", &second).build() {
        Ok(client) => client,
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Build, "{values}: {error}");
            let names = error.message().contains("`a`") || error.message().contains("`b`");
            assert!(names, "{values}: {error}");
            return;
        }
    };
    let _ = finished(client.request("GET", "/call").send());
    let Some(sent) = script.last_request() else { panic!("{values}: nothing was sent") };
    let template = API.servers[index].url;
    if template.starts_with("{a}") {
        // The value is the whole base URL.
        let right = sent.url.join(&first).expect("a whole URL").origin();
        assert_eq!(sent.url.origin(), right, "{values}");
        return;
    }
    let filled = |template: &str| template.replace("{a}", &first).replace("{b}", &second);
    let (authority, path) = template["https://".len()..].split_once('/').expect("a path");
    let right = filled(authority).to_ascii_lowercase();
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:[]".contains(&byte);
    assert!(right.bytes().all(fits), "{values}: {right:?}");
    let bracket = right.rfind(']').unwrap_or_default();
    let (host, port) = match right[bracket..].split_once(':') {
        Some((_, port)) => (&right[..right.len() - port.len() - 1], port),
        None => (&*right, "443"),
    };
    let called = sent.url.host_str().expect("a host");
    let is_address = address(host).is_some() && address(called) == address(host);
    assert!(called == host || is_address, "{values}: {}", sent.url);
    assert_eq!(sent.url.port_or_known_default(), port.parse().ok(), "{values}: {}", sent.url);
    let segments = |path: &str| path.split('/').count();
    assert_eq!(segments(sent.url.path()), segments(&filled(path)) + 2, "{values}: {}", sent.url);
}

/// A value: any text, or one of letters that URLs are made of.
fn text_of(bytes: &[u8], is_likely: bool) -> String {
    const LETTERS: &[u8] = b"abc019..--:/@?#%[]\\_2e";
    if !is_likely {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let mut text = String::new();
    for byte in bytes {
        match usize::from(*byte) {
            250.. => text.push_str("https://"),
            at => text.push(char::from(LETTERS[at % LETTERS.len()])),
        }
    }
    text
}

/// The address that a host in brackets is.
fn address(host: &str) -> Option<std::net::Ipv6Addr> {
    host.strip_prefix('[')?.strip_suffix(']')?.parse().ok()
}
