//! Arguments of the commands that ask servers.

use std::time::Duration;

use camino::Utf8PathBuf;
use clap::Args;
use codegen::load::Budgets;

use super::DiffFormat;
use crate::fetch::Rules;

/// What is fetched, what is refused, and what the numbers mean with which the command ends.
pub const IMPORT_HELP: &str = "\
URLs:
  Only https is fetched, up to 32 MiB, and no credentials are sent. Redirects are shown; one to another host is refused
  unless --redirect-host names it. Addresses of private networks and of this machine are refused unless --allow-private is
  given, which also allows http for this machine. Proxies are not used; behind one, use `curl -L URL | … import -`.
  With --follow, documents that the inputs refer to by URL go below followed/ in the same folder, by the same rules; a
  document that is there already is not downloaded again.
  sources.toml in the same folder records the source, date and digest of each file.

Exit codes:
  0  done
  2  usage: invalid arguments, or a file or a URL that cannot be read
  3  an input is refused; nothing was written
  130  stopped by Ctrl-C; nothing was written";

/// What is asked and written, and what the numbers mean with which the command ends.
pub const UPDATE_HELP: &str = "\
Sources:
  Each URL and path in sources.toml is checked again, by the rules of `import`, with conditional requests. Redirects may lead
  to the hosts that the import allowed, and to those of --redirect-host. --allow-private is never recorded: give it again.

Writing:
  With --write, descriptions, clients, versions and changelogs are written once all of them are prepared. If anything is
  refused or cannot be read, or nothing has changed, nothing is written.

Exit codes:
  0  nothing has changed; with --write, also: the new version is written
  1  there is a newer version, and nothing was written
  2  usage: invalid arguments, or a source that cannot be read; nothing was written
  3  a source or the new description is refused; nothing was written
  130  stopped by Ctrl-C; nothing was written";

/// Arguments of `update`.
#[derive(Args, Debug)]
pub struct Update {
    /// Folders of imported descriptions [default: those that the settings name].
    #[arg(value_name = "DIR")]
    pub folders: Vec<Utf8PathBuf>,
    /// Writes the new descriptions, the clients, their versions and their changelogs.
    #[arg(long)]
    pub write: bool,
    /// The format of the changes, as in `diff`.
    #[arg(long, value_enum, default_value_t)]
    pub format: DiffFormat,
    #[command(flatten)]
    pub fetching: Fetching,
}

/// Arguments of `import`.
#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Import {
    /// Documentation pages, descriptions, or folders of them; URLs of pages or descriptions; `-` is standard input.
    #[arg(required = true, value_name = "PATH|URL")]
    pub inputs: Vec<Utf8PathBuf>,
    /// Where they go [default: the folder that the settings name, else spec/].
    #[arg(long, value_name = "DIR")]
    pub into: Option<Utf8PathBuf>,
    /// The name of the file, where there is only one [default: that of the input; of standard input, the title].
    #[arg(long, value_name = "FILE")]
    pub name: Option<String>,
    /// Replaces an older version of the same API under another name, or another API under the same name.
    #[arg(long)]
    pub replace: bool,
    /// Also downloads the documents that the inputs refer to by URL, and those that these refer to.
    #[arg(long)]
    pub follow: bool,
    #[command(flatten)]
    pub fetching: Fetching,
    /// Prints what would happen, without writing.
    #[arg(long)]
    pub dry_run: bool,
    /// Prints only problems.
    #[arg(long, short)]
    pub quiet: bool,
}

/// What is accepted of servers.
#[derive(Args, Clone, Debug)]
pub struct Fetching {
    /// Also allows hosts in private networks and this machine, the latter also without TLS.
    #[arg(long)]
    pub allow_private: bool,
    /// Also follows redirects to this host.
    #[arg(long, value_name = "HOST")]
    pub redirect_host: Vec<String>,
    /// Time for each URL, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub time: u64,
}

impl Fetching {
    /// The same as rules.
    pub(crate) fn rules(&self) -> Rules {
        Rules {
            bytes: Budgets::default().bytes,
            time: Duration::from_secs(self.time),
            private: self.allow_private,
            hosts: self.redirect_host.clone(),
        }
    }
}
