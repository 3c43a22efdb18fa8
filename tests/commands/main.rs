//! The commands as a person or CI runs them, on a copy of this project.

mod checkout;
mod clean;
mod container_engine;
#[cfg(feature = "corpus")]
mod corpus;
mod determinism;
mod diff;
mod drift;
mod every_call;
mod every_name;
mod files;
mod history;
mod import;
mod interrupted;
mod official_names;
#[cfg(feature = "corpus")]
mod official_requests;
mod references;
mod stay;
mod usage;
