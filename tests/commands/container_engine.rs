//! A client of an engine that runs containers, made of its description in Swagger 2.0: what it sends for each of twenty
//! operations, and what it makes of the answers.

use std::process::Command;

use serde_json::{Value, json};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

use crate::checkout::{Checkout, project_root};

#[test]
fn an_engine_is_driven_by_the_bytes_of_its_documentation() {
    let sent = sent_by_the_program();
    let expected = expected();
    for (sent, expected) in sent.iter().zip(&expected) {
        assert_eq!(&summary(sent), expected);
    }
    assert_eq!(sent.len(), expected.len());
}

/// Generates a client, builds the program of the fixture against it, and runs it against the engine of this test.
fn sent_by_the_program() -> Vec<Request> {
    let checkout = Checkout::new();
    let fixture = project_root().join("tests/fixtures/wire/container_engine");
    let ended = checkout.run(&[
        "regenerate",
        "--quiet",
        "--spec",
        fixture.join("engine.yaml").to_str().expect("a UTF-8 path"),
        "--out",
        "client",
        "--name",
        "engine-client",
        "--runtime",
        project_root().join("generated-client/runtime").to_str().expect("a UTF-8 path"),
    ]);
    assert_eq!(ended.code, 0, "{}", ended.printed);
    let program = checkout.path("program");
    let manifest = "[package]\nname = \"engine-program\"\nedition = \"2024\"\n\n[dependencies.engine-client]\npath = \"../client\"\n\
                    features = [\"blocking\", \"stream\"]\n\n[profile.dev]\ndebug = false\n\n[workspace]\n";
    std::fs::create_dir_all(program.join("src")).expect("a new folder");
    std::fs::copy(fixture.join("main.rs"), program.join("src/main.rs")).expect("the program");
    std::fs::write(program.join("Cargo.toml"), manifest).expect("a new file");
    // The versions that the project was tested with.
    std::fs::copy(project_root().join("Cargo.lock"), program.join("Cargo.lock")).expect("the lock file");

    let threads = tokio::runtime::Runtime::new().expect("threads for the server");
    let server = threads.block_on(async {
        let server = MockServer::start().await;
        Mock::given(wiremock::matchers::any()).respond_with(Engine).mount(&server).await;
        server
    });
    let test = std::env::current_exe().expect("the path of this test");
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--", &server.uri()])
        .current_dir(&program)
        // Where this test itself was built, so that the dependencies are built once.
        .env("CARGO_TARGET_DIR", test.ancestors().nth(3).expect("target/debug/deps/test"))
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    threads.block_on(server.received_requests()).expect("recording is on")
}

/// Answers as the documentation of such an engine promises.
struct Engine;

impl Respond for Engine {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let status = ResponseTemplate::new;
        let bytes = |body: &[u8], kind: &str| status(200).set_body_raw(body.to_vec(), kind);
        let mut tar = b"Dockerfile".to_vec();
        tar.resize(1024, 0);
        let one = json!({"Id": "a1", "Names": ["/one"], "State": "running", "Labels": {"role": "web"},
            "Ports": [{"PrivatePort": 80, "Type": "tcp"}]});
        match (request.method.as_str(), request.url.path()) {
            ("GET", "/v1.40/containers/json") => status(200).set_body_json(json!([one])),
            ("POST", "/v1.40/containers/create") => {
                status(201).set_body_json(json!({"Id": "c0ffee", "Warnings": []}))
            }
            ("GET", "/v1.40/containers/none/logs") => {
                status(404).set_body_json(json!({"message": "No such container: none"}))
            }
            ("DELETE", "/v1.40/containers/busy") => {
                status(409).set_body_json(json!({"message": "stop it first"}))
            }
            ("GET", path) if path.ends_with("/json") && path.contains("/containers/") => {
                status(200).set_body_json(one)
            }
            ("GET", path) if path.ends_with("/logs") => bytes(
                b"\x01\0\0\0\0\0\0\x03hi\n\x02\0\0\0\0\0\0\x04no!\n",
                "application/vnd.engine.multiplexed-stream",
            ),
            ("GET", path) if path.ends_with("/export") => bytes(&tar, "application/octet-stream"),
            ("GET", path) if path.ends_with("/archive") => bytes(&tar, "application/x-tar"),
            ("PUT", _) => status(200),
            ("POST", path) if path.ends_with("/wait") => {
                status(200).set_body_json(json!({"StatusCode": 137}))
            }
            ("POST", "/v1.40/containers/prune") => status(200)
                .set_body_json(json!({"ContainersDeleted": null, "SpaceReclaimed": 5_000_000_000_i64})),
            ("POST", "/v1.40/build") => bytes(
                b"{\"stream\":\"Step 1/1\"}\r\n{\"stream\":\"Successfully built\"}\r\n",
                "application/json",
            ),
            ("GET", "/v1.40/images/json") => {
                status(200).set_body_json(json!([{"Id": "i", "RepoTags": ["a:1"]}]))
            }
            ("POST", path) if path.ends_with("/tag") => status(201),
            ("GET", "/v1.40/volumes") => {
                let volumes = json!([{"Name": "data", "Driver": "local", "Labels": null}]);
                status(200).set_body_json(json!({"Volumes": volumes, "Warnings": null}))
            }
            ("POST", "/v1.40/volumes/create") => {
                status(201).set_body_json(json!({"Name": "data", "Driver": "local", "Labels": null}))
            }
            ("POST", path) if path.starts_with("/v1.40/exec/") => {
                bytes(b"root\n", "application/vnd.engine.raw-stream")
            }
            ("GET", "/v1.40/_ping") => {
                bytes(b"OK", "text/plain; charset=utf-8").insert_header("Api-Version", "1.40")
            }
            ("GET", "/v1.40/info") => {
                status(200).set_body_json(json!({"ID": "e", "Containers": 14, "OomKillDisable": true}))
            }
            _ => status(204),
        }
    }
}

/// What a request says: method, target, the media type of its body, the body.
fn summary(request: &Request) -> Value {
    let query = request.url.query().map_or(String::new(), |query| format!("?{query}"));
    let line = format!("{} {}{query}", request.method, request.url.path());
    let kind = request.headers.get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let body = match serde_json::from_slice(&request.body) {
        Ok(value) => value,
        Err(_) if request.body.is_empty() => Value::Null,
        Err(_) => json!(format!("{} bytes", request.body.len())),
    };
    json!([line, kind, body])
}

fn expected() -> Vec<Value> {
    let json = "application/json";
    let none = |line: &str| json!([line, "", null]);
    let create = json!({"Image": "nginx", "Cmd": ["nginx", "-g", "daemon off;"], "Env": ["A=b"],
        "HostConfig": {"Memory": 1 << 30, "PortBindings": {"80/tcp": null}}});
    vec![
        none(
            "GET /v1.40/containers/json?all=true&limit=5&filters=%7B%22label%22%3A%5B%22role%3Dweb%22%5D%2C%22status%22%3A%5B%22running%22%5D%7D",
        ),
        json!(["POST /v1.40/containers/create?name=web-1", json, create]),
        json!(["POST /v1.40/containers/create", json, {"Image": "busybox"}]),
        none("GET /v1.40/containers/web%201%2Fx/json?size=true"),
        none("POST /v1.40/containers/web-1/start"),
        none("POST /v1.40/containers/web-1/stop?t=5"),
        none("POST /v1.40/containers/web-1/wait?condition=next-exit"),
        none("DELETE /v1.40/containers/web-1?force=true"),
        none("POST /v1.40/containers/prune?filters=%7B%22until%22%3A%5B%2224h%22%5D%7D"),
        none("GET /v1.40/containers/web-1/logs?stdout=true&since=7"),
        none("GET /v1.40/containers/web-1/logs?stdout=true"),
        none("GET /v1.40/containers/web-1/export"),
        none("GET /v1.40/containers/web-1/archive?path=%2Fetc%2Fx%20y"),
        json!(["PUT /v1.40/containers/web-1/archive?path=%2Ftmp", "application/x-tar", "1024 bytes"]),
        json!(["POST /v1.40/build?t=a%3A1&t=b%3A2&nocache=true", "application/x-tar", "1024 bytes"]),
        none("GET /v1.40/images/json?digests=true&filters=%7B%22dangling%22%3A%5B%22true%22%5D%7D"),
        none("POST /v1.40/images/registry.example%2Fa/tag?repo=b&tag=1"),
        none("GET /v1.40/volumes?filters=%7B%22driver%22%3A%5B%22local%22%5D%7D"),
        json!(["POST /v1.40/volumes/create", json, {"Name": "data", "Driver": "local"}]),
        json!(["POST /v1.40/exec/e1/start", json, {"Detach": false, "Tty": true}]),
        none("GET /v1.40/_ping"),
        none("GET /v1.40/info"),
        none("GET /v1.40/containers/none/logs"),
        none("DELETE /v1.40/containers/busy"),
    ]
}
