//! Codes of the `output` room: 7xx.

use crate::diag::{Code, Fault, Severity};

/// A file that could not be written out.
pub static E701: Code = Code {
    id: "E701",
    title: "a file of the client cannot be emitted",
    severity: Severity::Error,
    fault: Fault::Unsupported,
    explanation: "\
A part of the client could not be turned into text, so nothing is written at all: the files that are there stay as
they are. Either the machine could not start a thread, or the generator emitted something that is not Rust; the latter
is a fault of the generator, not of the description.

Remedy: try again; if it happens again, report it with the message and, if possible, the part of the description that
it names.",
};

/// The codes of this room, in the order of their numbers.
pub const ALL: &[&Code] = &[&E701];
