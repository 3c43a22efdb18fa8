//! Conversions to the crates that know a format; each is behind the feature of the crate's name.

/// From a crate's type by its text, and back where the text is what the crate reads.
#[allow(unused_macros, reason = "without features there is nothing to convert to")]
macro_rules! conversions {
    ($($feature:literal: $text:ident as $theirs:ty, $write:expr, $read:expr, $error:ty;)*) => {$(
        #[cfg(feature = $feature)]
        impl From<$theirs> for super::$text {
            fn from(value: $theirs) -> Self {
                let write: fn($theirs) -> String = $write;
                Self::from(write(value))
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

#[cfg(feature = "time")]
fn time_text(formatted: Result<String, time::error::Format>) -> String {
    // A year of five digits has no RFC 3339 text; the server will say so.
    formatted.unwrap_or_default()
}

conversions! {
    "jiff": DateTime as jiff::Timestamp, |value| value.to_string(), |text| text.parse(), jiff::Error;
    "jiff": Date as jiff::civil::Date, |value| value.to_string(), |text| text.parse(), jiff::Error;
    "jiff": Time as jiff::civil::Time, |value| value.to_string(), |text| text.parse(), jiff::Error;
    "chrono": DateTime as chrono::DateTime<chrono::FixedOffset>, |value| value.to_rfc3339(), chrono::DateTime::parse_from_rfc3339, chrono::ParseError;
    "chrono": Date as chrono::NaiveDate, |value| value.to_string(), |text| text.parse(), chrono::ParseError;
    "chrono": Time as chrono::NaiveTime, |value| value.to_string(), |text| text.parse(), chrono::ParseError;
    "time": DateTime as time::OffsetDateTime, |value| time_text(value.format(&time::format_description::well_known::Rfc3339)), |text| time::OffsetDateTime::parse(text, &time::format_description::well_known::Rfc3339), time::error::Parse;
    "uuid": Uuid as uuid::Uuid, |value| value.to_string(), |text| text.parse(), uuid::Error;
}

impl From<url::Url> for super::Uri {
    fn from(value: url::Url) -> Self {
        Self::from(String::from(value))
    }
}

impl TryFrom<&super::Uri> for url::Url {
    type Error = url::ParseError;

    fn try_from(value: &super::Uri) -> Result<Self, Self::Error> {
        value.as_str().parse()
    }
}

#[cfg(feature = "chrono")]
impl From<chrono::DateTime<chrono::Utc>> for super::DateTime {
    fn from(value: chrono::DateTime<chrono::Utc>) -> Self {
        Self::from(value.to_rfc3339())
    }
}
