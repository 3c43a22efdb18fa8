//! The mock server as a program: what it refuses, and what it answers.

mod answers;
#[path = "../wire/client.rs"]
mod client;
#[cfg(feature = "corpus")]
mod corpus;
mod prism;
mod refusals;
mod texts;

mod wire;
