//! The requests of a client for the whole API beside those that the official SDKs sent.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use wiremock::Request;

use crate::checkout::{Checkout, project_root};

/// The resources that the program calls: a client is usable, and quick to build, with nothing but these.
const FEATURES: &str =
    r#"["rustls", "blocking", "conversational_ai", "speech_to_text", "text_to_speech", "voices"]"#;

/// Generates a client of `description`, builds the program of the fixture against it, and runs it against a server that
/// keeps what arrives.
pub(crate) fn sent_by_a_client_of(checkout: &Checkout, description: &Path) -> Vec<Request> {
    let runtime_folder = project_root().join("generated-client/runtime");
    let arguments = [
        "regenerate",
        "--quiet",
        "--spec",
        description.to_str().expect("a UTF-8 path"),
        "--out",
        "client",
        "--name",
        "elevenlabs-client",
        "--runtime",
        runtime_folder.to_str().expect("a UTF-8 path"),
    ];
    let ended = checkout.run(&arguments);
    assert_eq!(ended.code, 0, "{}", ended.printed);
    write_program(&checkout.path("program"));

    let runtime = tokio::runtime::Runtime::new().expect("threads for the server");
    let server =
        runtime.block_on(integration_tests::server_that_answers(wiremock::ResponseTemplate::new(200)));
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--", &server.uri()])
        .current_dir(checkout.path("program"))
        .env("CARGO_TARGET_DIR", target_folder())
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    runtime.block_on(server.received_requests()).expect("recording is on")
}

fn write_program(folder: &Path) {
    let fixture = project_root().join("tests/fixtures/wire/official_requests/main.rs");
    let manifest = format!(
        "[package]\nname = \"official-requests\"\nedition = \"2024\"\n\n[dependencies.elevenlabs-client]\n\
         path = \"../client\"\ndefault-features = false\nfeatures = {FEATURES}\n\n[profile.dev]\ndebug = false\n\n\
         [workspace]\n"
    );
    std::fs::create_dir_all(folder.join("src")).expect("a new folder");
    std::fs::copy(fixture, folder.join("src/main.rs")).expect("the program");
    std::fs::write(folder.join("Cargo.toml"), manifest).expect("a new file");
    // The versions that the project was tested with.
    std::fs::copy(project_root().join("Cargo.lock"), folder.join("Cargo.lock")).expect("the lock file");
}

/// Where this test itself was built, so that the dependencies are built once.
fn target_folder() -> std::path::PathBuf {
    let program = std::env::current_exe().expect("the path of this test");
    program.ancestors().nth(3).expect("target/debug/deps/test").to_owned()
}

/// Whether a request is the recorded one; what differs is said.
pub(crate) fn difference(request: &Request, recorded: &Value, key: &str) -> Option<String> {
    let expected_kind = match recorded {
        _ if recorded.get("json").is_some() => "application/json",
        _ if recorded.get("parts").is_some() => "multipart/form-data",
        _ => "",
    };
    let header =
        |name: &str| request.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = header("content-type").split(';').next().unwrap_or_default();
    let query: Vec<Value> =
        request.url.query_pairs().map(|(name, value)| serde_json::json!([name, value])).collect();
    let body = String::from_utf8_lossy(&request.body);
    let facts = [
        ("method", Value::from(request.method.as_str()), recorded["method"].clone()),
        ("path", Value::from(request.url.path()), recorded["path"].clone()),
        ("query", Value::from(query), recorded["query"].clone()),
        ("key", Value::from(header("xi-api-key")), Value::from(key)),
        ("content type", Value::from(kind), Value::from(expected_kind)),
        ("body", body_of(&body, header("content-type"), recorded), expected_body(recorded)),
        ("other headers", Value::from(other_headers(request)), Value::Array(Vec::new())),
    ];
    let wrong: Vec<String> = facts
        .into_iter()
        .filter(|(_, sent, expected)| sent != expected)
        .map(|(what, sent, expected)| format!("{what}: sent {sent}, recorded {expected}"))
        .collect();
    (!wrong.is_empty()).then(|| wrong.join("; "))
}

/// Headers that neither SDK sends and no connection needs.
fn other_headers(request: &Request) -> Vec<String> {
    let known =
        ["accept", "accept-encoding", "content-length", "content-type", "host", "user-agent", "xi-api-key"];
    let mut names: Vec<String> = request.headers.keys().map(|name| name.as_str().to_owned()).collect();
    names.retain(|name| !known.contains(&name.as_str()) && name != "transfer-encoding");
    names
}

fn expected_body(recorded: &Value) -> Value {
    recorded.get("json").or_else(|| recorded.get("parts")).cloned().unwrap_or_default()
}

fn body_of(body: &str, content_type: &str, recorded: &Value) -> Value {
    match recorded.get("parts") {
        // The body was not recorded.
        Some(Value::Array(parts)) if parts.is_empty() => Value::Array(Vec::new()),
        Some(_) => Value::from(parts_of(body, content_type)),
        None if body.is_empty() => Value::Null,
        None => serde_json::from_str(body).unwrap_or_else(|_| Value::from(body)),
    }
}

/// The parts as `[name, value, type of a file]`, sorted by name.
fn parts_of(body: &str, content_type: &str) -> Vec<Value> {
    let boundary =
        content_type.split_once("boundary=").map_or("", |(_, boundary)| boundary.trim_matches('"'));
    let mut parts: Vec<[String; 3]> = body
        .split(&format!("--{boundary}"))
        .filter_map(|part| part.split_once("\r\n\r\n"))
        .map(|(head, value)| {
            let head = head.to_ascii_lowercase();
            let name =
                head.split_once("name=\"").and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default();
            let media_type = head.split_once("content-type: ").and_then(|(_, rest)| rest.lines().next());
            [name, value.trim_end_matches("\r\n"), media_type.unwrap_or_default()].map(str::to_owned)
        })
        .collect();
    parts.sort();
    parts.into_iter().map(|part| Value::from(part.to_vec())).collect()
}
