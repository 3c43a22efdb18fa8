//! Calls about which a description says nothing, calls that callers write, and calls that need no key.

mod support;

use callwright_runtime::{Api, Client, ClientBuilder, Credential, Endpoint, ErrorKind, Request, Value};
use support::{Act, Server, json};

/// Security stands at operations only.
static SOME: Api = Api::new("Some API", "test-client/1.0")
    .credentials(&[
        Credential::header_key("X-Key", "key", &[]),
        Credential::bearer("token", &[]),
        Credential::basic("login", &[]),
        Credential::query_key("app", "app", &[]),
    ])
    .security_unsaid()
    .preferred(&[2, 0, 1, 3]);
/// The description says what calls need, and that some need nothing.
static ALL: Api = Api::new("All API", "test-client/1.0")
    .credentials(&[Credential::bearer("key", &["GIVEN_TEST_NEVER_SET"]), Credential::bearer("admin", &[])])
    .security(&[&[0]]);
static SILENT: Endpoint = Endpoint::new("silent", "GET", "/x");
static SAYS_NO: Endpoint = Endpoint::new("says_no", "GET", "/x").security(&[]);
static ASKS: Endpoint = Endpoint::new("asks", "GET", "/x").security(&[&[0]]);

fn with(api: &'static Api, server: &Server) -> ClientBuilder {
    Client::builder(api).base_url(&server.url).max_retries(0)
}

async fn server() -> Server {
    Server::start(vec![Act::Answer(json("200 OK", "{}"))]).await
}

async fn call(client: &Client, endpoint: &'static Endpoint) {
    Request::new(client, endpoint).json::<Value>().await.unwrap();
}

#[tokio::test]
async fn what_was_given_goes_where_nothing_is_said() {
    let server = server().await;
    let client = with(&SOME, &server).key(0, "head").key(3, "query").build().unwrap();
    call(&client, &SILENT).await;
    assert_eq!((server.last().header("x-key"), server.last().path()), ("head", "/x?app=query"));
    call(&client, &ASKS).await;
    assert_eq!((server.last().header("x-key"), server.last().path()), ("head", "/x"));
    call(&client, &SAYS_NO).await;
    assert_eq!((server.last().headers("x-key").len(), server.last().path()), (0, "/x"));
    // Nothing was given, and nothing is demanded.
    call(&with(&SOME, &server).build().unwrap(), &SILENT).await;
    assert!(server.last().headers("authorization").is_empty());
}

#[tokio::test]
async fn one_place_holds_one_credential() {
    let server = server().await;
    let client = with(&SOME, &server).bearer(1, "t0ken").basic(2, "Aladdin", "open sesame").build().unwrap();
    call(&client, &SILENT).await;
    assert_eq!(server.last().headers("authorization"), ["Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="]);
    let own = Request::new(&client, &SILENT).json::<Value>().header("authorization", "mine");
    own.await.unwrap();
    assert_eq!(server.last().headers("authorization"), ["mine"]);
}

#[tokio::test]
async fn written_calls_take_the_clients_credentials() {
    let server = server().await;
    let client = with(&SOME, &server).key(0, "head").build().unwrap();
    client.request("POST", "/new").json(&1).send().await.unwrap();
    assert_eq!(server.last().header("x-key"), "head");
    client.request("GET", "/new").send().anonymous().await.unwrap();
    assert!(server.last().headers("x-key").is_empty());

    let client = with(&ALL, &server).bearer(0, "key").bearer(1, "admin").build().unwrap();
    client.request("GET", "/new").send().await.unwrap();
    assert_eq!(server.last().headers("authorization"), ["Bearer key"]);
    // Only another credential than the usual one is there.
    let client = with(&ALL, &server).bearer(1, "admin").allow_missing_credentials(true).build().unwrap();
    client.request("GET", "/new").send().await.unwrap();
    assert_eq!(server.last().headers("authorization"), ["Bearer admin"]);
    let client = with(&ALL, &server).allow_missing_credentials(true).build().unwrap();
    let error = client.request("GET", "/new").send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::MissingCredential);
}

#[tokio::test]
async fn a_server_that_needs_no_key() {
    let server = server().await;
    let error = with(&ALL, &server).build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::MissingCredential);
    assert!(error.to_string().contains("`.anonymous()`"), "{error}");

    let client = with(&ALL, &server).anonymous().build().unwrap();
    call(&client, &SILENT).await;
    assert!(server.last().headers("authorization").is_empty());
    client.request("GET", "/x").send().await.unwrap();
    assert!(server.last().headers("authorization").is_empty());
    // What was given before is kept away, too.
    let client = with(&ALL, &server).bearer(0, "s3cret-key").anonymous().build().unwrap();
    call(&client, &SILENT).await;
    assert!(server.last().headers("authorization").is_empty());

    let client = with(&ALL, &server).bearer(0, "s3cret-key").build().unwrap();
    Request::new(&client, &SILENT).json::<Value>().anonymous().await.unwrap();
    assert!(server.last().headers("authorization").is_empty());
    call(&client, &SILENT).await;
    assert_eq!(server.last().headers("authorization"), ["Bearer s3cret-key"]);
}

#[cfg(feature = "test-util")]
#[tokio::test]
async fn no_key_goes_to_another_origin() {
    use callwright_runtime::{Script, ScriptedReply};

    static API: Api = Api::new("Some API", "test-client/1.0")
        .servers(&[callwright_runtime::Server::new("https://one.test/base")])
        .credentials(&[Credential::header_key("X-Key", "key", &[])])
        .security_unsaid();
    static ELSEWHERE: Endpoint = Endpoint::new("elsewhere", "GET", "/x").servers(&["https://two.test/"]);
    static AT_HOME: Endpoint = Endpoint::new("at_home", "GET", "/x").servers(&["/other"]);
    let script = Script::new().otherwise(ScriptedReply::json(200, "{}"));
    let client = Client::builder(&API).key(0, "head").transport(script.clone()).build().unwrap();
    call(&client, &ELSEWHERE).await;
    call(&client, &AT_HOME).await;
    let sent: Vec<(String, String)> = script
        .requests()
        .iter()
        .map(|sent| (sent.url.to_string(), sent.header("x-key").to_owned()))
        .collect();
    let expected = [("https://two.test/x", ""), ("https://one.test/other/x", "head")];
    assert_eq!(sent, expected.map(|(url, key)| (url.to_owned(), key.to_owned())));
}
