//! Codes of the `lower` room: 5xx.

use crate::diag::{Code, Fault, Severity};

mod calls;
mod doubts;
mod notes;
mod pages;

pub use calls::*;
pub use doubts::*;
pub use notes::*;
pub use pages::*;

/// The codes of this room, in the order of their numbers.
pub const ALL: &[&Code] = &[
    &W502, &W503, &W504, &W505, &W506, &W507, &W508, &W509, &W510, &W511, &W512, &W513, &W515, &W516, &W517,
    &W518, &W520, &W521, &W522, &W523, &W524, &W530, &W531, &W541, &W542, &W544, &W545, &W546, &N551, &N552,
    &N553, &W554, &N556, &W557, &N558, &N559, &N560, &N561, &N562, &N563, &N564, &N570, &W581, &W582, &W591,
];

/// Schemas are nested too deeply.
pub static W502: Code = Code {
    id: "W502",
    title: "schemas are nested too deeply",
    severity: Severity::Warning,
    fault: Fault::Unsupported,
    remedy: "give inner schemas names under `components/schemas` and refer to them",
    explanation: "\
Schemas written inside one another become types inside one another, and compilers give up on those long before a
description does. What stands deeper than the limit is any JSON value in the client.

Give inner schemas names under `components/schemas` and refer to them; through references there is no limit.
",
};

/// Parts of `allOf` contradict each other.
pub static W503: Code = Code {
    id: "W503",
    title: "the parts of `allOf` contradict each other",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "correct one of the parts, or write `oneOf` if either is meant",
    explanation: "\
`allOf` wants every part to hold at once. Parts that allow no common value describe nothing; the later part is taken,
because authors write refinements after what they refine.

```yaml
allOf:
  - { type: string }
  - { type: integer } # nothing is both
```

Remove one of the parts, or write `oneOf` if either will do.
",
};

/// `allOf` is part of itself.
pub static W504: Code = Code {
    id: "W504",
    title: "`allOf` is part of itself",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "remove the reference: a schema has its own members anyway",
    explanation: "\
A schema that is merged from others cannot be one of them. The reference that closes the circle is left out; the other
parts count.

```yaml
Node:
  allOf:
    - $ref: '#/components/schemas/Node' # write this under `properties` if a node holds a node
    - { type: object, properties: { name: { type: string } } }
```
",
};

/// A branch of a union is hidden by an earlier one.
pub static W505: Code = Code {
    id: "W505",
    title: "a branch of a union can be hidden by an earlier one",
    severity: Severity::Warning,
    fault: Fault::Advice,
    remedy: "add a `discriminator`, a member with a `const`, or a required member that only one branch has",
    explanation: "\
A value is read as the branch that fits it best: fixed values that a branch does not list speak against it, then the
branch wins that leaves the fewest members over. Some values fit two branches alike, with members that both describe and
nothing that only one of them requires; those are read as the earlier one. Values can still be written as either.

```yaml
oneOf:
  - { type: object, required: [id], properties: { id: { type: string }, name: { type: string } } }
  - { type: object, required: [id], properties: { id: { type: string }, size: { type: integer } } } # { id: a } is both
```

Add a `discriminator`, a member with a `const`, or a required member that only one of them has. Branches that say the
same are not reported: either will do.
",
};

/// Two unions multiply.
pub static W506: Code = Code {
    id: "W506",
    title: "two unions that hold at once have too many combinations",
    severity: Severity::Warning,
    fault: Fault::Unsupported,
    remedy: "write out the combinations that exist as branches of one `oneOf`",
    explanation: "\
`allOf` of two unions means every branch of the one with every branch of the other. Few combinations are written out;
for many, the first union alone decides the type, and what the second one adds is missing from it.

Write out the combinations that exist.
",
};

/// A schema is defined as itself.
pub static W507: Code = Code {
    id: "W507",
    title: "a schema is defined as itself",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "say at one place of the circle what the schema is",
    explanation: "\
The schema refers to itself, directly or through others that do nothing but refer, so nothing says what it is. It is
any JSON value in the client.

```yaml
A: { $ref: '#/components/schemas/B' }
B: { $ref: '#/components/schemas/A' }
```

Write out one of them.
",
};

/// A required member has no schema.
pub static W508: Code = Code {
    id: "W508",
    title: "a required member has no schema",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "describe the member under `properties`, or correct its name under `required`",
    explanation: "\
`required` names a member that `properties` does not describe. Often one of the two is misspelt. The client offers an
optional member of any JSON value, so that calls which need it can be made, unless the object is closed or keeps
members that have no name anyway.

```yaml
required: [name, adress]
properties: { name: { type: string }, address: { type: string } }
```
",
};

/// A discriminator is mapped to no branch.
pub static W509: Code = Code {
    id: "W509",
    title: "a discriminator is mapped to something that is no branch",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "add the schema to the branches, or remove the entry",
    explanation: "\
`mapping` says which value of the member means which branch. An entry for a schema that the union does not have can
never be read as one of its cases; it is left out. A value that a server sends all the same is kept as raw JSON.

Add the schema to `oneOf`, or remove the entry.
",
};

/// A listed value is not of the type.
pub static W510: Code = Code {
    id: "W510",
    title: "a listed value is not of the type",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "list a value of the type, or correct `type`",
    explanation: "\
`enum` and `const` list values that `type` does not allow, so no value is valid as it stands. Often YAML read an
unquoted `1` or `yes` as something else than text. A value that can be read as one of the type is; others are left out.

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
The client sends keys, user and password, and bearer tokens. Schemes that sign each request or need a certificate are
left out; calls that offer another scheme use that, and calls that need only this one go out without it.

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

/// A value would never end.
pub static W513: Code = Code {
    id: "W513",
    title: "a value of the schema would never end",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "take the member out of `required`, or let it be null",
    explanation: "\
Required members lead back to where they began, so that a value needs another one inside, and that one another, without
end. No server can send such a value; what is meant is nearly always that the innermost one lacks the member. The client
lets the member be absent that closes the circle.

```yaml
Node:
  type: object
  required: [next] # every node has a next one
  properties: { next: { $ref: '#/components/schemas/Node' } }
```

Take the member out of `required`, or let it be null.
",
};

/// A form has no described members.
pub static W515: Code = Code {
    id: "W515",
    title: "a form has no described members",
    severity: Severity::Warning,
    fault: Fault::Unsupported,
    remedy: "describe the members under `properties` of the form's schema",
    explanation: "\
Form bodies are sent member by member, so the client must know the members. Without `properties` it cannot; the body is
then sent as the bytes that the caller gives.

Describe the members under `properties` of the form's schema.
",
};

/// A schema multiplies without end.
pub static W516: Code = Code {
    id: "W516",
    title: "a schema multiplies beyond any honest use",
    severity: Severity::Warning,
    fault: Fault::Unsupported,
    remedy: "name the parts under `components/schemas`, and write out the combinations that exist",
    explanation: "\
Merging and combining schemas can make exponentially many of them from a few lines. There is a budget, far above what
real descriptions need. What is beyond it is left out or taken as any JSON value.
",
};

/// An array has fixed places and an open end.
pub static W517: Code = Code {
    id: "W517",
    title: "an array has fixed places and an open end",
    severity: Severity::Warning,
    fault: Fault::Unsupported,
    remedy: "set `items: false`, or describe one schema for all items",
    explanation: "\
`prefixItems` describes the first places of an array and leaves its end open, unless `items: false` or `maxItems` closes
it; places may also be missing, unless `minItems` counts them. A tuple would lose what comes behind, so the client has a
list whose items can be any of the described ones. Arrays of more than twelve places are lists as well.

```yaml
position: { type: array, minItems: 2, prefixItems: [{ type: number }, { type: number }] } # [1, 2, 3] is valid, too
```

Set `items: false`, or describe one schema for all items.
",
};

/// No value is allowed.
pub static W518: Code = Code {
    id: "W518",
    title: "no value is allowed",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "remove the member, or list the values that are allowed",
    explanation: "\
The schema is `false`, or its `enum` is empty, so no value at all is valid. Where a value can stand all the same, the
client takes any.

Remove the member, or list the values.
",
};

/// A discriminator does not reach every branch.
pub static W520: Code = Code {
    id: "W520",
    title: "a discriminator does not reach every branch",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "add a `mapping` entry for the branch, or a `const` for the member in it",
    explanation: "\
The union names a member that tells its branches apart, but for one branch nothing says which value means it: it has
no name of its own, no `mapping` entry and no `const`. The branches are then told apart by their members.

Add a `mapping` entry, or a `const` for the member in that branch.
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
The client gives what stands in the `data` of each event. A schema of events, with members such as `event` and `data`, is
unwrapped to that; so is a union of such schemas. Where only some branches are events, it is not clear which level the
others mean; they are taken for data as they stand, and so is the rest.

```yaml
oneOf:
  - { type: object, properties: { event: { const: word }, data: { $ref: '#/components/schemas/Word' } } }
  - { $ref: '#/components/schemas/Word' } # an event, or its data?
```
",
};

/// A stream is not read as one.
pub static W522: Code = Code {
    id: "W522",
    title: "a stream of a response is not read as one",
    severity: Severity::Warning,
    fault: Fault::Unsupported,
    remedy: "describe the stream under one status, or ask for it with `client.request(method, path)`",
    explanation: "\
A call streams one kind of item in one way. If a second status streams other items, or streams where another status has
a body of another kind, what is left over is read as bytes or as the items of the first.

Describe the stream under one status, or give the statuses the same items.
",
};

/// A value cannot be written in its media type.
pub static W523: Code = Code {
    id: "W523",
    title: "a value cannot be written in its media type",
    severity: Severity::Warning,
    fault: Fault::Unsupported,
    remedy: "give the text in that media type, or describe the value as `application/json`",
    explanation: "\
The client writes objects and lists as JSON. A parameter or a member of a form that is to be XML, CSV or the like holds
what the caller writes: text, or a file where the media type is one of bytes.

```yaml
encoding:
  order: { contentType: application/xml } # the schema of `order` is an object
```
",
};

/// No branch has the member that tells the branches apart.
pub static W524: Code = Code {
    id: "W524",
    title: "no branch has the member of the discriminator",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "correct `propertyName`, or describe the member in each branch",
    explanation: "\
`discriminator` names a member that none of the branches describes, so no value could be told by it. The branches are told
apart by the members that they have.

```yaml
oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
discriminator: { propertyName: knid } # both have `kind`
```
",
};

/// Branches of `anyOf` hold at once.
pub static W544: Code = Code {
    id: "W544",
    title: "branches of `anyOf` can hold at once",
    severity: Severity::Warning,
    fault: Fault::Unsupported,
    remedy: "write `oneOf` if only one of them is meant, or one object with the members of all if several are",
    explanation: "\
`anyOf` allows an object that is several of its branches, with the members of all of them. A value of the client is one
case: the one that describes most of the members that are there. The others are kept beside its fields without a type, and
are written again.

```yaml
anyOf:
  - { type: object, required: [age], properties: { age: { type: integer } } }
  - { type: object, required: [kind], properties: { kind: { type: string } } } # { age: 3, kind: cat } is both
```

Write `oneOf` if only one of them is meant, or one object with the members of all if several are.
",
};

/// A child of a parent with a discriminator is not told from it.
pub static W545: Code = Code {
    id: "W545",
    title: "a child of a schema with a discriminator is read as its parent",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "give each child a value of its own under `mapping`, or list the children under `oneOf`",
    explanation: "\
A schema with a `discriminator` and without branches stands for the schemas that are merged from it by `allOf`: a value of
it is read as the child that the member names. A child whose value another child has already can never be named, and more
children than a union can have branches cannot be told at all; such values have the members of the parent, and keep the
others without a type.

```yaml
Event: { type: object, properties: { kind: { type: string } }, discriminator: { propertyName: kind } }
Created: { allOf: [{ $ref: '#/components/schemas/Event' }, { properties: { kind: { const: new }, by: { type: string } } }] }
Renewed: { allOf: [{ $ref: '#/components/schemas/Event' }, { properties: { kind: { const: new } } }] } # which one is it?
```

Give each child a value of its own under `mapping`, or list the children under `oneOf`.
",
};

/// A body is not read or written by its schema.
pub static W546: Code = Code {
    id: "W546",
    title: "a body is not read or written by its schema",
    severity: Severity::Warning,
    fault: Fault::Unsupported,
    remedy: "describe the body as `application/json` if the server has that, too; or read and write its text or bytes",
    explanation: "\
The client reads and writes objects and lists as JSON. A body in XML, CSV, CBOR or another format is given as text or bytes,
as it stands; the types of its schema are not used.

```yaml
content:
  application/xml: { schema: { $ref: '#/components/schemas/Pet' } } # the client gives the text
```

Describe the body as `application/json` if the server can send that, or take the text or bytes.
",
};
