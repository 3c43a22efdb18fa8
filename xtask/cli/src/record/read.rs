//! Reading `sources.toml`, which may come with a stranger's checkout.
//!
//! In: the file. Out: its entries, or a refusal with the line.
//! Must never know: what the entries are used for.

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};
use serde::Deserialize;
use toml::Spanned;

use super::{Entry, Origin, Record, VERSION};
use crate::failure::Failure;
use crate::fetch::Stamp;
use crate::reading::{LARGEST_OWN, read_if_there};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    version: Spanned<i64>,
    #[serde(default)]
    file: Vec<Spanned<Written>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    name: Utf8PathBuf,
    url: Option<String>,
    path: Option<Utf8PathBuf>,
    #[serde(default)]
    standard_input: bool,
    imported: String,
    sha256: String,
    etag: Option<String>,
    last_modified: Option<String>,
    #[serde(default)]
    redirect_hosts: Vec<String>,
    #[serde(default)]
    followed: bool,
}

/// Reads the file; nothing where there is none.
pub(super) fn read(path: &Utf8Path) -> Result<Record, Failure> {
    if path.is_symlink() {
        return Err(Failure::usage(format!(
            "{path} is a symbolic link; it is neither followed nor replaced"
        )));
    }
    read_if_there(path, LARGEST_OWN)?.map_or_else(|| Ok(Record::default()), |bytes| parse(path, bytes))
}

/// Reads what the file holds.
pub(super) fn parse(path: &Utf8Path, bytes: Vec<u8>) -> Result<Record, Failure> {
    let text = String::from_utf8(bytes).map_err(|_| Failure::usage(format!("{path} is not UTF-8 text")))?;
    let wrong = |at: usize, what: &str| {
        let line = text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
        Failure::usage(format!("{path}:{line}: {what}"))
    };
    let whole: Whole = toml::from_str(&text)
        .map_err(|error| wrong(error.span().map_or(0, |span| span.start), error.message().trim()))?;
    if *whole.version.get_ref() != VERSION {
        let what = format!("this program reads version {VERSION} of the file; a newer one reads this file");
        return Err(wrong(whole.version.span().start, &what));
    }
    let mut record = Record::default();
    for written in whole.file {
        let at = written.span().start;
        let (name, entry) = entry(written.into_inner()).map_err(|what| wrong(at, &what))?;
        if record.entries.contains_key(&name) {
            return Err(wrong(at, &format!("`{name}` is here twice")));
        }
        record.entries.insert(name, entry);
    }
    Ok(record)
}

fn entry(written: Written) -> Result<(Utf8PathBuf, Entry), String> {
    let Written { name, url, path, standard_input, imported, sha256, etag, last_modified, .. } = written;
    if name.as_str().is_empty() || !name.components().all(|part| matches!(part, Utf8Component::Normal(_))) {
        return Err(format!("`{name}` is not the name of a file in this folder"));
    }
    let origin = match (url, path, standard_input) {
        (Some(url), None, false) => Origin::Url(url),
        (None, Some(path), false) => Origin::Path(path),
        (None, None, true) => Origin::StandardInput,
        _ => return Err(format!("`{name}` has one of url, path and standard-input = true")),
    };
    if sha256.len() != 64 || !sha256.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(format!("`{name}` has no valid SHA-256 in hexadecimal"));
    }
    let entry = Entry {
        origin,
        imported,
        sha256: sha256.to_ascii_lowercase(),
        stamp: Stamp { etag, last_modified },
        hosts: written.redirect_hosts,
        followed: written.followed,
    };
    Ok((name, entry))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = Utf8Path::from_path(folder.path()).unwrap().join("sources.toml");
        std::fs::write(&path, text).unwrap();
        let said = read(&path).unwrap_err().to_string();
        said.split_once("sources.toml").unwrap().1.to_owned()
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        let file = |more: &str| {
            let sha256 = "a".repeat(64);
            format!("version = 1\n\n[[file]]\nimported = 'x'\nsha256 = '{sha256}'\n{more}\n")
        };
        for (text, expect) in [
            ("version = 2\n".to_owned(), ":1: this program reads version 1"),
            ("version = 1\nfiles = []\n".to_owned(), ":2: unknown field `files`"),
            (file("name = '../a.yaml'\npath = 'x'"), ":3: `../a.yaml` is not the name"),
            (file("name = '/a.yaml'\npath = 'x'"), ":3: `/a.yaml` is not the name"),
            (file("name = 'a.yaml'"), ":3: `a.yaml` has one of url, path"),
            (file("name = 'a.yaml'\npath = 'x'\nurl = 'y'"), ":3: `a.yaml` has one of url, path"),
            (file("name = 'a.yaml'\npath = 'x'\n[[file]]\nname = 1"), ":9: "),
            (
                "version = 1\n[[file]]\nname = 'a'\npath = 'b'\nimported = 'x'\nsha256 = 'no'".to_owned(),
                ":2: `a` has no valid",
            ),
            ("version = \n".to_owned(), ":1: "),
        ] {
            let said = refused(&text);
            assert!(said.starts_with(expect), "{said}");
        }
    }
}
