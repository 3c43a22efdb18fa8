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
The generator reads `src/api.txt` of a client before it writes the client: a name in this list stays, even if the tag, the
operation id or a neighbour changes. Without a readable list, items that programs use would be renamed, so nothing is
written.

Remedy: restore the file from the repository (`git checkout -- src/api.txt`). After a merge with conflicts, take either side
and regenerate. Delete it only if no program uses the client yet: every item then gets a fresh name.",
};

/// A name of before cannot stay.
pub static W260: Code = Code {
    id: "W260",
    title: "a name cannot stay as it was",
    severity: Severity::Warning,
    fault: Fault::Advice,
    remedy: "no action is needed for a new name; rename what has the old one in an overlay",
    explanation: "\
`src/api.txt` lists a name for the operation or type that is no longer available: generated code needs it itself, two items
of the list share it, or it is not a valid name, for example after an edit by hand. The item gets a fresh name.

Remedy: none is needed if the fresh name is acceptable; programs that use the old one must change, which `diff` reports.
Otherwise rename the item that has the old name now, in an overlay.",
};

/// A new name was asked for and there is none.
pub static W261: Code = Code {
    id: "W261",
    title: "no new name is on offer",
    severity: Severity::Warning,
    fault: Fault::Advice,
    remedy: "copy the path from the note that offers a new name",
    explanation: "\
`--take-new-names=PATH` accepts the fresh name of an operation or type that kept its old one, and of all items in it. No item
at this path has one: the path may be misspelled, or the item has its fresh name already.

Remedy: copy the path from a note N260; these notes list the new names.",
};

/// A name stays although the description suggests another one.
pub static N260: Code = Code {
    id: "N260",
    title: "the name stays as it was",
    severity: Severity::Note,
    fault: Fault::Advice,
    remedy: "no action is needed; `--take-new-names=PATH` takes the new name and keeps the old one as a deprecated alias",
    explanation: "\
Tags, operation ids and titles change, and with them the names that they suggest; programs that use the client do not. So an
item in `src/api.txt` keeps its name as long as it is recognised: an operation by its method and path, a type by its
component, a field, value or parameter by its name on the wire.

Remedy: none is needed. `--take-new-names=PATH` accepts the new name of one item, `--take-new-names` those of all. Where
possible the old name stays as a deprecated alias until `--drop-old-names`.",
};

/// The codes of names that stay, in the order of their numbers.
pub const ALL: &[&Code] = &[&E260, &W260, &N260, &W261];
