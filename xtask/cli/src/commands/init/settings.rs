//! The settings of a new client.
//!
//! In: the flags of `init`. Out: a table for the crate's `Cargo.toml`.
//! Must never know: how settings are read.

use camino::Utf8Path;
use toml_edit::{Array, Item, Table, value};

use crate::arguments::Init;
use crate::failure::Failure;
use crate::project::Runtime;
use crate::sources::{absolute, relative};

/// `[package.metadata.callwright]`, its paths as they are from the crate's folder.
pub(super) fn table(folder: &Utf8Path, arguments: &Init) -> Result<String, Failure> {
    let mut paths = Vec::new();
    for path in &arguments.spec {
        paths.push(relative(&absolute(path)?, folder));
    }
    let mut table = Table::new();
    table.insert(
        "spec",
        match &paths[..] {
            [only] => value(only.as_str()),
            several => value(several.iter().map(String::as_str).collect::<Array>()),
        },
    );
    if let Some(runtime) = &arguments.runtime {
        table.insert("runtime", runtime_of(runtime, folder)?);
    }
    Ok(format!(
        "\n# What `regenerate` and `check` make the client from.\n[package.metadata.callwright]\n{table}"
    ))
}

/// A path is to be found from the crate; everything else is said as it was.
fn runtime_of(named: &str, folder: &Utf8Path) -> Result<Item, Failure> {
    Ok(match Runtime::read(named, Utf8Path::new("."))? {
        Runtime::Folder(path) => value(relative(&path, folder)),
        _ => value(named),
    })
}
