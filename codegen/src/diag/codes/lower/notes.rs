//! Notes of lowering: the second half of 5xx.

use crate::diag::{Code, Fault, Severity};

/// An unknown format.
pub static N551: Code = Code {
    id: "N551",
    title: "an unknown format",
    severity: Severity::Note,
    fault: Fault::Advice,
    remedy: "no action is needed; correct the format if it is misspelled",
    explanation: "\
`format` can be any word. An unknown one does not change the type: a string stays a string, a number stays a number, and the
documentation shows the format. Each format is reported once.
",
};

/// Branches only require properties.
pub static N552: Code = Code {
    id: "N552",
    title: "branches that only require properties do not make a union",
    severity: Severity::Note,
    fault: Fault::Advice,
    remedy: "no action is needed; give the branches `properties` of their own if they are different types",
    explanation: "\
`anyOf` or `oneOf` next to `properties` often says which properties are required together. A Rust type cannot express that:
the client has one struct with all fields, and the server checks the combination.

```yaml
properties: { email: {…}, phone: {…} }
anyOf: [{ required: [email] }, { required: [phone] }]
```
",
};

/// A branch allows anything.
pub static N553: Code = Code {
    id: "N553",
    title: "a branch of a union allows any value",
    severity: Severity::Note,
    fault: Fault::Advice,
    remedy: "remove the branch, or describe its type",
    explanation: "\
A union with a branch without a type allows any JSON value, and so does the client.

Remove the branch, or describe its type.
",
};

/// Names of properties are limited.
pub static N556: Code = Code {
    id: "N556",
    title: "names of properties are limited",
    severity: Severity::Note,
    fault: Fault::Unsupported,
    remedy: "no action is needed; list the properties under `properties` if they are known",
    explanation: "\
`propertyNames` limits the names that properties of an object may have. The client accepts any name as a key; the server
checks it.
",
};

/// Enum values are arrays or objects.
pub static N558: Code = Code {
    id: "N558",
    title: "enum values are arrays or objects",
    severity: Severity::Note,
    fault: Fault::Unsupported,
    remedy: "no action is needed; describe the properties if the type should have them",
    explanation: "\
`enum` or `const` lists arrays or objects. The other keywords determine the type; the server checks that only these values
are used.
",
};

/// An example is not valid.
pub static N559: Code = Code {
    id: "N559",
    title: "an example that its own schema or its type does not allow",
    severity: Severity::Note,
    fault: Fault::Invalid,
    remedy: "correct the example, or the schema: often a property can be null or absent",
    explanation: "\
Examples are read by people and by mock servers, and the generated tests read and write each of them. One that its own
schema does not allow is left out of those tests. Often the schema is wrong: a property can be null, or it is not always present.

An integer can also be valid, but out of range of the type of the client: `type: integer` is an `i64`, whose maximum is
9223372036854775807. The message says so.

Correct the example or the schema.
",
};

/// An example has properties that its schema does not describe.
pub static N560: Code = Code {
    id: "N560",
    title: "an example has more properties than its schema describes",
    severity: Severity::Note,
    fault: Fault::Invalid,
    remedy: "describe the properties, or set `additionalProperties: true`",
    explanation: "\
The example is valid, because a schema allows undescribed properties, but the client has no field for them: it ignores what
a server sends beyond the description. The example is left out of the generated tests.

Describe the properties, or set `additionalProperties: true` to let the client keep all of them.
",
};

/// A schema without a type.
pub static N561: Code = Code {
    id: "N561",
    title: "a schema without a type",
    severity: Severity::Note,
    fault: Fault::Advice,
    remedy: "describe the value; use `true`, or `type: object` with `additionalProperties: true`, if any value is intended",
    explanation: "\
The schema has no `type` and no keyword that implies one, or it is an object without described properties. The client accepts
and returns any JSON value, so the compiler cannot help its users.

```yaml
metadata: { description: Whatever you like }                              # any value
metadata: { type: object, additionalProperties: { type: string } }        # strings by name
```

Remedy: describe the value, in the description or in an overlay. If any value is intended, use `true`, or `type: object` with `additionalProperties: true` for any properties; these are not reported.
`cargo xtask regenerate --report-untyped` lists these places under their names in the client.",
};

/// A response has several media types.
pub static N562: Code = Code {
    id: "N562",
    title: "a response has several media types",
    severity: Severity::Note,
    fault: Fault::Advice,
    remedy: "no action is needed; `client.request(method, path)` requests another media type",
    explanation: "\
The client requests one media type and reads it: JSON before bytes, bytes before text, and also a stream where one is
described. Use `client.request(method, path)` for the other media types.
",
};

/// A detail of a form is left out.
pub static N563: Code = Code {
    id: "N563",
    title: "a detail of a form is left out",
    severity: Severity::Note,
    fault: Fault::Unsupported,
    remedy: "no action is needed; send the form with `client.request(method, path)` if the server needs the detail",
    explanation: "\
The client sends the fields of a form, each with its media type or in its style, and its headers. Only parts have headers, and
the parts of a multipart form have no styles in OpenAPI 3.0.
",
};

/// Items are described without `type: array`.
pub static N564: Code = Code {
    id: "N564",
    title: "items are described without `type: array`",
    severity: Severity::Note,
    fault: Fault::Advice,
    remedy: "add `type: array` if only arrays are valid",
    explanation: "\
`items` and `prefixItems` describe the items of an array, but do not require one: without `type`, any other value is valid.
The client has an enum with a variant for the array; other values are kept unchanged.

```yaml
data: { items: { $ref: '#/components/schemas/Pet' } } # add `type: array`
```
",
};

/// Content of a response that has none.
pub static N565: Code = Code {
    id: "N565",
    title: "content of a response that never has a body",
    severity: Severity::Note,
    fault: Fault::Invalid,
    remedy: "describe the body under `200`, or remove `content`",
    explanation: "\
HTTP allows no body in a response with status 204, 205 or 304, so a `content` that is described there never arrives. The
client reads such a response as one without a body.

```yaml
responses:
  '204': { description: Deleted } # no `content`
```
",
};

/// An `operationId` that is not a name.
pub static N570: Code = Code {
    id: "N570",
    title: "an `operationId` is not a name",
    severity: Severity::Note,
    fault: Fault::Advice,
    remedy: "no action is needed; give the operation another `operationId` or, in an overlay, `x-fern-sdk-method-name`",
    explanation: "\
Some tools write a hash or a number as `operationId`: `bcdec81432cdd80eb8363cfee03b1f3c`. That is not a usable method name, so the method is named after path and HTTP method, as it is without an `operationId`: `POST /auth/login` is `login`.

Remedy: none is needed. An overlay can set a name: `x-fern-sdk-method-name`.
",
};

/// Encodings by position where parts have none.
pub static N571: Code = Code {
    id: "N571",
    title: "an encoding by position is not used",
    severity: Severity::Note,
    fault: Fault::Advice,
    remedy: "describe the parts as an array (`prefixItems`, `items`) or by `itemSchema`, or encode them by name under `encoding`",
    explanation: "\
`prefixEncoding` and `itemEncoding` say how the parts of a multipart body are encoded by their position. The parts of a form
have names (`encoding`), and other media types have no parts.

```yaml
multipart/form-data:
  schema: { type: object, properties: { file: { type: string, format: binary } } }
  itemEncoding: { contentType: image/png } # write `encoding: { file: { contentType: image/png } }`
```
",
};

/// Parts of different kinds in a response.
pub static N572: Code = Code {
    id: "N572",
    title: "parts of a response are given as bytes",
    severity: Severity::Note,
    fault: Fault::Unsupported,
    remedy: "no action is needed; read each part by its position and its headers",
    explanation: "\
The parts of a response are a stream of one type. Where the description gives parts at different positions different schemas or
encodings (`prefixItems`, `prefixEncoding`), the stream gives the bytes of each part with its headers.

```yaml
multipart/mixed:
  schema: { prefixItems: [{ $ref: '#/components/schemas/Pet' }, {}] } # a pet, then its picture
  prefixEncoding: [{}, { contentType: image/png }]
```
",
};

/// A kind of XML node.
pub static N573: Code = Code {
    id: "N573",
    title: "a kind of XML node is not used",
    severity: Severity::Note,
    fault: Fault::Unsupported,
    remedy: "no action is needed; describe the body as `application/json` if the server supports it",
    explanation: "\
`nodeType` of `xml` says whether a value is an element, an attribute or text of an XML document. The client passes XML as text
and neither reads nor writes it by its schema.

```yaml
properties: { id: { type: integer, xml: { nodeType: attribute } } }
```
",
};
