//! Formats: whether text is a date, a UUID, an address …
//!
//! In: the word of `format` and a value. Out: whether the value is one; nothing where the word is not known.
//! Must never know: schemas.

use std::net::{Ipv4Addr, Ipv6Addr};

use codegen::load::{Node, Number};

/// Whether a value has a format; other kinds of value have every format, as JSON Schema wants it.
pub(crate) fn has_format(format: &str, value: &Node) -> Option<bool> {
    match value {
        Node::String(text) => text_has(format, text),
        Node::Number(Number::Integer(integer)) => match format {
            "int32" => Some(i32::try_from(*integer).is_ok()),
            "int64" => Some(i64::try_from(*integer).is_ok()),
            _ => None,
        },
        _ => None,
    }
}

fn text_has(format: &str, text: &str) -> Option<bool> {
    Some(match format {
        "date-time" => is_date_time(text),
        "date" => is_date(text),
        "time" => is_time(text),
        "uuid" => is_uuid(text),
        "email" | "idn-email" => is_email(text),
        "uri" | "url" => is_uri(text),
        "ipv4" => text.parse::<Ipv4Addr>().is_ok(),
        "ipv6" => text.parse::<Ipv6Addr>().is_ok(),
        "hostname" => is_hostname(text),
        "byte" => is_base64(text),
        _ => return None,
    })
}

/// Digits of a fixed number, as a number.
fn digits(text: &str, count: usize) -> Option<u32> {
    let is_plain = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| text.parse().ok()).flatten()
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return false };
    let (Some(year), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2)) else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=last).contains(&day)
}

fn is_date_time(text: &str) -> bool {
    let split = text.split_once(['T', 't', ' ']);
    split.is_some_and(|(date, time)| is_date(date) && is_time(time))
}

/// `12:34:56.7Z` or `12:34:56+01:00`.
fn is_time(text: &str) -> bool {
    let Some(at) = text.find(['Z', 'z', '+', '-']) else { return false };
    let (clock, zone) = text.split_at(at);
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let parts: Vec<Option<u32>> = clock.split(':').map(|part| digits(part, 2)).collect();
    let [Some(hour), Some(minute), Some(second)] = parts[..] else { return false };
    let zone_holds = zone.eq_ignore_ascii_case("z")
        || zone[1..].split_once(':').is_some_and(|(hours, minutes)| {
            digits(hours, 2).is_some_and(|hours| hours < 24)
                && digits(minutes, 2).is_some_and(|minutes| minutes < 60)
        });
    let has_fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    hour < 24 && minute < 60 && second <= 60 && has_fraction && zone_holds
}

fn is_uuid(text: &str) -> bool {
    let text = text.strip_prefix("urn:uuid:").unwrap_or(text);
    let lengths = text
        .split('-')
        .map(|part| if part.bytes().all(|byte| byte.is_ascii_hexdigit()) { part.len() } else { 0 });
    lengths.eq([8, 4, 4, 4, 12])
}

fn is_email(text: &str) -> bool {
    let is_plain = |part: &str| !part.is_empty() && !part.contains(char::is_whitespace);
    text.rsplit_once('@').is_some_and(|(user, host)| {
        is_plain(user) && is_plain(host) && !host.starts_with('.') && !host.ends_with('.')
    })
}

fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let scheme_holds = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let is_odd = |one: char| one.is_whitespace() || one.is_control() || "<>\"{}|\\^`".contains(one);
    scheme_holds && !rest.is_empty() && !rest.contains(is_odd)
}

fn is_hostname(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    text.len() <= 253 && text.strip_suffix('.').unwrap_or(text).split('.').all(is_label)
}

fn is_base64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    text.len().is_multiple_of(4)
        && text.len() - body.len() <= 2
        && body.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_formats_or_not() {
        for (format, good, bad) in [
            ("date-time", "2026-02-28T23:59:60.5+01:00", "2026-02-29T00:00:00Z"),
            ("date", "2024-02-29", "2024-2-9"),
            ("time", "12:00:00Z", "12:00"),
            ("uuid", "123e4567-e89b-12d3-a456-426614174000", "123e4567e89b12d3a456426614174000"),
            ("email", "a@b.c", "a b@c"),
            ("uri", "https://a/b", "/b"),
            ("ipv4", "192.0.2.1", "192.0.2.256"),
            ("ipv6", "2001:db8::1", "2001:db8:1"),
            ("hostname", "a-b.example", "-a.example"),
            ("byte", "YWI=", "YWI"),
        ] {
            assert_eq!(text_has(format, good), Some(true), "{format} {good}");
            assert_eq!(text_has(format, bad), Some(false), "{format} {bad}");
        }
        assert_eq!(text_has("color", "x"), None);
        assert_eq!(has_format("int32", &Node::Number(Number::Integer(1 << 40))), Some(false));
        assert_eq!(has_format("date", &Node::Null), None);
    }
}
