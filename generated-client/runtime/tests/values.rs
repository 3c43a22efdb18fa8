//! What values may take of memory, whatever a server sends, and on which thread they are read.

mod support;

use std::{
    collections::BTreeMap,
    thread::{self, ThreadId},
};

use callwright_runtime::{DecodeError, ErrorKind, Json, Object, ReadJson, Request, Value, json, object};
use support::{Act, GET, POST, Server, builder, client};

/// An object whose members may all be missing.
pub(crate) struct Sparse {
    pub(crate) one: Option<String>,
    pub(crate) two: Option<Vec<i64>>,
    pub(crate) three: Option<BTreeMap<String, i64>>,
    pub(crate) next: Option<Box<Sparse>>,
    pub(crate) rest: Object,
}

object! { Sparse { one, two, three, next, ..rest } }

/// Text that is or is not listed.
pub(crate) enum Word {
    Listed,
    Unknown(String),
}

callwright_runtime::text_enum! { Word { Listed: "listed" } }

/// A value of one of two kinds of objects, or of any other.
#[derive(Clone)]
pub(crate) enum Either {
    Sparse(Box<Sparse>),
    List(Vec<Either>),
    Unknown(Value),
}

callwright_runtime::union! { Either { Sparse: [object], List: [array] } }

fn list(item: &str, times: usize) -> String {
    format!("[{}]", vec![item; times].join(","))
}

fn names(times: usize, value: &str) -> String {
    let members: Vec<String> = (0..times).map(|number| format!("\"{number}\":{value}")).collect();
    format!("{{{}}}", members.join(","))
}

/// The bytes that a value takes, as it is asked for them, and whether it can be read within a limit.
struct Kind {
    name: &'static str,
    taken: fn(&str) -> u64,
    within: fn(&str, u64) -> Result<(), DecodeError>,
}

impl Kind {
    const fn of<T: ReadJson>(name: &'static str) -> Self {
        Self {
            name,
            taken: |text| {
                let mut value = None;
                let taken =
                    allocation_counter::measure(|| value = json::from_slice::<T>(text.as_bytes()).ok());
                assert!(value.is_some(), "{}", &text[..text.len().min(80)]);
                u64::try_from(taken.bytes_current).expect("a size")
            },
            within: |text, limit| json::from_slice_within::<T>(text.as_bytes(), limit).map(drop),
        }
    }
}

#[test]
fn what_is_counted_is_what_is_taken() {
    const ANY: Kind = Kind::of::<Value>("Value");
    const SPARSE: Kind = Kind::of::<Vec<Sparse>>("Vec<Sparse>");
    let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
    let cases = [
        (ANY, list(r#"{"":0}"#, 3_000)),
        (ANY, list("0", 3_000)),
        (ANY, list("[]", 3_000)),
        (ANY, list("[0]", 3_000)),
        (ANY, list(r#""""#, 3_000)),
        (ANY, list(r#""a""#, 3_000)),
        (ANY, list(r#""\n""#, 3_000)),
        (ANY, list("1e400", 3_000)),
        (ANY, list(r#"{"a":{"b":{"c":[{}]}}}"#, 1_000)),
        (ANY, list(&names(12, "0"), 300)),
        (ANY, list(&deep, 40)),
        (ANY, names(20_000, "1")),
        (ANY, format!("\"{}\"", "a".repeat(50_000))),
        (SPARSE, list("{}", 3_000)),
        (SPARSE, list(r#"{"next":{"next":{}}}"#, 1_000)),
        (SPARSE, list(r#"{"two":[1],"three":{"a":1}}"#, 1_000)),
        (SPARSE, list(r#"{"other":[{"":null}]}"#, 1_000)),
        (Kind::of::<Vec<i64>>("Vec<i64>"), list("0", 3_000)),
        (Kind::of::<Vec<Option<Box<i64>>>>("boxes"), list("1", 3_000)),
        (Kind::of::<BTreeMap<String, i8>>("BTreeMap"), names(20_000, "1")),
        (Kind::of::<Vec<BTreeMap<String, Sparse>>>("maps"), list(r#"{"":{}}"#, 1_000)),
        (Kind::of::<Vec<Word>>("Vec<Word>"), list(r#""other""#, 3_000)),
        (Kind::of::<Vec<Either>>("Vec<Either>"), list(r#"[{},{"x":[1]},[],"text"]"#, 700)),
    ];
    let mut wrong = Vec::new();
    for (kind, text) in cases {
        let taken = (kind.taken)(&text);
        let shown = format!("{} of {}…: {taken}", kind.name, &text[..text.len().min(40)]);
        let counts = |limit: u64| match (kind.within)(&text, limit) {
            Ok(()) => true,
            Err(error) => {
                assert!(error.is_too_large(), "{shown}: {error}");
                false
            }
        };
        if counts(taken - 1) {
            wrong.push(format!("{shown} is too little for what is counted"));
        }
        if !counts(taken * 5 / 2 + 1_000) {
            wrong.push(format!("{shown} is far less than what is counted"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn cases_of_a_union_that_are_not_kept_give_their_room_back() {
    let text = list(r#"[[[{"x":1}]]]"#, 2_000);
    let taken = (Kind::of::<Vec<Either>>("").taken)(&text);
    assert!(json::from_slice_within::<Vec<Either>>(text.as_bytes(), taken * 3).is_ok());
}

#[tokio::test]
async fn a_small_answer_that_is_large_is_an_error_of_its_own() {
    let body = list(r#"{"":0}"#, 50_000);
    let server = Server::start(vec![Act::Answer(support::json("200 OK", &body))]).await;
    let limited = builder(&server.url).max_value_size(8 * 1024 * 1024).build().unwrap();
    let get = || Request::new(&limited, &GET).path("id", &"1").json::<Value>();
    let error = get().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ValueTooLarge, "{error}");
    assert!(error.to_string().contains("max_value_size"), "{error}");
    assert_eq!(error.body().unwrap().len(), body.len());
    assert!(error.pointer().unwrap().starts_with('/') && !error.is_retryable());
    assert!(get().max_value_size(64 * 1024 * 1024).await.is_ok());
    let raw = Request::new(&limited, &GET).path("id", &"1").raw().await.unwrap();
    assert!(raw.json::<Value>().unwrap_err().is_too_large());
    let write = Request::new(&limited, &POST).field("a", &1_i64).json::<Value>().await.unwrap_err();
    assert!(write.was_carried_out() && write.kind() == ErrorKind::ValueTooLarge, "{write}");
    let default = Request::new(&client(&server.url), &GET).path("id", &"1").json::<Value>();
    assert!(default.await.is_ok());
    let little = Request::new(&client(&server.url), &GET).path("id", &"1").json::<Value>();
    let error = little.max_value_size(0).await.unwrap_err();
    assert_eq!((error.kind(), error.pointer()), (ErrorKind::ValueTooLarge, Some("/0")), "{error}");
}

#[cfg(feature = "stream")]
#[tokio::test]
async fn items_of_streams_have_the_limit_each() {
    let item = list(r#"{"":0}"#, 5_000);
    for body in [format!("{item}\n{item}\n"), format!("data: {item}\n\ndata: {item}\n\n")] {
        let answer = support::answer("200 OK", &[], body.as_bytes());
        let server = Server::start(vec![Act::Answer(answer)]).await;
        for (limit, fits) in [(8 << 20, true), (1 << 20, false)] {
            let client = builder(&server.url).max_value_size(limit).build().unwrap();
            let get = Request::new(&client, &GET).path("id", &"1");
            let failed = if body.starts_with("data") {
                get.events::<Value>().await.unwrap().collect_all::<Vec<_>>().await.err()
            } else {
                get.lines::<Value>().await.unwrap().collect_all::<Vec<_>>().await.err()
            };
            let kind = failed.map(|error| error.kind());
            assert_eq!(kind, (!fits).then_some(ErrorKind::ValueTooLarge), "{limit}");
        }
    }
    // An error within a stream is one of a server, and no more is read of it than such errors are.
    let body = format!("event: error\ndata: {}\n\n", list(r#"{"":0}"#, 100_000));
    let server = Server::start(vec![Act::Answer(support::answer("200 OK", &[], body.as_bytes()))]).await;
    let mut events =
        Request::new(&client(&server.url), &GET).path("id", &"1").events::<Value>().await.unwrap();
    let error = events.next().await.unwrap().unwrap_err();
    assert!(error.kind() == ErrorKind::Api && error.to_string().len() < 2_000, "{error}");
}

/// The thread on which it was read.
#[derive(Clone, Debug, PartialEq)]
struct Reader(ThreadId);

impl Json for Reader {
    fn read(reader: &mut json::Reader<'_>) -> json::Read<Self> {
        reader.skip()?;
        Ok(Self::blank())
    }

    fn blank() -> Self {
        Self(thread::current().id())
    }
}

#[tokio::test]
async fn large_answers_are_read_on_another_thread() {
    for (size, is_elsewhere) in [(100, false), (300_000, true)] {
        let body = format!("\"{}\"", "a".repeat(size));
        let server = Server::start(vec![Act::Answer(support::json("200 OK", &body))]).await;
        let read = Request::new(&client(&server.url), &GET).path("id", &"1").json::<Reader>().await.unwrap();
        assert_eq!(read.0 != thread::current().id(), is_elsewhere, "{size}");
    }
}

#[cfg(feature = "stream")]
#[tokio::test]
async fn large_items_of_streams_are_read_on_another_thread() {
    let (small, large) = ("a".repeat(100), "a".repeat(300_000));
    let lines = format!("\"{small}\"\n\"{large}\"\n\"{small}\"");
    let events = format!("data: \"{small}\"\n\ndata: \"{large}\"\n\ndata: \"{small}\"");
    let here = thread::current().id();
    let server = Server::start(vec![Act::Answer(support::answer("200 OK", &[], lines.as_bytes()))]).await;
    let stream = Request::new(&client(&server.url), &GET).path("id", &"1").lines::<Reader>().await.unwrap();
    let lines: Vec<Reader> = stream.collect_all().await.unwrap();
    let server = Server::start(vec![Act::Answer(support::answer("200 OK", &[], events.as_bytes()))]).await;
    let stream = Request::new(&client(&server.url), &GET).path("id", &"1").events::<Reader>().await.unwrap();
    let events: Vec<callwright_runtime::Event<Reader>> = stream.collect_all().await.unwrap();
    let events = events.into_iter().map(|event| event.data);
    for read in [lines, events.collect()] {
        let is_here: Vec<bool> = read.iter().map(|read| read.0 == here).collect();
        assert_eq!(is_here, [true, false, true]);
    }
}

#[cfg(feature = "blocking")]
#[test]
fn large_answers_are_read_where_a_thread_waits() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let body = list("1", 300_000);
    let server = runtime.block_on(Server::start(vec![Act::Answer(support::json("200 OK", &body))]));
    let read = Request::new(&client(&server.url), &GET).path("id", &"1").json::<Vec<i64>>().wait();
    assert_eq!(read.unwrap().len(), 300_000);
}
