//! No text of an error holds a piece of a key, however a server spells it and wherever it is cut. In a process of its
//! own, because subscribers and callsites are everybody's: a call that nobody listens to, made beside this one, can
//! turn its traces off.
#![cfg(feature = "test-util")]

mod support;
#[path = "support/two_keys.rs"]
mod two_keys;

use std::collections::BTreeSet;

use base64::{Engine, engine::general_purpose::STANDARD};
use callwright_runtime::{ApiError, ScriptedReply};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use support::everything;
use two_keys::{Numbers, error_of};

/// What nobody may see in a row.
const TELLS: usize = 8;

/// How a server spells what it repeats.
#[derive(Clone, Copy, Debug)]
enum Spelling {
    Plain,
    /// In either case; of every character, or of some.
    Percent,
    Twice,
    Html,
    Json,
    /// By the numbers of characters.
    Numbers,
    Base64,
}

/// Where it stands.
#[derive(Clone, Copy, Debug)]
enum Place {
    Words,
    BrokenJson,
    Text,
    Page,
    Member,
    Pointer,
    RequestId,
    MediaType,
    Coding,
    Charset,
    Location,
}

fn spelt(text: &str, spelling: Spelling, dice: &[u8]) -> String {
    let mut spelt = String::new();
    for (at, character) in text.chars().enumerate() {
        let chance = dice[at % dice.len()] % 4;
        let code = u32::from(character);
        let written = match spelling {
            Spelling::Percent if chance == 0 => format!("%{code:02x}"),
            Spelling::Percent if chance == 1 => format!("%{code:02X}"),
            Spelling::Percent if character == ' ' => "+".to_owned(),
            Spelling::Percent if "%+~&".contains(character) => format!("%{code:02X}"),
            Spelling::Twice => format!("%25{code:02x}"),
            Spelling::Html if character == '<' => "&lt;".to_owned(),
            Spelling::Html if character == '&' => "&amp;".to_owned(),
            Spelling::Html if character == '"' => "&quot;".to_owned(),
            Spelling::Html if chance == 0 || character == '\'' => format!("&#{code};"),
            Spelling::Html if chance == 1 => format!("&#x{code:X};"),
            Spelling::Json if "\"\\".contains(character) => format!("\\{character}"),
            Spelling::Json if character == '/' && chance < 2 => "\\/".to_owned(),
            Spelling::Json if chance == 0 => format!("\\u{code:04x}"),
            Spelling::Numbers => format!("\\u{code:04X}"),
            _ => character.to_string(),
        };
        spelt.push_str(&written);
    }
    spelt
}

/// An answer that repeats it.
fn repeating(told: &str, padding: &str, place: Place) -> ScriptedReply {
    let text = format!("{padding}no {told}: expired");
    let header = |name, value: &str| {
        let fits = value.bytes().all(|byte| (0x20..0x7f).contains(&byte));
        let reply = ScriptedReply::status(422);
        if fits { reply.header(name, value) } else { reply }
    };
    let json = |status, body: String| ScriptedReply::json(status, body);
    let quoted = serde_json::to_string(&text).unwrap();
    match place {
        Place::Words => json(401, format!("{{\"detail\":{quoted}}}")),
        Place::BrokenJson => json(401, format!("{{\"detail\":\"{text}\",")),
        Place::Text => ScriptedReply::status(500).body(text),
        Place::Page => ScriptedReply::status(502).body(format!("<html><title>{text}</title>")),
        Place::Member => json(400, format!("{{{quoted}:[\"is not known\"]}}")),
        Place::Pointer => json(200, format!("{{{quoted}:\"x\"}}")),
        Place::RequestId => header("x-request-id", told),
        Place::MediaType => header("content-type", &format!("text/{told}")).body("x"),
        Place::Coding => header("content-encoding", told).body(&b"\xff\xfe"[..]),
        Place::Charset => {
            header("content-type", &format!("text/plain; charset={told}")).body(&b"\xff\xfe"[..])
        }
        Place::Location => ScriptedReply::status(307).header("location", "/").body(""),
    }
}

/// What is traced while a call is made, by a subscriber that wants everything.
#[cfg(feature = "tracing")]
fn traced<T>(call: impl FnOnce() -> T) -> (T, String) {
    use std::sync::{Arc, Mutex};
    use tracing_subscriber::{filter::LevelFilter, fmt::format::FmtSpan};

    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);
    impl std::io::Write for Log {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_max_level(LevelFilter::TRACE)
        .with_span_events(FmtSpan::FULL)
        .with_writer(move || writer.clone())
        .finish();
    let done = tracing::subscriber::with_default(subscriber, call);
    let text = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    (done, text)
}

/// Without the feature nothing is traced.
#[cfg(not(feature = "tracing"))]
fn traced<T>(call: impl FnOnce() -> T) -> (T, String) {
    (call(), String::new())
}

fn assert_clean(key: &str, shown: &str) -> Result<(), TestCaseError> {
    let decoded = percent_decode_str(shown).collect::<Vec<u8>>();
    let pieces: BTreeSet<&[u8]> = shown.as_bytes().windows(TELLS).chain(decoded.windows(TELLS)).collect();
    match key.as_bytes().windows(TELLS).find(|piece| pieces.contains(piece)) {
        Some(piece) => Err(TestCaseError::fail(format!("{} of {key:?}: {shown}", piece.escape_ascii()))),
        None => Ok(()),
    }
}

fn spellings() -> impl Strategy<Value = Spelling> {
    use Spelling::{Base64, Html, Json, Numbers, Percent, Plain, Twice};
    proptest::sample::select(vec![Plain, Percent, Twice, Html, Json, Numbers, Base64])
}

fn places() -> impl Strategy<Value = Place> {
    use Place::{
        BrokenJson, Charset, Coding, Location, MediaType, Member, Page, Pointer, RequestId, Text, Words,
    };
    proptest::sample::select(vec![
        Words, BrokenJson, Text, Page, Member, Pointer, RequestId, MediaType, Coding, Charset, Location,
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn no_piece_of_a_key_is_shown(
        key in prop_oneof!["[!-~][ -~]{0,80}", "[A-Za-z0-9_.~-]{8,200}", "[A-Za-z0-9+/=]{1000,4000}", "[%&\\\\\"<>+~]{6,40}"],
        spelling in spellings(),
        place in places(),
        padding in 0_usize..5_000,
        kept in 0_u64..9_000,
        dice in proptest::collection::vec(any::<u8>(), 1..40),
    ) {
        prop_assume!(!key.trim().is_empty());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let encoded = STANDARD.encode(format!("somebody:{key}"));
        let told = match spelling {
            Spelling::Base64 => encoded.clone(),
            _ => spelt(&key, spelling, &dice),
        };
        // Padding is rare, lest every key stand behind the cut.
        let padding = "·".repeat(if dice[0] % 3 == 0 { padding } else { padding % 1_010 });
        let kept = if dice[0] % 2 == 0 { kept } else { 64 * 1024 };
        let (error, traces) = traced(|| runtime.block_on(error_of(&key, repeating(&told, &padding, place), kept)));
        assert_clean(&key, &traces)?;
        assert_clean(&encoded, &traces)?;
        prop_assert!(traces.contains("thing") || !cfg!(feature = "tracing"), "{traces}");
        let shown = everything(&error);
        assert_clean(&key, &shown)?;
        assert_clean(&encoded, &shown)?;
        if let Some(Err(error)) = error.api().map(ApiError::decode::<Numbers>) {
            assert_clean(&key, &format!("{error} {error:?}"))?;
        }
        prop_assert!(shown.len() < 20_000, "{} bytes", shown.len());
    }
}
