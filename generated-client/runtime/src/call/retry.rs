//! Whether a call is sent again, and when.
//!
//! The rule: a request is repeated only when that cannot repeat a side effect. A read is, after time-outs, broken
//! connections, 408, 429 and 5xx but 501 (not implemented) and 505 (HTTP version not supported), which do not pass. Any
//! request is whose connection was never made.

use std::time::{Duration, UNIX_EPOCH};

use http::{HeaderMap, header};

use crate::{
    client::Settings,
    error::Failure,
    platform::{LONGEST_PAUSE, random, seconds_since_epoch},
    request::Prepared,
};

/// How long to wait before the next attempt; `None` when there must be none.
pub(crate) fn pause(
    prepared: &Prepared,
    settings: &Settings,
    failure: &Failure,
    attempts: u32,
) -> Option<Duration> {
    if attempts == 0 || !failure.is_transient() || !prepared.can_repeat_body {
        return None;
    }
    // What was never sent can be sent, whatever it is.
    if failure.may_have_been_sent() && !prepared.repeatable {
        return None;
    }
    match failure.retry_after() {
        Some(asked) if asked > settings.max_retry_after => None,
        Some(asked) => Some(asked),
        None => Some(backoff(settings, attempts, random())),
    }
}

/// Doubles with every attempt up to the longest; the second half of it is chance.
fn backoff(settings: &Settings, attempts: u32, chance: u64) -> Duration {
    let doubled = settings
        .retry_delay
        .saturating_mul(1_u32.checked_shl(attempts.saturating_sub(1)).unwrap_or(u32::MAX));
    let whole = doubled.min(settings.max_retry_delay);
    let thousandths = u32::try_from(chance % 1_000).unwrap_or(0);
    whole / 2 + (whole / 2).saturating_mul(thousandths) / 1_000
}

/// How long the server asks to wait: `retry-after-ms`, or `Retry-After` in seconds or as a date.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    asked(headers).map(|wait| wait.min(LONGEST_PAUSE))
}

/// The same, however long it is.
fn asked(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let number = |text: &str| {
        let is_plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        text.parse::<f64>().ok().filter(|_| is_plain)
    };
    let seconds = |seconds: f64| Duration::try_from_secs_f64(seconds).unwrap_or(LONGEST_PAUSE);
    if let Some(wait) = text("retry-after-ms").and_then(number) {
        return Some(seconds(wait / 1_000.0));
    }
    let asked = text(header::RETRY_AFTER.as_str())?;
    if let Some(wait) = number(asked) {
        return Some(seconds(wait));
    }
    let until = httpdate::parse_http_date(asked).ok()?.duration_since(UNIX_EPOCH).ok()?;
    // The server's own clock, where it shows it: ours may be wrong.
    let now = text(header::DATE.as_str())
        .and_then(|date| httpdate::parse_http_date(date).ok())
        .and_then(|date| date.duration_since(UNIX_EPOCH).ok())
        .unwrap_or_else(|| Duration::from_secs(seconds_since_epoch()));
    Some(until.saturating_sub(now))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use http::{HeaderMap, HeaderName, HeaderValue};

    use super::{backoff, retry_after};
    use crate::{client::Settings, platform::LONGEST_PAUSE};

    fn asked(pairs: &[(&'static str, &'static str)]) -> Option<Duration> {
        let headers: HeaderMap = pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        retry_after(&headers)
    }

    #[test]
    fn every_form_of_retry_after() {
        assert_eq!(asked(&[("retry-after", "0")]), Some(Duration::ZERO));
        assert_eq!(asked(&[("retry-after", "2")]), Some(Duration::from_secs(2)));
        assert_eq!(asked(&[("retry-after", "0.25")]), Some(Duration::from_millis(250)));
        assert_eq!(
            asked(&[("retry-after", "9"), ("retry-after-ms", "150")]),
            Some(Duration::from_millis(150))
        );
        let date =
            [("date", "Sun, 06 Nov 1994 08:49:37 GMT"), ("retry-after", "Sun, 06 Nov 1994 08:49:40 GMT")];
        assert_eq!(asked(&date), Some(Duration::from_secs(3)));
        assert_eq!(asked(&[("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT")]), Some(Duration::ZERO));
        for nonsense in ["-1", "inf", "NaN", "1e3", "soon", ""] {
            assert_eq!(asked(&[("retry-after", nonsense)]), None, "{nonsense}");
        }
    }

    #[test]
    fn what_is_asked_for_fits_into_a_clock() {
        let digits = "9".repeat(400);
        for (name, value) in [
            ("retry-after", "99999999999999999999999999"),
            ("retry-after", &digits),
            ("retry-after", "31536001"),
            ("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT"),
            ("retry-after-ms", "99999999999999999999999999"),
            ("retry-after-ms", &digits),
        ] {
            let headers = HeaderMap::from_iter([(
                HeaderName::from_static(name),
                HeaderValue::from_str(value).expect("a value"),
            )]);
            let wait = retry_after(&headers).expect("a pause");
            assert_eq!(wait, LONGEST_PAUSE, "{name}: {value}");
            assert!(Instant::now().checked_add(wait).is_some());
        }
    }

    #[test]
    fn pauses_double_up_to_the_longest() {
        let settings = Settings::default();
        let longest = |attempt| backoff(&settings, attempt, 999);
        assert!(backoff(&settings, 1, 0) == Duration::from_millis(250));
        assert!(longest(1) < Duration::from_millis(500) && longest(2) < Duration::from_secs(1));
        assert!(longest(99) <= Duration::from_secs(8) && longest(99) > Duration::from_secs(7));
    }
}
