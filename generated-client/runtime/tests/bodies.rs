//! What goes on the wire: bodies but those of parts, paths, queries, headers; and that nothing else can be smuggled in.

mod support;

use callwright_runtime::{Endpoint, ErrorKind, Nullable, Request, Style, Value, path_segment};
use support::{
    Act, FORM, GET, HOSTILE_IN_LINES, HOSTILE_IN_PATHS, LIST, POST, Server, builder, client, json,
};

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
    for value in HOSTILE_IN_LINES {
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
    let words = "JSON cannot represent a number that is infinite or NaN";
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
