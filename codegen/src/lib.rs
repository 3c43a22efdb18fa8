//! The generator: the bytes of an API description in, the files of a Rust crate and diagnostics out.
//!
//! Nothing here touches the file system, the clock, the environment or the network; the command line does.

pub mod diag;
pub mod document;
pub mod ir;
pub mod load;
pub mod schema;
