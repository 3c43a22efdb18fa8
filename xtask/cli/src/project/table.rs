//! What the tables of settings may say.
//!
//! In: `[workspace.metadata.callwright]` and `[package.metadata.callwright]`. Out: settings of clients.
//! Must never know: which commands read them.

use camino::Utf8Path;
use codegen::emit::RuntimeSource;
use codegen::rename::Rename;
use codegen::select::{Pattern, Selection};

use super::read::{Manifest, Settings as Table};
use super::runtime::{self, Runtime};
use super::{AcceptedChange, Allowed, Client, Settings};
use crate::called;
use crate::failure::Failure;
use crate::manifest::{DOCS_RS, KEYS, Package};
use crate::sources::absolute;
use crate::terminal;

/// The table of a workspace.
const WORKSPACE: &str = "workspace.metadata.callwright";

/// One of several clients of a workspace.
const CLIENTS: &str = "workspace.metadata.callwright.clients";

/// The table of a crate that is a client.
pub(super) const PACKAGE: &str = "package.metadata.callwright";

/// The table that there was before there was a command to install.
const OLD: &str = "workspace.metadata.generator";

/// What holds for one client or for all.
const SHARED: [&str; 6] = ["package", "runtime", "tests", "features", "allow", "accepted"];

/// What is said about one client.
const ONE: [&str; 13] = [
    "spec", "out", "name", "title", "select", "omit", "renames", "package", "runtime", "tests", "features",
    "allow", "accepted",
];

/// What a workspace says.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// What holds for all clients.
    pub(super) shared: Settings,
    /// The clients.
    pub(super) clients: Vec<Client>,
}

/// Reads the table of a workspace, and the old one where there is no other.
pub(super) fn read_workspace(manifest: &Manifest) -> Result<Found, Failure> {
    let Some(table) = manifest.table(&["workspace", "metadata", "callwright"], WORKSPACE)? else {
        return read_old(manifest);
    };
    let clients = table.tables("clients", CLIENTS)?;
    if clients.is_empty() && (table.has("spec") || table.has("out")) {
        table.refuse_unknown(&ONE)?;
        return Ok(Found { shared: read_shared(table)?, clients: vec![read_client(table)?] });
    }
    table.refuse_unknown(&[&["clients"], &SHARED[..]].concat())?;
    let clients = clients.into_iter().map(|client| {
        client.refuse_unknown(&ONE)?;
        read_client(client)
    });
    let clients = clients.collect::<Result<Vec<_>, Failure>>()?;
    for (at, client) in clients.iter().enumerate() {
        if clients[..at].iter().any(|other| other.out == client.out) {
            return Err(table.wrong("clients", &format!("two clients have the folder {}", client.out)));
        }
    }
    Ok(Found { shared: read_shared(table)?, clients })
}

/// Reads the table of a crate. Its folder and its name are those of the crate.
pub(super) fn read_package(manifest: &Manifest) -> Result<Settings, Failure> {
    let Some(table) = manifest.table(&["package", "metadata", "callwright"], PACKAGE)? else {
        return Ok(Settings::default());
    };
    for (key, why) in [
        ("out", "the crate is written where its Cargo.toml stands"),
        ("name", "`package.name` says it"),
        ("package", "[package] of this file says it"),
    ] {
        if table.has(key) {
            return Err(table.wrong(key, &format!("[{PACKAGE}] needs no `{key}`: {why}; remove it")));
        }
    }
    table.refuse_unknown(&[&["spec", "title", "select", "omit", "renames"], &SHARED[..]].concat())?;
    Ok(Settings {
        spec: read_spec(table)?,
        title: table.text("title")?.map(str::to_owned),
        selection: read_selection(table)?,
        renames: read_renames(table)?,
        manifest: Some(table.source()),
        ..read_shared(table)?
    })
}

fn read_client(table: Table<'_>) -> Result<Client, Failure> {
    let Some(out) = table.text("out")? else {
        return Err(table
            .wrong("spec", &format!("[{}] has no `out`; write out = \"the crate's folder\"", table.name)));
    };
    let text = |key| Ok(table.text(key)?.map(str::to_owned));
    let settings = Settings {
        spec: read_spec(table)?,
        name: text("name")?,
        title: text("title")?,
        selection: read_selection(table)?,
        renames: read_renames(table)?,
        manifest: Some(table.source()),
        ..read_shared(table)?
    };
    Ok(Client { out: absolute(&table.folder().join(out))?, settings })
}

fn read_spec(table: Table<'_>) -> Result<Vec<camino::Utf8PathBuf>, Failure> {
    let Some(paths) = table.texts("spec")?.filter(|paths| !paths.is_empty()) else {
        let at = if table.has("spec") { "spec" } else { "out" };
        return Err(
            table.wrong(at, &format!("[{}] has no `spec`; write spec = \"the description\"", table.name))
        );
    };
    paths.into_iter().map(|path| absolute(&table.folder().join(path))).collect()
}

fn read_selection(table: Table<'_>) -> Result<Selection, Failure> {
    let patterns = |key| {
        let texts = table.spanned_texts(key)?.into_iter();
        let patterns = texts.map(|(text, span)| {
            Pattern::new(text, span.clone()).map_err(|message| table.wrong_at(span, &message))
        });
        patterns.collect::<Result<Vec<_>, Failure>>()
    };
    Ok(Selection { select: patterns("select")?, omit: patterns("omit")? })
}

fn read_renames(table: Table<'_>) -> Result<Vec<Rename>, Failure> {
    let renames = table.tables("renames", "renames")?.into_iter().map(|entry| {
        let (members, span) = entry.members()?;
        Rename::new(&members, span.clone()).map_err(|message| table.wrong_at(span, &message))
    });
    renames.collect()
}

fn read_shared(table: Table<'_>) -> Result<Settings, Failure> {
    let features = table.texts("features")?;
    Ok(Settings {
        package: read_packages(table)?,
        runtime: read_runtime(table)?,
        tests: table.flag("tests")?,
        features: features.map(|names| names.into_iter().map(str::to_owned).collect()),
        allow: read_allowed(table, "allow")?,
        accepted: read_accepted(table, "accepted")?,
        ..Settings::default()
    })
}

fn read_packages(table: Table<'_>) -> Result<Package, Failure> {
    const KEY: &str = "package";
    let Some(inner) = table.inner(KEY, KEY) else {
        let is_there = table.has(KEY);
        let wrong = || table.wrong(KEY, "`package` is a table; write package = { license = \"…\" }");
        return if is_there { Err(wrong()) } else { Ok(Package::default()) };
    };
    let known: Vec<&str> = KEYS.iter().map(|(key, _)| *key).chain([DOCS_RS]).collect();
    inner.refuse_unknown(&known)?;
    let mut package = Package::default();
    for (key, kind) in KEYS {
        let Some(value) = inner.value(key) else { continue };
        if !kind.accepts(&value) {
            let message = format!("`{key}` is not valid; write {key} = {}", kind.example());
            return Err(inner.wrong(key, &message));
        }
        if key == "version" && value.as_str().is_some_and(|text| semver::Version::parse(text).is_err()) {
            return Err(inner.wrong(key, "`version` is not a valid version; write for example \"0.1.0\""));
        }
        package.values.push((key.to_owned(), value));
    }
    package.docs_rs = match inner.inner(DOCS_RS, DOCS_RS) {
        Some(docs) => docs.values(),
        None if inner.has(DOCS_RS) => {
            return Err(inner.wrong(DOCS_RS, "`docs-rs` is a table; write docs-rs = { all-features = true }"));
        }
        None => Vec::new(),
    };
    Ok(package)
}

fn read_runtime(table: Table<'_>) -> Result<Option<Runtime>, Failure> {
    const KEY: &str = "runtime";
    let Some(inner) = table.inner(KEY, "runtime") else {
        let read = |text| runtime::read(text, table.folder());
        return table
            .text(KEY)?
            .map(read)
            .transpose()
            .map_err(|failure| table.wrong(KEY, &failure.to_string()));
    };
    inner.refuse_unknown(&["path", "version", "registry", "git", "branch", "tag", "rev"])?;
    let text = |key| Ok::<_, Failure>(inner.text(key)?.map(str::to_owned));
    if let Some(path) = inner.text("path")? {
        return Ok(Some(Runtime::Folder(absolute(&table.folder().join(path))?)));
    }
    if let Some(url) = text("git")? {
        let at = ["branch", "tag", "rev"].into_iter().find(|key| inner.has(key));
        let at =
            at.map(|key| Ok::<_, Failure>((key.to_owned(), text(key)?.unwrap_or_default()))).transpose()?;
        return Ok(Some(Runtime::Published(RuntimeSource::Git { url, at })));
    }
    match (text("version")?, text("registry")?) {
        (Some(version), registry) => {
            runtime::check_version(&version)
                .map_err(|failure| inner.wrong("version", &failure.to_string()))?;
            Ok(Some(Runtime::Published(match registry {
                Some(registry) => RuntimeSource::Registry { version, registry },
                None => RuntimeSource::Version(version),
            })))
        }
        _ => Err(table.wrong(
            KEY,
            "`runtime` says no source; write a version, or { path = … }, { git = … } or \"embedded\"",
        )),
    }
}

fn read_allowed(table: Table<'_>, key: &'static str) -> Result<Vec<Allowed>, Failure> {
    let entries = table.tables(key, "allow")?;
    let entries = entries.into_iter().map(|entry| {
        entry.refuse_unknown(&["code", "reason"])?;
        match (entry.text("code")?, entry.text("reason")?) {
            (Some(code), Some(reason)) => Ok(Allowed { code: code.to_owned(), reason: reason.to_owned() }),
            (Some(code), None) => {
                Err(table.wrong(key, &format!("`{key}` of {code} gives no reason; add reason = \"…\"")))
            }
            _ => Err(table
                .wrong(key, &format!("`{key}` names no code; write {{ code = \"W505\", reason = \"…\" }}"))),
        }
    });
    entries.collect()
}

fn read_accepted(table: Table<'_>, key: &'static str) -> Result<Vec<AcceptedChange>, Failure> {
    let entries = table.tables(key, "accepted")?;
    let entries = entries.into_iter().map(|entry| {
        entry.refuse_unknown(&["rule", "at", "reason"])?;
        let at = entry.text("at")?.map(str::to_owned);
        match (entry.text("rule")?, entry.text("reason")?) {
            (Some(rule), Some(reason)) => {
                Ok(AcceptedChange { rule: rule.to_owned(), at, reason: reason.to_owned() })
            }
            (Some(rule), None) => Err(entry.wrong("rule", &format!("`{key}` of {rule} gives no reason"))),
            _ => Err(table.wrong(key, &format!("`{key}` names no rule of `diff`; write rule = \"…\""))),
        }
    });
    entries.collect()
}

/// The settings of a checkout of the generator, as they were before.
fn read_old(manifest: &Manifest) -> Result<Found, Failure> {
    let Some(table) = manifest.table(&["workspace", "metadata", "generator"], OLD)? else {
        return Ok(Found::default());
    };
    table.refuse_unknown(&["title", "allow", "accepted"])?;
    let folder = table.folder();
    let below = |path: &str| absolute(&folder.join(path));
    terminal::note(&format!(
        "note: {}: [{OLD}] is now [{WORKSPACE}], where `spec = \"spec\"`, `out = \"generated-client\"`, `tests = true` and \
         `runtime = {{ path = \"generated-client/runtime\" }}` stand beside `title`, `allow` and `accepted`; `{}` reads both",
        manifest.path,
        called::name()
    ));
    let runtime = Some(below("generated-client/runtime")?).filter(|path| is_crate(path)).map(Runtime::Folder);
    let shared = Settings {
        runtime,
        allow: read_allowed(table, "allow")?,
        accepted: read_accepted(table, "accepted")?,
        ..Settings::default()
    };
    let settings = Settings {
        spec: vec![below("spec")?],
        name: Some("generated-client".to_owned()),
        title: table.text("title")?.map(str::to_owned),
        tests: true,
        ..Settings::default()
    };
    Ok(Found { shared, clients: vec![Client { out: below("generated-client")?, settings }] })
}

fn is_crate(folder: &Utf8Path) -> bool {
    folder.join("Cargo.toml").is_file()
}
