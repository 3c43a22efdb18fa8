//! What goes on the wire: bodies, paths, queries; and that nothing else can be smuggled in.

mod support;

use generated_client_runtime::{
    Client, Endpoint, ErrorKind, Nullable, Part, Payload, Request, Style, Value, path_segment,
};
use support::{Act, FORM, GET, HOSTILE_IN_PATHS, LIST, POST, Server, UPLOAD, builder, client, json};

async fn server() -> Server {
    Server::start(vec![Act::Answer(json("200 OK", "{}"))]).await
}

#[tokio::test]
async fn json_is_sent_as_it_was_given() {
    let server = server().await;
    let client = client(&server.url);
    let value: Value = serde_json::json!({"a": 1, "b": {"c": null}});
    let call = Request::new(&client, &POST).field("x", &1_i64).body(&value).field("a", &"y").json::<Value>();
    call.extra_body("new", 7).query("q", "a b").header("x-trace", "1").await.unwrap();
    let hit = server.last();
    assert_eq!(hit.line(), "POST /v1/things?q=a%20b HTTP/1.1");
    assert_eq!(
        serde_json::from_slice::<Value>(&hit.body).unwrap(),
        serde_json::json!({"a": "y", "b": {"c": null}, "new": 7})
    );
    assert_eq!(
        (hit.header("content-type"), hit.header("xi-api-key"), hit.header("x-trace")),
        ("application/json", support::CANARY, "1")
    );
    assert_eq!(
        hit.headers("authorization").len() + hit.headers("referer").len() + hit.headers("cookie").len(),
        0
    );

    Request::new(&client, &POST).json::<Value>().await.unwrap();
    assert_eq!(server.last().text(), "{}");
    let absent =
        Request::new(&client, &POST).field("a", &Nullable::Value(1_i64)).field("b", &Nullable::<i64>::Null);
    absent.field("a", &Nullable::<i64>::Absent).json::<Value>().await.unwrap();
    assert_eq!(server.last().text(), r#"{"b":null}"#);
    Request::new(&client, &POST).field("n", &9_007_199_254_740_993_i64).json::<Value>().await.unwrap();
    assert_eq!(server.last().text(), r#"{"n":9007199254740993}"#);
    let error = Request::new(&client, &POST).field("n", &f64::NAN).json::<Value>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{error}");
    let error =
        Request::new(&client, &POST).body(&vec![1_i64]).json::<Value>().extra_body("a", 1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{error}");
}

#[tokio::test]
async fn a_write_without_a_body_says_so() {
    static BARE: Endpoint = Endpoint::new("things.touch", "POST", "/v1/things/touch");
    let server = server().await;
    let client = client(&server.url);
    Request::new(&client, &BARE).json::<Value>().await.unwrap();
    assert_eq!(server.last().headers("content-length"), ["0"]);
    Request::new(&client, &LIST).json::<Value>().await.unwrap();
    assert!(server.last().headers("content-length").is_empty());
}

#[tokio::test]
async fn a_base_path_is_kept() {
    let server = server().await;
    for base in ["/proxy/eleven/", "/proxy/eleven"] {
        let client = builder(&format!("{}{base}", server.url)).build().unwrap();
        Request::new(&client, &GET).path("id", &"a b/c?d").json::<Value>().await.unwrap();
        assert_eq!(server.last().path(), "/proxy/eleven/v1/things/a%20b%2Fc%3Fd");
    }
}

#[tokio::test]
async fn a_path_parameter_stays_in_its_segment() {
    let server = server().await;
    let client = client(&server.url);
    for value in HOSTILE_IN_PATHS {
        let before = server.count();
        match Request::new(&client, &GET).path("id", &value).json::<Value>().await {
            Ok(_) => {
                let path = server.last().path().to_owned();
                assert_eq!(path.split('/').count(), 4, "{value:?}: {path}");
                let segment = path.rsplit('/').next().unwrap();
                assert_eq!(percent_encoding::percent_decode_str(segment).decode_utf8().unwrap(), value);
            }
            Err(error) => {
                assert_eq!((error.kind(), server.count()), (ErrorKind::InvalidRequest, before), "{value:?}");
                assert!(["", ".", ".."].contains(&value), "{value:?}: {error}");
            }
        }
    }
}

/// Values that would end a line, a quote or a message.
const HOSTILE: [&str; 16] = [
    "a\r\nX-Injected: 1",
    "a\nX-Injected: 1",
    "a\rX-Injected: 1",
    "a\r\n\r\nGET /evil HTTP/1.1",
    "a\0b",
    "\r\n",
    "a\u{7f}b",
    "a\"; filename=\"evil",
    "a\"\r\ncontent-type: text/evil",
    "--boundary\r\n",
    "a\u{0b}b",
    "a\u{1b}[31m",
    "ü\r\nX: 1",
    "\u{2028}X: 1",
    "a\\\"b",
    "a%0D%0AX-Injected: 1",
];

#[tokio::test]
async fn nothing_can_be_smuggled_into_headers() {
    let server = server().await;
    let client = client(&server.url);
    let normal = {
        Request::new(&client, &LIST)
            .header("x-value", &"plain", Style::SIMPLE)
            .json::<Value>()
            .await
            .unwrap();
        server.last().head.lines().count()
    };
    for value in HOSTILE {
        let count = server.count();
        let has_control = value.chars().any(char::is_control);
        for call in [
            Request::new(&client, &LIST).header("x-value", &value, Style::SIMPLE).json::<Value>(),
            Request::new(&client, &LIST).json::<Value>().header("x-value", value),
        ] {
            match call.await {
                Ok(_) => assert_eq!(server.last().head.lines().count(), normal, "{value:?}"),
                Err(error) => assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{value:?}: {error}"),
            }
        }
        assert_eq!(server.count() == count, has_control, "{value:?}");
        let error = Request::new(&client, &LIST).json::<Value>().header(value, "x").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{value:?}");
        Request::new(&client, &LIST)
            .cookie("c", &value, Style::FORM)
            .query(value_name(), &value, Style::FORM)
            .json::<Value>()
            .await
            .unwrap();
        assert!(server.last().headers("x-injected").is_empty(), "{value:?}");
    }
    for framing in ["content-length", "Transfer-Encoding", "connection", "TE"] {
        let error = Request::new(&client, &LIST).json::<Value>().header(framing, "1").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{framing}");
    }
}

fn value_name() -> &'static str {
    "a\r\nb"
}

#[tokio::test]
async fn nothing_can_be_smuggled_into_parts() {
    let server = server().await;
    let client = client(&server.url);
    for value in HOSTILE {
        let part = Part::bytes("content").file_name(value);
        Request::new(&client, &UPLOAD)
            .part("file", part)
            .field("text", &value)
            .json::<Value>()
            .await
            .unwrap();
        let hit = server.last();
        let boundary = hit.header("content-type").split_once("boundary=").unwrap().1.to_owned();
        let text = hit.text();
        let parts: Vec<&str> = text.split(&format!("--{boundary}")).collect();
        assert_eq!(parts.len(), 4, "{value:?}: {text}");
        let head = parts[1].split("\r\n\r\n").next().unwrap();
        assert_eq!(head.trim().lines().count(), 2, "{value:?}: {head}");
        assert_eq!(head.matches('"').count(), 4, "{value:?}: {head}");
        assert!(parts[2].ends_with(&format!("\r\n\r\n{value}\r\n")), "{value:?}");
        let typed = Part::bytes("content").content_type(value);
        let sent = Request::new(&client, &UPLOAD).part("file", typed).json::<Value>().await;
        assert_eq!(sent.is_err(), value.chars().any(char::is_control), "{value:?}");
    }
}

#[tokio::test]
async fn parts_come_from_everywhere() {
    let server = server().await;
    let client: Client = client(&server.url);
    let path = std::env::temp_dir().join(format!("part-{}.csv", std::process::id()));
    std::fs::write(&path, "a,b\n").unwrap();
    let reader = std::io::Cursor::new(vec![b'r'; 200_000]);
    Request::new(&client, &UPLOAD)
        .field("name", &"n")
        .field("count", &42_i64)
        .field("absent", &None::<String>)
        .field("list", &vec!["x", "y"])
        .field("object", &serde_json::json!({"k": [1]}))
        .part("file", path.as_path())
        .part("file", Part::reader(reader).file_name("r.mp3"))
        .part_typed("meta", &serde_json::json!({"a": 1}), "application/vnd.x+json")
        .json::<Value>()
        .await
        .unwrap();
    std::fs::remove_file(&path).unwrap();
    let hit = server.last();
    assert_eq!(hit.header("transfer-encoding"), "chunked");
    let text = hit.text();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    for expected in [
        "name=\"name\"\r\n\r\nn\r\n".to_owned(),
        "name=\"count\"\r\n\r\n42\r\n".to_owned(),
        "name=\"list\"\r\n\r\nx\r\n".to_owned(),
        "name=\"list\"\r\n\r\ny\r\n".to_owned(),
        "name=\"object\"\r\ncontent-type: application/json\r\n\r\n{\"k\":[1]}\r\n".to_owned(),
        format!("name=\"file\"; filename=\"{name}\"\r\ncontent-type: text/csv\r\n\r\na,b\n\r\n"),
        "filename=\"r.mp3\"\r\ncontent-type: audio/mpeg\r\n\r\nrrrr".to_owned(),
        "name=\"meta\"\r\ncontent-type: application/vnd.x+json\r\n\r\n{\"a\":1}\r\n".to_owned(),
    ] {
        assert!(text.contains(&expected), "{expected:?} in {}", &text[..600]);
    }
    assert!(!text.contains("absent"));
    let error =
        Request::new(&client, &UPLOAD).part("file", path.as_path()).json::<Value>().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.attempts(), error.may_have_been_sent()),
        (ErrorKind::InvalidRequest, 0, false),
        "{error}"
    );
}

#[tokio::test]
async fn parts_of_known_length_say_so() {
    let server = server().await;
    let client = client(&server.url);
    let part = Part::reader_with_length(std::io::Cursor::new(b"12345xxx".to_vec()), 5);
    Request::new(&client, &UPLOAD).part("file", part).json::<Value>().await.unwrap();
    let hit = server.last();
    assert_eq!(hit.header("content-length"), hit.body.len().to_string());
    assert!(hit.text().contains("12345\r\n--"), "{}", hit.text());
    let short = Part::reader_with_length(std::io::Cursor::new(b"123".to_vec()), 5);
    Request::new(&client, &UPLOAD).part("file", short).json::<Value>().await.unwrap_err();
}

/// A reader that fails over a connection of its own, which never was made.
struct Failing;

impl tokio::io::AsyncRead for Failing {
    fn poll_read(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
        _: &mut tokio::io::ReadBuf<'_>,
    ) -> std::task::Poll<std::io::Result<()>> {
        std::task::Poll::Ready(Err(std::io::Error::other("no disk")))
    }
}

#[tokio::test]
async fn a_reader_that_fails_is_no_connection_that_was_never_made() {
    let server = server().await;
    let client = client(&server.url);
    let part = Part::reader(Failing).file_name("x");
    let error =
        Request::new(&client, &UPLOAD).part("file", part).json::<Value>().repeatable(true).await.unwrap_err();
    assert!(error.may_have_been_sent() && error.to_string().contains("no disk"), "{error}");
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn forms_repeat_lists() {
    let server = server().await;
    let client = client(&server.url);
    let call = Request::new(&client, &FORM)
        .field("a", &"x y&z")
        .field("list", &vec![1_i64, 2])
        .field("none", &None::<String>)
        .field_styled("deep", &serde_json::json!({"k": {"l": "v"}}), Style::DEEP_OBJECT)
        .json::<Value>();
    call.extra_body("more", "m").await.unwrap();
    let hit = server.last();
    assert_eq!(hit.header("content-type"), "application/x-www-form-urlencoded");
    assert_eq!(hit.text(), "a=x+y%26z&list=1&list=2&deep%5Bk%5D%5Bl%5D=v&more=m");
}

#[tokio::test]
async fn calls_that_the_description_does_not_have() {
    let server = server().await;
    let client = builder(&format!("{}/base", server.url)).build().unwrap();
    let answer = client
        .request("patch", "/v9/new")
        .query("a", "b")
        .json(&serde_json::json!({"x": 1}))
        .send()
        .await
        .unwrap();
    assert_eq!((answer.status.as_u16(), answer.value.text().as_str()), (200, "{}"));
    let hit = server.last();
    assert_eq!((hit.line(), hit.text().as_str()), ("PATCH /base/v9/new?a=b HTTP/1.1", "{\"x\":1}"));
    assert_eq!(hit.header("xi-api-key"), support::CANARY);
    for path in ["https://evil.example/x", "//evil.example/x", "/../../x", "/a?key=1", "/a b"] {
        let error = client.request("GET", path).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{path}");
    }
    let error = client.request("G T", "/x").send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_field_of_a_form_that_is_set_twice_is_sent_once() {
    let server = server().await;
    let client = client(&server.url);
    let object = |value: &str| serde_json::json!({ "k": value });
    Request::new(&client, &FORM)
        .field_styled("deep", &object("old"), Style::DEEP_OBJECT)
        .field_styled("spread", &object("old"), Style::FORM)
        .field("k", &"mine")
        .field_styled("deep", &object("new"), Style::DEEP_OBJECT)
        .field_styled("spread", &object("new"), Style::FORM)
        .json::<Value>()
        .await
        .unwrap();
    assert_eq!(server.last().text(), "k=mine&deep%5Bk%5D=new&k=new");
}

#[tokio::test]
async fn members_are_added_to_json_that_was_written_by_hand() {
    let server = server().await;
    let client = client(&server.url);
    let object = serde_json::json!({"a": 1});
    client.request("POST", "/x").json(&object).send().extra_body("b", 2).extra_body("a", 3).await.unwrap();
    let sent: Value = serde_json::from_slice(&server.last().body).unwrap();
    assert_eq!(sent, serde_json::json!({"a": 3, "b": 2}));
    client.request("POST", "/x").form_field("a", "1").send().extra_body("b", 2).await.unwrap();
    assert_eq!(server.last().text(), "a=1&b=2");
    client.request("POST", "/x").json(&object).json(&[1]).send().await.unwrap();
    assert_eq!(server.last().text(), "[1]");
}

#[tokio::test]
async fn a_body_is_of_one_kind() {
    let server = server().await;
    let client = client(&server.url);
    let begun = || client.request("POST", "/x");
    let object = serde_json::json!({"a": 1});
    for (what, call) in [
        ("json, member of a list", begun().json(&[1]).send().extra_body("b", 2)),
        ("json, part", begun().json(&object).part("p", "x").send()),
        ("part, json", begun().part("p", "x").json(&object).send()),
        ("json, form", begun().json(&object).form_field("f", "x").send()),
        ("form, part", begun().form_field("f", "x").part_text("p", "x").send()),
        ("bytes, json", begun().body("x").json(&object).send()),
        ("bytes, member", begun().body("x").send().extra_body("b", 2)),
    ] {
        let error = call.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{what}: {error}");
    }
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn a_form_of_parts_has_fields_of_text() {
    let server = server().await;
    let client = client(&server.url);
    client
        .request("POST", "/x")
        .part_text("name", "n\r\nä")
        .part("file", "content")
        .send()
        .extra_body("more", "m")
        .await
        .unwrap();
    let text = server.last().text();
    for expected in [
        "name=\"name\"\r\n\r\nn\r\nä\r\n--",
        "name=\"file\"; filename=\"file\"\r\n",
        "name=\"more\"\r\n\r\nm\r\n--",
    ] {
        assert!(text.contains(expected), "{expected:?} in {text}");
    }
}

#[tokio::test]
async fn a_segment_that_was_encoded_stays_one() {
    let server = server().await;
    let client = client(&server.url);
    for value in HOSTILE_IN_PATHS {
        match path_segment(value) {
            Ok(segment) => {
                client.request("GET", &format!("/v1/{segment}/x")).send().await.unwrap();
                let path = server.last().path().to_owned();
                let found: Vec<_> = path.split('/').collect();
                let sent = percent_encoding::percent_decode_str(found[2]).decode_utf8().unwrap();
                assert_eq!((found.len(), &*sent), (4, value));
            }
            Err(error) => {
                assert!(["", ".", ".."].contains(&value), "{value:?}: {error}");
                assert_eq!(error.kind(), ErrorKind::InvalidRequest);
            }
        }
    }
}

#[tokio::test]
async fn what_json_has_no_text_for_is_an_error_of_calls_by_hand_too() {
    let server = server().await;
    let client = client(&server.url);
    let typed = Request::new(&client, &POST).field("n", &f64::NAN).json::<Value>().await.unwrap_err();
    let words = "a number is infinite or not a number, and JSON has no text for it";
    assert!(typed.to_string().contains(words), "{typed}");
    for call in [
        client.request("POST", "/x").json(&f64::NAN).send(),
        client.request("POST", "/x").json(&[Some(f32::INFINITY)]).send(),
        client.request("POST", "/x").send().extra_body("n", f64::NEG_INFINITY),
    ] {
        let error = call.await.unwrap_err();
        assert!(error.kind() == ErrorKind::InvalidRequest && error.to_string().contains(words), "{error}");
    }
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn own_cookies_stand_beside_those_of_the_call() {
    let server = server().await;
    let client = client(&server.url);
    Request::new(&client, &LIST)
        .cookie("c", &"1", Style::FORM)
        .json::<Value>()
        .header("cookie", "mine=a; other=b")
        .await
        .unwrap();
    assert_eq!(server.last().headers("cookie"), ["mine=a; other=b; c=1"]);
    Request::new(&client, &LIST).json::<Value>().header("cookie", "mine=a").await.unwrap();
    assert_eq!(server.last().headers("cookie"), ["mine=a"]);
}

/// Files without a length that can be relied on.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn files_that_are_said_to_be_empty_are_read_to_their_end() {
    let server = Server::start(vec![
        Act::Answer(json("200 OK", "{}")),
        Act::Answer(json("503 Service Unavailable", "{}")),
    ])
    .await;
    let client = client(&server.url);
    let version = std::fs::read_to_string("/proc/version").unwrap();
    let send = |path: &str| client.request("PUT", "/x").body(Payload::path(path)).send().repeatable(true);
    send("/proc/version").await.unwrap();
    let hit = server.last();
    assert_eq!((hit.text(), hit.header("transfer-encoding")), (version, "chunked"));

    let pipe = std::env::temp_dir().join(format!("pipe-{}", std::process::id()));
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let writer = pipe.clone();
    let writing = std::thread::spawn(move || std::fs::write(writer, "through a pipe").unwrap());
    let error = send(&pipe.to_string_lossy()).await.unwrap_err();
    writing.join().unwrap();
    std::fs::remove_file(&pipe).unwrap();
    assert_eq!((server.last().text().as_str(), error.attempts()), ("through a pipe", 1));

    let file = std::env::temp_dir().join(format!("file-{}", std::process::id()));
    std::fs::write(&file, "steady").unwrap();
    let error = send(&file.to_string_lossy()).await.unwrap_err();
    std::fs::remove_file(&file).unwrap();
    let hit = server.last();
    assert_eq!((hit.text().as_str(), hit.header("content-length"), error.attempts()), ("steady", "6", 3));
}
