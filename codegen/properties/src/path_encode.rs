//! A path parameter stays in its segment, whatever it holds.

use percent_encoding::percent_decode_str;
use runtime::{Api, Client, Endpoint, Request, Script, ScriptedReply};

use crate::choices::Choices;
use crate::finished::finished;

static API: Api = Api::new("Paths", "paths/1.0");
static WHOLE: Endpoint = Endpoint::new("paths.whole", "GET", "/v1/{id}/end");
static LAST: Endpoint = Endpoint::new("paths.last", "GET", "/v1/x/{id}");
static AFFIXED: Endpoint = Endpoint::new("paths.affixed", "GET", "/v1/a:{id}.json/end");
/// Each with the segment that holds the value, what stands before it there, and what after.
static ENDPOINTS: [(&Endpoint, usize, &str, &str); 3] =
    [(&WHOLE, 2, "", ""), (&LAST, 3, "", ""), (&AFFIXED, 2, "a:", ".json")];

/// A value fills one segment of a path and reads back, or is refused before anything is sent.
///
/// # Panics
///
/// When the path has another number of segments, or the value reads back as another.
pub fn check_path_encode(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let (endpoint, place, before, after) = choices.pick(&ENDPOINTS);
    let value = String::from_utf8_lossy(choices.rest()).into_owned();
    let script = Script::new().otherwise(ScriptedReply::status(204));
    let client =
        Client::builder(&API).base_url("https://host.example/base").transport(script.clone()).build();
    let client = client.expect("a base URL and a transport suffice");
    let answer = finished(Request::new(&client, endpoint).path("id", &value).unit());
    let Some(sent) = script.last_request() else {
        assert!(answer.is_err(), "{value:?} is neither sent nor refused");
        assert!(matches!(value.as_str(), "" | "." | ".."), "{value:?} is refused: {answer:?}");
        return;
    };
    assert_eq!(sent.url.host_str(), Some("host.example"), "{value:?} changes the host");
    assert_eq!((sent.url.query(), sent.url.fragment()), (None, None), "{value:?} leaves the path");
    let segments: Vec<&str> = sent.url.path().split('/').collect();
    assert_eq!(segments.len(), 5, "{value:?} changes the path to {}", sent.url.path());
    let segment = segments[place + 1].strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
    let segment = segment.unwrap_or_else(|| panic!("{value:?} changes {}", sent.url.path()));
    assert_eq!(percent_decode_str(segment).decode_utf8().as_deref(), Ok(value.as_str()));
}
