//! What a form sends: media types of files, one part for each item, JSON for objects, headers of parts, empty forms.

mod support;

use callwright_runtime::{Endpoint, ErrorKind, Part, Payload, Request, Style, Value};
use serde_json::json as value;
use support::{Act, Server, client, json};

static FORM: Endpoint = Endpoint::new("form", "POST", "/form").form_body();
static PARTS: Endpoint = Endpoint::new("parts", "POST", "/parts").multipart_body("multipart/form-data");
static OPTIONAL: Endpoint =
    Endpoint::new("maybe", "POST", "/maybe").multipart_body("multipart/form-data").optional_body();
static IMAGE: Endpoint = Endpoint::new("image", "PUT", "/image").bytes_body("image/*");
static IMAGES: Endpoint = Endpoint::new("images", "PUT", "/images").bytes_body("image/png, image/jpeg");

async fn server() -> Server {
    Server::start(vec![Act::Answer(json("200 OK", "{}"))]).await
}

#[tokio::test]
async fn a_file_has_the_media_type_that_the_description_gives_it() {
    let server = server().await;
    let client = client(&server.url);
    for (allowed, part, expected) in [
        ("image/png", Part::bytes("x"), "image/png"),
        ("image/png", Part::bytes("x").file_name("x.jpg"), "image/png"),
        ("image/png", Part::bytes("x").content_type("image/x-own"), "image/x-own"),
        ("image/png, image/jpeg", Part::bytes("x").file_name("x.jpg"), "image/jpeg"),
        ("image/*", Part::bytes("x").file_name("x.gif"), "image/gif"),
        ("image/*", Part::bytes("x"), "application/octet-stream"),
        ("", Part::bytes("x").file_name("x.csv"), "text/csv"),
    ] {
        Request::new(&client, &PARTS).part_as("image", part, allowed).json::<Value>().await.unwrap();
        let text = server.last().text();
        assert!(text.contains(&format!("\r\ncontent-type: {expected}\r\n\r\nx\r\n")), "{allowed}: {text}");
    }
}

#[tokio::test]
async fn each_item_of_a_list_is_a_part() {
    let server = server().await;
    let client = client(&server.url);
    let addresses = value!([{"city": "X"}, {"city": "Y"}]);
    Request::new(&client, &PARTS)
        .field("addresses", &addresses)
        .field("mixed", &value!(["a", 1, null, [2]]))
        .part_typed("whole", &addresses, "application/json")
        .json::<Value>()
        .await
        .unwrap();
    let text = server.last().text();
    for expected in [
        "name=\"addresses\"\r\ncontent-type: application/json\r\n\r\n{\"city\":\"X\"}\r\n",
        "name=\"addresses\"\r\ncontent-type: application/json\r\n\r\n{\"city\":\"Y\"}\r\n",
        "name=\"mixed\"\r\n\r\na\r\n",
        "name=\"mixed\"\r\n\r\n1\r\n",
        "name=\"mixed\"\r\ncontent-type: application/json\r\n\r\nnull\r\n",
        "name=\"mixed\"\r\ncontent-type: application/json\r\n\r\n[2]\r\n",
        "name=\"whole\"\r\ncontent-type: application/json\r\n\r\n[{\"city\":\"X\"},{\"city\":\"Y\"}]\r\n",
    ] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
    assert_eq!(text.matches("name=\"addresses\"").count(), 2);
}

#[tokio::test]
async fn an_object_in_a_form_is_json_unless_a_style_says_otherwise() {
    let server = server().await;
    let client = client(&server.url);
    let address = value!({"city": "X"});
    Request::new(&client, &FORM)
        .field("address", &address)
        .field("city", &"Y")
        .field_styled("styled", &value!({"a": 1}), Style::FORM)
        .field_styled("deep", &value!({"k": "v"}), Style::DEEP_OBJECT)
        .field_styled("reserved", &"a/b c%41", Style::FORM.allow_reserved())
        .json::<Value>()
        .await
        .unwrap();
    assert_eq!(
        server.last().text(),
        "address=%7B%22city%22%3A%22X%22%7D&city=Y&a=1&deep%5Bk%5D=v&reserved=a/b%20c%41"
    );
}

#[tokio::test]
async fn a_form_takes_fields_under_names_of_the_caller() {
    let server = server().await;
    let client = client(&server.url);
    let request = Request::new(&client, &FORM).field_named("a&b", "x=y").field("city", &"Y");
    request.field_named("a&b", "ü").json::<Value>().await.unwrap();
    assert_eq!(server.last().text(), "a%26b=x%3Dy&city=Y&a%26b=%C3%BC");
}

#[tokio::test]
async fn a_form_that_must_be_there_is_sent_without_members() {
    let server = server().await;
    let client = client(&server.url);
    Request::new(&client, &FORM).json::<Value>().await.unwrap();
    let hit = server.last();
    assert_eq!((hit.header("content-type"), hit.text().as_str()), ("application/x-www-form-urlencoded", ""));
    assert_eq!(hit.header("content-length"), "0");
    Request::new(&client, &PARTS).json::<Value>().await.unwrap();
    let hit = server.last();
    let boundary =
        hit.header("content-type").strip_prefix("multipart/form-data; boundary=").unwrap().to_owned();
    assert_eq!(hit.text(), format!("--{boundary}--\r\n"));
    Request::new(&client, &OPTIONAL).json::<Value>().await.unwrap();
    assert_eq!(server.last().header("content-type"), "");
}

#[tokio::test]
async fn no_request_has_a_range_for_its_media_type() {
    let server = server().await;
    let client = client(&server.url);
    let gif = std::env::temp_dir().join(format!("payload-{}.gif", std::process::id()));
    let jpeg = gif.with_extension("jpeg");
    for path in [&gif, &jpeg] {
        std::fs::write(path, "x").unwrap();
    }
    for (endpoint, payload, expected) in [
        (&IMAGE, Payload::bytes("x"), "application/octet-stream"),
        (&IMAGE, Payload::bytes("x").content_type("image/webp"), "image/webp"),
        (&IMAGE, Payload::path(&gif), "image/gif"),
        (&IMAGES, Payload::path(&jpeg), "image/jpeg"),
        (&IMAGES, Payload::path(&gif), "image/png"),
        (&IMAGES, Payload::bytes("x"), "image/png"),
    ] {
        Request::new(&client, endpoint).body_bytes(payload).json::<Value>().await.unwrap();
        assert_eq!(server.last().header("content-type"), expected);
    }
    for path in [gif, jpeg] {
        std::fs::remove_file(path).unwrap();
    }
}

#[tokio::test]
async fn parts_have_headers() {
    let server = server().await;
    let client = client(&server.url);
    Request::new(&client, &PARTS)
        .part("file", Part::bytes("x").header("X-Own", "1"))
        .part_header("file", &7_i64, "X-Described")
        .part_header("file", &None::<String>, "X-None")
        .field("text", &"t")
        .part_header("text", &vec!["a", "b"], "X-List")
        .json::<Value>()
        .await
        .unwrap();
    let text = server.last().text();
    assert!(text.contains("application/octet-stream\r\nx-own: 1\r\nx-described: 7\r\n\r\nx\r\n"), "{text}");
    assert!(text.contains("name=\"text\"\r\nx-list: a,b\r\n\r\nt\r\n"), "{text}");
    let sent = server.count();
    for part in [
        Part::bytes("x").header("X-Own", "a\r\nX-Injected: b"),
        Part::bytes("x").header("a: b\r\nc", "d"),
        Part::bytes("x").header("Content-Disposition", "form-data; name=\"other\""),
    ] {
        let error = Request::new(&client, &PARTS).part("file", part).json::<Value>().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{error}");
    }
    let lonely = Request::new(&client, &PARTS).field("a", &"b").part_header("file", &"1", "X-Own");
    assert_eq!(lonely.json::<Value>().await.unwrap_err().kind(), ErrorKind::InvalidRequest);
    assert_eq!(server.count(), sent);
}
