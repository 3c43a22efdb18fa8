//! Codes of the `lower` room: 5xx.

use crate::diag::{Code, Fault, Severity};

mod calls;
mod doubts;
mod notes;
mod pages;
mod unions;

pub use calls::*;
pub use doubts::*;
pub use notes::*;
pub use pages::*;
pub use unions::*;

/// The codes of this room, in the order of their numbers.
pub const ALL: &[&Code] = &[
    &W502, &W503, &W504, &W505, &W506, &W507, &W508, &W509, &W510, &W511, &W512, &W513, &W516, &W517, &W518,
    &W520, &W521, &W522, &W523, &W524, &W530, &W531, &W541, &W542, &W544, &W545, &W546, &N551, &N552, &N553,
    &W554, &N556, &W557, &N558, &N559, &N560, &N561, &N562, &N563, &N564, &N565, &N570, &N571, &N572, &N573,
    &W581, &W582, &W591,
];

/// Schemas are nested too deeply.
pub static W502: Code = Code {
    id: "W502",
    title: "schemas are nested too deeply",
    severity: Severity::Warning,
    fault: Fault::Unsupported,
    remedy: "give inner schemas names under `components/schemas` and refer to them",
    explanation: "\
Schemas written inside one another become types inside one another, and compilers reach their limits long before a description does. Anything deeper becomes any JSON value in the client.

Give inner schemas names under `components/schemas` and refer to them; through references there is no limit.
",
};

/// Parts of `allOf` contradict each other.
pub static W503: Code = Code {
    id: "W503",
    title: "the parts of `allOf` contradict each other",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "correct one of the parts, or use `oneOf` if either may apply",
    explanation: "\
`allOf` requires every part at once. Parts without a common value describe nothing; the later part is used, because authors
write refinements after what they refine.

```yaml
allOf:
  - { type: string }
  - { type: integer } # nothing is both
```

Remove one of the parts, or use `oneOf` if either may apply.
",
};

/// `allOf` is part of itself.
pub static W504: Code = Code {
    id: "W504",
    title: "`allOf` is part of itself",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "remove the reference: a schema has its own properties anyway",
    explanation: "\
A schema that is merged from others cannot be one of them. The reference that closes the cycle is left out; the other
parts are used.

```yaml
Node:
  allOf:
    - $ref: '#/components/schemas/Node' # write this under `properties` if a node contains a node
    - { type: object, properties: { name: { type: string } } }
```
",
};

/// A schema is defined as itself.
pub static W507: Code = Code {
    id: "W507",
    title: "a schema is defined as itself",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "define the schema at one place of the cycle",
    explanation: "\
The schema refers to itself, directly or through others that only refer, so nothing defines it. It is any JSON value in
the client. A branch of `oneOf` or `anyOf` that is the schema itself allows nothing that the other branches do not; it is left
out.

```yaml
A: { $ref: '#/components/schemas/B' }
B: { $ref: '#/components/schemas/A' }
```

Write out one of them.
",
};

/// A required property has no schema.
pub static W508: Code = Code {
    id: "W508",
    title: "a required property has no schema",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "describe the property under `properties`, or correct its name under `required`",
    explanation: "\
`required` names a property that `properties` does not describe. Often one of the two is misspelled. The client has an
optional field of any JSON value, so that calls which need it can be made, unless the object is closed or keeps unknown
properties anyway.

```yaml
required: [name, adress]
properties: { name: { type: string }, address: { type: string } }
```
",
};

/// An enum value is not of the type.
pub static W510: Code = Code {
    id: "W510",
    title: "an enum value is not of the type",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "list a value of the type, or correct `type`",
    explanation: "\
`enum` and `const` list values that `type` does not allow, so such a value is never valid. Often YAML read an unquoted `1` or `yes` as something else than a string. A value that can
be converted to the type is kept; others are left out.

```yaml
type: string
enum: [1, 2] # write ['1', '2']
```
",
};

/// A security scheme is not supported.
pub static W511: Code = Code {
    id: "W511",
    title: "a security scheme is not supported",
    severity: Severity::Warning,
    fault: Fault::Unsupported,
    remedy: "set the headers for each call, or give the client a transport that signs requests",
    explanation: "\
The client supports API keys, user name and password, and bearer tokens. Schemes that sign each request or need a certificate
are left out; operations that accept another scheme use that, and operations that only accept this one are called without it.

Give the client a transport of your own that signs requests, or set the headers for each call.
",
};

/// A security scheme is not described.
pub static W512: Code = Code {
    id: "W512",
    title: "a required security scheme is not described",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "declare the scheme under `components.securitySchemes`, or correct its name",
    explanation: "\
`security` names a scheme that `components/securitySchemes` does not have, so the client cannot know what to send. The
alternative is left out.

Describe the scheme, or correct the name.
",
};

/// A schema requires itself.
pub static W513: Code = Code {
    id: "W513",
    title: "schema requires itself, so no finite value exists",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "remove the property from `required`, or let it be null",
    explanation: "\
Required properties form a cycle, so every value needs another one inside. No server can send such a value; usually the
innermost one lacks the property. The client makes the property optional that closes the cycle.

```yaml
Node:
  type: object
  required: [next] # every node has a next one
  properties: { next: { $ref: '#/components/schemas/Node' } }
```

Remove the property from `required`, or let it be null.
",
};

/// A schema multiplies beyond the limit.
pub static W516: Code = Code {
    id: "W516",
    title: "combining schemas exceeds the limit",
    severity: Severity::Warning,
    fault: Fault::Unsupported,
    remedy: "name the parts under `components/schemas`, and write out the combinations that exist",
    explanation: "\
Merging and combining schemas can make exponentially many of them from a few lines. The limit is far above what real descriptions need. Anything beyond it is left out or becomes any JSON value.
",
};

/// An array has fixed positions and an open end.
pub static W517: Code = Code {
    id: "W517",
    title: "an array has fixed positions and an open end",
    severity: Severity::Warning,
    fault: Fault::Unsupported,
    remedy: "set `items: false`, or describe one schema for all items",
    explanation: "\
`prefixItems` describes the first items of an array and allows more, unless `items: false` or `maxItems` excludes them; items
may also be missing, unless `minItems` requires them. A tuple would lose the others, so the client has a `Vec` whose items
can be any of the described ones. The same holds for arrays of more than twelve positions.

```yaml
position: { type: array, minItems: 2, prefixItems: [{ type: number }, { type: number }] } # [1, 2, 3] is also valid
```

Set `items: false`, or describe one schema for all items.
",
};

/// No value is allowed.
pub static W518: Code = Code {
    id: "W518",
    title: "no value is allowed",
    severity: Severity::Warning,
    fault: Fault::Advice,
    remedy: "remove the property, or list the allowed values",
    explanation: "\
The schema is `false`, or its `enum` is empty, so no value is valid. The client accepts any JSON value there.

Remove the property, or list the allowed values.
",
};

/// The events of a stream are described in two ways.
pub static W521: Code = Code {
    id: "W521",
    title: "the events of a stream are described in two ways",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "describe every event with `event` and `data`, or describe the data of all of them",
    explanation: "\
The client returns the `data` of each event. A schema of events, with properties such as `event` and `data`, is unwrapped to
its data; so is a union of such schemas. If only some branches are events, it is not clear which level the others describe;
all of them are read as data.

```yaml
oneOf:
  - { type: object, properties: { event: { const: word }, data: { $ref: '#/components/schemas/Word' } } }
  - { $ref: '#/components/schemas/Word' } # an event, or its data?
```
",
};

/// A stream is not read as a stream.
pub static W522: Code = Code {
    id: "W522",
    title: "a stream of a response is not read as a stream",
    severity: Severity::Warning,
    fault: Fault::Unsupported,
    remedy: "describe the stream under one status, or request it with `client.request(method, path)`",
    explanation: "\
An operation streams one type of item in one format. If a second status streams other items, or if another status has another
kind of body, the rest is read as bytes or as the items of the first.

Describe the stream under one status, or give the statuses the same items.
",
};

/// A value cannot be written in its media type.
pub static W523: Code = Code {
    id: "W523",
    title: "a value cannot be written in its media type",
    severity: Severity::Warning,
    fault: Fault::Unsupported,
    remedy: "pass a string in that media type, or describe the value as `application/json`",
    explanation: "\
The client writes objects and arrays as JSON. For a parameter or a form field in XML, CSV or a similar format, the caller
passes a string, or a file if the media type is binary.

```yaml
encoding:
  order: { contentType: application/xml } # the schema of `order` is an object
```
",
};

/// A body is not read or written by its schema.
pub static W546: Code = Code {
    id: "W546",
    title: "a body is not read or written by its schema",
    severity: Severity::Warning,
    fault: Fault::Unsupported,
    remedy: "describe the body as `application/json` if the server supports it; otherwise read and write its text or bytes",
    explanation: "\
The client reads and writes objects and arrays as JSON. A body in XML, CSV, CBOR or another format is passed as text or bytes,
unchanged; the types of its schema are not used.

```yaml
content:
  application/xml: { schema: { $ref: '#/components/schemas/Pet' } } # the client returns the text
```

Describe the body as `application/json` if the server supports it, or use the text or bytes.
",
};
