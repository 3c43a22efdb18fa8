//! What traces show. In a process of its own, because subscribers and callsites are everybody's.
#![cfg(feature = "tracing")]

mod support;

use std::{
    collections::BTreeMap,
    fmt, io,
    sync::{Arc, Mutex},
};

use callwright_runtime::{Request, Style, Value};
use tracing::{Metadata, span};

use support::{Act, CANARY, LIST, Server, answer, client, json};

/// Where a subscriber writes.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn traces_name_the_operation_and_show_nothing_else() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let server = Server::start(vec![
        Act::Answer(answer("503 Service Unavailable", &[], CANARY.as_bytes())),
        Act::Answer(json("200 OK", "{}")),
    ])
    .await;
    let client = client(&server.url);
    Request::new(&client, &LIST).query("q", &CANARY, Style::FORM).json::<Value>().await.unwrap();
    client.request("GET", &format!("/v1/users/{CANARY}")).send().await.unwrap();
    client.request("GET", &format!("/v1/users/{CANARY}")).named("users.get").send().await.unwrap();
    drop(client);
    let text = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    assert!(text.contains("operation=\"things.list\"") && text.contains("sending again"), "{text}");
    assert!(text.contains("operation=\"GET\"") && text.contains("operation=\"users.get\""), "{text}");
    assert!(!text.contains(CANARY), "{text}");
}

/// A subscriber that keeps what was recorded on each span. It knows of no current span, as the trait allows; `hidden` is
/// the name of spans that it does not want.
#[derive(Clone, Default)]
struct Records {
    hidden: &'static str,
    spans: Arc<Mutex<Vec<Recorded>>>,
    events: Arc<Mutex<Vec<Option<u64>>>>,
}

/// A span: its name, and what was recorded on it.
type Recorded = (&'static str, BTreeMap<&'static str, String>);

struct Fields<'a>(&'a mut BTreeMap<&'static str, String>);

impl tracing::field::Visit for Fields<'_> {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}

impl tracing::Subscriber for Records {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("callwright_runtime") && metadata.name() != self.hidden
    }

    fn new_span(&self, attributes: &span::Attributes<'_>) -> span::Id {
        let mut fields = BTreeMap::new();
        attributes.record(&mut Fields(&mut fields));
        let mut spans = self.spans.lock().unwrap();
        spans.push((attributes.metadata().name(), fields));
        span::Id::from_u64(spans.len() as u64)
    }

    fn record(&self, span: &span::Id, values: &span::Record<'_>) {
        let place = usize::try_from(span.into_u64()).unwrap() - 1;
        values.record(&mut Fields(&mut self.spans.lock().unwrap()[place].1));
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        self.events.lock().unwrap().push(event.parent().map(span::Id::into_u64));
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

#[tokio::test]
async fn what_a_call_records_is_on_its_span_without_any_current_one() {
    let records = Records::default();
    let _guard = tracing::subscriber::set_default(records.clone());
    let acts = [answer("503 Service Unavailable", &[], b""), json("200 OK", "{}")];
    let server = Server::start(acts.map(Act::Answer).into()).await;
    let client = client(&server.url);
    Request::new(&client, &LIST).json::<Value>().await.unwrap();
    Request::new(&client, &LIST).query("q", &f64::NAN, Style::FORM).json::<Value>().await.unwrap_err();
    let spans = records.spans.lock().unwrap();
    let fields = |place: usize| spans[place].1.iter().map(|(name, value)| (*name, value.as_str()));
    let expected = [("attempts", "2"), ("operation", "\"things.list\""), ("status", "200")];
    assert!(fields(0).eq(expected), "{spans:?}");
    let expected = [("attempts", "0"), ("error", "InvalidRequest"), ("operation", "\"things.list\"")];
    assert!(fields(1).eq(expected), "{spans:?}");
    assert_eq!(*records.events.lock().unwrap(), [Some(1)]);
}

/// Whoever filters our spans out keeps their own as it is, also where it has fields of the same names.
#[tokio::test]
async fn the_span_of_a_caller_is_left_alone() {
    use tracing::Instrument as _;
    use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<BTreeMap<&'static str, String>>>);

    impl<S: tracing::Subscriber> Layer<S> for Kept {
        fn on_record(&self, _: &span::Id, values: &span::Record<'_>, _: Context<'_, S>) {
            values.record(&mut Fields(&mut self.0.lock().unwrap()));
        }
    }

    let kept = Kept::default();
    let only_own = tracing_subscriber::filter::filter_fn(|metadata| metadata.target() == "own");
    let subscriber = tracing_subscriber::registry().with(only_own).with(kept.clone());
    let _guard = tracing::subscriber::set_default(subscriber);
    let server = Server::start(vec![Act::Answer(json("200 OK", "{}"))]).await;
    let client = client(&server.url);
    let own = tracing::info_span!(target: "own", "work", status = tracing::field::Empty);
    Request::new(&client, &LIST).json::<Value>().instrument(own.clone()).await.unwrap();
    assert_eq!(*kept.0.lock().unwrap(), BTreeMap::new());
    own.record("status", "done");
    assert_eq!(kept.0.lock().unwrap().len(), 1);
}
