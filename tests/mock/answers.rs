//! What the mock server answers when a request is right.

use integration_tests::{Answer, MockProgram};

const SPEC: [&str; 2] = ["--spec", "tests/fixtures/mock/pets.yaml"];

fn list(server: &MockProgram, headers: &[(&str, &str)]) -> Answer {
    let all: Vec<(&str, &str)> = [("x-key", "k")].into_iter().chain(headers.iter().copied()).collect();
    server.send("GET", "/pets", &all, b"")
}

fn create(server: &MockProgram, prefer: &str) -> Answer {
    let headers = [("x-key", "k"), ("content-type", "application/json"), ("prefer", prefer)];
    server.send("POST", "/pets", &headers, br#"{"name":"Tom","kind":"cat"}"#)
}

#[test]
fn examples_come_first_and_can_be_chosen() {
    let server = MockProgram::start(&SPEC);
    let first = create(&server, "wait=1");
    assert_eq!(first.status, 201);
    // The first example does not conform and is passed over.
    assert_eq!(first.json()["name"], "Tom");
    assert_eq!(create(&server, "example=rex").json()["name"], "Rex");
    assert_eq!(create(&server, "example=wrong").json()["name"], 7);
    assert_eq!(create(&server, "example=none").status, 400);
    let made = create(&server, "dynamic=true").json();
    assert!(!["Tom", "Rex"].contains(&made["name"].as_str().expect("a name")), "{made}");
}

#[test]
fn a_status_can_be_chosen() {
    let server = MockProgram::start(&SPEC);
    let conflict = create(&server, "code=409");
    assert_eq!(conflict.status, 409);
    assert!(conflict.json()["message"].is_string());
    assert_eq!(create(&server, "code=404").status, 400);
    // `default` is the response for every status that has none of its own.
    assert_eq!(list(&server, &[("prefer", "code=503")]).status, 503);
    // Who asks for an error still has to ask properly.
    assert_eq!(server.send("GET", "/pets", &[("prefer", "code=503")], b"").status, 401);
}

#[test]
fn the_seed_decides() {
    let answers = |seed: &str| {
        let server = MockProgram::start(&[SPEC[0], SPEC[1], "--seed", seed]);
        (list(&server, &[]).text(), server.send("GET", "/pets/1", &[], b"").text())
    };
    let first = answers("1");
    assert_eq!(first, answers("1"));
    assert_ne!(first, answers("2"));
}

#[test]
fn media_types_and_headers_are_as_declared() {
    let server = MockProgram::start(&SPEC);
    let json = list(&server, &[]);
    assert_eq!(json.header("content-type"), Some("application/json"));
    assert!(json.header("x-total").is_some_and(|total| total.parse::<i64>().is_ok()), "{json:?}");
    assert_eq!(json.header("x-optional"), None);
    assert_eq!(list(&server, &[("accept", "text/*")]).header("content-type"), Some("text/plain"));
    let head = server.send("HEAD", "/pets", &[("x-key", "k")], b"");
    assert_eq!(head.header("content-length"), Some(json.body.len().to_string().as_str()));
    assert!(head.body.is_empty());

    let lines = server.send("GET", "/pets/mine", &[], b"");
    assert_eq!(lines.text().lines().count(), 2);
    for line in lines.text().lines() {
        assert!(serde_json::from_str::<serde_json::Value>(line).expect("JSON")["name"].is_string());
    }
    let events = server.send("GET", "/pets/1/photo", &[], b"").text();
    assert_eq!(events.matches("data: {").count(), 2, "{events}");
    let gone = server.send("DELETE", "/pets/1", &[("authorization", "Basic dTpw")], b"");
    assert_eq!((gone.status, gone.body.len()), (204, 0));
}
