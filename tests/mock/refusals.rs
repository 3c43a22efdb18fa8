//! Requests that a description does not allow, one reason each.

use integration_tests::{Answer, MockProgram};

use crate::prism::Prism;

const KEY: (&str, &str) = ("x-key", "k");
const JSON: (&str, &str) = ("content-type", "application/json");
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const PARTS: (&str, &str) = ("content-type", "multipart/form-data; boundary=B");

fn pets() -> MockProgram {
    MockProgram::start(&["--spec", "tests/fixtures/mock/pets.yaml"])
}

/// A request, and the status or the pointer of the first violation that comes back.
type Case<'c> = (&'c str, &'c str, &'c [(&'c str, &'c str)], &'c str, &'c str);

fn verdict(answer: &Answer) -> String {
    if answer.status < 300 {
        return "ok".to_owned();
    }
    let problem = answer.json();
    assert_eq!(problem["status"], answer.status, "{}", answer.text());
    match problem["violations"][0]["pointer"].as_str() {
        Some(pointer) => {
            assert_eq!(answer.status, 422);
            format!("{} {pointer}", problem["violations"][0]["in"].as_str().expect("a place"))
        }
        None => answer.status.to_string(),
    }
}

#[track_caller]
fn check(cases: &[Case<'_>]) {
    let server = pets();
    let prism = Prism::at("PRISM_PETS_URL");
    let mut wrong = Vec::new();
    for (method, target, headers, body, expected) in cases {
        let answer = server.send(method, target, headers, body.as_bytes());
        let found = verdict(&answer);
        wrong.extend(prism.difference(method, target, headers, body, answer.status));
        if found != *expected {
            wrong.push(format!("{method} {target} {body}: {found}, not {expected}: {}", answer.text()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn paths_methods_and_credentials() {
    check(&[
        ("GET", "/pets", &[KEY], "", "ok"),
        ("GET", "/api/v2/pets", &[KEY], "", "ok"),
        ("GET", "/pets/", &[KEY], "", "404"),
        ("GET", "/Pets", &[KEY], "", "404"),
        ("GET", "/", &[KEY], "", "404"),
        ("PATCH", "/pets", &[KEY], "", "405"),
        ("HEAD", "/pets", &[KEY], "", "ok"),
        ("GET", "/pets", &[], "", "401"),
        ("GET", "/pets", &[("x-key", "")], "", "401"),
        ("GET", "/pets", &[("authorization", "Bearer t")], "", "ok"),
        ("GET", "/pets", &[("authorization", "Basic dTpw")], "", "401"),
        ("DELETE", "/pets/1", &[("authorization", "Basic dTpw")], "", "ok"),
        ("DELETE", "/pets/1", &[("authorization", "Basic ?")], "", "401"),
        ("DELETE", "/pets/1", &[KEY], "", "401"),
        ("GET", "/pets/1", &[], "", "ok"),
        ("GET", "/pets/mine", &[], "", "ok"),
        ("GET", "/pets/other", &[], "", "path /id"),
        ("GET", "/files/a.b.txt", &[], "", "ok"),
        ("GET", "/files/a.exe", &[], "", "path /ending"),
        ("POST", "/run?action=walk", &[], "", "ok"),
        ("POST", "/run?action=fly", &[], "", "404"),
    ]);
    let server = pets();
    assert_eq!(server.send("PUT", "/pets", &[KEY], b"").header("allow"), Some("GET, HEAD, POST"));
    assert_eq!(server.send("POST", "/run?action=sleep", &[], b"").status, 204);
}

#[test]
fn parameters() {
    let key: &[(&str, &str)] = &[KEY];
    check(&[
        ("GET", "/pets?limit=5&kind=cat&tags=a&tags=b&unknown=1", key, "", "ok"),
        ("GET", "/pets?limit=x", key, "", "query /limit"),
        ("GET", "/pets?limit=1.5", key, "", "query /limit"),
        ("GET", "/pets?limit=0", key, "", "query /limit"),
        ("GET", "/pets?limit=101", key, "", "query /limit"),
        ("GET", "/pets?kind=cow", key, "", "query /kind"),
        ("GET", "/pets?tags=a&tags=much-too-long", key, "", "query /tags/1"),
        ("GET", "/pets?tags=one", key, "", "ok"),
        ("GET", "/pets?ids=1,2", key, "", "ok"),
        ("GET", "/pets?ids=1%2C2", key, "", "ok"),
        ("GET", "/pets?ids=1,x", key, "", "query /ids/1"),
        ("GET", "/pets?sizes=1%7C2", key, "", "ok"),
        ("GET", "/pets?sizes=1|x", key, "", "query /sizes/1"),
        ("GET", "/pets?filter[age]=3&filter[name]=a", key, "", "ok"),
        ("GET", "/pets?filter%5Bage%5D=x", key, "", "query /filter/age"),
        ("GET", "/pets?filter[name]=a&filter[size]=1", key, "", "query /filter"),
        ("GET", "/pets?where=%7B%22x%22%3A1%7D", key, "", "ok"),
        ("GET", "/pets?where=%7B%7D", key, "", "query /where"),
        ("GET", "/pets", &[KEY, ("x-trace", "123e4567-e89b-12d3-a456-426614174000")], "", "ok"),
        ("GET", "/pets", &[KEY, ("x-trace", "1")], "", "header /x-trace"),
        ("GET", "/pets", &[KEY, ("cookie", "a=b; session=7")], "", "ok"),
        ("GET", "/pets?limit=7", &[KEY, ("cookie", "session=x")], "", "cookie /session"),
        ("GET", "/pets", &[KEY, ("accept", "image/png")], "", "406"),
    ]);
}

#[test]
fn json_bodies() {
    let json: &[(&str, &str)] = &[KEY, JSON];
    check(&[
        ("POST", "/pets", json, r#"{"name":"Tom","kind":"cat"}"#, "ok"),
        ("POST", "/pets", json, r#"{"name":"Tom","kind":"cat","owner":null,"toys":["a","b"]}"#, "ok"),
        ("POST", "/pets", json, r#"{"name":"Tom"}"#, "body "),
        ("POST", "/pets", json, r#"{"name":"tom","kind":"cat"}"#, "body /name"),
        ("POST", "/pets", json, r#"{"name":"Tom","kind":"cow"}"#, "body /kind"),
        ("POST", "/pets", json, r#"{"name":"Tom","kind":"cat","born":"2026-02-30"}"#, "body /born"),
        ("POST", "/pets", json, r#"{"name":"Tom","kind":"cat","weight":0}"#, "body /weight"),
        ("POST", "/pets", json, r#"{"name":"Tom","kind":"cat","toys":["a","a"]}"#, "body /toys"),
        ("POST", "/pets", json, r#"{"name":"Tom","kind":"cat","owner":{"email":"x"}}"#, "body /owner/email"),
        ("POST", "/pets", json, r#"{"name":"Tom","kind":"cat","mother":{"name":"A"}}"#, "body /mother"),
        ("POST", "/pets", json, r#"{"name":"Tom","kind":"cat","a/b":1}"#, "body "),
        ("POST", "/pets", json, "[]", "body "),
        ("POST", "/pets", json, "{", "400"),
        ("POST", "/pets", json, r#"{"name":"Tom","name":"Rex","kind":"cat"}"#, "400"),
        ("POST", "/pets", json, "", "body "),
        ("POST", "/pets", &[KEY, ("content-type", "text/plain")], "x", "415"),
        ("POST", "/pets", &[KEY], "{}", "415"),
        ("POST", "/pets", &[KEY, JSON, ("content-encoding", "gzip")], "x", "415"),
        (
            "POST",
            "/pets",
            &[KEY, ("content-type", "Application/JSON; charset=utf-8")],
            r#"{"name":"Tom","kind":"cat"}"#,
            "ok",
        ),
    ]);
}

/// A multipart body of these parts: what follows `name=`, and the content.
fn parts(parts: &[(&str, &str)]) -> String {
    let mut body = String::new();
    for (name, content) in parts {
        body.push_str("--B\r\ncontent-disposition: form-data; name=");
        body.push_str(name);
        body.push_str("\r\n\r\n");
        body.push_str(content);
        body.push_str("\r\n");
    }
    body + "--B--\r\n"
}

#[test]
fn forms() {
    let file = ("\"file\"; filename=\"a.png\"\r\ncontent-type: image/png", "\u{89}PNG");
    let good = parts(&[file, ("\"title\"", "Tom")]);
    let whole = parts(&[("\"tags\"", "a"), file, ("\"title\"", "Tom"), ("\"place\"", r#"{"x":1}"#)]);
    let no_file = parts(&[("\"title\"", "Tom")]);
    let short = parts(&[file, ("\"title\"", "T")]);
    let no_x = parts(&[file, ("\"title\"", "Tom"), ("\"place\"", "{}")]);
    let form: &[(&str, &str)] = &[KEY, FORM];
    check(&[
        ("PUT", "/pets/1/photo", &[PARTS], &good, "ok"),
        ("PUT", "/pets/1/photo", &[PARTS], &whole, "ok"),
        ("PUT", "/pets/1/photo", &[PARTS], &no_file, "body "),
        ("PUT", "/pets/1/photo", &[PARTS], &short, "body /title"),
        ("PUT", "/pets/1/photo", &[PARTS], &no_x, "body /place"),
        ("PUT", "/pets/1/photo", &[PARTS], "--B\r\n", "400"),
        ("PUT", "/pets/1/photo", &[("content-type", "multipart/form-data")], &good, "400"),
        ("PUT", "/pets/1/photo", &[JSON], "{}", "415"),
        ("PUT", "/pets/1/photo", &[], "", "body "),
        ("POST", "/pets", form, "name=Tom&kind=cat&weight=1.5&toys=a&toys=b", "ok"),
        ("POST", "/pets", form, "name=Tom&kind=cat&mother[name]=Kate&mother[kind]=cat", "ok"),
        ("POST", "/pets", form, "name=Tom&kind=cat&mother[name]=Kate", "body /mother"),
        ("POST", "/pets", form, "name=Tom&kind=cat&weight=x", "body /weight"),
        ("POST", "/pets", form, "name=Tom", "body "),
    ]);
}

#[test]
fn bodies_have_an_end() {
    let server = pets();
    let announced = [KEY, JSON, ("content-length", "99999999999")];
    assert_eq!(server.send("POST", "/pets", &announced, b"").status, 413);
}

#[test]
fn what_cannot_be_served_is_said() {
    let run = |arguments: &[&str]| {
        let output = std::process::Command::new(integration_tests::command_line())
            .arg("mock")
            .args(arguments)
            .current_dir(integration_tests::project_root())
            .stdin(std::process::Stdio::null())
            .output()
            .expect("the command line starts");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, said) = run(&["--spec", "tests/fixtures/negative/E101.yaml"]);
    assert_eq!(code, Some(3));
    assert!(said.contains("E101"), "{said}");
    let (code, said) = run(&["--spec", "no-such-file.yaml"]);
    assert_eq!(code, Some(2), "{said}");
    let taken = pets();
    let port = taken.url().rsplit(':').next().expect("a port").to_owned();
    let (code, said) = run(&["--port", &port]);
    assert_eq!(code, Some(2));
    assert!(said.contains("cannot listen on 127.0.0.1"), "{said}");
    // Standard input is at its end already, and time runs out.
    assert_eq!(run(&["--port", "0", "--until-stdin-closes"]).0, Some(0));
    assert_eq!(run(&["--port", "0", "--stop-after", "0"]).0, Some(0));
}
