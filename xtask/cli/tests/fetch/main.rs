//! What servers publish, from a server of this machine: `import`, `update`, and what becomes of files when something fails.

#![allow(
    clippy::format_push_string,
    reason = "the texts are short; `write!` would bring results that mean nothing"
)]

mod follow;
mod import;
mod project;
mod served;
mod update;
