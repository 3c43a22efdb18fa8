//! What a description may call things: every word that emitted code and the runtime's macros use themselves, every keyword,
//! single letters, in every role. The crate of such a description compiles.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::{Map, Value, json};

use crate::checkout::{Checkout, project_root};

/// Keywords of all editions, the prelude, primitive types, crates and modules that are in sight everywhere, and words that
/// look the same in any case.
const WORDS: &str = "abstract as async auto await become box break const continue crate default do dyn else enum extern \
    false final fn for gen if impl in let loop macro macro_rules match mod move mut override priv pub raw ref return safe \
    self static struct super trait true try type typeof union unsafe unsized use virtual where while yield \
    AsMut AsRef AsyncFn Box Clone Copy Debug Default Display DoubleEndedIterator Drop Eq Err Error ExactSizeIterator Extend \
    Fn FnMut FnOnce From FromIterator FromStr Future Hash Hasher Into IntoFuture IntoIterator Iterator None Ok Option Ord \
    PartialEq PartialOrd Result Self Send Sized Some String Sync ToOwned ToString TryFrom TryInto Unpin Vec \
    bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize \
    alloc core proc_macro runtime serde std test types required resources client shared root main lib con nul \
    assert cfg clone collect concat dbg drop env format include line matches panic print stringify todo vec write \
    日本 名 值 a_b x1 _ 1 2fa";

/// Paths of one operation have this many variables at most, so that methods have arguments that a compiler can bear.
const ARGUMENTS: usize = 40;

#[test]
fn every_name_compiles_in_every_role() {
    let words = words();
    assert!(words.len() > 300, "{} words", words.len());
    for word in ["err", "M", "reader", "value", "SHAPES", "Infallible"] {
        assert!(words.iter().any(|known| known.eq_ignore_ascii_case(word)), "{word} is swept");
    }
    let checkout = Checkout::new();
    let folder = checkout.path("described");
    std::fs::create_dir(&folder).expect("a new folder");
    std::fs::write(folder.join("names.json"), description(&words).to_string()).expect("a new file");
    // Beside the checkout: inside it, the crate would be a member of its workspace.
    let apart = tempfile::tempdir().expect("a new folder");
    let crate_folder = apart.path().join("crate");
    let ended = checkout.run(&[
        "regenerate",
        "--spec",
        "described/names.json",
        "--out",
        crate_folder.to_str().expect("a UTF-8 path"),
        "--name",
        "every-name",
        "--runtime",
        project_root().join("generated-client/runtime").to_str().expect("a UTF-8 path"),
    ]);
    assert_eq!(ended.code, 0, "{}", ended.printed);
    check(&crate_folder);
}

/// Lets the compiler look at the crate, beside what the corpus has built already.
fn check(folder: &Path) {
    std::fs::copy(project_root().join("Cargo.lock"), folder.join("Cargo.lock")).expect("the versions");
    let output = Command::new(env!("CARGO"))
        .args(["check", "--lib", "--quiet", "--message-format=short", "--features", "stream,blocking,types"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", project_root().join("target/corpus"))
        .env("RUSTFLAGS", "-D warnings")
        .envs([("CARGO_INCREMENTAL", "0"), ("CARGO_PROFILE_TEST_DEBUG", "false")])
        .env_remove("CARGO_MANIFEST_DIR")
        .env_remove("CARGO_PKG_NAME")
        .output()
        .expect("cargo starts");
    let said = String::from_utf8_lossy(&output.stderr);
    let first: Vec<&str> = said.lines().filter(|line| line.contains("error")).take(20).collect();
    assert!(output.status.success(), "{}", first.join("\n"));
}

/// All words, one spelling of each: what differs in case only would be told apart by longer names.
fn words() -> Vec<String> {
    let mut words: BTreeMap<String, String> = BTreeMap::new();
    let letters = ('a'..='z').map(String::from);
    let listed = WORDS.split_ascii_whitespace().map(str::to_owned);
    for word in listed.chain(letters).chain(own_words()) {
        let key: String =
            word.chars().filter(|character| *character != '_').flat_map(char::to_lowercase).collect();
        words.entry(key).or_insert(word);
    }
    words.into_values().collect()
}

/// What emitted code and the runtime's macros name themselves, from their sources.
fn own_words() -> BTreeSet<String> {
    let root = project_root();
    let mut words = BTreeSet::new();
    for folder in ["codegen/src/emit", "generated-client/runtime/src"] {
        for path in rust_files(&root.join(folder)) {
            let text = std::fs::read_to_string(&path).expect("a readable file");
            let text: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            for opening in ["quote!", "macro_rules!"] {
                for (at, _) in text.match_indices(opening) {
                    words.extend(identifiers(group(&text[at + opening.len()..])));
                }
            }
        }
    }
    words
}

fn rust_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The first group in parentheses or braces; brackets of other kinds inside are balanced in Rust anyway.
fn group(text: &str) -> &str {
    let Some(start) = text.find(['(', '{']) else { return "" };
    let mut depth = 0_usize;
    for (index, character) in text[start..].char_indices() {
        match character {
            '(' | '{' => depth += 1,
            ')' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return &text[start..start + index];
        }
    }
    &text[start..]
}

fn identifiers(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|character: char| !character.is_ascii_alphanumeric() && character != '_')
        .filter(|word| word.starts_with(|first: char| first.is_ascii_alphabetic()) && word.len() < 40)
        .map(str::to_owned)
}

/// A description that calls everything by these words.
fn description(words: &[String]) -> Value {
    let mut schemas: Map<String, Value> = words.iter().map(|word| (component(word), schema(word))).collect();
    let references: Vec<Value> = words
        .iter()
        .map(|word| json!({ "$ref": format!("#/components/schemas/{}", component(word)) }))
        .collect();
    schemas.insert("every-member".to_owned(), json!({ "type": "object", "properties": members(words) }));
    schemas.insert("every-value".to_owned(), json!({ "type": "string", "enum": words }));
    let mut mixed: Vec<Value> = words.iter().map(|word| json!(word)).collect();
    mixed.push(json!(1.5));
    schemas.insert("every-mixed-value".to_owned(), json!({ "enum": mixed }));
    schemas.insert(
        "every-tagged-branch".to_owned(),
        json!({ "oneOf": references, "discriminator": { "propertyName": "kind" } }),
    );
    let untagged: Vec<Value> = words
        .iter()
        .take(60)
        .map(|word| json!({ "title": word, "type": "object", "required": [word], "properties": { (word): {} } }))
        .collect();
    schemas.insert("every-branch".to_owned(), json!({ "anyOf": untagged }));
    let credentials: Map<String, Value> = words
        .iter()
        .enumerate()
        .map(|(index, word)| {
            let scheme = match index % 3 {
                0 => json!({ "type": "http", "scheme": "bearer" }),
                _ => json!({ "type": "apiKey", "in": "header", "name": format!("x-key-{index}") }),
            };
            (component(word), scheme)
        })
        .collect();
    let variables: Map<String, Value> =
        words.iter().map(|word| (word.clone(), json!({ "default": "a" }))).collect();
    let server = words.iter().map(|word| format!("/{{{word}}}")).collect::<Vec<_>>().concat();
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Every name", "version": "1" },
        "servers": [{ "url": format!("http://localhost{server}"), "variables": variables }],
        "paths": paths(words),
        "components": { "schemas": schemas, "securitySchemes": credentials },
    })
}

/// A name of a component that is a key which every reader takes.
fn component(word: &str) -> String {
    if word == "_" { "under_score".to_owned() } else { word.to_owned() }
}

fn schema(word: &str) -> Value {
    json!({
        "type": "object",
        "required": [word],
        "properties": {
            (word): { "type": ["string", "null"] },
            "kind": { "type": "string" },
            "n": { "type": ["string", "null"] },
            "next": { "$ref": format!("#/components/schemas/{}", component(word)) },
        },
    })
}

fn members(words: &[String]) -> Map<String, Value> {
    let kinds = [
        json!({ "type": "string" }),
        json!({ "type": ["string", "null"] }),
        json!({ "type": "array", "items": { "type": "string" } }),
        json!({ "type": "object", "additionalProperties": { "type": "integer" } }),
        json!({ "type": "number" }),
        json!({}),
    ];
    words.iter().zip(kinds.iter().cycle()).map(|(word, kind)| (word.clone(), kind.clone())).collect()
}

fn paths(words: &[String]) -> Value {
    let mut paths = Map::new();
    let answer = |schema: &str| {
        let schema = json!({ "$ref": format!("#/components/schemas/{schema}") });
        json!({ "200": { "description": "D", "content": { "application/json": { "schema": schema } } } })
    };
    for word in words {
        // As an operation, with itself as a required member that may be null; and as a tag with itself as an argument.
        let body = json!({ "required": true, "content": { "application/json": { "schema": {
            "type": "object", "required": [word], "properties": { (word): { "type": ["string", "null"] } },
        } } } });
        paths.insert(
            format!("/operations/{word}/end"),
            json!({ "post": {
                "operationId": word, "tags": ["operations"], "requestBody": body, "responses": answer(&component(word)),
            } }),
        );
        let parameter =
            json!({ "name": word, "in": "path", "required": true, "schema": { "type": "string" } });
        paths.insert(
            format!("/tags/{word}/{{{word}}}"),
            json!({ "get": {
                "operationId": word, "tags": [word], "parameters": [parameter], "responses": answer("every-member"),
            } }),
        );
    }
    for (index, chunk) in words.chunks(ARGUMENTS).enumerate() {
        let variables = chunk.iter().map(|word| format!("/{{{word}}}")).collect::<Vec<_>>().concat();
        let parameters: Vec<Value> = chunk
            .iter()
            .flat_map(|word| {
                ["path", "query", "header", "cookie"].map(|place| {
                    json!({ "name": word, "in": place, "required": place == "path", "schema": { "type": "string" } })
                })
            })
            .collect();
        paths.insert(
            format!("/parameters-{index}{variables}"),
            json!({ "get": { "tags": ["parameters"], "parameters": parameters, "responses": {
                "200": answer("every-tagged-branch")["200"], "202": answer("every-branch")["200"],
            } } }),
        );
    }
    for (name, schema) in
        [("value", "every-value"), ("mixed", "every-mixed-value"), ("member", "every-member")]
    {
        let reference = json!({ "$ref": format!("#/components/schemas/{schema}") });
        let body = |media: &str| json!({ "required": true, "content": { (media): { "schema": reference } } });
        let json = body("application/json");
        paths.insert(
            format!("/bodies/{name}"),
            json!({ "post": { "tags": ["bodies"], "requestBody": json, "responses": answer(schema) } }),
        );
        if schema == "every-member" {
            let form = body("multipart/form-data");
            paths.insert(
                format!("/forms/{name}"),
                json!({ "post": { "tags": ["bodies"], "requestBody": form, "responses": answer(schema) } }),
            );
        }
    }
    Value::Object(paths)
}
