//! The `cargo` that runs this program, for the commands that it runs in turn.

/// Its path; outside of `cargo`, the one that the shell would find.
pub(crate) fn program() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}
