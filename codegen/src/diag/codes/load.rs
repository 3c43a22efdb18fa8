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

/// A key appears twice in one map.
pub static E101: Code = invalid(
    "E101",
    "a key that appears twice in one map",
    "join the two values, or remove one of them",
    "YAML and JSON do not define which of two equal keys is used, and parsers differ: one operation can silently \
     replace another.\n\n\
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
    "The file contains only white space, so there is no description to read. Check the path, and whether the program \
     that wrote the file failed.",
);
/// Something else than a description.
pub static E104: Code = invalid(
    "E104",
    "a file that is not a description",
    "pass the YAML, JSON or Markdown file itself, not the page or the archive that contains it",
    "The file is a web page, an archive or an image. This happens when a download was redirected to a login page, or \
     when the link of the viewer was taken instead of the link of the file.\n\n\
     Fetch the YAML, JSON or Markdown file itself.",
);
/// YAML that cannot be read.
pub static E105: Code = invalid(
    "E105",
    "malformed YAML",
    "correct the indentation, or put text that contains `: ` or starts with a special character into quotes",
    "The YAML cannot be read from this place on. The usual reasons are indentation, a tab, and text that needs quotes because it contains `: ` or starts with one of `@ % & * ! |`.\n\n\
     ```yaml\nsummary: Calls: an overview      # wrong\nsummary: 'Calls: an overview'    # right\n```",
);
/// JSON that cannot be read.
pub static E106: Code = invalid(
    "E106",
    "malformed JSON",
    "correct the JSON from this place on; fetch the file again if it is cut off",
    "The JSON cannot be read from this place on. The usual reasons are a comma after the last entry, a comment, and a file that was cut off.",
);
/// Too many bytes.
pub static E107: Code = too_much(
    "E107",
    "a file that is too large",
    "raise the limit with `--budget bytes=NUMBER` if the file is yours and really that large",
    "The size of a file is limited, so that an untrusted file cannot exhaust memory. Raise the limit if the file is yours \
     and really that large.",
);
/// Too deep.
pub static E108: Code = too_much(
    "E108",
    "values that are nested too deeply",
    "give the inner values names under `components`, or raise the limit with `--budget depth=NUMBER`",
    "The nesting of maps and lists is limited to three times what large public descriptions need. Deeper nesting is either \
     a malicious file or an example that can be moved out of the description.",
);
/// Too many values.
pub static E109: Code = too_much(
    "E109",
    "a description with too many values",
    "split the description, or raise the limit with `--budget nodes=NUMBER` if it is yours",
    "The number of values in a description is limited, so that an untrusted file cannot exhaust memory. Raise the \
     limit if the description is yours, or split it.",
);
/// Aliases that repeat too much.
pub static E110: Code = too_much(
    "E110",
    "aliases that repeat too much",
    "define the repeated part as a component and refer to it with `$ref`, or raise the limit with `--budget alias-nodes=NUMBER`",
    "A YAML alias (`*name`) repeats the value of its anchor (`&name`). A few lines of aliases of aliases expand to \
     gigabytes, so the number of values that they add is limited.\n\n\
     Write repeated parts as components and refer to them with `$ref`.",
);
/// A string that is too long.
pub static E111: Code = too_much(
    "E111",
    "a string that is too long",
    "link to the content instead, or raise the limit with `--budget scalar=NUMBER`",
    "One string of the description is longer than the limit. Usually it is an example that contains a whole file; link to \
     it instead, or raise the limit.",
);
/// More than one YAML document.
pub static E112: Code = invalid(
    "E112",
    "several YAML documents in one file",
    "put each document into a file of its own",
    "A line `---` starts another YAML document, and a description is one document. The generator does not guess which \
     one is meant.\n\n\
     Put each document into a file of its own; several descriptions can be read together.",
);
/// A documentation page without a block.
pub static E113: Code = invalid(
    "E113",
    "a page without an OpenAPI block",
    "pass the Markdown form of the page (often its address with `.md`), or the description itself",
    "The file is a documentation page, and its OpenAPI description is expected in a fenced block under a heading such as `## OpenAPI Specification`, or in a \
     fenced block that starts with `openapi:`. The page has neither.\n\n\
     Some sites publish the block only in the Markdown form of a page (add `.md` to its address).",
);
/// A key that is not a string.
pub static E114: Code = invalid(
    "E114",
    "a key that is not a string",
    "put the key into quotes if it is meant as a string",
    "YAML allows lists and maps as keys; OpenAPI does not. Quote the key if it is meant as a string.\n\n\
     ```yaml\n[a, b]: x      # wrong\n'[a, b]': x    # right\n```",
);

/// Too many values in one place.
pub static E115: Code = too_much(
    "E115",
    "a list or a map with too many values",
    "link to a list of that length instead, or raise the limit with `--budget width=NUMBER`",
    "Each value of a list and each entry of a map becomes an item of the client: a variant, a field, a method. Their number \
     in one place is limited to ten times what large public descriptions have, because compilers cannot cope \
     with more, and because an untrusted file must not exhaust memory. The documentation pages and the files that make one \
     description are counted in the same way.\n\n\
     Describe such a value as a string and link to the list. If the description is yours and really that wide, raise the \
     limit.",
);

/// A key that is too long.
pub static E116: Code = too_much(
    "E116",
    "a key that is too long",
    "shorten the path or the name, or raise the limit with `--budget key=NUMBER`",
    "A key of the description, a path or the name of a component, say, is longer than the limit, which is more than ten times \
     what public descriptions have. Servers refuse paths of that length, and each message about what stands below a key \
     repeats it.\n\n\
     Shorten it, or raise the limit if the description is yours.",
);

/// The codes of this room, in the order of their numbers.
pub const ALL: &[&Code] = &[
    &E101, &E102, &E103, &E104, &E105, &E106, &E107, &E108, &E109, &E110, &E111, &E112, &E113, &E114, &E115,
    &E116,
];
