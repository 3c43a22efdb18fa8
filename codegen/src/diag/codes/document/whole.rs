//! Codes about names and keys, and about the description as a whole.

use crate::diag::{Code, Fault, Severity};

/// A key is misspelled.
pub static W324: Code = Code {
    id: "W324",
    title: "a key is misspelled",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "correct the spelling; extensions start with `x-`",
    explanation: "\
A key that the specification does not define is ignored, with everything below it. One that differs from a
key of the specification by a letter or two, or by case, is probably meant to be that key.

```yaml
get:
  operationID: listPets # operationId
  paramters: []         # parameters
```

Correct the spelling, in the description or an overlay. Extensions start with `x-`; other unknown keys are ignored.
",
};

/// A description without operations.
pub static W325: Code = Code {
    id: "W325",
    title: "the description has no operations",
    severity: Severity::Warning,
    fault: Fault::Advice,
    remedy: "describe operations under `paths`, or accept a client that only has types",
    explanation: "\
The operations of a client are described under `paths`. Without any, the client only has types. Is `paths` misspelled, did
an overlay remove too much, or is the file only a part of the description?

```yaml
paths:
  /pets:
    get: { operationId: listPets, responses: { '200': { description: Fine } } }
```
",
};

/// A media type that is not valid.
pub static W326: Code = Code {
    id: "W326",
    title: "a key of `content` is not a valid media type",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "write a media type with both of its parts, such as `application/json`",
    explanation: "\
The keys of `content` are media types: two parts with a `/` between them, and perhaps parameters. Any other string is sent and compared unchanged, and most servers refuse it.

```yaml
content:
  json: {} # application/json
```
",
};

/// Operations share an identifier.
pub static W327: Code = Code {
    id: "W327",
    title: "several operations have the same `operationId`",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "give each operation an `operationId` of its own",
    explanation: "\
An `operationId` is unique in a description. Methods of the client are named after it, so operations that share one are named after their paths instead.

It is reported once for each `operationId`. An overlay can give operations other ones.
",
};

/// A description of nothing.
pub static E328: Code = Code {
    id: "E328",
    title: "the description is empty",
    severity: Severity::Error,
    fault: Fault::Invalid,
    remedy: "add `paths`; is this the right file, and does no overlay remove too much?",
    explanation: "\
A description has `paths`, `components` or `webhooks`. This one has none of them, so a client of it would be empty, and
would replace one that is not.
",
};
