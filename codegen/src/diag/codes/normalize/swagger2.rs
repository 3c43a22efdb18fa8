//! Codes about descriptions in Swagger 2.0.

use super::code;
use crate::diag::Code;
use crate::diag::Fault::{Advice, Invalid, Unsupported};
use crate::diag::Severity::{Note, Warning};

/// A body that cannot be beside another one.
pub static W241: Code = code(
    "W241",
    Warning,
    Invalid,
    "a body of Swagger 2.0 that cannot be sent",
    "describe one body (`in: body`), or one form (`in: formData`, each member with a `name`)",
    "A request of Swagger 2.0 has one body: one parameter with `in: body`, or a form whose members are the parameters with \
     `in: formData`. What is beside that, or has no name in a form, cannot be sent and is left out.",
);
/// A structure in a media type of bytes.
pub static W242: Code = code(
    "W242",
    Warning,
    Invalid,
    "a response whose media types do not hold what its schema describes",
    "list `application/json` under `produces`, or write `type: file` for a response of bytes",
    "`produces` lists media types of bytes or images only, but the schema of the response is of an object or an array. The \
     response is taken for JSON, as the schema describes it.\n\n\
     If it is bytes, write `schema: { type: file }`; if it is JSON, list `application/json` under `produces`.",
);
/// A collection format.
pub static W243: Code = code(
    "W243",
    Warning,
    Invalid,
    "a collection format that cannot be used",
    "write one of `csv`, `ssv`, `tsv` and `pipes`; `multi` in a query or a form",
    "`collectionFormat` says how the items of an array stand beside one another: `csv` (commas), `ssv` (spaces), `tsv` \
     (tabs), `pipes` (vertical bars), or `multi`, which repeats the parameter and is for queries and forms only. Where it \
     is something else, commas are used.",
);
/// A reference to another kind of thing.
pub static W244: Code = code(
    "W244",
    Warning,
    Invalid,
    "a parameter that refers to a schema",
    "say `name` and `in` beside the reference, or refer to a member of `parameters`",
    "A parameter says its name and its place. A schema of `definitions` says neither, so a reference to one is no parameter, \
     and is left out.",
);
/// A host or a scheme.
pub static W245: Code = code(
    "W245",
    Warning,
    Invalid,
    "a host or a scheme that cannot be used as it is",
    "write a name and at most a port under `host`, and `https` or `http` under `schemes`",
    "`host` is a name and at most a port (`api.example.com:8080`); the path is `basePath`, and the schemes are `schemes`. \
     Schemes are `https` and `http`; over `ws` and `wss` the client does not speak.",
);
/// A flow of OAuth 2.
pub static W246: Code = code(
    "W246",
    Warning,
    Invalid,
    "a flow of OAuth 2 that is not known",
    "write one of `implicit`, `password`, `application` and `accessCode`",
    "Swagger 2.0 knows four flows of OAuth 2. The client is given a token and goes through no flow, so it works all the same; \
     its documentation does not say how to come by a token.",
);
/// A member that is another kind of value.
pub static W247: Code = code(
    "W247",
    Warning,
    Invalid,
    "a member of Swagger 2.0 that is another kind of value",
    "write what the message says",
    "`host` and `basePath` are text, `schemes`, `consumes` and `produces` are lists of text, and `definitions`, \
     `parameters`, `responses` and `securityDefinitions` are objects. What is something else is left out.",
);
/// Too many media types.
pub static W248: Code = code(
    "W248",
    Warning,
    Unsupported,
    "a list of many media types",
    "list those that clients use",
    "Each media type of `consumes` and `produces` is one more way in which every body can be sent or read. Of a long list, \
     the first sixteen are used.",
);
/// A misspelt key.
pub static W249: Code = code(
    "W249",
    Warning,
    Invalid,
    "a misspelt word of Swagger 2.0",
    "correct the spelling; members of your own start with `x-`",
    "The key differs from a word of Swagger 2.0 by a letter or two, or by case, and is probably meant to be it. What stands \
     under it is not read.",
);
/// Media types that an answer does not have.
pub static N250: Code = code(
    "N250",
    Note,
    Advice,
    "media types that do not hold what a schema describes",
    "list what the operation answers under `produces`",
    "`produces` lists what all responses of an operation may be. A response whose schema is of an object or an array is none \
     of those that are bytes; an error of an operation that answers bytes is JSON.",
);
/// A response that refers to a schema.
pub static N251: Code = code(
    "N251",
    Note,
    Advice,
    "a response that refers to a schema",
    "write the reference under `schema`",
    "A reference in the place of a response leads to a response. This one leads to a schema, and is read as if it stood \
     under `schema`.",
);
