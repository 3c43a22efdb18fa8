//! Codes of the `output` room: 7xx.

use crate::diag::{Code, Fault, Severity};

/// A file that could not be written out.
pub static E701: Code = Code {
    id: "E701",
    title: "a file of the client cannot be emitted",
    severity: Severity::Error,
    fault: Fault::Unsupported,
    remedy: "try again; if it happens again, report it with this message",
    explanation: "\
A part of the client could not be written out, so no file is changed. Either the machine could not start a thread, or the generator emitted something that is not Rust; the latter
is a fault of the generator, not of the description.

Remedy: try again; if it happens again, report it with the message and, if possible, the part of the description that
it names.",
};

/// Too much to write.
pub static E702: Code = Code {
    id: "E702",
    title: "a client that is too large",
    severity: Severity::Error,
    fault: Fault::Unsupported,
    remedy: "describe fewer operations at once, or raise the limit with `--budget output=NUMBER`",
    explanation: "\
The size of the generated code is limited, because a few lines of a description can multiply: unions of unions, or a
schema that hundreds of others are merged from. The limit is ten times what the largest public descriptions need, and
a compiler needs hours for a crate beyond it. No file is changed.

Remedy: describe fewer operations in one document, or replace combinations of `allOf` and `oneOf` by named components.
If the client is really wanted at that size, raise the limit, for example `--budget output=200000000` (bytes).",
};

/// The codes of this room, in the order of their numbers.
pub const ALL: &[&Code] = &[&E701, &E702];
