//! What `diff` says, and whether that is so: by histories of descriptions that people publish, and by programs.
//!
//! Histories stand beside the project and need the feature `corpus`; programs need Cargo and some minutes, and have the
//! feature `proofs`.

#[cfg(feature = "corpus")]
mod histories;
mod pairs;
#[cfg(feature = "proofs")]
mod proofs;
