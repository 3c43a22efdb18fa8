//! The workspace of the proofs: all old clients in one crate, all new ones in another, and the programs of both.
//!
//! A client is a crate, and each compiles in half a second once what it stands on is compiled. As modules of one crate all of
//! them take the time of a few, since most of it is starting the compiler; a path that begins at the crate then begins at
//! the module.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use codegen::change::Source as Verdict;
use codegen::{Input, Options};
use integration_tests::project_root;
use serde_json::Value;

use crate::pairs::{Pair, Way, source};

/// Where all of it is: below `target`.
pub(super) fn folder() -> PathBuf {
    project_root().join("target/proofs")
}

/// Writes the workspace; what is in its files already stays as it is, so that Cargo builds nothing anew. Tests that run side
/// by side write it one after the other.
pub(super) fn write(pairs: &[Pair]) {
    static WRITING: Mutex<()> = Mutex::new(());
    let _writing = WRITING.lock();
    let folder = folder();
    let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"old\", \"new\", \"agree\", \"disagree\"]\n";
    put(&folder.join("Cargo.toml"), manifest);
    put(&folder.join("Cargo.lock"), &fs::read_to_string(project_root().join("Cargo.lock")).unwrap());
    clients(&folder.join("old"), pairs.iter().map(|pair| (pair.name.as_str(), &pair.old)));
    clients(&folder.join("new"), pairs.iter().map(|pair| (pair.name.as_str(), &pair.new)));
    let agree = folder.join("agree");
    put(&agree.join("Cargo.toml"), &manifest_of("agree", "", PROGRAM));
    put(&agree.join("src/main.rs"), &main(pairs));
    let disagree = folder.join("disagree");
    put(&disagree.join("Cargo.toml"), &manifest_of("disagree", "", PROGRAM));
    for pair in pairs {
        let is_major = pair.source == Verdict::Major;
        put(&agree.join(format!("src/old_{}.rs", pair.name)), &program(pair, "old"));
        let (to, from) = if is_major { (&disagree, &agree) } else { (&agree, &disagree) };
        put(&to.join(format!("src/new_{}.rs", pair.name)), &program(pair, "new"));
        drop(fs::remove_file(from.join(format!("src/new_{}.rs", pair.name))));
    }
    let all = pairs.iter().filter(|pair| pair.source == Verdict::Major).map(|pair| pair.name.clone());
    modules("disagree", &all.collect());
}

/// Names the modules that a crate of programs against new clients has.
pub(super) fn modules(name: &str, programs: &BTreeSet<String>) {
    let lines = programs.iter().map(|name| format!("mod new_{name};\n"));
    let text: Vec<String> = std::iter::once("#![allow(warnings)]\n".to_owned()).chain(lines).collect();
    put(&folder().join(name).join("src/lib.rs"), &text.concat());
}

const CLIENTS: &str = "runtime = { package = \"callwright-runtime\", path = \"RUNTIME\", default-features = false, features = [\"rustls\"] }\n";
const PROGRAM: &str = "old = { package = \"old\", path = \"../old\" }\nnew = { package = \"new\", path = \"../new\" }\ntokio = { version = \"1\", features = [\"macros\", \"rt\", \"net\", \"time\"] }\n";

fn manifest_of(name: &str, library: &str, dependencies: &str) -> String {
    let runtime = project_root().join("generated-client/runtime");
    let dependencies = dependencies.replace("RUNTIME", runtime.to_str().unwrap());
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n{library}\
         [lints.rust]\nunexpected_cfgs = \"allow\"\n\n[dependencies]\n{dependencies}"
    )
}

fn put(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|known| known == text) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// One crate of many clients.
fn clients<'a>(crate_folder: &Path, descriptions: impl Iterator<Item = (&'a str, &'a Value)>) {
    let (mut library, mut features) = (String::new(), BTreeSet::new());
    for (name, description) in descriptions {
        writeln!(library, "pub mod {name};").unwrap();
        let (sources, options) = ([source(description)], Options::default());
        let outcome = codegen::generate(&Input { sources: &sources, reader: &|_| None, options: &options });
        let client = outcome.client.unwrap_or_else(|| panic!("{name}: {:?}", outcome.findings));
        for (path, text) in &client.files {
            let Some(inside) = path.strip_prefix("src/") else { continue };
            features.extend(
                text.split("feature = \"")
                    .skip(1)
                    .filter_map(|rest| rest.split('"').next())
                    .map(str::to_owned),
            );
            let inside = if inside == "lib.rs" { "mod.rs" } else { inside };
            let text = text.replace("crate::", &format!("crate::{name}::"));
            put(&crate_folder.join("src").join(name).join(inside), &text);
        }
    }
    // What the runtime must be built with is not asked for.
    for more in ["blocking", "stream", "tracing", "test-util", "chrono", "jiff", "time", "uuid", "native-tls"]
    {
        features.remove(more);
    }
    let name = crate_folder.file_name().unwrap().to_str().unwrap();
    let names: Vec<String> = features.iter().map(|name| format!("\"{name}\"")).collect();
    let empty: Vec<String> = names.iter().map(|name| format!("{name} = []\n")).collect();
    let empty = empty.concat();
    let table = format!("\n[features]\ndefault = [{}]\n{empty}", names.join(", "));
    // Both crates have the same name, so that another judge takes one for a version of the other.
    let called = "[lib]\nname = \"clients\"\n\n";
    put(&crate_folder.join("Cargo.toml"), &(manifest_of(name, called, CLIENTS) + &table));
    put(&crate_folder.join("src/lib.rs"), &library);
}

/// The program of a pair, with one of its clients. Of a pair whose place goes one way, the other half of it is left out.
fn program(pair: &Pair, side: &str) -> String {
    let path = project_root().join(format!("tests/change/programs/{}.rs", pair.rule.id));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let half = |name: &str, is_there: bool| {
        let becomes = if is_there { "$($part)*" } else { "" };
        format!("macro_rules! {name} {{ ($($part:tt)*) => {{ {becomes} }} }}\n")
    };
    let (sends, reads) = (half("sends", pair.way != Way::Read), half("reads", pair.way != Way::Sent));
    format!("{sends}{reads}use ::{side}::{} as client;\n{text}", pair.name)
}

/// The program that runs the others.
fn main(pairs: &[Pair]) -> String {
    let (mut modules, mut table) = (String::new(), String::new());
    for pair in pairs {
        let name = &pair.name;
        writeln!(modules, "mod old_{name};").unwrap();
        writeln!(table, "    entry!(old, [\"old\", \"published\"], {name}, old_{name}),").unwrap();
        if pair.source != Verdict::Major {
            writeln!(modules, "mod new_{name};").unwrap();
            writeln!(table, "    entry!(new, [\"new\"], {name}, new_{name}),").unwrap();
        }
    }
    let text = MAIN.replace("// MODULES\n", &modules).replace("// TABLE\n", &table);
    text.replace("TIMES", &TIMES.to_string())
}

/// How often each program runs: the server gives other values each time. A program makes one or two requests, so each of
/// them meets as many values as an odd number of times.
pub(super) const TIMES: usize = 7;

/// Each program stands behind a pointer: one future that holds them all takes the compiler minutes.
const MAIN: &str = r#"#![allow(warnings)]
use std::pin::Pin;
use std::time::Duration;

// MODULES
type Running = Pin<Box<dyn Future<Output = Result<(), String>>>>;
type Program = Box<dyn Fn() -> Running>;
type Entry = (&'static [&'static str], &'static str, fn(&str) -> Program);

macro_rules! entry {
    ($side:ident, $who:expr, $name:ident, $program:ident) => {
        (&$who, stringify!($name), |url| {
            let client = ::$side::$name::Client::builder().base_url(url).key("k").oauth("o").token("t").build().unwrap();
            Box::new(move || {
                let client = client.clone();
                Box::pin(async move { $program::run(client).await.map_err(|error| format!("{error:?}")) })
            })
        })
    };
}

const TABLE: &[Entry] = &[
// TABLE
];

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let base = std::env::args().nth(1).expect("the address of the server");
    for (parties, name, program) in TABLE {
        for who in *parties {
            let program = program(&format!("{base}/{who}/{name}"));
            for _ in 0..TIMES {
                let ended = match tokio::time::timeout(Duration::from_secs(20), program()).await {
                    Ok(Ok(())) => String::new(),
                    Ok(Err(error)) => error.replace(['\n', '\t'], " "),
                    Err(_) => "no end".to_owned(),
                };
                println!("{who}\t{name}\t{ended}");
            }
        }
    }
}
"#;
