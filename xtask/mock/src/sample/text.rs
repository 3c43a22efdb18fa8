//! Text with a format, a pattern or a length.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::pattern;
use super::random::Random;
use super::view::View;

/// Words that mean nothing.
const WORDS: [&str; 24] = [
    "amber", "basil", "cedar", "delta", "ember", "fjord", "grove", "hazel", "indigo", "juniper", "kelp",
    "lilac", "maple", "nectar", "ochre", "poppy", "quartz", "river", "sage", "tulip", "umber", "violet",
    "willow", "zephyr",
];

/// A word.
pub(super) fn word(random: Random) -> &'static str {
    WORDS[random.position(WORDS.len())]
}

/// The texts that are tried, the most telling first.
pub(super) fn candidates(view: &View, random: Random) -> Vec<String> {
    let mut texts = Vec::new();
    if let Some(format) = &view.format {
        texts.extend(formatted(format, random));
    }
    for expression in &view.patterns {
        texts.extend((0..4).filter_map(|attempt| {
            pattern::matching(expression, random.inside("pattern").inside(&attempt.to_string()))
        }));
    }
    let plain = format!("{}-{}", word(random), random.inside("number").below(1000));
    let resized: Vec<String> = texts.iter().map(|text| sized(view, text, random)).collect();
    texts.extend(resized);
    texts.push(sized(view, &plain, random));
    texts
}

/// The text made as long as the limits demand.
fn sized(view: &View, text: &str, random: Random) -> String {
    const LONGEST: usize = 64 << 10;
    let least = view.count("minLength").unwrap_or(0).min(LONGEST);
    let most = view.count("maxLength").unwrap_or(usize::MAX);
    let mut count = text.chars().count();
    let mut text = text.to_owned();
    while count < least {
        let more = word(random.inside(&count.to_string()));
        text.push_str(more);
        count += more.len();
    }
    if count > most.max(least) { text.chars().take(most.max(least)).collect() } else { text }
}

fn formatted(format: &str, random: Random) -> Option<String> {
    let number = |name: &str, end: u64| random.inside(name).below(end);
    let date = || format!("2026-{:02}-{:02}", 1 + number("month", 12), 1 + number("day", 28));
    let time =
        || format!("{:02}:{:02}:{:02}Z", number("hour", 24), number("minute", 60), number("second", 60));
    let word = word(random);
    Some(match format {
        "date-time" => format!("{}T{}", date(), time()),
        "date" => date(),
        "time" => time(),
        "duration" => format!("PT{}M", 1 + number("minutes", 59)),
        "uuid" => uuid(random),
        "email" | "idn-email" => format!("{word}{}@example.com", number("user", 100)),
        "uri" | "url" | "iri" => format!("https://example.com/{word}/{}", number("page", 1000)),
        "uri-reference" | "iri-reference" => format!("/{word}/{}", number("page", 1000)),
        "uri-template" => format!("/{word}/{{id}}"),
        "hostname" | "idn-hostname" => format!("{word}.example.com"),
        "ipv4" => format!("192.0.2.{}", 1 + number("host", 254)),
        "ipv6" => format!("2001:db8::{:x}", 1 + number("host", 0xfffe)),
        "byte" | "base64" => STANDARD.encode(word),
        "json-pointer" => format!("/{word}"),
        "regex" => ".*".to_owned(),
        "decimal" => format!("{}.{:02}", number("whole", 1000), number("cents", 100)),
        "int32" | "int64" | "integer" => number("whole", 1000).to_string(),
        _ => return None,
    })
}

fn uuid(random: Random) -> String {
    let (high, low) = (random.inside("high").bits(), random.inside("low").bits());
    format!(
        "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        low >> 52,
        low & 0xffff_ffff_ffff
    )
}
