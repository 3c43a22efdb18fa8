//! Every operation as one line of a table: it is called with one text in all places that take one.

use std::time::Duration;

use runtime::{BoxFuture, Call, Error, Nullable, Part};
use synthetic_client::types::{
    HandOptional, Joined, ModernFilterByFormFilter, ModernFilterByJsonFilter, ModernSearchRequest, Point,
    UnionsRowItem as RowItem,
};

use crate::support::{CANARY, Server, answer};

/// The clients whose operations stand in the table.
#[derive(Clone)]
pub(crate) struct Clients {
    pub(crate) outbound: generated_client::Client,
    pub(crate) kinds: synthetic_client::Client,
}

/// How a call is made.
#[derive(Clone, Copy, Default)]
pub(crate) struct Manner {
    /// By `.wait()` instead of `.await`.
    pub(crate) blocking: bool,
    pub(crate) timeout: Option<Duration>,
    pub(crate) header: Option<(&'static str, &'static str)>,
}

/// A call that is ready, and what its builder and itself look like.
pub(crate) struct Made {
    pub(crate) shown: String,
    pub(crate) result: BoxFuture<Result<(), Error>>,
}

pub(crate) struct Operation {
    /// The name that the generated code gives it.
    pub(crate) name: &'static str,
    pub(crate) method: &'static str,
    pub(crate) call: fn(&Clients, &str, Manner) -> Made,
}

impl Operation {
    pub(crate) fn is_write(&self) -> bool {
        !matches!(self.method, "GET" | "HEAD" | "OPTIONS" | "QUERY")
    }
}

impl Manner {
    fn made<T: Send + 'static>(self, builder: &str, mut call: Call<T>) -> Made {
        if let Some(limit) = self.timeout {
            call = call.timeout(limit);
        }
        if let Some((name, value)) = self.header {
            call = call.header(name, value);
        }
        let shown = format!("{builder} {call:?}");
        let result: BoxFuture<Result<(), Error>> = if self.blocking {
            Box::pin(async { tokio::task::spawn_blocking(|| call.wait().map(drop)).await.expect("no panic") })
        } else {
            Box::pin(async { call.await.map(drop) })
        };
        Made { shown, result }
    }
}

impl Clients {
    /// Clients of this server that hold the canary as every credential.
    pub(crate) fn of(server: &Server) -> Self {
        Self::following(server, false)
    }

    /// The same, following redirects within the server or not.
    pub(crate) fn following(server: &Server, follow: bool) -> Self {
        let pause = Duration::from_millis(1);
        let outbound = generated_client::Client::builder()
            .api_key(CANARY)
            .base_url(&server.url)
            .same_origin_redirects(follow)
            .retry_delay(pause, pause);
        let kinds = synthetic_client::Client::builder()
            .header_key(CANARY)
            .query_key(CANARY)
            .cookie_key(CANARY)
            .login("user", CANARY)
            .bearer(CANARY)
            .device(CANARY)
            .base_url(&server.url)
            .same_origin_redirects(follow)
            .retry_delay(pause, pause);
        Self { outbound: outbound.build().expect("a client"), kinds: kinds.build().expect("a client") }
    }
}

/// An answer that closes its connection, so that none that is about to close is taken for the next call.
pub(crate) fn closing(status: &str, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let mut all = vec![("connection", "close"), ("content-type", "application/json")];
    all.extend_from_slice(headers);
    answer(status, &all, body.as_bytes())
}

/// The answer that suits most operations. It does not say what it is: as a document, it would be no stream.
pub(crate) fn fine() -> Vec<u8> {
    let body = br#"{"text":"x","success":true,"message":"x","conversation_id":null}"#;
    // Parts cannot be told apart without a boundary, and nothing else looks at it.
    let kind = ("content-type", "multipart/mixed; boundary=b");
    answer("200 OK", &[("connection", "close"), kind], body)
}

/// Items of a list with this delimiter, which none of them may hold.
fn items(text: &str, delimiter: char) -> [String; 2] {
    [text.replace(delimiter, "_"), "b".to_owned()]
}

/// What a header of a part can hold; quotes are counted where a part begins, and these would be none of it.
fn note(text: &str) -> String {
    text.chars().filter(|character| !character.is_control() && *character != '"').collect()
}

fn joined(text: &str) -> Joined {
    Joined::builder().user(text).build()
}

fn point(text: &str) -> Point {
    Point::builder().x(text).build()
}

macro_rules! operations {
    ($($name:literal $method:ident |$clients:ident, $text:ident| $builder:expr;)*) => {
        /// Every operation of both clients.
        pub(crate) const OPERATIONS: &[Operation] = &[$(Operation {
            name: $name,
            method: stringify!($method),
            call: |$clients, $text, manner| {
                let _ = &$text;
                let builder = $builder;
                manner.made(&format!("{builder:?} {builder:#?}"), builder.send())
            },
        }),*];
    };
}

operations! {
    "conversational_ai.whatsapp.outbound_call" POST |clients, text| clients.outbound.conversational_ai().whatsapp()
        .outbound_call().whatsapp_phone_number_id(text).whatsapp_user_id(text)
        .whatsapp_call_permission_request_template_name(text)
        .whatsapp_call_permission_request_template_language_code(text).agent_id(text);
    "paths.simple_text" GET |clients, text| clients.kinds.paths().simple_text(text);
    "paths.simple_list" GET |clients, text| clients.kinds.paths().simple_list([text]);
    "paths.simple_list_exploded" GET |clients, text| clients.kinds.paths().simple_list_exploded([text]);
    "paths.simple_object_exploded" GET |clients, text| clients.kinds.paths().simple_object_exploded(point(text));
    "paths.label_text" GET |clients, text| clients.kinds.paths().label_text(text);
    "paths.label_list" GET |clients, text| clients.kinds.paths().label_list([text]);
    "paths.label_list_exploded" GET |clients, text| clients.kinds.paths().label_list_exploded([text]);
    "paths.label_object_exploded" GET |clients, text| clients.kinds.paths().label_object_exploded(point(text));
    "paths.matrix_text" GET |clients, text| clients.kinds.paths().matrix_text(text);
    "paths.matrix_list" GET |clients, text| clients.kinds.paths().matrix_list([text]);
    "paths.matrix_list_exploded" GET |clients, text| clients.kinds.paths().matrix_list_exploded([text]);
    "paths.matrix_object_exploded" GET |clients, text| clients.kinds.paths().matrix_object_exploded(point(text));
    "paths.two" GET |clients, text| clients.kinds.paths().two(text, text);
    "paths.part_of_segment" GET |clients, text| clients.kinds.paths().part_of_segment(text);
    "paths.replace" PUT |clients, text| clients.kinds.paths().replace(text).text(text);
    "paths.change" PATCH |clients, text| clients.kinds.paths().change(text).text(text);
    "paths.remove" DELETE |clients, text| clients.kinds.paths().remove(text);
    "paths.act" POST |clients, text| clients.kinds.paths().act(text).text(text);
    "paths.key_with_query" GET |clients, text| clients.kinds.paths().key_with_query().text(text);
    "paths.key_with_fragment" POST |clients, text| clients.kinds.paths().key_with_fragment();
    "paths.undeclared" GET |clients, text| clients.kinds.paths().undeclared(text);
    "paths.declared_above" GET |clients, text| clients.kinds.paths().declared_above(text).text(text);
    "values.query" GET |clients, text| clients.kinds.values().query().text(text).exploded([text, "b"])
        .joined(items(text, ',')).spaced(items(text, ' ')).piped(items(text, '|')).deep(point(text)).reserved(text)
        .json(point(text));
    "values.headers" GET |clients, text| clients.kinds.values().headers().x_text(text).x_list(items(text, ','))
        .x_object(point(text));
    "values.cookies" GET |clients, text| clients.kinds.values().cookies().text(text).list([text, "b"]);
    "values.basic" GET |clients, text| clients.kinds.values().basic();
    "values.bearer" GET |clients, text| clients.kinds.values().bearer();
    "values.head" HEAD |clients, text| clients.kinds.values().head();
    "values.options" OPTIONS |clients, text| clients.kinds.values().options();
    "values.body_of_get" GET |clients, text| clients.kinds.values().body_of_get().text(text);
    "values.optional_credential" GET |clients, text| clients.kinds.values().optional_credential();
    "values.send_unions" POST |clients, text| clients.kinds.values().send_unions().row([RowItem::from(text)]);
    "writes.json" POST |clients, text| clients.kinds.writes().json().text(text);
    "writes.hand" POST |clients, text| clients.kinds.writes().hand()
        .optional(HandOptional::builder().text(text).texts([text]).names([(text, text)]).voice(text));
    "writes.form" POST |clients, text| clients.kinds.writes().form().text(text).list([text, "b"]);
    "writes.multipart" POST |clients, text| clients.kinds.writes().multipart()
        .file(Part::bytes(text.to_owned()).file_name(text)).files([Part::bytes("b"), Part::bytes("c")])
        .text(text).point(point(text));
    "writes.bytes" POST |clients, text| clients.kinds.writes().bytes().body(text.to_owned());
    "writes.text" POST |clients, text| clients.kinds.writes().text().body(text);
    "writes.constants" POST |clients, text| clients.kinds.writes().constants().text(text);
    "writes.constants_form" POST |clients, text| clients.kinds.writes().constants_form().text(text);
    "writes.form_styles" POST |clients, text| clients.kinds.writes().form_styles().deep(point(text))
        .joined(items(text, ',')).json(point(text));
    "writes.multipart_styles" POST |clients, text| clients.kinds.writes().multipart_styles()
        .file(Part::bytes(text.to_owned())).deep(point(text)).joined(items(text, ','));
    "writes.several" POST |clients, text| clients.kinds.writes().several().text(text);
    "writes.either" POST |clients, text| clients.kinds.writes().either().x(text);
    "writes.either_multipart" POST |clients, text| clients.kinds.writes().either_multipart()
        .image(Part::bytes("x").file_name("x.jpg")).image_x_note(note(text)).points([point(text), point("b")]);
    "writes.open" POST |clients, text| clients.kinds.writes().open().body([point(text)]);
    "writes.open_multipart" POST |clients, text| clients.kinds.writes().open_multipart()
        .part(text, Part::bytes(text.to_owned()));
    "writes.xml" POST |clients, text| clients.kinds.writes().xml().body(format!("<text>{text}</text>"));
    "writes.list_body" POST |clients, text| clients.kinds.writes().list_body().body([point(text)]);
    "writes.merge" PATCH |clients, text| clients.kinds.writes().merge().text(Nullable::Null);
    "writes.body_of_delete" DELETE |clients, text| clients.kinds.writes().body_of_delete();
    "writes.empty" POST |clients, text| clients.kinds.writes().empty();
    "writes.put_bytes" PUT |clients, text| clients.kinds.writes().put_bytes().body(text.to_owned());
    "answers.get_bytes" GET |clients, text| clients.kinds.answers().get_bytes();
    "answers.post_bytes" POST |clients, text| clients.kinds.answers().post_bytes();
    "answers.get_text" GET |clients, text| clients.kinds.answers().get_text();
    "answers.post_text" POST |clients, text| clients.kinds.answers().post_text();
    "größe.lesen" GET |clients, text| clients.kinds.größe().lesen();
    "answers.get_none" GET |clients, text| clients.kinds.answers().get_none();
    "answers.post_none" POST |clients, text| clients.kinds.answers().post_none();
    "modern.search" QUERY |clients, text| clients.kinds.modern().search().text(text);
    "modern.copy_file" COPY |clients, text| clients.kinds.modern().copy_file(text);
    "modern.filter_by_json" GET |clients, text| clients.kinds.modern().filter_by_json()
        .filter(ModernFilterByJsonFilter::builder().text(text).limit(3).build());
    "modern.filter_by_form" GET |clients, text| clients.kinds.modern().filter_by_form()
        .filter(ModernFilterByFormFilter::builder().text(text).tags([text, "b"]).build());
    "modern.filter_by_text" GET |clients, text| clients.kinds.modern().filter_by_text().selector(text);
    "modern.by_device" GET |clients, text| clients.kinds.modern().by_device();
    "modern.raw_cookies" GET |clients, text| clients.kinds.modern().raw_cookies().text(note(text)).list([note(text).replace(',', "_"), "b".to_owned()]);
    "modern.send_parts" POST |clients, text| clients.kinds.modern().send_parts().more_parts([1, 2])
        .second_part(Part::bytes(text.to_owned())).first_part(ModernSearchRequest::builder().text(text).build()).first_part_x_sum(note(text));
    "modern.send_items" PUT |clients, text| clients.kinds.modern().send_items().parts([joined(text)]);
    "modern.deep.lines" GET |clients, text| clients.kinds.modern().deep().lines().r#where(note(text));
    "modern.deep.parts" GET |clients, text| clients.kinds.modern().deep().parts();
    "modern.deep.pictures" GET |clients, text| clients.kinds.modern().deep().pictures();
    "modern.shape" GET |clients, text| clients.kinds.modern().shape();
    "modern.deep.events" GET |clients, text| clients.kinds.modern().deep().events();
    "modern.deep.records" GET |clients, text| clients.kinds.modern().deep().records();
    "answers.get_events" GET |clients, text| clients.kinds.answers().get_events();
    "answers.post_events" POST |clients, text| clients.kinds.answers().post_events();
    "answers.get_flagged" GET |clients, text| clients.kinds.answers().get_flagged();
    "answers.get_lines" GET |clients, text| clients.kinds.answers().get_lines();
    "answers.post_lines" POST |clients, text| clients.kinds.answers().post_lines();
    "answers.get_many" GET |clients, text| clients.kinds.answers().get_many();
    "answers.post_many" POST |clients, text| clients.kinds.answers().post_many();
    "answers.get_parts" GET |clients, text| clients.kinds.answers().get_parts();
    "answers.get_by_status" GET |clients, text| clients.kinds.answers().get_by_status();
    "answers.get_range" GET |clients, text| clients.kinds.answers().get_range();
    "pages.by_url" GET |clients, text| clients.kinds.pages().by_url().text(text);
    "pages.by_link" GET |clients, text| clients.kinds.pages().by_link().text(text);
    "pages.search" POST |clients, text| clients.kinds.pages().search().text(text);
}
