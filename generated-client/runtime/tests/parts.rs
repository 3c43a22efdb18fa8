//! Multipart bodies on the wire: from bytes, files and readers; and that nothing can be smuggled into them.

mod support;

use callwright_runtime::{Client, ErrorKind, Part, Payload, Request, Style, Value};
use support::{Act, HOSTILE_IN_LINES, Server, UPLOAD, client, json};

async fn server() -> Server {
    Server::start(vec![Act::Answer(json("200 OK", "{}"))]).await
}

#[tokio::test]
async fn nothing_can_be_smuggled_into_parts() {
    let server = server().await;
    let client = client(&server.url);
    for value in HOSTILE_IN_LINES {
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
        .part_named("language", Part::text("en"))
        .part_named("sound", Part::bytes("la"))
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
        "name=\"language\"\r\n\r\nen\r\n".to_owned(),
        "name=\"sound\"; filename=\"file\"\r\ncontent-type: application/octet-stream\r\n\r\nla\r\n"
            .to_owned(),
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
async fn parts_in_a_style_have_the_names_of_pairs() {
    let server = server().await;
    let client = client(&server.url);
    let deep = serde_json::json!({"a": 1, "b": {"c": ["x & y"]}, "none": null});
    Request::new(&client, &UPLOAD)
        .field_styled("deep", &serde_json::json!({"old": 1}), Style::DEEP_OBJECT)
        .field_styled("deep", &deep, Style::DEEP_OBJECT)
        .field_styled("spaced", &vec!["x", "y"], Style::SPACE)
        .field_styled("piped", &vec!["x", "y"], Style::PIPE)
        .field_styled("joined", &serde_json::json!({"k": "v"}), Style::FORM_JOINED)
        .field_styled("none", &None::<String>, Style::PIPE)
        .json::<Value>()
        .await
        .unwrap();
    let text = server.last().text();
    let parts: Vec<(&str, &str)> = text
        .split("form-data; name=\"")
        .skip(1)
        .filter_map(|part| part.split_once("\r\n--")?.0.split_once("\"\r\n\r\n"))
        .collect();
    assert_eq!(
        parts,
        [
            ("deep[a]", "1"),
            ("deep[b][c][0]", "x & y"),
            ("spaced", "x y"),
            ("piped", "x|y"),
            ("joined", "k,v"),
        ]
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

#[tokio::test]
async fn a_file_without_a_name_gets_one_of_its_media_type() {
    let server = server().await;
    let client = client(&server.url);
    let cases = [
        ("audio/mpeg", "file.mp3"),
        ("image/PNG; q=1", "file.png"),
        ("audio/x-wav", "file.wav"),
        ("text/csv", "file.csv"),
        ("application/pdf", "file.pdf"),
        ("application/jsonl", "file.jsonl"),
        ("application/x-unheard-of", "file"),
    ];
    for (media_type, name) in cases {
        let part = Part::bytes("content").content_type(media_type);
        Request::new(&client, &UPLOAD).part("file", part).json::<Value>().await.unwrap();
        let text = server.last().text();
        assert!(text.contains(&format!("; filename=\"{name}\"\r\n")), "{text}");
        assert!(text.contains(&format!("\r\ncontent-type: {media_type}\r\n")), "{text}");
    }
    let own = Part::bytes("content").content_type("audio/mpeg").file_name("mine");
    Request::new(&client, &UPLOAD).part("file", own).json::<Value>().await.unwrap();
    assert!(server.last().text().contains("filename=\"mine\""));
    Request::new(&client, &UPLOAD).part("file", Part::bytes("content")).json::<Value>().await.unwrap();
    assert!(server.last().text().contains("filename=\"file\"\r\ncontent-type: application/octet-stream"));
}

#[tokio::test]
async fn the_flag_of_a_stream_is_a_member_of_any_form() {
    use support::FORM;

    let server = server().await;
    let client = client(&server.url);
    let uploaded = Request::new(&client, &UPLOAD).field("stream", &false).field("stream", &true);
    uploaded.json::<Value>().await.unwrap();
    let text = server.last().text();
    assert!(text.contains("name=\"stream\"\r\n\r\ntrue\r\n") && !text.contains("false"), "{text}");
    Request::new(&client, &FORM).field("stream", &true).json::<Value>().await.unwrap();
    assert_eq!(server.last().text(), "stream=true");
}

static ORDERED: callwright_runtime::Endpoint =
    callwright_runtime::Endpoint::new("things.send", "POST", "/v1/parts")
        .ordered_body("multipart/related; boundary=x; start=a");
static RELATED: callwright_runtime::Endpoint =
    callwright_runtime::Endpoint::new("things.send", "POST", "/v1/parts")
        .ordered_body("multipart/related")
        .optional_body();

#[tokio::test]
async fn parts_without_names_go_in_the_order_of_their_positions() {
    let server = server().await;
    let client = client(&server.url);
    Request::new(&client, &ORDERED)
        .part_items("2", &vec![1, 2], "text/plain")
        .part_as("1", Part::bytes("png").file_name("a \"b\".png"), "image/jpeg, image/png")
        .part_typed("0", &serde_json::json!({"a": [1]}), "application/ld+json")
        .part_header("0", &"s", "x-sum")
        .part_header("2", &"n", "x-n")
        .json::<Value>()
        .await
        .unwrap();
    let hit = server.last();
    let (media_type, boundary) = hit.header("content-type").split_once("; boundary=").unwrap();
    assert_eq!(media_type, "multipart/related; start=a");
    assert_eq!(
        hit.text().replace(boundary, "b"),
        "--b\r\ncontent-type: application/ld+json\r\nx-sum: s\r\n\r\n{\"a\":[1]}\r\n\
         --b\r\ncontent-disposition: attachment; filename=\"a %22b%22.png\"\r\ncontent-type: image/png\r\n\r\npng\r\n\
         --b\r\ncontent-type: text/plain\r\nx-n: n\r\n\r\n1\r\n\
         --b\r\ncontent-type: text/plain\r\nx-n: n\r\n\r\n2\r\n--b--\r\n"
    );
    Request::new(&client, &RELATED)
        .part_items("0", &vec![serde_json::json!({"a": 1}), Value::Null], "application/json; x=\"y\"")
        .json::<Value>()
        .await
        .unwrap();
    let hit = server.last();
    assert!(
        hit.header("content-type")
            .starts_with("multipart/related; type=\"application/json; x=y\"; boundary=")
    );
    assert_eq!(hit.text().matches("content-type: application/json; x=\"y\"\r\n\r\n").count(), 2);
    Request::new(&client, &RELATED).json::<Value>().await.unwrap();
    assert!(server.last().body.is_empty());
}

#[tokio::test]
async fn a_position_that_is_left_out_is_an_error() {
    let server = server().await;
    let client = client(&server.url);
    let sent = Request::new(&client, &RELATED)
        .part("1", "x")
        .part_items("2", &vec![1], "text/plain")
        .json::<Value>();
    let error = sent.await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::InvalidRequest, 0));
    assert!(error.to_string().contains("part 1"), "{error}");
    for value in HOSTILE_IN_LINES {
        let part = Part::bytes("x").content_type(value);
        let sent = Request::new(&client, &RELATED).part("0", part).json::<Value>().await;
        assert_eq!(sent.is_err(), value.chars().any(char::is_control), "{value:?}");
        let part = Part::bytes("x").file_name(value);
        Request::new(&client, &RELATED).part("0", part).json::<Value>().await.unwrap();
        let hit = server.last();
        let boundary = hit.header("content-type").split_once("boundary=").unwrap().1.to_owned();
        let text = hit.text();
        assert_eq!(text.split(&format!("--{boundary}")).count(), 3, "{value:?}");
        assert_eq!(text.split("\r\n\r\n").next().unwrap().lines().count(), 3, "{value:?}");
    }
}
