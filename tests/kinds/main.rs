//! What must hold for every operation: of the committed client, and of one that has every style of parameter, every
//! place for it, every kind of body and of answer, and every method.

// The loopback server of the runtime's own tests names the runtime by its whole name.
extern crate runtime as callwright_runtime;

mod cancellation;
mod complete;
mod failures;
mod hand;
mod hostile;
mod operations;
mod pages;
mod redirects;
mod secrets;
#[path = "../../generated-client/runtime/tests/support/mod.rs"]
mod support;
mod table;
