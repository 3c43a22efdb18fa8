//! Codes of the `names` room: 6xx.

use crate::diag::{Code, Fault, Severity};

/// A name that generated code needs itself.
pub static N601: Code = Code {
    id: "N601",
    title: "the name is reserved by generated code",
    severity: Severity::Note,
    fault: Fault::Advice,
    remedy: "no action is needed; `renames` in the settings or `x-renames` in an overlay chooses another name",
    explanation: "\
Some names have a meaning in every generated client: `Option` and `String` are types of Rust, `send` and `body` are
methods of every call, `Unknown` is a variant of every open enumeration, `request` is a method of the client.
Anything else of that name gets a longer one: a schema `Option` becomes `OptionValue`, an enum value `unknown`
becomes `UnknownValue`, a parameter `body` becomes `body_value`. What is sent stays the same.

Remedy: none is needed. `renames` in the settings or `x-renames` in an overlay chooses another name, for Rust alone.",
};

/// Several things that would have the same name.
pub static N602: Code = Code {
    id: "N602",
    title: "several items would have this name",
    severity: Severity::Note,
    fault: Fault::Advice,
    remedy: "no action is needed; rename one of them in the settings or an overlay if the name reads badly",
    explanation: "\
Two names that differ on the wire can be the same in Rust: `gpt-4.1` and `gpt-41`, `userId` and `user_id`, a resource
and a method. One of them keeps the short name where it is stronger: a component wins against an inline schema, the
exact spelling against an approximate one. The others are named by what sets them apart: the digits (`Gpt4_1`), the
symbols (`UserDashId`), the letters' case (`AscLowercase`), then the place in the description, then a digest of it.
Neither the order of the description nor a running number has any part in it.

Remedy: none is needed; rename one of them in the settings (`renames`) or an overlay (`x-renames`) if the name reads
badly.",
};

/// The codes of this room, in the order of their numbers.
pub const ALL: &[&Code] = &[&N601, &N602];
