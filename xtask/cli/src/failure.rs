//! How a command ends.
//!
//! In: what went wrong, with its place. Out: a sentence for people and an exit code for scripts.
//! Must never know: which command it was.

use std::io::ErrorKind;
use std::process::ExitCode;

use camino::{Utf8Path, Utf8PathBuf};

use crate::interrupt;

/// How a command that did its work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All is as it should be: exit code 0.
    Fine,
    /// There is drift, or there are findings that count: exit code 1.
    Findings,
    /// The description was refused and nothing was written: exit code 3.
    Refused,
    /// Ctrl-C came before all was done; what was done is shown: exit code 130.
    Interrupted,
}

impl Verdict {
    /// How a command ended that hears Ctrl-C: what it has so far may be fine, and is not all.
    pub fn of_long_run(fine: bool) -> Self {
        match fine {
            _ if interrupt::is_asked() => Self::Interrupted,
            true => Self::Fine,
            false => Self::Findings,
        }
    }
}

impl From<Verdict> for ExitCode {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Fine => Self::SUCCESS,
            Verdict::Findings => Self::from(1),
            Verdict::Refused => Self::from(3),
            Verdict::Interrupted => Self::from(interrupt::EXIT_CODE),
        }
    }
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The command line or the configuration asks for something that makes no sense.
    #[error("{0}")]
    Usage(String),
    /// A file or folder could not be read or written.
    #[error("cannot {action} {path}: {source}")]
    File {
        /// What was tried: `read`, `create` …
        action: &'static str,
        /// The file or folder.
        path: Utf8PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Another program could not be started.
    #[error("cannot start {program}: {source}")]
    Program {
        /// Its name.
        program: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A server cannot be reached, or does not give what it is asked for.
    #[error("{0}")]
    Network(String),
    /// Ctrl-C came, and nothing was changed.
    #[error("stopped; nothing was changed")]
    Interrupted,
    /// The input itself is unusable.
    #[error("{0}")]
    Refused(String),
}

impl Failure {
    /// A mistake on the command line or in the configuration.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::Usage(message.into())
    }

    /// A server without an answer that can be used.
    pub fn network(message: impl Into<String>) -> Self {
        Self::Network(message.into())
    }

    /// An input that cannot be used.
    pub fn refused(message: impl Into<String>) -> Self {
        Self::Refused(message.into())
    }

    /// Adds to an error of the system what was tried, and on what.
    pub fn file(action: &'static str, path: &Utf8Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { action, path, source }
    }

    /// What to do about it, where the system's words leave that open.
    pub fn remedy(&self) -> Option<&'static str> {
        let Self::File { action, source, .. } = self else { return None };
        let reads = matches!(*action, "read" | "list");
        match source.kind() {
            ErrorKind::PermissionDenied if reads => {
                Some("grant this user read access, or run the command as another user")
            }
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                Some("grant this user write access, or choose another folder; nothing was changed")
            }
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Some("free disk space, then run the command again; a client is never left half-written")
            }
            _ => None,
        }
    }

    /// The exit code for scripts.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Refused(_) => ExitCode::from(3),
            Self::Interrupted => ExitCode::from(interrupt::EXIT_CODE),
            Self::Usage(_) | Self::File { .. } | Self::Program { .. } | Self::Network(_) => ExitCode::from(2),
        }
    }
}
