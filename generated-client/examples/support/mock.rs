//! The project's mock server, started for one example: it judges the call by the description and answers it.

use std::error::Error;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// The first start builds the server.
const PATIENCE: Duration = Duration::from_secs(600);

/// A server that runs until this is dropped; it also ends when the example dies, as its standard input ends then.
pub(crate) struct MockServer {
    child: Child,
    url: String,
}

impl MockServer {
    /// Starts `callwright mock` on a free loopback port and waits until it listens. Cargo shows what it builds.
    pub(crate) fn start(flags: &[&str]) -> Result<Self, Box<dyn Error>> {
        let workspace =
            Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("the crate stands in a workspace")?;
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        eprintln!("starting the mock server (the first time, it is built)");
        let child = Command::new(cargo)
            .args(["run", "--package", "callwright", "--bin", "callwright", "--"])
            .args(["mock", "--port", "0", "--until-stdin-closes", "--stop-after", "300"])
            .args(["--spec", "spec", "generated-client/examples/support/answer.yaml"])
            .args(flags)
            .current_dir(workspace)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("cargo, which runs the mock server, cannot be started: {error}"))?;
        let mut server = Self { child, url: String::new() };
        server.url = server.address()?;
        Ok(server)
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The address that it prints once it listens.
    fn address(&mut self) -> Result<String, Box<dyn Error>> {
        let output = self.child.stdout.take().ok_or("standard output is a pipe")?;
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            let mut line = String::new();
            let read = BufReader::new(output).read_line(&mut line).map(|_| line);
            // Nobody listens any more once the patience is at its end.
            drop(sender.send(read));
        });
        let line = receiver
            .recv_timeout(PATIENCE)
            .map_err(|_| "the mock server did not start in ten minutes; try `cargo xtask mock`")??;
        let address = line.trim().strip_prefix("mock: listening on ");
        let address = address.ok_or("the mock server ended at once; `cargo xtask mock` says why")?;
        Ok(address.to_owned())
    }
}

impl Drop for MockServer {
    fn drop(&mut self) {
        // The server stops when its standard input ends; whatever it still says comes before our own end.
        drop(self.child.stdin.take());
        drop(self.child.wait());
    }
}
