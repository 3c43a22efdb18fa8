//! Codes of the `schema` room: 4xx.

use crate::diag::{Code, Fault, Severity};

/// The codes of this room, in the order of their numbers.
pub const ALL: &[&Code] = &[
    &W401, &W402, &W403, &W404, &W405, &W406, &W407, &N408, &N409, &W410, &W411, &W412, &W413, &W414, &W415,
];

/// A reference leads nowhere.
pub static W401: Code = Code {
    id: "W401",
    title: "a reference leads nowhere",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "correct the reference, or add what it names",
    explanation: "\
A `$ref` names a place that the description does not have, so whatever stands there cannot be known.
Where a schema was expected, any JSON value is taken instead; a parameter, response or body is left out. An empty
reference and `#` name the description as a whole, which is none of these.

```yaml
schema:
  $ref: '#/components/schemas/Pte' # there is a `Pet`, but no `Pte`
```

Correct the reference, or add what it names. A reference is a JSON pointer: `/` inside a key is written `~1`, `~` is
written `~0`, and keys are compared letter by letter. An overlay can do either without touching the description.
",
};

/// References go round in a circle.
pub static W402: Code = Code {
    id: "W402",
    title: "references go round in a circle",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "write out one of the places on the way",
    explanation: "\
Following the `$ref`s leads back to where it started, and nothing on the way says what the value is.

```yaml
components:
  schemas:
    A: { $ref: '#/components/schemas/B' }
    B: { $ref: '#/components/schemas/A' }
```

A schema that contains itself through a property, an item or a branch is fine; one that *is* itself is not. Write out
one of the schemas of the circle.
",
};

/// `$ref` is not a reference.
pub static W403: Code = Code {
    id: "W403",
    title: "`$ref` is not a reference into this description",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "write a reference into this description: `'#/components/schemas/Pet'`",
    explanation: "\
A `$ref` is text that starts with `#`: a place in this description. References to other files are resolved when the
description is loaded; one that is left over here is a bare name or a URL that nothing in the description answers to.

```yaml
schema:
  $ref: Pet # write '#/components/schemas/Pet'
```
",
};

/// A schema is neither an object nor a boolean.
pub static W404: Code = Code {
    id: "W404",
    title: "a schema is neither an object nor a boolean",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "write an object of keywords, such as `{ type: string }`; `{}` stands for any value",
    explanation: "\
A schema is an object of keywords, or `true` (anything) or `false` (nothing). Anything else is read as `true`, so the
value has no type in the client.

```yaml
properties:
  name: string # write { type: string }
  note:        # an empty value in YAML is `null`; write {} for 'anything'
```
",
};

/// `type` names no JSON kind.
pub static W405: Code = Code {
    id: "W405",
    title: "`type` names no kind of JSON value",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "write one of `string`, `integer`, `number`, `boolean`, `object`, `array` and `null`",
    explanation: "\
`type` is one of `string`, `integer`, `number`, `boolean`, `object`, `array` and `null`, or a list of them. A word that
is none of these is ignored, and the value has the type that the other keywords give it, if any.

```yaml
type: float   # write: type: number, format: float
type: date    # write: type: string, format: date
type: any     # leave `type` out
type: [string, null] # a bare null is read as the word, but write: [string, 'null']
```
",
};

/// A keyword has a value of the wrong kind.
pub static W406: Code = Code {
    id: "W406",
    title: "a keyword of a schema has a value of the wrong kind",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "give the keyword a value of the kind that the message names",
    explanation: "\
Each keyword of JSON Schema wants a value of a certain kind: `properties` a map of schemas, `enum` a list, `maxLength`
a whole number, and so on. A keyword with another kind of value is ignored; the rest of the schema counts.

```yaml
type: object
properties: [name, age] # wants a map: { name: { … }, age: { … } }
```
",
};

/// A schema is nested too deeply.
pub static W407: Code = Code {
    id: "W407",
    title: "a schema is nested too deeply",
    severity: Severity::Warning,
    fault: Fault::Unsupported,
    remedy: "give inner schemas names under `components/schemas` and refer to them",
    explanation: "\
Schemas written inside one another are read to a depth of 100. What stands deeper is taken as any JSON value.

Give the inner schemas names under `components/schemas` and refer to them; through references there is no limit.
",
};

/// A keyword constrains values in a way that no type shows.
pub static N408: Code = Code {
    id: "N408",
    title: "a keyword constrains values in a way that no type shows",
    severity: Severity::Note,
    fault: Fault::Unsupported,
    remedy: "nothing has to be done; describe what is allowed with `properties`, `required` or `oneOf` if a type is to show it",
    explanation: "\
`not`, `if`/`then`/`else`, `dependentRequired`, `dependentSchemas`, `contains`, `unevaluatedItems` and their relatives
say which values are allowed, but have no counterpart in a Rust type. The type admits more values than the schema does;
the server has the last word. Examples are still judged by these keywords.
",
};

/// A member of a schema is not a keyword.
pub static N409: Code = Code {
    id: "N409",
    title: "a member of a schema is not a keyword",
    severity: Severity::Note,
    fault: Fault::Invalid,
    remedy: "correct the spelling, move a property below `properties`, or begin a member of your own with `x-`",
    explanation: "\
JSON Schema ignores members that it does not know, and so does the generator. Often it is a spelling mistake, or a
property that was written beside `properties` and not inside it.

```yaml
type: object
requred: [name] # `required`
```

Members of your own start with `x-`.
",
};

/// `items` is a list.
pub static W410: Code = Code {
    id: "W410",
    title: "`items` is a list of schemas",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "rename the keyword to `prefixItems`",
    explanation: "\
Before JSON Schema 2020-12, a list under `items` described the items by position. That is `prefixItems` now, and the
list is read as such. Rename the keyword.
",
};

/// `required` is a boolean.
pub static W411: Code = Code {
    id: "W411",
    title: "`required` is a boolean",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "list the property's name under `required` of the object that holds it",
    explanation: "\
In a schema, `required` lists the names of the properties that an object must have. `required: true` beside a
property's type is a habit from elsewhere; it says nothing here and is ignored, so the property is optional.

```yaml
type: object
required: [name] # here
properties:
  name:
    type: string
    required: true # not here
```
",
};

/// A discriminator cannot be used.
pub static W412: Code = Code {
    id: "W412",
    title: "a discriminator cannot be used",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "write `propertyName` (text) and `mapping` (from values to references)",
    explanation: "\
`discriminator` is an object with `propertyName` (text) and, if the values differ from the names of the schemas, a
`mapping` from values to references. Parts that are not so are ignored; without a usable discriminator, the branch of
a union is told by what the branches require.

```yaml
discriminator:
  propertyName: kind
  mapping:
    cat: '#/components/schemas/Cat'
```
",
};

/// Names or descriptions of enum members cannot be used.
pub static W413: Code = Code {
    id: "W413",
    title: "names or descriptions of enum members cannot be used",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "list one text for each member of `enum`, in the same order",
    explanation: "\
`x-enum-varnames` and `x-enum-descriptions` are lists of texts, one for each member of `enum` in the same order, or
maps from member to text. Others are ignored, and the members are named by their values.

```yaml
enum: [1, 2]
x-enum-varnames: [Low, High]
```
",
};

/// A list that decides what fits is empty.
pub static W414: Code = Code {
    id: "W414",
    title: "a list of schemas or types is empty",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "list what is meant, or remove the keyword",
    explanation: "\
`oneOf`, `anyOf`, `allOf` and a list under `type` have at least one entry. An empty one is as good as none, so that the
other keywords decide, and without any, the client takes any JSON value.

```yaml
oneOf: [] # a generator has lost its branches
```
",
};

/// A dynamic reference is bound by several schemas.
pub static W415: Code = Code {
    id: "W415",
    title: "what a `$dynamicRef` means depends on where the schema is used",
    severity: Severity::Warning,
    fault: Fault::Unsupported,
    remedy: "write the schema out for each use, with `$ref` in the place of `$dynamicRef`",
    explanation: "\
Several schemas have the `$dynamicAnchor` that a `$dynamicRef` names, and which of them is meant is decided by the schema
through which the value was reached. The client has one type for a schema, so the value is any JSON value there.

```yaml
Page: { $defs: { item: { $dynamicAnchor: item } }, properties: { items: { items: { $dynamicRef: '#item' } } } }
Cats: { $ref: '#/components/schemas/Page', $defs: { item: { $dynamicAnchor: item, $ref: '#/components/schemas/Cat' } } }
```

Write the schema out for each use.
",
};
