//! Tokens → files: formatting, headers, the comparison with what is there.
//!
//! In: the plan of a client and the context to emit it. Out: a sorted map from path to text, or how that differs from
//! another such map. Must never know: a file system, a clock, where the text will be written.

mod assemble;
mod compare;
mod header;
mod imports;
mod render;
mod report;
mod source;

pub use compare::{Difference, Drift, compare};
pub use header::{FRONT, Header, Origin};
pub use render::{FileMap, render_files};

pub(crate) use assemble::assemble;
pub(crate) use report::{count, report};
