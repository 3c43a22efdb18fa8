//! Where the crate comes from that generated code stands on.
//!
//! In: what settings or flags say. Out: one of the sources that there are.
//! Must never know: how a manifest writes it.

use camino::{Utf8Path, Utf8PathBuf};
use codegen::emit::RuntimeSource;
use semver::{Op, VersionReq};

use crate::failure::Failure;
use crate::sources::{absolute, relative};
use crate::{place, terminal};

/// The crate that generated code stands on.
const RUNTIME: &str = "callwright-runtime";

/// Where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// Its source, in the crate itself.
    Embedded,
    /// A folder.
    Folder(Utf8PathBuf),
    /// What a manifest says in the same way wherever it stands: a registry or a repository.
    Published(RuntimeSource),
}

impl Runtime {
    /// Reads what one text says: `embedded`, a version, `VERSION@REGISTRY`, `git+URL` with `?rev=…`, or the folder of the crate.
    pub(crate) fn read(named: &str, from: &Utf8Path) -> Result<Self, Failure> {
        read(named, from)
    }

    /// The same as a crate in `folder` says it.
    pub(crate) fn source(&self, folder: &Utf8Path) -> RuntimeSource {
        match self {
            Self::Folder(path) => RuntimeSource::Path(relative(path, folder)),
            Self::Published(source) => source.clone(),
            // The line gives way to what the runtime itself depends on.
            Self::Embedded => RuntimeSource::Version(env!("CARGO_PKG_VERSION").to_owned()),
        }
    }

    /// Says so where a version will take what this client was never generated for.
    pub(crate) fn warn_if_open(&self) {
        let Self::Published(RuntimeSource::Version(version) | RuntimeSource::Registry { version, .. }) = self
        else {
            return;
        };
        if is_open(version) {
            terminal::note(&format!(
                "warning: `--runtime {version}` accepts every future version of `{RUNTIME}`, also \
                 those that this client does not compile with\n  = help: give the version that the client is \
                 generated for: `--runtime ={}`",
                env!("CARGO_PKG_VERSION")
            ));
        }
    }
}

pub(super) fn read(named: &str, from: &Utf8Path) -> Result<Runtime, Failure> {
    if named == "embedded" {
        return Ok(Runtime::Embedded);
    }
    if let Some(address) = named.strip_prefix("git+") {
        let (url, query) = address.split_once('?').map_or((address, None), |(url, query)| (url, Some(query)));
        let at = query.map(|query| {
            let (key, value) = query.split_once('=').unwrap_or_default();
            if matches!(key, "branch" | "tag" | "rev") && !value.is_empty() {
                return Ok((key.to_owned(), value.to_owned()));
            }
            Err(Failure::usage(format!(
                "`{query}` does not name a place in a repository; write rev=…, tag=… or branch=…"
            )))
        });
        let source = RuntimeSource::Git { url: url.to_owned(), at: at.transpose()? };
        return Ok(Runtime::Published(source));
    }
    if VersionReq::parse(named).is_ok() {
        return Ok(Runtime::Published(RuntimeSource::Version(named.to_owned())));
    }
    if let Some((version, registry)) = named.split_once('@')
        && VersionReq::parse(version).is_ok()
    {
        let source = RuntimeSource::Registry { version: version.to_owned(), registry: registry.to_owned() };
        return Ok(Runtime::Published(source));
    }
    let path = absolute(&from.join(named))?;
    if place::crate_name(&path)?.as_deref() == Some(RUNTIME) {
        return Ok(Runtime::Folder(path));
    }
    Err(Failure::usage(format!(
        "`{named}` is not a version (`0.1`, `=1.2.3`, `0.1@registry`), a repository (`git+https://…?rev=…`), `embedded`, or a \
         folder with the Cargo.toml of `{RUNTIME}`"
    )))
}

/// Refuses what Cargo would not take for a version.
pub(super) fn check_version(version: &str) -> Result<(), Failure> {
    VersionReq::parse(version).map(drop).map_err(|error| {
        Failure::usage(format!("`{version}` is not a valid version: {error}; write for example 0.1"))
    })
}

/// Whether a requirement takes versions that break what older ones promise, without end.
fn is_open(version: &str) -> bool {
    let Ok(requirement) = VersionReq::parse(version) else { return false };
    let ends = |op: &Op| !matches!(op, Op::Greater | Op::GreaterEq);
    !requirement.comparators.iter().any(|comparator| ends(&comparator.op))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn runtimes() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = Utf8Path::from_path(folder.path()).expect("a UTF-8 path");
        let source = |named: &str| read(named, Utf8Path::new("/nowhere"));
        for version in ["0.1", "=1.2.3", ">=1, <2", "*"] {
            assert!(
                matches!(source(version), Ok(Runtime::Published(RuntimeSource::Version(_)))),
                "{version}"
            );
        }
        let registry = RuntimeSource::Registry { version: "0.1".to_owned(), registry: "corp".to_owned() };
        assert_eq!(source("0.1@corp").expect("a registry"), Runtime::Published(registry));
        let at = Some(("rev".to_owned(), "0a1b".to_owned()));
        let git = RuntimeSource::Git { url: "https://host/repo".to_owned(), at };
        assert_eq!(source("git+https://host/repo?rev=0a1b").expect("a repository"), Runtime::Published(git));
        assert!(source(place.as_str()).is_err(), "a folder without a manifest");
        let write = |name: &str| fs::write(place.join("Cargo.toml"), format!("[package]\nname = '{name}'\n"));
        write("another").expect("a manifest");
        assert!(source(place.as_str()).is_err(), "another crate");
        write(RUNTIME).expect("a manifest");
        assert!(matches!(source(place.as_str()), Ok(Runtime::Folder(_))));
        for bad in ["abc", "/nonexist", "1.x.y.z", "", "git+https://host/repo?x=1"] {
            assert!(source(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn requirements_without_an_end() {
        for open in ["*", ">=0.1", ">0"] {
            assert!(is_open(open), "{open}");
        }
        for closed in ["0.1", "=1.2.3", ">=1, <2", "0.*", "~1", "^1", "/a/folder"] {
            assert!(!is_open(closed), "{closed}");
        }
    }
}
