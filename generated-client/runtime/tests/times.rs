//! Dates and times go to the crates that know them and come back, owned and borrowed.
#![cfg(all(feature = "chrono", feature = "jiff", feature = "time"))]

use std::fmt::Debug;

use generated_client_runtime::{Date, DateTime, Time};

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
    assert_eq!(there_and_back::<Time, chrono::NaiveTime>(time), "09:05:07.500");
    assert_eq!(there_and_back::<Time, jiff::civil::Time>(time), time);
    assert_eq!(there_and_back::<Time, time::Time>(time), time);
    assert_eq!(there_and_back::<Time, time::Time>("09:05:07"), "09:05:07");
}
