//! What lowering finds worth knowing: the second half of 5xx.

use crate::diag::{Code, Fault, Severity};

/// A format is not known.
pub static N551: Code = Code {
    id: "N551",
    title: "a format is not known",
    severity: Severity::Note,
    fault: Fault::Advice,
    remedy: "nothing has to be done; correct the word if it is misspelt",
    explanation: "\
`format` can be any word. One that is not known does not change the type: text stays text, numbers stay numbers, and the
documentation shows the format. It is noted once for each word.
",
};

/// Branches only require members.
pub static N552: Code = Code {
    id: "N552",
    title: "branches that only require members make no union",
    severity: Severity::Note,
    fault: Fault::Advice,
    remedy: "nothing has to be done; write branches with `properties` of their own if they are different things",
    explanation: "\
`anyOf` or `oneOf` beside `properties` often says which members must be there together. No Rust type shows that; the
client has one structure with all members, and the server has the last word on combinations.

```yaml
properties: { email: {…}, phone: {…} }
anyOf: [{ required: [email] }, { required: [phone] }]
```
",
};

/// A branch allows anything.
pub static N553: Code = Code {
    id: "N553",
    title: "a branch of a union allows anything",
    severity: Severity::Note,
    fault: Fault::Advice,
    remedy: "remove the branch, or say what it holds",
    explanation: "\
A union with a branch that says nothing allows any JSON value, and so does the client.

Remove the branch, or say what it is.
",
};

/// Names of members are limited.
pub static N556: Code = Code {
    id: "N556",
    title: "names of members are limited",
    severity: Severity::Note,
    fault: Fault::Unsupported,
    remedy: "nothing has to be done; list the members under `properties` if they are known",
    explanation: "\
`propertyNames` says which names members of an object may have. The client takes any name as a key; the server has the
last word.
",
};

/// Listed values have parts.
pub static N558: Code = Code {
    id: "N558",
    title: "listed values are lists or objects",
    severity: Severity::Note,
    fault: Fault::Unsupported,
    remedy: "nothing has to be done; describe the members if a type is to show them",
    explanation: "\
`enum` or `const` lists values with parts. The type is what the other keywords say; that only these values are allowed is
for the server to check.
",
};

/// An example is not valid.
pub static N559: Code = Code {
    id: "N559",
    title: "an example that its own schema or the type for it does not allow",
    severity: Severity::Note,
    fault: Fault::Invalid,
    remedy: "correct the example, or the schema: often a member that can be null or absent",
    explanation: "\
Examples are read by people and by mock servers, and the generated tests read and write each of them. One that its own
schema does not allow is left out of those tests. Often the schema is what is wrong: a member that can be null, or that is
not always there.

An integer can be valid, too, and beyond what the client's type holds: `type: integer` is an `i64`, which ends at
9223372036854775807. The message says so.

Correct the example or the schema.
",
};

/// An example has members that its schema does not describe.
pub static N560: Code = Code {
    id: "N560",
    title: "an example shows more than its schema describes",
    severity: Severity::Note,
    fault: Fault::Invalid,
    remedy: "describe the members, or set `additionalProperties: true`",
    explanation: "\
The example is valid, because members that a schema does not name are allowed, but the client has no place for them: what
a server sends beyond the description is ignored. The example is left out of the generated tests.

Describe the members, or set `additionalProperties: true` to have the client keep all of them.
",
};

/// A place that nothing describes.
pub static N561: Code = Code {
    id: "N561",
    title: "a place that holds anything",
    severity: Severity::Note,
    fault: Fault::Advice,
    remedy: "describe the value; write `true`, or `additionalProperties: true`, where anything is meant",
    explanation: "\
Nothing says what stands here: the schema has no `type` and no keyword that would show it, or it is an object without
described members. The client hands over any JSON value, so its users look into it without help from the compiler.

```yaml
metadata: { description: Whatever you like }                              # any value
metadata: { type: object, additionalProperties: { type: string } }        # texts by name
```

Remedy: describe the value, in the description or in an overlay. Where anything is really meant, write `true` for any
value, or `additionalProperties: true` for any members: that is not noted.
`cargo xtask regenerate --report-untyped` lists what the client calls these places.",
};

/// A response has several media types.
pub static N562: Code = Code {
    id: "N562",
    title: "a response can come in several media types",
    severity: Severity::Note,
    fault: Fault::Advice,
    remedy: "nothing has to be done; `client.request(method, path)` asks for another media type",
    explanation: "\
The client asks for one media type and reads that: JSON before bytes, bytes before text, and a stream beside it where one
is described. The other media types can be asked for with a raw request.
",
};

/// A detail of a form is not sent.
pub static N563: Code = Code {
    id: "N563",
    title: "a detail of a form is left out",
    severity: Severity::Note,
    fault: Fault::Unsupported,
    remedy: "nothing has to be done; send the form with `client.request(method, path)` if the server needs the detail",
    explanation: "\
The client sends the described members of a form, each with its media type or in its style, and its headers. Members
without a name in the description are not sent, only parts have headers, and the parts of a multipart form have no styles
in OpenAPI 3.0.
",
};

/// Items are described without a type.
pub static N564: Code = Code {
    id: "N564",
    title: "items are described, and no type",
    severity: Severity::Note,
    fault: Fault::Advice,
    remedy: "add `type: array` if there is nothing but a list",
    explanation: "\
`items` and `prefixItems` describe a list where there is one, and do not say that there is one: without `type`, any other
value is valid. The client has an enum with a case for the list; what is none is kept as it is.

```yaml
data: { items: { $ref: '#/components/schemas/Pet' } } # add `type: array`
```
",
};

/// An id is no name.
pub static N570: Code = Code {
    id: "N570",
    title: "the id of an operation is not a name",
    severity: Severity::Note,
    fault: Fault::Advice,
    remedy: "nothing has to be done; give the operation another `operationId` or, in an overlay, `x-fern-sdk-method-name`",
    explanation: "\
Some tools write a hash or a number as `operationId`: `bcdec81432cdd80eb8363cfee03b1f3c`. Nobody could call a method so.
Path and HTTP method name the call instead, as they do where there is no id: `POST /auth/login` is `login`.

Remedy: none is needed. A name of your own can be given in an overlay: `x-fern-sdk-method-name`.
",
};
