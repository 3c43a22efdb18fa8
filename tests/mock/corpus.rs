//! Whole descriptions of the corpus: every operation is served, and every answer conforms to its own schema.
//!
//! The requests are made up from the descriptions themselves.

use codegen::diag::Diagnostics;
use codegen::document::{Document, OperationSpec, ParameterPlace, SecurityKind, read_document};
use codegen::load::{Budgets, Files, Node, Source, load_source};
use codegen::schema::validate::is_valid;
use integration_tests::{MockProgram, project_root};
use mock_server::{Recipe, Side, sample};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

struct Api {
    root: Node,
    document: Document,
}

/// A request that was made up: its target, its headers, its body.
struct Made {
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Api {
    fn read(path: &str) -> Self {
        let text = std::fs::read(project_root().join(path)).expect("a file of the corpus");
        let sources = [Source::new(path.rsplit('/').next().expect("a name"), text)];
        let reader = |_: &str| None;
        let options = codegen::Options::default();
        let input = codegen::Input { sources: &sources, reader: &reader, options: &options };
        let mut diagnostics = Diagnostics::new();
        let description = codegen::describe(&input, &mut Files::default(), &mut diagnostics);
        let root = description.unwrap_or_else(|| panic!("{:?}", diagnostics.as_slice())).root;
        let document = read_document(&root, &mut Diagnostics::new());
        Self { root, document }
    }

    fn value(&self, schema: Option<&codegen::diag::Pointer>) -> Node {
        let recipe = Recipe { seed: 3, side: Side::Request, examples: true };
        schema.map_or_else(|| "text".into(), |schema| sample(&self.root, schema, recipe))
    }

    fn request(&self, operation: &OperationSpec) -> Made {
        let mut path = operation.path.split('#').next().unwrap_or_default().to_owned();
        let mut query = Vec::new();
        let mut headers = Vec::new();
        for parameter in operation.parameters.iter().filter(|parameter| parameter.required) {
            let value = self.value(parameter.schema.as_ref());
            let name = encoded(&parameter.name);
            match parameter.place {
                ParameterPlace::Path => {
                    path = path.replace(&format!("{{{}}}", parameter.name), &encoded(&joined(&value)));
                }
                ParameterPlace::Query if parameter.content.is_some() => {
                    query.push(format!("{name}={}", encoded(&text(&value))));
                }
                ParameterPlace::Query if parameter.style == "deepObject" => deep(&name, &value, &mut query),
                ParameterPlace::Query => match &value {
                    Node::List(items) if parameter.explode => {
                        query.extend(items.iter().map(|item| format!("{name}={}", encoded(&joined(item)))));
                    }
                    Node::Map(members) if parameter.explode => {
                        let pairs = members.iter();
                        query.extend(
                            pairs.map(|(key, item)| format!("{}={}", encoded(key), encoded(&joined(item)))),
                        );
                    }
                    value => query.push(format!("{name}={}", encoded(&joined(value)))),
                },
                ParameterPlace::Header => headers.push((parameter.name.clone(), joined(&value))),
                ParameterPlace::Cookie => {
                    headers.push(("cookie".into(), format!("{}={}", parameter.name, joined(&value))));
                }
            }
        }
        self.credentials(operation, &mut headers, &mut query);
        let body = self.body(operation, &mut headers);
        let separator = if query.is_empty() {
            ""
        } else if path.contains('?') {
            "&"
        } else {
            "?"
        };
        Made { target: format!("{path}{separator}{}", query.join("&")), headers, body }
    }

    fn credentials(
        &self,
        operation: &OperationSpec,
        headers: &mut Vec<(String, String)>,
        query: &mut Vec<String>,
    ) {
        let demands = operation.security.as_ref().or(self.document.security.as_ref());
        for name in demands.and_then(|demands| demands.first()).into_iter().flat_map(|first| first.keys()) {
            let Some(scheme) = self.document.security_schemes.get(name) else { continue };
            match &scheme.kind {
                SecurityKind::ApiKey { place: ParameterPlace::Query, name } => {
                    query.push(format!("{name}=k"));
                }
                SecurityKind::ApiKey { place: ParameterPlace::Cookie, name } => {
                    headers.push(("cookie".into(), format!("{name}=k")));
                }
                SecurityKind::ApiKey { name, .. } => headers.push((name.clone(), "k".into())),
                SecurityKind::Basic => headers.push(("authorization".into(), "Basic dTpw".into())),
                SecurityKind::Bearer => headers.push(("authorization".into(), "Bearer t".into())),
                SecurityKind::OtherHttp(scheme) => {
                    headers.push(("authorization".into(), format!("{scheme} t")));
                }
                SecurityKind::MutualTls => {}
            }
        }
    }

    fn body(&self, operation: &OperationSpec, headers: &mut Vec<(String, String)>) -> Vec<u8> {
        let Some(spec) = &operation.body else { return Vec::new() };
        let json = spec.content.iter().find(|(kind, _)| kind.contains("json"));
        let Some((kind, media)) = json.or_else(|| spec.content.first()) else { return Vec::new() };
        let value = self.value(media.schema.as_ref());
        let members = value.as_map().into_iter().flatten();
        if kind.starts_with("multipart/") {
            headers.push(("content-type".into(), format!("{kind}; boundary=B")));
            let part = |(name, value): (&String, &Node)| {
                let lists: Vec<&Node> =
                    value.as_list().map_or_else(|| vec![value], |items| items.iter().collect());
                let one = |value: &Node| {
                    let head = format!("--B\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n");
                    format!("{head}{}\r\n", value.as_str().map_or_else(|| text(value), str::to_owned))
                };
                lists.into_iter().map(one).collect::<String>()
            };
            return (members.map(part).collect::<String>() + "--B--\r\n").into_bytes();
        }
        headers.push(("content-type".into(), kind.replace('*', "x")));
        if kind.contains("x-www-form-urlencoded") {
            let mut pairs = Vec::new();
            members.for_each(|(name, value)| deep(&encoded(name), value, &mut pairs));
            return pairs.join("&").into_bytes();
        }
        match &value {
            Node::String(plain) if !kind.contains("json") => plain.clone().into_bytes(),
            value => text(value).into_bytes(),
        }
    }
}

fn text(value: &Node) -> String {
    serde_json::to_string(value).expect("a value")
}

/// A value in one text, as `simple` and `form` without `explode` have it.
fn joined(value: &Node) -> String {
    match value {
        Node::String(text) => text.clone(),
        Node::List(items) => items.iter().map(joined).collect::<Vec<_>>().join(","),
        Node::Map(members) => members
            .iter()
            .map(|(name, value)| format!("{name},{}", joined(value)))
            .collect::<Vec<_>>()
            .join(","),
        other => text(other),
    }
}

fn deep(name: &str, value: &Node, pairs: &mut Vec<String>) {
    match value {
        Node::Map(members) => {
            members.iter().for_each(|(key, value)| deep(&format!("{name}[{}]", encoded(key)), value, pairs));
        }
        Node::List(items) => {
            items.iter().enumerate().for_each(|(at, value)| deep(&format!("{name}[{at}]"), value, pairs));
        }
        value => pairs.push(format!("{name}={}", encoded(&joined(value)))),
    }
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// The tree of an answer's body.
fn read(body: &[u8]) -> Node {
    let mut diagnostics = Diagnostics::new();
    let source = Source::new("answer.json", body);
    let loaded = load_source(&source, &Budgets::default(), &mut Files::default(), &mut diagnostics);
    loaded.into_iter().next().unwrap_or_else(|| panic!("{:?}", diagnostics.as_slice())).root
}

/// Sends a request to every operation: how many there are, how many bodies were judged, and what is wrong.
fn serve(path: &str) -> (usize, usize, Vec<String>) {
    let api = Api::read(path);
    let server = MockProgram::start(&["--spec", path]);
    let (mut judged, mut wrong) = (0, Vec::new());
    for operation in &api.document.operations {
        let made = api.request(operation);
        let headers: Vec<(&str, &str)> =
            made.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = server.send(&operation.method, &made.target, &headers, &made.body);
        let name = format!("{} {}", operation.method, made.target);
        if answer.status >= 400 {
            wrong.push(format!("{name}: {} {}", answer.status, answer.text()));
            continue;
        }
        let keys = [answer.status.to_string(), format!("{}XX", answer.status / 100), "default".to_owned()];
        let spec = keys.iter().find_map(|key| operation.responses.get(key));
        let kind = answer.header("content-type").unwrap_or_default().to_owned();
        let media = spec.and_then(|spec| spec.content.get(&kind));
        if let Some(schema) = media.and_then(|media| media.schema.as_ref())
            && kind.contains("json")
            && !kind.contains("jsonl")
            && !kind.contains("ndjson")
        {
            judged += 1;
            if let Err(reason) = is_valid(&api.root, schema, &read(&answer.body)) {
                wrong.push(format!("{name}: the answer does not conform: {reason:?}"));
            }
        }
    }
    (api.document.operations.len(), judged, wrong)
}

#[track_caller]
fn check(path: &str, least: usize) {
    let (count, judged, wrong) = serve(path);
    assert!(judged >= least, "{judged} of {count} answers were judged");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn elevenlabs() {
    check("../shared/corpus/apis/elevenlabs-2026-08.json", 300);
}

#[test]
fn stripe() {
    check("../shared/corpus/apis/oad-stripe.com.json", 300);
}

#[test]
fn yaml_of_3_0() {
    check("../shared/corpus/apis/spotify-official.yml", 50);
}
