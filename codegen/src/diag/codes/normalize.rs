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

/// Not an OpenAPI description.
pub static E201: Code = code(
    "E201",
    Error,
    Invalid,
    "a document that is not an OpenAPI description",
    "pass the file that has `openapi:` at its top",
    "A description is a map with the key `openapi`. This document has none: it may be a part that a description refers to, an overlay, or the response of a wrong URL.\n\n\
     ```yaml\nopenapi: 3.1.0\ninfo: { title: Calls, version: '1' }\npaths: {}\n```",
);
/// Another version of Swagger.
pub static E202: Code = code(
    "E202",
    Error,
    Unsupported,
    "a version of Swagger that is not supported",
    "write the version as a string: `swagger: '2.0'`; convert a description of Swagger 1.2 first",
    "The generator supports Swagger 2.0. Swagger 1.2 and earlier versions have another format, in several files; convert such \
     a description first.",
);
/// A version that is not known.
pub static E203: Code = code(
    "E203",
    Error,
    Unsupported,
    "a version of OpenAPI that is not supported",
    "write the version as a string with its three numbers: `openapi: 3.1.0`",
    "The generator supports OpenAPI 3.0, 3.1 and 3.2. Write the version as a string with its three numbers: \
     `openapi: 3.1.0`.",
);
/// An overlay that is not valid.
pub static E204: Code = code(
    "E204",
    Error,
    Invalid,
    "an overlay that is not valid",
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
    "update the target, or remove the action if it is no longer needed",
    "The target of the action selects nothing. By the Overlay specification the action succeeds without effect, so its \
     correction is lost. Usually the description has changed: either it was corrected at its source, and the action can be \
     removed, or the place has moved, and the target must be updated.\n\n\
     Overlays apply in the order in which the command line names them, those of a folder in the order of their paths, \
     and their actions in document order. With several descriptions, the actions for one of them (`extends`) \
     come first. So an action also matches nothing if an earlier one has removed its target.\n\n\
     With `--deny W205` such an action makes the command fail.",
);
/// A `JSONPath` query that is not valid.
pub static E206: Code = code(
    "E206",
    Error,
    Invalid,
    "a JSONPath query that is not valid",
    "write a JSONPath query as in RFC 9535: `$.paths['/calls/{id}'].get`",
    "Targets are JSONPath queries (RFC 9535): names, indices, slices, wildcards, `..` and filters with comparisons and \
     the functions `length` and `count`. Keys with other characters than letters, digits, `_` and `-` need brackets and quotes.\n\n```yaml\ntarget: $.paths['/calls/{id}'].get.parameters[?@.name == 'page']\n```",
);
/// One name for two components.
pub static E207: Code = code(
    "E207",
    Error,
    Invalid,
    "components with the same name that differ",
    "rename one of them in an overlay with `x-rename`, or correct the wrong one with `update`",
    "Several documents become one client, so a name must mean the same in all of them. Equal components are merged; these two \
     differ, and the message shows the first difference.\n\n\
     If they are different, rename one of them in an overlay; every reference to it follows:\n\n\
     ```yaml\n- target: $.components.schemas.Call\n  x-extends: b.yaml\n  x-rename: CallOfB\n```\n\n\
     If they are the same and one document describes it wrongly, correct it with `update` and `x-extends`.",
);
/// An operation that two documents describe differently.
pub static W208: Code = code(
    "W208",
    Warning,
    Invalid,
    "an operation that two documents describe differently",
    "remove one of the two in an overlay (`remove: true` with `x-extends`), or leave one document out",
    "Two documents describe the same method on the same path and contradict each other: in the schema of a body, in a required \
     parameter, in servers or in security. The first document is used; the second description is left out. To choose the \
     other one, remove the first with an action of an overlay that has \
     `remove: true` and `x-extends`.",
);
/// An overlay for a document that is not there.
pub static E209: Code = code(
    "E209",
    Error,
    Invalid,
    "an overlay for a document that was not read",
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
    "select one entry of a map as the target, and choose a key that is unused",
    "`x-rename` changes the key of the entry that the target selects. The target must select exactly one entry of a map, and \
     the new key must be unused.",
);
/// Overlays that search or add too much.
pub static E216: Code = code(
    "E216",
    Error,
    Unsupported,
    "overlays that search or add too much",
    "name the places that an action is for in place of searching for them, or correct the description at its source",
    "Each action of an overlay with `..` in its target looks at the whole description, and what many actions add is added up. \
     Both are limited, so that an overlay of strangers cannot exhaust time and memory: all actions together visit up to \
     15,000,000 values, and add up to as many as the description may have (`--budget nodes=NUMBER`).\n\n\
     ```yaml\ntarget: $.paths['/calls'].get    # looks at three values\ntarget: $..get                  # looks at all values\n```",
);
/// Operations that take too much together.
pub static E221: Code = code(
    "E221",
    Error,
    Unsupported,
    "operations with too many parameters, fields and headers together",
    "generate from a description of a part of the API, or raise the limit with `--budget parts=NUMBER`",
    "Each parameter of an operation, each field of its request body and each header of its responses becomes an item of the \
     client, and a reference repeats what it leads to: five thousand paths that refer to one path item with a thousand \
     parameters are five million. All operations together may have 110,000 (each itself counts as two), which is as many as the largest public descriptions \
     have, so that an untrusted file cannot exhaust memory.\n\n\
     If the description is yours and really that large, raise the limit.",
);
/// A reference that is not followed.
pub static W211: Code = code(
    "W211",
    Warning,
    Unsupported,
    "a reference that is not followed",
    "put the file into the folder of the description and refer to it by a relative path",
    "References are followed within the description and to files below its folder. Addresses on the web, absolute paths \
     and paths that leave the folder are not followed, however they are written: an untrusted description must not read your files or contact other machines.\n\n\
     Put the file into the folder and refer to it by a relative path, or bring what addresses name into the folder once, with \
     `import --follow`. Until then any value is accepted at this place.",
);
/// A file that cannot be read.
pub static W212: Code = code(
    "W212",
    Warning,
    Invalid,
    "a reference to a file that cannot be read",
    "add the file, or correct the path: it is relative to the file with the reference",
    "The file does not exist, or it is not valid YAML or JSON. Paths are relative to the file with the reference. \
     Until it is found, any value is accepted at this place.",
);
/// A fragment that names nothing.
pub static W213: Code = code(
    "W213",
    Warning,
    Invalid,
    "a reference to a missing place in another file",
    "correct the part after `#`: a JSON pointer into the other file",
    "The file was read, but it has nothing where the part after `#` points. That part is a JSON pointer: `/` before \
     every key, `~1` for a slash inside a key and `~0` for a tilde.",
);
/// An enum value that is an object.
pub static W214: Code = code(
    "W214",
    Warning,
    Invalid,
    "an enum value that is not clear",
    "write the value itself",
    "Some documentation tools write enum values as objects (`{value: a}`), which are read as their value. This object has no \
     plain `value`, or has other fields that are not supported. Write the value itself.",
);
/// A header that became a credential.
pub static N217: Code = code(
    "N217",
    Note,
    Advice,
    "a header that is used as a credential",
    "declare a security scheme for the header, in the description or an overlay, to choose its name and variable",
    "A header parameter with the name of a credential (`authorization`, `…-api-key`, `…token…`) of several operations belongs to the client and not to each call: it is kept secret and sent with every call that \
     declares it.\n\n\
     Declare a security scheme for it, in the description or an overlay, to choose its name and its environment variable:\n\n\
     ```yaml\n- target: $\n  update:\n    components:\n      securitySchemes:\n        ApiKey: { type: apiKey, in: header, \
     name: x-api-key, x-env: EXAMPLE_API_KEY }\n```",
);
/// A header with the name of a credential that stays a parameter.
pub static N219: Code = code(
    "N219",
    Note,
    Advice,
    "a header of one operation looks like a credential",
    "declare a security scheme for the header, in the description or an overlay, if the client should hold it",
    "A header parameter with the name of a credential (`authorization`, `…-api-key`, `…token…`) of only one operation is an argument of that call, like all of its parameters: it may be the token of somebody else, or \
     the key of another service.\n\n\
     If it is the credential of the client, declare a security scheme for it, in the description or an overlay:\n\n\
     ```yaml\n- target: $\n  update:\n    components:\n      securitySchemes:\n        ApiKey: { type: apiKey, in: header, \
     name: x-api-key }\n```",
);
/// A body that is treated as required.
pub static N218: Code = code(
    "N218",
    Note,
    Advice,
    "a request body that is treated as required",
    "add `required: true`, or `required: false` if the request body is optional",
    "The description does not say whether the request body is required, which means that it is not. But its schema has \
     required properties, which need a body, so the client requires them. Add `required: false` if the request body is \
     really optional.",
);

/// Two documents describe one call.
pub static N220: Code = code(
    "N220",
    Note,
    Advice,
    "an operation that two documents describe",
    "no action is needed if it is the same operation; otherwise remove one of the two in an overlay (`remove: true` with `x-extends`)",
    "Two documents describe the same method on the same path without contradicting each other, for example where documentation \
     has a page for each kind of response. They are merged into one operation with the media types, responses and optional \
     parameters of both; its name and its documentation are those of the first.",
);

/// The codes of this room, in the order of their numbers.
pub const ALL: &[&Code] = &[
    &E201, &E202, &E203, &E204, &W205, &E206, &E207, &W208, &E209, &E210, &W211, &W212, &W213, &W214, &E216,
    &N217, &N218, &N219, &N220, &E221, &W241, &W242, &W243, &W244, &W245, &W246, &W247, &W248, &W249, &N250,
    &N251,
];
