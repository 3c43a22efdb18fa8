//! Where the bytes of an import come from.
//!
//! In: paths, URLs and `-`. Out: bytes, each with a name and an origin.
//! Must never know: what is in them.

use camino::{Utf8Path, Utf8PathBuf};
use codegen::load::Budgets;

use super::naming;
use crate::failure::Failure;
use crate::fetch::{Answer, Fetched, Rules, Stamp, fetch, is_url, without_fragment};
use crate::reading::{read_file, read_standard_input};
use crate::record::Origin;
use crate::sources::{STANDARD_INPUT, absolute, is_candidate, list, relative};

/// Something to import.
#[derive(Clone, Debug)]
pub(in crate::commands) struct Given {
    /// What messages call it.
    pub(in crate::commands) shown: String,
    /// What its file is called, without an ending; nothing where it has no name.
    pub(in crate::commands) stem: Option<String>,
    /// The ending of its file.
    pub(in crate::commands) ending: String,
    /// Whether it was named itself; else a folder brought it along, and it may be skipped.
    pub(in crate::commands) is_named: bool,
    /// Its bytes.
    pub(in crate::commands) bytes: Vec<u8>,
    /// Where it came from.
    pub(in crate::commands) came: Came,
}

/// Where something came from.
#[derive(Clone, Debug)]
pub(in crate::commands) struct Came {
    pub(in crate::commands) origin: Origin,
    /// What its server said of it.
    pub(in crate::commands) stamp: Stamp,
    /// The hosts that its server may redirect to.
    pub(in crate::commands) hosts: Vec<String>,
}

/// Reads all inputs; `into` is where they will go.
pub(super) fn read(inputs: &[Utf8PathBuf], into: &Utf8Path, rules: &Rules) -> Result<Vec<Given>, Failure> {
    if inputs.iter().filter(|input| *input == STANDARD_INPUT).count() > 1 {
        return Err(Failure::usage("standard input can be read once; name `-` once"));
    }
    let mut given = Vec::new();
    for input in inputs {
        if input == STANDARD_INPUT {
            given.push(of_standard_input()?);
        } else if is_url(input.as_str()) {
            let url = without_fragment(input.as_str());
            match fetch(url, &Stamp::default(), rules)? {
                Answer::Document(fetched) => given.push(of_url(url, fetched, &rules.hosts)),
                Answer::Unchanged => {
                    return Err(Failure::network(format!(
                        "{url} says that it is unchanged, and it was not asked that"
                    )));
                }
            }
        } else {
            for (path, is_named) in expand(input)? {
                given.push(of_file(&path, is_named, into)?);
            }
        }
    }
    Ok(given)
}

/// A file of this machine.
pub(in crate::commands) fn of_file(
    path: &Utf8Path,
    is_named: bool,
    into: &Utf8Path,
) -> Result<Given, Failure> {
    let bytes = read_file(path, Budgets::default().bytes)?;
    let from = relative(&absolute(path)?, &absolute(into)?);
    Ok(Given {
        shown: path.as_str().replace('\\', "/"),
        stem: path.file_stem().map(str::to_owned),
        ending: path.extension().unwrap_or("yaml").to_owned(),
        is_named,
        bytes,
        came: Came { origin: Origin::Path(from.into()), stamp: Stamp::default(), hosts: Vec::new() },
    })
}

/// A document of a server.
pub(in crate::commands) fn of_url(url: &str, fetched: Fetched, hosts: &[String]) -> Given {
    let Fetched { bytes, stamp, ending } = fetched;
    let (stem, written) = name_of_url(url);
    let ending = written.map(str::to_owned).or_else(|| ending.map(str::to_owned));
    Given {
        shown: url.to_owned(),
        stem: Some(stem),
        ending: ending.unwrap_or_else(|| ending_of(&bytes).to_owned()),
        is_named: true,
        bytes,
        came: Came { origin: Origin::Url(url.to_owned()), stamp, hosts: hosts.to_vec() },
    }
}

fn of_standard_input() -> Result<Given, Failure> {
    let bytes = read_standard_input(Budgets::default().bytes)?;
    Ok(Given {
        shown: "standard input".to_owned(),
        stem: None,
        ending: ending_of(&bytes).to_owned(),
        is_named: true,
        bytes,
        came: Came { origin: Origin::StandardInput, stamp: Stamp::default(), hosts: Vec::new() },
    })
}

/// What the last part of a URL's path is called, and its ending where it is one of descriptions; else the host.
fn name_of_url(url: &str) -> (String, Option<&str>) {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let name = Utf8Path::new(if last.is_empty() { host } else { last });
    match name.extension().filter(|_| is_candidate(name)) {
        Some(ending) => (name.file_stem().unwrap_or_default().to_owned(), Some(ending)),
        None if last.is_empty() => (naming::kebab(host), None),
        None => (name.as_str().to_owned(), None),
    }
}

/// The ending of a file that holds these bytes.
pub(super) fn ending_of(bytes: &[u8]) -> &'static str {
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    if first == Some(&b'{') { "json" } else { "yaml" }
}

/// An input as files: a folder is listed, and what it holds may be skipped; a file that is named may not.
fn expand(input: &Utf8Path) -> Result<Vec<(Utf8PathBuf, bool)>, Failure> {
    let kind = std::fs::metadata(input).map_err(Failure::file("read", input))?;
    if !kind.is_dir() {
        return Ok(vec![(input.to_owned(), true)]);
    }
    let mut found = std::collections::BTreeSet::new();
    list(input, &mut found)?;
    Ok(found.into_iter().map(|path| (path, false)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_called_what_their_urls_end_with() {
        for (url, stem, ending) in [
            ("https://a.io/v1/openapi.json", "openapi", Some("json")),
            ("https://a.io/docs/call.md?x=/b.yaml#c", "call", Some("md")),
            ("https://a.io/v3/api-docs", "api-docs", None),
            ("https://a.io/v3/api-docs/", "api-docs", None),
            ("https://a.io/v1.2", "v1.2", None),
            ("https://api.a.io/", "api-a-io", None),
            ("https://api.a.io?x", "api-a-io", None),
        ] {
            assert_eq!(name_of_url(url), (stem.to_owned(), ending), "{url}");
        }
        assert_eq!(ending_of(b" \n{"), "json");
        assert_eq!(ending_of(b"openapi: 3.1.0"), "yaml");
    }
}
