//! Codes about descriptions in Swagger 2.0.

use super::code;
use crate::diag::Code;
use crate::diag::Fault::{Advice, Invalid, Unsupported};
use crate::diag::Severity::{Note, Warning};

/// A body beside another one.
pub static W241: Code = code(
    "W241",
    Warning,
    Invalid,
    "a Swagger 2.0 request body that cannot be sent",
    "describe one body (`in: body`), or one form (`in: formData`, each field with a `name`)",
    "A request of Swagger 2.0 has one body: one parameter with `in: body`, or a form whose fields are the parameters with \
     `in: formData`. A second body, or a form field without a name, cannot be sent and is left out.",
);
/// A structure in a media type of bytes.
pub static W242: Code = code(
    "W242",
    Warning,
    Invalid,
    "a response whose media types do not match its schema",
    "list `application/json` under `produces`, or write `type: file` for a response of bytes",
    "`produces` lists media types of bytes or images only, but the schema of the response is of an object or an array. The response is read as JSON, as the schema describes it.\n\n\
     If it is bytes, write `schema: { type: file }`; if it is JSON, list `application/json` under `produces`.",
);
/// A collection format.
pub static W243: Code = code(
    "W243",
    Warning,
    Invalid,
    "a collection format that cannot be used",
    "write one of `csv`, `ssv`, `tsv` and `pipes`; `multi` in a query or a form",
    "`collectionFormat` says how the items of an array are separated: `csv` (commas), `ssv` (spaces), `tsv` \
     (tabs), `pipes` (vertical bars), or `multi`, which repeats the parameter and is for queries and forms only. For any other value, commas are used.",
);
/// A reference to another kind of thing.
pub static W244: Code = code(
    "W244",
    Warning,
    Invalid,
    "a parameter that refers to a schema",
    "add `name` and `in`, or refer to an entry of `parameters`",
    "A parameter has a name and a location. A schema of `definitions` has neither, so a reference to one cannot be sent and is \
     left out.",
);
/// A host or a scheme.
pub static W245: Code = code(
    "W245",
    Warning,
    Invalid,
    "a host or a scheme that is not valid",
    "write a host name and an optional port under `host`, and `https` or `http` under `schemes`",
    "`host` is a host name and an optional port (`api.example.com:8080`); the path belongs under `basePath`, and the schemes \
     under `schemes`. Schemes are `https` and `http`; the client does not support `ws` and `wss`.",
);
/// A flow of OAuth 2.
pub static W246: Code = code(
    "W246",
    Warning,
    Invalid,
    "an unknown OAuth 2 flow",
    "write one of `implicit`, `password`, `application` and `accessCode`",
    "Swagger 2.0 defines four OAuth 2 flows. The client accepts a token and does not perform any flow, so it works anyway; its \
     documentation does not say how to obtain a token.",
);
/// A field with a value of another type.
pub static W247: Code = code(
    "W247",
    Warning,
    Invalid,
    "a Swagger 2.0 field with a value of the wrong type",
    "write a value of the type that the message names",
    "`host` and `basePath` are strings, `schemes`, `consumes` and `produces` are arrays of strings, and `definitions`, \
     `parameters`, `responses` and `securityDefinitions` are objects. Anything else is left out.",
);
/// Too many media types.
pub static W248: Code = code(
    "W248",
    Warning,
    Unsupported,
    "a long list of media types",
    "list only those that clients use",
    "Each media type of `consumes` and `produces` adds a form in which every body can be sent or read. Of a long list, only the \
     first sixteen are used.",
);
/// A misspelled key.
pub static W249: Code = code(
    "W249",
    Warning,
    Invalid,
    "a misspelled Swagger 2.0 field",
    "correct the spelling; extensions start with `x-`",
    "The key differs from a field of Swagger 2.0 by a letter or two, or by case, and is probably meant to be that field. It is \
     ignored, with everything below it.",
);
/// Media types that a response does not have.
pub static N250: Code = code(
    "N250",
    Note,
    Advice,
    "media types that do not match a schema",
    "list the media types of the response under `produces`",
    "`produces` lists the media types of all responses of an operation. A response whose schema is of an object or an array \
     does not use those for bytes; an error of an operation that returns bytes is JSON.",
);
/// A response that refers to a schema.
pub static N251: Code = code(
    "N251",
    Note,
    Advice,
    "a response that refers to a schema",
    "write the reference under `schema`",
    "A reference in the place of a response must name a response. This one names a schema, so it is read as if it were below \
     `schema`.",
);
