//! The calls of the programs: what they send, and whether a server that follows a description takes it and is understood.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};

use codegen::diag::Diagnostics;
use codegen::load::{Files, Node};
use codegen::{Input, Options};
use mock_server::Mock;
use runtime::Bytes;
use serde_json::Value;
use wiremock::{MockServer, Request, ResponseTemplate, matchers};

use super::crates::TIMES;
use crate::pairs::{Pair, source};

/// Pets that the new description allows and the old one does not, by the rules that are about them. What a server makes up
/// is friendlier: it leaves nothing out and is never null.
const ANSWERS: [(&str, &str); 5] = [
    ("member-became-optional", "{}"),
    ("member-became-nullable", r#"{"a": null}"#),
    ("type-widened", r#"{"id": "1", "extra": 0.5}"#),
    ("null-allowed", r#"{"id": "1", "extra": [null]}"#),
    ("tuple-changed", r#"{"id": "1", "extra": ["x"]}"#),
];

/// What one program did.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// Method, path, headers and body of each request.
    pub(super) requests: Vec<String>,
    /// What the server did not allow first, or else what the program could not read first.
    pub(super) problem: Option<String>,
    /// How often it came to an end.
    ended: usize,
}

/// What all of them did.
pub(super) struct All(BTreeMap<(String, String), Told>);

impl All {
    pub(super) fn get(&self, who: &str, name: &str) -> Told {
        let told = self.0.get(&(who.to_owned(), name.to_owned())).cloned().unwrap_or_default();
        assert_eq!(told.ended, TIMES, "{name} does not run as often as it should with the {who} client");
        told
    }
}

type Noted = Arc<Mutex<BTreeMap<(String, String), Told>>>;

/// The servers of each program, each of which gives other values.
type Servers = BTreeMap<(String, String), Arc<Vec<Mock>>>;

/// Runs the programs.
pub(super) fn run(pairs: &[Pair], program: &Path) -> All {
    let mut servers = Servers::new();
    for pair in pairs {
        let (old, new) = (Arc::new(mocks(&pair.old)), Arc::new(mocks(&with_answer(pair))));
        for (who, mocks) in [("old", old), ("new", Arc::clone(&new)), ("published", new)] {
            servers.insert((who.to_owned(), pair.name.clone()), mocks);
        }
    }
    let noted = Noted::default();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let server = runtime.block_on(async {
        let server = MockServer::start().await;
        let noted = Arc::clone(&noted);
        let respond = move |request: &Request| answer(&servers, &noted, request);
        wiremock::Mock::given(matchers::any()).respond_with(respond).mount(&server).await;
        server
    });
    let output = Command::new(program).arg(server.uri()).output().expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut all = std::mem::take(&mut *noted.lock().unwrap());
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let mut parts = line.splitn(3, '\t').map(str::to_owned);
        let (Some(who), Some(name), Some(problem)) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        let told = all.entry((who, name)).or_default();
        told.ended += 1;
        if !problem.is_empty() {
            told.problem.get_or_insert(problem);
        }
    }
    All(all)
}

/// The new description with an example of what is new.
fn with_answer(pair: &Pair) -> Value {
    let mut description = pair.new.clone();
    let at = "/paths/~1pets/get/responses/200/content/application~1json";
    let answer = ANSWERS.iter().find(|(rule, _)| *rule == pair.rule.id);
    if let (Some((_, pet)), Some(content)) = (answer, description.pointer_mut(at)) {
        content["example"] = Value::Array(vec![serde_json::from_str(pet).unwrap()]);
    }
    description
}

fn mocks(description: &Value) -> Vec<Mock> {
    let (sources, options) = ([source(description)], Options::default());
    let input = Input { sources: &sources, reader: &|_| None, options: &options };
    let described = codegen::describe(&input, &mut Files::default(), &mut Diagnostics::new());
    let root = described.map_or(Node::Null, |described| described.root);
    (0..TIMES as u64).map(|seed| Mock::new(root.clone(), seed)).collect()
}

/// The first two steps of the path say whose request it is.
fn answer(servers: &Servers, noted: &Noted, request: &Request) -> ResponseTemplate {
    let path = request.url.path().trim_start_matches('/');
    let mut steps = path.splitn(3, '/');
    let who = steps.next().unwrap_or_default().to_owned();
    let name = steps.next().unwrap_or_default().to_owned();
    let query = request.url.query().map(|query| format!("?{query}")).unwrap_or_default();
    let target = format!("/{}{query}", steps.next().unwrap_or_default());
    let key = (who, name);
    let Some(mocks) = servers.get(&key) else { return ResponseTemplate::new(500) };
    let mut inner = http::Request::new(Bytes::from(request.body.clone()));
    *inner.method_mut() = request.method.clone();
    *inner.uri_mut() = target.parse().unwrap();
    *inner.headers_mut() = request.headers.clone();
    let mut noted = noted.lock().unwrap();
    let told = noted.entry(key).or_default();
    let reply = mocks[told.requests.len() % mocks.len()].reply(&inner);
    told.requests.push(shown(&inner));
    if let Some(problem) = reply.problem {
        told.problem.get_or_insert(format!("{problem} {:?}", reply.violations));
    }
    let mut response = ResponseTemplate::new(reply.response.status().as_u16());
    for (name, value) in reply.response.headers() {
        response = response.append_header(name, value);
    }
    response.set_body_bytes(reply.response.into_body().to_vec())
}

/// A request as text, without what names the program and the server.
fn shown(request: &http::Request<Bytes>) -> String {
    let mut headers: Vec<String> = request
        .headers()
        .iter()
        .filter(|(name, _)| !["host", "user-agent"].contains(&name.as_str()))
        .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value.as_bytes())))
        .collect();
    headers.sort();
    let body = String::from_utf8_lossy(request.body());
    format!("{} {} {} {body}", request.method(), request.uri(), headers.join(", "))
}
