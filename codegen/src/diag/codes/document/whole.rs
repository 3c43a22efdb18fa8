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
The keys of `content` are media types: two parts with a `/` between them, and perhaps parameters. A short name that can only mean one of them is read as that (`json`, `xml`, `text`, `form`, `multipart`), and an empty one as any media type. Any other string is sent and compared unchanged, and most servers refuse it.

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

/// Fields that exclude each other.
pub static W330: Code = Code {
    id: "W330",
    title: "fields that exclude each other",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "remove one of the two",
    explanation: "\
OpenAPI 3.2 has some fields of which only one can stand at a place: `example` and `examples`; `value` of an example and `dataValue`, `serializedValue` or `externalValue`; `encoding` and
`prefixEncoding` or `itemEncoding`; `content` of a parameter and `style`, `explode` or `allowReserved`; `nodeType` of `xml` and `attribute` or `wrapped`. The client is made of what can be read; what
the other field was meant to say is lost.

```yaml
multipart/mixed:
  encoding: { photo: { contentType: image/png } }
  itemEncoding: { contentType: image/png } # parts have names or positions
```
",
};

/// A name that is not valid at its place.
pub static W331: Code = Code {
    id: "W331",
    title: "a name is not valid at its place",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "use a name that can be sent at this place",
    explanation: "\
The name of a header has letters, digits and some signs, as HTTP has it; the name of a variable in a path has no braces. Other names cannot be sent or found.

```yaml
parameters:
  - { name: 'X[Trace]', in: header } # brackets are not allowed in names of headers
```
",
};

/// A field without a meaning at its place.
pub static W332: Code = Code {
    id: "W332",
    title: "a field has no meaning at its place",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "remove the field",
    explanation: "\
`allowReserved` says which characters of a value are percent-encoded. Values of headers, and cookies with `style: cookie`, are not percent-encoded at all, so OpenAPI 3.2 has no such field there; it is
ignored.

```yaml
parameters:
  - { name: X-Trace, in: header, allowReserved: true } # remove it
```
",
};

/// A parent of a tag that cannot be used.
pub static W333: Code = Code {
    id: "W333",
    title: "the parent of a tag is not valid",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "name another tag of the description as the parent",
    explanation: "\
`parent` names the tag that a tag stands below: the client's resources are nested in the same way. The parent is another tag of the description, and the parents of a tag never lead back to it. A
parent that is not listed counts by its name; one that leads in a circle is ignored.

```yaml
tags:
  - { name: animals }
  - { name: cats, parent: animal } # animals
```
",
};

/// A serialized example that cannot be read.
pub static W334: Code = Code {
    id: "W334",
    title: "a serialized example is not JSON",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "correct the text, or give the value as `dataValue`",
    explanation: "\
`serializedValue` of an example is the text that goes on the wire. Where the media type is JSON and there is no `dataValue`, the
client shows and tests the value that the text says; a text that is not JSON says none.

```yaml
application/json:
  examples:
    one: { serializedValue: '{name: Rex}' } # JSON has quotes around names and strings
```
",
};
