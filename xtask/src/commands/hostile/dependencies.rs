//! The generator cannot reach a network, because nothing that it is built from can.
//!
//! In: what Cargo says about the generator's dependencies. Out: crates that open sockets.
//! Must never know: what the generator does.

use std::process::{Command, Stdio};

use camino::Utf8Path;

use callwright::failure::Failure;
use callwright::project::Project;

/// Crates through which Rust programs open connections. Whoever speaks HTTP or TLS stands on one of them.
const NETWORK: [&str; 18] = [
    "async-std",
    "attohttpc",
    "curl",
    "curl-sys",
    "h2",
    "hyper",
    "isahc",
    "mio",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "tokio",
    "tungstenite",
    "ureq",
];

/// The crates below the generator that can open sockets. The command line has some, for its mock server; which sockets a
/// process has open is looked at besides, while it runs.
pub(super) fn network(project: &Project) -> Result<Vec<String>, Failure> {
    let below = dependencies(&project.root, "callwright-codegen")?;
    let network = below.into_iter().filter(|name| NETWORK.contains(&name.as_str()));
    Ok(network.map(|name| format!("codegen depends on {name}")).collect())
}

/// The names of all crates that a package is built from.
fn dependencies(root: &Utf8Path, package: &str) -> Result<Vec<String>, Failure> {
    let cargo = crate::cargo::program();
    let output = Command::new(&cargo)
        .args([
            "tree",
            "--package",
            package,
            "--edges",
            "normal,build",
            "--target",
            "all",
            "--prefix",
            "none",
        ])
        .args(["--format", "{p}", "--locked"])
        .current_dir(root)
        .stdin(Stdio::null())
        .output()
        .map_err(|source| Failure::Program { program: cargo.clone(), source })?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(Failure::usage(format!("cargo tree cannot say what {package} depends on: {said}")));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let mut names: Vec<String> =
        text.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
    names.sort();
    names.dedup();
    if names.len() < 5 {
        return Err(Failure::usage(format!("cargo tree names no dependency of {package}")));
    }
    Ok(names)
}
