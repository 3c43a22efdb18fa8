//! A rename chooses a name in Rust, and not a byte on the wire: a client without and a client with renames, side by side.

use renames_after as after;
use renames_before as before;
use runtime::{Script, ScriptedReply};

/// The answer to each call.
const PET: &str = r#"{"name":"Mia","size":"small","friend":{"lives":9}}"#;

/// What a call has put on the wire: the request line, the headers but for the crate's own name, the body.
fn sent(script: &Script) -> String {
    let request = script.last_request().expect("a request");
    let headers = request.headers.iter().filter(|(name, _)| *name != http::header::USER_AGENT);
    let mut headers: Vec<String> = headers.map(|(name, value)| format!("{name}: {value:?}")).collect();
    headers.sort();
    format!(
        "{} {}\n{}\n\n{}",
        request.method,
        request.url,
        headers.join("\n"),
        String::from_utf8_lossy(&request.body)
    )
}

fn script() -> Script {
    Script::new().otherwise(ScriptedReply::json(200, PET))
}

fn clients() -> (Script, before::Client, Script, after::Client) {
    let (first, second) = (script(), script());
    let before = before::Client::builder().transport(first.clone()).build().expect("a client");
    let after = after::Client::builder().transport(second.clone()).build().expect("a client");
    (first, before, second, after)
}

#[tokio::test]
async fn a_resource_an_operation_and_a_path_parameter() {
    let (first, before, second, after) = clients();
    let old = before.pets().add("a/b").name("Mia").size(before::types::Size::Small);
    let new = after.animals().admit("a/b").nickname("Mia").size(after::types::Size::Tiny);
    old.send().await.expect("an answer");
    new.send().await.expect("an answer");
    assert!(sent(&first).starts_with("POST https://zoo.example/cages/a%2Fb/pets\n"), "{}", sent(&first));
    assert_eq!(sent(&first), sent(&second));
}

#[tokio::test]
async fn parameters() {
    let (first, before, second, after) = clients();
    let old = before.pets().add("c").name("Mia").size(before::types::Size::Large);
    let new = after.animals().admit("c").nickname("Mia").size(after::types::Size::Large);
    old.dry_run(true).x_trace("t").send().await.expect("an answer");
    new.only_look(true).trail("t").send().await.expect("an answer");
    let first = sent(&first);
    assert!(first.contains("?dry-run=true") && first.contains("x-trace: "), "{first}");
    assert_eq!(first, sent(&second));
}

#[tokio::test]
async fn a_member_of_a_form() {
    let (first, second) = (script(), script());
    let before = before::Client::builder().transport(first.clone()).build().expect("a client");
    let after = after::Client::builder().transport(second.clone()).build().expect("a client");
    before.photos().send().caption("Mia & me").send().await.expect("an answer");
    after.photos().send().title("Mia & me").send().await.expect("an answer");
    assert!(sent(&first).ends_with("\n\ncaption=Mia+%26+me"), "{}", sent(&first));
    assert_eq!(sent(&first), sent(&second));
}

#[tokio::test]
async fn a_type_its_members_and_variants_as_they_are_sent_and_read() {
    let (first, before, second, after) = clients();
    let friend = before::types::Cat::builder().lives(9).build();
    let old = before::types::Pet::builder()
        .name("Mia")
        .size(before::types::Size::Small)
        .friend(before::types::Friend::Cat(friend))
        .build();
    let friend = after::types::Cat::builder().lives(9).build();
    let new = after::types::Animal::builder()
        .nickname("Mia")
        .size(after::types::Size::Tiny)
        .friend(after::types::Friend::Feline(friend))
        .build();
    let read = before.pets().add("c").body(old.clone()).send().await.expect("an answer");
    assert_eq!(read, old);
    let read = after.animals().admit("c").body(new.clone()).send().await.expect("an answer");
    assert_eq!(read, new);
    assert!(sent(&first).ends_with(PET), "{}", sent(&first));
    assert_eq!(sent(&first), sent(&second));
}
