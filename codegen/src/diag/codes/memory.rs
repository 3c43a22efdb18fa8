//! Codes of names that stay (`api.txt`): 26x.

use crate::diag::{Code, Fault, Severity};

/// The list of public items cannot be read.
pub static E260: Code = Code {
    id: "E260",
    title: "the list of public items is not valid",
    severity: Severity::Error,
    fault: Fault::Invalid,
    remedy: "restore `src/api.txt` from the repository, or delete it for fresh names",
    explanation: "\
`src/api.txt` of a client is read before the client is written: a name once in it stays, even where the tag, the operation
id or a neighbour changes. A list that cannot be read says nothing of names, and going on without it would rename what
people use, so that nothing is written.

Remedy: restore the file from the repository (`git checkout -- src/api.txt`). After a merge with conflicts, take either side
and regenerate. Delete it only for a client that nobody uses yet: then everything gets a fresh name.",
};

/// A name of before cannot stay.
pub static W260: Code = Code {
    id: "W260",
    title: "a name cannot stay as it was",
    severity: Severity::Warning,
    fault: Fault::Advice,
    remedy: "no action is needed for a new name; rename what has the old one in an overlay",
    explanation: "\
`src/api.txt` says what the operation or type was called, and that name is not free any more: generated code needs it itself,
two items of the list have it, or it is not a valid name, as after an edit by hand. The item gets a fresh name.

Remedy: none, if the fresh name is good; programs that use the old one have to follow, and `diff` says so. Otherwise rename
what has the old name now, in an overlay.",
};

/// A new name was asked for and there is none.
pub static W261: Code = Code {
    id: "W261",
    title: "no new name is on offer",
    severity: Severity::Warning,
    fault: Fault::Advice,
    remedy: "copy the path from the note that offers a new name",
    explanation: "\
`--take-new-names=PATH` takes the fresh name of an operation or type that kept another one, and of all that is in it. Nothing
at this path has one: it may be misspelt, or have its fresh name already.

Remedy: take the path from the note N260, which says which new names are on offer.",
};

/// A name stays although the description suggests another one.
pub static N260: Code = Code {
    id: "N260",
    title: "the name stays as it was",
    severity: Severity::Note,
    fault: Fault::Advice,
    remedy: "no action is needed; `--take-new-names=PATH` takes the new name and keeps the old one as a deprecated alias",
    explanation: "\
Tags, operation ids and titles change, and with them the names that they suggest; programs that use the client do not. So
what `src/api.txt` lists keeps its name as long as it is recognised: an operation by its method and path, a type by its
component, a field, value or parameter by its name on the wire.

Remedy: none is needed. `--take-new-names=PATH` takes the new name of one item, `--take-new-names` those of all. Where it is
possible the old name stays as a deprecated alias until `--drop-old-names`.",
};

/// The codes of names that stay, in the order of their numbers.
pub const ALL: &[&Code] = &[&E260, &W260, &N260, &W261];
