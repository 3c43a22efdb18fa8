//! Conversions to the crates that know a format; each is behind the feature of the crate's name.

/// From a crate's type by its text, and back where the text is what the crate reads; owned and borrowed.
#[allow(unused_macros, reason = "without features there is nothing to convert to")]
macro_rules! conversions {
    ($($feature:literal: $text:ident as $theirs:ty, $write:expr, $read:expr, $error:ty;)*) => {$(
        #[cfg(feature = $feature)]
        impl From<$theirs> for super::$text {
            fn from(value: $theirs) -> Self {
                Self::from(&value)
            }
        }

        #[cfg(feature = $feature)]
        impl From<&$theirs> for super::$text {
            fn from(value: &$theirs) -> Self {
                let write: fn(&$theirs) -> Option<String> = $write;
                write(value).map_or_else(|| Self::unwritable(value), Self::from)
            }
        }

        #[cfg(feature = $feature)]
        impl TryFrom<super::$text> for $theirs {
            type Error = $error;

            fn try_from(value: super::$text) -> Result<Self, Self::Error> {
                Self::try_from(&value)
            }
        }

        #[cfg(feature = $feature)]
        impl TryFrom<&super::$text> for $theirs {
            type Error = $error;

            fn try_from(value: &super::$text) -> Result<Self, Self::Error> {
                let read: fn(&str) -> Result<$theirs, $error> = $read;
                read(value.as_str())
            }
        }
    )*};
}

/// The text unless its year has a sign: RFC 3339 has four digits for a year and nothing else.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
fn signless(text: String) -> Option<String> {
    (!text.starts_with(['-', '+'])).then_some(text)
}

/// A time of day stands in for a date and time on this day.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
fn on_a_day(text: &str) -> String {
    format!("2000-01-02T{text}")
}

#[cfg(feature = "chrono")]
mod of_chrono {
    use chrono::{DateTime, FixedOffset, NaiveDateTime, NaiveTime, ParseError, SecondsFormat, Utc};

    use super::{on_a_day, signless};

    /// What is in UTC says so by `Z`, as most servers write it.
    pub(super) fn utc(value: &DateTime<Utc>) -> Option<String> {
        signless(value.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }

    /// The crate rounds an offset to minutes, and that would be another moment.
    pub(super) fn fixed(value: &DateTime<FixedOffset>) -> Option<String> {
        let is_whole = value.offset().local_minus_utc() % 60 == 0;
        signless(value.to_rfc3339()).filter(|_| is_whole)
    }

    /// Date and time as they are written, whatever offset follows.
    pub(super) fn naive(text: &str) -> Result<NaiveDateTime, ParseError> {
        let plain = text.parse().or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f"));
        plain.or_else(|_| {
            DateTime::parse_from_rfc3339(text).map(|value: DateTime<FixedOffset>| value.naive_local())
        })
    }

    pub(super) fn time(text: &str) -> Result<NaiveTime, ParseError> {
        let in_utc = DateTime::parse_from_rfc3339(&on_a_day(text)).map(|value| value.to_utc().time());
        in_utc.or_else(|error| text.parse().map_err(|_| error))
    }
}

#[cfg(feature = "time")]
mod of_time {
    use time::{
        Date, OffsetDateTime, PrimitiveDateTime, Time, UtcDateTime,
        error::Parse,
        format_description::well_known::{Iso8601, Rfc3339},
    };

    use super::{on_a_day, signless};

    /// With as much of a fraction as there is.
    fn clock(value: Time) -> String {
        let (hour, minute, second, nanosecond) = value.as_hms_nano();
        let whole = format!("{hour:02}:{minute:02}:{second:02}");
        if nanosecond == 0 {
            return whole;
        }
        format!("{whole}.{}", format!("{nanosecond:09}").trim_end_matches('0'))
    }

    pub(super) fn time(value: Time) -> String {
        format!("{}Z", clock(value))
    }

    pub(super) fn naive(value: &PrimitiveDateTime) -> Option<String> {
        signless(format!("{}T{}", value.date(), clock(value.time())))
    }

    /// Date and time as they are written, whatever offset follows.
    pub(super) fn read_naive(text: &str) -> Result<PrimitiveDateTime, Parse> {
        PrimitiveDateTime::parse(&text.replacen(' ', "T", 1), &Iso8601::DEFAULT)
    }

    pub(super) fn utc(text: &str) -> Result<UtcDateTime, Parse> {
        OffsetDateTime::parse(text, &Rfc3339).map(OffsetDateTime::to_utc)
    }

    pub(super) fn date(text: &str) -> Result<Date, Parse> {
        Date::parse(text, &Iso8601::DATE)
    }

    pub(super) fn read_time(text: &str) -> Result<Time, Parse> {
        let in_utc = utc(&on_a_day(text)).map(UtcDateTime::time);
        in_utc.or_else(|error| Time::parse(text, &Iso8601::TIME).map_err(|_| error))
    }
}

#[cfg(feature = "jiff")]
mod of_jiff {
    use jiff::{
        Error, Timestamp,
        civil::{DateTime, Time},
        tz::Offset,
    };

    use super::on_a_day;

    /// Date and time as they are written, whatever offset follows.
    pub(super) fn naive(text: &str) -> Result<DateTime, Error> {
        // A `Z` says that the offset is not known, so that `jiff` reads no civil time from it.
        text.parse().or_else(|error| match text.strip_suffix(['Z', 'z']) {
            Some(_) => text.parse::<Timestamp>().map(|value| Offset::UTC.to_datetime(value)),
            None => Err(error),
        })
    }

    pub(super) fn time(text: &str) -> Result<Time, Error> {
        let in_utc = on_a_day(text).parse::<Timestamp>().map(|value| Offset::UTC.to_datetime(value).time());
        in_utc.or_else(|error| text.parse().map_err(|_| error))
    }
}

conversions! {
    "jiff": DateTime as jiff::Timestamp, |value| signless(value.to_string()), |text| text.parse(), jiff::Error;
    "jiff": DateTime as jiff::civil::DateTime, |value| signless(value.to_string()), of_jiff::naive, jiff::Error;
    "jiff": Date as jiff::civil::Date, |value| signless(value.to_string()), |text| text.parse(), jiff::Error;
    "jiff": Time as jiff::civil::Time, |value| Some(format!("{value}Z")), of_jiff::time, jiff::Error;
    "chrono": DateTime as chrono::DateTime<chrono::FixedOffset>, of_chrono::fixed, chrono::DateTime::parse_from_rfc3339, chrono::ParseError;
    "chrono": DateTime as chrono::DateTime<chrono::Utc>, of_chrono::utc, |text| chrono::DateTime::parse_from_rfc3339(text).map(|value| value.to_utc()), chrono::ParseError;
    "chrono": DateTime as chrono::NaiveDateTime, |value| signless(value.format("%Y-%m-%dT%H:%M:%S%.f").to_string()), of_chrono::naive, chrono::ParseError;
    "chrono": Date as chrono::NaiveDate, |value| signless(value.to_string()), |text| text.parse(), chrono::ParseError;
    "chrono": Time as chrono::NaiveTime, |value| Some(format!("{value}Z")), of_chrono::time, chrono::ParseError;
    "time": DateTime as time::OffsetDateTime, |value| value.format(&time::format_description::well_known::Rfc3339).ok(), |text| time::OffsetDateTime::parse(text, &time::format_description::well_known::Rfc3339), time::error::Parse;
    "time": DateTime as time::UtcDateTime, |value| value.format(&time::format_description::well_known::Rfc3339).ok(), of_time::utc, time::error::Parse;
    "time": DateTime as time::PrimitiveDateTime, of_time::naive, of_time::read_naive, time::error::Parse;
    "time": Date as time::Date, |value| signless(value.to_string()), of_time::date, time::error::Parse;
    "time": Time as time::Time, |value| Some(of_time::time(*value)), of_time::read_time, time::error::Parse;
    "uuid": Uuid as uuid::Uuid, |value| Some(value.to_string()), |text| text.parse(), uuid::Error;
}

impl From<url::Url> for super::Uri {
    fn from(value: url::Url) -> Self {
        Self::from(String::from(value))
    }
}

impl From<&url::Url> for super::Uri {
    fn from(value: &url::Url) -> Self {
        Self::from(value.as_str())
    }
}

impl TryFrom<super::Uri> for url::Url {
    type Error = url::ParseError;

    fn try_from(value: super::Uri) -> Result<Self, Self::Error> {
        Self::try_from(&value)
    }
}

impl TryFrom<&super::Uri> for url::Url {
    type Error = url::ParseError;

    fn try_from(value: &super::Uri) -> Result<Self, Self::Error> {
        value.as_str().parse()
    }
}
