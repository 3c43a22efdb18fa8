//! Codes of the `normalize` room: 2xx.

mod swagger2;

use crate::diag::{Code, Fault, Severity};
pub use swagger2::{N250, N251, W241, W242, W243, W244, W245, W246, W247, W248, W249};

const fn code(
    id: &'static str,
    severity: Severity,
    fault: Fault,
    title: &'static str,
    remedy: &'static str,
    explanation: &'static str,
) -> Code {
    Code { id, title, severity, fault, remedy, explanation }
}

use Fault::{Advice, Invalid, Unsupported};
use Severity::{Error, Note, Warning};

/// No OpenAPI description.
pub static E201: Code = code(
    "E201",
    Error,
    Invalid,
    "a document that is no OpenAPI description",
    "give the file that has `openapi:` at its top",
    "A description is a map with the key `openapi`. This document has none: perhaps it is a part that a description \
     refers to, an overlay, or the answer of another address than the one meant.\n\n\
     ```yaml\nopenapi: 3.1.0\ninfo: { title: Calls, version: '1' }\npaths: {}\n```",
);
/// Another version of Swagger.
pub static E202: Code = code(
    "E202",
    Error,
    Unsupported,
    "a version of Swagger that is not read",
    "write the version as text: `swagger: '2.0'`; convert a description of Swagger 1.2 first",
    "Swagger 2.0 is read. Swagger 1.2 and what came before it spread a description over several files with other words; \
     convert such a description first.",
);
/// A version that is not known.
pub static E203: Code = code(
    "E203",
    Error,
    Unsupported,
    "a version of OpenAPI that is not read",
    "write the version as text with its three numbers: `openapi: 3.1.0`",
    "OpenAPI 3.0 and 3.1 are read, and 3.2 as far as it is like 3.1. Write the version as text with its three numbers: \
     `openapi: 3.1.0`.",
);
/// An overlay that cannot be understood.
pub static E204: Code = code(
    "E204",
    Error,
    Invalid,
    "an overlay that cannot be understood",
    "write a list of actions, each with `target` and one of `update`, `remove: true`, `copy` and `x-rename`",
    "An overlay is a document of the OpenAPI Overlay specification 1.0 or 1.1: a list of actions, each with a `target` \
     and one of `update`, `remove: true`, `copy` and `x-rename`.\n\n\
     ```yaml\noverlay: 1.1.0\ninfo: { title: Corrections, version: '1' }\nactions:\n  - target: $.info\n    \
     update: { title: Calls }\n```",
);
/// An action that matches nothing.
pub static W205: Code = code(
    "W205",
    Warning,
    Invalid,
    "an action of an overlay that matches nothing",
    "let the target follow what has moved, or remove the action if it is no longer needed",
    "The target of the action selects no place. By the Overlay specification the action succeeds and does nothing, and its \
     correction is lost. Usually the description has changed: either it has been corrected at its source, and the action \
     can go, or the place has moved, and the target must follow.\n\n\
     Overlays apply in the order in which the command line names them, those of a folder in the order of their paths, \
     and their actions in the order in which they stand. With several descriptions, the actions for one of them (`extends`) \
     come first. So an action matches nothing, too, if an earlier one has removed its place.\n\n\
     With `--deny W205` such an action makes the command fail.",
);
/// A `JSONPath` query that cannot be understood.
pub static E206: Code = code(
    "E206",
    Error,
    Invalid,
    "a JSONPath query that cannot be understood",
    "write a JSONPath query as in RFC 9535: `$.paths['/calls/{id}'].get`",
    "Targets are JSONPath queries (RFC 9535): names, indices, slices, wildcards, `..` and filters with comparisons and \
     the functions `length` and `count`. Keys with other characters than letters, digits, `_` and `-` stand in \
     brackets and quotes.\n\n```yaml\ntarget: $.paths['/calls/{id}'].get.parameters[?@.name == 'page']\n```",
);
/// One name for two components.
pub static E207: Code = code(
    "E207",
    Error,
    Invalid,
    "components of one name that differ",
    "rename one of them in an overlay with `x-rename`, or correct the wrong one with `update`",
    "Several documents become one client, and what they call by one name must be one thing. Equal components are merged; \
     these two differ, and the message shows the first difference.\n\n\
     If they are two things, give one another name in an overlay; every reference to it follows:\n\n\
     ```yaml\n- target: $.components.schemas.Call\n  x-extends: b.yaml\n  x-rename: CallOfB\n```\n\n\
     If they are one thing that one document describes wrongly, correct it with `update` and `x-extends`.",
);
/// An operation that two documents describe differently.
pub static W208: Code = code(
    "W208",
    Warning,
    Invalid,
    "an operation that two documents describe differently",
    "remove one of the two in an overlay (`remove: true` with `x-extends`), or leave one document out",
    "The same method on the same path stands in two documents, and the two cannot be one call: they differ in the schema of \
     a body, in a required parameter, in servers or in security. The first document describes the call; the second \
     description of it is left out. To choose the other one, remove the first with an action of an overlay that has \
     `remove: true` and `x-extends`.",
);
/// An overlay for a document that is not there.
pub static E209: Code = code(
    "E209",
    Error,
    Invalid,
    "an overlay for a document that is not read",
    "write the path of the document, relative to the overlay",
    "`extends` (and `x-extends` on one action) names the document that the overlay is for, by a path relative to the \
     overlay. None of the documents has that path.",
);
/// A rename that cannot be.
pub static E210: Code = code(
    "E210",
    Error,
    Invalid,
    "a component that cannot be renamed",
    "let the target select one member of a map, and give it a key that is free",
    "`x-rename` gives the one member that the target selects another key. The target must select one member of a map, \
     and the new key must be free.",
);
/// A reference that is not followed.
pub static W211: Code = code(
    "W211",
    Warning,
    Unsupported,
    "a reference that is not followed",
    "put the file into the folder of the description and refer to it by a relative path",
    "References are followed within the description and to files below its folder. Addresses on the web, absolute paths \
     and paths that leave the folder are not followed, however they are written: a stranger's description must not read \
     your files or call other machines.\n\n\
     Put the file into the folder and refer to it by a relative path. Until then any value is accepted at this place.",
);
/// A file that cannot be read.
pub static W212: Code = code(
    "W212",
    Warning,
    Invalid,
    "a reference to a file that cannot be read",
    "add the file, or correct the path: it is relative to the file with the reference",
    "The file does not exist, or it is no YAML or JSON. Paths are relative to the file that the reference stands in. \
     Until it is found, any value is accepted at this place.",
);
/// A fragment that names nothing.
pub static W213: Code = code(
    "W213",
    Warning,
    Invalid,
    "a reference to a place that another file does not have",
    "correct the part after `#`: a JSON pointer into the other file",
    "The file was read, but it has nothing where the part after `#` points. That part is a JSON pointer: `/` before \
     every key, `~1` for a slash inside a key and `~0` for a tilde.",
);
/// An enumeration member that is an object.
pub static W214: Code = code(
    "W214",
    Warning,
    Invalid,
    "a member of an enumeration whose value is not clear",
    "write the value itself",
    "Some documentation tools write members as objects (`{value: a}`), which are read as their value. This object has \
     no plain `value`, or says more than is understood. Write the value itself.",
);
/// OpenAPI 3.2.
pub static W215: Code = code(
    "W215",
    Warning,
    Unsupported,
    "a description of OpenAPI 3.2",
    "nothing has to be done; each place that is left out has a warning of its own",
    "What OpenAPI 3.2 shares with 3.1 is read. What is new in it may be missing in the client; each such place that is \
     noticed has a warning of its own.",
);
/// A header that became a credential.
pub static N217: Code = code(
    "N217",
    Note,
    Advice,
    "a header that is taken as a credential",
    "declare a security scheme for the header, in the description or an overlay, to choose its name and variable",
    "A header parameter with the name of a credential (`authorization`, `…-api-key`, `…token…`) that several operations \
     take belongs to the client and not to each call: it is kept secret and sent with every call that declares it.\n\n\
     Declare a security scheme for it, in the description or an overlay, to choose its name and the environment variable \
     that it is read from:\n\n\
     ```yaml\n- target: $\n  update:\n    components:\n      securitySchemes:\n        ApiKey: { type: apiKey, in: header, \
     name: x-api-key, x-env: EXAMPLE_API_KEY }\n```",
);
/// A header with the name of a credential that stays a parameter.
pub static N219: Code = code(
    "N219",
    Note,
    Advice,
    "a header of one operation looks like a credential",
    "declare a security scheme for the header, in the description or an overlay, if the client is to hold it",
    "A header parameter with the name of a credential (`authorization`, `…-api-key`, `…token…`) that only one operation \
     takes is an argument of that call, like all of its parameters: it may be the token of somebody else, or the key of \
     another service.\n\n\
     If it is the credential of the client, declare a security scheme for it, in the description or an overlay:\n\n\
     ```yaml\n- target: $\n  update:\n    components:\n      securitySchemes:\n        ApiKey: { type: apiKey, in: header, \
     name: x-api-key }\n```",
);
/// A body that is taken as required.
pub static N218: Code = code(
    "N218",
    Note,
    Advice,
    "a request body that is taken as required",
    "say `required: true`, or `required: false` if the body may be left out",
    "The description does not say whether the body is required, which means that it is not. But its schema has required \
     members, which cannot be there without a body, so the client asks for them. Say `required: false` if the body may \
     really be left out.",
);

/// Two documents describe one call.
pub static N220: Code = code(
    "N220",
    Note,
    Advice,
    "a call that two documents describe",
    "nothing, if it is one call; else remove one of the two in an overlay (`remove: true` with `x-extends`)",
    "The same method on the same path stands in two documents that do not contradict each other, as where documentation has \
     a page for each way in which a call can answer. They become one call with the media types, responses and optional \
     parameters of both; its name and its documentation are those of the first.",
);

/// The codes of this room, in the order of their numbers.
pub const ALL: &[&Code] = &[
    &E201, &E202, &E203, &E204, &W205, &E206, &E207, &W208, &E209, &E210, &W211, &W212, &W213, &W214, &W215,
    &N217, &N218, &N219, &N220, &W241, &W242, &W243, &W244, &W245, &W246, &W247, &W248, &W249, &N250, &N251,
];
