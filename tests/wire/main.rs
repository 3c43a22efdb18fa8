//! Calls against real loopback servers: the request on the wire, and what each answer becomes.

mod answers;
mod client;
mod modern;
mod renames;
mod requests;
mod safety;
mod unions;
