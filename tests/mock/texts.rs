//! Texts that the mock server answers, read by the runtime.

use integration_tests::MockProgram;
use runtime::{Api, Client, Endpoint, Request, Value};

static API: Api = Api::new("Texts", "texts/1.0");
static EVENTS: Endpoint = Endpoint::new("events", "GET", "/events").accept("text/event-stream");
static WORDS: Endpoint = Endpoint::new("words", "GET", "/words").accept("text/event-stream");
static ANYTHING: Endpoint = Endpoint::new("anything", "GET", "/anything").accept("text/event-stream");
static NOTHING: Endpoint = Endpoint::new("nothing", "GET", "/nothing").accept("text/event-stream");
static LINES: Endpoint = Endpoint::new("lines", "GET", "/lines").accept("application/x-ndjson");
static PLAIN: Endpoint = Endpoint::new("plain", "GET", "/plain").accept("text/plain");
static WRITTEN: Endpoint = Endpoint::new("written", "GET", "/written").accept("application/json");

#[tokio::test]
async fn texts_are_read_as_they_were_meant() {
    let server = MockProgram::start(&["--spec", "tests/fixtures/mock/texts.yaml"]);
    let client = Client::builder(&API).base_url(server.url()).build().expect("a client");
    let mut events = Request::new(&client, &EVENTS).events::<String>().await.expect("a stream");
    for _ in 0..2 {
        let event = events.next().await.expect("two events").expect("a string");
        assert_eq!(event.data, "it says \"hello\"\nand more");
    }
    assert!(events.next().await.is_none());

    let mut words = Request::new(&client, &WORDS).events::<String>().await.expect("a stream");
    let word = words.next().await.expect("an event").expect("a string").data;
    assert!(!word.is_empty() && !word.contains('"'), "{word}");

    for endpoint in [&ANYTHING, &NOTHING] {
        let mut values = Request::new(&client, endpoint).events::<Value>().await.expect("a stream");
        values.next().await.expect("an event").expect("JSON");
    }
    let mut lines = Request::new(&client, &LINES).lines::<String>().await.expect("a stream");
    lines.next().await.expect("a line").expect("a string");
    let plain = Request::new(&client, &PLAIN).text().await.expect("a string");
    assert_eq!(plain, "just text");
    let written = Request::new(&client, &WRITTEN).json::<Value>().await.expect("an object");
    assert_eq!(written["id"], 7);
    assert_eq!(server.stop(), Some(0));
}
