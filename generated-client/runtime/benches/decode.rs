//! Decoding and encoding beside derived serde, in one run: the same texts into types of the same shape.
//!
//! The bodies are those of a call that starts a phone conversation, its answer, and a list of a hundred kilobytes.

#![allow(missing_docs, unreachable_pub, reason = "a benchmark has no readers of documentation")]
#![allow(clippy::struct_field_names, reason = "the names are those of the API")]

use std::{collections::BTreeMap, hint::black_box};

use callwright_runtime::{Value, json};
use criterion::{Criterion, Throughput, criterion_group};

const REQUEST: &str = r#"{"whatsapp_phone_number_id":"123456789012345","whatsapp_user_id":"987654321098765","whatsapp_call_permission_request_template_name":"call_permission_request_v1","whatsapp_call_permission_request_template_language_code":"en_US","agent_id":"agent_42","conversation_initiation_client_data":{"conversation_config_override":{"turn":{"soft_timeout_config":{"message":"Un moment…"}},"tts":{"voice_id":"v1","stability":0.5,"speed":1.25,"similarity_boost":0.75},"conversation":{"text_only":false},"agent":{"first_message":"Héllo \"q\" \\ /","language":"fr","prompt":{"prompt":"Be brief\nplease","llm":"gpt-4.1-mini","native_mcp_server_ids":["m1","m2"]}}},"custom_llm_extra_body":{"temperature":0.1,"nested":{"a":[1,null,true]}},"user_id":"user_1","source_info":{"source":"python_sdk","version":"2.0.0"},"dynamic_variables":{"s":"str","i":42,"f":1.5,"b":true,"n":null,"big":9007199254740993,"neg":-7,"empty":""}}}"#;
const RESPONSE: &str =
    r#"{"success":true,"message":"Call initiated","conversation_id":"conv_01jxd5y165f62a0v7gtr6bkg56"}"#;

/// The same types twice: made by the macros of the runtime, and by serde's derive.
macro_rules! shapes {
    ($($name:ident { $($field:ident: $type:ty = $wire:literal $(| $attribute:meta)*),* $(,)? })*) => {
        mod ours {
            use super::*;
            pub use super::{Llm, Variable};
            $(
                pub struct $name { $(pub $field: $type),* }
                callwright_runtime::object! { $name { $($field: $wire),* } }
            )*
        }
        mod derived {
            use super::*;
            pub use super::{DerivedLlm as Llm, DerivedVariable as Variable};
            $(
                #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
                pub struct $name { $($(#[$attribute])* pub $field: $type),* }
            )*
        }
    };
}

shapes! {
    Request {
        whatsapp_phone_number_id: String = "whatsapp_phone_number_id",
        whatsapp_user_id: String = "whatsapp_user_id",
        whatsapp_call_permission_request_template_name: String = "whatsapp_call_permission_request_template_name",
        whatsapp_call_permission_request_template_language_code: String = "whatsapp_call_permission_request_template_language_code",
        agent_id: String = "agent_id",
        conversation_initiation_client_data: Option<ClientData> = "conversation_initiation_client_data" | serde(skip_serializing_if = "Option::is_none"),
        agent_phone_number: Option<String> = "agent_phone_number" | serde(skip_serializing_if = "Option::is_none"),
    }
    ClientData {
        conversation_config_override: Option<Override> = "conversation_config_override" | serde(skip_serializing_if = "Option::is_none"),
        custom_llm_extra_body: Option<serde_json::Map<String, Value>> = "custom_llm_extra_body" | serde(skip_serializing_if = "Option::is_none"),
        user_id: Option<String> = "user_id" | serde(skip_serializing_if = "Option::is_none"),
        source_info: Option<Source> = "source_info" | serde(skip_serializing_if = "Option::is_none"),
        dynamic_variables: Option<BTreeMap<String, Option<Variable>>> = "dynamic_variables" | serde(skip_serializing_if = "Option::is_none"),
    }
    Override {
        turn: Option<Turn> = "turn" | serde(skip_serializing_if = "Option::is_none"),
        tts: Option<Tts> = "tts" | serde(skip_serializing_if = "Option::is_none"),
        conversation: Option<Conversation> = "conversation" | serde(skip_serializing_if = "Option::is_none"),
        agent: Option<Agent> = "agent" | serde(skip_serializing_if = "Option::is_none"),
    }
    Turn { soft_timeout_config: Option<SoftTimeout> = "soft_timeout_config" | serde(skip_serializing_if = "Option::is_none") }
    SoftTimeout { message: Option<String> = "message" | serde(skip_serializing_if = "Option::is_none") }
    Tts {
        voice_id: Option<String> = "voice_id" | serde(skip_serializing_if = "Option::is_none"),
        stability: Option<f64> = "stability" | serde(skip_serializing_if = "Option::is_none"),
        speed: Option<f64> = "speed" | serde(skip_serializing_if = "Option::is_none"),
        similarity_boost: Option<f64> = "similarity_boost" | serde(skip_serializing_if = "Option::is_none"),
    }
    Conversation { text_only: Option<bool> = "text_only" | serde(skip_serializing_if = "Option::is_none") }
    Agent {
        first_message: Option<String> = "first_message" | serde(skip_serializing_if = "Option::is_none"),
        language: Option<String> = "language" | serde(skip_serializing_if = "Option::is_none"),
        prompt: Option<Prompt> = "prompt" | serde(skip_serializing_if = "Option::is_none"),
    }
    Prompt {
        prompt: Option<String> = "prompt" | serde(skip_serializing_if = "Option::is_none"),
        llm: Option<Llm> = "llm" | serde(skip_serializing_if = "Option::is_none"),
        native_mcp_server_ids: Option<Vec<String>> = "native_mcp_server_ids" | serde(skip_serializing_if = "Option::is_none"),
    }
    Source {
        source: Option<String> = "source" | serde(skip_serializing_if = "Option::is_none"),
        version: Option<String> = "version" | serde(skip_serializing_if = "Option::is_none"),
    }
    Response {
        success: bool = "success",
        message: String = "message",
        conversation_id: Option<String> = "conversation_id",
    }
    Page {
        items: Vec<Item> = "items",
        next_cursor: Option<String> = "next_cursor",
        has_more: bool = "has_more",
    }
    Item {
        conversation_id: String = "conversation_id",
        agent_id: String = "agent_id",
        agent_name: Option<String> = "agent_name",
        start_time_unix_secs: i64 = "start_time_unix_secs",
        call_duration_secs: i64 = "call_duration_secs",
        status: String = "status",
        rating: Option<f64> = "rating",
        summary: Option<String> = "summary",
        tags: Vec<String> = "tags",
    }
}

pub enum Llm {
    Gpt4o,
    Gpt41Mini,
    Unknown(String),
}
callwright_runtime::text_enum! { Llm { Gpt4o: "gpt-4o", Gpt41Mini: "gpt-4.1-mini" } }

#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum DerivedLlm {
    #[serde(rename = "gpt-4o")]
    Gpt4o,
    #[serde(rename = "gpt-4.1-mini")]
    Gpt41Mini,
    #[serde(untagged)]
    Unknown(String),
}

#[derive(Clone)]
pub enum Variable {
    String(String),
    Integer(i64),
    Number(f64),
    Boolean(bool),
    Unknown(Value),
}
callwright_runtime::union! { Variable {
    String: [string],
    Integer: [integer],
    Number: [integer | fraction],
    Boolean: [boolean],
} }

#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
pub enum DerivedVariable {
    String(String),
    Integer(i64),
    Number(f64),
    Boolean(bool),
}

/// About a hundred kilobytes.
fn page() -> String {
    let item = |number: usize| {
        let name =
            if number.is_multiple_of(3) { "null".to_owned() } else { format!("\"Agent №{number}\"") };
        format!(
            r#"{{"conversation_id":"conv_01jxd5y165f62a0v7gtr6b{number:04}","agent_id":"agent_{number}","agent_name":{name},"start_time_unix_secs":17{number:08},"call_duration_secs":{number},"status":"done","unknown":{{"a":[1,2,3]}},"rating":{rating},"summary":"The caller asked about the order \"{number}\" and was content.\nNothing is left to do.","tags":["support","order"]}}"#,
            rating = f64::from(u32::try_from(number).unwrap_or(0)) / 7.0,
        )
    };
    let items: Vec<_> = (0..270).map(item).collect();
    format!(r#"{{"items":[{}],"next_cursor":"abc","has_more":true}}"#, items.join(","))
}

fn bodies(criterion: &mut Criterion) {
    let page = page();
    body::<ours::Request, derived::Request>(criterion, "request", REQUEST);
    body::<ours::Response, derived::Response>(criterion, "response", RESPONSE);
    body::<ours::Page, derived::Page>(criterion, "list", &page);
}

fn body<Ours, Derived>(criterion: &mut Criterion, name: &str, text: &str)
where
    Ours: json::ReadJson + json::WriteJson,
    Derived: serde::Serialize + serde::de::DeserializeOwned,
{
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("decode/ours", |bencher| {
        bencher.iter(|| json::from_slice::<Ours>(black_box(text.as_bytes())).unwrap());
    });
    group.bench_function("decode/derived", |bencher| {
        bencher.iter(|| serde_json::from_slice::<Derived>(black_box(text.as_bytes())).unwrap());
    });
    let ours: Ours = json::from_slice(text.as_bytes()).unwrap();
    let derived: Derived = serde_json::from_str(text).unwrap();
    group.bench_function("encode/ours", |bencher| bencher.iter(|| json::to_vec(black_box(&ours)).unwrap()));
    group.bench_function("encode/derived", |bencher| {
        bencher.iter(|| serde_json::to_vec(black_box(&derived)).unwrap());
    });
    group.finish();
}

criterion_group!(benches, bodies);

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--only") {
        let wanted = arguments.get(at + 1).map_or("", String::as_str);
        assert!(
            only(wanted),
            "`--only {wanted}`: it is `request`, `response` or `list`, and `/decode` or `/encode`"
        );
        return;
    }
    benches();
    Criterion::default().configure_from_args().final_summary();
}

/// Does one thing of ours as often as always and nothing else: for profilers that count instructions.
fn only(wanted: &str) -> bool {
    match wanted.split_once('/') {
        Some(("request", way)) => repeat::<ours::Request>(REQUEST, way, 2000),
        Some(("response", way)) => repeat::<ours::Response>(RESPONSE, way, 20_000),
        Some(("list", way)) => repeat::<ours::Page>(&page(), way, 50),
        _ => false,
    }
}

fn repeat<Ours: json::ReadJson + json::WriteJson>(text: &str, way: &str, times: usize) -> bool {
    let value: Ours = json::from_slice(text.as_bytes()).unwrap();
    for _ in 0..times {
        match way {
            "decode" => drop(black_box(json::from_slice::<Ours>(black_box(text.as_bytes())).unwrap())),
            "encode" => drop(black_box(json::to_vec(black_box(&value)).unwrap())),
            _ => return false,
        }
    }
    true
}
