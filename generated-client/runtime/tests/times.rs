//! Dates and times go to the crates that know them and come back, owned and borrowed.
#![cfg(all(feature = "chrono", feature = "jiff", feature = "time"))]

mod support;

use std::fmt::Debug;

use callwright_runtime::{Date, DateTime, Request, Style, Time, Value, WriteJson, json};
use support::{LIST, POST, Server, client};

/// Reads a text as a type, owned and borrowed, and gives the text that goes out, owned and borrowed.
fn there_and_back<Text, Theirs>(text: &str) -> String
where
    Text: Clone
        + Debug
        + PartialEq
        + for<'a> From<&'a str>
        + From<Theirs>
        + for<'a> From<&'a Theirs>
        + ToString,
    Theirs: Clone + Debug + PartialEq + TryFrom<Text> + for<'a> TryFrom<&'a Text>,
    <Theirs as TryFrom<Text>>::Error: Debug,
    for<'a> <Theirs as TryFrom<&'a Text>>::Error: Debug,
{
    let ours = Text::from(text);
    let borrowed = Theirs::try_from(&ours).unwrap();
    let owned = Theirs::try_from(ours).unwrap();
    assert_eq!(owned, borrowed);
    let sent = Text::from(&owned);
    assert_eq!(sent, Text::from(owned));
    sent.to_string()
}

const ZULU: &str = "2026-11-22T13:41:00Z";
const EAST: &str = "2026-11-22T15:41:00.25+02:00";
const EAST_IN_UTC: &str = "2026-11-22T13:41:00.25Z";

#[test]
fn utc_goes_out_with_a_z() {
    for (text, expected) in [(ZULU, ZULU), (EAST, EAST_IN_UTC), ("2026-11-22T13:41:00+00:00", ZULU)] {
        let chrono = there_and_back::<DateTime, chrono::DateTime<chrono::Utc>>(text);
        assert_eq!(chrono.replace(".250Z", ".25Z"), expected);
        assert_eq!(there_and_back::<DateTime, jiff::Timestamp>(text), expected);
        assert_eq!(there_and_back::<DateTime, time::UtcDateTime>(text), expected);
    }
}

#[test]
fn an_offset_stays() {
    let chrono = there_and_back::<DateTime, chrono::DateTime<chrono::FixedOffset>>(EAST);
    assert_eq!(chrono, "2026-11-22T15:41:00.250+02:00");
    assert_eq!(there_and_back::<DateTime, time::OffsetDateTime>(EAST), EAST);
    assert_eq!(there_and_back::<DateTime, time::OffsetDateTime>(ZULU), ZULU);
}

#[test]
fn without_an_offset_it_is_what_is_written() {
    for (text, expected) in [
        ("2026-11-22T13:41:00", "2026-11-22T13:41:00"),
        ("2026-11-22T13:41:00.5", "2026-11-22T13:41:00.5"),
        ("2026-11-22 13:41:00", "2026-11-22T13:41:00"),
        (ZULU, "2026-11-22T13:41:00"),
        (EAST, "2026-11-22T15:41:00.25"),
    ] {
        let chrono = there_and_back::<DateTime, chrono::NaiveDateTime>(text);
        assert_eq!(chrono.replace(".500", ".5").replace(".250", ".25"), expected);
        assert_eq!(there_and_back::<DateTime, jiff::civil::DateTime>(text), expected);
        assert_eq!(there_and_back::<DateTime, time::PrimitiveDateTime>(text), expected);
    }
    let odd = DateTime::from("yesterday");
    assert!(chrono::NaiveDateTime::try_from(&odd).is_err() && jiff::civil::DateTime::try_from(&odd).is_err());
    assert!(time::PrimitiveDateTime::try_from(odd).is_err());
}

#[test]
fn dates_and_times_of_day() {
    let (date, time) = ("2026-11-22", "09:05:07.5");
    assert_eq!(there_and_back::<Date, chrono::NaiveDate>(date), date);
    assert_eq!(there_and_back::<Date, jiff::civil::Date>(date), date);
    assert_eq!(there_and_back::<Date, time::Date>(date), date);
    for text in [time, "09:05:07.5Z", "09:05:07.5+00:00", "11:05:07.5+02:00", "23:05:07.5-10:00"] {
        assert_eq!(there_and_back::<Time, chrono::NaiveTime>(text), "09:05:07.500Z");
        assert_eq!(there_and_back::<Time, jiff::civil::Time>(text), "09:05:07.5Z");
        assert_eq!(there_and_back::<Time, time::Time>(text), "09:05:07.5Z");
    }
    assert_eq!(there_and_back::<Time, chrono::NaiveTime>("13:41:00Z"), "13:41:00Z");
    assert_eq!(there_and_back::<Time, jiff::civil::Time>("13:41:00Z"), "13:41:00Z");
    assert_eq!(there_and_back::<Time, time::Time>("13:41:00Z"), "13:41:00Z");
    let odd = Time::from("noon");
    assert!(chrono::NaiveTime::try_from(&odd).is_err() && jiff::civil::Time::try_from(&odd).is_err());
    assert!(time::Time::try_from(odd).is_err());
}

/// Converts a value that its format has no text for, owned and borrowed, and looks at what would be sent.
fn has_no_text<Text, Theirs>(value: Theirs)
where
    Text: Debug + PartialEq + WriteJson + serde::Serialize + From<Theirs> + for<'a> From<&'a Theirs>,
{
    let text = Text::from(&value);
    assert_eq!(text, Text::from(value));
    let error = json::to_vec(&text).unwrap_err().to_string();
    assert!(error.contains("RFC 3339 cannot represent"), "{text:?}: {error}");
    assert!(serde_json::to_string(&text).unwrap_err().to_string().contains("RFC 3339"), "{text:?}");
}

#[test]
fn what_has_no_text_is_an_error_and_never_an_empty_text() {
    let utc =
        |year| time::UtcDateTime::new(time::Date::from_ordinal_date(year, 1).unwrap(), time::Time::MIDNIGHT);
    has_no_text::<DateTime, _>(utc(-1));
    has_no_text::<DateTime, _>(time::OffsetDateTime::from(utc(-1)));
    let odd = time::UtcOffset::from_hms(1, 2, 3).unwrap();
    has_no_text::<DateTime, _>(time::OffsetDateTime::from(utc(2026)).to_offset(odd));
    has_no_text::<DateTime, _>(time::PrimitiveDateTime::new(utc(-1).date(), time::Time::MIDNIGHT));
    has_no_text::<Date, _>(utc(-1).date());

    for year in [-1, 10_000] {
        let date = chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let naive = date.and_hms_opt(0, 0, 0).unwrap();
        has_no_text::<Date, _>(date);
        has_no_text::<DateTime, _>(naive);
        has_no_text::<DateTime, _>(naive.and_utc());
        has_no_text::<DateTime, _>(naive.and_utc().fixed_offset());
    }
    let odd = chrono::FixedOffset::east_opt(3723).unwrap();
    has_no_text::<DateTime, _>(chrono::DateTime::<chrono::Utc>::UNIX_EPOCH.with_timezone(&odd));

    let date = jiff::civil::date(-1, 1, 1);
    has_no_text::<Date, _>(date);
    has_no_text::<DateTime, _>(date.at(0, 0, 0, 0));
    has_no_text::<DateTime, _>(jiff::tz::Offset::UTC.to_timestamp(date.at(0, 0, 0, 0)).unwrap());
}

/// Wherever the value would go, the call fails before anything is sent, and says which value it was.
#[tokio::test]
async fn a_call_with_a_value_that_has_no_text_fails_and_sends_nothing() {
    let server = Server::start(Vec::new()).await;
    let client = client(&server.url);
    let before = time::UtcDateTime::new(time::Date::from_ordinal_date(-1, 1).unwrap(), time::Time::MIDNIGHT);
    for request in [
        Request::new(&client, &LIST).query_of::<DateTime>("since", before, Style::FORM),
        Request::new(&client, &LIST).query("since", &vec![DateTime::from(before)], Style::FORM_JOINED),
        Request::new(&client, &LIST).header("since", &DateTime::from(before), Style::SIMPLE),
        Request::new(&client, &LIST).cookie("since", &DateTime::from(before), Style::FORM),
        Request::new(&client, &POST).field_of::<DateTime>("since", before),
    ] {
        let error = request.json::<Value>().await.unwrap_err().to_string();
        assert!(error.contains("`since` cannot be written") && error.contains("RFC 3339"), "{error}");
    }
    assert!(server.hits().is_empty());
}
