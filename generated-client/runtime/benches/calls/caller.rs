//! The same call twice: through the runtime, and written by hand with what a careful person has there. Both have the
//! same limits of time and size, check the status, take the key from the client and read the same type.

use std::{hint::black_box, time::Duration};

use callwright_runtime::{Api, Client, Credential, Endpoint, Request, object, reqwest};
use http::{
    HeaderMap, HeaderValue,
    header::{ACCEPT, CONTENT_TYPE},
};
use serde::{Deserialize, Serialize};

const KEY: &str = "sk_0123456789abcdef";
const USER_AGENT: &str = "benchmark/1.0";
const PATH: &str = "/v1/convai/whatsapp/outbound-call";
/// The limits are those that the runtime has by default.
const TIMEOUT: Duration = Duration::from_secs(120);
const IDLE_TIMEOUT: Duration = Duration::from_secs(60);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const MOST_BODY: usize = 64 * 1024 * 1024;
const MOST_ERROR_BODY: usize = 64 * 1024;

static API: Api = Api::new("Benchmark", USER_AGENT)
    .credentials(&[Credential::header_key("xi-api-key", "api_key", &[])])
    .security(&[&[0]]);
static CALL: Endpoint = Endpoint::new("whatsapp.outbound_call", "POST", PATH)
    .json_body("application/json")
    .accept("application/json");

/// What the server answers, as a generated crate reads it.
struct Answer {
    success: bool,
    message: String,
    conversation_id: Option<String>,
}

object! { Answer { success, message, conversation_id } }

/// The same, as `serde` derives it.
#[derive(Deserialize)]
struct Derived {
    success: bool,
    message: String,
    conversation_id: Option<String>,
}

#[derive(Serialize)]
struct Body<'text> {
    whatsapp_phone_number_id: &'text str,
    whatsapp_user_id: &'text str,
    whatsapp_call_permission_request_template_name: &'text str,
    whatsapp_call_permission_request_template_language_code: &'text str,
    agent_id: &'text str,
}

const BODY: Body<'static> = Body {
    whatsapp_phone_number_id: "123456789012345",
    whatsapp_user_id: "987654321098765",
    whatsapp_call_permission_request_template_name: "call_permission_request_v1",
    whatsapp_call_permission_request_template_language_code: "en_US",
    agent_id: "agent_42",
};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Who makes the calls.
pub(crate) trait Caller: Clone + Send + Sync + 'static {
    fn call(&self) -> impl Future<Output = Result<(), Failure>> + Send;
}

/// Through the runtime.
#[derive(Clone)]
pub(crate) struct Runtime {
    client: Client,
}

/// By hand.
#[derive(Clone)]
pub(crate) struct ByHand {
    client: reqwest::Client,
    url: String,
}

impl Caller for Runtime {
    async fn call(&self) -> Result<(), Failure> {
        let Answer { success, message, conversation_id } = through_the_runtime(&self.client).await?;
        black_box((success, message, conversation_id));
        Ok(())
    }
}

impl Caller for ByHand {
    async fn call(&self) -> Result<(), Failure> {
        let Derived { success, message, conversation_id } = by_hand(&self.client, &self.url).await?;
        black_box((success, message, conversation_id));
        Ok(())
    }
}

impl Runtime {
    pub(crate) fn new(base: &str) -> Result<Self, Failure> {
        Ok(Self { client: Client::builder(&API).key(0, KEY).base_url(base).build()? })
    }
}

impl ByHand {
    pub(crate) fn new(base: &str) -> Result<Self, Failure> {
        let mut key = HeaderValue::from_static(KEY);
        key.set_sensitive(true);
        let mut headers = HeaderMap::new();
        headers.insert("xi-api-key", key);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        let client = reqwest::Client::builder()
            .user_agent(USER_AGENT)
            .default_headers(headers)
            .timeout(TIMEOUT)
            .read_timeout(IDLE_TIMEOUT)
            .connect_timeout(CONNECT_TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .build()?;
        Ok(Self { client, url: format!("{base}{PATH}") })
    }
}

async fn through_the_runtime(client: &Client) -> Result<Answer, Failure> {
    let answer = Request::new(client, &CALL)
        .field("whatsapp_phone_number_id", &BODY.whatsapp_phone_number_id)
        .field("whatsapp_user_id", &BODY.whatsapp_user_id)
        .field(
            "whatsapp_call_permission_request_template_name",
            &BODY.whatsapp_call_permission_request_template_name,
        )
        .field(
            "whatsapp_call_permission_request_template_language_code",
            &BODY.whatsapp_call_permission_request_template_language_code,
        )
        .field("agent_id", &BODY.agent_id)
        .json()
        .await?;
    Ok(answer)
}

async fn by_hand(client: &reqwest::Client, url: &str) -> Result<Derived, Failure> {
    let answer = client
        .post(url)
        .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
        .body(serde_json::to_vec(&BODY)?)
        .send()
        .await?;
    let status = answer.status();
    if !status.is_success() {
        let body = read(answer, MOST_ERROR_BODY).await?;
        return Err(format!("{status}: {}", String::from_utf8_lossy(&body)).into());
    }
    Ok(serde_json::from_slice(&read(answer, MOST_BODY).await?)?)
}

async fn read(mut answer: reqwest::Response, limit: usize) -> Result<Vec<u8>, Failure> {
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await? {
        if body.len() + chunk.len() > limit {
            return Err("the response is too large".into());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
