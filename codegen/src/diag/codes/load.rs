//! Codes of the `load` room: 1xx.

use crate::diag::{Code, Fault, Severity};

/// A code that refuses the input because it is wrong.
const fn invalid(
    id: &'static str,
    title: &'static str,
    remedy: &'static str,
    explanation: &'static str,
) -> Code {
    Code { id, title, severity: Severity::Error, fault: Fault::Invalid, remedy, explanation }
}

/// A code that refuses the input because it is more than is read.
const fn too_much(
    id: &'static str,
    title: &'static str,
    remedy: &'static str,
    explanation: &'static str,
) -> Code {
    Code { id, title, severity: Severity::Error, fault: Fault::Unsupported, remedy, explanation }
}

/// A key stands twice in one map.
pub static E101: Code = invalid(
    "E101",
    "a key that stands twice in one map",
    "join the two values, or remove one of them",
    "YAML and JSON leave open which of two equal keys counts, and readers differ: a whole operation can be hidden \
     behind another one without anybody noticing.\n\n\
     ```yaml\npaths:\n  /calls: { get: … }\n  /calls: { post: … }   # hides the first one\n```\n\n\
     Join the two values, or remove one of them.",
);
/// The bytes are not UTF-8 text.
pub static E102: Code = invalid(
    "E102",
    "a file that is not UTF-8 text",
    "save the file as UTF-8",
    "Descriptions are read as UTF-8, as OpenAPI and JSON demand. Editors on Windows often save UTF-16 or a code page.\n\n\
     Save the file as UTF-8, for example with `iconv -f UTF-16 -t UTF-8 in.yaml > out.yaml`.",
);
/// Nothing is there.
pub static E103: Code = invalid(
    "E103",
    "an empty file",
    "check the path, and whether the program that wrote the file failed",
    "The file holds nothing but space, so there is no description to read. Check the path, and whether the program \
     that wrote the file failed.",
);
/// Something else than a description.
pub static E104: Code = invalid(
    "E104",
    "a file that is no description",
    "give the YAML, JSON or Markdown file itself, not the page or the archive that shows it",
    "The file is a web page, an archive or an image. This happens when a download was redirected to a login page, or \
     when the link of the viewer was taken instead of the link of the file.\n\n\
     Fetch the YAML, JSON or Markdown file itself.",
);
/// YAML that cannot be read.
pub static E105: Code = invalid(
    "E105",
    "text that is not YAML",
    "correct the indentation, or put text that holds `: ` or starts with a special character into quotes",
    "The YAML cannot be read from this place on. The usual reasons are indentation, a tab, and text that needs quotes \
     because it holds `: ` or starts with one of `@ % & * ! |`.\n\n\
     ```yaml\nsummary: Calls: an overview      # wrong\nsummary: 'Calls: an overview'    # right\n```",
);
/// JSON that cannot be read.
pub static E106: Code = invalid(
    "E106",
    "text that is not JSON",
    "correct the JSON from this place on; fetch the file again if it is cut off",
    "The JSON cannot be read from this place on. The usual reasons are a comma after the last member, a comment, \
     and a file that was cut off.",
);
/// Too many bytes.
pub static E107: Code = too_much(
    "E107",
    "a file that is too large",
    "raise the limit with `--budget bytes=NUMBER` if the file is yours and really that large",
    "Files are read up to a limit, so that a stranger's file cannot take all memory. Raise the limit if the file is \
     yours and really that large.",
);
/// Too deep.
pub static E108: Code = too_much(
    "E108",
    "values that are nested too deeply",
    "give the inner values names under `components`, or raise the limit with `--budget depth=NUMBER`",
    "Maps and lists may stand inside each other up to a limit that is three times what large public descriptions \
     need. Deeper nesting is either a file made to exhaust programs that read it, or an example that can be moved \
     out of the description.",
);
/// Too many values.
pub static E109: Code = too_much(
    "E109",
    "a description with too many values",
    "split the description, or raise the limit with `--budget nodes=NUMBER` if it is yours",
    "The number of values in a description is limited, so that a stranger's file cannot take all memory. Raise the \
     limit if the description is yours, or split it.",
);
/// Aliases that repeat too much.
pub static E110: Code = too_much(
    "E110",
    "aliases that repeat too much",
    "write what is repeated as a component and refer to it with `$ref`, or raise the limit with `--budget alias-nodes=NUMBER`",
    "A YAML alias (`*name`) repeats what its anchor (`&name`) holds. A few lines of aliases of aliases stand for \
     gigabytes, so what they may add is limited.\n\n\
     Write repeated parts as components and refer to them with `$ref`.",
);
/// One text that is too long.
pub static E111: Code = too_much(
    "E111",
    "a text that is too long",
    "link to what the text holds instead, or raise the limit with `--budget scalar=NUMBER`",
    "One text of the description is longer than the limit. Usually it is an example that holds a whole file; link to \
     it instead, or raise the limit.",
);
/// More than one YAML document.
pub static E112: Code = invalid(
    "E112",
    "several YAML documents in one file",
    "put each document into a file of its own",
    "A line `---` starts another YAML document, and a description is one document. Which one is meant is not guessed.\n\n\
     Put each document into a file of its own; several descriptions can be read together.",
);
/// A documentation page without a block.
pub static E113: Code = invalid(
    "E113",
    "a page without an OpenAPI block",
    "give the Markdown form of the page (often its address with `.md`), or the description itself",
    "The file is a documentation page, and its OpenAPI description is looked for in a fenced block under a heading \
     such as `## OpenAPI Specification`, or in a fenced block that starts with `openapi:`. There is none.\n\n\
     Some sites publish the block only in the Markdown form of a page (add `.md` to its address).",
);
/// A key that is no text.
pub static E114: Code = invalid(
    "E114",
    "a key that is not text",
    "put the key into quotes if it is meant as text",
    "YAML allows lists and maps as keys; OpenAPI does not. Quote the key if it is meant as text.\n\n\
     ```yaml\n[a, b]: x      # wrong\n'[a, b]': x    # right\n```",
);

/// Too many values in one place.
pub static E115: Code = too_much(
    "E115",
    "a list or a map with too many values",
    "link to a list of that length instead, or raise the limit with `--budget width=NUMBER`",
    "Each value of a list and each member of a map becomes something of its own in the client: a variant, a field, a \
     method. Their number in one place is limited to more than thirty times what large public descriptions have, as a \
     compiler is not done with more, and as a stranger's file must not take all memory.\n\n\
     Describe such a value as text and link to the list. If the description is yours and really that wide, raise the \
     limit.",
);

/// The codes of this room, in the order of their numbers.
pub const ALL: &[&Code] = &[
    &E101, &E102, &E103, &E104, &E105, &E106, &E107, &E108, &E109, &E110, &E111, &E112, &E113, &E114, &E115,
];
