//! Arguments of `init`.

use camino::Utf8PathBuf;
use clap::{Args, ValueEnum};

/// Arguments of `init`.
#[derive(Args, Debug)]
pub struct Init {
    /// The description, and overlays or further files, or folders of them.
    #[arg(long, value_name = "PATH", num_args = 1.., required = true)]
    pub spec: Vec<Utf8PathBuf>,
    /// The crate's folder [default: the name of the crate, in the workspace's folder].
    #[arg(long, value_name = "DIR")]
    pub out: Option<Utf8PathBuf>,
    /// The name of the crate [default: that of its folder, or from the title of the description].
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// The runtime that the crate depends on: a version, `VERSION@REGISTRY`, `git+URL?rev=…`, its folder or `embedded` [default: the
    /// version of this program].
    #[arg(long, value_name = "SOURCE")]
    pub runtime: Option<String>,
    /// The service whose CI runs `check` [default: github; none if the project has a .gitlab-ci.yml].
    #[arg(long, value_enum)]
    pub ci: Option<Ci>,
    /// Prints what would be written, without writing.
    #[arg(long)]
    pub dry_run: bool,
}

/// Services that run jobs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Ci {
    /// GitHub Actions.
    Github,
    /// GitLab; an existing `.gitlab-ci.yml` is not changed.
    Gitlab,
    /// No job is written.
    None,
}
